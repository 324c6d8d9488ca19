/** Opens a backup and the vault here with the same passphrase, and looks into both without changing either. */
import { fail, type Result } from '../../shared/words/failures.ts';
import type { BackupPlace, StudentState } from '../ports/backups.ts';
import type { Disk } from '../ports/computer.ts';
import { findBackup, type BackupPlaces } from './backup-places.ts';
import { keyringIn, type Backup } from './backups.ts';
import type { Door } from './door.ts';
import { createVaultKeys, type VaultKeys } from './keys.ts';
import type { Keyring } from './keyring.ts';
import { lookInto, type LookOptions } from './look.ts';
import { mendFrom, type Mended } from './mend.ts';
import { readOnly } from './read-only-disk.ts';

export interface Unlocked {
  readonly backup: Backup;
  readonly keyring: Keyring;
  readonly vaultKey: Uint8Array;
  readonly keys: VaultKeys;
}

/** The keyring of this computer, or, where it cannot be read, the one beside the backup. */
async function keyringFor({ disk, lookKeyring }: Door, backup: Backup): Promise<Result<Keyring>> {
  const mine = await lookKeyring();
  if (mine.ok) return mine.value.vault === backup.vault ? mine : fail('refused', 'This backup holds the records of another IEP Desk.');
  if (mine.failure.code === 'newerVault') return mine;
  const kept = await keyringIn(disk, backup.folder, backup.vault);
  return kept.ok ? kept : mine;
}

/** Runs `work` with a backup and its keys, which are zeroed afterwards. */
export async function withBackup<T>(door: Door, places: BackupPlaces, backupId: string, place: BackupPlace, passphrase: string, work: (unlocked: Unlocked) => Promise<Result<T>>): Promise<Result<T>> {
  const found = await findBackup(door.disk, places, backupId, place);
  if (!found.ok) return found;
  const { value: backup } = found;
  const keyring = await keyringFor(door, backup);
  if (!keyring.ok) return keyring;
  const vaultKey = await door.keyBy(keyring.value, passphrase);
  if (!vaultKey.ok) return vaultKey;
  const keys = createVaultKeys(vaultKey.value, keyring.value.keyId, door.random);
  try {
    return await work({ backup, keyring: keyring.value, vaultKey: vaultKey.value, keys });
  } finally {
    keys.destroy();
    vaultKey.value.fill(0);
  }
}

function toLook({ clock, random, fold }: Door, disk: Disk, root: string, keys: VaultKeys): LookOptions {
  return { disk, root, clock, random, fold, keys };
}

/** What each student has in the vault folder `root` of this disk. */
export function look(door: Door, disk: Disk, root: string, keys: VaultKeys): Promise<Result<readonly StudentState[]>> {
  return lookInto(toLook(door, disk, root, keys));
}

/** What each student has here, or why the records do not open: their keyring, their list or their settings. */
export async function lookHere(door: Door, keys: VaultKeys): Promise<Result<readonly StudentState[]>> {
  const mine = await door.lookKeyring();
  return mine.ok ? look(door, readOnly(door.disk), door.root, keys) : mine;
}

/** What still opens here, over the backup. */
export function mendHere(door: Door, { backup, keys }: Unlocked): Promise<Mended> {
  return mendFrom(toLook(door, readOnly(door.disk), door.root, keys), door.disk, backup);
}
