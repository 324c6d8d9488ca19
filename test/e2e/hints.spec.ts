import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from 'playwright/test';
import * as hands from '../../build/run/demo/hands.ts';
import { ROOT, SAMPLE, type Desk } from './app.ts';
import { startAt, STUDENT } from './desks.ts';
import { inBothSchemes } from './look.ts';

const STRENGTHS = 'pages/presentLevels/strengths';
const FACTORS = 'pages/structuredNotes/otherFactors';
const AGREEMENTS = 'pages/structuredNotes/agreements';
/** Pictures to look at; nothing compares them. */
const PICTURES = join(ROOT, 'out/hints');

let desk: Desk;
let page: Page;
let folder: string;
/** Addresses every request of the page named since the first screen: the dictionaries are read when the first draft is opened. */
const requested: string[] = [];

/** The example with another student's name and numbers. */
function anotherStudent(): string {
  const file = JSON.parse(readFileSync(SAMPLE, 'utf8')) as { pages: { infoEligibility: Record<string, unknown> } };
  Object.assign(file.pages.infoEligibility, { firstName: 'Marisol', middleName: '', lastName: 'Quintero', gender: 'F', seisId: '1200000555', ssid: '9900000055', localStudentId: 'TB-20555' });
  const path = join(folder, 'another.json');
  writeFileSync(path, JSON.stringify(file));
  return path;
}

async function picture(name: string): Promise<void> {
  await page.setViewportSize({ width: 1366, height: 768 });
  await inBothSchemes(page, join(PICTURES, name));
}

function hintAt(at: string, id: string) {
  return page.locator(`[data-field-at="${at}"] [data-issue="${id}"]`);
}

test.describe.configure({ mode: 'serial' });

/** Two imports make two whole PDFs before the first test. */
const SETTING_UP_MS = 240_000;

test.beforeAll(async () => {
  test.setTimeout(SETTING_UP_MS);
  folder = mkdtempSync(join(tmpdir(), 'iep-hints-'));
  desk = await startAt('taken-in');
  ({ page } = desk);
  page.on('request', (request) => void requested.push(request.url()));
  await hands.importFile(page, anotherStudent());
  await hands.press(page, 'Home', page.getByRole('navigation', { name: 'Places' }));
  await hands.press(page, STUDENT);
  await hands.startFuture(page);
  await hands.showPage(page, 'presentLevels');
});

test.afterAll(async () => {
  await desk.end();
  rmSync(folder, { recursive: true, force: true });
});

test('another student’s name is told of once the caret has left the field, without the name; the list leads back to the field by one key', async () => {
  const strengths = hands.field(page, STRENGTHS);
  await strengths.focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('Nolan draws well. In the garden Marisol leads her group. She will read 60 words by March 2027.');
  await expect(hintAt(STRENGTHS, 'HINT-CHILD')).toHaveCount(0);
  await page.keyboard.press('Tab');
  await expect(hintAt(STRENGTHS, 'HINT-CHILD')).toHaveText("○ Another student's first name stands here (Strengths, preferences and interests, sentence 2). Check that these words are about this student.");
  await expect(hintAt(STRENGTHS, 'HINT-PRONOUN')).toContainText('the record says Male');
  await expect(hintAt(STRENGTHS, 'HINT-DATE')).toContainText('"March 2027" lies before this meeting');
  await expect(page.locator('[data-issue]').filter({ hasText: 'Marisol' })).toHaveCount(0);
  await picture('child');

  await page.keyboard.press('Control+F8');
  const line = page.locator('[data-open-line="HINT-CHILD"]');
  await expect(line).toHaveCount(1);
  await expect(line).toContainText('Hint');
  await expect(line).not.toContainText('Marisol');
  await line.press('Enter');
  await expect(strengths).toBeFocused();
  await hands.typeInstead(page, strengths, 'Nolan draws well.');
  await expect(line).toHaveCount(0);
  await expect(page.locator(`[data-field-at="${STRENGTHS}"] [data-issue]`)).toHaveCount(0);
});

