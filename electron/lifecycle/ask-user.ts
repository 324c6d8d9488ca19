/** The one question of quitting: leave although something typed is not on disk, or stay. It says what would be lost. */
import { dialog, type BrowserWindow } from 'electron';
import type { Flushed } from './flush.ts';

const STAY = 0;

export async function askToLeave(window: BrowserWindow | null, flushed: Flushed): Promise<boolean> {
  const message = flushed.answer === 'noAnswer' ? 'The window does not answer. The last words typed may not be saved.' : `${flushed.unsaved} ${flushed.unsaved === 1 ? 'change is' : 'changes are'} not saved on this computer yet.`;
  const options = { type: 'warning' as const, message, detail: 'Everything saved before is safe. If you leave now, these words are lost.', buttons: ['Stay', 'Leave without them'], defaultId: STAY, cancelId: STAY, noLink: true };
  const { response } = window === null ? await dialog.showMessageBox(options) : await dialog.showMessageBox(window, options);
  return response !== STAY;
}
