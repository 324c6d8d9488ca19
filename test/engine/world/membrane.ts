/**
 * Promise: two scripts of one page that share nothing but text can call each other's functions, in both directions, synchronously or by
 * promise. This is what contextBridge gives: values are copied, functions are proxied, objects and prototypes never cross.
 */
import { decode, encode, type Lending, type LentKind } from '../codec.ts';

/** Ships a message to the other half and returns its answer before anything else runs. */
export type Ship = (message: string) => string;

interface Call {
  readonly kind: 'call';
  readonly id: number;
  readonly args: string;
}
interface Settled {
  readonly kind: 'settled';
  readonly id: number;
  readonly ok: boolean;
  readonly value: string;
}
interface Answer {
  readonly ok: boolean;
  readonly value: string;
}

export interface Membrane {
  readonly encode: (value: unknown) => string;
  readonly decode: (text: string) => unknown;
  /** Answers one message of the other half. */
  readonly receive: (message: string) => string;
}

export function makeMembrane(ship: Ship): Membrane {
  // Taken now, before any script of the page can replace them.
  const { parse, stringify } = JSON;
  const lent = new Map<number, (...args: unknown[]) => unknown>();
  const awaited = new Map<number, { resolve: (value: unknown) => void; reject: (reason: unknown) => void }>();
  let lastId = 0;

  const lending: Lending = {
    lend(thing, kind) {
      const id = ++lastId;
      if (kind === 'function') lent.set(id, thing as (...args: unknown[]) => unknown);
      else (thing as Promise<unknown>).then((value) => settle(id, true, value), (reason: unknown) => settle(id, false, reason));
      return id;
    },
    borrow: (id, kind: LentKind) => (kind === 'function' ? borrowedFunction(id) : new Promise((resolve, reject) => awaited.set(id, { resolve, reject }))),
  };

  function settle(id: number, ok: boolean, value: unknown): void {
    const answer = attempt(() => (ok ? value : failure(value)), ok);
    ship(stringify({ kind: 'settled', id, ...answer } satisfies Settled));
  }

  function borrowedFunction(id: number): (...args: unknown[]) => unknown {
    return (...args) => {
      const answer = parse(ship(stringify({ kind: 'call', id, args: encode(args, lending) } satisfies Call))) as Answer;
      if (!answer.ok) throw decode(answer.value, lending);
      return decode(answer.value, lending);
    };
  }

  /** What `produce` gives, or its error, as text; a result that cannot be cloned is an error of the call. */
  function attempt(produce: () => unknown, ok = true): Answer {
    try {
      return { ok, value: encode(produce(), lending) };
    } catch (reason) {
      return { ok: false, value: encode(failure(reason), lending) };
    }
  }

  return {
    encode: (value) => encode(value, lending),
    decode: (text) => decode(text, lending),
    receive(text) {
      const message = parse(text) as Call | Settled;
      if (message.kind === 'call') {
        return stringify(attempt(() => lent.get(message.id)?.(...(decode(message.args, lending) as unknown[]))));
      }
      const waiting = awaited.get(message.id);
      awaited.delete(message.id);
      const value = decode(message.value, lending);
      if (message.ok) waiting?.resolve(value);
      else waiting?.reject(value);
      return '';
    },
  };
}

/** Only an error's name and message cross a bridge; anything else thrown becomes an error that says it. */
function failure(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
