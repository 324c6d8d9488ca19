/** A sign the printing fonts lack, as a person knows it. */

/** `U+4E2D`: the sign itself, then the code that stands on the paper. */
export function signOf(code: string): string {
  const point = Number.parseInt(code.replace('U+', ''), 16);
  return Number.isNaN(point) ? code : `${String.fromCodePoint(point)} (${code})`;
}
