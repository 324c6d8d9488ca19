import { expect, test } from 'playwright/test';
import * as hands from '../../build/run/demo/hands.ts';
import { type Desk } from './app.ts';
import { startAt } from './desks.ts';

const STRENGTHS = 'pages/presentLevels/strengths';
const HEALTH = 'pages/presentLevels/health';
/** 100 KB without a space: no line can break in it by itself. */
const UNBROKEN = 'x'.repeat(100 * 1024);

let desk: Desk;

test.beforeAll(async () => {
  desk = await startAt('taken-in');
});

test.afterAll(async () => {
  await desk.end();
});

test('a second press on Start makes no second Future IEP', async () => {
  const { page } = desk;
  await hands.press(page, 'Future IEP');
  await hands.press(page, /^Start the next Future IEP/);
  await page.getByRole('dialog').getByRole('button', { name: 'Start it' }).dblclick();
  await hands.screen(page, 'meeting').waitFor();
  await expect(page.locator('[data-failure]')).toHaveCount(0);
  await hands.showPage(page, 'presentLevels');
});

test('100 KB without a space and emoji are saved as they are', async () => {
  const { page } = desk;
  await hands.field(page, STRENGTHS).fill(UNBROKEN);
  await hands.field(page, HEALTH).fill('Healthy 🙂👩‍👩‍👧 and 中文, ᏣᎳᎩ');
  await hands.saved(page);
  await hands.showPage(page, 'goals');
  await hands.showPage(page, 'presentLevels');
  await expect(hands.field(page, STRENGTHS)).toHaveValue(UNBROKEN);
  await expect(hands.field(page, HEALTH)).toHaveValue('Healthy 🙂👩‍👩‍👧 and 中文, ᏣᎳᎩ');
});

test('what is no date stays where it was typed, with a sentence, and changes nothing stored', async () => {
  const { page } = desk;
  await hands.showPage(page, 'infoEligibility');
  const start = hands.field(page, 'pages/infoEligibility/planEffectiveDate');
  const before = await start.inputValue();
  await hands.typeInstead(page, start, 'soon');
  await expect(page.getByText('Not a date. Write it like 3/4/2027.')).toBeVisible();
  await expect(start).toHaveValue('soon');
  await hands.showPage(page, 'goals');
  await hands.showPage(page, 'infoEligibility');
  await expect(start).toHaveValue(before);
});

test('such words print whole, and signs the font lacks are named before anybody relies on the paper', async () => {
  const { page } = desk;
  await page.keyboard.press('Control+p');
  await hands.press(page, 'Print the draft', page.getByRole('dialog'));
  await page.locator('[data-printed]').waitFor({ timeout: 60_000 });
  const [placed = '', given = ''] = /([\d,]+) of ([\d,]+) are on the paper/.exec(await page.getByRole('dialog').innerText())?.slice(1) ?? [];
  expect(Number(placed.replaceAll(',', ''))).toBeGreaterThan(UNBROKEN.length);
  expect(placed).toBe(given);
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('Ꮳ');
  await hands.closeDialog(page);
});

test('undo takes the hostile words back', async () => {
  const { page } = desk;
  await hands.showPage(page, 'presentLevels');
  for (let steps = 0; steps < 4; steps += 1) {
    await page.keyboard.press('Control+z');
    await hands.saved(page);
  }
  await expect(hands.field(page, STRENGTHS)).toHaveValue(/^Nolan is curious/);
});
