/**
 * Progress reports, by the handbook's sentences: "Once all service providers complete the progress reports on goals, which they are monitoring, the case manager
 * sends the copies of the progress reports home … case managers affirm the progress report and can print progress reports in bulk."
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright';
import { expect, test } from 'playwright/test';
import * as hands from '../../build/run/demo/hands.ts';
import { reread } from '../../build/run/demo/report.ts';
import { newProfile, PASSPHRASE, ROOT, SAMPLE, startDesk } from './app.ts';
import { CASE_MANAGER, sitDown } from './flow-hands.ts';
import { cutOff, scan, SIZES } from './look.ts';

const WORDS = 'Reads 88 words a minute, 46 at the baseline.';
const SPEECH_WORDS = 'Retells a story with five of six parts.';
const SPEECH = { name: 'Percival Odumegwu', title: 'Speech-Language Pathologist', role: 'relatedServiceProvider', area: 'communication', staffId: 'st2' } as const;
const MANAGER = { name: CASE_MANAGER, title: 'Education Specialist (resource)', role: 'caseManager', area: 'specialEducation', staffId: 'st1' } as const;

test.describe.configure({ timeout: 300_000 });

function goal(page: Page, number: number): Locator {
  return page.locator(`[data-goal="${number}"]`);
}

/** Writes and finishes one report by keys alone: the caret in the first box, then Tab and the keys of the form. */
async function writeByKeys(page: Page, number: number, words: string): Promise<void> {
  const here = goal(page, number);
  await here.getByRole('textbox', { name: 'Date' }).focus();
  await page.keyboard.press('Tab');
  // Radio buttons: the first is reached by Tab and chosen by Space, the third by two arrows more.
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Tab');
  await page.keyboard.type(words);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await hands.saved(page);
  await here.getByLabel('This report is finished').focus();
  await page.keyboard.press('Space');
  await expect(here).toHaveAttribute('data-report', 'done');
}

/** All that stands in the window; what was typed into a box is no part of its markup. */
function allOf(page: Page): Promise<string> {
  return page.evaluate(() => [document.documentElement.outerHTML, ...[...document.querySelectorAll('input, textarea')].map((control) => (control as HTMLInputElement).value)].join('\n'));
}

async function openProgress(page: Page): Promise<void> {
  await hands.screen(page, 'home').waitFor();
  await hands.press(page, 'Open the progress reports');
  await page.locator('[data-round="1"]').waitFor();
}

