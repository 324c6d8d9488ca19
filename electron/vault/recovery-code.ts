/**
 * The recovery code: 128 random bits in letters a person can read over the telephone, shown once for the district to keep.
 * Crockford's base 32 (no I, L, O, U); the last letters are a checksum, so a slip of the pen is told apart from the code of another computer.
 */
import { createHash } from 'node:crypto';

export const RECOVERY_BYTES = 16;
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 128 bits + 12 bits of checksum = 28 letters of 5 bits, in 7 groups of 4. */
const LETTERS = 28;
const GROUP = 4;
const CHECK_BITS = 12n;

function checksum(secret: Uint8Array): bigint {
  const digest = createHash('sha256').update('iep-desk recovery code').update(secret).digest();
  return BigInt(digest.readUInt16BE(0) >> 4);
}

/** @param secret 16 bytes @returns e.g. `7Q2M-…` in seven groups of four */
export function writeRecoveryCode(secret: Uint8Array): string {
  let number = (BigInt(`0x${Buffer.from(secret).toString('hex')}`) << CHECK_BITS) | checksum(secret);
  let letters = '';
  for (let at = 0; at < LETTERS; at += 1) {
    letters = (ALPHABET[Number(number & 31n)] ?? '') + letters;
    number >>= 5n;
  }
  return letters.match(new RegExp(`.{${GROUP}}`, 'g'))?.join('-') ?? letters;
}

/** Reads a code however it was copied (small letters, spaces, I and L for 1, O for 0); null when a letter is missing or wrong. */
export function readRecoveryCode(typed: string): Uint8Array | null {
  const letters = typed.toUpperCase().replace(/[\s-]/g, '').replace(/[IL]/g, '1').replace(/O/g, '0');
  if (letters.length !== LETTERS) return null;
  let number = 0n;
  for (const letter of letters) {
    const value = ALPHABET.indexOf(letter);
    if (value < 0) return null;
    number = (number << 5n) | BigInt(value);
  }
  const secret = Buffer.from((number >> CHECK_BITS).toString(16).padStart(RECOVERY_BYTES * 2, '0'), 'hex');
  return checksum(secret) === (number & ((1n << CHECK_BITS) - 1n)) ? secret : null;
}
