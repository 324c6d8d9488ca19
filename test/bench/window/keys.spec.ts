/**
 * The time from a key to its paint on the longest page of an IEP of 54 sheets, beside the same key in a text area of an empty window: p50 to p99 of four
 * hundred keys in each, in turn, and the same with the processor four times slower. `npm run bench -- keys`; no part of `npm test`.
 *
 * Both windows draw a frame as soon as there is something to draw. With frames at 60 Hz the wait for the next one, 0 to 16.7 ms whatever the page does, is in the
 * figure: a key in an empty window then has p99 17 to 20 ms of which it works 4 (measured by the parts of a key, test/bench/README.md).
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type CDPSession, type Locator, type Page } from 'playwright/test';
import * as hands from '../../../build/run/demo/hands.ts';
import { newProfile, PASSPHRASE, startDesk } from '../../e2e/app.ts';
import { startFixture } from '../../engine/fixture.ts';
import { longFile } from '../../fixtures/long-iep.ts';
import { spread, type Spread } from '../ratio.ts';

/** The example five times as long fills 54 sheets when it is affirmed (counted; six times, 61). */
const TIMES = 5;
/** Fewest controls of the page that is typed into; shorter ones are no test. */
const FEWEST_CONTROLS = 100;
const BURSTS = 16;
const KEYS_A_BURST = 25;
const WARM_UP_BURSTS = 2;
/** Chromium draws without waiting for a display. */
const NO_WAIT = ['--disable-frame-rate-limit', '--disable-gpu-vsync'];
/** Milliseconds: a frame at 60 Hz. */
const BAR_MS = 16;
/** Milliseconds, with the processor four times slower. */
const SLOW_BAR_MS = 50;
const SLOWER = 4;

declare global {
  interface Window {
    /** Milliseconds of each key so far, and who waits for the next. */
    keys: { times: number[]; painted: (() => void) | null };
  }
}

/** Has the page note for each key the milliseconds from the key to the end of the frame that shows it: what waits before it, the key's own work, style, layout and paint. */
async function watchKeys(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.keys = { times: [], painted: null };
    const afterThis = (then: () => void): void => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', then, { once: true });
      port1.start();
      port2.postMessage(null);
    };
    let pressed = 0;
    window.addEventListener('keydown', (event) => {
      pressed = event.timeStamp;
    }, true);
    window.addEventListener('input', () => {
      const at = pressed;
      requestAnimationFrame(() => afterThis(() => {
        window.keys.times.push(performance.now() - at);
        window.keys.painted?.();
      }));
    }, true);
  });
}

interface Typist {
  readonly page: Page;
  readonly devtools: CDPSession;
  /** What is typed into. */
  readonly control: Locator;
  readonly times: number[];
  /** Milliseconds the page's thread had the processor, for all keys together: true on a busy machine too. */
  processor: number;
}

async function typistAt(page: Page, control: Locator): Promise<Typist> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable');
  await watchKeys(page);
  return { page, devtools, control, times: [], processor: 0 };
}

async function threadTime(devtools: CDPSession): Promise<number> {
  const { metrics } = await devtools.send('Performance.getMetrics');
  const found = metrics.find(({ name }) => name === 'ThreadTime');
  if (found === undefined) throw new Error('The browser does not tell the processor time of its page.');
  return found.value * 1000;
}

/** Types some letters at the end of the text, the next as soon as the one before is painted, which is faster than any hand. */
async function burst(typist: Typist, counts: boolean): Promise<void> {
  const { page, devtools, control } = typist;
  await control.click();
  await page.keyboard.press('ControlOrMeta+End');
  await page.evaluate(() => void (window.keys.times = []));
  const before = await threadTime(devtools);
  for (let n = 1; n <= KEYS_A_BURST; n += 1) {
    await page.keyboard.press(n % 6 === 0 ? 'Space' : 'e');
    await page.evaluate((count) => new Promise<void>((painted) => {
      if (window.keys.times.length >= count) painted();
      else window.keys.painted = painted;
    }), n);
  }
  if (!counts) return;
  typist.processor += (await threadTime(devtools)) - before;
  typist.times.push(...await page.evaluate(() => window.keys.times));
}

