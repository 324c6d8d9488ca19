/**
 * Weighs what the page sent before anything parses it, and refuses what is not plain data: cycles, functions, class instances, keys that could
 * reach a prototype, nesting deep enough to exhaust the stack of a parser.
 */
import { isForbiddenKey } from '../../shared/journal/place.ts';

/** Deepest nesting of any value of the contract is under 20; a schema walks recursively, so the limit keeps it far from the stack's end. */
const DEEPEST = 100;

export type Weight = { readonly ok: true; readonly bytes: number } | { readonly ok: false; readonly why: 'tooLarge' | 'notPlain' };

const NOT_PLAIN: Weight = { ok: false, why: 'notPlain' };
const TOO_LARGE: Weight = { ok: false, why: 'tooLarge' };

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Bytes of `value` (strings and keys as UTF-8, byte arrays as they are, other scalars as 8), or why it is refused. Stops at `limit`. */
export function weigh(value: unknown, limit: number): Weight {
  let bytes = 0;
  const ancestors = new Set<object>();

  function visit(here: unknown): Weight | null {
    if (bytes > limit) return TOO_LARGE;
    if (typeof here === 'string') bytes += Buffer.byteLength(here, 'utf8');
    else if (here === null || here === undefined || typeof here === 'boolean' || typeof here === 'number') bytes += 8;
    else if (here instanceof Uint8Array) bytes += here.byteLength;
    else if (typeof here === 'object') return visitChildren(here);
    else return NOT_PLAIN;
    return bytes > limit ? TOO_LARGE : null;
  }

  function visitChildren(here: object): Weight | null {
    if (ancestors.has(here) || ancestors.size >= DEEPEST) return NOT_PLAIN;
    if (!Array.isArray(here) && !isPlain(here)) return NOT_PLAIN;
    ancestors.add(here);
    for (const key of Reflect.ownKeys(here)) {
      if (typeof key === 'symbol' || isForbiddenKey(key)) return NOT_PLAIN;
      const member = Object.getOwnPropertyDescriptor(here, key);
      if (member === undefined || member.get !== undefined || member.set !== undefined) return NOT_PLAIN;
      if (Array.isArray(here) && key === 'length') continue;
      if (!Array.isArray(here)) bytes += Buffer.byteLength(key, 'utf8');
      const refused = visit(member.value);
      if (refused !== null) return refused;
    }
    ancestors.delete(here);
    return null;
  }

  return visit(value) ?? { ok: true, bytes };
}
