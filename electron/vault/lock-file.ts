/**
 * One vault, one program: a lock file beside the vault folder names the process that has it open. Two writers would each believe their own
 * revision and overwrite the other's. Electron's single-instance lock is the first gate; this one also holds for a second profile or a script.
 *
 * On a full disk the lock is held without its file; the file is made as soon as the vault is to write its first new file, before that one. Reading needs no
 * lock, and nothing is written without one. A file kept in reserve would not help: there is none at the first start, and on copy-on-write disks (APFS, btrfs,
 * ZFS) even overwriting a file needs free space.
 */
import { readFileSync } from 'node:fs';
import { uptime } from 'node:os';
import { dirname, sep } from 'node:path';
import { z } from 'zod';
import { fail, ok, type Result } from '../../shared/words/failures.ts';
import type { Disk, Random } from '../ports/computer.ts';
import { diskCode, isFull } from './disk-failure.ts';

/** What one needs to know of processes to tell a held lock from one a crash left behind. */
export interface Processes {
  readonly self: number;
  /** ISO instant the computer was started, to the minute at best. */
  readonly bootedAt: () => string;
  /** Something that differs between two processes that had the same number, or '' where the system does not tell. */
  readonly mark: (pid: number) => string;
  readonly alive: (pid: number) => boolean;
}

/** Clocks are corrected while a computer runs, so the computed boot time wanders. */
const BOOT_TOLERANCE_MS = 5 * 60_000;

function startTicks(pid: number): string {
  try {
    // Field 22 of /proc/<pid>/stat; the name in field 2 may itself hold spaces, hence the cut behind its closing bracket.
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').pop()?.split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return diskCode(error) === 'EPERM';
  }
}

export const systemProcesses: Processes = {
  self: process.pid,
  bootedAt: () => new Date(Date.now() - uptime() * 1000).toISOString(),
  mark: startTicks,
  alive: isAlive,
};

const holderSchema = z.strictObject({ pid: z.int(), bootedAt: z.iso.datetime(), mark: z.string() });
type Holder = z.infer<typeof holderSchema>;

function readHolder(bytes: Uint8Array): Holder | null {
  try {
    return holderSchema.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8'))).data ?? null;
  } catch {
    return null;
  }
}

/** A torn lock file (null) was being written when the power went, so nobody holds it. */
function isHeld(holder: Holder | null, processes: Processes): boolean {
  if (holder === null) return false;
  const sameBoot = Math.abs(Date.parse(holder.bootedAt) - Date.parse(processes.bootedAt())) < BOOT_TOLERANCE_MS;
  return sameBoot && processes.alive(holder.pid) && processes.mark(holder.pid) === holder.mark;
}

const HELD = fail('refused', 'IEP Desk is already open on this computer. Use that window; if you cannot find it, restart the computer.');

async function create(disk: Disk, path: string, processes: Processes): Promise<void> {
  const file = await disk.create(path);
  const holder: Holder = { pid: processes.self, bootedAt: processes.bootedAt(), mark: processes.mark(processes.self) };
  try {
    await file.write(Buffer.from(JSON.stringify(holder), 'utf8'));
    await file.close();
  } catch (error) {
    await file.close().catch(() => undefined);
    await disk.remove(path).catch(() => undefined);
    throw error;
  }
}

/** Makes the lock file, moving a stale one out of the way, or says `refused`. Throws the disk's own error. */
async function claim(disk: Disk, path: string, processes: Processes, random: Random): Promise<Result<null>> {
  if (await disk.exists(path)) {
    if (isHeld(readHolder(await disk.read(path)), processes)) return HELD;
    // Moved away before it is judged again: two programs that both found it stale cannot both remove the other's new lock unseen.
    const aside = `${path}.${random.id()}`;
    await disk.rename(path, aside);
    const moved = await disk.read(aside);
    if (isHeld(readHolder(moved), processes)) {
      await disk.rename(aside, path);
      return HELD;
    }
    await disk.remove(aside);
  }
  try {
    await create(disk, path, processes);
  } catch (error) {
    if (diskCode(error) === 'EEXIST') return HELD;
    throw error;
  }
  return ok(null);
}

export interface VaultLock {
  /**
   * Takes the lock or says `refused`; the value gives it back.
   * @throws the disk's own error, unless it is only full.
   */
  readonly take: () => Promise<Result<() => Promise<void>>>;
  /** The disk as the holder may use it: a lock file that is owed is made before any other file beside it or below. */
  readonly disk: Disk;
}

/** @param path of the lock file, beside the vault folder */
export function createLock(disk: Disk, path: string, processes: Processes, random: Random): VaultLock {
  let held: 'no' | 'byFile' | 'owed' = 'no';
  let paying: Promise<void> | null = null;
  const besideTheVault = `${dirname(path)}${sep}`;

  const pay = async (): Promise<void> => {
    const claimed = await claim(disk, path, processes, random);
    if (!claimed.ok) throw Object.assign(new Error('Another program opened the vault while there was no room for the lock file.'), { code: 'EBUSY' });
    held = 'byFile';
  };
  return {
    take: async () => {
      try {
        const claimed = await claim(disk, path, processes, random);
        if (!claimed.ok) return claimed;
        held = 'byFile';
      } catch (error) {
        if (!isFull(error)) throw error;
        held = 'owed';
      }
      return ok(async () => {
        const was = held;
        held = 'no';
        if (was === 'byFile') await disk.remove(path);
      });
    },
    disk: {
      ...disk,
      create: async (file) => {
        if (held === 'owed' && file.startsWith(besideTheVault)) {
          paying ??= pay().finally(() => {
            paying = null;
          });
          await paying;
        }
        return disk.create(file);
      },
    },
  };
}
