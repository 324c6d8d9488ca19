/** Which files of the vault are one student's, and their removal once the index has said for good that they go. */
import { join } from 'node:path';
import type { Disk } from '../ports/computer.ts';
import type { Removal } from '../ports/caseload.ts';
import { HEADER_BYTES } from '../vault/envelope.ts';
import { DRAFTS_FOLDER, RECORD_FOLDERS } from '../vault/folders.ts';
import type { VaultKeys } from '../vault/keys.ts';
import type { SealedIndex } from './caseload.ts';

/** Paths inside the vault folder, with forward slashes: drafts by the index, everything else by the key that sealed it. Throws the disk's own error. */
export async function filesOfStudent(disk: Disk, root: string, keys: VaultKeys, index: SealedIndex, studentId: string): Promise<readonly string[]> {
  const files: string[] = [];
  for (const { draftId } of index.drafts().filter((draft) => draft.studentId === studentId)) {
    const folder = `${DRAFTS_FOLDER}/${draftId}`;
    if (await disk.exists(join(root, folder))) files.push(...(await disk.list(join(root, folder))).map((name) => `${folder}/${name}`));
  }
  for (const folder of RECORD_FOLDERS) {
    // A vault made before there were late signatures, translations and progress reports has no folder for them.
    if (!(await disk.exists(join(root, folder)))) continue;
    for (const name of await disk.list(join(root, folder))) {
      if (keys.studentOf(await disk.readStart(join(root, folder, name), HEADER_BYTES)) === studentId) files.push(`${folder}/${name}`);
    }
  }
  return files;
}

/** Removes the files a removal named; what a crash left is removed at the next opening. Throws the disk's own error. */
export async function removeFiles(disk: Disk, root: string, { files }: Removal): Promise<void> {
  const folders = new Set<string>();
  for (const file of files) {
    if (await disk.exists(join(root, file))) await disk.remove(join(root, file));
    const [folder, draftId, name] = file.split('/');
    if (folder === DRAFTS_FOLDER && name !== undefined) folders.add(join(root, DRAFTS_FOLDER, draftId ?? ''));
  }
  for (const folder of folders) if (await disk.exists(folder)) await disk.removeFolder(folder);
}
