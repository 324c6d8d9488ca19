/**
 * The document library through the window: what comes with IEP Desk is found, read, searched and printed with no network; the SELPA's system manager takes
 * documents in, by a newer version and out again; a case manager reads why they do not; files of strangers change nothing.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Locator, type Page } from 'playwright/test';
import * as hands from '../../build/run/demo/hands.ts';
import { documentPdf, encryptedPdf, WITH_PROGRAM } from '../fixtures/documents.ts';
import { PASSPHRASE, ROOT, type Desk } from './app.ts';
import { startAt } from './desks.ts';
import { sitDown } from './flow-hands.ts';
import { inBothSchemes } from './look.ts';

/** Pictures to look at; nothing compares them. */
const PICTURES = join(ROOT, 'out/library');
const SELPA_MANAGER = { staffId: 'ssm1', name: 'Ottilie Marchetti', role: 'selpaSystemManager', area: '', title: 'SELPA System Manager' } as const;
/** Papers that come with IEP Desk: three in two languages. */
const OURS = 6;

let desk: Desk;
let page: Page;
let folder: string;

const rows = (): Locator => page.locator('[data-library-document]');
const picture = (name: string): Promise<void> => inBothSchemes(page, join(PICTURES, name));
const place = (name: string): Promise<void> => hands.press(page, name, page.getByRole('navigation', { name: 'Places' }));

function fileOf(name: string, bytes: Uint8Array | string): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

async function choose(path: string): Promise<Locator> {
  await page.locator('[data-library-file]').setInputFiles(path);
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  return dialog;
}

/** Lets a file fall on the window, as from the desktop. */
async function letFall(name: string, bytes: Uint8Array): Promise<void> {
  await page.evaluate(([called, given]) => {
    const carried = new DataTransfer();
    carried.items.add(new File([new Uint8Array(given)], called, { type: 'application/pdf' }));
    window.dispatchEvent(new DragEvent('drop', { dataTransfer: carried, cancelable: true, bubbles: true }));
  }, [name, [...bytes]] as const);
}

async function lockAndUnlock(): Promise<void> {
  await page.keyboard.press('Control+l');
  await hands.screen(page, 'unlock').waitFor();
  await hands.fill(page, 'Passphrase', PASSPHRASE);
  await hands.press(page, 'Unlock');
}

test.describe.configure({ mode: 'serial', timeout: 240_000 });

test.beforeAll(async () => {
  test.setTimeout(240_000);
  folder = mkdtempSync(join(tmpdir(), 'iep-library-'));
  desk = await startAt('taken-in', { strict: true });
  ({ page } = desk);
  await page.setViewportSize({ width: 1366, height: 768 });
});

test.afterAll(async () => {
  await desk.end();
  rmSync(folder, { recursive: true, force: true });
});

test('a case manager finds what comes with IEP Desk by words, reads it, finds words in it and prints it, all by keys, and reads why they take nothing in', async () => {
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Document library');
  await page.keyboard.press('Enter');
  await hands.screen(page, 'library').waitFor();
  await expect(rows()).toHaveCount(OURS);
  await expect(page.locator('[data-library-empty]')).toContainText('nothing was taken in on this computer yet');
  await expect(page.locator('[data-library-refusal]')).toHaveText('The SELPA keeps the document library: its system manager or a program specialist takes documents in and out.');
  await expect(page.getByRole('button', { name: 'Take a document in…' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Take out/ })).toHaveCount(0);
  await picture('case manager');
  await letFall('dropped.pdf', documentPdf('Dropped'));
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await page.keyboard.press('Control+f');
  await expect(page.getByLabel('Words in the title, kind or language')).toBeFocused();
  await page.keyboard.type('reunion GUIDANCE spanish');
  await expect(rows()).toHaveCount(1);
  await page.getByRole('button', { name: 'Read El día de la reunión del IEP, Spanish' }).focus();
  await page.keyboard.press('Enter');
  expect(await hands.readSheet(page, 1)).toContain('Antes de que nadie se levante');
  await expect(page.getByText('1 sheet, of the document library, no record of a student')).toBeVisible();
  await picture('reader');
  await page.keyboard.press('Control+f');
  await page.keyboard.type('siete dias');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('search').getByRole('status')).toContainText('1 of 1, sheet 1');
  await page.keyboard.press('Control+p');
  await expect(page.locator('[data-printer-said]')).toHaveText('Sent to the printer.', { timeout: 60_000 });

  await page.keyboard.press('Alt+ArrowLeft');
  await hands.screen(page, 'library').waitFor();
  await page.getByLabel('Words in the title, kind or language').fill('no such words');
  await expect(page.locator('[data-documents-found]')).toHaveText('No document holds all of that.');
  await page.getByLabel('Words in the title, kind or language').fill('');
  await page.getByRole('button', { name: 'Read Guidance for Each Page of the IEP Form, English' }).click();
  expect(await hands.readSheet(page, 1)).toContain('No blanks, and no bare N/A');
  await page.keyboard.press('Alt+ArrowLeft');
  await page.getByRole('button', { name: 'Read Code Lists of the State Report, English' }).click();
  expect(await hands.readSheet(page, 1)).toContain('Specialized academic instruction');
  // A lock leads back to the document that was open.
  await lockAndUnlock();
  expect(await hands.readSheet(page, 1)).toContain('Specialized academic instruction');
});

