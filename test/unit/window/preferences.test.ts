import { expect, test } from 'vitest';
import { MEETING_PARTITION, meetingPreferences, PRINT_PARTITION, printPreferences } from '../../../electron/window/preferences.ts';

const HARDENED = { sandbox: true, contextIsolation: true, nodeIntegration: false, nodeIntegrationInWorker: false, nodeIntegrationInSubFrames: false, webviewTag: false, spellcheck: false, navigateOnDragDrop: false, safeDialogs: true };

test('the meeting window is sandboxed, isolated, without Node, and has the bridge as its only preload', () => {
  expect(meetingPreferences('/app/out/preload/preload.cjs')).toEqual({ ...HARDENED, preload: '/app/out/preload/preload.cjs', partition: 'iep-meeting' });
});

test('the print window is as hard, has no bridge, and only the PDF viewer more', () => {
  expect(printPreferences()).toEqual({ ...HARDENED, partition: 'iep-print', plugins: true });
});

test('neither window keeps anything on disk', () => {
  for (const partition of [MEETING_PARTITION, PRINT_PARTITION]) expect(partition.startsWith('persist:')).toBe(false);
  expect(MEETING_PARTITION).not.toBe(PRINT_PARTITION);
});
