/** Finds words in a PDF, sheet by sheet. */
import { placesOnSheet, type Piece, type PlaceOnSheet } from './page-text.ts';
import type { Pdf } from './pdf.ts';

export interface Hit extends Pick<PlaceOnSheet, 'before' | 'after'> {
  readonly page: number;
  /** Which of the places on its sheet. */
  readonly nth: number;
}

export async function piecesOf(pdf: Pdf, page: number): Promise<readonly Piece[]> {
  const { items } = await (await pdf.getPage(page)).getTextContent();
  return items.flatMap((item): readonly Piece[] => ('str' in item ? [{ text: item.str, endsLine: item.hasEOL }] : []));
}

export async function findIn(pdf: Pdf, words: string): Promise<readonly Hit[]> {
  const hits: Hit[] = [];
  for (let page = 1; page <= pdf.numPages; page += 1) {
    for (const [nth, { before, after }] of placesOnSheet(await piecesOf(pdf, page), words).entries()) hits.push({ page, nth, before, after });
  }
  return hits;
}
