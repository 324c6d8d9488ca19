/** A timer that fires when told, and a session that only opens and locks: what the lifecycle tests need instead of minutes and a vault. */
import type { Random, Timer } from '../../../electron/ports/computer.ts';
import type { LockReason, Session } from '../../../electron/records/session.ts';

export interface HandTimer extends Timer {
  /** Moves time on and runs what is due, in order. */
  readonly pass: (ms: number) => void;
  readonly waiting: () => number;
}

export function handTimer(): HandTimer {
  let now = 0;
  let pending: { readonly at: number; readonly run: () => void }[] = [];
  return {
    after: (ms, run) => {
      const entry = { at: now + ms, run };
      pending.push(entry);
      return () => { pending = pending.filter((each) => each !== entry); };
    },
    pass: (ms) => {
      const end = now + ms;
      for (;;) {
        const due = pending.filter((each) => each.at <= end).toSorted((a, b) => a.at - b.at)[0];
        if (due === undefined) break;
        pending = pending.filter((each) => each !== due);
        now = due.at;
        due.run();
      }
      now = end;
    },
    waiting: () => pending.length,
  };
}

export function countingRandom(): Random {
  let count = 0;
  return { bytes: (length) => new Uint8Array(length), id: () => `ticket${(count += 1)}` };
}

export interface FakeSession extends Session {
  readonly locks: LockReason[];
}

export function openSession(options: { readonly failsToLock?: boolean } = {}): FakeSession {
  let open = true;
  const locks: LockReason[] = [];
  const unused = (): never => { throw new Error('The lifecycle does not ask the session for this.'); };
  return {
    locks, isOpen: () => open, status: unused, create: unused, unlock: unused, recover: unused, setProfile: unused, inside: unused, lastBackup: unused, backUp: unused, restore: unused, transferFrom: unused,
    lock: async (why) => {
      open = false;
      if (options.failsToLock === true) throw new Error('The disk did not take the last bytes.');
      locks.push(why);
    },
  };
}

/** Lets every promise that can settle now settle. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 20; i += 1) await Promise.resolve();
}
