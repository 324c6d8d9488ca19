/** Randomness that a failing run can be repeated with: a seed is printed, never kept secret. */
import type { Random } from '../../electron/ports/computer.ts';
import { idFrom } from '../../electron/vault/random.ts';

export interface Dice {
  /** 0 ≤ n < 1 */
  readonly next: () => number;
  /** A whole number from 0 to `below` - 1. */
  readonly below: (below: number) => number;
}

/** mulberry32 */
export function dice(seed: number): Dice {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { next, below: (below) => Math.floor(next() * below) };
}

export function seededRandom(seed: number): Random {
  const { below } = dice(seed);
  const bytes = (count: number): Uint8Array => Uint8Array.from({ length: count }, () => below(256));
  return { bytes, id: () => idFrom(bytes(26)) };
}
