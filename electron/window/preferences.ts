/** The settings of every window, written out as literals so that a reader and a test see the same facts (checklist 2 to 4, 6, 8 to 11). */
import type { WebPreferences } from 'electron';

/** No `persist:`: the working set lives in memory and nothing of it reaches the disk (design.md section 3). */
export const MEETING_PARTITION = 'iep-meeting';
export const PRINT_PARTITION = 'iep-print';

/** `preload` is the absolute path of the built bridge. Spell check runs in the page (decisions.md 27), so Chromium never fetches a dictionary. */
export function meetingPreferences(preload: string): WebPreferences {
  return {
    preload,
    partition: MEETING_PARTITION,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webviewTag: false,
    spellcheck: false,
    navigateOnDragDrop: false,
    safeDialogs: true,
  };
}

/** The print window shows one PDF: no bridge, and `plugins` because Chromium's PDF viewer counts as one. */
export function printPreferences(): WebPreferences {
  return {
    partition: PRINT_PARTITION,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webviewTag: false,
    spellcheck: false,
    navigateOnDragDrop: false,
    safeDialogs: true,
    plugins: true,
  };
}
