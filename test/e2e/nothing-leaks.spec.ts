/**
 * No student word is in the clear anywhere the program or its browser writes: after a whole session with 200 known words in it, the profile,
 * temporary and cache folders, logs and crash dumps, and the arguments and environment of every process are searched in nine encodings, for names, keys and whole PDFs too.
 * The printer's own output is not searched: what the printer prints is the copy the parent takes home.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import * as hands from '../../build/run/demo/hands.ts';
import { reread } from '../../build/run/demo/report.ts';
import { scanFiles, scanFolder, type Scan } from '../crash/scan.ts';
import { PASSPHRASE, ROOT, SAMPLE, startDesk, type Desk } from './app.ts';

const COUNT = 200;
/** Of them, typed by hand in the window instead of coming with the file. */
const TYPED = 13;
const SYLLABLES = ['quil', 'vex', 'zor', 'umbra', 'thrax', 'wyn', 'ploc', 'jarn', 'ostra', 'kelv', 'mirk', 'fjor'];

/** Words no program writes by itself, each its own. */
const WORDS: readonly string[] = Array.from({ length: COUNT }, (_, n) => {
  const part = (digit: number): string => SYLLABLES[digit % SYLLABLES.length] ?? '';
  const word = part(n) + part(Math.floor(n / 12) + 5) + part(Math.floor(n / 144) + 2 + n);
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}${String(n).padStart(3, '0')}`;
});
const SSID = '7719304528';
/** What the sample says of who the student is and where the family is reached. */
const RECORD = ['Birchwater', 'Nolan Everett', 'Sandbar Court', '(209) 555-0142', 'd.birchwater@example.org', '1200000417', 'TB-20417'];
/** The recovery code, as it is shown and without its dashes, once the computer is set up. */
let codes: readonly string[] = [];
/** How every PDF of the product begins: its words are deflated and numbered, so that a whole parent copy in the clear holds none of the words looked for. */
let head = '';

function canaries(): readonly string[] {
  const all = [...WORDS, SSID, ...RECORD, PASSPHRASE, ...codes, head];
  if (all.includes('')) throw new Error('Everything holds the empty word.');
  return all;
}

type Tree = string | number | boolean | null | readonly Tree[] | { readonly [key: string]: Tree };

/** The sample with one of the words in every sentence; names, address and numbers of the record stay as they are. */
function sampleWithCanaries(): { readonly text: string; readonly placed: number } {
  let next = TYPED;
  const sow = (value: Tree): Tree => {
    if (typeof value === 'string') return value.length > 30 && value.includes(' ') && next < COUNT ? `${value} ${WORDS[next++] ?? ''}.` : value;
    if (Array.isArray(value)) return (value as readonly Tree[]).map(sow);
    if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, ['agency', 'journal', 'affirmation', 'parentCopy'].includes(key) ? part : sow(part)]));
    return value;
  };
  const iep = sow(JSON.parse(readFileSync(SAMPLE, 'utf8')) as Tree) as { pages: { infoEligibility: Record<string, Tree>; presentLevels: Record<string, Tree> } };
  // What the sentences did not hold stands in one long field.
  const rest = WORDS.slice(next).join(' ');
  iep.pages.presentLevels['academicSkills'] = `${String(iep.pages.presentLevels['academicSkills'])} ${rest}`;
  iep.pages.infoEligibility['ssid'] = SSID;
  return { text: JSON.stringify(iep), placed: COUNT - TYPED };
}

/** Command line and environment of every running process that belongs to this desk. */
function* processes(profile: string): Generator<readonly [string, Uint8Array]> {
  for (const id of readdirSync('/proc').filter((name) => /^\d+$/u.test(name))) {
    try {
      const line = readFileSync(`/proc/${id}/cmdline`);
      const around = readFileSync(`/proc/${id}/environ`);
      if (!line.includes(profile) && !readlinkSync(`/proc/${id}/exe`).includes('chrom')) continue;
      yield [`/proc/${id}`, Buffer.concat([line, around])];
    } catch {
      // A process that ended meanwhile has nothing left to show.
    }
  }
}

let home = '';
let folders: readonly string[] = [];

test.beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'iep-leaks-'));
  folders = ['profile', 'tmp', 'cache', 'config', 'home'].map((name) => join(home, name));
  for (const folder of folders) mkdirSync(folder);
});

test.afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});

const start = (): Promise<Desk> => startDesk(join(home, 'profile'), { TMPDIR: join(home, 'tmp'), XDG_CACHE_HOME: join(home, 'cache'), XDG_CONFIG_HOME: join(home, 'config'), HOME: join(home, 'home'), IEP_ENGINE_SPOOL: join(tmpdir(), `iep-leaks-printer-${process.pid}`) });

/** Everything written, with the caller's floor on how much there must be to look at. */
function look(): Scan {
  const scans = folders.map((folder) => scanFolder(folder, canaries()));
  return { files: scans.reduce((sum, scan) => sum + scan.files, 0), bytes: scans.reduce((sum, scan) => sum + scan.bytes, 0), hits: scans.flatMap((scan) => scan.hits) };
}

test('after a whole session, a lock, a kill and a quit no student word is readable in any file or process', async () => {
  test.setTimeout(240_000);
  const { text, placed } = sampleWithCanaries();
  expect(placed).toBeGreaterThan(150);
  expect(WORDS.slice(TYPED).filter((word) => !text.includes(word))).toEqual([]);
  expect(new Set(WORDS).size).toBe(COUNT);
  expect(RECORD.filter((word) => !text.includes(word) && !word.split(' ').every((part) => text.includes(`"${part}"`)))).toEqual([]);
  // The file a case manager received lies outside the program's own folders.
  const incoming = join(mkdtempSync(join(tmpdir(), 'iep-leaks-in-')), 'received.json');
  writeFileSync(incoming, text);

  const desk = await start();
  const { page } = desk;
  const code = await hands.setUp(page, PASSPHRASE);
  codes = [code, code.replaceAll('-', '')];
  expect(code.replaceAll('-', '').length).toBeGreaterThan(20);
  await hands.importFile(page, incoming);
  rmSync(incoming);
  await hands.press(page, 'History');
  // What is looked for is a student's word too, whether it is found or not.
  await hands.fill(page, 'Find words in every affirmed IEP', WORDS[0] ?? '');
  await page.keyboard.press('Enter');
  await page.locator('[data-search-state="done"]').waitFor();
  const { pages } = JSON.parse(text) as { readonly pages: { readonly presentLevels: { readonly strengths: string } } };
  const looked = /(\S+)\.$/u.exec(pages.presentLevels.strengths)?.[1] ?? '';
  expect(WORDS).toContain(looked);
  await hands.fill(page, 'Find words in every affirmed IEP', looked);
  await page.keyboard.press('Enter');
  await page.locator('[data-found-at]').first().click();
  await page.getByRole('search').getByRole('status').getByText(/^1 of 1, sheet \d+$/u).waitFor();
  await page.keyboard.press('Alt+ArrowLeft');
  await hands.press(page, /^Read the PDF/);
  await hands.readSheet(page, 1);
  await hands.press(page, 'Home', page.getByRole('navigation', { name: 'Places' }));
  await hands.press(page, 'Open the progress reports');
  await page.locator('[data-goal="1"]').getByLabel('Summary of progress').fill(`Reads ${WORDS[12] ?? ''} words.`);
  await hands.saved(page);
  await hands.press(page, 'Home', page.getByRole('navigation', { name: 'Places' }));
  await hands.press(page, 'Nolan Birchwater');
  await hands.startFuture(page);
  await hands.openMeeting(page, `Room ${WORDS[0] ?? ''}`);
  await hands.showPage(page, 'presentLevels');
  await hands.typeAtEnd(page, hands.field(page, 'pages/presentLevels/strengths'), ` ${WORDS.slice(1, 6).join(' ')}.`);
  for (const word of WORDS.slice(6, 12)) await hands.note(page, 'Parent', `The parent says ${word} twice.`);
  await hands.saved(page);
  await hands.printParentCopy(page);
  await hands.closeDialog(page);

  // The sealed copy of the vault is opened by another process, outside of the folders that are searched.
  const read = mkdtempSync(join(tmpdir(), 'iep-leaks-read-'));
  await reread({ root: ROOT, vault: join(home, 'profile/vault'), code, pdfs: read });
  head = /^%PDF-1\.\d\n%/u.exec(readFileSync(join(read, 'imported-iep.pdf')).subarray(0, 20).toString('latin1'))?.[0] ?? '';
  rmSync(read, { recursive: true });

  const running = scanFiles(processes(join(home, 'profile')), canaries());
  expect(running.files).toBeGreaterThan(2);
  expect(running.hits).toEqual([]);
  const open = look();
  expect(open.hits).toEqual([]);
  expect(open.files).toBeGreaterThan(20);
  expect(open.bytes).toBeGreaterThan(300_000);

  const gone = new Promise((resolve) => {
    desk.app.process().once('exit', resolve);
  });
  desk.app.process().kill('SIGKILL');
  await gone;
  expect(look().hits).toEqual([]);

  const again = await start();
  await hands.fill(again.page, 'Passphrase', PASSPHRASE);
  await hands.press(again.page, 'Unlock');
  await hands.screen(again.page, 'home').waitFor();
  await again.page.keyboard.press('Control+l');
  await hands.screen(again.page, 'unlock').waitFor();
  await again.app.close();
  const closed = look();
  expect(closed.hits).toEqual([]);
  expect(closed.files).toBeGreaterThan(20);
});

test('the search finds one word planted anywhere it looks, the name of the student, the passphrase, the recovery code and a whole PDF', () => {
  const secrets = ['Birchwater', PASSPHRASE, codes[0] ?? '', head];
  for (const folder of folders) {
    const planted = join(folder, 'planted.log');
    writeFileSync(planted, Buffer.concat([Buffer.alloc(100_003, 7), Buffer.from(WORDS[150] ?? '', 'utf16le'), ...secrets.flatMap((secret) => [Buffer.alloc(50, 7), Buffer.from(secret)])]));
    const { hits } = look();
    expect(hits).toContainEqual({ path: planted, canary: WORDS[150], form: 'utf16le' });
    expect(new Set(hits.map(({ path, canary }) => `${path}: ${canary}`))).toEqual(new Set([WORDS[150] ?? '', ...secrets].map((canary) => `${planted}: ${canary}`)));
    rmSync(planted);
  }
});
