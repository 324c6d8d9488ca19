/** Locks on idle, suspend and screen lock. Locking first takes in what the page still has; it hides and never discards. */
import type { Log } from '../diagnostics/log.ts';
import type { LockReason, Session } from '../records/session.ts';
import type { Timer } from '../ports/computer.ts';
import type { Flush } from './flush.ts';

/** Milliseconds between two looks at how long nobody touched the computer. */
const LOOK_MS = 15_000;

export interface SystemEvents {
  readonly onSuspend: (run: () => void) => void;
  readonly onScreenLock: (run: () => void) => void;
  /** Seconds since the last key or pointer movement on this computer: typing in a meeting never counts as idle. */
  readonly idleSeconds: () => number;
}

export interface AutoLock {
  readonly lockNow: (why: LockReason) => Promise<void>;
  readonly stop: () => void;
}

export interface AutoLockParts {
  readonly session: Session;
  readonly flush: Flush;
  readonly events: SystemEvents;
  readonly timer: Timer;
  readonly idleMinutes: () => number;
  readonly log: Log;
}

export function createAutoLock({ session, flush, events, timer, idleMinutes, log }: AutoLockParts): AutoLock {
  let cancel: () => void = () => undefined;
  let locking: Promise<void> | null = null;

  const lockNow = (why: LockReason): Promise<void> => {
    if (!session.isOpen()) return Promise.resolve();
    locking ??= flush
      .ask(why === 'suspend' ? 'suspend' : 'lock')
      // Words the page could not send stay in its memory only until it is cleared; locking with unsaved words would lose them.
      .then((flushed) => (flushed.answer === 'unsaved' ? undefined : session.lock(why)))
      .finally(() => {
        locking = null;
      });
    return locking;
  };

  /** Nobody waits for this one, so nobody else would hear that it failed. */
  const lockUnasked = (why: LockReason): void => void lockNow(why).catch(() => log('closeFailed', { room: 'session' }));

  const look = (): void => {
    if (session.isOpen() && events.idleSeconds() >= idleMinutes() * 60) lockUnasked('idle');
    cancel = timer.after(LOOK_MS, look);
  };

  events.onSuspend(() => lockUnasked('suspend'));
  events.onScreenLock(() => lockUnasked('screen'));
  cancel = timer.after(LOOK_MS, look);
  return { lockNow, stop: () => cancel() };
}