test('every provider completes the reports on the goals they monitor, the case manager affirms them, prints them and sends them home, and the affirmed IEP stays as it was', async () => {
  const profile = newProfile();
  const folder = mkdtempSync(join(tmpdir(), 'iep-progress-'));
  mkdirSync(join(ROOT, 'out/flows'), { recursive: true });
  const desk = await startDesk(profile);
  const { page, app } = desk;
  try {
    const code = await hands.setUp(page, PASSPHRASE);
    await hands.importFile(page, SAMPLE);
    const record = async () => (await reread({ root: ROOT, vault: join(profile, 'vault'), code, pdfs: folder })).vault.packages.map(({ text, pdfSha256Read }) => ({ text, pdfSha256Read }));
    const before = await record();
    expect(before).toHaveLength(1);
    await hands.press(page, 'Home', page.getByRole('navigation', { name: 'Places' }));
    await expect(page.locator('[data-due="progressReport"][data-overdue="true"]')).toContainText('Progress reports 1, 2, 3 on goals');
    await openProgress(page);
    for (const number of [1, 2, 3]) await writeByKeys(page, number, WORDS);
    await expect(page.locator('[data-affirm]')).toHaveText('One report is not finished: Percival Odumegwu.');
    await expect(page.getByRole('button', { name: 'Affirm report 1' })).toBeDisabled();
    // Spelling, with no network: what may have been meant is one press away.
    await goal(page, 2).getByLabel('Comments').fill('He reeds Birchwater aloud.');
    await goal(page, 2).getByLabel('Summary of progress').focus();
    await expect(goal(page, 2).locator('[data-spelling]')).toHaveCount(0);
    await goal(page, 2).getByLabel('Comments').fill('He understnads Birchwater.');
    await goal(page, 2).getByLabel('Summary of progress').focus();
    await goal(page, 2).getByRole('button', { name: 'Replace understnads with understands' }).click();
    await expect(goal(page, 2).getByLabel('Comments')).toHaveValue('He understands Birchwater.');
    await expect(goal(page, 2).locator('[data-spelling]')).toHaveCount(0);
    await hands.saved(page);
    await goal(page, 2).getByLabel('This report is finished').click();
    await expect(goal(page, 2)).toHaveAttribute('data-report', 'done');
    await page.screenshot({ path: join(ROOT, 'out/flows/progress-written.png') });

    // The provider sits down at the same computer: other goals are there to read.
    await sitDown(page, SPEECH);
    await openProgress(page);
    await expect(goal(page, 1)).toContainText('Rosalind Achterberg reports on this goal');
    await expect(goal(page, 1).getByRole('textbox')).toHaveCount(0);
    await writeByKeys(page, 4, SPEECH_WORDS);
    await expect(page.locator('[data-affirm]')).toContainText('The case manager affirms progress reports');

    await sitDown(page, MANAGER);
    await openProgress(page);
    await page.getByRole('button', { name: 'Affirm report 1' }).focus();
    await page.keyboard.press('Enter');
    await expect(page.locator('[data-round="1"]')).toHaveAttribute('data-state', 'affirmed');
    await expect(page.locator('[data-affirmed="1"]')).toHaveText(`Affirmed by ${CASE_MANAGER} on 9/29/2027. Not sent home yet.`);
    await expect(goal(page, 1)).toContainText(WORDS);
    for (const [name, size] of Object.entries(SIZES)) {
      await page.setViewportSize(size);
      expect(await cutOff(page), name).toEqual([]);
    }
    await page.setViewportSize({ width: 1366, height: 768 });
    const looked = await scan(page);
    expect(looked.findings).toEqual([]);
    expect(looked.passed.length).toBeGreaterThan(10);
    await page.screenshot({ path: join(ROOT, 'out/flows/progress-affirmed.png') });

    // In bulk: what is affirmed is on paper word for word, and nothing else that was typed.
    await hands.press(page, /Report 2, /);
    await goal(page, 1).getByLabel('Summary of progress').fill('Nobody has affirmed this.');
    await hands.saved(page);
    await page.keyboard.press('ControlOrMeta+Shift+G');
    const bulk = page.getByRole('dialog');
    await expect(bulk.locator('[data-progress]')).toContainText('Report 1, due 12/4/2026; affirmed');
    await expect(bulk.locator('[data-progress]')).toContainText('Report 2, due 3/12/2027; being written, not affirmed: boxes to write in');
    await page.screenshot({ path: join(ROOT, 'out/flows/progress-bulk.png') });
    const pdf = join(folder, 'reports.pdf');
    await app.evaluate(({ dialog }, filePath) => { dialog.showSaveDialog = async () => ({ canceled: false, filePath }); }, pdf);
    await hands.press(page, 'Save one PDF…', bulk);
    await expect(page.locator('[data-progress-outcome="saved"]')).toContainText('of 1 student', { timeout: 60_000 });
    const text = execFileSync('pdftotext', ['-raw', pdf, '-'], { encoding: 'utf8' }).replaceAll(/\s+/g, ' ');
    for (const words of [WORDS, SPEECH_WORDS, CASE_MANAGER]) expect(text).toContain(words);
    expect(text).not.toContain('Nobody has affirmed this.');

    await hands.press(page, 'Mark those affirmed as sent…', page.getByRole('dialog'));
    const sent = page.getByRole('dialog').last();
    await sent.getByLabel('How it was sent').selectOption({ label: 'Backpack' });
    await page.screenshot({ path: join(ROOT, 'out/flows/progress-sent.png') });
    await hands.press(page, 'Mark as sent', sent);
    await expect(page.locator('[data-progress-sent]')).toHaveText('1 report is marked as sent.');
    await hands.press(page, 'Close', page.getByRole('dialog'));
    await hands.press(page, 'Home', page.getByRole('navigation', { name: 'Places' }));
    await expect(page.locator('[data-due="progressReport"][data-overdue="true"]')).toContainText('Progress reports 2, 3 on goals');

    // A slip is corrected: the words affirmed stay kept, the corrected report has to go home again.
    await hands.press(page, 'Open the progress reports');
    await hands.press(page, /Report 1, /);
    await hands.press(page, 'Correct it…');
    const correct = page.getByRole('dialog');
    await hands.fill(page, 'What is corrected, and why', 'Goal 1: 98 words, not 88.', correct);
    await hands.press(page, 'Correct it', correct);
    await expect(page.getByRole('note')).toContainText('Being corrected: Goal 1: 98 words, not 88.');
    await goal(page, 1).getByLabel('Summary of progress').fill('Reads 98 words a minute, 46 at the baseline.');
    await hands.saved(page);
    for (const number of [1, 2, 3, 4]) {
      await goal(page, number).getByLabel('This report is finished').click();
      await expect(goal(page, number)).toHaveAttribute('data-report', 'done');
    }
    await hands.press(page, 'Affirm report 1');
    await expect(page.locator('[data-affirmed="2"]')).toContainText('corrected once. Not sent home yet.');
    await expect(goal(page, 1)).toContainText('Reads 98 words a minute');
    await page.screenshot({ path: join(ROOT, 'out/flows/progress-corrected.png') });

    // One that was begun by mistake is given up.
    await hands.press(page, 'Correct it…');
    await hands.fill(page, 'What is corrected, and why', 'The wrong student.', page.getByRole('dialog'));
    await hands.press(page, 'Correct it', page.getByRole('dialog'));
    await goal(page, 1).getByLabel('Summary of progress').fill('Words of another report.');
    await hands.saved(page);
    await hands.press(page, 'Give the correction up…');
    await page.screenshot({ path: join(ROOT, 'out/flows/progress-give-up.png') });
    await hands.press(page, 'Go on correcting', page.getByRole('dialog'));
    await expect(goal(page, 1).getByLabel('Summary of progress')).toHaveValue('Words of another report.');
    await hands.press(page, 'Give the correction up…');
    await hands.press(page, 'Give it up', page.getByRole('dialog'));
    await expect(page.locator('[data-affirmed="2"]')).toContainText('corrected once. Not sent home yet.');
    await expect(goal(page, 1)).toContainText('Reads 98 words a minute');
    await expect(page.getByRole('note')).toHaveCount(0);
    expect(await record()).toEqual(before);
  } finally {
    await desk.end();
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a report that was affirmed and did not go home before the next IEP is on Home, is shown from the reports of the new one, and is sent from there', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'iep-progress-'));
  const desk = await startDesk();
  const { page, app } = desk;
  try {
    await hands.setUp(page, PASSPHRASE);
    await hands.importFile(page, SAMPLE);
    await hands.press(page, 'Progress reports…');
    for (const number of [1, 2, 3, 4]) {
      await goal(page, number).getByLabel('Substantial progress').click();
      await goal(page, number).getByLabel('Summary of progress').fill(number === 3 ? `${WORDS} ᚠ` : WORDS);
      await goal(page, number).getByRole('radiogroup', { name: /^On course/ }).getByLabel('Yes').click();
      await hands.saved(page);
      await goal(page, number).getByLabel('This report is finished').click();
      await expect(goal(page, number)).toHaveAttribute('data-report', 'done');
    }
    await hands.press(page, 'Affirm report 1');
    await expect(page.locator('[data-round="1"]')).toHaveAttribute('data-state', 'affirmed');

    // The IEP of this year, from another system: it has a schedule of its own.
    const sample = JSON.parse(readFileSync(SAMPLE, 'utf8')) as { readonly documentId: string; readonly meeting: object; readonly pages: { readonly infoEligibility: object } };
    const next = join(folder, 'this-year.json');
    writeFileSync(next, JSON.stringify({ ...sample, documentId: 'iep-this-year', previousDocumentId: sample.documentId, meeting: { ...sample.meeting, meetingDate: '2026-10-21' }, pages: { ...sample.pages, infoEligibility: { ...sample.pages.infoEligibility, meetingDate: '2026-10-21', planEffectiveDate: '2026-10-21' } }, progressReportSchedule: [{ reportNo: 1, dueDate: '2027-12-03' }] }));
    await hands.importFile(page, next);
    await hands.press(page, 'Home', page.getByRole('navigation', { name: 'Places' }));
    await expect(page.locator('[data-due="progressReport"]').first()).toContainText('Progress report 1 on the goals of the IEP of Oct 14, 2026');
    await hands.press(page, 'Nolan Birchwater');
    await hands.press(page, 'Current IEP');
    await hands.press(page, 'Progress reports…');
    await expect(page.locator('[data-round="1"]')).toHaveAttribute('data-state', 'scheduled');
    await expect(page.locator('[data-earlier]')).toContainText('IEP of 10/14/2026: report 1 has not gone home.');
    await hands.press(page, 'Show the reports of the IEP of 10/14/2026');
    await expect(page.locator('[data-affirmed="1"]')).toContainText('Not sent home yet.');
    await page.screenshot({ path: join(ROOT, 'out/flows/progress-earlier.png') });
    // A sign the printing fonts lack is named before anything is written, and the paper goes on when somebody has seen it.
    const pdf = join(folder, 'report.pdf');
    await app.evaluate(({ dialog }, filePath) => { dialog.showSaveDialog = async () => ({ canceled: false, filePath }); }, pdf);
    await hands.press(page, 'Save as PDF…');
    await expect(page.locator('[data-missing-signs="1"]')).toContainText('write them in by hand: ᚠ (U+16A0)');
    await page.screenshot({ path: join(ROOT, 'out/flows/progress-signs.png') });
    expect(existsSync(pdf)).toBe(false);
    await hands.press(page, 'Go on with the codes');
    await expect(page.locator('[data-printed="true"]')).toContainText('Saved.');
    expect(execFileSync('pdftotext', ['-raw', pdf, '-'], { encoding: 'utf8' }).replaceAll(/\s+/g, ' ')).toContain('46 at the baseline. [U+16A0]');
    await hands.press(page, 'Mark as sent…');
    const sent = page.getByRole('dialog');
    await sent.getByLabel('How it was sent').selectOption({ label: 'Handed over' });
    await hands.press(page, 'Mark as sent', sent);
    await expect(page.locator('[data-affirmed="1"]')).toContainText('Sent on 9/29/2027: Handed over.');
    await hands.press(page, 'Show those of the plan that is carried out');
    await expect(page.locator('[data-earlier]')).toHaveCount(0);
    await expect(page.locator('[data-round="1"]')).toHaveAttribute('data-state', 'scheduled');
  } finally {
    await desk.end();
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a report that is being typed is there word for word after a lock in mid-sentence, at the same caret', async () => {
  const desk = await startDesk();
  const { page } = desk;
  try {
    await hands.setUp(page, PASSPHRASE);
    await hands.importFile(page, SAMPLE);
    await hands.press(page, 'Home', page.getByRole('navigation', { name: 'Places' }));
    await openProgress(page);
    await hands.press(page, /Report 2, /);
    await goal(page, 3).getByLabel('Summary of progress').click();
    await page.keyboard.type('Solves two-step problems in three of');
    expect(await allOf(page)).toContain('two-step');
    await page.keyboard.press('ControlOrMeta+l');
    await hands.screen(page, 'unlock').waitFor();
    expect(await allOf(page)).not.toContain('two-step');
    await hands.fill(page, 'Passphrase', PASSPHRASE);
    await hands.press(page, 'Unlock');
    await page.locator('[data-round="2"]').waitFor();
    await expect(goal(page, 3).getByLabel('Summary of progress')).toBeFocused();
    await page.keyboard.type(' five lessons');
    await hands.saved(page);
    await expect(goal(page, 3).getByLabel('Summary of progress')).toHaveValue('Solves two-step problems in three of five lessons');
  } finally {
    await desk.end();
  }
});
