/** Caseloads of 28, of 60 and of 500 students in the window: lists draw what is near, a few letters find a student, on Home and in the palette. */
import { expect, test } from 'playwright/test';
import * as hands from '../../build/run/demo/hands.ts';
import { PASSPHRASE, startDesk } from './app.ts';
import { nameOf, profileWith } from './caseload.ts';

/** Rows that may be drawn before anybody scrolls: two screens and what lies just beyond. */
const DRAWN_AT_FIRST = 45;

test.describe.configure({ timeout: 600_000 });

for (const size of [28, 60, 500]) {
  test(`a caseload of ${size} draws only what is near, and a few letters find one student among all`, async () => {
    const desk = await startDesk(await profileWith(size));
    const { page } = desk;
    const rows = page.locator('[data-student]');
    const last = nameOf(size - 1);
    const [first = '', family = ''] = last.split(' ');
    try {
      await hands.unlock(page, PASSPHRASE);
      // Hundreds of records are read before the list is shown, and until then it is not called empty.
      await expect(rows).toHaveCount(size, { timeout: 120_000 });
      await expect(page.locator('[data-students-shown]')).toHaveText(`${size} students`);
      expect(size - (await page.locator('[data-student][data-waiting]').count())).toBeLessThanOrEqual(DRAWN_AT_FIRST);
      await rows.last().scrollIntoViewIfNeeded();
      await expect(rows.last().getByRole('button', { name: /^(Start the next IEP|Open the progress reports)/ })).toBeVisible();
      // What was passed over stands by its name, and is drawn when somebody comes back to it.
      if (size === 500) await expect(page.locator('[data-student][data-waiting]').nth(100)).toContainText(/\w+ \w+/);

      await hands.fill(page, 'Find a student', `${family.slice(0, 5).toLowerCase()} ${first.slice(0, 3).toUpperCase()}`);
      await expect(rows).toHaveCount(1);
      await expect(rows).toContainText(last);
      await expect(page.locator('[data-students-shown="1"]')).toHaveText(`1 of ${size} students`);
      await hands.fill(page, 'Find a student', 'joaquin');
      await expect(rows.first()).toContainText('Joaquín');
      await hands.fill(page, 'Find a student', 'nobody at all');
      await expect(page.getByText('No student here by the name of nobody at all.')).toBeVisible();

      await page.keyboard.press('Control+k');
      const found = page.getByRole('menu', { name: 'Found' }).getByRole('menuitem');
      if (size > 28) await expect(page.locator('[data-more]')).toBeVisible();
      expect(await found.count()).toBeLessThanOrEqual(60);
      await page.keyboard.type(last);
      await expect(found).toHaveCount(1);
      await page.keyboard.press('Enter');
      await expect(page.getByRole('heading', { level: 1, name: last })).toBeVisible();
    } finally {
      await desk.end();
    }
  });
}
