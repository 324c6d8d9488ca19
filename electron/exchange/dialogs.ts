/** Save dialogs of the operating system; the page never sees or names a path. */
import { rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { dialog, type BrowserWindow, type FileFilter } from 'electron';
import { ok } from '../../shared/words/failures.ts';
import { attempt, diskCode } from '../vault/disk-failure.ts';
import type { SavePort } from './save-port.ts';

/** Writes a new file; one that could not be written whole does not stay, or half a PDF would pass for the paper. @throws the disk's own error, EEXIST where something has that name */
async function writeNew(path: string, pdf: Uint8Array): Promise<void> {
  try {
    await writeFile(path, pdf, { mode: 0o600, flag: 'wx', flush: true });
  } catch (error) {
    if (diskCode(error) !== 'EEXIST') await rm(path, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** Writes a file under its name, or under the next free one ("… (2).pdf"), and returns the path it got. */
async function writeBeside(folder: string, pdf: Uint8Array, name: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const free = join(folder, number === 1 ? name : name.replace(/(?=\.[^.]+$)/u, ` (${number})`));
    try {
      await writeNew(free, pdf);
      return free;
    } catch (error) {
      if (diskCode(error) !== 'EEXIST') throw error;
    }
  }
}

/** Writes a file where the user pointed. What has that name stays as it is until the new one is whole on the disk. */
async function writeOver(path: string, pdf: Uint8Array): Promise<void> {
  const beside = await writeBeside(dirname(path), pdf, `${basename(path)}.tmp`);
  try {
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** Writes all of them or leaves none: of half a batch nobody could tell which papers are there. Returns the names they got. */
async function writeAll(folder: string, files: readonly { readonly pdf: Uint8Array; readonly name: string }[]): Promise<readonly string[]> {
  const written: string[] = [];
  try {
    for (const { pdf, name } of files) written.push(await writeBeside(folder, pdf, name));
  } catch (error) {
    for (const path of written) await rm(path, { force: true }).catch(() => undefined);
    throw error;
  }
  return written.map((path) => basename(path));
}

/** `window` yields the window the dialog belongs to; without one it stands alone. */
export function createSaver(window: () => BrowserWindow | null): SavePort {
  const chooseFolder: SavePort['chooseFolder'] = async (title) => {
    const options = { title, properties: ['openDirectory' as const, 'createDirectory' as const] };
    const parent = window();
    const choice = parent === null ? await dialog.showOpenDialog(options) : await dialog.showOpenDialog(parent, options);
    return choice.canceled ? null : (choice.filePaths[0] ?? null);
  };
  const saveAs = async (bytes: Uint8Array, suggestedName: string, filter: FileFilter): ReturnType<SavePort['savePdf']> => {
    const options = { defaultPath: suggestedName, filters: [filter] };
    const parent = window();
    const choice = parent === null ? await dialog.showSaveDialog(options) : await dialog.showSaveDialog(parent, options);
    if (choice.canceled || choice.filePath === '') return ok({ saved: false });
    return attempt(async () => {
      await writeOver(choice.filePath, bytes);
      return ok({ saved: true });
    });
  };
  return {
    chooseFolder,
    savePdfs: async (title, files) => {
      const folder = await chooseFolder(title);
      return folder === null ? ok(null) : attempt(async () => ok(await writeAll(folder, files)));
    },
    savePdf: (pdf, suggestedName) => saveAs(pdf, suggestedName, { name: 'PDF', extensions: ['pdf'] }),
    saveGoals: (file, suggestedName) => saveAs(file, suggestedName, { name: 'Goal bank', extensions: ['json'] }),
    saveIep: (file, suggestedName) => saveAs(file, suggestedName, { name: 'IEP file', extensions: ['json'] }),
  };
}
