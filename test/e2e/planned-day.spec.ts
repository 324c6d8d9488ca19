/** A meeting that is held on another day than planned: the service lines that still begin on the planned day are moved by one press, and one undo brings them back. */
import { expect, test } from 'playwright/test';
import * as hands from '../../build/run/demo/hands.ts';
import { startAt } from './desks.ts';

const SERVICES = 'pages/fapeServices/services';

test.describe.configure({ timeout: 240_000 });

test('service lines that stand at the planned day are moved to the day of the meeting by one press, once they were looked at, and one undo brings them back', async () => {
  const desk = await startAt('taken-in');
  const { page } = desk;
  const dialog = page.getByRole('dialog');
  try {
    await hands.press(page, 'Future IEP');
    await hands.press(page, /^Start the next Future IEP/);
    await hands.fill(page, 'Date of the meeting', '10/6/2027', dialog);
    await hands.press(page, 'Start it', dialog);
    await hands.screen(page, 'meeting').waitFor();
    await hands.showPage(page, 'fapeServices');
    await expect(page.locator('[data-planned-lines]')).toHaveCount(0);
    await hands.openMeeting(page, 'Room 12');
    await hands.showPage(page, 'fapeServices');
    const offer = page.locator('[data-planned-lines]');
    const starts = hands.fieldsInRows(page, SERVICES, 'startDate');
    // Nothing moves by itself, and no line with last year's mark is touched.
    await expect(offer).toContainText('not looked at yet');
    await expect(offer.getByRole('button')).toHaveCount(0);
    await hands.keepCarried(page);
    await expect(starts.first()).toHaveValue('10/7/2027');
    await offer.getByRole('button', { name: /^Move \d lines? to the meeting of 9\/29\/2027$/ }).click();
    await expect(offer).toHaveCount(0);
    await expect(starts.first()).toHaveValue('9/30/2027');
    await expect(hands.fieldsInRows(page, SERVICES, 'endDate').first()).toHaveValue('9/28/2028');
    await hands.saved(page);
    await page.keyboard.press('Control+z');
    await expect(starts.first()).toHaveValue('10/7/2027');
    await expect(offer.getByRole('button')).toHaveCount(1);
  } finally {
    await desk.end();
  }
});
