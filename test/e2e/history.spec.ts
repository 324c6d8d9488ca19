/** Ten years of affirmed IEPs, an amendment and a continued meeting among them: listed, opened and searched with no network, by keyboard, each place opened on its own sheet. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { expect, test } from 'playwright/test';
import * as hands from '../../build/run/demo/hands.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { PASSPHRASE, ROOT, startDesk } from './app.ts';
import { amendmentOf, exampleOf, profileWithRecords, readAtHome, type Affirmed } from './history.ts';
import { cutOff, scan, SIZES, type Size } from './look.ts';

const YEARS = Array.from({ length: 10 }, (_none, n) => 2017 + n);
const HEALTH = 'pages/presentLevels/health';
const PICTURES = join(ROOT, 'out/history');
/** Said in three of the years, over a line end and with an accent in one of them. */
const SAID: Readonly<Record<number, string>> = {
  2018: 'The mother brought a café-au-lait\nchart from the clinic.',
  2021: 'The CAFE-AU-LAIT chart was looked at again; nothing has changed.',
  // With a sign no printing font has.
  2026: 'No café-au-lait chart is needed any more. ᚠ',
};
const REASON = 'The vision test was moved to January: the optometrist of the district was ill.';
const TRANSLATED = 'El dibujo del lunar ya no hace falta.';

/** As it is affirmed with something left open. */
function withReason(example: IepDocument): IepDocument {
  const left = ['Vision screening is blank.', 'Vocational is blank.'].map((message) => ({ rule: 'blank', message, reason: REASON }));
  return { ...example, affirmation: { typedName: 'Rosalind Achterberg', affirmedAt: '2019-10-16T16:10', gaps: left, warnings: [], open: [] } } as unknown as IepDocument;
}

function ofYear(year: number): Affirmed {
  const example = exampleOf(year, SAID[year] ?? `In ${year} the nurse had no concern.`);
  const document = year === 2026 ? readAtHome(example, 'Spanish') : year === 2019 ? withReason(example) : example;
  const later = year === 2026 ? [{ at: HEALTH, language: 'Spanish', of: SAID[year] ?? '', text: TRANSLATED, translator: 'Marta Quiroga', date: '2026-11-02', by: 'st1', keptAt: '2026-11-02T18:00:00.000Z' }] : [];
  return { iepId: `iep-${year}`, document, kind: 'iep', affirmedOn: `${year}-10-16`, later };
}

/** Ten annual IEPs; after that of 2021 its amendment, after that of 2023 the part of its meeting that went on. */
const RECORDS: readonly Affirmed[] = YEARS.flatMap((year): readonly Affirmed[] => {
  const annual = ofYear(year);
  if (year === 2021) return [annual, { iepId: 'iep-2021-amended', kind: 'amendment', affirmedOn: `${year + 1}-02-05`, document: amendmentOf(annual.document, `${year + 1}-02-03`, 'The café-au-lait chart moved to the office.') }];
  if (year === 2023) return [annual, { iepId: 'iep-2023-continued', kind: 'continuation', affirmedOn: `${year}-10-30`, document: { ...exampleOf(year, 'The second part spoke of sleep.'), documentId: 'iep-of-2023-continued', continuationOf: 'iep-of-2023' } }];
  return [annual];
});

/** By the key, with no wait for the field. */
async function searchFor(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+f');
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
}

test.describe.configure({ timeout: 600_000 });

