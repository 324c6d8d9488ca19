/**
 * Promise: a value that the structured clone algorithm accepts comes out the other end equal (Date, bytes, Map, Set, undefined, NaN,
 * cycles and shared references included), and one that it refuses is refused with Electron's own sentence. The text form is JSON: what JSON
 * cannot say is an array that starts with a tag, so plain data stays cheap.
 *
 * Runs in Node and in both page worlds, so it uses neither Node nor the DOM.
 */

/** The two ends of a bridge may also lend functions and promises; IPC may not. */
export interface Lending {
  /** Keeps the function or promise here and returns the number it is known by. */
  readonly lend: (thing: object, kind: LentKind) => number;
  /** Makes a stand-in for what the other end lent under that number. */
  readonly borrow: (id: number, kind: LentKind) => unknown;
}

export type LentKind = 'function' | 'promise';

type Wire = null | boolean | number | string | readonly Wire[] | { readonly [key: string]: Wire };

/** Taken before a script of the page can replace them. */
const { parse, stringify } = JSON;
const REFUSED = 'An object could not be cloned.';
const VIEWS = { Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array, BigInt64Array, BigUint64Array, DataView } as const;
const ERRORS = { Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError } as const;
type ViewName = keyof typeof VIEWS;
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** What newer engines and Node offer; feature-tested, since the two page worlds have no Buffer and Node 20 has no toBase64. */
interface Bytes {
  toBase64?(): string;
}
interface BytesMaker {
  fromBase64?(text: string): Uint8Array;
}
const nodeBuffer = (globalThis as { Buffer?: { from(data: ArrayBufferLike | string, offset?: number | 'base64', length?: number): Uint8Array & { toString(encoding: 'base64'): string } } }).Buffer;

function toBase64(bytes: Uint8Array): string {
  if (nodeBuffer !== undefined) return nodeBuffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
  const native = (bytes as Bytes).toBase64?.();
  if (native !== undefined) return native;
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const left = bytes.length - at;
    const bits = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    text += BASE64.charAt(bits >> 18) + BASE64.charAt((bits >> 12) & 63) + (left > 1 ? BASE64.charAt((bits >> 6) & 63) : '=') + (left > 2 ? BASE64.charAt(bits & 63) : '=');
  }
  return text;
}

function fromBase64(text: string): Uint8Array {
  if (nodeBuffer !== undefined) return new Uint8Array(nodeBuffer.from(text, 'base64'));
  const native = (Uint8Array as unknown as BytesMaker).fromBase64?.(text);
  if (native !== undefined) return native;
  const clean = text.replace(/=+$/, '');
  const bytes = new Uint8Array(Math.floor((clean.length * 3) / 4));
  for (let at = 0, to = 0; at < clean.length; at += 4) {
    const bits = [0, 1, 2, 3].reduce((all, step) => (all << 6) | Math.max(0, BASE64.indexOf(clean.charAt(at + step) || 'A')), 0);
    for (const shift of [16, 8, 0]) if (to < bytes.length) bytes[to++] = (bits >> shift) & 255;
  }
  return bytes;
}

/** Objects in the order both ends meet them, so that a second mention is a number and a cycle ends. */
class Encoder {
  private readonly seen = new Map<object, number>();
  private readonly lending: Lending | undefined;

  constructor(lending: Lending | undefined) {
    this.lending = lending;
  }

  encode(value: unknown): Wire {
    switch (typeof value) {
      case 'string':
      case 'boolean':
        return value;
      case 'number':
        return Number.isFinite(value) && !Object.is(value, -0) ? value : ['number', Object.is(value, -0) ? '-0' : String(value)];
      case 'undefined':
        return ['undefined'];
      case 'bigint':
        return ['bigint', String(value)];
      case 'object':
        return value === null ? null : this.encodeObject(value);
      case 'function':
        if (this.lending !== undefined) return ['function', this.lending.lend(value, 'function')];
        throw new Error(REFUSED);
      case 'symbol':
        throw new Error(REFUSED);
    }
  }

