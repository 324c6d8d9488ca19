import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import * as hands from '../../build/run/demo/hands.ts';
import { ROOT, SAMPLE, startFutureDesk, strictProfile } from './app.ts';
import { startAt } from './desks.ts';
import { sitDown } from './flow-hands.ts';

test.describe.configure({ timeout: 240_000 });

/** Pictures to look at; nothing compares them. */
const PICTURES = join(ROOT, 'out/prepared');
const CONCERNS = 'pages/presentLevels/parentConcerns';
const GOALS = 'pages/goals/items';

const CASE_MANAGER = { name: 'Rosalind Achterberg', title: 'Education Specialist (resource)', role: 'caseManager', area: 'specialEducation', staffId: 'st1' };
const SPEECH = { name: 'Percival Odumegwu', title: 'Speech-Language Pathologist', role: 'relatedServiceProvider', area: 'communication', staffId: 'st2' };

test('a provider who is named for a part writes there, and screen and draft say who prepares it', async () => {
  const desk = await startAt('begun', { strict: true });
  const { page } = desk;
  try {
    await hands.showPage(page, 'presentLevels');
    await hands.field(page, CONCERNS).first().focus();
    await page.getByRole('button', { name: 'Prepared by…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Who prepares this part' });
    // The dialog speaks of the field the caret was in; the whole page can be chosen as well.
    await expect(dialog.getByLabel('Part').locator('option:checked')).toContainText('Parent concerns');
    await expect(dialog.getByLabel('Part').locator('option')).toHaveCount(2);
    await dialog.getByLabel('Prepared by').selectOption('st2');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(page.locator(`[data-prepared-by="${CONCERNS}"]`)).toContainText('prepared by Percival Odumegwu');
    mkdirSync(PICTURES, { recursive: true });
    await page.setViewportSize({ width: 1366, height: 900 });
    await page.screenshot({ path: join(PICTURES, 'named.png') });
    await hands.saved(page);

    await sitDown(page, SPEECH);
    await hands.openFuture(page, 'Nolan Birchwater', 'presentLevels');
    await hands.typeInstead(page, hands.field(page, CONCERNS), 'His mother asks for practice at home, told to the speech pathologist.');
    await hands.saved(page);
    await expect(hands.field(page, 'pages/presentLevels/health')).toBeDisabled();

    // A goal a provider adds is the provider's own from its first letter.
    await hands.showPage(page, 'goals');
    const goals = await page.locator(`[data-row^="${GOALS}/@"]`).count();
    await page.getByRole('button', { name: '+ Add: Goal' }).click();
    await expect(page.locator(`[data-row^="${GOALS}/@"]`)).toHaveCount(goals + 1);
    await expect(hands.fieldsInRows(page, GOALS, 'annualGoal').last()).toBeEnabled();
    await hands.saved(page);
    await page.screenshot({ path: join(PICTURES, 'provider.png') });

    await sitDown(page, CASE_MANAGER);
    await hands.openFuture(page, 'Nolan Birchwater', 'presentLevels');
    await expect(hands.field(page, CONCERNS)).toHaveValue(/told to the speech pathologist/);
    await page.keyboard.press('Control+p');
    await hands.press(page, 'Print the draft', page.getByRole('dialog'));
    await page.locator('[data-printed]').waitFor({ timeout: 180_000 });
    await hands.press(page, 'Look at it');
    // Present levels begin on the second sheet, their concerns first, with who prepares them.
    await page.getByRole('region', { name: 'Pages' }).waitFor();
    await hands.press(page, 'Sheet 2');
    const sheet = await hands.readSheet(page, 2);
    expect(sheet).toContain('Prepared by Percival Odumegwu, Speech-Language Pathologist');
    expect(sheet).toContain('DRAFT');
    await page.screenshot({ path: join(PICTURES, 'draft-paper.png') });
  } finally {
    await desk.end();
  }
});

test('a provider whose area gives no service reads why before pressing Add', async () => {
  const profile = strictProfile();
  const sample = JSON.parse(readFileSync(SAMPLE, 'utf8')) as { readonly staff: { readonly id: string; area: string }[] };
  for (const person of sample.staff) if (person.id === 'st7') person.area = 'vision';
  const file = join(profile, 'vision.json');
  writeFileSync(file, JSON.stringify(sample));
  const desk = await startFutureDesk(profile, file);
  const { page } = desk;
  try {
    await sitDown(page, { name: 'Ines Marchetti, RN', title: 'School Nurse', role: 'relatedServiceProvider', area: 'vision', staffId: 'st7' });
    await hands.openFuture(page, 'Nolan Birchwater', 'fapeServices');
    await expect(page.locator('button[data-at="pages/fapeServices/services"]')).toBeDisabled();
    await expect(page.locator('[data-why-no-row="pages/fapeServices/services"]')).toContainText('This part belongs to the case manager or another provider.');
  } finally {
    await desk.end();
  }
});