async function take(what: string, work: Typist, floor: Typist, bar: number): Promise<{ readonly took: Spread; readonly least: Spread }> {
  for (const typist of [work, floor]) Object.assign(typist, { times: [], processor: 0 });
  for (let n = -WARM_UP_BURSTS; n < BURSTS; n += 1) {
    await burst(floor, n >= 0);
    await burst(work, n >= 0);
  }
  const [took, least] = [spread(work.times), spread(floor.times)];
  const figures = (['p50', 'p95', 'p99'] as const).map((name) => `${name} ${took[name].toFixed(1)} ms = ${(took[name] / least[name]).toFixed(1)} ×`).join(', ');
  const perKey = (typist: Typist): string => (typist.processor / typist.times.length).toFixed(1);
  console.log(`${took.p99 <= bar ? 'ok  ' : 'OVER'} ${what}: ${figures} a text area in an empty window (${least.p50.toFixed(1)} / ${least.p95.toFixed(1)} / ${least.p99.toFixed(1)} ms); bar p99 ${bar} ms; processor ${perKey(work)} ms a key, of the empty window ${perKey(floor)} ms`);
  expect(work.times).toHaveLength(BURSTS * KEYS_A_BURST);
  expect(floor.times).toHaveLength(BURSTS * KEYS_A_BURST);
  return { took, least };
}

/** The page with the most controls, shown. */
async function showLongest(page: Page): Promise<void> {
  let longest = { key: '', controls: 0 };
  for (const key of await hands.pagesInRail(page)) {
    await hands.showPage(page, key);
    const controls = await page.locator('[data-at]').count();
    if (controls > longest.controls) longest = { key, controls };
  }
  await hands.showPage(page, longest.key);
  console.log(`     the longest page is ${longest.key} with ${longest.controls} controls`);
  expect(longest.controls).toBeGreaterThan(FEWEST_CONTROLS);
}

async function slowDown({ devtools }: Typist): Promise<void> {
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
}

test('a key is painted within a frame on the longest page of an IEP of 54 sheets, and at once on a slow computer', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'iep-bench-'));
  const file = join(folder, 'long.json');
  // As a Future IEP: its services are listed five times, which no affirmed IEP may have.
  writeFileSync(file, JSON.stringify({ ...longFile(TIMES), documentStatus: 'draft' }));
  const desk = await startDesk(newProfile(), {}, NO_WAIT);
  const empty = await startFixture({ args: NO_WAIT });
  try {
    const { page } = desk;
    await hands.setUp(page, PASSPHRASE);
    await hands.importFile(page, file);
    await hands.press(page, 'Open its pages');
    await page.locator('[data-page]').first().waitFor();
    await hands.openMeeting(page, 'Room 12');
    await showLongest(page);
    await empty.page.evaluate(() => {
      document.body.replaceChildren(document.createElement('textarea'));
    });
    const work = await typistAt(page, page.locator('textarea[data-at]:not([readonly])').last());
    const floor = await typistAt(empty.page, empty.page.locator('textarea'));
    const quick = await take('a key to its paint', work, floor, BAR_MS);
    await slowDown(work);
    await slowDown(floor);
    const slow = await take(`the same ${SLOWER} times slower`, work, floor, SLOW_BAR_MS);
    // Where an empty window is late itself, the machine is busy and says nothing of ours.
    expect(quick.least.p99, 'The machine is too busy: a key in an empty window is over the bar').toBeLessThanOrEqual(BAR_MS);
    expect(quick.took.p99).toBeLessThanOrEqual(BAR_MS);
    expect(slow.took.p99).toBeLessThanOrEqual(SLOW_BAR_MS);
  } finally {
    await empty.app.close();
    await desk.end();
    rmSync(folder, { recursive: true, force: true });
  }
});
