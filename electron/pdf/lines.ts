/**
 * Fills one line with the words of a text. A word wider than its column is cut between two letters: the library cuts it between two code
 * units, which takes a mark from its letter and an emoji in two halves no font has (paper.md section 4).
 */
import { lettersThatFit } from '../../shared/paper/clean.ts';

/** A measured word as the layout holds it. */
export interface Inline {
  readonly text: string;
  readonly width: number;
  readonly fontSize: number;
  readonly font: { readonly widthOfString: (text: string, size: number) => number };
  /** Goes on without a place to break: the next stretch is the same word in another font. */
  readonly noNewLine?: boolean;
}

export interface Line {
  lastLineInParagraph?: boolean;
  readonly inlines: readonly Inline[];
  readonly getAvailableWidth: () => number;
  readonly hasEnoughSpaceForInline: (inline: Inline, next: readonly Inline[]) => boolean;
  readonly addInline: (inline: Inline) => void;
}

/** The beginning of a word that stands on `width` points, and the rest; null when it stands there whole. */
function cut(inline: Inline, width: number): readonly [Inline, Inline] | null {
  if (inline.text.length <= 1 || inline.width <= width) return null;
  const widthOf = (text: string): number => inline.font.widthOfString(text, inline.fontSize);
  const at = lettersThatFit(inline.text, (text) => widthOf(text) <= width);
  if (at >= inline.text.length) return null;
  const [begun, rest] = [inline.text.slice(0, at), inline.text.slice(at)];
  return [{ ...inline, text: begun, width: widthOf(begun), noNewLine: false }, { ...inline, text: rest, width: widthOf(rest) }];
}

/** True when not even the first letter of a stretch has room behind what stands on the line. */
function isFull(line: Line, inline: Inline): boolean {
  if (line.inlines.length === 0 || inline.width <= line.getAvailableWidth()) return false;
  const first = inline.text.slice(0, lettersThatFit(inline.text, () => false));
  return inline.font.widthOfString(first, inline.fontSize) > line.getAvailableWidth();
}

const NOTHING: readonly Inline[] = [];

/** What the line looks at to know whether a word has room: the stretches that go on with it, and of a word that stands alone nothing. */
function stretchesAfter(words: readonly Inline[], at: number): readonly Inline[] {
  return words[at]?.noNewLine === true ? words.slice(at + 1) : NOTHING;
}

/** The next line of a text, whose words it takes; null when none is left. Words are taken off once a line: taken one by one, each moves all that are left of a note of 200 KB. */
export function nextLine(words: Inline[] | undefined, line: Line): Line | null {
  if (words === undefined || words.length === 0) return null;
  let goesOn = false;
  let taken = 0;
  for (let inline = words[0]; inline !== undefined && (goesOn ? !isFull(line, inline) : line.hasEnoughSpaceForInline(inline, stretchesAfter(words, taken))); inline = words[taken]) {
    const parts = cut(inline, line.getAvailableWidth());
    if (parts === null) taken += 1;
    else words[taken] = parts[1];
    const placed = parts === null ? inline : parts[0];
    line.addInline(placed);
    goesOn = placed.noNewLine === true;
  }
  words.splice(0, taken);
  line.lastLineInParagraph = words.length === 0;
  return line;
}
