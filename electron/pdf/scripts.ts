/**
 * Cuts a text into stretches of one font and one reading direction. The printing font is Arimo; letters it lacks come from the font of their
 * script, and what no font has is printed by its number, "[U+1F9FF]", and reported: a box would say that something is missing but not what.
 */
import type { Family } from './fonts.ts';
import { FALLBACKS, FAMILY } from './fonts.ts';
import { readingOf } from './reading.ts';

/** Whether a family can draw a character. */
export interface Coverage {
  readonly has: (family: Family, codePoint: number) => boolean;
}

export interface Stretch {
  readonly text: string;
  readonly family: Family;
  /** Odd = read from right to left (UAX #9). */
  readonly level: number;
}

export interface Cut {
  readonly stretches: readonly Stretch[];
  /** What stands on the paper, letter by letter. */
  readonly text: string;
  /** The paragraph begins at the right. */
  readonly fromRight: boolean;
  /** Characters no font has, as "U+1F9FF". */
  readonly missing: readonly string[];
}

/** Variation selectors and joiners only shape their neighbours; nothing is missing when they are not drawn. */
const SHAPING = /^(?:\p{Variation_Selector}|\p{Join_Control})$/u;
const MARK = /^\p{M}$/u;
/** Printable ASCII and Latin with marks: the printing font has them, and most texts are nothing else. */
const PLAIN = /^[\n\u0020-\u007e\u00a0-\u00ac\u00ae-\u017f\u200b\u2010-\u2015\u2018-\u201e\u2022\u2026]*$/;

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}

/** The family of a character: the printing font first, in a stretch from right to left the one of the script that runs so. */
function familyOf(character: string, fromRight: boolean, before: Family | null, { has }: Coverage): Family | null {
  const code = codeOf(character);
  if (/[\s\u200b]/.test(character)) return before ?? (fromRight ? 'Arabic' : FAMILY);
  if ((MARK.test(character) || SHAPING.test(character)) && before !== null && (SHAPING.test(character) || has(before, code))) return before;
  const order: readonly Family[] = fromRight ? ['Arabic', FAMILY, ...FALLBACKS] : [FAMILY, ...FALLBACKS.filter((family) => family !== 'Arabic')];
  return order.find((family) => has(family, code)) ?? null;
}

/** The text with what cannot be drawn named, and joiners left out where only the printing font stands before them. */
function printable(text: string, coverage: Coverage): { readonly text: string; readonly missing: readonly string[] } {
  const missing: string[] = [];
  let shapes = false;
  const said = Array.from(text, (character) => {
    if (SHAPING.test(character)) return shapes ? character : '';
    const code = codeOf(character);
    const inPrintingFont = /[\s\u200b]/.test(character) || coverage.has(FAMILY, code);
    shapes = !inPrintingFont;
    if (inPrintingFont || FALLBACKS.some((family) => coverage.has(family, code))) return character;
    const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
    missing.push(name);
    shapes = false;
    return `[${name}]`;
  });
  return { text: said.join(''), missing };
}

/** One paragraph, ready for the layout. */
export function cutText(raw: string, coverage: Coverage): Cut {
  if (PLAIN.test(raw)) return { stretches: [{ text: raw, family: FAMILY, level: 0 }], text: raw, fromRight: false, missing: [] };
  const { text, missing } = printable(raw, coverage);
  const { levels, fromRight } = readingOf(text);
  const stretches: { text: string; readonly family: Family; readonly level: number }[] = [];
  let at = 0;
  for (const character of text) {
    const level = levels?.[at] ?? 0;
    at += character.length;
    const last = stretches.at(-1);
    const sameLevel = last?.level === level ? last.family : null;
    const family = familyOf(character, level % 2 === 1, sameLevel, coverage) ?? FAMILY;
    if (last !== undefined && last.level === level && last.family === family) last.text += character;
    else stretches.push({ text: character, family, level });
  }
  return { stretches, text, fromRight, missing };
}
