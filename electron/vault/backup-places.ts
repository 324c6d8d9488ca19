/** Where backups are: beside the vault, and in a folder of this computer's own in the second place somebody chose. */
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { fail, ok, type Result } from '../../shared/words/failures.ts';
import type { BackupInfo, BackupPlace, BackupsKnown } from '../ports/backups.ts';
import type { Disk, Random } from '../ports/computer.ts';
import { listBackups, type Backup, type ListedBackups } from './backups.ts';
import { attempt } from './disk-failure.ts';
import { durableWrite } from './durable-write.ts';
import { knownFolder, leftAloneIn, listPlace, ownFolder } from './shared-place.ts';

const PLACE_FILE = 'backup-place.json';
const placeSchema = z.strictObject({ folder: z.string().nullable() });

function placeIn(bytes: Uint8Array): Result<string | null> {
  try {
    return ok(placeSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8'))).folder);
  } catch {
    return fail('refused', 'The note of the second place for backups cannot be read. Choose the place again.');
  }
}

/** What lists and previews show of a backup. */
export function infoOf(backup: Backup, place: BackupPlace): BackupInfo {
  return { backupId: backup.id, place, madeAt: backup.madeAt, why: backup.why, files: backup.files.length, bytes: backup.files.reduce((sum, file) => sum + file.bytes, 0) };
}

export interface BackupPlaces {
  /** The folder beside the vault. */
  readonly here: string;
  /** The folder somebody chose; null when nobody did. A note that cannot be read is a failure: taken for none, the copies there would stop without a word. */
  readonly second: () => Promise<Result<string | null>>;
  /** The same, with a note that cannot be read taken for none. */
  readonly secondIfKnown: () => Promise<string | null>;
  /** This computer's folder in a place that others may use too. Throws the disk's own error. */
  readonly ownIn: (place: string) => Promise<string>;
  /** The same for whoever only looks; null where nothing was backed up yet. Throws the disk's own error. */
  readonly knownOwnIn: (place: string) => Promise<string | null>;
  /** Throws the disk's own error. */
  readonly setSecond: (folder: string | null) => Promise<void>;
}

export function createBackupPlaces(disk: Disk, random: Random, root: string): BackupPlaces {
  const parent = dirname(root);
  const placeFile = join(parent, PLACE_FILE);
  const second = (): Promise<Result<string | null>> => attempt(async () => ((await disk.exists(placeFile)) ? placeIn(await disk.read(placeFile)) : ok(null)));
  return {
    here: join(parent, 'backups'),
    second,
    secondIfKnown: async () => {
      const folder = await second();
      return folder.ok ? folder.value : null;
    },
    ownIn: (place) => ownFolder(disk, parent, random, place),
    knownOwnIn: (place) => knownFolder(disk, parent, place),
    setSecond: (folder) => durableWrite(disk, placeFile, Buffer.from(JSON.stringify({ folder }), 'utf8')),
  };
}

/** Backups of one place, those of other computers in it among them; none where no second place is known. Throws the disk's own error. */
async function backupsIn(disk: Disk, places: BackupPlaces, place: BackupPlace): Promise<ListedBackups> {
  if (place === 'here') return listBackups(disk, places.here);
  const folder = await places.secondIfKnown();
  return folder === null ? { backups: [], unreadable: 0, unread: 0 } : listPlace(disk, folder);
}

/** The backup of this name in that place. One that may be behind a list the disk did not give is not called gone. */
export async function findBackup(disk: Disk, places: BackupPlaces, backupId: string, place: BackupPlace): Promise<Result<Backup>> {
  const { backups, unread } = await backupsIn(disk, places, place);
  const found = backups.find((backup) => backup.id === backupId);
  if (found !== undefined) return ok(found);
  return unread > 0 ? fail('diskTrouble', 'The disk did not give the list of that backup.') : fail('notFound', 'That backup is not there any more.');
}

/** What the second place holds: the backups, and the files among them that are nobody's to let go. Throws the disk's own error. */
async function awayIn(disk: Disk, places: BackupPlaces, place: string | null): Promise<{ readonly backups: readonly Backup[]; readonly leftAlone: readonly string[] }> {
  if (place === null) return { backups: [], leftAlone: [] };
  return { backups: (await backupsIn(disk, places, 'second')).backups, leftAlone: await leftAloneIn(disk, place, await places.knownOwnIn(place), places.here) };
}

/** Every backup of both places, the newest first. Throws the disk's own error for the place beside the vault. */
export async function allBackups(disk: Disk, places: BackupPlaces): Promise<BackupsKnown> {
  const secondPlace = await places.secondIfKnown();
  const found = (await backupsIn(disk, places, 'here')).backups.map((backup) => infoOf(backup, 'here'));
  // A stick that was pulled out is no reason to hide the backups that are here.
  const away = await attempt(async () => ok(await awayIn(disk, places, secondPlace)));
  const all = away.ok ? [...found, ...away.value.backups.map((backup) => infoOf(backup, 'second'))] : found;
  return { backups: all.toSorted((a, b) => (a.madeAt < b.madeAt ? 1 : -1)), secondPlace, leftAlone: away.ok ? away.value.leftAlone : [] };
}
