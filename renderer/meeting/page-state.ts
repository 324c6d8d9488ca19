/** The state of one page of a document, as it is stored. */
import { valueAt } from '../../shared/iep/address.ts';
import type { IepDocument, PageState } from '../../shared/iep/document.ts';
import { pageRoot } from '../../shared/iep/page-keys.ts';

export function pageStateOf(document: IepDocument, page: string): PageState {
  const state = valueAt(document, `${pageRoot(page)}/pageState`);
  return state === 'draft' || state === 'discussed' || state === 'final' ? state : 'empty';
}
