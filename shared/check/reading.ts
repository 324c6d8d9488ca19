/** Text as a reader takes it in: folded words and sentences with their place. Pure; offsets are those of the text as it was written. */

/** Case and accents gone, so that "José" and "jose" are one word. */
export function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** White space of any kind counts once. */
export function squeezed(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

export interface Sentence {
  readonly text: string;
  /** Where it begins in the whole text. */
  readonly from: number;
}

const ENDS = /[.!?]+["'”’»)\]]*(?=\s)|\n+/gu;
/** A full stop after one of these ends no sentence: titles, months, hours, single letters. */
const SHORT = /(?:^|[\s("“])(?:mrs?|ms|dr|sra?|srta|jr|st|vs|etc|approx|no|nos|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|ene|abr|ago|dic|[ap]\.m|e\.g|i\.e|p\. ?ej|\p{L})$/iu;

/** The sentences of a text in order. Lines are sentences too: lists are written without full stops. */
export function sentencesOf(text: string): readonly Sentence[] {
  const found: Sentence[] = [];
  let from = 0;
  const take = (to: number): void => {
    const piece = text.slice(from, to);
    if (piece.trim() !== '') found.push({ text: piece, from });
    from = to;
  };
  for (const end of text.matchAll(ENDS)) {
    if (end[0].startsWith('.') && SHORT.test(text.slice(Math.max(from, end.index - 10), end.index))) continue;
    take(end.index + end[0].length);
  }
  take(text.length);
  return found;
}

/** The number, from 1, of the sentence an offset lies in. */
export function sentenceNumber(text: string, offset: number): number {
  return sentencesOf(text).filter((sentence) => sentence.from <= offset).length;
}
