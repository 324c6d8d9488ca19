/**
 * Progress reports of a caseload, by keys, on a computer without a printer: they wait, the program is killed, and on the next start, with a printer,
 * they are printed from Home. The spool of the engine holds what came out.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import * as hands from '../../build/run/demo/hands.ts';
import { HAS_PDFTOTEXT, sheetTexts } from '../integration/pdf/tools.ts';
import { PASSPHRASE, ROOT, SAMPLE, startDesk } from './app.ts';
import { startAt } from './desks.ts';
import { pressKey } from './keys.ts';

test.describe.configure({ timeout: 240_000 });

const PICTURES = join(ROOT, 'out/flows');

/** The sample as the file of another student. */
function fileOf(firstName: string, lastName: string, number: string, change: (sample: Record<string, unknown>) => void = () => undefined): string {
  const sample = JSON.parse(readFileSync(SAMPLE, 'utf8')) as Record<string, unknown>;
  Object.assign(sample, { documentId: `iep-of-${number}` });
  Object.assign((sample['pages'] as { readonly infoEligibility: object }).infoEligibility, { firstName, lastName, seisId: `99001${number}`, ssid: `10293847${number}` });
  change(sample);
  const file = join(mkdtempSync(join(tmpdir(), 'iep-file-')), 'iep.json');
  writeFileSync(file, JSON.stringify(sample));
  return file;
}

function filesUnder(folder: string): readonly string[] {
  return readdirSync(folder).flatMap((name) => (statSync(join(folder, name)).isDirectory() ? filesUnder(join(folder, name)) : [join(folder, name)]));
}

test('reports no printer took wait through a kill, and are printed from Home at the next start', async () => {
  mkdirSync(PICTURES, { recursive: true });
  const first = await startAt('taken-in', { env: { IEP_ENGINE_PRINTER: 'none' } });
  const { page, profile } = first;
  await hands.importFile(page, fileOf('Amadou', 'Zielinski', '31', (sample) => {
    for (const parent of (sample['pages'] as { readonly infoEligibility: { readonly parents: object[] } }).infoEligibility.parents) Object.assign(parent, { homeLanguage: 'Spanish' });
  }));
  await hands.importFile(page, fileOf('Carmela', 'Ostrander', '32', (sample) => Object.assign(sample, { progressReportSchedule: [] })));
  await hands.press(page, 'Home', page.getByRole('navigation', { name: 'Places' }));
  await hands.screen(page, 'home').waitFor();

  // From here on by keys.
  await page.keyboard.press('Control+Shift+g');
  const dialog = page.getByRole('dialog');
  await expect(dialog.locator('[data-progress]')).toHaveCount(2);
  await expect(dialog.locator('[data-progress]').first()).toContainText('Nolan Birchwater, labels in English');
  await expect(dialog.locator('[data-progress]').last()).toContainText('Amadou Zielinski, labels in English and Spanish');
  await expect(dialog.locator('[data-left-out]')).toHaveText(['Carmela Ostrander. The IEP names no days for progress reports.']);
  await page.screenshot({ path: join(PICTURES, 'progress-reports.png') });
  await pressKey(page, /^Print for 2 students$/);
  const outcome = dialog.locator('[data-progress-outcome]');
  await expect(outcome).toHaveAttribute('data-progress-outcome', 'waits', { timeout: 120_000 });
  await expect(outcome).toContainText(/^8 reports of 2 students, \d+ sheets\. No printer answered\. The reports wait on Home/);
  await expect(dialog.locator('[data-left-out]')).toHaveCount(1);
  await page.screenshot({ path: join(PICTURES, 'progress-reports-done.png') });
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  const waiting = page.locator('[data-waiting-paper]');
  await expect(waiting).toContainText(['Progress reports of Nolan Birchwater, Amadou Zielinski']);
  await page.screenshot({ path: join(PICTURES, 'waiting-papers.png') });

  const gone = new Promise((resolve) => void first.app.process().once('exit', resolve));
  first.app.process().kill('SIGKILL');
  await gone;
  const left = filesUnder(profile).map((file) => readFileSync(file));
  expect(left.length).toBeGreaterThan(10);
  for (const word of ['%PDF', 'Zielinski', 'Birchwater']) expect([word, left.some((bytes) => bytes.includes(word))]).toEqual([word, false]);

  const second = await startDesk(profile);
  try {
    await hands.unlock(second.page, PASSPHRASE);
    await expect(second.page.locator('[data-waiting-paper]')).toHaveCount(1);
    await pressKey(second.page, /^Print again: Progress reports of/);
    await expect(second.page.locator('[data-waiting-said]')).toHaveText('Sent to the printer.', { timeout: 120_000 });
    await expect(second.page.locator('[data-waiting-paper]')).toHaveCount(0);
    const spooled = readdirSync(join(profile, 'spool')).filter((name) => name.endsWith('.pdf'));
    expect(spooled).toHaveLength(1);
    if (HAS_PDFTOTEXT) {
      const sheets = sheetTexts(readFileSync(join(profile, 'spool', spooled[0] ?? '')));
      const of = (name: string): number[] => sheets.flatMap((sheet, index) => (sheet.includes(name) ? [index] : []));
      expect(of('Birchwater, Nolan')[0]).toBe(0);
      expect((of('Zielinski, Amadou')[0] ?? 1) % 2).toBe(0);
      expect(sheets[of('Zielinski, Amadou')[0] ?? 0]).toContain('Informe de progreso');
      expect(of('Ostrander')).toEqual([]);
    }
  } finally {
    await second.end();
  }
});
