/** What one tired case manager needs with a parent watching: words found by key, and a wall that shows this student only. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Locator, type Page } from 'playwright/test';
import * as hands from '../../build/run/demo/hands.ts';
import { pageIdOf } from '../../shared/iep/page-keys.ts';
import { SAMPLE, type Desk } from './app.ts';
import { startAt, STUDENT } from './desks.ts';

const OTHER = { firstName: 'Wilhelmina', lastName: 'Tarnquist' };

let desk: Desk;

test.beforeAll(async () => {
  desk = await startAt('taken-in');
  const iep = JSON.parse(readFileSync(SAMPLE, 'utf8')) as { documentId: string; pages: { infoEligibility: Record<string, string> } };
  iep.documentId = 'iep-of-another-student';
  Object.assign(iep.pages.infoEligibility, OTHER, { seisId: '5550001', ssid: '5550001234', localStudentId: '555' });
  const path = join(desk.profile, 'other.json');
  writeFileSync(path, JSON.stringify(iep));
  await hands.importFile(desk.page, path);
  await hands.press(desk.page, 'Home', desk.page.getByRole('navigation', { name: 'Places' }));
  await hands.press(desk.page, STUDENT);
  await hands.startFuture(desk.page);
});

test.afterAll(async () => {
  await desk.end();
});

/** The page's clock, and what it does every minute. */
interface Hours {
  readonly ticks: (() => void)[];
  readonly realNow: () => number;
}

/** Escape empties the box, then closes the palette. */
async function closePalette(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu', { name: 'Found' })).toHaveCount(0);
}

test('only the page at hand scrolls: the window keeps its head and its save line in sight, on every page', async () => {
  const { page } = desk;
  const pages = await hands.pagesInRail(page);
  expect(pages.length).toBeGreaterThan(7);
  for (const key of pages) {
    await hands.showPage(page, key);
    const [long, high] = await page.evaluate(() => [document.documentElement.scrollHeight, window.innerHeight]);
    expect([key, long]).toEqual([key, high]);
  }
});

/** Where the caret is, and the words that are selected there. */
function caret(page: Page): Promise<{ readonly page: string; readonly at: string; readonly words: string }> {
  return page.evaluate(() => {
    const control = document.activeElement;
    const box = control instanceof HTMLTextAreaElement || control instanceof HTMLInputElement ? control : null;
    return { page: document.querySelector('[data-page][aria-current="page"]')?.getAttribute('data-page') ?? '', at: control?.getAttribute('data-at') ?? '', words: box?.value.slice(box.selectionStart ?? 0, box.selectionEnd ?? 0).toLowerCase() ?? '' };
  });
}

test('Ctrl+F finds words on any page, Enter goes from one to the next with the words selected, Escape returns', async () => {
  const { page } = desk;
  const WORDS = 'read aloud';
  await hands.showPage(page, 'presentLevels');
  const strengths = hands.field(page, 'pages/presentLevels/strengths');
  await strengths.click();
  await strengths.evaluate((box: HTMLTextAreaElement) => box.setSelectionRange(4, 9));
  await page.keyboard.press('Control+f');
  await page.keyboard.type(WORDS);
  const found = page.locator('[data-found]');
  // The list follows the letters; it is that of all of them once each place shows all of them.
  await expect.poll(async () => [...new Set((await page.locator('[data-found] + ol mark').allInnerTexts()).map((mark) => mark.toLowerCase()))]).toEqual([WORDS]);
  const places = page.locator('[data-found] + ol button');
  const count = Number(await found.getAttribute('data-found'));
  expect(count).toBeGreaterThan(3);
  await expect(places).toHaveCount(count);
  await page.keyboard.press('Escape');
  await expect(strengths).toBeFocused();
  expect(await strengths.evaluate((box: HTMLTextAreaElement) => [box.selectionStart, box.selectionEnd])).toEqual([4, 9]);

  // Through all of them: by Enter in the box, by F3 wherever the caret is.
  const seen: { readonly page: string; readonly at: string }[] = [];
  for (let n = 0; n < count; n += 1) {
    if (n % 2 === 0) await page.keyboard.press('Control+f');
    await page.keyboard.press(n % 2 === 0 ? 'Enter' : 'F3');
    await expect(places.nth(n)).toHaveAttribute('aria-current', 'true');
    await expect.poll(async () => (await caret(page)).words).toBe(WORDS);
    const here = await caret(page);
    seen.push({ page: here.page, at: here.at });
  }
  expect(new Set(seen.map(({ at }) => at)).size).toBe(count);
  expect(new Set(seen.map((one) => one.page)).size).toBeGreaterThan(2);
  await page.keyboard.press('F3');
  await expect.poll(async () => (await caret(page)).at).toBe(seen[0]?.at);
  await page.keyboard.press('Shift+F3');
  // The words are selected a frame after the caret is there; what is open now is what Escape has to come back to.
  await expect.poll(() => caret(page)).toEqual({ ...seen.at(-1), words: WORDS });

  await page.keyboard.press('Control+f');
  await page.keyboard.type('no such words at all');
  await expect(found).toHaveText('Nowhere in this IEP.');
  await page.keyboard.press('Escape');
  expect(await caret(page)).toEqual({ ...seen.at(-1), words: WORDS });
});

