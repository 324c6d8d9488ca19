/**
 * The number a new student's record is kept under at the district, where the district has not given one. Two computers give numbers without asking each other:
 * of 15 digits (the most a local student number has) two are the same once in millions of districts; of ten they would be within a few years, and two children one.
 */
const DIGITS = 15n;
const FIRST = 10n ** (DIGITS - 1n);

/** @param bytes eight random ones */
export function recordNumberFrom(bytes: Uint8Array): string {
  const number = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  return String(FIRST + (number % (9n * FIRST)));
}
