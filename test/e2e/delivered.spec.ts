/** What the district received in the background is said on the page that is open, the student's or Home, without a press: over a real line that is cut and comes back. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { createCutProxy } from '../../build/run/cut-proxy.ts';
import { startDistrict } from '../../build/run/demo/district.ts';
import * as hands from '../../build/run/demo/hands.ts';
import { PASSPHRASE, ROOT, SAMPLE, startDesk } from './app.ts';

const KEY = 'a-key-for-this-spec';
/** The laptop tries by itself, after waits that double from two seconds. */
const ARRIVES_MS = 90_000;

test.describe.configure({ timeout: 300_000 });

/** The sample as another student. */
function secondStudent(folder: string): string {
  const sample = JSON.parse(readFileSync(SAMPLE, 'utf8')) as { readonly pages: { readonly infoEligibility: Readonly<Record<string, unknown>> } };
  const path = join(folder, 'second.json');
  writeFileSync(path, JSON.stringify({ ...sample, documentId: 'iep-sample-0099', previousDocumentId: null, pages: { ...sample.pages, infoEligibility: { ...sample.pages.infoEligibility, seisId: '1200000599', ssid: '9900000099', firstName: 'Odile', lastName: 'Fernsby' } } }));
  return path;
}

test('an IEP that waits for the network says so on the student’s page and on Home, and says "Delivered" there by itself when the line is back', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'iep-delivered-'));
  const district = await startDistrict(join(ROOT, 'out/district/main.mjs'), join(folder, 'district'), KEY);
  const line = await createCutProxy({ target: district.url });
  const { page, end } = await startDesk();
  try {
    await hands.setUp(page, PASSPHRASE);
    await hands.useDistrict(page, `http://127.0.0.1:${line.port}`, KEY);
    line.cut();

    await hands.importFile(page, SAMPLE);
    await hands.press(page, 'Current IEP');
    const ofDistrict = page.getByRole('region', { name: 'Current IEP' }).locator('dl');
    await expect(ofDistrict).toContainText('Waiting to send');
    line.heal();
    await expect(ofDistrict).toContainText('Delivered', { timeout: ARRIVES_MS });
    await expect(ofDistrict).not.toContainText('Waiting to send');

    line.cut();
    await hands.importFile(page, secondStudent(folder));
    await hands.press(page, 'Home', page.getByRole('navigation', { name: 'Places' }));
    const row = page.getByRole('row', { name: /Odile Fernsby/ });
    await expect(row).toContainText('Waiting to send');
    await expect(page.getByRole('button', { name: 'Waiting to send (1)' })).toBeVisible();
    line.heal();
    await expect(row).toContainText('Delivered', { timeout: ARRIVES_MS });
    await expect(page.getByRole('button', { name: 'Waiting to send (0)' })).toBeVisible();
  } finally {
    await end();
    await line.close();
    await district.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
