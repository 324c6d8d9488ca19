/** Days no calendar has and words nobody can read, typed into the window: each dialog answers in a sentence, keeps what was typed and changes nothing; what main is sent is in test/unit/main/hostile-dialogs.test.ts. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Locator, type Page } from 'playwright/test';
import * as hands from '../../build/run/demo/hands.ts';
import { ROOT } from './app.ts';
import { startAt } from './desks.ts';

const PICTURES = join(ROOT, 'out/hostile');
const NO_DAYS = ['2/31/2027', '1/1/0001', '12/31/9999', '\u202e9/9/2027', 'soon'];
const UNREADABLE = ['\u200b\u200f', '\u202e4 mooR', 'a'.repeat(100_000)];

test.describe.configure({ timeout: 90_000 });

/** At once, as a paste comes: key by key a book takes an hour. */
const paste = (dialog: Locator, label: string, text: string): Promise<void> => dialog.getByLabel(label).first().fill(text);

/** The box says what is wrong with the day, and the press waits. */
async function refusesDays(dialog: Locator, label: string, press: string, good: string): Promise<void> {
  for (const day of NO_DAYS) {
    await paste(dialog, label, day);
    await expect(dialog.getByText(/^This is not a day of the calendar/)).toBeVisible();
    await expect(dialog.getByLabel(label)).toHaveAccessibleDescription(/not a day of the calendar/);
    await expect(dialog.getByRole('button', { name: press })).toBeDisabled();
  }
  await paste(dialog, label, good);
  await expect(dialog.getByText(/^This is not a day of the calendar/)).toHaveCount(0);
}

/** Main answers, the sentence stands in the dialog, and the words stay where they were typed. */
async function refusesWords(page: Page, dialog: Locator, label: string, press: string): Promise<void> {
  for (const words of UNREADABLE) {
    await paste(dialog, label, words);
    await hands.press(page, press, dialog);
    await expect(dialog.getByRole('alert')).toContainText(/\w{3,}.*[.]/su);
    await expect(dialog.getByLabel(label).first()).toHaveValue(words);
  }
  await paste(dialog, label, '   ');
  await expect(dialog.getByRole('button', { name: press })).toBeDisabled();
}

test('a revocation, its stop of services and the staff list answer each of them, and record nothing', async () => {
  mkdirSync(PICTURES, { recursive: true });
  const desk = await startAt('begun');
  const { page } = desk;
  const dialog = page.getByRole('dialog');
  try {
    await hands.press(page, 'People', page.getByRole('group', { name: 'Show beside the page' }));
    await hands.press(page, /^Who works with this student/);
    const names = dialog.getByRole('list', { name: 'Staff of this student' }).locator('strong');
    const before = await names.allInnerTexts();
    await refusesWords(page, dialog, 'Name', 'Put on the list');
    await expect(names).toHaveText(before);
    await hands.press(page, 'Done', dialog);

    await hands.press(page, 'Home', page.getByRole('navigation', { name: 'Places' }));
    await hands.press(page, 'Nolan Birchwater');
    await hands.press(page, 'Current IEP');
    await hands.press(page, /^Record a written revocation of consent/);
    const record = 'Record the revocation';
    await refusesDays(dialog, 'Date on the paper', record, '9/28/2027');
    await refusesDays(dialog, 'Came to school on', record, '9/29/2027');
    await refusesWords(page, dialog, 'The paper is in', record);
    await hands.fill(page, 'Date on the paper', '2/31/2027', dialog);
    await page.screenshot({ path: join(PICTURES, 'revocation.png') });
    await hands.fill(page, 'Date on the paper', '9/28/2027', dialog);
    await expect(page.locator('[data-revoked]')).toHaveCount(0);
    await hands.fill(page, 'The paper is in', 'Room 4', dialog);
    await hands.press(page, record, dialog);
    await expect(page.locator('[data-revoked="noticeOwed"]')).toBeVisible();

    await hands.press(page, /^Record the notice and the stop of services/);
    const both = 'Record both days';
    await hands.fill(page, 'How it was sent', 'by mail', dialog);
    await refusesDays(dialog, 'Last day of services', both, '10/8/2027');
    await refusesWords(page, dialog, 'How it was sent', both);
    await page.screenshot({ path: join(PICTURES, 'stop.png') });
    await hands.press(page, 'Cancel', dialog);
    await expect(page.locator('[data-revoked="noticeOwed"]')).toBeVisible();
  } finally {
    await desk.end();
  }
});
