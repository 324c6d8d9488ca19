/**
 * The files that make a vault beside its keyring, in an order that is safe to copy while somebody writes: a file that depends on another is copied
 * before it (a receipt before its package, a snapshot before its journal, a progress report being written before the affirmed one it becomes, the list of the library before its documents). So the copy never holds
 * a file without the one it depends on.
 */
import { join } from 'node:path';
import type { Disk } from '../ports/computer.ts';
import { TEMPORARY_END } from './durable-write.ts';
import { COPIES_FOLDER, DRAFTS_FOLDER, LATE_FOLDER, LIBRARY_FOLDER, PACKAGES_FOLDER, PROGRESS_FOLDER, RECEIPTS_FOLDER, RECORD_FOLDERS, TRANSLATIONS_FOLDER } from './folders.ts';

const SMALL = ['index.a', 'index.b', 'settings.a', 'settings.b'];
/** In the order that is safe to copy. */
const FOLDERS: readonly (typeof RECORD_FOLDERS)[number][] = [PROGRESS_FOLDER, RECEIPTS_FOLDER, LATE_FOLDER, TRANSLATIONS_FOLDER, PACKAGES_FOLDER, COPIES_FOLDER];

/** What a path inside a vault looks like; anything else in a backup is refused before a file is written. */
export const VAULT_PATH = new RegExp(`^(?:(?:${DRAFTS_FOLDER}/[a-z0-9-]+|${[...RECORD_FOLDERS, LIBRARY_FOLDER].join('|')})/)?[a-z0-9][a-z0-9-]*(?:\\.[a-z]+)?$`);

async function namesIn(disk: Disk, folder: string): Promise<readonly string[]> {
  if (!(await disk.exists(folder))) return [];
  return (await disk.list(folder)).filter((name) => !name.endsWith(TEMPORARY_END));
}

/** Those a file depends on come after it. */
function firstThose(first: (name: string) => boolean, names: readonly string[]): readonly string[] {
  return [...names.filter(first), ...names.filter((name) => !first(name))];
}

/** Paths inside the folder, with forward slashes. Throws the disk's own error. */
export async function vaultFiles(disk: Disk, root: string): Promise<readonly string[]> {
  const files: string[] = [];
  for (const name of SMALL) if (await disk.exists(join(root, name))) files.push(name);
  for (const folder of FOLDERS) files.push(...(await namesIn(disk, join(root, folder))).map((name) => `${folder}/${name}`));
  files.push(...firstThose((name) => name.startsWith('list.'), await namesIn(disk, join(root, LIBRARY_FOLDER))).map((name) => `${LIBRARY_FOLDER}/${name}`));
  for (const draft of await namesIn(disk, join(root, DRAFTS_FOLDER))) {
    const names = await namesIn(disk, join(root, DRAFTS_FOLDER, draft));
    files.push(...firstThose((name) => name.startsWith('snap.'), names).map((name) => `${DRAFTS_FOLDER}/${draft}/${name}`));
  }
  return files;
}
