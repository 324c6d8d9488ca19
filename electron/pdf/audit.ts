/**
 * Proves after layout that nothing was lost: a valid PDF with a missing paragraph is the worst thing this program could hand to a parent, and
 * the layout engine makes one without any error (paper.md section 4). Every text must stand on the sheets letter by letter, inside the paper.
 */
import type { PaperText } from '../../shared/paper/facts.ts';
import { visible } from '../../shared/paper/clean.ts';
import type { TagElement } from './tags.ts';

/** What the layout engine leaves on the finished document: sheets of lines of pieces of text. Each piece carries the number of the text it belongs to. */
export interface LaidInline {
  readonly text: string;
  readonly x: number;
  readonly width: number;
  readonly leadingCut?: number;
  readonly trailingCut?: number;
  readonly textNumber?: number;
  /** Odd = read from right to left. */
  readonly level?: number;
}
/** A rule or a box; `spoken` when a reader hears something in its place, `room` when there is nothing to see. */
export interface LaidVector {
  readonly type: string;
  readonly x?: number;
  readonly y?: number;
  readonly w?: number;
  readonly h?: number;
  readonly x1?: number;
  readonly y1?: number;
  readonly x2?: number;
  readonly y2?: number;
  readonly lineWidth?: number;
  readonly lineColor?: string;
  readonly color?: string;
  readonly spoken?: TagElement;
  readonly room?: true;
}
export interface LaidLine<Inline extends LaidInline = LaidInline> {
  readonly x?: number;
  readonly y?: number;
  readonly inlines?: readonly Inline[];
  readonly getHeight?: () => number;
}
export type LaidItem<Inline extends LaidInline = LaidInline> = { readonly type: 'line'; readonly item: LaidLine<Inline> } | { readonly type: 'vector'; readonly item: LaidVector };
export interface LaidSheet<Inline extends LaidInline = LaidInline> {
  readonly items: readonly LaidItem<Inline>[];
  readonly pageSize: { readonly width: number; readonly height: number };
  /** What is added above and below when the number of all sheets is known. */
  readonly customProperties?: { readonly header?: unknown; readonly footer?: unknown };
}

export interface AuditReport {
  readonly charactersIn: number;
  readonly charactersPlaced: number;
  /** Texts that are not on the sheets whole. */
  readonly lost: readonly PaperText[];
  /** Texts of which a part lies outside the paper. */
  readonly offSheet: readonly PaperText[];
}

/** Rounding of positions, in points. */
const TOLERANCE = 0.5;

function isOnSheet(inline: LaidInline, line: LaidLine, sheet: LaidSheet): boolean {
  const left = (line.x ?? 0) + inline.x + Math.max(0, inline.leadingCut ?? 0);
  const right = left + inline.width - Math.max(0, inline.trailingCut ?? 0) - Math.max(0, inline.leadingCut ?? 0);
  const top = line.y ?? 0;
  const bottom = top + (line.getHeight?.() ?? 0);
  return left >= -TOLERANCE && right <= sheet.pageSize.width + TOLERANCE && top >= -TOLERANCE && bottom <= sheet.pageSize.height + TOLERANCE;
}

/** True for a text placed once, or again whole on each further sheet (a repeated table head). */
function isWhole(placed: string, expected: string): boolean {
  return placed.length > 0 && placed.length % expected.length === 0 && placed === expected.repeat(placed.length / expected.length);
}

/**
 * Compares the sheets of one form with the texts that were to be placed on them; the position of a text in `texts` is the number its pieces carry.
 * Throws when a visible piece carries no number: an audit that overlooks text would prove nothing.
 */
export function auditSheets(sheets: readonly LaidSheet[], texts: readonly PaperText[]): AuditReport {
  const placed = texts.map(() => '');
  const outside = new Set<number>();
  for (const sheet of sheets) {
    for (const laid of sheet.items) {
      if (laid.type !== 'line') continue;
      const { item } = laid;
      for (const inline of item.inlines ?? []) {
        const found = visible(inline.text);
        if (found === '') continue;
        const number = inline.textNumber;
        if (number === undefined || texts[number] === undefined) throw new Error('a piece of text was laid out that belongs to no text of the plan');
        if (isOnSheet(inline, item, sheet)) placed[number] = `${placed[number] ?? ''}${found}`;
        else outside.add(number);
      }
    }
  }
  let charactersIn = 0;
  let charactersPlaced = 0;
  const lost: PaperText[] = [];
  texts.forEach((text, number) => {
    const expected = visible(text.text);
    if (expected === '') return;
    const found = placed[number] ?? '';
    const whole = isWhole(found, expected);
    charactersIn += expected.length;
    charactersPlaced += whole ? expected.length : Math.min(found.length, expected.length);
    if (!whole) lost.push(text);
  });
  return { charactersIn, charactersPlaced, lost, offSheet: [...outside].flatMap((number) => texts[number] ?? []) };
}
