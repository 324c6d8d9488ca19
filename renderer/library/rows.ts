/** The library as it is listed: what the SELPA put in first, then what comes with IEP Desk. */
import { byTitle, sizeInWords, type DocumentWords, type LibraryDocument } from '../../shared/library/document.ts';
import type { ListedPaper } from '../../shared/library/listed.ts';

export interface Row extends DocumentWords {
  readonly id: string;
  /** It was taken in, and can be taken out. */
  readonly isTakenIn: boolean;
  /** Pages and size; '' of a paper that is made when it is opened. */
  readonly size: string;
}

export function rowsOf(documents: readonly LibraryDocument[], papers: readonly ListedPaper[]): readonly Row[] {
  const takenIn = documents.toSorted(byTitle).map((document): Row => ({ ...document, isTakenIn: true, size: `${document.pages === 1 ? '1 page' : `${document.pages} pages`}, ${sizeInWords(document.bytes)}` }));
  return [...takenIn, ...papers.map((paper): Row => ({ ...paper, isTakenIn: false, size: '' }))];
}
