/**
 * Brings what waits to the district: affirmed IEPs in order per student, what came later in order per IEP, at most two at once, each again
 * and again until the district proves that it holds it or a person is needed. What waits is what the records here lack a receipt for, never a list of its own (decisions.md 5).
 */
import type { OutboxItem } from '../../shared/bridge/contract.ts';
import type { Receipt, LateReceipt } from '../../shared/district-api/contract.ts';
import { ok, type Failure, type Result } from '../../shared/words/failures.ts';
import type { Clock, LateFacts, Random, RecordFacts, Timer } from '../ports.ts';
import { attempt as onDisk } from '../vault/disk-failure.ts';
import { retryAfterMs, unitOf, waitMs } from './backoff.ts';
import type { Attempt, Setback, LateAttempt } from './delivery.ts';

/** Deliveries at the same time. */
const LANES = 2;
/** Milliseconds until what waits is read again, when the disk did not give it. */
const READ_AGAIN_MS = 60_000;

/** An affirmed IEP, or something that came later to one the district holds. `id` is unique among all that waits; of one `queue` only the first is sent. */
export type Waiting =
  | { readonly what: 'iep'; readonly id: string; readonly queue: string; readonly record: RecordFacts }
  | { readonly what: 'late'; readonly id: string; readonly queue: string; readonly record: RecordFacts; readonly late: LateFacts };

/** A student's records go one after the other, since each builds on the one before. */
export function waitingIep(record: RecordFacts): Waiting {
  return { what: 'iep', id: record.iepId, queue: record.studentId, record };
}

/** What came later waits for what came before it to the same record, and for no other record. */
export function waitingLate(record: RecordFacts, late: LateFacts): Waiting {
  return { what: 'late', id: `${record.iepId}/${late.number}`, queue: `${record.iepId}/`, record, late };
}

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

/** What is remembered of an item between two tries, in memory only: forgetting it at quit costs one extra try. */
interface Memory {
  readonly attempts: number;
  readonly nextTry: string;
  readonly failure: Failure | null;
  readonly stop: 'none' | 'forPerson' | 'final';
}

export type ItemState = Pick<OutboxItem, 'state' | 'attempts' | 'nextTry'> & { readonly failure: Failure | null };

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

const FRESH: Memory = { attempts: 0, nextTry: '', failure: null, stop: 'none' };

export function createOutbox(ports: OutboxPorts): Outbox {
  const memory = new Map<string, Memory>();
  /** Queue → id on the way. */
  const busy = new Map<string, string>();
  let paused = false;
  let closed = false;
  let running: Promise<void> | null = null;
  let runAgain = false;
  let cancelTimer: (() => void) | null = null;
  let taking: Promise<unknown> = Promise.resolve();

  const recall = (id: string): Memory => memory.get(id) ?? FRESH;

  /** The next item to send: the first of a queue that nobody is working on and whose first item is due. Later items of a queue wait for the earlier ones, whatever holds those up. */
  async function take(): Promise<Waiting | null> {
    if (closed || paused || !ports.ready()) return null;
    const waiting = await ports.waiting();
    const passed = new Set(busy.keys());
    for (const item of waiting) {
      if (passed.has(item.queue)) continue;
      passed.add(item.queue);
      const known = recall(item.id);
      if (known.stop !== 'none' || known.nextTry > ports.clock.now()) continue;
      busy.set(item.queue, item.id);
      return item;
    }
    return null;
  }

  /** One `take` at a time, or two lanes could pick the same queue. */
  function takeInTurn(): Promise<Waiting | null> {
    const next = taking.then(take);
    taking = next.catch(() => undefined);
    return next;
  }

  function remember({ id }: Waiting, attempt: Setback): void {
    const attempts = recall(id).attempts + 1;
    switch (attempt.kind) {
      case 'later': {
        const wait = waitMs(attempts, unitOf(ports.random.bytes(4)), retryAfterMs(attempt.retryAfter, ports.clock.now()));
        memory.set(id, { attempts, nextTry: new Date(Date.parse(ports.clock.now()) + wait).toISOString(), failure: attempt.failure, stop: 'none' });
        return;
      }
      case 'signIn':
        paused = true;
        memory.set(id, { attempts, nextTry: '', failure: attempt.failure, stop: 'none' });
        return;
      case 'stopped':
        memory.set(id, { attempts, nextTry: '', failure: attempt.failure, stop: attempt.final ? 'final' : 'forPerson' });
    }
  }

  async function attemptAndStore(item: Waiting): Promise<Attempt | LateAttempt> {
    const attempt = await ports.attempt(item, recall(item.id).attempts > 0);
    if (attempt.kind !== 'delivered') return attempt;
    // Without its receipt on disk it counts as undelivered; the next try gets the same receipt again.
    const stored = await ports.storeReceipt(item, attempt.receipt);
    return stored.ok ? attempt : { kind: 'later', failure: stored.failure };
  }

  async function tryOne(item: Waiting): Promise<void> {
    ports.changed({ kind: 'sending' });
    try {
      const attempt = await attemptAndStore(item);
      if (attempt.kind === 'delivered') memory.delete(item.id);
      else remember(item, attempt);
      busy.delete(item.queue);
      ports.changed({ kind: 'ended', item, attempt });
    } finally {
      busy.delete(item.queue);
    }
  }

  async function lane(): Promise<void> {
    for (let item = await takeInTurn(); item !== null; item = await takeInTurn()) await tryOne(item);
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
    if (closed || paused) return;
    const now = Date.parse(ports.clock.now());
    const times = [...memory.values()].filter((known) => known.stop === 'none' && known.nextTry !== '').map((known) => Date.parse(known.nextTry));
    if (readAgain) times.push(now + READ_AGAIN_MS);
    if (times.length === 0) return;
    cancelTimer = ports.timer.after(Math.max(0, Math.min(...times) - now), () => void run());
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

  function forget(which: (known: Memory) => boolean): void {
    for (const [id, known] of memory) {
      // The number of tries stays: it tells the next try to ask for a receipt before sending again.
      if (which(known)) memory.set(id, { ...known, nextTry: '', stop: 'none' });
    }
  }

  return {
    run,
    runNow: () => {
      paused = false;
      forget((known) => known.stop !== 'final');
      return run();
    },
    wake: () => {
      for (const [id, known] of memory) if (known.stop === 'none') memory.set(id, { ...known, attempts: Math.min(known.attempts, 1), nextTry: '' });
      return run();
    },
    resume: () => {
      paused = false;
      forget((known) => known.stop !== 'final');
    },
    stateOf: (id) => {
      const { attempts, nextTry, failure, stop } = recall(id);
      if ([...busy.values()].includes(id)) return { state: 'sending', attempts, nextTry: '', failure };
      if (stop !== 'none') return { state: 'refused', attempts, nextTry: '', failure };
      return { state: paused ? 'paused' : 'waiting', attempts, nextTry, failure };
    },
    close: async () => {
      closed = true;
      cancelTimer?.();
      await running;
    },
  };
}
