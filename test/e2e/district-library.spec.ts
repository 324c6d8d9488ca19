/**
 * A document the district office hands out from the command line is read with no network after one sync; a newer edition takes its place, one with a program is refused in words, and a
 * withdrawn one leaves: through the window, over a real line to the real server.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'playwright/test';
import { createCutProxy } from '../../build/run/cut-proxy.ts';
import { startDistrict } from '../../build/run/demo/district.ts';
import * as hands from '../../build/run/demo/hands.ts';
import { documentPdf, WITH_PROGRAM } from '../fixtures/documents.ts';
import { PASSPHRASE, ROOT, SAMPLE, startDesk } from './app.ts';
import { inBothSchemes } from './look.ts';

const KEY = 'a-key-for-this-spec';
const OFFICE = 'the-key-of-the-office';
const PICTURES = join(ROOT, 'out/district-library');
/** A fetch, a look into the file and a seal, on a busy machine. */
const COMES_MS = 60_000;

test.describe.configure({ timeout: 300_000 });

test('guidance handed out by the district office is read offline, is replaced by its newer edition, and leaves when it is withdrawn', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'iep-district-library-'));
  const district = await startDistrict(join(ROOT, 'out/district/main.mjs'), join(folder, 'district'), KEY, ['--library-key', OFFICE]);
  const line = await createCutProxy({ target: district.url });
  const office = async (...words: readonly string[]): Promise<string> => (await promisify(execFile)(process.execPath, [join(ROOT, 'out/district/library.mjs'), ...words, '--library-key', OFFICE, '--url', district.url])).stdout;
  const handOut = (name: string, bytes: Uint8Array, title: string, edition: string): Promise<string> => {
    const file = join(folder, `${name}.pdf`);
    writeFileSync(file, bytes);
    return office('hand-out', file, '--name', name, '--title', title, '--kind', 'notice', '--language', 'Spanish', '--edition', edition, '--source', 'Vexholm SELPA');
  };
  const { page, end } = await startDesk();
  const nav = page.getByRole('navigation', { name: 'Places' });
  const row = page.locator('[data-library-document^="district-"]');
  const news = page.locator('[data-library-news]');
  try {
    await page.setViewportSize({ width: 1366, height: 768 });
    expect(await handOut('safeguards-es', documentPdf('Garantias procesales', { pages: 2 }), 'Garantías procesales', 'March 2027')).toContain('is handed out.');
    await hands.setUp(page, PASSPHRASE);
    await hands.useDistrict(page, `http://127.0.0.1:${line.port}`, KEY);
    // Told quietly, wherever somebody is.
    await expect(nav.getByRole('button', { name: 'Library: 1 change' })).toBeVisible({ timeout: COMES_MS });
    line.cut();
    await hands.press(page, 'Library: 1 change', nav);
    await expect(row).toContainText('From the district, edition March 2027 · Vexholm SELPA');
    await expect(news).toContainText('New from the district: “Garantías procesales” (Spanish), edition March 2027.');
    await inBothSchemes(page, join(PICTURES, 'new'));
    await page.getByRole('button', { name: 'Read Garantías procesales, Spanish' }).click();
    expect(await hands.readSheet(page, 1)).toContain('Garantias procesales, sheet 1');
    await page.keyboard.press('Alt+ArrowLeft');
    await hands.press(page, 'I have read this', news);
    await expect(news).toHaveCount(0);
    await expect(nav.getByRole('button', { name: 'Library', exact: true })).toBeVisible();

    await handOut('safeguards-es', documentPdf('Garantias nuevas', { pages: 3 }), 'Garantías procesales', 'March 2028');
    await handOut('forms', WITH_PROGRAM, 'Form that computes', 'May 2028');
    line.heal();
    await hands.press(page, 'Sync', nav);
    await hands.press(page, 'Get my caseload from the district');
    await expect(nav.getByRole('button', { name: 'Library: 2 changes' })).toBeVisible({ timeout: COMES_MS });
    line.cut();
    await hands.press(page, 'Library: 2 changes', nav);
    await expect(row).toHaveCount(1);
    await expect(row).toContainText('edition March 2028');
    await expect(news.locator('[data-news="newer"]')).toContainText('The older edition left this computer.');
    await expect(news.locator('[data-news="refused"]')).toContainText('Not taken in from the district: “Form that computes” (Spanish), edition May 2028. It holds a program (JavaScript)');
    await inBothSchemes(page, join(PICTURES, 'newer and refused'));
    await page.getByRole('button', { name: 'Read Garantías procesales, Spanish' }).click();
    expect(await hands.readSheet(page, 1)).toContain('Garantias nuevas, sheet 1');
    await page.keyboard.press('Alt+ArrowLeft');
    await hands.press(page, 'I have read this', news);

    expect(await office('withdraw', 'safeguards-es')).toContain('is withdrawn');
    line.heal();
    // An unlock looks by itself.
    await hands.importFile(page, SAMPLE);
    await page.keyboard.press('Control+l');
    await hands.screen(page, 'unlock').waitFor();
    await hands.fill(page, 'Passphrase', PASSPHRASE);
    await hands.press(page, 'Unlock');
    await expect(nav.getByRole('button', { name: 'Library: 1 change' })).toBeVisible({ timeout: COMES_MS });
    await hands.press(page, 'Library: 1 change', nav);
    await expect(row).toHaveCount(0);
    await expect(news).toContainText('Withdrawn by the district: “Garantías procesales” (Spanish), edition March 2028. It is no longer on this computer.');
    // What is refused was said, and is not said again.
    await expect(news.locator('[data-news="refused"]')).toHaveCount(0);
    await inBothSchemes(page, join(PICTURES, 'withdrawn'));
  } finally {
    await end();
    await line.close();
    await district.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