test('the projector view shows this student alone: no other name in any text, and no way to the caseload until it is left', async () => {
  const { page } = desk;
  const everything = (): Promise<string> => page.evaluate(() => document.documentElement.outerHTML);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Tarn');
  await expect(page.getByRole('menuitem', { name: /Tarnquist/ })).toBeVisible();
  await closePalette(page);

  const size = (): Promise<number> => page.evaluate(() => Number.parseFloat(getComputedStyle(document.documentElement).fontSize));
  const before = await size();
  await page.keyboard.press('F9');
  await expect(page.locator('[data-projecting="true"]')).toBeVisible();
  expect(await size()).toBeGreaterThan(before * 1.25);
  for (const key of await hands.pagesInRail(page)) {
    await hands.showPage(page, key);
    expect(await everything()).not.toMatch(/Tarnquist|Wilhelmina/u);
  }
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Tarn');
  await expect(page.getByText('Nothing by that name here.')).toBeVisible();
  expect(await everything()).not.toMatch(/Tarnquist|Wilhelmina/u);
  await closePalette(page);
  // The print of a whole caseload names every student of it.
  await page.keyboard.press('Control+Shift+g');
  for (let n = 0; n < 4; n += 1) await page.keyboard.press('Alt+ArrowLeft');
  await expect(hands.screen(page, 'meeting')).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(await everything()).not.toMatch(/Tarnquist|Wilhelmina/u);
  await expect(page.getByRole('navigation', { name: 'Places' })).toHaveCount(0);
  expect(await desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.getTitle()))).toEqual(['IEP Desk']);

  await page.keyboard.press('F9');
  await expect(page.getByRole('navigation', { name: 'Places' })).toBeVisible();
  expect(await size()).toBe(before);
});

test('the palette finds a page, a field, an action and a student by a few letters, and goes there', async () => {
  const { page } = desk;
  const find = async (letters: string, found: RegExp): Promise<void> => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type(letters);
    const line = page.getByRole('menuitem', { name: found }).first();
    await expect(line).toBeVisible();
    await line.click();
  };
  await hands.showPage(page, 'presentLevels');
  await find('Educational Setting', /Educational Setting.*Page$/u);
  await page.locator('[data-page="fapeSetting"][aria-current="page"]').waitFor();
  await find('Parent concerns', /concerns/iu);
  await page.locator('[data-page="presentLevels"][aria-current="page"]').waitFor();
  await expect(hands.field(page, 'pages/presentLevels/parentConcerns')).toBeFocused();
  await find('Print', /^Print/u);
  await expect(page.getByRole('dialog', { name: 'Print' })).toBeVisible();
  await hands.press(page, 'Cancel', page.getByRole('dialog'));
  await find('Tarn', /Tarnquist.*Student$/u);
  await hands.screen(page, 'student').waitFor();
  await expect(page.getByRole('heading', { name: /Tarnquist/ })).toBeVisible();
});

