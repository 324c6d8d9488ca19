/**
 * Promise: where tests put what they throw away: a folder of the run's own that goes with the run, kept in memory where this machine has a folder there with
 * room. A third of the time of a test of main was waiting for the disk to confirm what nobody reads again; what is said of the disk itself
 * (test/integration/vault, and all of the long form) is tested on the disk.
 */
import { accessSync, chmodSync, constants, existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What Linux mounts for programs that share memory; a container may have 64 MB of it. */
const SHARED_MEMORY = '/dev/shm';
/** Bytes that must be free: the whole proof holds 0.2 GB at once (measured), and a machine short of memory is not pushed further. */
const LEAST_FREE = 2 * 1024 ** 3;

function mayWrite(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** @returns the folder this machine keeps in memory, or null where everything stays on the disk */
export function memoryFolder(env: NodeJS.ProcessEnv = process.env): string | null {
  if (env['IEP_CRASH'] === 'long' || !existsSync(SHARED_MEMORY) || !mayWrite(SHARED_MEMORY)) return null;
  const { bavail, bsize } = statfsSync(SHARED_MEMORY);
  return bavail * bsize >= LEAST_FREE ? SHARED_MEMORY : null;
}

/** What a runner's configuration is read for again by each of its workers, which have the folder of the run already. */
const TAKEN: Readonly<Record<'memory' | 'disk', string>> = { memory: 'IEP_TEST_SCRATCH', disk: 'IEP_TEST_SCRATCH_ON_DISK' };

/** Others may pass through and see nothing: the database server of a test runs as another user, where the tests run as root. */
const PASSED_THROUGH = 0o711;

/** The run's own folder, made by whoever asks first and removed when that program ends. */
export function scratch(where: 'memory' | 'disk'): string {
  const taken = process.env[TAKEN[where]];
  if (taken !== undefined) return taken;
  const folder = mkdtempSync(join((where === 'memory' ? memoryFolder() : null) ?? tmpdir(), 'iep-test-'));
  chmodSync(folder, PASSED_THROUGH);
  process.env[TAKEN[where]] = folder;
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
