/** Goal banks through the window: browsed, narrowed, put into a goal by keys, one's own kept without names and there after a lock, a bank taken in, refused and taken out. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Locator, type Page } from 'playwright/test';
import * as hands from '../../build/run/demo/hands.ts';
import { fileOf } from '../../shared/goals/bank.ts';
import { BANK_GOALS } from '../../shared/goals/bank-goals.ts';
import { PASSPHRASE, ROOT, type Desk } from './app.ts';
import { startAt } from './desks.ts';
import { inBothSchemes } from './look.ts';

const LIST = 'pages/goals/items';
/** Pictures to look at; nothing compares them. */
const PICTURES = join(ROOT, 'out/goals');

let desk: Desk;
let page: Page;
let folder: string;

const found = (): Locator => page.locator('[data-bank-goal]');
const goalText = (): Locator => hands.fieldsInRows(page, LIST, 'annualGoal').first();
const place = (name: string): Promise<void> => hands.press(page, name, page.getByRole('navigation', { name: 'Places' }));

const picture = (name: string): Promise<void> => inBothSchemes(page, join(PICTURES, name));

/** A file of a bank with one goal. */
function bankFile(name: string, mayCopy: boolean): string {
  const path = join(folder, `${name}.json`);
  const goal = { id: 'kite-1', area: 'Kite flying', from: '4' as const, to: '6' as const, standard: '', en: 'By …, the student will fly a kite for … minutes, as measured by a log.', es: '' };
  writeFileSync(path, JSON.stringify(fileOf({ name, source: 'Written by our program specialists.', mayCopy, goals: [goal] })));
  return path;
}

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  test.setTimeout(240_000);
  folder = mkdtempSync(join(tmpdir(), 'iep-goals-'));
  desk = await startAt('begun');
  ({ page } = desk);
});

test.afterAll(async () => {
  await desk.end();
  rmSync(folder, { recursive: true, force: true });
});

test('a goal of a bank is chosen by keys from the goal it is for; the caret stands on its first open place, one undo brings the old words back, and one key goes from open place to open place', async () => {
  await hands.showPage(page, 'goals');
  const before = await goalText().inputValue();
  expect(before).not.toBe('');
  await page.getByRole('button', { name: 'Choose a goal from a bank for goal 1' }).click();
  const dialog = page.getByRole('dialog', { name: 'Choose a goal for goal 1' });
  await expect(dialog.getByText('Goal 1 has words already.')).toBeVisible();
  await expect(dialog.getByLabel('Words in the goal')).toBeFocused();
  await expect(dialog.locator('[data-goals-found]')).toHaveText(`${BANK_GOALS.length} goals`);
  await picture('choose');
  await page.keyboard.type('fluency aloud correct');
  const wanted = BANK_GOALS.filter(({ area, en }) => ['fluency', 'aloud', 'correct'].every((word) => `${area} ${en}`.toLowerCase().includes(word)));
  await expect(dialog.locator('[data-goals-found]')).toHaveAttribute('data-goals-found', String(wanted.length));
  expect(wanted.length).toBeGreaterThan(0);
  await found().first().getByRole('button').focus();
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);

  const put = wanted[0]?.en ?? '';
  await expect(goalText()).toHaveValue(put);
  await expect(goalText()).toBeFocused();
  expect(await goalText().evaluate((box: HTMLTextAreaElement) => box.value.slice(box.selectionStart, box.selectionEnd))).toBe('…');
  expect(await goalText().evaluate((box: HTMLTextAreaElement) => box.selectionStart)).toBe(put.indexOf('…'));
  // Undone and done again as one step, the standard of the goal with it.
  await hands.saved(page);
  await page.keyboard.press('Control+z');
  await expect(goalText()).toHaveValue(before);
  await page.keyboard.press('Control+y');
  await expect(goalText()).toHaveValue(put);
  await goalText().focus();
  await goalText().evaluate((box: HTMLTextAreaElement) => box.setSelectionRange(0, 0));
  await page.keyboard.press('F4');
  await page.keyboard.type('June 10, 2028');
  await page.keyboard.press('F4');
  await page.keyboard.type('100');
  await expect(goalText()).toHaveValue(put.replace('…', 'June 10, 2028').replace('…', '100'));
  await hands.saved(page);
});

