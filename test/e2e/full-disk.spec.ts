/** A real disk that is really full: the profile lies on a file system of eight megabytes, and a file takes what is left of it. Where this user may not mount one, the spec says so and is skipped. */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readdirSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from 'playwright/test';
import * as hands from '../../build/run/demo/hands.ts';
import { scanFolder } from '../crash/scan.ts';
import { PASSPHRASE, SAMPLE, startDesk, type Desk } from './app.ts';

const FIELD = 'pages/presentLevels/strengths';
/** The page must say it within this many milliseconds of the last key. */
const SAYS_WITHIN_MS = 2_000;

let [small, stick, filler] = ['', '', ''];
let mounted = false;
test.beforeAll(() => {
  small = mkdtempSync(join(tmpdir(), 'iep-small-disk-'));
  stick = mkdtempSync(join(tmpdir(), 'iep-stick-'));
  filler = join(small, 'somebody-elses-video');
  mounted = process.platform === 'linux' && spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8m,mode=0700', 'tmpfs', small]).status === 0;
});
test.afterAll(() => {
  if (mounted) spawnSync('umount', ['--lazy', small]);
  for (const folder of [small, stick]) rmSync(folder, { recursive: true, force: true });
});

/** Takes the last byte of the disk. */
function fillUp(): void {
  const file = openSync(filler, 'w');
  try {
    for (const size of [65_536, 4_096, 1]) {
      for (;;) {
        try {
          writeSync(file, Buffer.alloc(size, 120));
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
          break;
        }
      }
    }
  } finally {
    closeSync(file);
  }
}

async function pickedFolder({ app }: Desk, folder: string): Promise<void> {
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = (async () => ({ canceled: false, filePaths: [path] })) as typeof dialog.showOpenDialog;
  }, folder);
}

async function unlocked(profile: string): Promise<Desk> {
  const desk = await startDesk(profile);
  await hands.unlock(desk.page, PASSPHRASE);
  await hands.openFuture(desk.page, 'Nolan Birchwater', 'presentLevels');
  return desk;
}

const notSaved = (page: Page) => page.locator('[data-save-state="trouble"]');

test('on a full disk the page says so within two seconds, keeps the words here and sealed elsewhere, opens again, and saves by itself when there is room', async () => {
  test.skip(!mounted, 'This user may not mount a small file system here.');
  test.setTimeout(180_000);
  const profile = join(small, 'profile');
  mkdirSync(profile);
  writeFileSync(join(profile, 'settings.json'), JSON.stringify({ optionalRights: ['editIdentity'] }));
  const first = await startDesk(profile);
  let { page } = first;
  await hands.setUp(page, PASSPHRASE);
  await page.getByRole('navigation', { name: 'Places' }).waitFor();
  await hands.importFile(page, SAMPLE);
  await hands.startFuture(page);
  await hands.showPage(page, 'presentLevels');
  await hands.typeInstead(page, hands.field(page, FIELD), 'Before the disk was full.');
  await hands.saved(page);
  fillUp();
  expect(statSync(filler).size).toBeGreaterThan(1_000_000);

  // More than fits into what the last page of the journal has left: those bytes a full disk still takes.
  const many = ` Phosphorescent words on a full disk.${' Line after line.'.repeat(400)}`;
  await hands.field(page, FIELD).click();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.insertText(many);
  await notSaved(page).waitFor({ timeout: SAYS_WITHIN_MS });
  await expect(notSaved(page)).toContainText('The disk is full');
  await page.screenshot({ path: 'out/test/full-disk.png' });
  await pickedFolder(first, stick);
  await hands.press(page, 'Keep a sealed copy elsewhere…');
  await expect(notSaved(page)).toContainText('A sealed copy of them is in');
  await page.screenshot({ path: 'out/test/full-disk-kept.png' });
  // The copy is replaced with each step that cannot be saved; what it is replaced by may just be on its way.
  const sealed = readdirSync(stick).filter((name) => name.endsWith('.sealed'));
  expect(sealed).toHaveLength(1);
  const kept = join(stick, sealed[0] ?? '');
  const size = statSync(kept).size;
  // At once: one step in the sealed copy, so that its growth says that all of it is there.
  await hands.field(page, FIELD).click();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.insertText(' And later ones.');
  await expect.poll(() => statSync(kept).size).toBeGreaterThan(size);
  expect(scanFolder(stick, ['Phosphorescent', 'And later ones', 'Birchwater']).hits).toEqual([]);

  // Killed while nothing could be saved: the next start opens on the full disk, and the words come back from the other place.
  const gone = new Promise((resolve) => {
    first.app.process().once('exit', resolve);
  });
  first.app.process().kill('SIGKILL');
  await gone;
  const second = await unlocked(profile);
  ({ page } = second);
  await expect(hands.field(page, FIELD)).toHaveValue('Before the disk was full.');
  await pickedFolder(second, stick);
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('Take back words');
  await page.keyboard.press('Enter');
  const all = `Before the disk was full.${many} And later ones.`;
  await expect(hands.field(page, FIELD)).toHaveValue(all);
  await notSaved(page).waitFor();
  rmSync(filler);
  await hands.saved(page);
  await expect.poll(() => readdirSync(stick)).toEqual([]);
  await second.app.close();

  const third = await unlocked(profile);
  await expect(hands.field(third.page, FIELD)).toHaveValue(all);
  await third.app.close();
});
