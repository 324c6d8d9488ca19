/** Save dialogs of the operating system; the page never sees or names a path. */
import { writeFile } from 'node:fs/promises';
import { dialog, type BrowserWindow } from 'electron';
import { fail, ok } from '../../shared/words/failures.ts';
import type { SavePort } from './save-port.ts';

/** `window` yields the window the dialog belongs to; without one it stands alone. */
export function createSaver(window: () => BrowserWindow | null): SavePort {
  return {
    chooseFolder: async (title) => {
      const options = { title, properties: ['openDirectory' as const, 'createDirectory' as const] };
      const parent = window();
      const choice = parent === null ? await dialog.showOpenDialog(options) : await dialog.showOpenDialog(parent, options);
      return choice.canceled ? null : (choice.filePaths[0] ?? null);
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
        return fail((error as NodeJS.ErrnoException).code === 'ENOSPC' ? 'diskFull' : 'diskTrouble');
      }
    },
  };
}
