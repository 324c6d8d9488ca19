/** Eight hours nobody touches the computer, with a sleep in them: no session ends, not a letter goes, and work goes on in mid-sentence (lock.spec.ts has the other ways to lock). Then undo, from one page back to another. */
import { expect, test, type Page } from 'playwright/test';
import * as hands from '../../build/run/demo/hands.ts';
import { PASSPHRASE, type Desk } from './app.ts';
import { startAt } from './desks.ts';

const CONCERNS = 'pages/presentLevels/parentConcerns';
const EIGHT_HOURS_MS = 8 * 60 * 60_000;

test.describe.configure({ timeout: 240_000, mode: 'serial' });

let desk: Desk;
let page: Page;

test.beforeAll(async () => {
  test.setTimeout(240_000);
  desk = await startAt('begun');
  ({ page } = desk);
  await hands.openMeeting(page, 'Room 12');
});

test.afterAll(async () => {
  await desk.end();
});

async function unlockAgain(): Promise<void> {
  await hands.screen(page, 'unlock').waitFor({ timeout: 60_000 });
  // Nothing of the student stands in the window while it is locked.
  expect(await page.evaluate(() => document.documentElement.outerHTML)).not.toMatch(/Birchwater|Nolan/u);
  await hands.fill(page, 'Passphrase', PASSPHRASE);
  await hands.press(page, 'Unlock');
  await hands.screen(page, 'meeting').waitFor({ timeout: 60_000 });
}

test('eight idle hours and a night asleep lose not a letter of a sentence half written, and the meeting is still open', async () => {
  await hands.showPage(page, 'presentLevels');
  const concerns = hands.field(page, CONCERNS);
  await concerns.click();
  await page.keyboard.type('Homework takes');
  // Eight hours on main's clock, and nobody at the keys: the watch finds out at its next look.
  await desk.app.evaluate(({ powerMonitor }, ms) => {
    const Before = Date;
    globalThis.Date = class extends Before {
      constructor(...parts: [] | [string | number | Date]) {
        if (parts.length === 0) super(Before.now() + ms);
        else super(parts[0]);
      }
      static override now(): number {
        return Before.now() + ms;
      }
    } as DateConstructor;
    powerMonitor.getSystemIdleTime = () => ms / 1000;
  }, EIGHT_HOURS_MS);
  await hands.screen(page, 'unlock').waitFor({ timeout: 60_000 });
  await desk.app.evaluate(({ powerMonitor }) => void Object.assign(powerMonitor, { getSystemIdleTime: () => 0 }));
  await unlockAgain();
  await expect(concerns).toBeFocused();
  await page.keyboard.type(' all');
  await desk.app.evaluate(({ powerMonitor }) => void powerMonitor.emit('suspend'));
  await hands.screen(page, 'unlock').waitFor({ timeout: 60_000 });
  await desk.app.evaluate(({ powerMonitor }) => void powerMonitor.emit('resume'));
  await unlockAgain();
  await expect(concerns).toBeFocused();
  await page.keyboard.type(' evening.');
  await expect(concerns).toHaveValue('Homework takes all evening.');
  await hands.saved(page);
  await expect(page.locator('[data-document-status="inMeeting"]')).toContainText('In meeting');
  // The time of the save is that of the next morning's clock.
  await expect(page.locator('[data-save-state="saved"]')).toContainText(/Saved 22:\d\d:\d\d/);
});

test('undo goes back through the pages in the order things were written, redo forward again, whichever page is shown', async () => {
  const SETTING = 'pages/fapeSetting/nonParticipationReason';
  const HEALTH = 'pages/presentLevels/health';
  await hands.showPage(page, 'fapeSetting');
  const was = await hands.field(page, SETTING).inputValue();
  // At one go: typed letter by letter on a slow machine they would be more than one step.
  await hands.field(page, SETTING).fill('First words.');
  await hands.showPage(page, 'goals');
  const goals = await page.locator('[data-row^="pages/goals/items/@"]').count();
  await page.getByRole('button', { name: '+ Add: Goal' }).click();
  await expect(page.locator('[data-row^="pages/goals/items/@"]')).toHaveCount(goals + 1);
  await hands.saved(page);
  await hands.showPage(page, 'presentLevels');
  const health = await hands.field(page, HEALTH).inputValue();
  await page.locator('[data-page-body]').focus();
  await page.keyboard.press('Control+z');
  await hands.showPage(page, 'goals');
  await expect(page.locator('[data-row^="pages/goals/items/@"]')).toHaveCount(goals);
  await page.locator('[data-page-body]').focus();
  await page.keyboard.press('Control+z');
  await hands.showPage(page, 'fapeSetting');
  await expect(hands.field(page, SETTING)).toHaveValue(was);
  await page.locator('[data-page-body]').focus();
  await page.keyboard.press('Control+y');
  await expect(hands.field(page, SETTING)).toHaveValue('First words.');
  await page.keyboard.press('Control+y');
  await hands.showPage(page, 'goals');
  await expect(page.locator('[data-row^="pages/goals/items/@"]')).toHaveCount(goals + 1);
  await hands.showPage(page, 'presentLevels');
  await expect(hands.field(page, HEALTH)).toHaveValue(health);
  await hands.saved(page);
});
