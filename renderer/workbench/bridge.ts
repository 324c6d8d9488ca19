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
