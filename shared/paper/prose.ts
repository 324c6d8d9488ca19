/** Text as people write it, laid out as they meant it: one node per paragraph, hanging lines for "- " and "1.", blank lines as a gap. */
import type { Address } from '../iep/address.ts';
import { breakable, clean, cutPlace } from './clean.ts';
import type { PaperNode, TextStyle } from './node.ts';
import { columns, leaf } from './node.ts';

const LIST_LINE = /^\s*([-–•*]|\d{1,3}[.)])\s+(\S.*)$/u;
/** Points. */
const LIST_INDENT = 16;
const PARAGRAPH_GAP = 4;
/** Characters laid out as one node: layout time grows with the square of a node's words (475 KB took 24 s). */
const NODE_LIMIT = 8_000;

/** The pieces of an over-long paragraph, cut at blanks; joined again they are the paragraph. */
function pieces(paragraph: string): readonly string[] {
  const found: string[] = [];
  let rest = paragraph;
  while (rest.length > NODE_LIMIT) {
    const blank = rest.lastIndexOf(' ', NODE_LIMIT);
    const cut = blank > NODE_LIMIT / 2 ? blank : cutPlace(rest, NODE_LIMIT);
    found.push(rest.slice(0, cut));
    rest = rest.slice(cut);
  }
  return [...found, rest];
}

function lineNodes(line: string, width: number, style: TextStyle, at: Address, gap: number): readonly PaperNode[] {
  const item = LIST_LINE.exec(line);
  if (item === null) return pieces(line).map((piece, index) => leaf(breakable(piece), style, at, { margin: [0, index === 0 ? gap : 0, 0, 0] }));
  const [, marker = '', text = ''] = item;
  return pieces(text).map((piece, index) => ({ ...columns([
    { width: LIST_INDENT, node: leaf(index === 0 ? marker : '', style, at) },
    { width: width - LIST_INDENT, node: leaf(breakable(piece), style, at) },
  ], 0, [0, index === 0 ? gap / 2 : 0, 0, 0]), listItem: true }));
}

/** Nodes for a text in a column `width` points wide; none when nothing visible is in it. */
export function prose(value: unknown, width: number, at: Address, style: TextStyle = 'body'): readonly PaperNode[] {
  let first = true;
  return clean(value).split('\n').flatMap((line) => {
    if (line.trim() === '') return [];
    const nodes = lineNodes(line.trimEnd(), width, style, at, first ? 0 : PARAGRAPH_GAP);
    first = false;
    return nodes;
  });
}
