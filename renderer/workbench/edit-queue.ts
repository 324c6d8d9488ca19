/**
 * Carries edits to main's disk: at most 200 ms after the last key, 350 ms while typing goes on, at once when asked (decisions.md 2).
 * An edit leaves the queue only on main's acknowledgement that it is flushed; until then its words stay here and are tried again.
 */
import type { Reply } from '../../shared/bridge/contract.ts';
import type { Address } from '../../shared/iep/address.ts';
import type { JournalEntry, Step } from '../../shared/journal/edit.ts';
import type { Failure } from '../../shared/words/failures.ts';
import { createPendingSteps, type PendingSteps } from './pending-steps.ts';

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

/** When the next save is sent by itself. */
interface Timers {
  readonly typed: (send: () => void) => void;
  readonly retry: (ms: number, send: () => void) => void;
  readonly clear: () => void;
}

function createTimers(after: QueuePorts['after']): Timers {
  let cancelQuiet: (() => void) | null = null;
  let cancelLatest: (() => void) | null = null;
  return {
    typed: (send) => {
      cancelQuiet?.();
      cancelQuiet = after(QUIET_MS, send);
      cancelLatest ??= after(LATEST_MS, send);
    },
    retry: (ms, send) => {
      cancelQuiet = after(ms, send);
    },
    clear: () => {
      cancelQuiet?.();
      cancelLatest?.();
      cancelQuiet = null;
      cancelLatest = null;
    },
  };
}

/** One queue as it stands; the functions below are what happens to it. */
interface QueueState {
  readonly ports: QueuePorts;
  readonly steps: PendingSteps;
  readonly timers: Timers;
  rev: number;
  savedAt: string;
  retryMs: number;
  /** The last try failed and will be repeated: that stays on screen until one succeeds, so that the line does not flicker at every key. */
  failing: boolean;
  stopped: boolean;
  /** Main has moved on and this queue was not told yet what it has. */
  halted: boolean;
  held: boolean;
  beginHold: (() => void) | null;
  /** Whoever asked for a flush and has no answer yet. */
  flushes: (() => void)[];
  /** What was told last. */
  told: SaveState['kind'];
}

/** That words are not saved yet is told once, not at every key. */
function tell(queue: QueueState, state: SaveState): void {
  if (state.kind === 'unsaved' && queue.told === 'unsaved') return;
  queue.told = state.kind;
  queue.ports.changed(state);
}

function answerFlushes(queue: QueueState): void {
  const calls = queue.flushes;
  queue.flushes = [];
  for (const call of calls) call();
}

function enterHold(queue: QueueState, begin: () => void): void {
  queue.held = true;
  queue.beginHold = null;
  begin();
}

function send(queue: QueueState): void {
  queue.timers.clear();
  if (queue.stopped) return answerFlushes(queue);
  if (queue.steps.underWay() || queue.halted || queue.held) return;
  if (queue.beginHold !== null) return enterHold(queue, queue.beginHold);
  if (queue.steps.noneWaits()) return answerFlushes(queue);
  const departing = queue.steps.depart();
  if (!queue.failing) tell(queue, { kind: 'saving' });
  void queue.ports.append(queue.rev, departing).then((reply) => received(queue, reply));
}

function tryAgainLater(queue: QueueState, failure: Failure): void {
  queue.failing = true;
  tell(queue, { kind: 'trouble', failure });
  answerFlushes(queue);
  queue.timers.retry(queue.retryMs, () => send(queue));
  queue.retryMs = Math.min(queue.retryMs * 2, RETRY_CAP_MS);
}

type Saved = Extract<Awaited<ReturnType<QueuePorts['append']>>, { readonly ok: true }>['value'];

function acknowledged(queue: QueueState, { rev, savedAt, entries }: Saved): void {
  queue.steps.arrived();
  queue.rev = rev;
  queue.savedAt = savedAt;
  queue.retryMs = RETRY_MS;
  queue.failing = false;
  queue.ports.acknowledged(entries, savedAt);
  if (queue.steps.noneWaits()) tell(queue, { kind: 'saved', at: savedAt });
  send(queue);
}

function notSaved(queue: QueueState, failure: Failure): void {
  if (FOR_GOOD.has(failure.code)) {
    queue.ports.refused(queue.steps.arrived(), failure);
    tell(queue, { kind: 'trouble', failure });
    return send(queue);
  }
  queue.steps.comeBack();
  if (failure.code !== 'staleDraft') return tryAgainLater(queue, failure);
  queue.halted = true;
  queue.ports.stale();
}

function received(queue: QueueState, reply: Awaited<ReturnType<QueuePorts['append']>>): void {
  if (queue.stopped) return;
  if (reply.ok) acknowledged(queue, reply.value);
  else notSaved(queue, reply.failure as Failure);
}

function tellUnsaved(queue: QueueState): void {
  if (!queue.failing) tell(queue, { kind: 'unsaved' });
}

function resume(queue: QueueState, rev: number, steps: readonly Step[]): void {
  if (queue.steps.underWay()) throw new Error('A save is under way: what it carries would be sent twice.');
  queue.rev = rev;
  queue.halted = false;
  queue.held = false;
  queue.steps.replace(steps);
  // Main may have had all of it already.
  if (steps.length === 0) {
    queue.failing = false;
    tell(queue, { kind: 'saved', at: queue.savedAt });
  }
  send(queue);
}

function stop(queue: QueueState): void {
  queue.stopped = true;
  queue.timers.clear();
  answerFlushes(queue);
  queue.beginHold?.();
}

/** A queue that builds on what main had at `start`. */
export function createEditQueue(ports: QueuePorts, start: { readonly rev: number; readonly savedAt: string }): EditQueue {
  const steps = createPendingSteps(ports.newStepId);
  const queue: QueueState = { ...start, ports, steps, timers: createTimers(ports.after), retryMs: RETRY_MS, failing: false, stopped: false, halted: false, held: false, beginHold: null, flushes: [], told: 'saved' };
  return {
    push: (step) => {
      steps.add(step);
      tellUnsaved(queue);
      send(queue);
    },
    type: (at, was, now, label) => {
      steps.type(at, was, now, label);
      tellUnsaved(queue);
      queue.timers.typed(() => send(queue));
    },
    flush: () =>
      new Promise((resolve) => {
        queue.flushes.push(() => resolve({ unsaved: steps.all().length }));
        send(queue);
      }),
    pending: steps.all,
    hold: () =>
      new Promise((resolve) => {
        queue.beginHold = resolve;
        send(queue);
      }),
    release: () => {
      queue.held = false;
      send(queue);
    },
    resume: (rev, again) => resume(queue, rev, again),
    retryLater: (failure) => {
      queue.halted = false;
      queue.held = false;
      tryAgainLater(queue, failure);
    },
    stop: () => stop(queue),
  };
}
