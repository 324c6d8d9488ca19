/** Promise: an affirmed IEP is locked as it stands, without the goals the team dropped, and in words that mean the same away from this computer. */
import { valueAt } from '../../iep/address.ts';
import type { IepDocument } from '../../iep/document.ts';
import { placeWords } from '../../iep/place-words.ts';
import { pageKeysOf, pageRoot } from '../../iep/page-keys.ts';
import { rowsAt, textAt, waitsForContinuation } from '../read.ts';
import { setPageState } from './page-states.ts';
import { withoutDropped } from './goals.ts';
import { put } from './writing.ts';

/** What waits for the continued meeting is locked as it stands: not discussed (decisions.md 12). */
export function affirmed(doc: IepDocument): IepDocument {
  return pageKeysOf(doc).filter((key) => (valueAt(doc, pageRoot(key)) ?? null) !== null && !waitsForContinuation(doc, key)).reduce((here, key) => setPageState(here, key, 'final'), withoutDropped(withPlacesInWords(doc)));
}

/** Row ids never leave the laptop, so what a line of the notes is about leaves it in words. */
function withPlacesInWords(doc: IepDocument): IepDocument {
  const list = 'pages/structuredNotes/topics';
  const rows = rowsAt(doc, list);
  if (rows.every((row) => textAt(row, 'about') === '')) return doc;
  const language = doc.formLanguage === 'es' ? 'es' : 'en';
  return put(doc, list, rows.map((row) => (textAt(row, 'about') === '' ? row : { ...row, about: placeWords(doc, textAt(row, 'about'), language) })));
}