test("a goal of one's own is kept without the names of the record, read over first, is there after a lock, and is taken out again", async () => {
  await hands.showPage(page, 'goals');
  await hands.typeInstead(page, goalText(), 'By June, Nolan will draw a map of the school for Ms. Achterberg.');
  await page.getByRole('button', { name: 'Keep goal 1 in my goals' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('The goal')).toHaveValue('By June, … will draw a map of the school for Ms. ….');
  await hands.fill(page, 'Area', 'Maps', dialog);
  await picture('keep');
  await hands.press(page, 'Keep it', dialog);
  await expect(dialog).toHaveCount(0);

  await page.keyboard.press('Control+l');
  await hands.screen(page, 'unlock').waitFor();
  await hands.fill(page, 'Passphrase', PASSPHRASE);
  await hands.press(page, 'Unlock');
  // Back at the page that was open.
  await hands.screen(page, 'meeting').waitFor();
  await place('Goals');
  await page.getByLabel('Bank', { exact: true }).selectOption('own');
  await expect(found()).toHaveCount(1);
  await expect(found()).toContainText('will draw a map of the school');
  await page.getByRole('button', { name: 'Take out of my goals: Maps' }).click();
  await expect(found()).toHaveCount(0);
});

test('a bank is taken in from its file and shown alone with whose it is; one that is not whole, or is there already, changes nothing; it is saved as a file where its author allows it, and taken out', async () => {
  await place('Goals');
  const file = page.locator('[data-goal-bank-file]');
  await file.setInputFiles(bankFile('Kites', false));
  await expect(page.locator('[data-bank]')).toContainText('Written by our program specialists. Its author allows no copies of it.');
  await expect(page.getByRole('button', { name: 'Save it as a file…' })).toHaveCount(0);
  await expect(found()).toHaveCount(1);
  await picture('bank');

  await file.setInputFiles(bankFile('Kites', true));
  await expect(page.getByRole('alert')).toContainText('There is a bank called "Kites" already.');
  await hands.press(page, 'I have read this');
  const broken = join(folder, 'broken.json');
  writeFileSync(broken, JSON.stringify({ ...fileOf({ name: 'Broken', source: '', mayCopy: true, goals: [] }) }));
  await file.setInputFiles(broken);
  await expect(page.locator('[data-failure="badGoalBank"]')).toContainText('It holds no goal.');
  await hands.press(page, 'I have read this');
  await expect(page.getByLabel('Bank', { exact: true }).locator('option')).toHaveText(['Every bank', 'My goals (0)', 'Kites (1)', `Goals that come with IEP Desk (${BANK_GOALS.length})`]);

  await file.setInputFiles(bankFile('Free kites', true));
  await expect(page.locator('[data-bank]')).toContainText('Its author allows copies of it.');
  await expect(page.getByRole('button', { name: 'Save it as a file…' })).toBeVisible();
  await page.getByLabel('Bank', { exact: true }).selectOption({ label: 'Kites (1)' });
  await hands.press(page, 'Take this bank out…');
  await hands.press(page, 'Take it out', page.getByRole('dialog'));
  await expect(page.getByLabel('Bank', { exact: true }).locator('option')).toHaveText(['Every bank', 'My goals (0)', 'Free kites (1)', `Goals that come with IEP Desk (${BANK_GOALS.length})`]);
});

test('goals are narrowed by area and grade, and those not shown yet are counted and shown when asked for', async () => {
  await place('Goals');
  await page.getByLabel('Bank', { exact: true }).selectOption('iep-desk');
  await expect(found()).toHaveCount(40);
  await page.getByRole('button', { name: `Show more: ${BANK_GOALS.length - 40} are not shown yet` }).click();
  await expect(found()).toHaveCount(80);
  await page.getByLabel('Area').selectOption('Reading: fluency');
  await page.getByLabel('Grade').selectOption('8');
  await expect(page.locator('[data-goals-found]')).toHaveText('1 goal');
  await page.getByLabel('Grade').selectOption('P');
  await expect(page.locator('[data-goals-found]')).toHaveText('No goal holds all of that.');
});