test('History of ten years opens and is searched offline: newest first, each place with its IEP, page and field, opened on its sheet and come back to', async () => {
  mkdirSync(PICTURES, { recursive: true });
  const desk = await startDesk(await profileWithRecords(RECORDS));
  const { page } = desk;
  const found = page.locator('[data-found-in]');
  const state = page.locator('[data-search-state]');
  const findings: string[] = [];
  const look = async (name: string): Promise<void> => {
    findings.push(...(await scan(page)).findings.map((finding) => `${name}: ${finding}`));
    for (const size of Object.keys(SIZES) as Size[]) {
      await page.setViewportSize(SIZES[size]);
      findings.push(...(await cutOff(page)).map((cut) => `${name} at ${size}: ${cut}`));
      await page.screenshot({ path: join(PICTURES, `${name} ${size.replace('%', '')}.png`) });
    }
    await page.setViewportSize({ width: 1366, height: 768 });
  };
  try {
    await page.setViewportSize({ width: 1366, height: 768 });
    await hands.unlock(page, PASSPHRASE);
    await hands.press(page, 'Nolan Birchwater');
    // From whichever part of the student is shown, the key leads to the one field.
    await page.keyboard.press('Control+f');
    await expect(page.locator('[data-search-records]')).toBeFocused();
    await expect(page.locator('[data-record]')).toHaveCount(RECORDS.length);

    await page.keyboard.type('cafe-au-lait chart');
    await page.keyboard.press('Enter');
    await expect(state).toHaveAttribute('data-search-state', 'done', { timeout: 60_000 });
    await expect(state).toHaveText(`Found: 4 places in 4 IEPs, of ${RECORDS.length} searched.`);
    await expect(found.getByRole('heading')).toHaveText([
      'IEP of 10/14/2026 · Annual · Current (1 place)', /^IEP of 10\/14\/2021 · Amendment of 2\/3\/2022 · .*History \(\d places?\)$/u, 'IEP of 10/14/2021 · Annual · History (1 place)', 'IEP of 10/14/2018 · Annual · History (1 place)',
    ]);
    const places = page.locator('[data-found-at]');
    await expect(places.first()).toContainText('Present levels · Health');
    await expect(places.first()).toContainText('No café-au-lait chart is needed any more.');
    await look('found');

    // By keyboard to the oldest, which opens on its sheet with the words marked there, and back to the very place.
    await places.last().focus();
    await page.keyboard.press('Enter');
    await hands.screen(page, 'reader').waitFor();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('IEP of 10/14/2018');
    const status = page.getByRole('search').getByRole('status');
    await expect(status).toHaveText(/^1 of 1, sheet \d+$/u, { timeout: 60_000 });
    const sheet = Number(/sheet (\d+)/u.exec(await status.innerText())?.[1]);
    expect(sheet).toBeGreaterThan(1);
    await expect(page.getByLabel('Find in this PDF')).toHaveValue('café-au-lait chart');
    expect((await hands.readSheet(page, sheet)).replaceAll(/\s+/gu, ' ')).toContain('The mother brought a café-au-lait chart from the clinic.');
    await expect.poll(() => page.evaluate(() => {
      const [range] = [...(CSS.highlights.get('found-here') ?? [])];
      if (!(range instanceof Range)) return null;
      const { top, bottom } = range.getBoundingClientRect();
      return { words: range.toString().replaceAll(/\s+/gu, ' '), inSight: top > 0 && bottom < window.innerHeight };
    })).toEqual({ words: expect.stringMatching(/^café-au-lait ?chart$/u), inSight: true });
    await page.screenshot({ path: join(PICTURES, 'opened.png') });
    await page.keyboard.press('Control+f');
    await expect(page.getByLabel('Find in this PDF')).toBeFocused();
    await page.keyboard.press('Alt+ArrowLeft');
    await expect(places.last()).toBeFocused();
    await expect(state).toHaveText(`Found: 4 places in 4 IEPs, of ${RECORDS.length} searched.`);

    // The palette leads there too.
    await hands.press(page, 'Current IEP');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('find words');
    await page.keyboard.press('Enter');
    await expect(page.locator('[data-search-records]')).toBeFocused();

    // What was translated after affirming is not on the affirmed sheets: it opens the clean copy made today.
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('dibujo del lunar');
    await page.keyboard.press('Enter');
    await expect(state).toHaveText(`Found: 1 place in 1 IEP, of ${RECORDS.length} searched.`, { timeout: 60_000 });
    await expect(places).toContainText('in Spanish · came after affirming: opens the clean copy');
    await places.click();
    await expect(status).toHaveText(/^1 of \d+, sheet \d+$/u, { timeout: 120_000 });
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Clean copy: IEP of 10/14/2026');
    await expect(page.locator('[data-missing-signs="1"]')).toContainText('write them in by hand: ᚠ (U+16A0)');
    await page.screenshot({ path: join(PICTURES, 'lacking.png') });
    await page.keyboard.press('Alt+ArrowLeft');
    await expect(places).toBeFocused();

    // The reason for what was left open stands on no sheet: it opens the list of it, with the words marked, and the caret comes back.
    await searchFor(page, 'the OPTOMETRIST of');
    await expect(state).toHaveText(`Found: 1 place in 1 IEP, of ${RECORDS.length} searched.`, { timeout: 60_000 });
    await expect(places).toContainText('Reason · Vision screening is blank. (and 1 more) · on no sheet: opens what was left open');
    await look('found reason');
    await places.focus();
    await page.keyboard.press('Enter');
    const leftOpen = page.getByRole('dialog', { name: 'Left open when the IEP of 10/14/2019 was affirmed' });
    await expect(leftOpen.locator('mark')).toHaveText('the optometrist of');
    await expect(leftOpen).toContainText(`Reason: ${REASON}`);
    await look('opened reason');
    await page.keyboard.press('Escape');
    await expect(places).toBeFocused();

    // A word that stands everywhere: the first places of each year, and all on request.
    await searchFor(page, 'reading');
    await expect(found).toHaveCount(RECORDS.length, { timeout: 60_000 });
    await expect(state).toHaveAttribute('data-search-state', 'done');
    const first = found.first();
    await expect(first.locator('[data-found-at]')).toHaveCount(5);
    await first.getByRole('button', { name: /^Show all \d+ places/u }).click();
    expect(await first.locator('[data-found-at]').count()).toBeGreaterThan(5);
    await look('found everywhere');

    await searchFor(page, 'no such words anywhere');
    await expect(state).toHaveText(`Nowhere in the ${RECORDS.length} IEPs that were searched.`, { timeout: 60_000 });

    // A lock leaves nothing of a search in the window, neither in the PDF it leads back to nor in History.
    await searchFor(page, 'cafe-au-lait chart');
    await places.first().click();
    await expect(status).toHaveText(/^1 of 1, sheet \d+$/u, { timeout: 60_000 });
    await page.keyboard.press('Control+l');
    await hands.screen(page, 'unlock').waitFor();
    await hands.fill(page, 'Passphrase', PASSPHRASE);
    await hands.press(page, 'Unlock');
    await hands.readSheet(page, 1);
    await expect(page.getByLabel('Find in this PDF')).toHaveValue('');
    await page.keyboard.press('Alt+ArrowLeft');
    await hands.press(page, 'Nolan Birchwater');
    await page.keyboard.press('Control+f');
    await expect(page.locator('[data-search-records]')).toHaveValue('');
    await expect(state).toHaveAttribute('data-search-state', 'none');
  } finally {
    await desk.end();
  }
  expect(findings).toEqual([]);
});

