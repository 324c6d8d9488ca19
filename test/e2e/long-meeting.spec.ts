/**
 * What the page does in a meeting of four hours, without the pauses: it turns pages, is typed into, marks, notes, opens what stands beside it, is left, locked
 * and unlocked. What it holds, and what a round costs it, stay what they were after the first hour. Part of `npm run test:crash`.
 */
import { expect, test, type CDPSession, type Page } from 'playwright/test';
import * as hands from '../../build/run/demo/hands.ts';
import { PASSPHRASE } from './app.ts';
import { startAt } from './desks.ts';

/** A page is turned about once a minute. */
const ROUNDS = 240;
/** Looked at every hour; the first look is after the warm-up. */
const ROUNDS_A_LOOK = 60;
/** Times the first look. The journal of the meeting is in it, and may be. */
const MOST = 1.1;
/** Times the first look: the thirty notes of the meeting lie beside the page at its end. A page that is held after it was turned would more than double them. */
const MOST_NODES = 1.5;
/** Times the first hour: processor time of one stretch of rounds differs by a few per cent by itself. */
const MOST_WORK = 1.25;
/** Generous: a machine that is shared takes seconds for a round. */
const ROUND_MS = 30_000;

interface Look {
  /** Bytes of what the page's scripts hold, after rubbish was collected, without compiled code. */
  readonly held: number;
  readonly nodes: number;
  readonly listeners: number;
  /** Milliseconds the page's thread had had the processor when the look began and when it ended: a look costs it something too. */
  readonly began: number;
  readonly ended: number;
}

/** The part of a heap snapshot that is read: nodes as rows of numbers, and what the columns are called. */
interface Snapshot {
  readonly snapshot: { readonly meta: { readonly node_fields: readonly string[]; readonly node_types: readonly [readonly string[], ...unknown[]] } };
  readonly nodes: readonly number[];
}

/** Kinds of a heap snapshot that are no data: what was compiled (of this spec's questions too, which a user never asks) and the engine's notes on it. */
const NO_DATA: ReadonlySet<string> = new Set(['code', 'hidden']);

async function heldBy(devtools: CDPSession): Promise<number> {
  const chunks: string[] = [];
  const take = ({ chunk }: { readonly chunk: string }): void => void chunks.push(chunk);
  devtools.on('HeapProfiler.addHeapSnapshotChunk', take);
  // Collects rubbish itself.
  await devtools.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  devtools.off('HeapProfiler.addHeapSnapshotChunk', take);
  const { snapshot: { meta }, nodes } = JSON.parse(chunks.join('')) as Snapshot;
  const [type, size] = [meta.node_fields.indexOf('type'), meta.node_fields.indexOf('self_size')];
  let held = 0;
  for (let row = 0; row < nodes.length; row += meta.node_fields.length) {
    if (!NO_DATA.has(meta.node_types[0][nodes[row + type] ?? 0] ?? '')) held += nodes[row + size] ?? 0;
  }
  return held;
}

async function metricsOf(devtools: CDPSession): Promise<Readonly<Record<'Nodes' | 'JSEventListeners' | 'ThreadTime', number>>> {
  const { metrics } = await devtools.send('Performance.getMetrics');
  const valueOf = (name: string): number => {
    const found = metrics.find((metric) => metric.name === name);
    if (found === undefined) throw new Error(`The browser does not tell ${name}.`);
    return found.value;
  };
  return { Nodes: valueOf('Nodes'), JSEventListeners: valueOf('JSEventListeners'), ThreadTime: valueOf('ThreadTime') * 1000 };
}

async function look(devtools: CDPSession): Promise<Look> {
  const before = await metricsOf(devtools);
  const held = await heldBy(devtools);
  const after = await metricsOf(devtools);
  return { held, nodes: after.Nodes, listeners: after.JSEventListeners, began: before.ThreadTime, ended: after.ThreadTime };
}

