/** The edits by which a translator's words for one place are kept beside it: whose they are, from which day, and of which English words. */
import { ROW_ID, type RowId } from '../iep/address.ts';
import type { IepDocument } from '../iep/document.ts';
import { entryFor, lastEntry, TRANSLATIONS, type TranslatablePlace } from '../iep/translations.ts';
import type { Edit } from './edit.ts';
import { insertingEdits, settingEdits } from './make.ts';

export interface Rendering {
  readonly language: string;
  readonly text: string;
  readonly translator: string;
  /** ISO date. */
  readonly date: string;
}

/** Edits for one place; `fresh` names the row when there is none yet. Empty words leave an entry that says nothing: what was typed stays in the list of changes. */
export function translatingEdits(document: IepDocument, { at, text: of }: TranslatablePlace, { language, text, translator, date }: Rendering, fresh: RowId): readonly Edit[] {
  const entry = entryFor(document, at, language);
  if (entry === undefined) return insertingEdits(document, TRANSLATIONS, { [ROW_ID]: fresh, at, language, of, text, translator, date }, lastEntry(document));
  const here = `${TRANSLATIONS}/@${entry[ROW_ID]}`;
  return Object.entries({ of, text, translator, date }).flatMap(([name, value]) => settingEdits(document, `${here}/${name}`, value));
}
