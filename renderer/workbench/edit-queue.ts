/**
 * Carries edits to main's disk: at most 200 ms after the last key, 350 ms while typing goes on, at once when asked (decisions.md 2).
 * An edit leaves the queue only on main's acknowledgement that it is flushed; until then its words stay here and are tried again.
 */
import type { Reply } from '../../shared/bridge/contract.ts';
import type { Address } from '../../shared/iep/address.ts';
import type { JournalEntry, Step } from '../../shared/journal/edit.ts';
import { textEdit } from '../../shared/journal/text.ts';
import type { Failure } from '../../shared/words/failures.ts';

/** Milliseconds of silence after which typing is sent. */
export const QUIET_MS = 200;
/** Milliseconds after which typing is sent even while it goes on. */
export const LATEST_MS = 350;
/** Milliseconds before the first retry of a save that failed; doubled each time up to the cap. */
export const RETRY_MS = 500;
export const RETRY_CAP_MS = 8_000;

export interface QueuePorts {
  readonly append: (parent: number, steps: readonly Step[]) => Promise<Reply<{ readonly rev: number; readonly savedAt: string; readonly entries: readonly JournalEntry[] }>>;
  readonly after: (ms: number, run: () => void) => () => void;
  readonly newStepId: () => string;
  /** Called with the entries main stamped, in order. */
  readonly acknowledged: (entries: readonly JournalEntry[], savedAt: string) => void;
  /** The draft moved on elsewhere: nothing is sent until it was read again and `resume` or `retryLater` was called. What is typed meanwhile is pending too. */
  readonly stale: () => void;
  /** Main refused the steps for good (role, fit): they are taken back on screen. */
  readonly refused: (steps: readonly Step[], failure: Failure) => void;
  readonly changed: (state: SaveState) => void;
}

export type SaveState =
  | { readonly kind: 'saved'; readonly at: string }
  | { readonly kind: 'unsaved' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'trouble'; readonly failure: Failure };

interface Pending {
  readonly step: Step;
  /** Set for typing in one field: further keys in that field join this step. */
  readonly typing: { readonly at: Address; readonly was: string } | null;
}

export interface EditQueue {
  /** A whole step (a choice, a row, an undo); sent at once. */
  readonly push: (step: Step) => void;
  /** Typing: the text of one field went from `was` to `now`. Returns the step as it stands. */
  readonly type: (at: Address, was: string, now: string, label: string) => void;
  /** Sends everything now; resolves when nothing is left unsaved, or with what could not be saved. */
  readonly flush: () => Promise<{ readonly unsaved: number }>;
  /** Steps not yet acknowledged, oldest first. */
  readonly pending: () => readonly Step[];
  /**
   * Resolves once nothing is under way, and sends nothing from then on: an append built on a revision that main is just leaving would be refused. Ends with
   * `resume` or `release`; what is typed meanwhile waits. One holder at a time.
   */
  readonly hold: () => Promise<void>;
  /** Ends a hold in which the draft did not move on. */
  readonly release: () => void;
  /** Goes on at `rev` with what was pending, put on top of what main has now. Only in a hold or after `stale`. */
  readonly resume: (rev: number, steps: readonly Step[]) => void;
  /** The draft could not be read again: everything stays pending and is tried again later. */
  readonly retryLater: (failure: Failure) => void;
  readonly stop: () => void;
}

/** Failures that trying again cannot mend. */
const FOR_GOOD: ReadonlySet<string> = new Set(['notYours', 'badEdit', 'readOnly', 'refused', 'badRequest', 'tooLarge', 'notFound']);