async function lookBeside(page: Page): Promise<void> {
  const dock = page.getByRole('complementary', { name: /^Notes, people/ });
  for (const part of ['People', 'Changed', /^Open \(/, 'Guide', 'Find', 'Notes']) await hands.press(page, part, dock);
}

async function leaveAndComeBack(page: Page): Promise<void> {
  await hands.press(page, 'Home', page.getByRole('navigation', { name: 'Places' }));
  await hands.screen(page, 'home').waitFor();
  await hands.press(page, 'Go on with the meeting');
  await hands.screen(page, 'meeting').waitFor();
}

async function lockAndUnlock(page: Page): Promise<void> {
  await page.keyboard.press('Control+l');
  await hands.screen(page, 'unlock').waitFor();
  await hands.fill(page, 'Passphrase', PASSPHRASE);
  await page.keyboard.press('Enter');
  await hands.screen(page, 'meeting').waitFor();
}

const PAGES = ['presentLevels', 'infoEligibility', 'goals', 'fapeServices', 'structuredNotes', 'presentLevels', 'accommodations', 'specialFactors'];

/** A few minutes of a meeting on one page. */
async function round(page: Page, key: string, number: number): Promise<void> {
  await hands.showPage(page, key);
  const statement = page.locator('[data-page-body] textarea[data-at]:not([readonly])').first();
  if ((await statement.count()) > 0) {
    await statement.click();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type(`As said in round ${String(number).padStart(3, '0')}.`);
    await page.keyboard.press('Control+Shift+D');
    await page.keyboard.press('Control+Shift+D');
  }
  if (number % PAGES.length === 0) await hands.note(page, 'Parent', `Said in round ${number}.`);
  if (number % PAGES.length === 2) await lookBeside(page);
  if (number % PAGES.length === 4) {
    await page.keyboard.press('Control+p');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }
  if (number % PAGES.length === 6) await leaveAndComeBack(page);
  if (number % PAGES.length === 7) await lockAndUnlock(page);
  await hands.saved(page);
}

test('what the page holds and what a round costs it do not grow in a meeting of four hours', async () => {
  test.setTimeout(ROUNDS * ROUND_MS + 180_000);
  const desk = await startAt('begun');
  try {
    const { page } = desk;
    await hands.openMeeting(page, 'Room 12');
    const rail = await hands.pagesInRail(page);
    const pages = PAGES.filter((key) => rail.includes(key));
    expect(pages.length).toBeGreaterThanOrEqual(6);
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Performance.enable');
    const looks: Look[] = [];
    /** Milliseconds of processor of each hour but the first, which warms up. */
    const work: number[] = [];
    for (let number = 1; number <= ROUNDS; number += 1) {
      await round(page, pages[number % pages.length] ?? '', number);
      if (number % ROUNDS_A_LOOK !== 0) continue;
      // Always seen from the same place.
      await hands.showPage(page, 'presentLevels');
      const seen = await look(devtools);
      const before = looks.at(-1);
      if (before !== undefined) work.push(seen.began - before.ended);
      looks.push(seen);
      console.log(`     after round ${number}: ${(seen.held / 1_048_576).toFixed(2)} MB held, ${seen.nodes} nodes, ${seen.listeners} listeners; ${work.at(-1)?.toFixed(0) ?? '-'} ms of processor`);
    }
    const [first, ...later] = looks;
    const [firstWork = 0, ...laterWork] = work;
    expect(later).toHaveLength(ROUNDS / ROUNDS_A_LOOK - 1);
    for (const [what, most] of [['held', MOST], ['nodes', MOST_NODES], ['listeners', MOST_NODES]] as const) expect(Math.max(...later.map((seen) => seen[what])), what).toBeLessThanOrEqual((first?.[what] ?? 0) * most);
    expect(Math.max(...laterWork)).toBeLessThanOrEqual(firstWork * MOST_WORK);
  } finally {
    await desk.end();
  }
});
