/** The team of a student through the window: put on the list and taken off it, who is needed stays; facts beside page 1 are asked where they matter; a partial consent names every part. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Page } from 'playwright/test';
import * as hands from '../../build/run/demo/hands.ts';
import { ROOT } from './app.ts';
import { startAt } from './desks.ts';
import { meetToTheCopy } from './flow-hands.ts';

/** Pictures to look at; nothing compares them. */
const PICTURES = join(ROOT, 'out/staff');

async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${name}.png`) });
}

test.describe.configure({ timeout: 240_000 });

test('who works with the student is put on the staff list and reports on goals at once; the only case manager and whoever the IEP speaks of stay, with the reason', async () => {
  const desk = await startAt('begun');
  const { page } = desk;
  try {
    await hands.press(page, 'People', page.getByRole('group', { name: 'Show beside the page' }));
    await hands.press(page, /^Who works with this student/);
    const dialog = page.getByRole('dialog', { name: 'Who works with this student' });
    const names = dialog.getByRole('list', { name: 'Staff of this student' }).locator('strong');
    const before = await names.allInnerTexts();
    expect(before.length).toBeGreaterThan(3);
    await hands.fill(page, 'Name', 'Wilhelmina Oakes', dialog);
    await hands.fill(page, /^Title, as it stands/, 'Occupational Therapist', dialog);
    await dialog.getByLabel('Works with the student as').selectOption({ label: 'Occupational or physical therapist, adapted physical education' });
    await picture(page, 'staff list');
    await hands.press(page, 'Put on the list', dialog);
    await expect(names).toHaveText([...before, 'Wilhelmina Oakes']);
    await hands.press(page, 'Take off: Rosalind Achterberg', dialog);
    await expect(dialog.getByRole('alert')).toHaveText('Rosalind Achterberg is the only case manager: put the next one on the list first.');
    await expect(names).toHaveText([...before, 'Wilhelmina Oakes']);
    await hands.press(page, 'Done', dialog);

    await hands.showPage(page, 'goals');
    const owner = hands.fieldsInRows(page, 'pages/goals/items', 'ownerProviderId').first();
    await owner.selectOption({ label: 'Wilhelmina Oakes, Occupational Therapist' });
    await hands.saved(page);
    await hands.press(page, /^Who works with this student/);
    await hands.press(page, 'Take off: Wilhelmina Oakes', dialog);
    await expect(dialog.getByRole('alert')).toContainText('This IEP speaks of Wilhelmina Oakes');
    await hands.press(page, 'Done', dialog);
    await owner.selectOption({ index: 1 });
    await hands.press(page, /^Who works with this student/);
    await hands.press(page, 'Take off: Wilhelmina Oakes', dialog);
    await expect(names).toHaveText(before);
  } finally {
    await desk.end();
  }
});

test('a fact for the state and the deadlines stands under page 1 only where it matters', async () => {
  const desk = await startAt('begun');
  const { page } = desk;
  try {
    await hands.showPage(page, 'infoEligibility');
    const facts = page.getByRole('region', { name: 'For the state and the deadlines' });
    const enrolled = hands.field(page, 'stateRecordExtras/interimStartDate');
    await expect(enrolled).toHaveCount(0);
    await page.locator('[data-choice="pages/infoEligibility/purposes=interim"]').check();
    await hands.typeInstead(page, enrolled, '9/20/2027');
    await page.keyboard.press('Tab');
    await hands.saved(page);
    await picture(page, 'record facts');
    await expect(enrolled).toHaveValue('9/20/2027');
    await expect(facts.getByText('For the state and the deadlines, on no paper')).toBeVisible();
  } finally {
    await desk.end();
  }
});

test('a parent who agrees except for two parts has both recorded, each with its page and the own words, and can agree to all before affirming', async () => {
  const desk = await startAt('begun');
  const { page } = desk;
  try {
    await meetToTheCopy(page);
    await hands.press(page, /^Record the parent's answer/);
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('What stands on the paper').selectOption('agreedExcept');
    await dialog.getByLabel('Page of the exception', { exact: true }).selectOption('fapeServices');
    await hands.fill(page, 'The part not agreed to', 'Speech, 30 minutes', dialog);
    await hands.fill(page, "The parent's own words", 'She needs it one to one.', dialog);
    await expect(page.getByRole('button', { name: 'Record the answer' })).toBeEnabled();
    await hands.press(page, 'One more exception', dialog);
    await dialog.getByLabel('Page of the exception (2)').selectOption('fapeSetting');
    await hands.fill(page, 'The part not agreed to (2)', 'The school', dialog);
    await picture(page, 'two exceptions');
    await hands.press(page, 'Record the answer', dialog);
    await dialog.waitFor({ state: 'detached' });
    await hands.showPage(page, await consentPage(page));
    const parts = page.locator('[data-field="fieldOrService"] :is(input, textarea)');
    await expect.poll(() => parts.evaluateAll((boxes) => boxes.map((box) => (box as HTMLInputElement).value))).toEqual(['Speech, 30 minutes', 'The school']);
    // Two days later the parent signs for all of it: no IEP is affirmed as partly agreed to because nothing else could be said.
    await hands.press(page, 'Record a later answer…');
    await dialog.getByLabel('What stands on the paper').selectOption('agreedAll');
    await hands.press(page, 'Record the answer', dialog);
    await dialog.waitFor({ state: 'detached' });
    await expect(page.getByRole('button', { name: 'Record a later answer…' })).toHaveCount(0);
  } finally {
    await desk.end();
  }
});

/** The consent sheet in the rail. */
async function consentPage(page: Page): Promise<string> {
  const key = (await hands.pagesInRail(page)).find((known) => known.startsWith('consent'));
  if (key === undefined) throw new Error('The IEP has no consent sheet.');
  return key;
}
