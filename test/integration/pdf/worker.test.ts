import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderPaper } from '../../../electron/pdf/render.ts';
import type { Timer } from '../../../electron/ports/computer.ts';
import { AHEAD_MS, createPaperService } from '../../../electron/pdf/service.ts';
import { factsOf, sampleDocument } from '../../unit/paper/sample.ts';
import { FONTS } from './tools.ts';

const job = factsOf(sampleDocument());
/** Long enough for a busy machine; a job takes about a second. */
const PATIENCE_MS = 60_000;

/** After so long a worker counts as hung here; a fresh one has to start and answer within it, also on a busy machine. */
const HANG_MS = 5_000;

/** A worker that obeys its job's code: dies, hangs, or answers with its own number and what it was warmed with. */
const STAND_IN = `
  const { parentPort, threadId } = require('node:worker_threads');
  const warmed = [];
  parentPort.on('message', ({ kind, job }) => {
    if (kind === 'warm') {
      warmed.push(job?.code ?? 'nothing');
      return parentPort.postMessage({ kind: 'warmed' });
    }
    if (job.code === 'die') throw new Error('out of memory');
    if (job.code === 'hang') return;
    if (job.code === 'refuse') return parentPort.postMessage({ kind: 'failed' });
    parentPort.postMessage({ kind: 'made', paper: { pdf: new Uint8Array(), sheets: threadId, audit: {}, pages: [job.code, ...warmed] } });
  });
`;

/** Paper made ahead is made when it is asked for. */
const AT_ONCE: Timer = {
  after: (_ms, run) => {
    run();
    return () => undefined;
  },
};

describe('the paper service', () => {
  const service = (timeoutMs: number) => createPaperService({ workerCode: STAND_IN, fonts: FONTS, timeoutMs, timer: AT_ONCE });

  test('answers jobs in the order they were given', async () => {
    const paper = service(PATIENCE_MS);
    const made = await Promise.all(['a', 'b', 'c'].map((code) => paper.make({ ...job, code })));
    expect(made.map((one) => (one.ok ? one.value.pages[0] : one.failure.code))).toEqual(['a', 'b', 'c']);
    await paper.close();
  });

  test.each(['die', 'hang'])('a worker that does %s fails its own job only; the next one gets a new worker', async (fault) => {
    const paper = service(fault === 'hang' ? HANG_MS : PATIENCE_MS);
    const before = await paper.make({ ...job, code: 'before' });
    const [broken, after] = await Promise.all([paper.make({ ...job, code: fault }), paper.make({ ...job, code: 'after' })]);
    expect(broken).toEqual({ ok: false, failure: { code: 'paperFailed' } });
    expect(after.ok && after.value.pages).toEqual(['after']);
    expect(before.ok && after.ok && after.value.sheets !== before.value.sheets).toBe(true);
    await paper.close();
  });

  test('paper made ahead waits until whoever opened the draft has begun; a later draft takes its place, and a lock takes it back', async () => {
    const due: { readonly ms: number; readonly run: () => void; taken: boolean }[] = [];
    const timer: Timer = {
      after: (ms, run) => {
        const one = { ms, run, taken: false };
        due.push(one);
        return () => { one.taken = true; };
      },
    };
    const paper = createPaperService({ workerCode: STAND_IN, fonts: FONTS, timeoutMs: PATIENCE_MS, timer });
    paper.warm({ ...job, code: 'first' });
    paper.warm({ ...job, code: 'second' });
    expect(due.map(({ ms, taken }) => [ms, taken])).toEqual([[AHEAD_MS, true], [AHEAD_MS, false]]);
    const early = await paper.make({ ...job, code: 'asked for' });
    expect(early.ok && early.value.pages).toEqual(['asked for']);
    due[1]?.run();
    const after = await paper.make({ ...job, code: 'after' });
    expect(after.ok && after.value.pages).toEqual(['after', 'second']);
    paper.warm({ ...job, code: 'third' });
    await paper.forget();
    expect(due[2]?.taken).toBe(true);
    await paper.close();
  });

  test('a worker that refuses a job stays in service', async () => {
    const paper = service(PATIENCE_MS);
    const before = await paper.make({ ...job, code: 'before' });
    expect(await paper.make({ ...job, code: 'refuse' })).toEqual({ ok: false, failure: { code: 'paperFailed' } });
    const after = await paper.make({ ...job, code: 'after' });
    expect(before.ok && after.ok && before.value.sheets === after.value.sheets).toBe(true);
    await paper.close();
  });

  test('warms with the paper of an opened IEP, and knows nothing of it after a lock', async () => {
    const paper = service(PATIENCE_MS);
    paper.warm();
    paper.warm({ ...job, code: 'opened' });
    const warm = await paper.make({ ...job, code: 'a' });
    await paper.forget();
    const cold = await paper.make({ ...job, code: 'b' });
    expect([warm, cold].map((made) => made.ok && made.value.pages)).toEqual([['a', 'nothing', 'opened'], ['b']]);
    expect(warm.ok && cold.ok && warm.value.sheets !== cold.value.sheets).toBe(true);
    await paper.close();
  });

  test('what was asked for before a lock is not made after it, neither what is under way nor what waits for its turn', async () => {
    const paper = service(PATIENCE_MS);
    const before = [paper.make({ ...job, code: 'hang' }), paper.make({ ...job, code: 'waits' })];
    await new Promise(setImmediate);
    await paper.forget();
    for (const made of await Promise.all(before)) expect(made).toEqual({ ok: false, failure: { code: 'paperFailed' } });
    const after = await paper.make({ ...job, code: 'after' });
    expect(after.ok && after.value.pages).toEqual(['after']);
    await paper.close();
  });

  test('fails named after it was closed', async () => {
    const paper = service(PATIENCE_MS);
    await paper.close();
    expect(await paper.make(job)).toEqual({ ok: false, failure: { code: 'paperFailed' } });
  });
});

