/** Builds a vault folder out of a backup, beside the vault: a damaged file stops it before anything else has changed. */
import { dirname, join } from 'node:path';
import { ok, type Result } from '../../shared/words/failures.ts';
import type { Disk } from '../ports/computer.ts';
import { readBackedUp, type Backup } from './backups.ts';
import { durableWrite } from './durable-write.ts';
import { VAULT_FOLDERS } from './folders.ts';
import { vaultFiles } from './vault-files.ts';

/** Where it is built. */
export function unpackedFolder(root: string): string {
  return `${root}.restoring`;
}

/** Copies every file of the backup into an empty or half-filled folder. Throws the disk's own error. */
export async function unpack(disk: Disk, backup: Backup, into: string): Promise<Result<null>> {
  if (await disk.exists(into)) for (const path of await vaultFiles(disk, into)) await disk.remove(join(into, path));
  for (const folder of VAULT_FOLDERS) await disk.makeFolder(join(into, folder));
  for (const file of backup.files) {
    const bytes = await readBackedUp(disk, backup, file);
    if (!bytes.ok) return bytes;
    const path = join(into, file.path);
    await disk.makeFolder(dirname(path));
    await durableWrite(disk, path, bytes.value);
  }
  for (const folder of VAULT_FOLDERS) await disk.syncFolder(join(into, folder));
  return ok(null);
}
