/**
 * The browser keeps nothing that matters: its whole profile is deleted, damaged or put back to an older state at seeded random moments, between two
 * runs, under the open window and in the middle of typing, and every word the save line had called saved is there. Nor is there an IndexedDB on the
 * disk: the page's working set lives in memory. A few rounds inside `npm test`, many in `npm run test:crash`.
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from 'playwright/test';
import * as hands from '../../build/run/demo/hands.ts';
import { countKill } from '../../build/run/kills.ts';
import { dice, type Dice } from '../crash/seeded.ts';
import { seedFor, times } from '../crash/size.ts';
import { newProfile, PASSPHRASE, SAMPLE, startDesk, type Desk } from './app.ts';

const ROUNDS = times(3, 30);
const FIELD = 'pages/presentLevels/strengths';
/** What the program itself writes in the folder it is given. Everything else is the browser's, but for what stands in for the operating system (`engine-*`: its key store, who runs). */
const OURS = new Set(['vault', 'vault.lock', 'backups', 'settings.json', 'logs', 'running', 'started-before']);

/** Every file below a folder; one that goes while it is looked for is no file any more. */
function filesUnder(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (!entry.isDirectory()) return entry.isFile() ? [path] : [];
    return existsSync(path) ? filesUnder(path) : [];
  });
}

function browserParts(profile: string): readonly string[] {
  return readdirSync(profile).filter((name) => !OURS.has(name) && !name.startsWith('engine-'));
}

function databases(profile: string): readonly string[] {
  return readdirSync(profile, { recursive: true, encoding: 'utf8' }).filter((path) => /indexeddb/i.test(path));
}

type Harm = 'deleted' | 'damaged' | 'older';
const HARMS: readonly Harm[] = ['deleted', 'damaged', 'older'];
type Moment = 'between two runs' | 'while open' | 'while typing';
const MOMENTS: readonly Moment[] = ['between two runs', 'while open', 'while typing'];

/** Returns how many files were there to be harmed. */
function harm(profile: string, how: Harm, older: string, roll: Dice): number {
  const parts = browserParts(profile);
  const files = parts.flatMap((name) => (statSync(join(profile, name)).isDirectory() ? filesUnder(join(profile, name)) : [join(profile, name)]));
  if (how === 'damaged') for (const path of files) writeFileSync(path, Buffer.from(Array.from({ length: 1 + roll.below(4_000) }, () => roll.below(256))));
  if (how !== 'damaged') for (const name of parts) rmSync(join(profile, name), { recursive: true, force: true });
  if (how === 'older') cpSync(older, profile, { recursive: true });
  return files.length;
}

async function typeAWord(page: Page, word: string): Promise<void> {
  await hands.field(page, FIELD).click();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type(word);
}

/** Ends the program in order or by kill -9. */
async function ended({ app }: Desk, killed: boolean): Promise<void> {
  if (!killed) return app.close();
  const gone = new Promise<void>((resolve) => {
    app.process().once('exit', () => resolve());
  });
  app.process().kill('SIGKILL');
  await gone;
  countKill();
  return undefined;
}

let profile: string;
let older: string;

test.beforeAll(() => {
  profile = newProfile();
  older = mkdtempSync(join(tmpdir(), 'iep-older-browser-'));
});
test.afterAll(() => {
  for (const folder of [profile, older]) rmSync(folder, { recursive: true, force: true });
});

test(`${ROUNDS} times the browser's profile is deleted, damaged or put back, and no word that was called saved is missing; no IndexedDB is on the disk`, async () => {
  test.setTimeout(180_000 + ROUNDS * 90_000);
  const roll = dice(seedFor('browser-profile'));
  let desk = await startDesk(profile);
  await hands.setUp(desk.page, PASSPHRASE);
  // What an older start of the program left.
  await desk.app.close();
  for (const name of browserParts(profile)) cpSync(join(profile, name), join(older, name), { recursive: true });
  desk = await startDesk(profile);
  await hands.unlock(desk.page, PASSPHRASE);
  await hands.importFile(desk.page, SAMPLE);
  await hands.startFuture(desk.page);
  await hands.showPage(desk.page, 'presentLevels');
  await hands.typeInstead(desk.page, hands.field(desk.page, FIELD), 'Begins. ');
  await hands.saved(desk.page);
  // The working set is an IndexedDB with records in it, so that none on the disk means something.
  expect(await desk.page.evaluate(async () => (await indexedDB.databases()).length)).toBeGreaterThan(0);
  expect(databases(profile)).toEqual([]);
  await desk.app.close();

  let acknowledged = 'Begins. ';
  let harmed = 0;
  const first = roll.below(HARMS.length);
  for (let round = 0; round < ROUNDS; round += 1) {
    // Every three rounds have each harm and each moment once, every nine each pair.
    const how = HARMS[(first + round) % HARMS.length] ?? 'deleted';
    const when = MOMENTS[(round + Math.floor(round / HARMS.length)) % MOMENTS.length] ?? 'while open';
    const told = `round ${round}: ${how} ${when}`;
    const doHarm = (): void => {
      harmed += harm(profile, how, older, roll);
    };
    if (when === 'between two runs') doHarm();
    desk = await startDesk(profile);
    await hands.unlock(desk.page, PASSPHRASE);
    await hands.openFuture(desk.page, 'Nolan Birchwater', 'presentLevels');
    const text = await hands.field(desk.page, FIELD).inputValue();
    expect(text.startsWith(acknowledged), told).toBe(true);
    acknowledged = text;
    if (when === 'while open') doHarm();
    const words = Array.from({ length: 4 }, (_none, n) => `r${round}w${n} `);
    const harmAt = roll.below(words.length);
    for (const [n, word] of words.entries()) {
      await typeAWord(desk.page, word);
      // The save of this word is on its way.
      if (when === 'while typing' && n === harmAt) doHarm();
    }
    await hands.saved(desk.page);
    acknowledged += words.join('');
    expect(databases(profile), told).toEqual([]);
    await ended(desk, roll.below(2) === 0);
    expect(databases(profile), told).toEqual([]);
  }
  desk = await startDesk(profile);
  await hands.unlock(desk.page, PASSPHRASE);
  await hands.openFuture(desk.page, 'Nolan Birchwater', 'presentLevels');
  await expect(hands.field(desk.page, FIELD)).toHaveValue(acknowledged);
  await desk.app.close();
  expect(harmed).toBeGreaterThan(ROUNDS * 10);
});

test('an IndexedDB on the disk would be found', () => {
  mkdirSync(join(profile, 'Chromium/Default/IndexedDB/app_iep_0.indexeddb.leveldb'), { recursive: true });
  expect(databases(profile)).toHaveLength(2);
});
