import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import * as hands from '../../build/run/demo/hands.ts';
import { PASSPHRASE, startDesk } from './app.ts';
import { profileAt } from './desks.ts';

test('a Future IEP damaged on the disk is named on Home, at the student and in Settings, and the Current IEP still opens', async () => {
  const profile = profileAt('begun');
  const drafts = join(profile, 'vault/drafts');
  const segment = join(drafts, readdirSync(drafts)[0] ?? '', '0001.seg');
  const bytes = readFileSync(segment);
  writeFileSync(segment, bytes.map((byte, at) => (at === bytes.length >> 1 ? byte ^ 1 : byte)));

  const { page, end } = await startDesk(profile);
  try {
    await hands.fill(page, 'Passphrase', PASSPHRASE);
    await hands.press(page, 'Unlock');
    await hands.screen(page, 'home').waitFor();
    const notice = page.getByRole('alert', { name: 'Damaged files' });
    await expect(notice).toContainText('Nolan Birchwater: The Future IEP cannot be read.');
    await expect(page.locator('[data-unreadable="draft"]')).toHaveText('Cannot be read');
    await page.screenshot({ path: 'out/test/damage-home.png' });
    await hands.press(page, 'Nolan Birchwater');
    await hands.press(page, 'Future IEP');
    await expect(page.locator('[data-unreadable="draft"]')).toContainText('Its file stays where it is, unchanged');
    await hands.press(page, 'Current IEP');
    await hands.press(page, 'Read the PDF');
    expect(await hands.readSheet(page, 1)).toContain('Birchwater');
    await hands.press(page, 'Settings', page.getByRole('navigation', { name: 'Places' }));
    await expect(page.locator('[data-damaged="draft"]')).toContainText(`File drafts/${readdirSync(drafts)[0]}/0001.seg`);
    await page.screenshot({ path: 'out/test/damage-settings.png' });
  } finally {
    await end();
    rmSync(profile, { recursive: true, force: true });
  }
});