export function createEditQueue(ports: QueuePorts, start: { readonly rev: number; readonly savedAt: string }): EditQueue {
  let { rev, savedAt } = start;
  let waiting: Pending[] = [];
  let inFlight: readonly Pending[] = [];
  let cancelQuiet: (() => void) | null = null;
  let cancelLatest: (() => void) | null = null;
  let retryMs = RETRY_MS;
  /** The last try failed and will be repeated: that stays on screen until one succeeds, so that the line does not flicker at every key. */
  let failing = false;
  let stopped = false;
  /** Main has moved on and this queue was not told yet what it has. */
  let halted = false;
  let held = false;
  let beginHold: (() => void) | null = null;
  let settled: (() => void)[] = [];

  const clearTimers = (): void => {
    cancelQuiet?.();
    cancelLatest?.();
    cancelQuiet = null;
    cancelLatest = null;
  };

  const settle = (): void => {
    const calls = settled;
    settled = [];
    for (const call of calls) call();
  };

  const schedule = (): void => {
    cancelQuiet?.();
    cancelQuiet = ports.after(QUIET_MS, send);
    cancelLatest ??= ports.after(LATEST_MS, send);
  };

  function send(): void {
    clearTimers();
    if (stopped) return settle();
    if (inFlight.length > 0 || halted || held) return;
    if (beginHold !== null) return enterHold(beginHold);
    if (waiting.length === 0) return settle();
    inFlight = waiting;
    waiting = [];
    if (!failing) ports.changed({ kind: 'saving' });
    void ports.append(rev, inFlight.map((item) => item.step)).then(received);
  }

  function enterHold(begin: () => void): void {
    held = true;
    beginHold = null;
    begin();
  }

  const tryAgainLater = (failure: Failure): void => {
    failing = true;
    ports.changed({ kind: 'trouble', failure });
    settle();
    cancelQuiet = ports.after(retryMs, send);
    retryMs = Math.min(retryMs * 2, RETRY_CAP_MS);
  };

  function received(reply: Awaited<ReturnType<QueuePorts['append']>>): void {
    if (stopped) return;
    const sent = inFlight;
    inFlight = [];
    if (reply.ok) {
      ({ rev, savedAt } = reply.value);
      retryMs = RETRY_MS;
      failing = false;
      ports.acknowledged(reply.value.entries, savedAt);
      if (waiting.length === 0) ports.changed({ kind: 'saved', at: savedAt });
      send();
      return;
    }
    if (FOR_GOOD.has(reply.failure.code)) {
      ports.refused(sent.map((item) => item.step), reply.failure as Failure);
      ports.changed({ kind: 'trouble', failure: reply.failure as Failure });
      send();
      return;
    }
    waiting = [...sent.map((item) => ({ ...item, typing: null })), ...waiting];
    if (reply.failure.code === 'staleDraft') {
      halted = true;
      ports.stale();
      return;
    }
    tryAgainLater(reply.failure as Failure);
  }

  const tellUnsaved = (): void => {
    if (!failing) ports.changed({ kind: 'unsaved' });
  };
  const add = (item: Pending): void => {
    waiting = [...waiting, item];
    tellUnsaved();
  };

  return {
    push: (step) => {
      add({ step, typing: null });
      send();
    },
    type: (at, was, now, label) => {
      const last = waiting.at(-1);
      if (last?.typing?.at === at) {
        const joined: Step = { ...last.step, edits: [textEdit(at, last.typing.was, now)] };
        waiting = [...waiting.slice(0, -1), { ...last, step: joined }];
        tellUnsaved();
      } else {
        add({ step: { id: ports.newStepId(), label, edits: [textEdit(at, was, now)] }, typing: { at, was } });
      }
      schedule();
    },
    flush: () =>
      new Promise((resolve) => {
        settled.push(() => resolve({ unsaved: waiting.length + inFlight.length }));
        send();
      }),
    pending: () => [...inFlight, ...waiting].map((item) => item.step),
    hold: () =>
      new Promise((resolve) => {
        beginHold = resolve;
        send();
      }),
    release: () => {
      held = false;
      send();
    },
    resume: (at, steps) => {
      if (inFlight.length > 0) throw new Error('A save is under way: what it carries would be sent twice.');
      rev = at;
      halted = false;
      held = false;
      waiting = steps.map((step) => ({ step, typing: null }));
      // Main may have had all of it already.
      if (waiting.length === 0) {
        failing = false;
        ports.changed({ kind: 'saved', at: savedAt });
      }
      send();
    },
    retryLater: (failure) => {
      halted = false;
      held = false;
      tryAgainLater(failure);
    },
    stop: () => {
      stopped = true;
      clearTimers();
      settle();
      beginHold?.();
    },
  };
}