test('what is typed after the key that asks for the search, while the student is still being opened, stands in its field and is looked for', async () => {
  const desk = await startDesk(await profileWithRecords([ofYear(2018)]));
  const { page, app } = desk;
  const box = page.locator('[data-search-records]');
  try {
    await hands.unlock(page, PASSPHRASE);
    await hands.press(page, 'Nolan Birchwater');
    await page.keyboard.press('Control+f');
    await expect(box).toBeFocused();
    const replies = await page.evaluate(async () => ({ list: await window.iep.caseload.list(), student: await window.iep.caseload.student({ studentId: 'student-1' }) }));
    await page.keyboard.press('Control+l');
    await hands.screen(page, 'unlock').waitFor();
    // Main says that the student is there, and who it is only when it is told to: a computer that is slow, for as long as the test wants.
    await app.evaluate(({ ipcMain }, { list, student }) => {
      let answerNow = (): void => undefined;
      const told = new Promise<void>((tell) => { answerNow = tell; });
      Object.assign(globalThis, { answerNow });
      const later = (reply: unknown) => async () => told.then(() => reply);
      let asked = 0;
      for (const channel of ['caseload.list', 'caseload.student']) ipcMain.removeHandler(channel);
      ipcMain.handle('caseload.list', later(list));
      ipcMain.handle('caseload.student', () => ((asked += 1) === 1 ? student : later(student)()));
    }, replies);
    await hands.fill(page, 'Passphrase', PASSPHRASE);
    await hands.press(page, 'Unlock');
    await expect(page.getByRole('heading', { name: 'Opening…' })).toBeVisible();
    await page.keyboard.press('Control+f');
    await page.keyboard.type('from the clinicks');
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Backspace');
    await expect(box).toHaveCount(0);
    await app.evaluate(() => (globalThis as unknown as { readonly answerNow: () => void }).answerNow());
    await expect(box).toHaveValue('from the clinic');
    await expect(box).toBeFocused();
    await page.keyboard.type('.');
    await page.keyboard.press('Enter');
    await expect(page.locator('[data-search-state="done"]')).toHaveText('Found: 1 place in 1 IEP, of 1 searched.', { timeout: 60_000 });
  } finally {
    await desk.end();
  }
});

