/**
 * Puts a backup back: builds the whole folder beside the vault, proves that it opens, backs the present state up, and only then exchanges the two
 * by renames; at every moment one of them is whole.
 */
import { join } from 'node:path';
import { fail, ok, type Result } from '../../shared/words/failures.ts';
import type { Disk } from '../ports/computer.ts';
import type { OpenVault } from '../ports/open-vault.ts';
import { backUpTo } from './back-up.ts';
import type { BackupPlaces } from './backup-places.ts';
import type { Door } from './door.ts';
import { durableWrite } from './durable-write.ts';
import { exchangeFolders } from './folder-exchange.ts';
import { QUARANTINE } from './folders.ts';
import { writeKeyring } from './keyring.ts';
import { layOver } from './mend.ts';
import { readOnly } from './read-only-disk.ts';
import { unpack, unpackedFolder } from './unpack.ts';
import { look, lookHere, mendHere, type Unlocked } from './with-backup.ts';

/** What was set aside as damaged goes along: a restore is no reason to let it go. */
async function carryQuarantine(disk: Disk, root: string, into: string): Promise<void> {
  const from = join(root, QUARANTINE);
  if (!(await disk.exists(from))) return;
  for (const name of await disk.list(from)) await durableWrite(disk, join(into, QUARANTINE, name), await disk.read(join(from, name)));
}

/** The folder that will take the vault's place: the backup, over it what still opens here where not all does, and what was set aside. */
async function buildFolder(door: Door, unlocked: Unlocked, passphrase: string): Promise<Result<null>> {
  const { disk, root } = door;
  const built = unpackedFolder(root);
  const unpacked = await unpack(disk, unlocked.backup, built);
  if (!unpacked.ok) return unpacked;
  if (!(await lookHere(door, unlocked.keys)).ok) await layOver(disk, root, await mendHere(door, unlocked), built);
  await writeKeyring(disk, built, unlocked.keyring, door.proves(passphrase, unlocked.vaultKey));
  const opens = await look(door, readOnly(disk), built, unlocked.keys);
  if (!opens.ok) return fail('copyDamaged', 'Its list of students or its settings cannot be read.');
  await carryQuarantine(disk, root, built);
  return ok(null);
}

/** Restores under the lock, and opens what was restored. Throws the disk's own error. */
export async function restore(door: Door, places: BackupPlaces, unlocked: Unlocked, passphrase: string, release: () => Promise<void>): Promise<Result<OpenVault>> {
  const built = await buildFolder(door, unlocked, passphrase);
  if (!built.ok) return built;
  const kept = await backUpTo(door, places.here, 'here', unlocked.keyring, { why: 'beforeRestore', rotate: false, due: null });
  if (!kept.ok) return kept;
  await exchangeFolders(door, unpackedFolder(door.root));
  return door.openWith(unlocked.keyring, Uint8Array.from(unlocked.vaultKey), release);
}