test('one screen runs the meeting: pages in agenda order with their state, who is there from when to when, the time it goes on, what changed before and after, what is open, and that it is saved', async () => {
  const { page } = desk;
  await hands.press(page, 'Home', page.getByRole('navigation', { name: 'Places' }));
  await hands.press(page, 'Nolan Birchwater');
  await hands.press(page, 'Open its pages');
  await hands.screen(page, 'meeting').waitFor();
  await page.evaluate(() => {
    const hours = window as unknown as Hours;
    const every = window.setInterval.bind(window);
    Object.assign(hours, { ticks: [], realNow: Date.now });
    window.setInterval = ((work: () => void, ms?: number) => {
      hours.ticks.push(work);
      return every(work, ms);
    }) as typeof window.setInterval;
  });
  await hands.openMeeting(page, 'Room 12');
  await expect(page.getByText(/0:0\d since \d{2}:\d{2}/u)).toBeVisible();
  // Seventy-five minutes later by the page's clock, when its minute comes.
  await page.evaluate(() => {
    const hours = window as unknown as Hours;
    Date.now = () => hours.realNow() + 75 * 60_000;
    for (const tick of hours.ticks) tick();
  });
  await expect(page.getByText(/1:[12]\d since \d{2}:\d{2}/u)).toBeVisible();
  await page.evaluate(() => {
    Date.now = (window as unknown as Hours).realNow;
  });

  const rail = await hands.pagesInRail(page);
  expect(rail.map((key) => pageIdOf(key))).toEqual(['infoEligibility', 'presentLevels', 'specialFactors', 'stateAssessments', 'goals', 'fapeServices', 'fapeSetting', 'emergencyProgram', 'structuredNotes', 'attendance', 'consent']);
  await expect(page.locator('[data-page="presentLevels"]')).toContainText('DRAFT');
  await hands.showPage(page, 'presentLevels');
  await hands.keepCarried(page);
  await hands.discuss(page, 'presentLevels');
  await expect(page.locator('[data-page="presentLevels"]')).toContainText('Discussed');

  // Somebody comes late and leaves early: it is on the sign-in sheet, and beside every page.
  const sheet = (await hands.pagesInRail(page)).find((key) => key.startsWith('attendance')) ?? '';
  await hands.showPage(page, sheet);
  const times = (name: string) => page.locator(`[data-at^="pages/attendance/"][data-at$="/${name}"]`).first();
  await hands.typeInstead(page, times('from'), '14:40');
  await hands.typeInstead(page, times('to'), '15:05');
  await hands.saved(page);
  await hands.showPage(page, 'goals');
  await page.getByRole('button', { name: 'People', exact: true }).click();
  await expect(page.getByRole('list', { name: 'Participants' }).getByRole('listitem').first()).toContainText('from 14:40 to 15:05');

  await hands.showPage(page, 'presentLevels');
  await hands.typeInstead(page, hands.field(page, 'pages/presentLevels/parentConcerns'), 'He reads at home now.');
  await hands.saved(page);
  await page.getByRole('button', { name: 'Changed', exact: true }).click();
  const changes = page.getByRole('list', { name: /^Changes since/ });
  await expect(changes).toContainText('He reads at home now.');
  await expect(changes.locator('del').first()).not.toBeEmpty();
  await page.getByRole('button', { name: /^Open/, exact: false }).first().click();
  await expect(page.locator('[data-open-line]').first()).toBeVisible();
  await expect(page.getByText(/^Saved \d/u)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Print', exact: false }).first()).toBeVisible();
});

/** Top and bottom of what the shade of a sheet covers above and below the notes, and of the notes' own column. */
function aroundTheNotes(sheet: Locator): Promise<{ readonly shaded: readonly number[]; readonly bars: readonly number[] }> {
  return sheet.evaluate((element) => {
    let shade: Element | null = element;
    while (shade !== null && getComputedStyle(shade).position !== 'fixed') shade = shade.parentElement;
    const column = document.querySelector('[data-note-entry]')?.closest('aside')?.getBoundingClientRect();
    if (shade === null || column === undefined) throw new Error('There is no sheet beside the notes.');
    const [above, below] = [getComputedStyle(shade, '::before'), getComputedStyle(shade, '::after')];
    return {
      shaded: [above.height, below.height, above.width, below.width].map((length) => Math.round(Number.parseFloat(length))),
      bars: [column.top, innerHeight - column.bottom, column.width, column.width].map(Math.round),
    };
  });
}

test('no question of the meeting and no list hides the notes: each stands beside them', async () => {
  const { page } = desk;
  const usual = page.viewportSize() ?? { width: 1366, height: 800 };
  await page.getByRole('button', { name: 'Notes', exact: true }).click();
  const apart = async (what: string): Promise<void> => {
    const sheet = page.getByRole('dialog').last();
    await sheet.waitFor();
    const [over, notes] = [await sheet.boundingBox(), await page.locator('[data-note-entry]').boundingBox()];
    expect([what, over !== null && notes !== null && (over.x + over.width <= notes.x || over.y + over.height <= notes.y)]).toEqual([what, true]);
    // Nothing lies over them, not even its shade.
    const shade = await sheet.evaluate((element) => {
      for (let here: Element | null = element; here !== null; here = here.parentElement) if (getComputedStyle(here).position === 'fixed') return here.getBoundingClientRect().right;
      return Number.POSITIVE_INFINITY;
    });
    expect([what, shade <= (notes?.x ?? 0)]).toEqual([what, true]);
    // The bars above and below them lie in it whole: no button looks awake while a sheet asks.
    const { shaded, bars } = await aroundTheNotes(sheet);
    expect([what, ...shaded]).toEqual([what, ...bars]);
    expect(Math.min(...bars)).toBeGreaterThan(20);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  };
  await hands.showPage(page, 'goals');
  await hands.fieldsInRows(page, 'pages/goals/items', 'baseline').first().focus();
  for (const width of [1024, 1366]) {
    await page.setViewportSize({ width, height: 768 });
    for (const question of [/^Table the meeting/, /^Print/, /Add a page/, /^Drop goal 2/, /^Prepared by/]) {
      await page.getByRole('button', { name: question }).first().click();
      await apart(`${String(question)} ${width}`);
    }
    for (const key of ['Control+k', 'F1']) {
      await page.keyboard.press(key);
      await apart(`${key} ${width}`);
    }
  }
  await page.setViewportSize(usual);
});

test('where there is no copier the parent copy is printed in two identical sets, and whoever hands it over reads that both are signed', async () => {
  const { page } = desk;
  const dialog = page.getByRole('dialog');
  await page.keyboard.press('Control+p');
  await dialog.getByLabel('Sets').selectOption('2');
  await hands.press(page, /^Print the parent copy/, dialog);
  const made = page.locator('[data-printed]');
  await made.waitFor({ timeout: 180_000 });
  const sheets = Number(/2 identical sets of (\d+) sheets/u.exec(await made.innerText())?.[1]);
  expect(sheets).toBeGreaterThan(10);
  await expect(dialog).toContainText('have both signed');
  await hands.press(page, 'Look at it', dialog);
  await hands.screen(page, 'reader').waitFor();
  // Each set begins on the front of a sheet of its own.
  const [first, second] = [await hands.readSheet(page, 1), sheets + 1 + (sheets % 2)];
  await hands.press(page, `Sheet ${second}`);
  const again = await hands.readSheet(page, second);
  expect(again).toContain('PARENT COPY');
  expect(again.replaceAll(/\s+/gu, ' ')).toBe(first.replaceAll(/\s+/gu, ' '));
  await page.keyboard.press('Alt+ArrowLeft');
  await hands.screen(page, 'meeting').waitFor();
  await hands.press(page, /^Record that the parent has the copy/);
  await expect(dialog).toContainText('Both are written on and signed alike; the parent takes one');
});
