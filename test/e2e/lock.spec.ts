/** A lock in the middle of work: whatever locks, not a letter goes, in a field, a note or a dialog, nothing of a student stays on screen, and unlock leads back to the same caret. */
import { readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Page } from 'playwright/test';
import * as hands from '../../build/run/demo/hands.ts';
import { PASSPHRASE, type Desk } from './app.ts';
import { startAt } from './desks.ts';
import { scan } from './look.ts';

const STRENGTHS = 'pages/presentLevels/strengths';
const STUDENT = /Nolan|Birchwater/u;

/** Setting a desk up and importing on a machine that is shared. */
const SET_UP_MS = 180_000;

let desk: Desk;
let page: Page;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  test.setTimeout(SET_UP_MS);
  desk = await startAt('begun');
  ({ page } = desk);
});

test.afterAll(async () => {
  await desk.end();
});

/** Unlocks where the screen says so, and waits for no place: the caret is where the user left it, or it is not. */
async function unlock(): Promise<void> {
  await hands.screen(page, 'unlock').waitFor();
  await hands.fill(page, 'Passphrase', PASSPHRASE);
  await page.keyboard.press('Enter');
  await hands.screen(page, 'meeting').waitFor();
}

/** What locks, each in the moment after the last key. */
const WAYS: readonly { readonly name: string; readonly lock: () => Promise<unknown> }[] = [
  { name: 'Ctrl+L', lock: () => page.keyboard.press('Control+l') },
  { name: 'the button', lock: () => hands.press(page, 'Lock') },
  { name: 'the lock screen of the computer', lock: () => desk.app.evaluate(({ powerMonitor }) => powerMonitor.emit('lock-screen')) },
  { name: 'a lid that closes', lock: () => desk.app.evaluate(({ powerMonitor }) => powerMonitor.emit('suspend')) },
];

for (const { name, lock } of WAYS) {
  test(`after a lock by ${name} the same caret stands between the same letters, and nothing typed before is missing`, async () => {
    await hands.showPage(page, 'presentLevels');
    const control = hands.field(page, STRENGTHS);
    await control.click();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('He reads well.');
    for (let n = 0; n < ' well.'.length; n += 1) await page.keyboard.press('ArrowLeft');
    await lock();
    await hands.screen(page, 'unlock').waitFor();
    expect(await page.locator('body').innerText()).not.toMatch(STUDENT);
    await unlock();
    await expect(control).toBeFocused();
    await page.keyboard.type(' very');
    await expect(control).toHaveValue('He reads very well.');
    await hands.saved(page);
  });
}

test('a date that is half a key from being left is taken in by a lock', async () => {
  await hands.showPage(page, 'infoEligibility');
  const date = page.locator('[data-page-body] input[data-at$="Date"]:not([readonly])').first();
  await date.click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('9/30/2027');
  await page.keyboard.press('Control+l');
  await unlock();
  await expect(date).toHaveValue('9/30/2027');
});

test('what stands in an open dialog is shown after a lock until it was taken over, and is off the screen while it is locked', async () => {
  const kept = page.locator('[data-half-written]');
  await hands.press(page, /^Open the meeting/);
  const dialog = page.getByRole('dialog');
  await hands.fill(page, 'Place', 'Room 12, beside Nolan', dialog);
  await desk.app.evaluate(({ powerMonitor }) => powerMonitor.emit('suspend'));
  await hands.screen(page, 'unlock').waitFor();
  expect(await page.locator('body').innerText()).not.toMatch(STUDENT);
  await unlock();
  await expect(kept).toContainText('Open the meeting: Place');
  await expect(kept.getByRole('textbox')).toHaveValue('Room 12, beside Nolan');
  expect((await scan(page)).findings).toEqual([]);
  await page.screenshot({ path: 'out/test/half-written.png' });
  // At another place, and on the wall, another family may be looking on.
  await page.keyboard.press('F9');
  await expect(page.locator('[data-projecting="true"]')).toBeVisible();
  await expect(kept).toHaveCount(0);
  await page.keyboard.press('F9');
  await expect(kept).toHaveCount(1);
  const places = page.getByRole('navigation', { name: 'Places' });
  await hands.press(page, 'Settings', places);
  await hands.screen(page, 'settings').waitFor();
  await expect(kept).toHaveCount(0);
  await hands.press(page, 'Home', places);
  await expect(kept).toHaveCount(1);
  await page.keyboard.press('Alt+ArrowLeft');
  await page.keyboard.press('Alt+ArrowLeft');
  await hands.screen(page, 'meeting').waitFor();
  await expect(kept).toHaveCount(1);
  // Another lock, with nothing typed since, keeps it too.
  await page.keyboard.press('Control+l');
  await unlock();
  await kept.getByRole('textbox').click();
  expect(await page.evaluate(() => String(document.getSelection()))).toBe('Room 12, beside Nolan');
  await hands.press(page, 'I have taken it over', kept);
  await expect(kept).toHaveCount(0);
  await page.keyboard.press('Control+l');
  await unlock();
  await hands.showPage(page, 'presentLevels');
  await expect(kept).toHaveCount(0);
});

test('a note of which no Enter was pressed stands in the notes after a lock, and the caret is in the line for the next one', async () => {
  await hands.openMeeting(page, 'Room 12');
  await page.keyboard.press('Control+j');
  await page.locator('[data-note-entry]:focus').waitFor();
  await page.keyboard.type('Dana asks for a');
  await expect(page.getByRole('list', { name: 'Notes so far' })).not.toContainText('Dana asks');
  await page.keyboard.press('Control+l');
  await unlock();
  await expect(page.getByRole('list', { name: 'Notes so far' })).toContainText('Dana asks for a');
  await expect(page.locator('[data-note-entry]')).toBeFocused();
});

test('a place that cannot be opened any more leads to Home', async () => {
  await hands.showPage(page, 'presentLevels');
  await page.keyboard.press('Control+l');
  await hands.screen(page, 'unlock').waitFor();
  // The draft's folder is moved away under the locked program, as a cleaning tool would.
  const drafts = join(desk.profile, 'vault/drafts');
  for (const name of readdirSync(drafts)) renameSync(join(drafts, name), join(desk.profile, name));
  await hands.fill(page, 'Passphrase', PASSPHRASE);
  await page.keyboard.press('Enter');
  await hands.screen(page, 'home').waitFor();
  await expect(page.locator('[data-unreadable="draft"]')).toHaveCount(1);
});
