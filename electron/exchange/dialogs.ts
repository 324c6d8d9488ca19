/** Save dialogs of the operating system; the page never sees or names a path. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dialog, type BrowserWindow } from 'electron';
import { fail, ok } from '../../shared/words/failures.ts';
import type { SavePort } from './save-port.ts';

function failureOf(error: unknown) {
  return fail((error as NodeJS.ErrnoException).code === 'ENOSPC' ? 'diskFull' : 'diskTrouble');
}

/** Writes a file under its name, or under the next free one ("… (2).pdf"), and returns the name it got. */
async function writeBeside(folder: string, pdf: Uint8Array, name: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const free = number === 1 ? name : name.replace(/(?=\.pdf$)/u, ` (${number})`);
    try {
      await writeFile(join(folder, free), pdf, { mode: 0o600, flag: 'wx' });
      return free;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/** `window` yields the window the dialog belongs to; without one it stands alone. */
export function createSaver(window: () => BrowserWindow | null): SavePort {
  const chooseFolder: SavePort['chooseFolder'] = async (title) => {
    const options = { title, properties: ['openDirectory' as const, 'createDirectory' as const] };
    const parent = window();
    const choice = parent === null ? await dialog.showOpenDialog(options) : await dialog.showOpenDialog(parent, options);
    return choice.canceled ? null : (choice.filePaths[0] ?? null);
  };
  return {
    chooseFolder,
    savePdfs: async (title, files) => {
      const folder = await chooseFolder(title);
      if (folder === null) return ok(null);
      try {
        const names: string[] = [];
        for (const { pdf, name } of files) names.push(await writeBeside(folder, pdf, name));
        return ok(names);
      } catch (error) {
        return failureOf(error);
      }
    },
    savePdf: async (pdf, suggestedName) => {
      const options = { defaultPath: suggestedName, filters: [{ name: 'PDF', extensions: ['pdf'] }] };
      const parent = window();
      const choice = parent === null ? await dialog.showSaveDialog(options) : await dialog.showSaveDialog(parent, options);
      if (choice.canceled || choice.filePath === '') return ok({ saved: false });
      try {
        await writeFile(choice.filePath, pdf, { mode: 0o600 });
        return ok({ saved: true });
      } catch (error) {
        return failureOf(error);
      }
    },
  };
}
