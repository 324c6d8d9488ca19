/** Asks the page for everything it has not sent yet, and waits for its answer or the time limit: the first phase of quitting, locking and suspending. */
import type { Random, Timer } from '../ports/computer.ts';
import type { Notify } from '../records/rooms.ts';

/** Milliseconds the page has to answer; a page that hangs must not hold the computer (storage.md section 4). */
export const ANSWER_MS = 3_000;

export type Flushed = { readonly answer: 'flushed' | 'unsaved'; readonly unsaved: number } | { readonly answer: 'noAnswer'; readonly unsaved: 0 };

export interface Flush {
  /** Resolves with what the page said; never rejects. */
  readonly ask: (why: 'quit' | 'lock' | 'suspend') => Promise<Flushed>;
  /** The page's answer; an unknown ticket is ignored. */
  readonly answered: (ticket: string, unsaved: number) => void;
}

export function createFlush(notify: Notify, random: Random, timer: Timer, hasWindow: () => boolean): Flush {
  const waiting = new Map<string, (flushed: Flushed) => void>();
  return {
    ask: (why) => {
      if (!hasWindow()) return Promise.resolve({ answer: 'flushed', unsaved: 0 });
      const ticket = random.id();
      return new Promise((resolve) => {
        const cancel = timer.after(ANSWER_MS, () => {
          waiting.delete(ticket);
          resolve({ answer: 'noAnswer', unsaved: 0 });
        });
        waiting.set(ticket, (flushed) => {
          cancel();
          waiting.delete(ticket);
          resolve(flushed);
        });
        notify('flush', { ticket, why });
      });
    },
    answered: (ticket, unsaved) => waiting.get(ticket)?.(unsaved === 0 ? { answer: 'flushed', unsaved: 0 } : { answer: 'unsaved', unsaved }),
  };
}
