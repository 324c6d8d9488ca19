import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import * as hands from '../../build/run/demo/hands.ts';
import { ROOT } from './app.ts';
import { startAt } from './desks.ts';

test.describe.configure({ timeout: 240_000 });

/** Pictures to look at; nothing compares them. */
const PICTURES = join(ROOT, 'out/rights');

test('a case manager reads the student record and sees why it is not typed in, and writes everything beside it', async () => {
  const desk = await startAt('begun', { strict: true });
  const { page } = desk;
  try {
    await hands.showPage(page, 'infoEligibility');
    const name = hands.field(page, 'pages/infoEligibility/firstName');
    await expect(name).toBeDisabled();
    await expect(name).toHaveValue('Nolan');
    await expect(page.locator('[data-why-not]').first()).toContainText('Read only: The district system manager keeps the student record');
    // One sentence stands for a section, not one for each of its fields.
    expect(await page.locator('[data-why-not]').count()).toBeLessThan(6);
    mkdirSync(PICTURES, { recursive: true });
    await page.setViewportSize({ width: 1366, height: 900 });
    await page.screenshot({ path: join(PICTURES, 'student-record.png') });
    await hands.showPage(page, 'presentLevels');
    await hands.typeInstead(page, hands.field(page, 'pages/presentLevels/parentConcerns'), 'She reads every evening.');
    await hands.saved(page);
    await expect(page.locator('[data-not-yours]')).toHaveCount(0);
  } finally {
    await desk.end();
  }
});
