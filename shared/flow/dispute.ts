/** A recorded disagreement puts into the notes how it can be settled, in the words of the district; from there it is in the parent copy (iep-forms.md 6.8; handbook, "the parties may seek resolution through due process"). */
import { valueAt } from '../iep/address.ts';
import { DISPUTE_WORDS } from '../iep/dispute-words.ts';
import type { IepDocument } from '../iep/document.ts';
import type { Edit } from '../journal/edit.ts';
import { textAt } from './read.ts';

const PLACE = 'pages/structuredNotes/disputeResolution';

/** The edits that go in one step with the line of a disagreement: none where words stand already. `districtWords` is '' where the district has none of its own. */
export function disputeEdits(doc: IepDocument, districtWords: string): readonly Edit[] {
  if (textAt(doc, PLACE).trim() !== '') return [];
  const usual = doc.formLanguage === 'es' ? DISPUTE_WORDS.es : DISPUTE_WORDS.en;
  return [{ op: 'set', at: PLACE, value: districtWords.trim() === '' ? usual : districtWords.trim(), was: valueAt(doc, PLACE) }];
}
