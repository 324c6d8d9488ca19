/** What a print costs: ours cold, warm and after one edit against the untouched library, pdfkit by hand, and a browser where there is one. Shares of processor time, taken in turn in one run. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';
import pdfmake from 'pdfmake';
import { renderPlan } from '../../../electron/pdf/render.ts';
import { createPaperService } from '../../../electron/pdf/service.ts';
import { TABLE_LAYOUTS } from '../../../electron/pdf/table-layouts.ts';
import { textsOf } from '../../../shared/paper/node.ts';
import { drawnByHand } from './by-hand.ts';
import { definitionOf, FONTS, noted, type Paper, PRINTED, SIXTY, TWENTY, TWO_HUNDRED } from './documents.ts';

const ROUNDS = 5;
const WARM_UP = 3;
/** Shares, points of memory and milliseconds of the issue on paper. */
const BARS = { ofLibrary: 0.35, ofByHand: 0.6, perSheet: 1.15, longNote: 1.5, stallMs: 16, memoryMb: 300 } as const;

/** Milliseconds of processor time of this process. */
async function cpu(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}

function within(what: string, share: number, bar: number, unit: string): void {
  const holds = share <= bar;
  console.log(`${holds ? 'ok  ' : 'OVER'} ${what}: ${share.toFixed(2)}${unit}, bar ${bar}${unit}`);
  if (!holds) process.exitCode = 1;
}

const stock = pdfmake as unknown as {
  readonly virtualfs: { readonly writeFileSync: (name: string, bytes: Uint8Array) => void };
  readonly setFonts: (fonts: unknown) => void;
  readonly setTableLayouts: (layouts: unknown) => void;
  readonly setUrlAccessPolicy: (allow: () => boolean) => void;
  readonly setLocalAccessPolicy: (allow: () => boolean) => void;
  readonly createPdf: (definition: unknown) => { readonly getBuffer: () => Promise<Uint8Array> };
};
for (const name of ['regular', 'bold', 'italic', 'boldItalic'] as const) stock.virtualfs.writeFileSync(name, Buffer.from(FONTS[name]));
stock.setFonts({ Arimo: { normal: 'regular', bold: 'bold', italics: 'italic', bolditalics: 'boldItalic' } });
stock.setTableLayouts(TABLE_LAYOUTS);
stock.setUrlAccessPolicy(() => false);
stock.setLocalAccessPolicy(() => false);

let edits = 0;
const nextEdit = (): number => (edits += 1);
const ours = (paper: Paper) => renderPlan(paper.plan(nextEdit()), PRINTED, FONTS);
/** A print whose gutter no earlier one had, so that every form is laid out anew; words measured before are kept. */
const everyForm = (paper: Paper) => {
  const plan = paper.plan(nextEdit());
  const frame = { ...plan.definition.frame, rightMargin: plan.definition.frame.rightMargin + edits / 1000 };
  return renderPlan({ ...plan, definition: { ...plan.definition, frame } }, PRINTED, FONTS);
};
const byTheLibrary = (paper: Paper) => stock.createPdf(definitionOf(paper.plan(nextEdit()))).getBuffer();
const byHand = (paper: Paper) => drawnByHand(paper.plan(nextEdit()));

/** Every way in turn, so that a busy moment of the machine falls on all; each print has an edit of its own. */
async function race(paper: Paper): Promise<{ readonly own: number; readonly fresh: number; readonly library: number; readonly hand: number; readonly sheets: number }> {
  const times: { readonly own: number[]; readonly fresh: number[]; readonly library: number[]; readonly hand: number[] } = { own: [], fresh: [], library: [], hand: [] };
  const { sheets } = await ours(paper);
  for (let round = 0; round < ROUNDS; round += 1) {
    times.library.push(await cpu(() => byTheLibrary(paper)));
    times.own.push(await cpu(() => ours(paper)));
    times.hand.push(await cpu(() => byHand(paper)));
  }
  // Apart from the others: what it keeps would push out what they kept.
  for (let round = 0; round < ROUNDS; round += 1) times.fresh.push(await cpu(() => everyForm(paper)));
  return { own: median(times.own), fresh: median(times.fresh), library: median(times.library), hand: median(times.hand), sheets };
}

async function compare(): Promise<void> {
  const cold = await cpu(() => ours(TWENTY));
  for (let round = 0; round < WARM_UP; round += 1) {
    await byTheLibrary(TWENTY);
    await ours(TWENTY);
    await byHand(TWENTY);
  }
  const perSheet: number[] = [];
  for (const paper of [TWENTY, SIXTY, TWO_HUNDRED]) {
    const { own, fresh, library, hand, sheets } = await race(paper);
    console.log(`info ${paper.name} (${sheets}): ours after an edit ${own.toFixed(0)} ms, with no form kept ${fresh.toFixed(0)} ms, the library ${library.toFixed(0)} ms, by hand ${hand.toFixed(0)} ms${paper === TWENTY ? `, ours cold ${cold.toFixed(0)} ms` : ''}`);
    within(`${paper.name}, ours warm as a share of the untouched library`, own / library, BARS.ofLibrary, ' ×');
    within(`${paper.name}, ours warm as a share of pdfkit by hand`, own / hand, BARS.ofByHand, ' ×');
    perSheet.push(own / sheets);
  }
  within('a sheet of 200 as a share of a sheet of 20', (perSheet[2] ?? 0) / (perSheet[0] ?? 1), BARS.perSheet, ' ×');
}

