/**
 * Records that do not open as a whole, beside a backup of them: whatever still opens on this computer stays as it is here, the rest comes from the
 * backup, and what opens in neither stays where it is. So a damaged list of students costs nothing that was written since the backup.
 */
import { join } from 'node:path';
import { openIndex, type SealedIndex } from '../records/caseload.ts';
import { createDrafts } from '../records/drafts.ts';
import { LATE_RECEIPT_END } from '../records/late-entries.ts';
import { openVaultSettings } from '../records/vault-settings.ts';
import type { Disk } from '../ports/computer.ts';
import type { FileKind } from '../ports/vault.ts';
import type { Backup } from './backups.ts';
import { durableWrite } from './durable-write.ts';
import { COPIES_FOLDER, DRAFTS_FOLDER, LATE_FOLDER, LIBRARY_FOLDER, PROGRESS_FOLDER, RECEIPTS_FOLDER, TRANSLATIONS_FOLDER } from './folders.ts';
import { LEAVE_IN_PLACE, type LookOptions } from './look.ts';
import { backupAsDisk, filesAsDisk } from './read-only-disk.ts';
import { vaultFiles } from './vault-files.ts';

export interface Mended {
  /** The mended folder as it would be; it refuses every write. */
  readonly disk: Disk;
  /** Paths that stay as they are on this computer. */
  readonly here: readonly string[];
  /** Paths of the backup that are not used, because what is here opens. */
  readonly displaced: readonly string[];
  /** Future IEPs on this computer that the chosen list of students does not know: begun after the backup. They stay, and do not open with it. */
  readonly begunAfter: number;
}

/** Files that only make sense together: both generations of a file that is written again, all segments and snapshots of a draft. */
function unitOf(path: string): string {
  const [folder = '', name] = path.split('/');
  if (name === undefined) return folder.replace(/\.[ab]$/, '');
  if ([TRANSLATIONS_FOLDER, PROGRESS_FOLDER, LIBRARY_FOLDER].includes(folder)) return path.replace(/\.[ab]$/, '');
  return folder === DRAFTS_FOLDER ? `${DRAFTS_FOLDER}/${name}` : path;
}

function kindOf(path: string): FileKind {
  const [folder] = path.split('/');
  if (folder === COPIES_FOLDER) return 'copy';
  if (folder === RECEIPTS_FOLDER) return 'receipt';
  if (folder === LATE_FOLDER) return path.endsWith(LATE_RECEIPT_END) ? 'receipt' : 'signature';
  if (folder === TRANSLATIONS_FOLDER) return 'translation';
  if (folder === PROGRESS_FOLDER) return 'progress';
  if (folder === LIBRARY_FOLDER) return 'library';
  return path.endsWith('.iep') ? 'package' : 'pdf';
}

/** The list of students that will be used; throws when not even the backup's opens, which was looked at before. */
async function indexFor(here: LookOptions, there: Disk): Promise<{ readonly index: SealedIndex; readonly ofHere: boolean }> {
  const mine = await openIndex(here.disk, here.root, here.keys, LEAVE_IN_PLACE);
  if (mine.ok) return { index: mine.value, ofHere: true };
  const backedUp = await openIndex(there, here.root, here.keys, LEAVE_IN_PLACE);
  if (!backedUp.ok) throw new Error('A backup whose list of students does not open was chosen to mend with.');
  return { index: backedUp.value, ofHere: false };
}

/** Chooses for every unit; changes nothing. `here.disk` refuses writes. Throws the disk's own error. */
export async function mendFrom(here: LookOptions, disk: Disk, backup: Backup): Promise<Mended> {
  const { root, keys } = here;
  const there = backupAsDisk(disk, backup, root);
  const { index, ofHere } = await indexFor(here, there);
  const { drafts } = createDrafts({ ...here, index, setAside: LEAVE_IN_PLACE });
  const opensAt = async (path: string): Promise<boolean> => {
    const bytes = await here.disk.read(join(root, path));
    // A document of the library is nobody's: the vault's own key opens it, and nothing else without a student's.
    const student = keys.studentOf(bytes);
    const kind = kindOf(path);
    return (student !== null || kind === 'library') && keys.open(kind, (path.split('/')[1] ?? '').replace(/\.\w+$/, ''), bytes, student).ok;
  };
  const opens = async (unit: string, path: string): Promise<boolean> => {
    if (unit === 'index') return ofHere;
    if (unit === 'settings') return (await openVaultSettings(here.disk, root, keys, LEAVE_IN_PLACE)).ok;
    if (unit.startsWith(`${DRAFTS_FOLDER}/`)) return (await drafts.load(unit.slice(DRAFTS_FOLDER.length + 1))).ok;
    return unit === path ? opensAt(path) : (await Promise.all(['a', 'b'].map(async (slot) => (await here.disk.exists(join(root, `${unit}.${slot}`))) && opensAt(`${unit}.${slot}`)))).includes(true);
  };

  const files = await vaultFiles(here.disk, root);
  const inBackup = new Set(backup.files.map(({ path }) => unitOf(path)));
  const stays = new Map<string, boolean>();
  for (const path of files) {
    const unit = unitOf(path);
    if (!stays.has(unit)) stays.set(unit, !inBackup.has(unit) || (await opens(unit, path)));
  }
  const chosen = files.filter((path) => stays.get(unitOf(path)) === true);
  const [displaced, used] = [true, false].map((isHere) => backup.files.map(({ path }) => path).filter((path) => (stays.get(unitOf(path)) ?? false) === isHere));
  const listed = new Set(index.drafts().map(({ draftId }) => `${DRAFTS_FOLDER}/${draftId}`));
  return {
    disk: filesAsDisk(root, [...chosen, ...(used ?? [])], (path, absolute) => (stays.get(unitOf(path)) === true ? here.disk : there).read(absolute)),
    here: chosen,
    displaced: displaced ?? [],
    begunAfter: [...stays.keys()].filter((unit) => unit.startsWith(`${DRAFTS_FOLDER}/`) && !listed.has(unit)).length,
  };
}

/** Lays what stays over the unpacked backup. Throws the disk's own error; the vault itself is only read. */
export async function layOver(disk: Disk, root: string, { here, displaced }: Mended, into: string): Promise<void> {
  for (const path of displaced) await disk.remove(join(into, path));
  for (const path of here) {
    const [folder = '', name, file] = path.split('/');
    if (file !== undefined) await disk.makeFolder(join(into, folder, name ?? ''));
    await durableWrite(disk, join(into, path), await disk.read(join(root, path)));
  }
  await disk.syncFolder(join(into, DRAFTS_FOLDER));
}
