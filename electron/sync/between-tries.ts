/** What is remembered of each entry of the outbox between two tries, in memory only: forgetting it at quit costs one extra try. */
import type { OutboxItem } from '../../shared/bridge/sync.ts';
import type { Failure } from '../../shared/words/failures.ts';
import type { Clock, Random } from '../ports/computer.ts';
import { retryAfterMs, unitOf, waitMs } from './backoff.ts';
import type { Setback } from './delivery.ts';

interface Memory {
  readonly attempts: number;
  readonly nextTry: string;
  readonly failure: Failure | null;
  readonly stop: 'none' | 'forPerson' | 'final';
}

export type ItemState = Pick<OutboxItem, 'state' | 'attempts' | 'nextTry'> & { readonly failure: Failure | null };

export interface BetweenTries {
  /** True from an answer that asks for a sign-in until `allDue`. */
  readonly paused: () => boolean;
  readonly isDue: (id: string) => boolean;
  /** Whether an earlier try of it ended without a clear answer. */
  readonly isDoubtful: (id: string) => boolean;
  readonly setBack: (id: string, setback: Setback) => void;
  readonly delivered: (id: string) => void;
  /** Everything is due now, what was stopped too, unless no try can help. */
  readonly allDue: () => void;
  /** What waits for its time is due now, and waits are short again. */
  readonly waitsAnew: () => void;
  /** Milliseconds since 1970 of all that waits for its time. */
  readonly times: () => readonly number[];
  /** As it is while nobody is sending it. */
  readonly stateOf: (id: string) => ItemState;
}

const FRESH: Memory = { attempts: 0, nextTry: '', failure: null, stop: 'none' };

function afterSetback(before: Memory, setback: Setback, clock: Clock, random: Pick<Random, 'bytes'>): Memory {
  const attempts = before.attempts + 1;
  switch (setback.kind) {
    case 'later': {
      const wait = waitMs(attempts, unitOf(random.bytes(4)), retryAfterMs(setback.retryAfter, clock.now()));
      return { attempts, nextTry: new Date(Date.parse(clock.now()) + wait).toISOString(), failure: setback.failure, stop: 'none' };
    }
    case 'signIn':
      return { attempts, nextTry: '', failure: setback.failure, stop: 'none' };
    case 'stopped':
      return { attempts, nextTry: '', failure: setback.failure, stop: setback.final ? 'final' : 'forPerson' };
  }
}

export function createBetweenTries(clock: Clock, random: Pick<Random, 'bytes'>): BetweenTries {
  const memory = new Map<string, Memory>();
  let paused = false;
  const recall = (id: string): Memory => memory.get(id) ?? FRESH;
  return {
    paused: () => paused,
    isDue: (id) => recall(id).stop === 'none' && recall(id).nextTry <= clock.now(),
    isDoubtful: (id) => recall(id).attempts > 0,
    setBack: (id, setback) => {
      if (setback.kind === 'signIn') paused = true;
      memory.set(id, afterSetback(recall(id), setback, clock, random));
    },
    delivered: (id) => void memory.delete(id),
    allDue: () => {
      paused = false;
      // The number of tries stays: it tells the next try to ask for a receipt before sending again.
      for (const [id, known] of memory) if (known.stop !== 'final') memory.set(id, { ...known, nextTry: '', stop: 'none' });
    },
    waitsAnew: () => {
      for (const [id, known] of memory) if (known.stop === 'none') memory.set(id, { ...known, attempts: Math.min(known.attempts, 1), nextTry: '' });
    },
    times: () => [...memory.values()].filter((known) => known.stop === 'none' && known.nextTry !== '').map((known) => Date.parse(known.nextTry)),
    stateOf: (id) => {
      const { attempts, nextTry, failure, stop } = recall(id);
      if (stop !== 'none') return { state: 'refused', attempts, nextTry: '', failure };
      return { state: paused ? 'paused' : 'waiting', attempts, nextTry, failure };
    },
  };
}
