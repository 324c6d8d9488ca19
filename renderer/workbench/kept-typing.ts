/**
 * Words typed beside an affirmed IEP, which no journal has: main keeps them while they are typed, at most a moment after a key, and at once when asked. What
 * main could not keep stays on the screen and is offered again; words it refuses hold up nobody else's.
 */
import { create } from 'zustand';
import type { Reply } from '../../shared/bridge/contract.ts';
import type { Failure, FailureCode } from '../../shared/words/failures.ts';

/** Milliseconds from the first key main does not have until it is sent, also while typing goes on: half a second of typing is the most that can be lost. */
const LATEST_MS = 350;
/** Milliseconds until a disk that was full or failing is asked again. */
const RETRY_MS = 4_000;
const PASSES: ReadonlySet<FailureCode> = new Set(['diskFull', 'diskTrouble']);

export interface Keeping {
  /** Pieces main has not kept yet. */
  readonly unsaved: number;
  /** Instant of the last keeping, '' before the first. */
  readonly keptAt: string;
  readonly failure: Failure | null;
}
const NOTHING: Keeping = { unsaved: 0, keptAt: '', failure: null };

interface Ports<Typed> {
  /** What belongs together goes to main in one call. */
  readonly together: (typed: Typed) => string;
  readonly send: (typed: readonly Typed[]) => Promise<Reply<{ readonly keptAt: string }>>;
}

export function createKeeper<Typed>({ together, send }: Ports<Typed>) {
  const useKeeping = create<Keeping>(() => NOTHING);
  const waiting = new Map<string, Typed>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  const tell = (state: Partial<Keeping>): void => useKeeping.setState({ unsaved: waiting.size, ...state });
  const later = (ms: number): void => {
    timer ??= setTimeout(() => void keep(), ms);
  };

  async function offer(): Promise<void> {
    let failure: Failure | null = null;
    let keptAt = useKeeping.getState().keptAt;
    for (const one of new Set([...waiting.values()].map(together))) {
      const now = [...waiting].filter(([, typed]) => together(typed) === one);
      const reply = await send(now.map(([, typed]) => typed));
      if (!reply.ok) {
        failure ??= reply.failure as Failure;
        continue;
      }
      // What was typed over meanwhile waits for the next time.
      for (const [key, typed] of now) if (waiting.get(key) === typed) waiting.delete(key);
      ({ keptAt } = reply.value);
    }
    tell({ failure, keptAt });
    if (failure !== null && PASSES.has(failure.code)) later(RETRY_MS);
  }

  /** Resolves when everything typed was offered to main; says how many pieces it has not kept. */
  async function keep(): Promise<{ readonly unsaved: number }> {
    clearTimeout(timer);
    timer = undefined;
    const mine = turn.then(offer);
    turn = mine.catch(() => undefined);
    await mine;
    return { unsaved: waiting.size };
  }

  return {
    useKeeping,
    keep,
    /** A piece whole, as it stands now, in place of what was typed there before. */
    type: (key: string, typed: Typed): void => {
      waiting.set(key, typed);
      tell({});
      later(LATEST_MS);
    },
    waiting: (): readonly Typed[] => [...waiting.values()],
    /** Forgets what was typed; whoever calls has asked main to keep it before. */
    forget: (): void => {
      clearTimeout(timer);
      timer = undefined;
      waiting.clear();
      useKeeping.setState(NOTHING);
    },
  };
}
