/** About how many points a text of the body takes on one line: boxes to tick stand evenly, and a column is as wide as its words need. A wrong guess moves a line end; it can never lose text. */

/** Points of the body text. */
const BODY = 9.5;
/** Bold letters are wider by so much at the most; the thin ones gain most. */
const BOLD = 1.15;

/** Widths in thousandths of the letter height, as Arimo draws them; the others of Latin, Greek and Cyrillic take about as much as a figure. */
const WIDTHS: Readonly<Record<number, string>> = {
  222: 'ijlíì’‘\'',
  278: ' \u00a0ftI.,:;/!|[]Íï',
  333: 'r()-·"“”ªº',
  500: 'ckJsvxyzç',
  611: 'FTZ',
  667: 'ABEKPSVXYÁÉ&',
  722: 'CDHNRUwÑÚÜ',
  778: 'GOQÓ',
  833: 'mM',
  944: 'W%…',
};
const USUAL = 556;
const WIDE = 1000;
const THOUSANDTHS: ReadonlyMap<string, number> = new Map(Object.entries(WIDTHS).flatMap(([width, letters]) => Array.from(letters, (letter) => [letter, Number(width)] as const)));
/** Letters as wide as they are high. */
const SQUARE = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]/u;
/** Marks stand over a letter and take nothing. */
const MARK = /\p{M}/u;

function widthOf(letter: string): number {
  const known = THOUSANDTHS.get(letter);
  if (known !== undefined) return known;
  if (MARK.test(letter)) return 0;
  return SQUARE.test(letter) ? WIDE : USUAL;
}

/** Points of a text on one line, in the size of the body unless another is said. */
export function textWidth(text: string, size = BODY): number {
  let width = 0;
  for (const letter of text) width += widthOf(letter);
  return (width * size) / 1000;
}

/** The same for a bold text. */
export function boldWidth(text: string, size: number): number {
  return textWidth(text, size) * BOLD;
}
