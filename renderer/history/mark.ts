/** Marks words in the text over a drawn page, and brings the one that is looked at into sight; custom highlights need no change of the page's elements. */
import { placesOnSheet, type Piece, type Spot } from './page-text.ts';

function highlight(name: string): Highlight {
  const known = CSS.highlights.get(name);
  if (known !== undefined) return known;
  const made = new Highlight();
  CSS.highlights.set(name, made);
  return made;
}

/** Lines end where the text layer puts a break. */
function piecesOf(layer: HTMLElement): { readonly pieces: readonly Piece[]; readonly nodes: readonly Text[] } {
  const spans = [...layer.querySelectorAll('span')].flatMap((span) => (span.firstChild instanceof Text ? [{ span, node: span.firstChild }] : []));
  return { pieces: spans.map(({ span, node }) => ({ text: node.data, endsLine: span.nextElementSibling?.tagName === 'BR' })), nodes: spans.map(({ node }) => node) };
}

function rangeOf(nodes: readonly Text[], start: Spot, end: Spot): Range | null {
  const [first, last] = [nodes[start.piece], nodes[end.piece]];
  if (first === undefined || last === undefined) return null;
  const range = new Range();
  range.setStart(first, start.offset);
  range.setEnd(last, end.offset);
  return range;
}

/** @param here which of the places is looked at now. Returns how the marks are taken off again. */
export function markPlaces(layer: HTMLElement, words: string, here: number | null): () => void {
  const { pieces, nodes } = piecesOf(layer);
  const ranges = placesOnSheet(pieces, words).flatMap(({ start, end }) => rangeOf(nodes, start, end) ?? []);
  const found = highlight('found');
  for (const range of ranges) found.add(range);
  const at = here === null ? undefined : ranges[here];
  if (at !== undefined) {
    highlight('found-here').add(at);
    at.startContainer.parentElement?.scrollIntoView({ block: 'center', inline: 'nearest' });
  }
  return () => {
    for (const range of ranges) found.delete(range);
    if (at !== undefined) highlight('found-here').delete(at);
  };
}
