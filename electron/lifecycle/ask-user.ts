/** What the program says outside its own page: the one question of quitting, and that it could not start. */
import { app, dialog, type BrowserWindow } from 'electron';
import type { Flushed } from './flush.ts';

const STAY = 0;

/** Leave although something typed is not on disk, or stay; says what would be lost. True = leave. */
export async function askToLeave(window: BrowserWindow | null, flushed: Flushed): Promise<boolean> {
  const message = flushed.answer === 'noAnswer' ? 'The window does not answer. The last words typed may not be saved.' : `${flushed.unsaved} ${flushed.unsaved === 1 ? 'change is' : 'changes are'} not saved on this computer yet.`;
  const options = { type: 'warning' as const, message, detail: 'Everything saved before is safe. If you leave now, these words are lost.', buttons: ['Stay', 'Leave without them'], defaultId: STAY, cancelId: STAY, noLink: true };
  const { response } = window === null ? await dialog.showMessageBox(options) : await dialog.showMessageBox(window, options);
  return response !== STAY;
}

/** Without a window nobody would see why nothing happens. The error itself is not shown: it may name folders of the user. */
export function tellStartFailed(): void {
  dialog.showErrorBox('IEP Desk could not start', 'Your records are on this computer, sealed and unchanged. Restart the computer and try again; if it happens twice, install IEP Desk again: that leaves the records where they are.');
  app.exit(1);
}
