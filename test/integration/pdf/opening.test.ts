/** PDFs of strangers are judged in a thread of their own, bundled as the product bundles it: each by what it is, in one sentence, and none of them hangs or ends the program. */
import { builtinModules } from 'node:module';
import { build } from 'vite';
import { beforeAll, describe, expect, test } from 'vitest';
import { createPdfJudge } from '../../../electron/pdf/judge.ts';
import { renderLibraryPaper } from '../../../electron/pdf/render.ts';
import type { PdfJudge } from '../../../electron/ports/paper.ts';
import type { Timer } from '../../../electron/ports/computer.ts';
import { documentPdf, encryptedPdf, WITH_ATTACHMENT, WITH_PROGRAM, WITHOUT_PAGES } from '../../fixtures/documents.ts';
import { FONTS } from './tools.ts';

/** Long enough for a busy machine. */
const PATIENCE_MS = 60_000;
const timer: Timer = {
  after: (ms, run) => {
    const pending = setTimeout(run, ms);
    return () => clearTimeout(pending);
  },
};

let workerCode = '';
beforeAll(async () => {
  const builtIns = [...builtinModules, ...builtinModules.map((name) => `node:${name}`)];
  const built = await build({
    configFile: false, root: new URL('../../..', import.meta.url).pathname, logLevel: 'error', publicDir: false,
    ssr: { noExternal: true, external: [], target: 'node' },
    build: { write: false, ssr: 'electron/pdf/opening-worker.ts', target: 'node20', minify: true, rollupOptions: { external: builtIns, output: { format: 'cjs', codeSplitting: false } } },
  });
  const [chunk] = 'output' in built ? built.output : [];
  if (chunk?.type !== 'chunk') throw new Error('The thread was not bundled to one file.');
  workerCode = chunk.code;
}, 120_000);

const judge = (bytes: Uint8Array, timeoutMs = PATIENCE_MS): ReturnType<PdfJudge['judge']> => createPdfJudge({ workerCode, timeoutMs, timer }).judge(bytes);
const refused = (reason: string): object => ({ ok: false, failure: { code: 'badDocument', reason } });

/** The bytes with one text in the place of another of the same length. */
function swapped(bytes: Uint8Array, from: string, to: string): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1');
  if (!text.includes(from) || from.length !== to.length) throw new Error('Nothing would be changed.');
  return Buffer.from(text.replaceAll(from, to), 'latin1');
}

describe('A PDF somebody takes in', () => {
  test('is taken with its number of pages, and so is a paper of our own', async () => {
    expect(await judge(documentPdf('Whole', { pages: 7 }))).toEqual({ ok: true, value: { pages: 7 } });
    // What it says of itself is not believed.
    expect(await judge(swapped(documentPdf('Whole'), '/Count 1', '/Count 9'))).toEqual({ ok: true, value: { pages: 1 } });
    const { pdf, sheets } = await renderLibraryPaper({ paper: 'meeting-day', language: 'en', printedAt: '2026-10-14T15:22', version: '0.1.0' }, FONTS);
    expect(await judge(pdf)).toEqual({ ok: true, value: { pages: sheets } });
  });

  test.each([
    ['is empty', new Uint8Array(), 'It is no PDF.'],
    ['is something else', Buffer.from('{"title":"Not a PDF"}'), 'It is no PDF.'],
    ['says that it is one and is not', Buffer.from('%PDF-1.7 and nothing else'), 'It is damaged: it does not open as a PDF.'],
    ['was cut in the middle of its pages', documentPdf('Whole', { pages: 7 }).subarray(0, 900), 'It is damaged: it does not open as a PDF.'],
    ['has no page', WITHOUT_PAGES, 'It has no page.'],
    ['lost one of its pages', swapped(documentPdf('Whole', { pages: 2 }), '6 0 R', '9 0 R'), 'It is damaged: it does not open as a PDF.'],
    ['holds a program', WITH_PROGRAM, 'It holds a program (JavaScript); the library keeps documents that are only to be read.'],
    ['carries another file', WITH_ATTACHMENT, 'Other files are attached to it; the library keeps documents that are only to be read.'],
  ])('that %s is refused in a sentence', async (_what, bytes, reason) => {
    expect(await judge(bytes)).toEqual(refused(reason));
  });

  test.each(['', 'secret'])('that is encrypted is refused, with the password "%s" too', async (password) => {
    expect(await judge(await encryptedPdf(password))).toEqual(refused('It is encrypted or asks for a password, so not everybody could read it.'));
  });

  test('that never comes to an end is given up; the thread is ended and the next file is judged', async () => {
    const endless = createPdfJudge({ workerCode: 'setInterval(() => undefined, 1000);', timeoutMs: 50, timer });
    expect(await endless.judge(documentPdf('Whole'))).toEqual(refused('It takes too long or too much memory to open.'));
    const dying = createPdfJudge({ workerCode: "throw new Error('out of memory');", timeoutMs: PATIENCE_MS, timer });
    expect(await dying.judge(documentPdf('Whole'))).toEqual(refused('It takes too long or too much memory to open.'));
    expect((await judge(documentPdf('Whole'))).ok).toBe(true);
  });
});