test('last year’s words are told of once a page, at the first of their places, until somebody keeps them', async () => {
  const motor = 'pages/presentLevels/motor';
  const line = page.locator('[data-open-page="presentLevels"] [data-open-line="HINT-SAME"]');
  await expect(line).toHaveCount(1);
  await line.press('Enter');
  const first = await page.evaluate(() => document.activeElement?.getAttribute('data-at') ?? '');
  await page.keyboard.press('Tab');
  await expect(hintAt(first, 'HINT-SAME')).toContainText(/ and \d+ more places? on this page are word for word last year's\./);
  await expect(hintAt(motor, 'HINT-SAME')).toHaveCount(0);
  await page.locator(`[data-carried-mark="${first}"] button`).press('Enter');
  await expect(page.locator(`[data-carried-mark="${first}"]`)).toHaveCount(0);
  await expect(hintAt(first, 'HINT-SAME')).toHaveCount(0);
  await expect(line).toHaveCount(1);
  await expect(page.locator(`[data-carried-mark="${motor}"]`)).toHaveCount(1);
});

test('a misspelled word is told of once the caret has left, put right by one press or kept as right; the names of the record are right, and nothing leaves this computer', async () => {
  const academics = hands.field(page, 'pages/presentLevels/academicSkills');
  const tools = (word: string) => page.locator(`[data-field-at="pages/presentLevels/academicSkills"] [data-spelling="${word}"]`);
  await hands.typeInstead(page, academics, 'Nolan Birchwater definately reads Dibelish texts. La maestra dice que comprende la lecura.');
  // The dictionaries are read when the first draft is opened.
  await expect(tools('definately')).toBeVisible({ timeout: 30_000 });
  await expect(page.locator('[data-field-at="pages/presentLevels/academicSkills"] [data-spelling]')).toHaveCount(3);
  await expect(tools('lecura').getByRole('button', { name: 'Replace lecura with lectura' })).toBeVisible();
  await picture('spelling');
  await tools('definately').getByRole('button', { name: 'Replace definately with definitely' }).click();
  await expect(academics).toHaveValue('Nolan Birchwater definitely reads Dibelish texts. La maestra dice que comprende la lecura.');
  await tools('Dibelish').getByRole('button', { name: /^Dibelish is right/ }).click();
  await expect(page.locator('[data-field-at="pages/presentLevels/academicSkills"] [data-spelling]')).toHaveCount(1);

  // By key alone: F7 leads to the next one, wherever the caret is; undo brings the word back.
  await hands.showPage(page, 'goals');
  await page.keyboard.press('F7');
  await expect(academics).toBeFocused();
  await tools('lecura').getByRole('button', { name: 'Replace lecura with lectura' }).press('Enter');
  await expect(academics).toHaveValue(/comprende la lectura\.$/);
  await expect(page.locator('[data-field-at="pages/presentLevels/academicSkills"] [data-spelling]')).toHaveCount(0);
  await hands.saved(page);
  const own = page.url().replace(/index\.html.*$/u, '');
  expect(requested.length).toBeGreaterThan(0);
  expect(requested.filter((address) => !address.startsWith(own) && !address.startsWith(`blob:${own}`) && !address.startsWith('data:image/'))).toEqual([]);

  await page.getByRole('button', { name: 'Settings' }).click();
  await expect(page.locator('[data-own-words="1"]')).toContainText('Dibelish');
  await page.getByRole('button', { name: 'Take out Dibelish' }).click();
  await expect(page.locator('[data-own-words="0"]')).toHaveCount(1);
  await page.keyboard.press('Alt+ArrowLeft');
  await hands.screen(page, 'meeting').waitFor();
});

test('an empty statement offers a sentence to start from; one key writes it and the next word goes into its first open place', async () => {
  await hands.openMeeting(page, 'Room 12');
  await hands.showPage(page, 'structuredNotes');
  const agreements = hands.field(page, AGREEMENTS);
  const offer = page.locator(`[data-stem="${AGREEMENTS}"]`);
  await expect(offer).toBeHidden();
  await agreements.focus();
  await expect(offer).toBeVisible();
  await picture('stem');
  await page.keyboard.press('Control+Shift+S');
  await expect(agreements).toHaveValue('The team talked about … and agreed that …');
  await expect(offer).toHaveCount(0);
  await expect.poll(() => agreements.evaluate((box: HTMLTextAreaElement) => box.value.slice(box.selectionStart, box.selectionEnd))).toBe('…');
  await page.keyboard.type('reading');
  await expect(agreements).toHaveValue('The team talked about reading and agreed that …');
  await page.keyboard.press('Tab');
  await expect(hintAt(AGREEMENTS, 'HINT-OPEN')).toContainText('a place marked … is still to be filled in');
});

test('a sentence to start from that nobody went on with is still a gap, and the button writes over N/A alone', async () => {
  const factors = hands.field(page, FACTORS);
  await hands.typeInstead(page, factors, 'n/a');
  await factors.focus();
  await page.locator(`[data-stem="${FACTORS}"]`).click();
  await expect(factors).toHaveValue('There were no other factors: …');
  await expect(factors).toBeFocused();
  await page.keyboard.press('Control+F8');
  await expect(page.locator('[data-open-page="structuredNotes"] [data-kind="gap"]', { hasText: 'Other relevant factors says only' })).toHaveCount(1);
  await hands.typeInstead(page, factors, 'The team knows of no other factor.');
  await expect(page.locator(`[data-stem="${FACTORS}"]`)).toHaveCount(0);
  await factors.focus();
  await page.keyboard.press('Control+Shift+S');
  await expect(factors).toHaveValue('The team knows of no other factor.');
});

test('a service that changed since the Current IEP is told of beside the notes until an action names it', async () => {
  const strip = page.getByRole('region', { name: 'Prior written notice contents' });
  await expect(strip).toContainText('Changes: no service or setting has changed without an action that names it.');
  await hands.showPage(page, 'fapeServices');
  await hands.typeInstead(page, hands.fieldsInRows(page, 'pages/fapeServices/services', 'minutes').last(), '45');
  await hands.showPage(page, 'structuredNotes');
  const change = strip.getByRole('button', { name: 'Changes: Occupational therapy has other minutes, another frequency, location or delivery; no action names it.' });
  await expect(change).toBeVisible();
});
