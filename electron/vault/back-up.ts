/** Makes a backup in both places and lets older ones go; a place that fails is named and keeps the other from nothing. */
import { ok, type Result } from '../../shared/words/failures.ts';
import type { BackedUp, BackupInfo, BackupPlace, CopiesDue } from '../ports/backups.ts';
import { infoOf, type BackupPlaces } from './backup-places.ts';
import { keepKeyring, keyringPath, rotateBackups, writeBackup } from './backups.ts';
import { attempt, evenIfTheDiskFails } from './disk-failure.ts';
import type { Door } from './door.ts';
import type { Keyring } from './keyring.ts';
import { letGoReplaced } from './replaced.ts';
import { takeOverOld } from './shared-place.ts';

export interface BackupWish {
  readonly why: 'closed' | 'asked' | 'beforeRestore';
  /** Whether older backups may go. */
  readonly rotate: boolean;
  readonly due: CopiesDue | null;
}

/** One backup in one folder. */
export function backUpTo({ disk, root, clock }: Door, folder: string, place: BackupPlace, keyring: Keyring, { why, rotate, due }: BackupWish): Promise<Result<BackupInfo>> {
  return attempt(async () => {
    const backup = await writeBackup({ disk, root, folder, keyring, madeAt: clock.now(), zone: clock.zone(), why });
    if (rotate) await evenIfTheDiskFails(() => rotateBackups(disk, folder, keyring.vault, due));
    return ok(infoOf(backup, place));
  });
}

async function backUpToSecond(door: Door, places: BackupPlaces, keyring: Keyring, wish: BackupWish): Promise<BackedUp['second']> {
  const folder = await places.second();
  if (!folder.ok) return folder;
  const { value: place } = folder;
  if (place === null) return null;
  return attempt(async () => {
    const made = await backUpTo(door, await places.ownIn(place), 'second', keyring, wish);
    // The folder itself is new there at the first backup.
    await door.disk.syncFolder(place);
    return made;
  });
}

/** Before the backups here rotate: they are the proof of whose the old ones in the place are. Throws the disk's own error. */
async function takeOver(disk: Door['disk'], places: BackupPlaces): Promise<void> {
  const place = await places.secondIfKnown();
  if (place !== null && (await disk.exists(place))) await takeOverOld(disk, place, await places.ownIn(place), places.here);
}

/** Backs up what is on disk, here and in the second place. Throws the disk's own error while the keyring is read. */
export async function backUp(door: Door, places: BackupPlaces, wish: BackupWish): Promise<Result<BackedUp>> {
  const { disk, root, clock } = door;
  const keyring = await door.lookKeyring();
  if (!keyring.ok) return keyring;
  await evenIfTheDiskFails(() => takeOver(disk, places));
  const backedUp: BackedUp = {
    here: await backUpTo(door, places.here, 'here', keyring.value, wish),
    second: await backUpToSecond(door, places, keyring.value, wish),
  };
  // Closed without damage, so the vault was opened: what it replaced may be on its way out.
  if (wish.why === 'closed' && wish.rotate && backedUp.here.ok) await evenIfTheDiskFails(() => letGoReplaced({ disk, root, backups: places.here, clock, due: wish.due }));
  return ok(backedUp);
}

/** Puts changed wraps beside the backups of every place that is there. Throws the disk's own error. */
export async function keepInBackups(disk: Door['disk'], places: BackupPlaces, keyring: Keyring): Promise<void> {
  const place = await places.secondIfKnown();
  // Old backups straight in the place, which may be this computer's, must not open with a passphrase that was replaced either.
  for (const folder of [places.here, ...(place === null ? [] : [await places.ownIn(place)])]) if (await disk.exists(folder)) await keepKeyring(disk, folder, keyring);
  if (place !== null && (await disk.exists(keyringPath(place, keyring.vault)))) await keepKeyring(disk, place, keyring);
}
