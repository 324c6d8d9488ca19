/**
 * The order in which a text is read (Unicode Standard Annex 9): which parts of it run from right to left, and where the words of a laid-out line
 * stand so that the eye meets them in that order. The layout engine itself knows only left to right.
 */
import bidiFactory from 'bidi-js';
import type { LaidInline } from './audit.ts';

const bidi = bidiFactory();

/** Letters and marks of scripts that run from right to left; without any of them a text needs no second look. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]|[\ud802\ud803\ud83a\ud83b]/;

export interface Reading {
  /** One for each UTF-16 unit; odd = from right to left. Null when the whole text runs from left to right. */
  readonly levels: ArrayLike<number> | null;
  /** The first letter that has a direction runs from right to left, and so does the paragraph. */
  readonly fromRight: boolean;
}

const PLAIN: Reading = { levels: null, fromRight: false };

/** How one paragraph is read. */
export function readingOf(text: string): Reading {
  if (!RIGHT_TO_LEFT.test(text)) return PLAIN;
  const { levels, paragraphs } = bidi.getEmbeddingLevels(text, 'auto');
  return { levels, fromRight: (paragraphs[0]?.level ?? 0) % 2 === 1 };
}

/** A bracket as it looks from the other side; other letters as they are. */
export function mirrored(letter: string): string {
  return bidi.getMirroredCharacter(letter) ?? letter;
}

export interface Placed<Inline extends LaidInline> {
  readonly inline: Inline;
  /** Points from the start of the line. */
  readonly x: number;
  /** Its words without the blanks that hang over the end of the line. */
  readonly text: string;
}

function levelOf(inline: LaidInline): number {
  return inline.level ?? 0;
}

/** Reverses every run at or above each level, from the highest down to the lowest odd one (rule L2). */
function reordered<Inline extends LaidInline>(inlines: readonly Inline[]): readonly Inline[] {
  const levels = inlines.map(levelOf);
  const order = [...inlines];
  const lowest = Math.min(...levels.filter((level) => level % 2 === 1));
  for (let level = Math.max(...levels); level >= lowest; level -= 1) {
    for (let from = 0; from < order.length; from += 1) {
      let to = from;
      while (to < order.length && levelOf(order[to] as Inline) >= level) to += 1;
      if (to > from) order.splice(from, to - from, ...order.slice(from, to).toReversed());
      from = to;
    }
  }
  return order;
}

/** The words of a line from left to right as they are seen. A line without right-to-left words stays as the layout placed it. */
export function inVisualOrder<Inline extends LaidInline>(inlines: readonly Inline[]): readonly Placed<Inline>[] {
  if (!inlines.some((inline) => levelOf(inline) > 0)) return inlines.map((inline) => ({ inline, x: inline.x, text: inline.text }));
  const last = inlines.at(-1);
  let x = Math.min(...inlines.map((inline) => inline.x));
  return reordered(inlines).map((inline) => {
    const hanging = inline === last ? Math.max(0, inline.trailingCut ?? 0) : 0;
    const placed = { inline, x, text: hanging > 0 ? inline.text.trimEnd() : inline.text };
    x += inline.width - hanging;
    return placed;
  });
}
