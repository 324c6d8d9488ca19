/** The text of one sheet as its pieces stand on it, and where words are in it, whatever the accents, capitals and line ends: the same on the drawn sheet as in the file. */
import { folded, wantedWords } from '../../shared/iep/find.ts';

/** A run of letters; the next one begins a new line after it, or goes on. */
export interface Piece {
  readonly text: string;
  readonly endsLine: boolean;
}

/** A place in the letters of one piece. */
export interface Spot {
  readonly piece: number;
  readonly offset: number;
}

export interface PlaceOnSheet {
  readonly start: Spot;
  readonly end: Spot;
  /** What stands around it, without blanks. */
  readonly before: string;
  readonly after: string;
}

/** Letters around a place that tell it from another place with the same words. */
const AROUND = 120;

function withoutBlanks(text: string): string {
  return text.replaceAll(/\s+/gu, '');
}

/** Where letter `at` of the joined text stands; the end of a place stands after its last letter. */
function spotAt(starts: readonly number[], pieces: readonly Piece[], at: number): Spot {
  const after = starts.findIndex((start) => start > at);
  const piece = (after === -1 ? starts.length : after) - 1;
  return { piece, offset: Math.min(at - (starts[piece] ?? 0), (pieces[piece]?.text ?? '').length) };
}

/** Every place of the words, in order. */
export function placesOnSheet(pieces: readonly Piece[], words: string): readonly PlaceOnSheet[] {
  const wanted = wantedWords(words);
  if (wanted === null) return [];
  const starts: number[] = [];
  let text = '';
  for (const piece of pieces) {
    starts.push(text.length);
    text += `${folded(piece.text)}${piece.endsLine ? ' ' : ''}`;
  }
  return [...text.matchAll(new RegExp(wanted.source, 'g'))].map(({ index, 0: found }) => {
    const last = spotAt(starts, pieces, index + found.length - 1);
    return {
      start: spotAt(starts, pieces, index),
      end: { piece: last.piece, offset: last.offset + 1 },
      before: withoutBlanks(text.slice(Math.max(0, index - 2 * AROUND), index)).slice(-AROUND),
      after: withoutBlanks(text.slice(index + found.length, index + found.length + 2 * AROUND)).slice(0, AROUND),
    };
  });
}

/** How many letters two texts share from their beginning. */
function sharedAtStart(one: string, other: string): number {
  let n = 0;
  while (n < Math.min(one.length, other.length) && one[n] === other[n]) n += 1;
  return n;
}

function sharedAtEnd(one: string, other: string): number {
  let n = 0;
  while (n < Math.min(one.length, other.length) && one.at(-1 - n) === other.at(-1 - n)) n += 1;
  return n;
}

/** Which of some places with the same words is the one with this around it; -1 when there is none. */
export function closestTo(places: readonly Pick<PlaceOnSheet, 'before' | 'after'>[], around: { readonly before: string; readonly after: string }): number {
  // Marks of a cut are no letters of the text.
  const letters = (text: string): string => withoutBlanks(folded(text.replaceAll('…', '')));
  const [before, after] = [letters(around.before), letters(around.after)];
  let best = -1;
  let most = -1;
  for (const [n, place] of places.entries()) {
    const shared = sharedAtEnd(place.before, before) + sharedAtStart(place.after, after);
    if (shared <= most) continue;
    best = n;
    most = shared;
  }
  return best;
}
