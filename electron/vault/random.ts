/** The system's randomness as a port: keys, nonces and the random ids that name every file (a name never says whose record it is). */
import { randomBytes } from 'node:crypto';
import type { Random } from '../ports/computer.ts';

const ID_ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
/** 26 letters of 5 bits = 130 bits. */
const ID_LETTERS = 26;

/** @returns a lower-case id of 130 random bits. */
export function idFrom(bytes: Uint8Array): string {
  return Array.from(bytes.subarray(0, ID_LETTERS), (byte) => ID_ALPHABET[byte & 31]).join('');
}

export const systemRandom: Random = {
  bytes: (count) => new Uint8Array(randomBytes(count)),
  id: () => idFrom(randomBytes(ID_LETTERS)),
};