test('the SELPA system manager takes a document in with its own words; it is there after a lock and is read', async () => {
  await sitDown(page, SELPA_MANAGER);
  await place('Library');
  await expect(page.locator('[data-library-refusal]')).toHaveCount(0);
  const dialog = await choose(fileOf('Procedural_safeguards 2027.pdf', documentPdf('Procedural safeguards of Vexholm', { pages: 3 })));
  await expect(dialog.getByLabel('Title')).toHaveValue('Procedural safeguards 2027');
  await hands.fill(page, 'Title', 'Notice of procedural safeguards', dialog);
  await dialog.getByLabel('Kind').selectOption('notice');
  await dialog.getByLabel('Language').selectOption('Hmong');
  await hands.fill(page, 'Version or date', 'August 2027', dialog);
  await hands.fill(page, 'Source', 'Vexholm SELPA', dialog);
  await picture('take in');
  await hands.press(page, 'Take it in', dialog);
  await expect(page.locator('[data-library-said]')).toHaveText('“Notice of procedural safeguards” is in the library.');
  await expect(rows()).toHaveCount(OURS + 1);
  await lockAndUnlock();
  await hands.screen(page, 'library').waitFor();
  await expect(rows().first()).toContainText('Notice of procedural safeguards');
  await expect(rows().first()).toContainText('August 2027');
  await expect(rows().first()).toContainText(/✓ 3 pages, \d+ KB/u);
  await picture('selpa');
  await page.getByRole('button', { name: 'Read Notice of procedural safeguards, Hmong' }).click();
  expect(await hands.readSheet(page, 1)).toContain('Procedural safeguards of Vexholm, sheet 1');
  await page.keyboard.press('Alt+ArrowLeft');
});

test('a file that is no document to read, or is there already, is refused in a sentence and changes nothing', async () => {
  await place('Library');
  const safeguards = documentPdf('Procedural safeguards of Vexholm', { pages: 3 });
  const hostile: readonly (readonly [string, Uint8Array | string, string])[] = [
    ['letter.pdf', 'This is no PDF.', 'It is no PDF.'],
    ['empty.pdf', '', 'It is no PDF.'],
    ['cut.pdf', safeguards.subarray(0, 600), 'It is damaged: it does not open as a PDF.'],
    ['program.pdf', WITH_PROGRAM, 'It holds a program (JavaScript)'],
    ['locked.pdf', await encryptedPdf('secret'), 'It is encrypted or asks for a password'],
    ['huge.pdf', Buffer.alloc(20 * 1024 * 1024 + 1), 'It is larger than 20 MB.'],
    ['again.pdf', safeguards, 'It is in the library already, as “Notice of procedural safeguards”.'],
  ];
  await letFall('letter from home.pdf', Buffer.from('This is no PDF.'));
  await expect(page.getByRole('dialog').getByLabel('Title')).toHaveValue('letter from home');
  await hands.press(page, 'Cancel', page.getByRole('dialog'));
  for (const [name, bytes, reason] of hostile) {
    const dialog = await choose(fileOf(name, bytes));
    if (name !== 'huge.pdf') await hands.press(page, 'Take it in', dialog);
    await expect(dialog.locator('[data-failure="badDocument"]')).toContainText(reason, { timeout: 60_000 });
    if (name === 'program.pdf') await picture('refused');
    await hands.press(page, 'Cancel', dialog);
  }
  await expect(rows()).toHaveCount(OURS + 1);
});

test('a newer version takes the place of the older one where it was asked for and named; a document is taken out after a question', async () => {
  await place('Library');
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Newer version of Notice of procedural safeguards, Hmong' }).click();
  await (await choosing).setFiles(fileOf('newer.pdf', documentPdf('Safeguards, newer', { pages: 4 })));
  const dialog = page.getByRole('dialog', { name: 'Take in a newer version' });
  await expect(dialog).toContainText('It takes the place of “Notice of procedural safeguards”, August 2027 (3 pages');
  await expect(dialog.getByLabel('Language')).toHaveValue('Hmong');
  await hands.fill(page, 'Version or date', 'January 2028', dialog);
  await picture('newer');
  await hands.press(page, 'Take it in and let the older one go', dialog);
  await expect(dialog).toHaveCount(0);
  await expect(rows()).toHaveCount(OURS + 1);
  await expect(rows().first()).toContainText('January 2028');

  await page.getByRole('button', { name: 'Take out Notice of procedural safeguards, Hmong' }).click();
  const asked = page.getByRole('dialog', { name: 'Take the document out' });
  await expect(asked).toContainText('“Notice of procedural safeguards” (Hmong, January 2028; 4 pages');
  await picture('take out');
  await page.keyboard.press('Escape');
  await expect(rows()).toHaveCount(OURS + 1);
  await page.getByRole('button', { name: 'Take out Notice of procedural safeguards, Hmong' }).click();
  await hands.press(page, 'Take it out', asked);
  await expect(rows()).toHaveCount(OURS);
});
