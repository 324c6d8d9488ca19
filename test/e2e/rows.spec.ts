import { join } from 'node:path';
import { expect, test, type Page } from 'playwright/test';
import * as hands from '../../build/run/demo/hands.ts';
import { ROOT, type Desk } from './app.ts';
import { startAt } from './desks.ts';
import { cutOff, SIZES } from './look.ts';

let desk: Desk;

test.beforeAll(async () => {
  desk = await startAt('begun');
});

test.afterAll(async () => {
  await desk.end();
});

/** The row the caret is in, by its place in the list; -1 when it is in none. */
function rowOfCaret(page: Page, list: string): Promise<number> {
  return page.evaluate((prefix) => {
    const rows = [...document.querySelectorAll<HTMLElement>(`[data-row^="${prefix}/@"]`)].filter((row) => !(row.dataset['row'] ?? '').slice(prefix.length + 1).includes('/'));
    return rows.findIndex((row) => row.contains(document.activeElement));
  }, list);
}

const count = (page: Page, list: string): Promise<number> => page.evaluate((prefix) => [...document.querySelectorAll<HTMLElement>(`[data-row^="${prefix}/@"]`)].filter((row) => !(row.dataset['row'] ?? '').slice(prefix.length + 1).includes('/')).length, list);

test('goals are added, copied, moved and removed by keys, each one step of undo, and the caret is always in a row', async () => {
  const { page } = desk;
  const list = 'pages/goals/items';
  await hands.showPage(page, 'goals');
  await hands.fieldsInRows(page, list, 'baseline').first().focus();
  const before = await count(page, list);
  expect(before).toBeGreaterThan(2);

  await page.keyboard.press('Control+d');
  await expect.poll(() => count(page, list)).toBe(before + 1);
  await expect.poll(() => rowOfCaret(page, list)).toBe(1);
  await page.keyboard.press('Alt+ArrowDown');
  await expect.poll(() => rowOfCaret(page, list)).toBe(2);
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(() => rowOfCaret(page, list)).toBe(1);
  await page.keyboard.press('Control+Shift+Backspace');
  await expect.poll(() => count(page, list)).toBe(before);
  await expect(page.getByText('Goal 2 removed. Undo: Ctrl+Z')).toBeVisible();
  expect(await rowOfCaret(page, list)).toBeGreaterThanOrEqual(0);
  await page.keyboard.press('Control+z');
  await expect.poll(() => count(page, list)).toBe(before + 1);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect.poll(() => count(page, list)).toBe(before);

  await hands.fieldsInRows(page, list, 'baseline').first().focus();
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => count(page, list)).toBe(before + 1);
  await expect.poll(() => rowOfCaret(page, list)).toBe(1);
  await page.keyboard.press('Control+z');
  await expect.poll(() => count(page, list)).toBe(before);
});

test('in a table the arrows go from cell to cell and Enter goes down, from the last row into a new one', async () => {
  const { page } = desk;
  const list = 'pages/structuredNotes/assistanceSources';
  await hands.showPage(page, 'structuredNotes');
  const names = hands.fieldsInRows(page, list, 'name');
  while ((await names.count()) < 2) {
    await hands.field(page, list).focus();
    const rows = await names.count();
    await page.keyboard.press('Enter');
    await expect(names).toHaveCount(rows + 1);
  }
  const rows = await names.count();
  await names.nth(0).focus();
  await page.keyboard.press('ArrowDown');
  await expect(names.nth(1)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(names.nth(0)).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowRight');
  await expect(hands.fieldsInRows(page, list, 'contact').nth(0)).toBeFocused();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowLeft');
  await expect(names.nth(0)).toBeFocused();
  await names.nth(rows - 1).focus();
  await page.keyboard.press('Enter');
  await expect(names).toHaveCount(rows + 1);
  await expect.poll(() => rowOfCaret(page, list)).toBe(rows);
});

test('a long line of words in a narrow box is shown whole: the box grows, Enter makes no line end, and one that is pasted becomes a space', async () => {
  const { page } = desk;
  const long = 'Telephone the father with a summary of the meeting, in Spanish, and mail him the copy for his own file the same day';
  await hands.showPage(page, 'structuredNotes');
  const task = hands.fieldsInRows(page, 'pages/structuredNotes/followUps', 'task').first();
  if ((await task.count()) === 0) {
    await hands.field(page, 'pages/structuredNotes/followUps').focus();
    await page.keyboard.press('Enter');
  }
  const height = (): Promise<number> => task.evaluate((box) => box.getBoundingClientRect().height);
  await hands.typeInstead(page, task, 'Call');
  const ofOneLine = await height();
  await hands.typeInstead(page, task, long);
  const hidden = (): Promise<readonly number[]> => task.evaluate((box) => [box.scrollWidth - box.clientWidth, box.scrollHeight - box.clientHeight]);
  expect(await hidden()).toEqual([0, 0]);
  expect(await height()).toBeGreaterThan(ofOneLine * 1.5);

  await task.click();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.press('Shift+Enter');
  await expect(task).toHaveValue(long);
  await task.evaluate((box) => {
    const data = new DataTransfer();
    data.setData('text/plain', 'First\r\nthen ');
    box.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await expect(task).toHaveValue(`First then ${long}`);
  await expect.poll(() => task.evaluate((box) => (box as HTMLTextAreaElement).selectionStart)).toBe('First then '.length);
});

test('of a wrapped line Up and Down go through its lines before they leave the cell', async () => {
  const { page } = desk;
  const boxes = hands.fieldsInRows(page, 'pages/structuredNotes/followUps', 'task');
  await boxes.last().focus();
  await page.keyboard.press('Enter');
  const [first, next] = [boxes.nth((await boxes.count()) - 2), boxes.last()];
  await hands.typeInstead(page, first, 'Telephone the father with a summary of the meeting, in Spanish, and mail him the copy for his own file the same day');
  await first.click();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.press('ArrowDown');
  await expect(first).toBeFocused();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.press('ArrowDown');
  await expect(next).toBeFocused();
});

test('in the high contrast of the system too, what was chosen from a list stands whole in its box, and once', async () => {
  const { page } = desk;
  const desktop = page.viewportSize() ?? { width: 1366, height: 768 };
  await hands.showPage(page, 'fapeServices');
  const chosen = page.locator('[data-chosen="true"]');
  await chosen.first().waitFor();
  expect(await chosen.count()).toBeGreaterThan(10);
  await page.emulateMedia({ forcedColors: 'active' });
  await page.setViewportSize(SIZES['1024x768']);
  // A service or a place takes several lines there: words that one line would cut.
  await expect.poll(() => chosen.evaluateAll((boxes) => Math.max(...boxes.map((box) => box.getBoundingClientRect().height)))).toBeGreaterThan(50);
  for (const [name, size] of Object.entries(SIZES)) {
    await page.setViewportSize(size);
    expect(await cutOff(page), name).toEqual([]);
    await chosen.first().scrollIntoViewIfNeeded();
    await page.screenshot({ path: join(ROOT, `out/screens/chosen in high contrast ${name.replace('%', '')}.png`) });
  }
  await page.emulateMedia({ forcedColors: null });
  await page.setViewportSize(desktop);
});
