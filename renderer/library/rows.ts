/** The library as it is listed, each with where it comes from: what the district hands out and what was taken in here first, then what comes with IEP Desk. */
import { byTitle, sizeInWords, type DocumentWords, type LibraryDocument } from '../../shared/library/document.ts';
import { handedOutAs } from '../../shared/library/from-district.ts';
import type { ListedPaper } from '../../shared/library/listed.ts';

export interface Row extends DocumentWords {
  readonly id: string;
  /** Its bytes lie on this computer; a paper of IEP Desk is made when it is opened. */
  readonly isKept: boolean;
  /** It was taken in here, and can be taken out; what the district hands out comes and goes by itself. */
  readonly isOurs: boolean;
  /** Where it comes from, in words. */
  readonly from: string;
  /** Pages and size; '' of a paper that is made when it is opened. */
  readonly size: string;
}

function originOf({ id, version, addedBy, source }: LibraryDocument): string {
  const came = handedOutAs(id) === null ? `Taken in by ${addedBy}` : `From the district, edition ${version}`;
  return source === '' ? came : `${came} · ${source}`;
}

function pagesAndSize({ pages, bytes }: LibraryDocument): string {
  return `${pages === 1 ? '1 page' : `${pages} pages`}, ${sizeInWords(bytes)}`;
}

export function rowsOf(documents: readonly LibraryDocument[], papers: readonly ListedPaper[]): readonly Row[] {
  const kept = documents.toSorted(byTitle).map((document): Row => ({ ...document, isKept: true, isOurs: handedOutAs(document.id) === null, from: originOf(document), size: pagesAndSize(document) }));
  return [...kept, ...papers.map((paper): Row => ({ ...paper, isKept: false, isOurs: false, from: paper.source, size: '' }))];
}
