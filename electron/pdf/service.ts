/** The paper service of main: one job at a time in a worker of its own, so that typing never waits for a print; a worker that hangs or crashes is replaced. */
import { Worker } from 'node:worker_threads';
import type { MadePaper, PaperJob, PaperService } from '../ports/paper.ts';
import type { Timer } from '../ports/computer.ts';
import type { Result } from '../../shared/words/failures.ts';
import { fail, ok } from '../../shared/words/failures.ts';
import type { PaperFonts } from './fonts.ts';
import type { WorkerReply, WorkerRequest, WorkerStart } from './protocol.ts';

export interface PaperServiceParts {
  /** Text of the bundled worker: main reads it, so that the worker needs no path inside the archive (decisions.md 27). */
  readonly workerCode: string;
  readonly fonts: PaperFonts;
  /** Milliseconds a paper may take before its job counts as hung. */
  readonly timeoutMs: number;
  /** When paper is made ahead. */
  readonly timer: Timer;
}

/** Milliseconds after which paper is made ahead: whoever opens a draft writes in it first, and two processors are few. */
export const AHEAD_MS = 3_000;

/** The worker of the moment: started for a request that finds none, replaced when it dies or does not answer in time. */
function createReplacedWorker(workerCode: string, fonts: PaperFonts, timeoutMs: number) {
  let worker: Worker | null = null;

  const start = (): Worker => {
    const started = new Worker(workerCode, { eval: true, workerData: { fonts } satisfies WorkerStart });
    // The worker never keeps the program alive by itself; a job under way is waited for by its caller.
    started.unref();
    // An error between two jobs must not bring main down; the next job finds no worker and starts one.
    started.on('error', () => undefined);
    started.once('exit', () => {
      if (worker === started) worker = null;
    });
    return started;
  };

  const end = async (): Promise<void> => {
    const old = worker;
    worker = null;
    await old?.terminate();
  };

  /** One request, one reply; null when the worker died, or did not answer in time. */
  const ask = async (request: WorkerRequest, papers: number): Promise<WorkerReply | null> => {
    const asked = worker ??= start();
    asked.ref();
    const reply = await new Promise<WorkerReply | null>((resolve) => {
      const answered = (message: WorkerReply) => settle(message);
      const died = () => settle(null);
      const timer = setTimeout(died, timeoutMs * papers);
      const settle = (value: WorkerReply | null) => {
        clearTimeout(timer);
        asked.off('message', answered).off('exit', died);
        resolve(value);
      };
      asked.once('message', answered);
      asked.once('exit', died);
      asked.postMessage(request);
    });
    asked.unref();
    return reply;
  };
  return { ask, end };
}

/** Starts no worker before the first job, or some time after `warm`. */
export function createPaperService({ workerCode, fonts, timeoutMs, timer }: PaperServiceParts): PaperService {
  const worker = createReplacedWorker(workerCode, fonts, timeoutMs);
  let last: Promise<unknown> = Promise.resolve();
  let closed = false;
  /** Counts the locks. What was asked for before one is not made after it: its document would lie in a new worker while the records are sealed. */
  let locks = 0;
  let cancelAhead = (): void => undefined;

  const retire = (): Promise<void> => {
    cancelAhead();
    return worker.end();
  };

  const ask = async (request: WorkerRequest, papers: number): Promise<WorkerReply> => {
    const reply = await worker.ask(request, papers);
    if (reply !== null) return reply;
    await retire();
    return { kind: 'failed' };
  };

  const inTurn = (request: WorkerRequest, papers = 1): Promise<WorkerReply> => {
    const asked = locks;
    const turn = last.then(() => (closed || asked !== locks ? { kind: 'failed' as const } : ask(request, papers)));
    last = turn.catch(() => undefined);
    return turn;
  };

  return {
    make: async (job: PaperJob): Promise<Result<MadePaper>> => {
      const reply = await inTurn({ kind: 'make', job });
      return reply.kind === 'made' ? ok(reply.paper) : fail('paperFailed');
    },
    library: async (job) => {
      const reply = await inTurn({ kind: 'library', job });
      return reply.kind === 'made' ? ok(reply.paper) : fail('paperFailed');
    },
    together: async (jobs) => {
      const reply = await inTurn({ kind: 'together', jobs }, jobs.length);
      return reply.kind === 'together' ? ok(reply.pdf) : fail('paperFailed');
    },
    warm: (job) => {
      cancelAhead();
      cancelAhead = timer.after(AHEAD_MS, () => void inTurn({ kind: 'warm', job: job ?? null }));
    },
    forget: () => {
      locks += 1;
      return retire();
    },
    close: async () => {
      closed = true;
      await retire();
    },
  };
}
