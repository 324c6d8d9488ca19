/** The clone codec against the platform's own structured clone: what that accepts comes back equal, what it refuses is refused. */
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'playwright/test';
import { decode, encode } from './codec.ts';

const RUNS = 500;
const there = (value: unknown): unknown => decode(encode(value));

const leaf = fc.oneof(fc.string({ unit: 'binary' }), fc.double(), fc.integer(), fc.bigInt(), fc.boolean(), fc.constantFrom(null, undefined), fc.date({ noInvalidDate: false }), fc.uint8Array(), fc.float64Array(), fc.int16Array());
const cloneable = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'small', withCrossShrink: true }, leaf, fc.array(tie('value'), { maxLength: 4 }), fc.dictionary(fc.string(), tie('value'), { maxKeys: 4, noNullPrototype: true }), fc.array(fc.tuple(tie('value'), tie('value')), { maxLength: 3 }).map((pairs) => new Map(pairs)), fc.array(leaf, { maxLength: 3 }).map((items) => new Set(items))),
})).value;

test('every cloneable value comes back as structuredClone would give it', () => {
  fc.assert(fc.property(cloneable, (value) => isDeepStrictEqual(there(value), structuredClone(value))), { numRuns: RUNS });
});

test('cycles and shared objects keep their shape', () => {
  const shared = { minutes: 30 };
  const ring: { all: unknown[]; self?: unknown } = { all: [shared, shared, new Map([[shared, new Set([shared])]])] };
  ring.self = ring;
  const back = there(ring) as { all: [object, object, Map<object, Set<object>>]; self: unknown };
  expect(back.self).toBe(back);
  expect(back.all[0]).toBe(back.all[1]);
  expect(back.all[2].get(back.all[0])?.has(back.all[0])).toBe(true);
});

test('a key named __proto__ stays a key', () => {
  const back = there(JSON.parse('{"__proto__":{"admin":true}}')) as Record<string, unknown>;
  expect(Object.keys(back)).toEqual(['__proto__']);
  expect(back['admin']).toBeUndefined();
});

test('errors keep their kind, message and stack and lose everything else', () => {
  const error = Object.assign(new RangeError('too long'), { student: 'a name' });
  const back = there(error) as RangeError;
  expect([back instanceof RangeError, back.message, back.stack, 'student' in back]).toEqual([true, 'too long', error.stack, false]);
});

for (const [name, value] of [['a function', () => 1], ['a symbol', Symbol('x')], ['a promise', Promise.resolve(1)], ['a weak map', new WeakMap()], ['a function deep inside', { list: [{ run: () => 1 }] }]] as const) {
  test(`${name} is refused`, () => {
    expect(() => encode(value)).toThrow('An object could not be cloned.');
  });
}
