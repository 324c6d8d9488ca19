/** The page's only way to main: the typed bridge, with a broken call turned into a named failure instead of an exception. */
import type { Bridge, Reply } from '../../shared/bridge/contract.ts';

declare global {
  interface Window {
    readonly iep: Bridge;
  }
}

export function bridge(): Bridge {
  return window.iep;
}

/** Awaits a bridge call; a rejected one (window torn down, message too large) becomes the failure `unexpected`. */
export async function ask<T>(call: Promise<Reply<T>>): Promise<Reply<T>> {
  try {
    return await call;
  } catch {
    return { ok: false, failure: { code: 'unexpected' } };
  }
}

/** Counts the locks. */
let locks = 0;

/** From now on nothing that was asked before is answered: main was still open when it said it, and this window forgets what it knows. */
export function dropAnswers(): void {
  locks += 1;
}

/** As `ask`, for what this window keeps in memory: an answer that comes after a lock is `locked`, or words of a student would lie here while the records are sealed. */
export async function askWhileOpen<T>(call: Promise<Reply<T>>): Promise<Reply<T>> {
  const asked = locks;
  const reply = await ask(call);
  return asked === locks ? reply : { ok: false, failure: { code: 'locked' } };
}