  private encodeObject(value: object): Wire {
    const before = this.seen.get(value);
    if (before !== undefined) return ['seen', before];
    this.seen.set(value, this.seen.size);
    if (Array.isArray(value)) return ['array', ...Array.from(value, (item) => this.encode(item))];
    if (ArrayBuffer.isView(value)) return ['view', viewName(value), toBase64(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))];
    switch (Object.prototype.toString.call(value)) {
      case '[object Object]':
        return this.encodeRecord(value as Record<string, unknown>);
      case '[object Date]':
        return ['date', this.encode((value as Date).getTime())];
      case '[object Map]':
        return ['map', ...[...(value as Map<unknown, unknown>)].flatMap(([key, item]) => [this.encode(key), this.encode(item)])];
      case '[object Set]':
        return ['set', ...Array.from(value as Set<unknown>, (item) => this.encode(item))];
      case '[object ArrayBuffer]':
        return ['buffer', toBase64(new Uint8Array(value as ArrayBuffer))];
      case '[object RegExp]':
        return ['regexp', (value as RegExp).source, (value as RegExp).flags];
      case '[object Error]':
      case '[object DOMException]':
        return ['error', (value as Error).name, (value as Error).message, (value as Error).stack ?? ''];
      case '[object Promise]':
        if (this.lending !== undefined) return ['promise', this.lending.lend(value, 'promise')];
        throw new Error(REFUSED);
      default:
        throw new Error(REFUSED);
    }
  }

  private encodeRecord(value: Record<string, unknown>): Wire {
    return Object.fromEntries(Object.keys(value).map((key) => [key, this.encode(value[key])]));
  }
}

function viewName(view: ArrayBufferView): ViewName {
  // Node's Buffer is a Uint8Array to the algorithm.
  const name = Object.prototype.toString.call(view).slice('[object '.length, -1);
  if (name in VIEWS) return name as ViewName;
  throw new Error(REFUSED);
}

/** An array says in its first place what it stands for. */
function isTagged(wire: readonly Wire[] | { readonly [key: string]: Wire }): wire is readonly Wire[] {
  return Array.isArray(wire);
}

class Decoder {
  private readonly seen: unknown[] = [];
  private readonly lending: Lending | undefined;

  constructor(lending: Lending | undefined) {
    this.lending = lending;
  }

  decode(wire: Wire): unknown {
    if (wire === null || typeof wire !== 'object') return wire;
    if (!isTagged(wire)) return this.decodeRecord(wire);
    const [tag, ...rest] = wire;
    const [first, second, third] = rest;
    if (typeof tag !== 'string') throw new Error('A list in a message must begin with its tag');
    switch (tag) {
      case 'number':
        return Number(first);
      case 'undefined':
        return undefined;
      case 'bigint':
        return BigInt(first as string);
      case 'seen':
        return this.seen[first as number];
      case 'array': {
        const array: unknown[] = this.remember([]);
        for (const item of rest) array.push(this.decode(item));
        return array;
      }
      case 'map': {
        const map = this.remember(new Map<unknown, unknown>());
        for (let at = 0; at < rest.length; at += 2) map.set(this.decode(rest[at] as Wire), this.decode(rest[at + 1] as Wire));
        return map;
      }
      case 'set': {
        const set = this.remember(new Set<unknown>());
        for (const item of rest) set.add(this.decode(item));
        return set;
      }
      case 'date':
        return this.remember(new Date(this.decode(first as Wire) as number));
      case 'buffer':
        return this.remember(fromBase64(first as string).buffer);
      case 'view': {
        const bytes = fromBase64(second as string);
        return this.remember(new (VIEWS[first as ViewName] as new (buffer: ArrayBufferLike) => ArrayBufferView)(bytes.buffer));
      }
      case 'regexp':
        return this.remember(new RegExp(first as string, second as string));
      case 'error':
        return this.remember(rebuiltError(first as string, second as string, third as string));
      case 'function':
      case 'promise': {
        if (this.lending === undefined) throw new Error(REFUSED);
        const borrowed = this.lending.borrow(first as number, tag);
        return tag === 'promise' ? this.remember(borrowed) : borrowed;
      }
      default:
        throw new Error(`Unknown tag "${tag}" in a message between two ends of the same engine`);
    }
  }

  private decodeRecord(wire: { readonly [key: string]: Wire }): unknown {
    const record: Record<string, unknown> = this.remember({});
    for (const key of Object.keys(wire)) {
      // defineProperty: a key called __proto__ must stay a key.
      Object.defineProperty(record, key, { value: this.decode(wire[key] as Wire), writable: true, enumerable: true, configurable: true });
    }
    return record;
  }

  private remember<T>(value: T): T {
    this.seen.push(value);
    return value;
  }
}

function rebuiltError(name: string, message: string, stack: string): Error {
  const kind = Object.hasOwn(ERRORS, name) ? ERRORS[name as keyof typeof ERRORS] : Error;
  const error = new kind(message);
  Object.defineProperty(error, 'stack', { value: stack, writable: true, configurable: true });
  return error;
}

/** @throws Error "An object could not be cloned." for functions, symbols, promises and host objects */
export function encode(value: unknown, lending?: Lending): string {
  return stringify(new Encoder(lending).encode(value));
}

/** The value `encode` was given, in this world's own classes. */
export function decode(text: string, lending?: Lending): unknown {
  return new Decoder(lending).decode(parse(text) as Wire);
}
