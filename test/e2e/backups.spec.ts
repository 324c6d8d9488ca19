import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import * as hands from '../../build/run/demo/hands.ts';
import { newProfile, PASSPHRASE, SAMPLE, startDesk, type Desk } from './app.ts';
import { startAt } from './desks.ts';
import { scan } from './look.ts';

test('a backup is made, previewed per student and restored from Settings; records that do not open any more lead to it while locked', async () => {
  // A computer of its own: one that others begin at has a backup already.
  const profile = newProfile();
  const first = await startDesk(profile);
  let { page, end } = first;
  try {
    await hands.setUp(page, PASSPHRASE);
    await hands.importFile(page, SAMPLE);
    await hands.press(page, 'Settings', page.getByRole('navigation', { name: 'Places' }));
    await hands.press(page, 'Back up now');
    await page.locator('[data-backup]').waitFor();
    await hands.press(page, /^Restore the backup of/);
    let dialog = page.getByRole('dialog');
    await hands.fill(page, 'Passphrase', PASSPHRASE, dialog);
    await hands.press(page, 'Show what it would change', dialog);
    await expect(page.locator('[data-restore-preview]')).toContainText('Nolan Birchwater: now no Future IEP, 1 affirmed; in the backup no Future IEP, 1 affirmed.');
    await page.screenshot({ path: 'out/test/backups.png' });
    await hands.press(page, 'Put this backup in the place of what is here', dialog);
    await dialog.waitFor({ state: 'detached' });
    await hands.press(page, 'Home', page.getByRole('navigation', { name: 'Places' }));
    await expect(page.getByRole('button', { name: 'Nolan Birchwater' })).toBeVisible();

    // Ended, not only locked: the backup made on leaving must not hold what is broken next.
    await first.app.close();
    for (const name of ['index.a', 'index.b']) writeFileSync(join(profile, 'vault', name), 'nothing of ours');
    ({ page, end } = await startDesk(profile));
    dialog = page.getByRole('dialog');
    await hands.fill(page, 'Passphrase', PASSPHRASE);
    await hands.press(page, 'Unlock');
    await expect(hands.screen(page, 'backups').locator('[data-failure="recordsDamaged"]')).toContainText('The list of students cannot be read.');
    await page.screenshot({ path: 'out/test/backups-locked.png' });
    await hands.press(page, 'See what the newest backup holds');
    await hands.fill(page, 'Passphrase', PASSPHRASE, dialog);
    await hands.press(page, 'Show what it would change', dialog);
    await expect(page.locator('[data-restore-preview]')).toContainText('Nolan Birchwater: will have no Future IEP, 1 affirmed; in the backup no Future IEP, 1 affirmed.');
    await hands.press(page, 'Mend the records with this backup', dialog);
    await hands.screen(page, 'home').waitFor();
    await expect(page.getByRole('button', { name: 'Nolan Birchwater' })).toBeVisible();
  } finally {
    await end();
    rmSync(profile, { recursive: true, force: true });
  }
});

/** The next folder dialogs of the system answer with this folder. */
async function pickedFolder({ app }: Desk, folder: string): Promise<void> {
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = (async () => ({ canceled: false, filePaths: [path] })) as typeof dialog.showOpenDialog;
  }, folder);
}

test('old files straight in the second place that nothing proves to be this computer\'s are named in Settings, with how a person opens or removes them, and gone from there once they are removed', async () => {
  const place = mkdtempSync(join(tmpdir(), 'iep-place-'));
  const desk = await startDesk();
  const { page } = desk;
  const files = ['2027-01-05 09-12.backup', '2027-01-06 16-40.backup'];
  try {
    await hands.setUp(page, PASSPHRASE);
    for (const file of files) writeFileSync(join(place, file), 'of another computer');
    await pickedFolder(desk, place);
    await hands.press(page, 'Settings', page.getByRole('navigation', { name: 'Places' }));
    await hands.press(page, /^Choose a second place/u);
    const box = page.getByRole('region', { name: '2 files that IEP Desk leaves alone' });
    await expect(box.getByRole('listitem')).toHaveText(files);
    await expect(box).toContainText('neither moves nor removes them');
    await expect(box).toContainText(`then delete the file in ${place}`);
    await hands.press(page, 'Back up now');
    await page.locator('[data-backup]').first().waitFor();
    await box.scrollIntoViewIfNeeded();
    await page.screenshot({ path: 'out/test/left-alone.png' });
    expect((await scan(page)).findings).toEqual([]);
    for (const file of files) {
      expect(existsSync(join(place, file))).toBe(true);
      rmSync(join(place, file));
    }
    await hands.press(page, 'Back up now');
    await expect(page.locator('[data-left-alone]')).toHaveCount(0);
  } finally {
    await desk.end();
    rmSync(place, { recursive: true, force: true });
  }
});

test('everything goes to a new computer from Settings to its first screen, with the code that was shown once', async () => {
  const stick = mkdtempSync(join(tmpdir(), 'iep-stick-'));
  const old = await startAt('taken-in');
  await hands.press(old.page, 'Settings', old.page.getByRole('navigation', { name: 'Places' }));
  await pickedFolder(old, stick);
  await hands.fill(old.page, 'Your passphrase', PASSPHRASE);
  await hands.press(old.page, 'Copy everything to a folder…');
  const code = await old.page.locator('[data-transfer-code]').innerText();
  await old.page.getByRole('region', { name: 'Another computer' }).screenshot({ path: 'out/test/transfer-to.png' });
  await old.end();

  const fresh = await startDesk();
  const { page } = fresh;
  try {
    await pickedFolder(fresh, stick);
    await hands.press(page, 'Bring records from another computer');
    await hands.press(page, 'Choose the folder…');
    await hands.fill(page, 'Code', code);
    await hands.fill(page, 'Passphrase for this computer', PASSPHRASE);
    await hands.fill(page, 'The same passphrase again', PASSPHRASE);
    await page.screenshot({ path: 'out/test/transfer-from.png' });
    await hands.press(page, 'Bring everything here');
    await hands.screen(page, 'home').waitFor();
    await expect(page.getByRole('button', { name: 'Nolan Birchwater' })).toBeVisible();
  } finally {
    await fresh.end();
    rmSync(stick, { recursive: true, force: true });
  }
});
