/**
 * Several computers may keep their backups in one place, also of the same records: each writes, and lets go, in a folder of its own there, so that none can take a file from
 * another, not even one whose list is not written yet. Backups of before lie beside those folders; they become one's own where it is provable whose they are.
 *
 *   <place>/computer-<own name>/     lists, sealed bytes and keyring as backups.ts writes them
 */
import { basename, join } from 'node:path';
import { z } from 'zod';
import { fail, ok, type Result } from '../../shared/words/failures.ts';
import type { Disk, Random } from '../ports/computer.ts';
import { fileOf, keyringIn, listBackups, listNameOf, listNames, moveBackup, type Backup, type ListedBackups } from './backups.ts';
import { durableWrite } from './durable-write.ts';
import type { Keyring } from './keyring.ts';

/** Beside the vault and in no backup: a copy of the records on another computer is another's. */
const OWN_NAME_FILE = 'backup-owner.json';
const FOLDER_START = 'computer-';

const ownNameSchema = z.strictObject({ name: z.string().regex(/^[a-z0-9-]{1,40}$/) });

function nameIn(bytes: Uint8Array): string | null {
  try {
    return ownNameSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8'))).name;
  } catch {
    return null;
  }
}

/** Null before the first need, and where the file is damaged. */
async function knownName(disk: Disk, parent: string): Promise<string | null> {
  const path = join(parent, OWN_NAME_FILE);
  return (await disk.exists(path)) ? nameIn(await disk.read(path)) : null;
}

/**
 * The name this computer's backups go by, made at the first need. A file that is damaged gives way to a new name: what went by the old one is then nobody's to let go.
 * Throws the disk's own error.
 */
async function ownName(disk: Disk, parent: string, random: Random): Promise<string> {
  const known = await knownName(disk, parent);
  if (known !== null) return known;
  const name = random.id();
  await durableWrite(disk, join(parent, OWN_NAME_FILE), Buffer.from(JSON.stringify({ name }), 'utf8'));
  return name;
}

/** This computer's folder in a place. Throws the disk's own error. */
export async function ownFolder(disk: Disk, parent: string, random: Random, place: string): Promise<string> {
  return join(place, `${FOLDER_START}${await ownName(disk, parent, random)}`);
}

/** The same for whoever only looks: null where there is none yet. Throws the disk's own error. */
export async function knownFolder(disk: Disk, parent: string, place: string): Promise<string | null> {
  const name = await knownName(disk, parent);
  return name === null ? null : join(place, `${FOLDER_START}${name}`);
}

/** Every backup in a place, of whichever computer, each under a name no other has there. Throws the disk's own error where the place itself does not answer. */
export async function listPlace(disk: Disk, place: string): Promise<ListedBackups> {
  const listed = [await listBackups(disk, place)];
  const names = (await disk.exists(place)) ? await disk.list(place) : [];
  for (const name of names.filter((one) => one.startsWith(FOLDER_START))) {
    const found = await listBackups(disk, join(place, name));
    listed.push({ ...found, backups: found.backups.map((backup) => ({ ...backup, id: `${backup.id}-${name.slice(FOLDER_START.length)}` })) });
  }
  const sum = (count: (one: ListedBackups) => number): number => listed.reduce((total, one) => total + count(one), 0);
  return { backups: listed.flatMap(({ backups }) => backups).toSorted((a, b) => (a.madeAt < b.madeAt ? 1 : -1)), unreadable: sum(({ unreadable }) => unreadable), unread: sum(({ unread }) => unread) };
}

export interface FoundCopy {
  readonly backup: Backup;
  readonly keyring: Keyring;
  /** Further lists in the folder that cannot be read; one of them may be newer. */
  readonly unreadable: number;
}

/** The newest copy in a folder somebody chose, a place of several computers among them. Throws the disk's own error. */
export async function newestIn(disk: Disk, folder: string): Promise<Result<FoundCopy>> {
  const { backups: [backup], unreadable } = await listPlace(disk, folder);
  if (backup === undefined) return unreadable > 0 ? fail('copyDamaged', 'Its list of files is cut or damaged.') : fail('noCopyThere', `The folder is ${basename(folder)}.`);
  const keyring = await keyringIn(disk, backup.folder, backup.vault);
  return keyring.ok ? ok({ backup, keyring: keyring.value, unreadable }) : keyring;
}

/** The very same state of the records, file by file: sealed with numbers used once, two computers never make it twice. */
function isSameState(one: Backup, other: Backup): boolean {
  return one.vault === other.vault && JSON.stringify(one.files) === JSON.stringify(other.files);
}

interface Old extends ListedBackups {
  /** Provably this computer's. */
  readonly mine: readonly Backup[];
}

/** What lies straight in a place. The proof is the same state beside the vault, or in this computer's folder already. Throws the disk's own error. */
async function oldIn(disk: Disk, place: string, own: string | null, here: string): Promise<Old> {
  const old = await listBackups(disk, place);
  if (old.backups.length === 0) return { ...old, mine: [] };
  const proofs = [...(await listBackups(disk, here)).backups, ...(own === null ? [] : (await listBackups(disk, own)).backups)];
  return { ...old, mine: old.backups.filter((backup) => backup.why !== 'transfer' && proofs.some((proof) => isSameState(proof, backup))) };
}

/**
 * File names of the backups straight in a place that nothing proves to be this computer's, lists that cannot be read among them: nobody moves or removes them but a person. A copy for
 * another computer is none of them: somebody was told that it is there. Throws the disk's own error.
 */
export async function leftAloneIn(disk: Disk, place: string, own: string | null, here: string): Promise<readonly string[]> {
  if (!(await disk.exists(place))) return [];
  const { backups, mine } = await oldIn(disk, place, own, here);
  const known = new Set(backups.filter((backup) => backup.why === 'transfer' || mine.includes(backup)).map(listNameOf));
  return (await listNames(disk, place)).filter((name) => !known.has(name)).toSorted();
}

/**
 * Backups that an earlier program put straight into the place are moved into this computer's folder where the same state lies among the backups beside the vault, or is there
 * already: that proves whose they are. All others stay as they are, for good; they may be another computer's. A copy for another computer stays where somebody was told it is.
 */
export async function takeOverOld(disk: Disk, place: string, own: string, here: string): Promise<void> {
  const { backups, mine, unreadable } = await oldIn(disk, place, own, here);
  const others = backups.filter((backup) => !mine.includes(backup));
  for (const backup of mine) {
    const rest = [...others, ...mine.slice(mine.indexOf(backup) + 1)];
    // A list that cannot be read may need any of the bytes.
    const needed = unreadable > 0 ? null : new Set(rest.flatMap(({ files }) => files.map(fileOf)));
    await moveBackup(disk, backup, own, (digest) => needed === null || needed.has(digest));
  }
}
