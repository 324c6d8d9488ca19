import { expect, test } from 'playwright/test';
import * as hands from '../../build/run/demo/hands.ts';
import { type Desk } from './app.ts';
import { startAt } from './desks.ts';

let desk: Desk;

test.beforeAll(async () => {
  desk = await startAt('begun');
});

test.afterAll(async () => {
  await desk.end();
});

test('guidance follows the caret: the question about this field stands first, and the caret stays where it is', async () => {
  const { page } = desk;
  await hands.showPage(page, 'presentLevels');
  const concerns = hands.field(page, 'pages/presentLevels/parentConcerns');
  await concerns.click();
  await page.keyboard.press('Shift+F1');
  await expect(page.locator('[data-topic]').first()).toHaveAttribute('data-topic', 'parent-concerns');
  await expect(concerns).toBeFocused();
  await hands.showPage(page, 'fapeServices');
  await hands.fieldsInRows(page, 'pages/fapeServices/services', 'minutes').first().click();
  await expect(page.locator('[data-topic]').first()).toHaveAttribute('data-topic', 'duplicate-services');
  await page.keyboard.press('Shift+F1');
  await expect(page.locator('[data-topic]')).toHaveCount(0);
});

test('guidance longer than its place is reached and scrolled by keys', async () => {
  const { page } = desk;
  const usual = page.viewportSize() ?? { width: 1366, height: 800 };
  await page.setViewportSize({ width: 1024, height: 500 });
  await hands.showPage(page, 'presentLevels');
  await hands.field(page, 'pages/presentLevels/strengths').click();
  await page.keyboard.press('Shift+F1');
  const guidance = page.getByRole('region', { name: 'Guidance' });
  await guidance.waitFor();
  await page.getByRole('group', { name: 'Show beside the page' }).getByRole('button', { name: 'Find' }).focus();
  await page.keyboard.press('Tab');
  await expect(guidance).toBeFocused();
  await expect(guidance.getByRole('paragraph').last()).not.toBeInViewport();
  await page.keyboard.press('End');
  await expect(guidance.getByRole('paragraph').last()).toBeInViewport();
  await page.keyboard.press('Shift+F1');
  await page.setViewportSize(usual);
});

test('F1 lists every key, and Escape returns to the caret', async () => {
  const { page } = desk;
  await hands.showPage(page, 'presentLevels');
  const strengths = hands.field(page, 'pages/presentLevels/strengths');
  await strengths.click();
  await page.keyboard.press('F1');
  const keys = page.getByRole('dialog', { name: 'Keys' });
  await expect(keys.getByText('Ctrl+Shift+Enter')).toBeVisible();
  expect(await keys.locator('kbd').count()).toBeGreaterThan(15);
  await page.keyboard.press('Escape');
  await expect(keys).toHaveCount(0);
  await expect(strengths).toBeFocused();
});
