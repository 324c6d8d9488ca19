/** The records around the meeting: what is printed of an affirmed IEP, and what a clean copy says of itself. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import * as hands from '../../build/run/demo/hands.ts';
import { reread } from '../../build/run/demo/report.ts';
import { PASSPHRASE, ROOT, SAMPLE, startDesk } from './app.ts';

/** The text of every sheet, one entry a sheet. */
function sheetsOf(path: string): readonly string[] {
  const text = execFileSync('pdftotext', ['-raw', path, '-'], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  return text.split('\f').slice(0, -1).map((sheet) => sheet.replaceAll(/\s+/g, ' '));
}

test.describe.configure({ timeout: 300_000 });

test('you may send the parents the clean copy once you have affirmed, but this is not the IEP: every sheet says so, and the IEP itself prints byte for byte', async () => {
  const desk = await startDesk();
  const { page } = desk;
  const pictures = join(ROOT, 'out/flows');
  mkdirSync(pictures, { recursive: true });
  const spool = join(desk.profile, 'spool');
  const printed = (): readonly string[] => readdirSync(spool).filter((name) => name.endsWith('.pdf')).toSorted().map((name) => join(spool, name));
  try {
    const code = await hands.setUp(page, PASSPHRASE);
    await hands.importFile(page, SAMPLE);
    await hands.press(page, /^History/);
    await page.locator('[data-record="current"]').getByRole('button', { name: /^Read the PDF/ }).click();
    await hands.readSheet(page, 1);
    await page.keyboard.press('Control+p');
    await expect(page.locator('[data-printer-said]')).toHaveText('Sent to the printer.');
    await page.screenshot({ path: join(pictures, 'reader-print.png') });
    await hands.press(page, 'Clean copy');
    expect(await hands.readSheet(page, 1)).toContain('This is NOT the IEP');
    await expect(page.getByText('not the IEP: every sheet says so')).toBeVisible();
    await page.screenshot({ path: join(pictures, 'clean-copy.png') });
    await page.keyboard.press('Control+p');
    await expect(page.locator('[data-printer-said]')).toHaveText('Sent to the printer.', { timeout: 60_000 });

    const [affirmed = '', clean = ''] = printed();
    expect(printed()).toHaveLength(2);
    const { vault } = await reread({ root: ROOT, vault: join(desk.profile, 'vault'), code, pdfs: spool });
    expect(readFileSync(affirmed).equals(readFileSync(join(spool, 'imported-iep.pdf')))).toBe(true);
    expect(vault.packages.map((record) => record.pdfSha256Read === record.pdfSha256)).toEqual([true]);
    const sheets = sheetsOf(clean);
    expect(sheets.length).toBeGreaterThan(9);
    for (const sheet of sheets) expect(sheet).toContain('CLEAN COPY: typed from the signed IEP for easier reading. This is NOT the IEP. The legal IEP is the paper with the original signatures dated Oct 14, 2026.');
    for (const sheet of sheetsOf(affirmed)) expect(sheet).not.toContain('CLEAN COPY');
  } finally {
    await desk.end();
  }
});
