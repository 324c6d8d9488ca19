/**
 * Makes any value safe to lay out without losing a visible character: what a user pasted may hold controls that print as boxes, marks that
 * climb over the page header, or a word so long that breaking it takes minutes (paper.md section 4).
 */
import { BETWEEN } from '../iep/labels.ts';

/** Combining marks kept on one letter; more of them climb out of their line. */
const MARKS_KEPT = 8;
/** Characters of a word after which the layout may break it; longer words cost quadratic time. */
const TOKEN_LENGTH = 40;

const LINE_ENDS = /\r\n|[\r\u0085\u2028\u2029\v\f]/g;
// oxlint-disable-next-line no-control-regex -- controls are what this removes
const CONTROLS = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f]/g;
/** Invisible formatting, among it the overrides that make a line read backwards. */
const INVISIBLE = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;
const SPACES = /[\t\u00a0\u2007\u202f]/g;
const EXCESS_MARKS = new RegExp(`(\\p{M}{${MARKS_KEPT}})\\p{M}+`, 'gu');
const LONG_TOKEN = new RegExp(`[^\\s\\u200b]{${TOKEN_LENGTH + 1},}`, 'gu');
/** What a reader takes for one letter, its marks and joined signs with it (UAX #29). */
const LETTERS = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** As much of such a letter as fits between two places to break, with the marks that follow. */
const OVERLONG_LETTER = new RegExp(`.{${TOKEN_LENGTH - MARKS_KEPT}}\\p{M}{0,${MARKS_KEPT}}|.+`, 'gsu');

/** Letters, signs, spaces and line ends of plain English: nothing below changes them, and most of an IEP is written in them. */
const PLAIN = /^[\n\u0020-\u007e]*$/;

/** One line end per line, composed letters, nothing invisible; a lone surrogate becomes U+FFFD. Any value is taken by its text. */
export function clean(value: unknown): string {
  const text = String(value);
  return PLAIN.test(text) ? text : cleaned(text);
}

function cleaned(text: string): string {
  return text
    .normalize('NFC')
    .replace(LINE_ENDS, '\n')
    .replace(CONTROLS, '')
    .replace(INVISIBLE, '')
    .replace(SPACES, ' ')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(EXCESS_MARKS, '$1');
}

/** Words that may be a label in two languages: each half clean, the sign between them kept. */
export function cleanLabel(text: string): string {
  return text.split(BETWEEN).map(clean).join(BETWEEN);
}

/** Pieces of one letter that no line could hold whole: signs may be joined without end. Never before a mark: alone on the next sheet it would join what stands there. */
function shortened(letter: string): readonly string[] {
  return letter.length <= TOKEN_LENGTH ? [letter] : letter.match(OVERLONG_LETTER) ?? [letter];
}

function brokenToken(token: string): string {
  let broken = '';
  let length = 0;
  for (const { segment } of LETTERS.segment(token)) {
    for (const piece of shortened(segment)) {
      const more = Array.from(piece).length;
      if (length > 0 && length + more > TOKEN_LENGTH) {
        broken += '\u200b';
        length = 0;
      }
      broken += piece;
      length += more;
    }
  }
  return broken;
}

/** Places to break at most 40 characters apart in a long word, always between two letters (zero-width space: prints nothing). Input must be clean. */
export function breakable(text: string): string {
  return text.length <= TOKEN_LENGTH ? text : text.replace(LONG_TOKEN, brokenToken);
}

/** The last place at or before `limit` where a text may be cut without taking a letter apart; never the beginning. */
export function cutPlace(text: string, limit: number): number {
  if (limit >= text.length) return text.length;
  const near = Math.max(0, limit - 2 * TOKEN_LENGTH);
  const place = near + (LETTERS.segment(text.slice(near, limit + 2 * TOKEN_LENGTH)).containing(limit - near)?.index ?? 0);
  if (place > near) return place;
  return /[\ud800-\udbff]/.test(text.charAt(limit - 1)) ? limit - 1 : limit;
}

/** How much of a word stands on a line, where `fits` says what does: whole letters, and at least one. */
export function lettersThatFit(text: string, fits: (beginning: string) => boolean): number {
  let end = 0;
  for (const { index, segment } of LETTERS.segment(text)) {
    const next = index + segment.length;
    if (end > 0 && !fits(text.slice(0, next))) break;
    end = next;
  }
  return end;
}

/** A clean, single, bounded line for header and footer, where anything taller than the margin would be cut off. */
export function oneLine(value: unknown, limit: number): string {
  const line = clean(value).replace(/\s+/g, ' ').trim();
  const characters = Array.from(line);
  return characters.length <= limit ? line : `${line.slice(0, cutPlace(line, characters.slice(0, limit - 1).join('').length))}…`;
}

const BLANKS = /[\s\u200b]+/g;

/** What an audit compares: the text without anything blank. */
export function visible(text: string): string {
  // Asked for every word of every sheet: most are a word and the space behind it.
  const inner = text.trim();
  return inner.search(BLANKS) === -1 ? inner : inner.replace(BLANKS, '');
}
