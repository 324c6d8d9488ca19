/**
 * Main, or the page, is killed at seeded random points of typing in the window, again and again on one draft: everything the save line had called saved
 * is there at the next start. A few rounds inside `npm test`, many in `npm run test:crash`.
 */
import { rmSync } from 'node:fs';
import { expect, test, type Page } from 'playwright/test';
import * as hands from '../../build/run/demo/hands.ts';
import { countKill } from '../../build/run/kills.ts';
import { dice } from '../crash/seeded.ts';
import { seedFor, times } from '../crash/size.ts';
import { PASSPHRASE, startDesk } from './app.ts';
import { startAt } from './desks.ts';

const ROUNDS = times(3, 25);
/** Fewest rounds: with none of them nothing was shown. In every three, one kills the page first. */
const FEWEST = 3;
const FIELD = 'pages/presentLevels/strengths';

async function openField(page: Page): Promise<string> {
  await hands.openFuture(page, 'Nolan Birchwater', 'presentLevels');
  return hands.field(page, FIELD).inputValue();
}

test(`${ROUNDS} kills of main or of the page while typing lose nothing that was called saved`, async () => {
  test.setTimeout(ROUNDS * 40_000);
  const roll = dice(seedFor('killed'));
  const first = await startAt('begun');
  const { profile } = first;
  await hands.showPage(first.page, 'presentLevels');
  await hands.typeInstead(first.page, hands.field(first.page, FIELD), 'Begins. ');
  await hands.saved(first.page);
  await first.app.close();

  let acknowledged = 'Begins. ';
  let typed = 0;
  let pageDied = 0;
  let pageDiesIn = 1 + roll.below(FEWEST);
  const ends: (string | null)[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    const desk = await startDesk(profile);
    await hands.unlock(desk.page, PASSPHRASE);
    await hands.screen(desk.page, 'home').waitFor();
    let { page } = desk;
    let text = await openField(page);
    expect(text.startsWith(acknowledged), `round ${round}`).toBe(true);
    const words = 3 + roll.below(12);
    const savedAfter = roll.below(words);
    await hands.field(page, FIELD).click();
    await page.keyboard.press('ControlOrMeta+End');
    for (let n = 0; n < words; n += 1) {
      const word = `w${round}x${n} `;
      await page.keyboard.type(word);
      text += word;
      typed += 1;
      if (n !== savedAfter) continue;
      await hands.saved(page);
      acknowledged = text;
    }
    if (round === pageDiesIn) {
      pageDiesIn = Math.ceil(round / FEWEST) * FEWEST + 1 + roll.below(FEWEST);
      const again = desk.app.waitForEvent('window');
      await desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer());
      page = await again;
      await hands.screen(page, 'home').waitFor();
      pageDied += 1;
      expect((await openField(page)).startsWith(acknowledged), `round ${round}, page`).toBe(true);
    }
    const gone = new Promise<string | null>((resolve) => {
      desk.app.process().once('exit', (_code, signal) => resolve(signal));
    });
    desk.app.process().kill('SIGKILL');
    ends.push(await gone);
    countKill();
  }
  expect(ROUNDS).toBeGreaterThanOrEqual(FEWEST);
  expect(ends, 'how main ended, round by round').toEqual(Array.from({ length: ROUNDS }, () => 'SIGKILL'));
  expect(pageDied, 'pages that were killed').toBeGreaterThanOrEqual(Math.floor(ROUNDS / FEWEST));
  expect(typed).toBeGreaterThanOrEqual(ROUNDS * 3);
  rmSync(profile, { recursive: true, force: true });
});
