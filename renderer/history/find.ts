/** Finds words in a PDF, page by page, without regard to case, accents or line ends. */
import type { Pdf } from './pdf.ts';

export interface Hit {
  readonly page: number;
  readonly text: string;
}

function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/\s+/g, ' ').toLowerCase();
}

export async function findIn(pdf: Pdf, text: string): Promise<readonly Hit[]> {
  const wanted = folded(text);
  const hits: Hit[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const content = await (await pdf.getPage(number)).getTextContent();
    const words = folded(content.items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? ' ' : ''}` : '')).join(''));
    for (let place = words.indexOf(wanted); place >= 0; place = words.indexOf(wanted, place + wanted.length)) hits.push({ page: number, text });
  }
  return hits;
}
