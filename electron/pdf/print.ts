/**
 * Prints a finished PDF: a window of its own shows it from memory (no temp file is left to be found) and the system's print dialog does the rest.
 * Electron's printing of PDFs has regressed often (paper.md section 8), so the window is visible, the size is said, and the dialog is never skipped.
 */
import { BrowserWindow } from 'electron';
import type { PrintPort } from '../ports/paper.ts';
import { printPreferences } from '../window/preferences.ts';
import type { PrintShelf } from '../window/print-shelf.ts';

const SIZE = { width: 900, height: 1000 };

/** Chromium's words for a print dialog the user closed (shell/browser/api/electron_api_web_contents.cc); any other failure is the printer's. */
const CANCELLED = /cancel/iu;

function printContents(window: BrowserWindow): Promise<'sent' | 'noPrinter' | 'cancelled'> {
  return new Promise((resolve) => {
    // A window the user closes takes its print dialog along, and Chromium may never say what became of it.
    window.once('closed', () => resolve('cancelled'));
    window.webContents.print({ silent: false, printBackground: true, pageSize: 'Letter' }, (success, reason) => {
      if (success) resolve('sent');
      else resolve(CANCELLED.test(reason) ? 'cancelled' : 'noPrinter');
    });
  });
}

/** @param meetingWindow the window at hand, whose page knows the system's printers; null while there is none */
export function createPrinter(shelf: PrintShelf, meetingWindow: () => BrowserWindow | null): PrintPort {
  return {
    printers: async () => {
      try {
        return ((await meetingWindow()?.webContents.getPrintersAsync()) ?? []).map(({ displayName }) => displayName);
      } catch {
        return [];
      }
    },
    print: async (pdf, jobName) => {
      const window = new BrowserWindow({ title: jobName, show: false, width: SIZE.width, height: SIZE.height, webPreferences: printPreferences() });
      const address = shelf.put(pdf);
      try {
        if ((await window.webContents.getPrintersAsync()).length === 0) return 'noPrinter';
        await window.loadURL(address);
        window.show();
        return await printContents(window);
      } catch {
        // The stored copy is untouched; "no printer answered" says so and offers to save the PDF.
        return 'noPrinter';
      } finally {
        shelf.drop(address);
        if (!window.isDestroyed()) window.destroy();
      }
    },
  };
}
