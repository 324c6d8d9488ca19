/** Entry of the PDF worker: takes one job, answers, waits for the next. It has fonts in memory and needs neither disk nor network. */
import { parentPort, workerData } from 'node:worker_threads';
import type { PaperPlan } from '../../shared/paper/facts.ts';
import { leaf } from '../../shared/paper/node.ts';
import type { MadePaper } from '../ports/paper.ts';
import type { WorkerReply, WorkerRequest, WorkerStart } from './protocol.ts';
import { keepingFinished } from './finished.ts';
import { renderLibraryPaper, renderPaper, renderPlan, renderTogether } from './render.ts';

const { fonts } = workerData as WorkerStart;
const make = keepingFinished((job) => renderPaper(job, fonts));

/** A small document that makes the engine load its fonts and compile its paths; a meeting prints once, so the first print must be quick. */
const WARM_UP: PaperPlan = {
  definition: {
    title: 'Warm-up', lang: 'en-US', archival: false,
    frame: { selpa: '', student: '', birthDate: '', iepDate: '', label: '', banner: [], printed: '', hash: '', code: '', formVersion: '', language: 'en', rightMargin: 36 },
    sections: [{ page: 'goals', pageId: 'goals', title: 'Warm-up', formNo: '', draft: false, sessionDate: null, untranslated: false, content: Array.from({ length: 200 }, () => leaf('The quick brown fox jumps over the lazy dog.')) }],
  },
  texts: [], pages: [],
};

/** The reply, and the memory that goes with it to main without being copied there. */
interface Answer {
  readonly reply: WorkerReply;
  readonly given: readonly ArrayBuffer[];
}

function handedOver(paper: MadePaper): Answer {
  const pdf = new Uint8Array(paper.pdf);
  return { reply: { kind: 'made', paper: { ...paper, pdf } }, given: [pdf.buffer] };
}

async function answer(request: WorkerRequest): Promise<Answer> {
  if (request.kind === 'make') return handedOver(await make(request.job));
  if (request.kind === 'library') return handedOver(await renderLibraryPaper(request.job, fonts));
  if (request.kind === 'together') {
    const pdf = new Uint8Array(await renderTogether(request.jobs, fonts));
    return { reply: { kind: 'together', pdf }, given: [pdf.buffer] };
  }
  await (request.job === null ? renderPlan(WARM_UP, '2000-01-01T00:00', fonts) : make(request.job));
  return { reply: { kind: 'warmed' }, given: [] };
}

parentPort?.on('message', (request: WorkerRequest) => {
  // The reason stays here: it may quote the document, and nothing of a document belongs in a log.
  answer(request).catch((): Answer => ({ reply: { kind: 'failed' }, given: [] })).then(({ reply, given }) => parentPort?.postMessage(reply, [...given])).catch(() => process.exit(1));
});
