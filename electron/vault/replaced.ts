/**
 * Folders a restore put aside, `<vault>.before-<when>-<id>`, whole as they were. One is let go when the vault that took its place was opened and closed
 * undamaged, KEPT_DAYS have passed since that was first noted, and every sealed file of it lies, byte for byte, in that vault or in a backup: it is
 * never the only copy of anything. Files of a student who was removed count no more once the time of such copies is over.
 */
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { localName } from '../../shared/time/zone.ts';
import type { Clock, Disk, Random } from '../ports/computer.ts';
import type { CopiesDue } from '../ports/backups.ts';
import { listBackups, readBackedUp } from './backups.ts';
import { sha256Hex } from './digest.ts';
import { durableWrite, TEMPORARY_END } from './durable-write.ts';
import { MAGIC, readHeader } from './envelope.ts';
import { QUARANTINE } from './folders.ts';
import { KEYRING_FILES } from './keyring.ts';
import { TRIES_FILE } from './tries.ts';
import { vaultFiles } from './vault-files.ts';

/** Days a regretted restore can be undone from the folder itself; a backup of the same state lies beside it all the while. */
export const KEPT_DAYS = 30;
const DAY_MS = 86_400_000;
/** In the folder: when its successor was first known to open. */
const NOTE = 'opened-since.json';
const noteSchema = z.strictObject({ at: z.iso.datetime() });
/** Sealed by the key of the vault: students and settings. */
const LISTS = /^(?:index|settings)\.[ab]$/u;
/** Wraps of the key, the count of tries and the note hold no record. */
const NO_RECORDS: readonly string[] = [...KEYRING_FILES, TRIES_FILE, NOTE];

/** Where a restore moves the folder it replaces. */
export function asideName(root: string, clock: Clock, random: Random): string {
  return `${root}.before-${localName(clock.now(), clock.zone())}-${random.id()}`;
}

async function namesIn(disk: Disk, folder: string): Promise<readonly string[]> {
  return (await disk.exists(folder)) ? disk.list(folder) : [];
}

/** Every file with a record in it, as a path inside the folder. */
async function recordsIn(disk: Disk, folder: string): Promise<readonly string[]> {
  return [...(await vaultFiles(disk, folder)), ...(await namesIn(disk, join(folder, QUARANTINE))).map((name) => `${QUARANTINE}/${name}`)];
}

async function notedAt(disk: Disk, folder: string): Promise<string | null> {
  const path = join(folder, NOTE);
  if (!(await disk.exists(path))) return null;
  try {
    return noteSchema.parse(JSON.parse(Buffer.from(await disk.read(path)).toString('utf8'))).at;
  } catch {
    return null;
  }
}

export interface ReplacedOptions {
  readonly disk: Disk;
  /** The vault that is used now. */
  readonly root: string;
  /** Where its backups lie. */
  readonly backups: string;
  readonly clock: Clock;
  readonly due: CopiesDue | null;
}

/** The key that sealed a file; a frame of a journal has its length before its envelope. */
function keyIdOf(bytes: Uint8Array): string | null {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf(MAGIC);
  return start === -1 ? null : (readHeader(bytes.subarray(start))?.keyId ?? null);
}

/** A file of a removed student, or a list that names that student: newer lists are in use. */
function isDue({ keyIds }: CopiesDue, path: string, bytes: Uint8Array): boolean {
  const keyId = keyIdOf(bytes);
  return LISTS.test(path) || (keyId !== null && keyIds.has(keyId));
}

/** Whether each sealed file of the folder is also in the vault, under the same name, or in a backup that reads back whole. */
async function liesElsewhere({ disk, root, backups, due }: ReplacedOptions, folder: string): Promise<boolean> {
  const listed = (await listBackups(disk, backups)).backups.flatMap((backup) => backup.files.map((file) => ({ backup, file })));
  for (const path of await recordsIn(disk, folder)) {
    const sealed = await disk.read(join(folder, path));
    if (due !== null && isDue(due, path, sealed)) continue;
    const digest = sha256Hex(sealed);
    const now = join(root, path);
    if ((await disk.exists(now)) && sha256Hex(await disk.read(now)) === digest) continue;
    const kept = listed.find(({ file }) => file.sha256 === digest);
    if (kept === undefined || !(await readBackedUp(disk, kept.backup, kept.file)).ok) return false;
  }
  return true;
}

/** Removes the files, then the folders that are empty then; a file nobody knows keeps its folder. The note goes last, so that a removal that was cut off is gone on with. */
async function remove(disk: Disk, folder: string): Promise<void> {
  for (const path of await recordsIn(disk, folder)) await disk.remove(join(folder, path));
  for (const name of await disk.list(folder)) {
    if (name !== NOTE && (NO_RECORDS.includes(name) || name.endsWith(TEMPORARY_END))) await disk.remove(join(folder, name));
  }
  for (const name of await disk.list(folder)) {
    if (name === NOTE) continue;
    for (const inner of await disk.list(join(folder, name))) {
      const path = join(folder, name, inner);
      if (inner.endsWith(TEMPORARY_END)) await disk.remove(path);
      else await removeDraftFolder(disk, path);
    }
    await disk.removeFolder(join(folder, name));
  }
  await disk.remove(join(folder, NOTE));
  await disk.removeFolder(folder);
}

async function removeDraftFolder(disk: Disk, folder: string): Promise<void> {
  for (const name of await disk.list(folder)) if (name.endsWith(TEMPORARY_END)) await disk.remove(join(folder, name));
  await disk.removeFolder(folder);
}

/** Called after the vault was opened and closed with nothing damaged in it. Throws the disk's own error. */
export async function letGoReplaced(options: ReplacedOptions): Promise<void> {
  const { disk, root, clock } = options;
  const parent = dirname(root);
  for (const name of await disk.list(parent)) {
    if (!name.startsWith(`${basename(root)}.before-`)) continue;
    const folder = join(parent, name);
    const noted = await notedAt(disk, folder);
    if (noted === null) await durableWrite(disk, join(folder, NOTE), Buffer.from(JSON.stringify({ at: clock.now() }), 'utf8'));
    else if (Date.parse(clock.now()) - Date.parse(noted) >= KEPT_DAYS * DAY_MS && (await liesElsewhere(options, folder))) await remove(disk, folder);
  }
  await disk.syncFolder(parent);
}
