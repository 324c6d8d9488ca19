/** Judges the PDFs that are taken into the library: each in a thread that is started for it and ended after it, with a bound to its memory and its time. */
import { Worker } from 'node:worker_threads';
import type { PdfJudge } from '../ports/paper.ts';
import type { Timer } from '../ports/computer.ts';
import { fail, ok, type Result } from '../../shared/words/failures.ts';
import type { Opening } from './opening.ts';

export interface PdfJudgeParts {
  /** Text of the bundled thread: main reads it, so that the thread needs no path inside the archive (decisions.md 27). */
  readonly workerCode: string;
  /** Milliseconds a file may take to open. */
  readonly timeoutMs: number;
  readonly timer: Timer;
}

/** Megabytes; a document of twenty takes a tenth of it. */
const MOST_MEMORY_MB = 1024;

const WHY: Readonly<Record<Extract<Opening, { readonly why: string }>['why'], string>> = {
  notPdf: 'It is no PDF.',
  broken: 'It is damaged: it does not open as a PDF.',
  locked: 'It is encrypted or asks for a password, so not everybody could read it.',
  empty: 'It has no page.',
  program: 'It holds a program (JavaScript); the library keeps documents that are only to be read.',
  attachments: 'Other files are attached to it; the library keeps documents that are only to be read.',
};

/** What is said of a file that was looked into; null for one that could not be. */
export function verdictOf(opening: Opening | null): Result<{ readonly pages: number }> {
  if (opening === null) return fail('badDocument', 'It takes too long or too much memory to open.');
  return 'pages' in opening ? ok(opening) : fail('badDocument', WHY[opening.why]);
}

export function createPdfJudge({ workerCode, timeoutMs, timer }: PdfJudgeParts): PdfJudge {
  return {
    judge: async (pdf) => {
      // What pdf.js says of a file goes nowhere: it may quote it.
      const worker = new Worker(workerCode, { eval: true, workerData: Uint8Array.from(pdf), stdout: true, stderr: true, resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB } });
      const opening = await new Promise<Opening | null>((resolve) => {
        const stop = timer.after(timeoutMs, () => resolve(null));
        const end = (answer: Opening | null): void => {
          stop();
          resolve(answer);
        };
        worker.once('message', (answer: Opening) => end(answer));
        worker.once('error', () => end(null));
        worker.once('exit', () => end(null));
      });
      await worker.terminate();
      return verdictOf(opening);
    },
  };
}
