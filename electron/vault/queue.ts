/** One thing after the other: writers of the same file wait for each other, and a failed one does not stop the next. */
import { VaultClosed } from './disk-failure.ts';

export interface Queue {
  /** Rejects with what `work` rejects with, or with VaultClosed after `end`. */
  readonly run: <T>(work: () => Promise<T>) => Promise<T>;
  /** Takes no more work; resolves when everything queued before has ended. */
  readonly end: () => Promise<void>;
}

/**
 * Runs every step in order, also after one that failed: what is closed in steps must not stay half open because the disk refused one of them.
 * Rejects with what the first step that failed rejected with, once all have run.
 */
export async function allInTurn(steps: Iterable<() => void | Promise<void>>): Promise<void> {
  const failures: unknown[] = [];
  for (const step of steps) {
    try {
      await step();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}

export function createQueue(): Queue {
  let tail: Promise<void> = Promise.resolve();
  let ended = false;
  return {
    run: async (work) => {
      if (ended) throw new VaultClosed();
      const turn = tail.then(work);
      tail = turn.then(
        () => undefined,
        () => undefined,
      );
      return turn;
    },
    end: () => {
      ended = true;
      return tail;
    },
  };
}
