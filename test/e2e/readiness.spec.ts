/** Whether this laptop can run tomorrow's meeting, asked from Home, by the palette and on the student's page, on a computer without a printer. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import * as hands from '../../build/run/demo/hands.ts';
import { READINESS_THINGS } from '../../shared/check/readiness.ts';
import { ROOT } from './app.ts';
import { startAt } from './desks.ts';

test.describe.configure({ timeout: 120_000 });

test('a laptop without a printer says before the meeting what is ready and what to do, from Home, the palette and the student', async () => {
  const desk = await startAt('begun', { env: { IEP_ENGINE_PRINTER: 'none', TZ: 'America/Los_Angeles' } });
  const { page } = desk;
  const dialog = page.getByRole('dialog');
  const stateOf = (thing: string): Promise<string | null> => page.locator(`[data-ready-thing="${thing}"]`).getAttribute('data-ready-state');
  try {
    await hands.press(page, 'Home', page.getByRole('navigation', { name: 'Places' }));
    await hands.press(page, 'Ready for tomorrow?');
    await expect(page.locator('[data-readiness]')).toHaveText('This laptop can run the meeting offline. 1 thing to look at first.', { timeout: 60_000 });
    const states = Object.fromEntries(await Promise.all(READINESS_THINGS.map(async (thing) => [thing, await stateOf(thing)] as const)));
    expect(states).toEqual({ students: 'ready', history: 'ready', forms: 'ready', dictionaries: 'ready', disk: 'ready', printer: 'lookAt', clock: 'ready', unlock: 'ready' });
    await expect(page.locator('[data-ready-thing]').first()).toContainText('No printer is set up on this computer. Connect one, or bring a memory stick');
    await expect(page.locator('[data-ready-thing="forms"]')).toContainText(/A parent copy of the IEP of Nolan Birchwater was made on trial and thrown away: \d\d sheets, with every word on them\./);
    await expect(page.locator('[data-ready-thing="clock"]')).toContainText('It is Sep 29, 2027, 14:3');
    mkdirSync(join(ROOT, 'out/flows'), { recursive: true });
    await page.screenshot({ path: join(ROOT, 'out/flows/readiness.png') });
    await hands.closeDialog(page);

    await page.keyboard.press('Control+k');
    await page.keyboard.type('tomorrow');
    await page.keyboard.press('Enter');
    await expect(dialog).toContainText("Can this laptop run tomorrow's meeting offline?");
    await hands.closeDialog(page);

    await hands.press(page, 'Nolan Birchwater');
    await hands.press(page, 'Ready for the meeting?');
    await expect(dialog).toContainText('Can this laptop run the meeting of Nolan Birchwater offline?');
    await expect(page.locator('[data-ready-thing="students"]')).toContainText('The Future IEP is on this computer, and every word of it opens.', { timeout: 60_000 });
  } finally {
    await desk.end();
  }
});
