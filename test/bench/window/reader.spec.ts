/**
 * From the press on "Read the PDF" to its first sheet on the screen, for sixty sheets, beside what cannot be avoided: the same bytes through the same channel and
 * one page drawn by bare pdf.js in the same window, with a worker that was started before. In turn, the middle of several times each.
 * `npm run bench -- reader`; no part of `npm test`.
 */
import { join } from 'node:path';
import { expect, test, type Page } from 'playwright/test';
import { build } from 'vite';
import * as hands from '../../../build/run/demo/hands.ts';
import { PASSPHRASE, ROOT, startDesk } from '../../e2e/app.ts';
import { profileWithRecords } from '../../e2e/history.ts';
import { longFile, read } from '../../fixtures/long-iep.ts';
import { withRowIds } from '../../../shared/iep/ids.ts';
import type { Bridge } from '../../../shared/bridge/contract.ts';
import { spread } from '../ratio.ts';

/** The example six times as long fills sixty sheets. */
const SIXTY_SHEETS = 6;
const IEP = 'iep-long';
const ROUNDS = 16;
const WARM_UP = 4;
/** Times the bytes and one page. */
const BAR = 1.15;
/** CSS pixels per point, as the reader draws at 100 %. */
const SCALE = 96 / 72;

type Bare = typeof import('pdfjs-dist');

declare global {
  interface Window {
    barePdf: Bare;
    /** The address the page's own policy vouched for, and how many of the page's PDF workers have said that they are there. */
    pdfWorkers: { address: string | URL | null; ready: number };
    bareWorker: { readonly port: Worker; readonly worker: InstanceType<Bare['PDFWorker']> };
  }
}

/** pdf.js as it came, as one text the debugger hands to the page: the page's own policy stays as it ships. */
async function barePdf(): Promise<string> {
  const made = await build({
    configFile: false, logLevel: 'error', publicDir: false, root: ROOT,
    build: { write: false, minify: false, lib: { entry: join(ROOT, 'node_modules/pdfjs-dist/build/pdf.mjs'), formats: ['iife'], name: 'barePdf' } },
  });
  const [first] = (Array.isArray(made) ? made : [made]).flatMap((one) => ('output' in one ? one.output : []));
  if (first?.type !== 'chunk') throw new Error('pdf.js was not bundled.');
  return `${first.code}; globalThis.barePdf = barePdf; 0`;
}

/** Has the page tell of the PDF workers it starts. */
function watchWorkers(page: Page): Promise<void> {
  return page.evaluate(() => {
    window.pdfWorkers = { address: null, ready: 0 };
    const Own = window.Worker;
    window.Worker = class extends Own {
      constructor(address: string | URL, options?: WorkerOptions) {
        super(address, options);
        if (!String(address).includes('pdf')) return;
        window.pdfWorkers.address = address;
        this.addEventListener('message', () => (window.pdfWorkers.ready += 1), { once: true });
      }
    };
  });
}

/** Starts the worker that bare pdf.js draws with next, and waits until it is there; the reader's own has started too. */
function startBareWorker(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const { address } = window.pdfWorkers;
    if (address === null) throw new Error('The page has started no PDF worker.');
    const port = new window.Worker(address, { type: 'module' });
    const worker = window.barePdf.PDFWorker.create({ port });
    await worker.promise;
    window.bareWorker = { port, worker };
  });
}

/** Main has answered everything it was asked before, and the page has nothing left to do. */
function settled(page: Page): Promise<void> {
  return page.evaluate(async () => {
    await (window as unknown as { readonly iep: Bridge }).iep.session.status();
    await new Promise((idle) => {
      requestIdleCallback(idle);
    });
  });
}

interface Took {
  readonly bytes: number;
  readonly all: number;
}