test('letters typed with the keys that lead back from a PDF to the search stand in its field', async () => {
  const desk = await startDesk(await profileWithRecords([ofYear(2018)]));
  const { page } = desk;
  const { keyboard } = page;
  try {
    await hands.unlock(page, PASSPHRASE);
    await hands.press(page, 'Nolan Birchwater');
    await page.keyboard.press('Control+f');
    await page.keyboard.type('clinic');
    await page.keyboard.press('Enter');
    await page.locator('[data-found-at]').first().click();
    await hands.readSheet(page, 1);
    // All at once, as fast as the window takes them: nothing is waited for in between.
    const keys = [['down', 'Alt'], ['down', 'ArrowLeft'], ['up', 'ArrowLeft'], ['up', 'Alt'], ['down', 'Control'], ['down', 'f'], ['up', 'f'], ['up', 'Control'], ...Array.from('the mother').flatMap((key) => [['down', key], ['up', key]])] as const;
    await Promise.all(keys.map(([way, key]) => keyboard[way as 'down' | 'up'](key ?? '')));
    await expect(page.locator('[data-search-records]')).toHaveValue('the mother');
  } finally {
    await desk.end();
  }
});

test('an affirmed IEP that cannot be read is named beside what was found in the others, and never counts as one without the words', async () => {
  const profile = await profileWithRecords([ofYear(2018), ofYear(2021)]);
  const path = join(profile, 'vault/packages/iep-2018.iep');
  const bytes = readFileSync(path);
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 3) ^ 4, bytes.length - 3);
  writeFileSync(path, bytes);
  const desk = await startDesk(profile);
  const { page } = desk;
  try {
    await hands.unlock(page, PASSPHRASE);
    // Typed at once: a student of the list is open as soon as they are pressed, with nothing drawn in between, and no letter goes elsewhere.
    await page.evaluate(() => {
      const heads: string[] = [];
      new MutationObserver(() => heads.push(document.querySelector('h1')?.textContent ?? '')).observe(document.body, { childList: true, subtree: true, characterData: true });
      Object.assign(window, { heads });
    });
    await hands.press(page, 'Nolan Birchwater');
    await page.keyboard.press('Control+f');
    await page.keyboard.type('from the clinic');
    await page.keyboard.press('Enter');
    await expect(page.locator('[data-search-state="done"]')).toHaveText('Nowhere in the one IEP that was searched.', { timeout: 60_000 });
    // Home may still be told something of the disk before the press.
    expect((await page.evaluate(() => [...new Set((window as unknown as { readonly heads: readonly string[] }).heads)])).filter((head) => head !== 'My caseload')).toEqual(['Nolan Birchwater']);
    await expect(page.locator('[data-search-unread]')).toHaveText(/^One affirmed IEP that cannot be read was not searched\.\s*Settings names the files and what to do\.$/u);
    await searchFor(page, 'nothing has changed');
    await expect(page.locator('[data-found-at]')).toHaveCount(1, { timeout: 60_000 });
    await expect(page.locator('[data-search-unread]')).toBeVisible();
  } finally {
    await desk.end();
  }
});
