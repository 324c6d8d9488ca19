/**
 * Figures of the window on this machine: the work between a key and its paint on the longest page of a sixty-page IEP, and the way from Unlock to a draft one
 * can type in. Each is printed beside its floor and fails over its bar. `npm run bench -- window`; no part of `npm test`.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Locator, type Page } from 'playwright/test';
import * as hands from '../../../build/run/demo/hands.ts';
import { newProfile, PASSPHRASE, startDesk } from '../../e2e/app.ts';
import { longFile } from '../../fixtures/long-iep.ts';
import { spread, type Spread } from '../ratio.ts';

/** The example five times as long fills sixty sheets. */
const SIXTY_SHEETS = 5;
const KEYS = 200;
const WARM_UP = 30;
/** Milliseconds: a frame at 60 Hz. */
const KEY_BAR_MS = 16;
/** Milliseconds, with the processor four times slower. */
const SLOW_KEY_BAR_MS = 50;
const SLOWER = 4;
const UNLOCKS = 5;
/** Times an unlock that ends on an empty Home. */
const DRAFT_BAR = 1.3;

declare global {
  interface Window {
    keyTimes: number[];
  }
}

/** As a Future IEP: its services are listed five times, which no affirmed IEP may have. */
function writeLong(file: string): void {
  writeFileSync(file, JSON.stringify({ ...longFile(SIXTY_SHEETS), documentStatus: 'draft' }));
}

/** Has the page note, for every key, how long it worked from the key itself to the end of the frame that shows it; the idle wait for that frame is not work. */
async function watchKeys(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.keyTimes = [];
    const afterThis = (then: () => void): void => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', then, { once: true });
      port1.start();
      port2.postMessage(null);
    };
    const note = (event: KeyboardEvent): void => afterThis(() => {
      const handled = performance.now() - event.timeStamp;
      requestAnimationFrame(() => {
        const began = performance.now();
        afterThis(() => window.keyTimes.push(handled + performance.now() - began));
      });
    });
    window.addEventListener('keydown', note, true);
  });
}

async function typed(page: Page, control: Locator, keys: number): Promise<Spread> {
  await control.click();
  await page.keyboard.press('ControlOrMeta+End');
  await page.evaluate(() => void (window.keyTimes = []));
  for (let n = 0; n < keys; n += 1) {
    await page.keyboard.press(n % 6 === 5 ? 'Space' : 'e');
    await page.waitForFunction((count) => window.keyTimes.length >= count, n + 1);
  }
  return spread((await page.evaluate(() => window.keyTimes)).slice(WARM_UP));
}

function told(what: string, { p50, p95, p99 }: Spread, bar: string): void {
  console.log(`     ${what}: p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms${bar}`);
}

/** The page with the most controls, shown. */
async function showLongest(page: Page): Promise<string> {
  let longest = { key: '', controls: 0 };
  for (const key of await hands.pagesInRail(page)) {
    await hands.showPage(page, key);
    const controls = await page.locator('[data-at]').count();
    if (controls > longest.controls) longest = { key, controls };
  }
  await hands.showPage(page, longest.key);
  console.log(`     the longest page is ${longest.key} with ${longest.controls} controls`);
  expect(longest.controls).toBeGreaterThan(100);
  return longest.key;
}

test('a key is painted within a frame on the longest page of a sixty-page IEP, and at once on a slow computer', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'iep-bench-'));
  const file = join(folder, 'long.json');
  writeLong(file);
  const { page, end } = await startDesk();
  try {
    await hands.screen(page, 'first-run').waitFor();
    await watchKeys(page);
    told('floor: a key in the almost empty window', await typed(page, page.getByLabel('Passphrase').first(), KEYS), '');
    await hands.setUp(page, PASSPHRASE);
    await hands.importFile(page, file);
    await hands.press(page, 'Open its pages');
    await page.locator('[data-page]').first().waitFor();
    await showLongest(page);
    const control = page.locator('textarea[data-at]:not([readonly])').last();
    const quick = await typed(page, control, KEYS);
    told('a key to its paint', quick, `; bar p99 ${KEY_BAR_MS} ms`);
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    const slow = await typed(page, control, KEYS);
    told(`the same ${SLOWER} times slower`, slow, `; bar p99 ${SLOW_KEY_BAR_MS} ms`);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    expect(quick.p99).toBeLessThanOrEqual(KEY_BAR_MS);
    expect(slow.p99).toBeLessThanOrEqual(SLOW_KEY_BAR_MS);
  } finally {
    await end();
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Milliseconds from pressing Unlock to `there`, in the middle of several times. */
async function unlockTo(page: Page, there: () => Promise<void>): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < UNLOCKS; n += 1) {
    await page.keyboard.press('ControlOrMeta+l');
    await hands.screen(page, 'unlock').waitFor();
    await hands.fill(page, 'Passphrase', PASSPHRASE);
    const began = performance.now();
    await hands.press(page, 'Unlock');
    await there();
    times.push(performance.now() - began);
  }
  return spread(times).p50;
}

test('from Unlock to a draft one can type in is little more than to an empty Home', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'iep-bench-'));
  const file = join(folder, 'long.json');
  writeLong(file);
  const desk = await startDesk(newProfile());
  try {
    const { page } = desk;
    await hands.setUp(page, PASSPHRASE);
    const empty = await unlockTo(page, () => hands.screen(page, 'home').waitFor());
    await hands.importFile(page, file);
    const draft = await unlockTo(page, async () => {
      await hands.openFuture(page, 'Nolan Birchwater', 'presentLevels');
      await page.locator('textarea[data-at]:not([readonly])').first().waitFor();
    });
    console.log(`     unlock to an editable draft of sixty pages: ${draft.toFixed(0)} ms = ${(draft / empty).toFixed(2)} × an empty Home (${empty.toFixed(0)} ms); bar ${DRAFT_BAR} ×`);
    expect(draft / empty).toBeLessThanOrEqual(DRAFT_BAR);
  } finally {
    await desk.end();
    rmSync(folder, { recursive: true, force: true });
  }
});