describe('the real worker, bundled to one file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pdf-worker-'));
  let workerCode = '';

  beforeAll(async () => {
    const builtIns = [...builtinModules, ...builtinModules.map((name) => `node:${name}`)];
    await build({
      configFile: false, root: new URL('../../..', import.meta.url).pathname, logLevel: 'error', publicDir: false,
      ssr: { noExternal: true, external: [], target: 'node' },
      build: { ssr: 'electron/pdf/worker.ts', target: 'node20', outDir: folder, emptyOutDir: true, minify: false, rollupOptions: { external: builtIns, output: { format: 'cjs', entryFileNames: 'worker.cjs', codeSplitting: false } } },
    });
    workerCode = readFileSync(join(folder, 'worker.cjs'), 'utf8');
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  test('needs nothing but Node', () => {
    const needed = [...workerCode.matchAll(/\brequire\(["'`]([^"'`]+)["'`]\)/g)].map((match) => String(match[1]).replace(/^node:/, ''));
    expect(needed).toContain('worker_threads');
    expect(needed.filter((name) => !builtinModules.includes(name))).toEqual([]);
  });

  test('makes the same bytes as the function it wraps, warm or cold', async () => {
    const paper = createPaperService({ workerCode, fonts: FONTS, timeoutMs: PATIENCE_MS, timer: AT_ONCE });
    paper.warm();
    const made = await paper.make(job);
    const again = await paper.make(job);
    paper.warm(job);
    const warmed = await paper.make(job);
    await paper.close();
    const direct = await renderPaper(job, FONTS);
    if (!made.ok || !again.ok || !warmed.ok) throw new Error('the worker made no paper');
    expect(Buffer.from(made.value.pdf).equals(Buffer.from(direct.pdf))).toBe(true);
    expect(Buffer.from(again.value.pdf).equals(Buffer.from(direct.pdf))).toBe(true);
    expect(Buffer.from(warmed.value.pdf).equals(Buffer.from(direct.pdf))).toBe(true);
    expect(made.value.audit).toEqual(direct.audit);
  }, 2 * PATIENCE_MS);

  test('a job it cannot make fails by name and the next one is made', async () => {
    const paper = createPaperService({ workerCode, fonts: FONTS, timeoutMs: PATIENCE_MS, timer: AT_ONCE });
    const broken = { ...job, document: { ...job.document, pages: null } } as unknown as typeof job;
    expect(await paper.make(broken)).toEqual({ ok: false, failure: { code: 'paperFailed' } });
    expect((await paper.make(job)).ok).toBe(true);
    await paper.close();
  });
});