async function longNotes(): Promise<void> {
  const share = async (paper: Paper): Promise<number> => {
    const { sheets } = await ours(paper);
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) times.push(await cpu(() => ours(paper)));
    return median(times) / sheets;
  };
  within('a sheet of 200 KB in one paragraph as a share of a sheet of short ones', (await share(noted(200_000))) / (await share(noted(400))), BARS.longNote, ' ×');
}

/** Milliseconds the event loop stood still at the longest while `work` went on. */
async function standstill(work: () => Promise<unknown>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await work();
  delay.disable();
  return delay.max / 1e6;
}

/** A thread that does work of the same kind for as long as it is told, and sends nothing: it makes and drops words and lists, as a layout does. What a busy processor alone does to the event loop. */
const OTHER_WORK = "const { workerData } = require('node:worker_threads'); const end = performance.now() + workerData; let kept = []; while (performance.now() < end) { kept.push(Array.from({ length: 50 }, (_, at) => ({ text: 'word ' + at, x: at * 1.5 }))); if (kept.length > 2000) kept = []; }";

/** What a print adds to the longest stall of the window's process: each print is held against a thread that does other work for as long, right after it, and the middle of the differences counts. */
async function stall(): Promise<void> {
  const paper = createPaperService({ workerCode: readFileSync('out/main/pdf-worker.cjs', 'utf8'), fonts: FONTS, timeoutMs: 120_000, timer: { after: () => () => undefined } });
  await paper.make(TWENTY.facts(nextEdit()));
  const prints: number[] = [];
  const floors: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const facts = TWO_HUNDRED.facts(nextEdit());
    const start = performance.now();
    prints.push(await standstill(() => paper.make(facts)));
    const took = performance.now() - start;
    floors.push(await standstill(() => once(new Worker(OTHER_WORK, { eval: true, workerData: took }), 'exit')));
  }
  await paper.close();
  console.log(`info the longest stall while 200 sheets are made ${median(prints).toFixed(2)} ms, beside a thread that does other work for as long ${median(floors).toFixed(2)} ms`);
  within('what a print of 200 sheets adds to the longest stall of the event loop', Math.max(0, median(prints.map((print, round) => print - (floors[round] ?? 0)))), BARS.stallMs, ' ms');
}

/** Prints 200 sheets once and says how much memory this process ever had. */
async function memory(): Promise<void> {
  await ours(TWO_HUNDRED);
  console.log(String(Math.round(process.resourceUsage().maxRSS / 1024)));
}

function peak(): void {
  const { stdout } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), 'memory'], { encoding: 'utf8' });
  within('peak memory of a process that prints 200 sheets', Number(stdout.trim().split('\n').at(-1)), BARS.memoryMb, ' MB');
}

function browserPath(): string | null {
  const found = ['chromium', 'google-chrome', 'chromium-browser'].map((name) => spawnSync('which', [name], { encoding: 'utf8' }).stdout.trim()).find((path) => path !== '');
  if (found !== undefined) return found;
  const cache = '.cache/browser';
  return (existsSync(cache) ? readdirSync(cache) : []).map((folder) => join(cache, folder, 'chromium')).find((path) => existsSync(path)) ?? null;
}

/** The same words as plain HTML, printed by a browser that starts for it; wall time, because its processes are its own. */
function browser(): void {
  const path = browserPath();
  if (path === null) return console.log('info a browser printing the same words: none is installed here');
  const folder = mkdtempSync(join(tmpdir(), 'paper-bench-'));
  const { sections } = SIXTY.plan(nextEdit()).definition;
  const words = sections.map((section) => `<section style="break-before:page"><h1>${section.title}</h1>${section.content.flatMap(textsOf).map(({ text }) => `<p style="border:1px solid gray">${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`).join('')}</section>`).join('');
  writeFileSync(join(folder, 'paper.html'), `<!doctype html><meta charset="utf-8"><body style="font:9.5pt Arial">${words}`);
  const start = performance.now();
  const { status } = spawnSync(path, ['--headless', '--no-sandbox', '--disable-gpu', `--print-to-pdf=${join(folder, 'paper.pdf')}`, join(folder, 'paper.html')], { timeout: 60_000 });
  const took = performance.now() - start;
  const made = status === 0 && existsSync(join(folder, 'paper.pdf'));
  rmSync(folder, { recursive: true });
  console.log(made ? `info a browser printing the words of 60 sheets, start included: ${took.toFixed(0)} ms` : 'info a browser printing the same words: it did not answer');
}

if (process.argv[2] === 'memory') await memory();
else {
  await compare();
  await longNotes();
  await stall();
  peak();
  browser();
}
