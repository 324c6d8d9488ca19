/**
 * Brings what waits to the district: affirmed IEPs in order per student, what came later in order per IEP, at most two at once, each again
 * and again until the district proves that it holds it or a person is needed.
 */
import type { Receipt, LateReceipt } from '../../shared/district-api/contract.ts';
import { ok, type Result } from '../../shared/words/failures.ts';
import type { Clock, Random, Timer } from '../ports/computer.ts';
import { attempt as onDisk } from '../vault/disk-failure.ts';
import { createQueue } from '../vault/queue.ts';
import { createBetweenTries, type BetweenTries, type ItemState } from './between-tries.ts';
import type { Attempt, LateAttempt } from './delivery.ts';
import type { Waiting } from './waiting.ts';

/** Deliveries at the same time. */
const LANES = 2;
/** Milliseconds until what waits is read again, when the disk did not give it. */
const READ_AGAIN_MS = 60_000;

export interface OutboxPorts {
  /** Oldest first. */
  readonly waiting: () => Promise<readonly Waiting[]>;
  readonly storeReceipt: (item: Waiting, receipt: Receipt | LateReceipt) => Promise<Result<null>>;
  /** One try; `doubtful` when an earlier try of it ended without a clear answer. */
  readonly attempt: (item: Waiting, doubtful: boolean) => Promise<Attempt | LateAttempt>;
  /** False while no district is set up. */
  readonly ready: () => boolean;
  readonly clock: Clock;
  readonly random: Pick<Random, 'bytes'>;
  readonly timer: Timer;
  readonly changed: (event: OutboxEvent) => void;
}

export type OutboxEvent = { readonly kind: 'sending' } | { readonly kind: 'ended'; readonly item: Waiting; readonly attempt: Attempt | LateAttempt };

export interface Outbox {
  /** Tries everything that is due; resolves when nothing is under way any more. Where the disk did not let it read what waits, it is tried again later. */
  readonly run: () => Promise<void>;
  /** A person asked: everything is due now, what was stopped too, unless no try can help. */
  readonly runNow: () => Promise<void>;
  /** The network changed or the computer woke: waiting times start anew. */
  readonly wake: () => Promise<void>;
  /** New address or key: a pause for sign-in ends. */
  readonly resume: () => void;
  readonly stateOf: (id: string) => ItemState;
  readonly close: () => Promise<void>;
}

/** What the lanes share. */
interface Work {
  readonly ports: OutboxPorts;
  readonly tries: BetweenTries;
  /** Queue → id on the way. */
  readonly busy: Map<string, string>;
}

/** The next item to send: the first of a queue that nobody is working on and whose first item is due. Later items of a queue wait for the earlier ones, whatever holds those up. */
async function take({ ports, tries, busy }: Work): Promise<Waiting | null> {
  if (tries.paused() || !ports.ready()) return null;
  const waiting = await ports.waiting();
  const passed = new Set(busy.keys());
  for (const item of waiting) {
    if (passed.has(item.queue)) continue;
    passed.add(item.queue);
    if (!tries.isDue(item.id)) continue;
    busy.set(item.queue, item.id);
    return item;
  }
  return null;
}

async function attemptAndStore({ ports, tries }: Work, item: Waiting): Promise<Attempt | LateAttempt> {
  const attempt = await ports.attempt(item, tries.isDoubtful(item.id));
  if (attempt.kind !== 'delivered') return attempt;
  // Without its receipt on disk it counts as undelivered; the next try gets the same receipt again.
  const stored = await ports.storeReceipt(item, attempt.receipt);
  return stored.ok ? attempt : { kind: 'later', failure: stored.failure };
}

async function tryOne(work: Work, item: Waiting): Promise<void> {
  const { ports, tries, busy } = work;
  ports.changed({ kind: 'sending' });
  try {
    const attempt = await attemptAndStore(work, item);
    if (attempt.kind === 'delivered') tries.delivered(item.id);
    else tries.setBack(item.id, attempt);
    busy.delete(item.queue);
    ports.changed({ kind: 'ended', item, attempt });
  } finally {
    busy.delete(item.queue);
  }
}

/** Milliseconds until the next run, or null when nothing waits for its time. */
function waitUntilNext({ ports, tries }: Work, readAgain: boolean): number | null {
  const now = Date.parse(ports.clock.now());
  const times = readAgain ? [...tries.times(), now + READ_AGAIN_MS] : tries.times();
  return times.length === 0 ? null : Math.max(0, Math.min(...times) - now);
}

export function createOutbox(ports: OutboxPorts): Outbox {
  const work: Work = { ports, tries: createBetweenTries(ports.clock, ports.random), busy: new Map() };
  const { tries, busy } = work;
  /** One `take` at a time, or two lanes could pick the same queue. */
  const taking = createQueue();
  let closed = false;
  let running: Promise<void> | null = null;
  let runAgain = false;
  let cancelTimer: (() => void) | null = null;

  async function lane(): Promise<void> {
    const next = (): Promise<Waiting | null> => taking.run(async () => (closed ? null : take(work)));
    for (let item = await next(); item !== null; item = await next()) await tryOne(work, item);
  }

  async function rounds(): Promise<void> {
    do {
      runAgain = false;
      // Both lanes are waited for, also when one failed: `close` must not resolve while a request is under way.
      const ended = await Promise.allSettled(Array.from({ length: LANES }, lane));
      for (const one of ended) if (one.status === 'rejected') throw one.reason;
    } while (runAgain);
  }

  function schedule(readAgain: boolean): void {
    cancelTimer?.();
    cancelTimer = null;
    const wait = closed || tries.paused() ? null : waitUntilNext(work, readAgain);
    if (wait !== null) cancelTimer = ports.timer.after(wait, () => void run());
  }

  /** Most callers do not wait for a run, so an error of the disk must not become a rejection that nobody handles. */
  async function runToEnd(): Promise<void> {
    const read = await onDisk(async () => {
      await rounds();
      return ok(null);
    }).finally(() => {
      running = null;
    });
    schedule(!read.ok);
  }

  function run(): Promise<void> {
    if (closed) return Promise.resolve();
    runAgain = true;
    running ??= runToEnd();
    return running;
  }

  return {
    run,
    runNow: () => {
      tries.allDue();
      return run();
    },
    wake: () => {
      tries.waitsAnew();
      return run();
    },
    resume: tries.allDue,
    stateOf: (id) => ([...busy.values()].includes(id) ? { ...tries.stateOf(id), state: 'sending', nextTry: '' } : tries.stateOf(id)),
    close: async () => {
      closed = true;
      cancelTimer?.();
      await running;
    },
  };
}
