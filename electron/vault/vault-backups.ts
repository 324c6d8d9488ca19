/** Backups in use, as one port: made by themselves, previewed, put back, carried to another computer. What the disk throws is a named failure. */
import { ok } from '../../shared/words/failures.ts';
import type { VaultBackups } from '../ports/backups.ts';
import { backUp, keepInBackups } from './back-up.ts';
import { allBackups, createBackupPlaces } from './backup-places.ts';
import { attempt } from './disk-failure.ts';
import type { Door } from './door.ts';
import type { Keyring } from './keyring.ts';
import { preview } from './preview.ts';
import { restore } from './restore.ts';
import { findTransfer, transferFrom, transferTo } from './transfer.ts';
import { withBackup } from './with-backup.ts';

export interface Backups {
  readonly port: VaultBackups;
  /** Puts changed wraps beside the backups of every place. */
  readonly keepKeyring: (keyring: Keyring) => Promise<void>;
}

export function createBackups(door: Door): Backups {
  const { disk, random, root } = door;
  const places = createBackupPlaces(disk, random, root);
  const port: VaultBackups = {
    backUp: (why, rotate, due) => attempt(() => backUp(door, places, { why, rotate, due })),
    list: () => attempt(async () => ok(await allBackups(disk, places))),
    setSecondPlace: (folder) =>
      attempt(async () => {
        await places.setSecond(folder);
        return ok(null);
      }),
    preview: (backupId, place, passphrase) => attempt(() => withBackup(door, places, backupId, place, passphrase, (unlocked) => preview(door, unlocked, place))),
    restore: (backupId, place, passphrase) => attempt(() => door.locked((release) => withBackup(door, places, backupId, place, passphrase, (unlocked) => restore(door, places, unlocked, passphrase, release)))),
    transferTo: (folder, passphrase) => attempt(() => transferTo(door, places, folder, passphrase)),
    findTransfer: (folder) => attempt(() => findTransfer(door, folder)),
    transferFrom: (folder, code, passphrase) => attempt(() => transferFrom(door, folder, code, passphrase)),
  };
  return { port, keepKeyring: (keyring) => keepInBackups(disk, places, keyring) };
}