/** Milliseconds from a press to the page drawn by nobody but pdf.js, and to its bytes; then the next worker starts. */
async function bare(page: Page): Promise<Took> {
  const took = page.evaluate(({ iepId, scale }) => new Promise<Took>((done, failed) => {
    const draw = async (began: number): Promise<Took> => {
      const { port, worker } = window.bareWorker;
      const canvas = document.createElement('canvas');
      document.body.append(canvas);
      const reply = await (window as unknown as { readonly iep: Bridge }).iep.records.pdf({ iepId });
      const bytes = performance.now() - began;
      if (!reply.ok) throw new Error(`The PDF did not come: ${reply.failure.code}`);
      const loading = window.barePdf.getDocument({ data: reply.value, worker, useWasm: false, useWorkerFetch: false, enableXfa: false });
      const first = await (await loading.promise).getPage(1);
      const viewport = first.getViewport({ scale: scale * window.devicePixelRatio });
      canvas.width = Math.floor(viewport.width);
      canvas.height = Math.floor(viewport.height);
      await first.render({ canvas, viewport }).promise;
      const all = performance.now() - began;
      canvas.remove();
      await loading.destroy();
      worker.destroy();
      port.terminate();
      return { bytes, all };
    };
    window.addEventListener('click', ({ timeStamp }) => void draw(timeStamp).then(done, failed), { once: true, capture: true });
  }), { iepId: IEP, scale: SCALE });
  await page.locator('[data-record] th').click();
  const times = await took;
  await startBareWorker(page);
  return times;
}

/** Milliseconds from the press to the first sheet, as the page itself sees it; then back to History, where the next worker has started. */
async function reader(page: Page): Promise<number> {
  const before = await page.evaluate(() => window.pdfWorkers.ready);
  const took = page.evaluate(() => new Promise<number>((done) => {
    window.addEventListener('click', ({ timeStamp }) => {
      const watch = new MutationObserver(() => {
        if (document.querySelector('[data-pdf-page="1"] canvas[data-drawn]') === null) return;
        watch.disconnect();
        done(performance.now() - timeStamp);
      });
      watch.observe(document.body, { subtree: true, childList: true, attributeFilter: ['data-drawn'] });
    }, { once: true, capture: true });
  }));
  await hands.press(page, /^Read the PDF/);
  const time = await took;
  await hands.readSheet(page, 1);
  await page.keyboard.press('Alt+ArrowLeft');
  await page.locator('[data-record]').waitFor();
  await page.waitForFunction((known) => window.pdfWorkers.ready > known, before);
  return time;
}

test('the first sheet of sixty is there within little more than the bytes and one page', async () => {
  const desk = await startDesk(await profileWithRecords([{ iepId: IEP, document: withRowIds(read(longFile(SIXTY_SHEETS))), kind: 'iep', affirmedOn: '2026-10-16' }]));
  const { page } = desk;
  try {
    await hands.unlock(page, PASSPHRASE);
    await watchWorkers(page);
    await hands.press(page, 'Nolan Birchwater');
    await hands.press(page, /^History/);
    await page.waitForFunction(() => window.pdfWorkers.ready > 0);
    await page.evaluate(await barePdf());
    const [works, floors, bytes]: [number[], number[], number[]] = [[], [], []];
    await startBareWorker(page);
    const drawBare = async (): Promise<Took> => {
      await settled(page);
      return bare(page);
    };
    const openReader = async (): Promise<number> => {
      await settled(page);
      return reader(page);
    };
    // The reader draws three sheets each time: bare pdf.js is made as warm as it is.
    for (let n = 0; n < 2 * WARM_UP; n += 1) await drawBare();
    for (let n = -WARM_UP; n < ROUNDS; n += 1) {
      // Who comes first changes, so that what one leaves behind falls on both.
      const before = n % 2 === 0 ? await drawBare() : null;
      const work = await openReader();
      const floor = before ?? (await drawBare());
      if (n < 0) continue;
      floors.push(floor.all);
      bytes.push(floor.bytes);
      works.push(work);
    }
    await hands.press(page, /^Read the PDF/);
    const sheets = Number(await page.locator('[data-pdf-pages]').getAttribute('data-pdf-pages'));
    const [took, least] = [spread(works), spread(floors)];
    const ratio = took.p50 / least.p50;
    console.log(`${ratio <= BAR ? 'ok  ' : 'OVER'} the first of ${sheets} sheets: p50 ${took.p50.toFixed(0)} ms = ${ratio.toFixed(2)} × the bytes and one page (${least.p50.toFixed(0)} ms, of which the bytes ${spread(bytes).p50.toFixed(0)}); p95 ${took.p95.toFixed(0)} against ${least.p95.toFixed(0)} ms; bar p50 ${BAR} ×`);
    expect(sheets).toBeGreaterThanOrEqual(60);
    expect(works).toHaveLength(ROUNDS);
    expect(ratio).toBeLessThanOrEqual(BAR);
  } finally {
    await desk.end();
  }
});
