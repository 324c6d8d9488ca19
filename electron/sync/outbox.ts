/**
 * Brings what waits to the district: in order per student, at most two students at once, each package again and again until the district
 * proves that it holds it or a person is needed. What waits is read from the vault every time, never kept in a list of its own (decisions.md 5).
 */
import type { OutboxItem } from '../../shared/bridge/contract.ts';
import type { Receipt } from '../../shared/district-api/contract.ts';
import type { Failure, Result } from '../../shared/words/failures.ts';
import type { Clock, Random, StoredPackage, Timer } from '../ports.ts';
import { retryAfterMs, unitOf, waitMs } from './backoff.ts';
import type { Attempt } from './delivery.ts';

/** Students served at the same time. */
const LANES = 2;

export interface OutboxPorts {
  readonly undelivered: () => Promise<readonly StoredPackage[]>;
  readonly storeReceipt: (iepId: string, receipt: Receipt) => Promise<Result<null>>;
  /** One try; `doubtful` when an earlier try of this package ended without a clear answer. */
  readonly attempt: (item: StoredPackage, doubtful: boolean) => Promise<Attempt>;
  /** False while no district is set up. */
  readonly ready: () => boolean;
  readonly clock: Clock;
  readonly random: Pick<Random, 'bytes'>;
  readonly timer: Timer;
  readonly changed: (event: OutboxEvent) => void;
}

export type OutboxEvent = { readonly kind: 'sending' } | { readonly kind: 'ended'; readonly item: StoredPackage; readonly attempt: Attempt };

/** What is remembered of a package between two tries; lost at quit, which only means one try more. */
interface Memory {
  readonly attempts: number;
  readonly nextTry: string;
  readonly failure: Failure | null;
  readonly stop: 'none' | 'forPerson' | 'final';
}

export type ItemState = Pick<OutboxItem, 'state' | 'attempts' | 'nextTry'> & { readonly failure: Failure | null };

export interface Outbox {
  /** Tries everything that is due; resolves when nothing is under way any more. */
  readonly run: () => Promise<void>;
  /** A person asked: everything is due now, stopped packages too, unless no try can help. */
  readonly runNow: () => Promise<void>;
  /** The network changed or the computer woke: waiting times start anew. */
  readonly wake: () => Promise<void>;
  /** New address or key: a pause for sign-in ends. */
  readonly resume: () => void;
  readonly stateOf: (iepId: string) => ItemState;
  readonly close: () => Promise<void>;
}

const FRESH: Memory = { attempts: 0, nextTry: '', failure: null, stop: 'none' };

export function createOutbox(ports: OutboxPorts): Outbox {
  const memory = new Map<string, Memory>();
  /** Student → iepId on the way. */
  const busy = new Map<string, string>();
  let paused = false;
  let closed = false;
  let running: Promise<void> | null = null;
  let runAgain = false;
  let cancelTimer: (() => void) | null = null;
  let taking: Promise<unknown> = Promise.resolve();

  const recall = (iepId: string): Memory => memory.get(iepId) ?? FRESH;

  /** The first package of the first student whose turn it is; later packages of a student wait for the earlier ones, whatever stops those. */
  async function take(): Promise<StoredPackage | null> {
    if (closed || paused || !ports.ready()) return null;
    const waiting = await ports.undelivered();
    const passed = new Set(busy.keys());
    for (const item of waiting) {
      if (passed.has(item.studentId)) continue;
      passed.add(item.studentId);
      const known = recall(item.package.iepId);
      if (known.stop !== 'none' || known.nextTry > ports.clock.now()) continue;
      busy.set(item.studentId, item.package.iepId);
      return item;
    }
    return null;
  }

  /** One `take` at a time, or two lanes could pick the same student. */
  function takeInTurn(): Promise<StoredPackage | null> {
    const next = taking.then(take);
    taking = next.catch(() => undefined);
    return next;
  }

  function remember(item: StoredPackage, attempt: Exclude<Attempt, { kind: 'delivered' }>): void {
    const { iepId } = item.package;
    const attempts = recall(iepId).attempts + 1;
    switch (attempt.kind) {
      case 'later': {
        const wait = waitMs(attempts, unitOf(ports.random.bytes(4)), retryAfterMs(attempt.retryAfter, ports.clock.now()));
        memory.set(iepId, { attempts, nextTry: new Date(Date.parse(ports.clock.now()) + wait).toISOString(), failure: attempt.failure, stop: 'none' });
        return;
      }
      case 'signIn':
        paused = true;
        memory.set(iepId, { attempts, nextTry: '', failure: attempt.failure, stop: 'none' });
        return;
      case 'stopped':
        memory.set(iepId, { attempts, nextTry: '', failure: attempt.failure, stop: attempt.final ? 'final' : 'forPerson' });
    }
  }

  async function attemptAndStore(item: StoredPackage): Promise<Attempt> {
    const attempt = await ports.attempt(item, recall(item.package.iepId).attempts > 0);
    if (attempt.kind !== 'delivered') return attempt;
    // Without its receipt on disk the package counts as undelivered; the next try gets the same receipt again.
    const stored = await ports.storeReceipt(item.package.iepId, attempt.receipt);
    return stored.ok ? attempt : { kind: 'later', failure: stored.failure };
  }

  async function tryOne(item: StoredPackage): Promise<void> {
    ports.changed({ kind: 'sending' });
    try {
      const attempt = await attemptAndStore(item);
      if (attempt.kind === 'delivered') memory.delete(item.package.iepId);
      else remember(item, attempt);
      busy.delete(item.studentId);
      ports.changed({ kind: 'ended', item, attempt });
    } finally {
      busy.delete(item.studentId);
    }
  }

  async function lane(): Promise<void> {
    for (let item = await takeInTurn(); item !== null; item = await takeInTurn()) await tryOne(item);
  }

  async function rounds(): Promise<void> {
    do {
      runAgain = false;
      await Promise.all(Array.from({ length: LANES }, lane));
    } while (runAgain);
  }

  function schedule(): void {
    cancelTimer?.();
    cancelTimer = null;
    if (closed || paused) return;
    const times = [...memory.values()].filter((known) => known.stop === 'none' && known.nextTry !== '').map((known) => Date.parse(known.nextTry));
    if (times.length === 0) return;
    cancelTimer = ports.timer.after(Math.max(0, Math.min(...times) - Date.parse(ports.clock.now())), () => void run());
  }

  function run(): Promise<void> {
    if (closed) return Promise.resolve();
    runAgain = true;
    running ??= rounds().finally(() => {
      running = null;
      schedule();
    });
    return running;
  }

  function forget(which: (known: Memory) => boolean): void {
    for (const [iepId, known] of memory) {
      // The number of tries stays: it is what tells the next try to ask for a receipt first.
      if (which(known)) memory.set(iepId, { ...known, nextTry: '', stop: 'none' });
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
      for (const [iepId, known] of memory) if (known.stop === 'none') memory.set(iepId, { ...known, attempts: Math.min(known.attempts, 1), nextTry: '' });
      return run();
    },
    resume: () => {
      paused = false;
      forget((known) => known.stop !== 'final');
    },
    stateOf: (iepId) => {
      const { attempts, nextTry, failure, stop } = recall(iepId);
      if ([...busy.values()].includes(iepId)) return { state: 'sending', attempts, nextTry: '', failure };
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
