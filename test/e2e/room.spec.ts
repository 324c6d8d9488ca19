/** What one tired case manager needs with a parent watching: words found by key, and a wall that shows this student only. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Page } from 'playwright/test';
import * as hands from '../../build/run/demo/hands.ts';
import { PASSPHRASE, SAMPLE, startDesk, type Desk } from './app.ts';

const OTHER = { firstName: 'Wilhelmina', lastName: 'Tarnquist' };

let desk: Desk;

test.beforeAll(async () => {
  desk = await startDesk();
  await hands.setUp(desk.page, PASSPHRASE);
  const iep = JSON.parse(readFileSync(SAMPLE, 'utf8')) as { documentId: string; pages: { infoEligibility: Record<string, string> } };
  iep.documentId = 'iep-of-another-student';
  Object.assign(iep.pages.infoEligibility, OTHER, { seisId: '5550001', ssid: '5550001234', localStudentId: '555' });
  const path = join(desk.profile, 'other.json');
  writeFileSync(path, JSON.stringify(iep));
  await hands.importFile(desk.page, path);
  await hands.importFile(desk.page, SAMPLE);
  await hands.startFuture(desk.page);
});

test.afterAll(async () => {
  await desk.end();
});

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

test('Ctrl+F finds words on any page, Enter goes from one to the next with the words selected, Escape returns', async () => {
  const { page } = desk;
  await hands.showPage(page, 'presentLevels');
  const strengths = hands.field(page, 'pages/presentLevels/strengths');
  await strengths.click();
  await page.keyboard.press('Control+f');
  await page.keyboard.type('structured literacy');
  const found = page.locator('[data-found]');
  await expect(found).not.toHaveAttribute('data-found', '0');
  const places = Number(await found.getAttribute('data-found'));
  await page.keyboard.press('Enter');
  await expect.poll(() => page.evaluate(() => {
    const control = document.activeElement;
    return control instanceof HTMLTextAreaElement ? control.value.slice(control.selectionStart, control.selectionEnd).toLowerCase() : '';
  })).toBe('structured literacy');
  for (let n = 1; n < places; n += 1) await page.keyboard.press('F3');
  await page.keyboard.press('F3');
  await expect(page.locator('[aria-current="true"]').first()).toBeVisible();
  await page.keyboard.press('Control+f');
  await page.keyboard.type('no such words at all');
  await expect(found).toHaveText('Nowhere in this IEP.');
  await page.keyboard.press('Escape');
  await expect(page.locator('[data-find-words]')).not.toBeFocused();
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
