import { describe, expect, test } from 'vitest';
import { weigh } from '../../../electron/ipc/measure.ts';

function nested(depth: number): unknown {
  let value: unknown = 'x';
  for (let i = 0; i < depth; i += 1) value = [value];
  return value;
}

describe('the weight of an argument', () => {
  test.each([
    ['four bytes of UTF-8 each', '🦦🦦', 8], ['a key and its value', { ab: 'cd' }, 4], ['bytes as they are', new Uint8Array(1000), 1000], ['a list', ['ab', 'c'], 3], ['nothing', undefined, 8],
  ])('counts %s', (_what, value, bytes) => {
    expect(weigh(value, 10_000)).toEqual({ ok: true, bytes });
  });

  test('a limit is exact', () => {
    expect(weigh('x'.repeat(100), 100)).toEqual({ ok: true, bytes: 100 });
    expect(weigh('x'.repeat(101), 100)).toEqual({ ok: false, why: 'tooLarge' });
    expect(weigh(new Uint8Array(101), 100)).toEqual({ ok: false, why: 'tooLarge' });
    expect(weigh({ ['k'.repeat(101)]: '' }, 100)).toEqual({ ok: false, why: 'tooLarge' });
    expect(weigh(Array.from({ length: 51 }, () => 'xx'), 100)).toEqual({ ok: false, why: 'tooLarge' });
  });

  test('the same object twice is counted twice, not taken for a cycle', () => {
    const twice = { a: 'xx' };
    expect(weigh([twice, twice], 100)).toEqual({ ok: true, bytes: 6 });
  });

  const cyclic: Record<string, unknown> = {};
  cyclic['self'] = { back: cyclic };
  test.each([
    ['a function', () => 1], ['a symbol', Symbol('x')], ['a bigint', 1n], ['a date', new Date(0)], ['a map', new Map()], ['a class instance', new (class Row {})()], ['an error', new Error('x')], ['a cycle', cyclic],
    ['a getter', Object.defineProperty({}, 'x', { get: () => 1, enumerable: true })], ['an own __proto__', JSON.parse('{"__proto__":{"admin":true}}')], ['a constructor key', { constructor: 1 }], ['a prototype key deep inside', { a: [{ prototype: 1 }] }],
    ['a symbol key', { [Symbol('x')]: 1 }], ['nesting that would exhaust a parser', nested(100_000)], ['another kind of byte array', new Uint16Array(4)], ['a buffer nobody can see the end of', new SharedArrayBuffer(4)],
  ])('%s is refused', (_what, value) => {
    expect(weigh(value, 1_000_000)).toEqual({ ok: false, why: 'notPlain' });
    expect(weigh({ inside: value }, 1_000_000)).toEqual({ ok: false, why: 'notPlain' });
  });

  test('nesting as deep as an IEP ever is passes', () => {
    expect(weigh(nested(30), 100).ok).toBe(true);
  });
});
