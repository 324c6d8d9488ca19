/** The sentence an empty statement offers: whether it does now, writing it with its first open place selected, and the way from one open place to the next. */
import { isPlaceholder } from '../../shared/check/placeholder.ts';
import { valueAt, type Address } from '../../shared/iep/address.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { fieldAt } from '../../shared/iep/fields.ts';
import { OPEN_PLACE, stemFor } from '../../shared/iep/stems.ts';
import { useDraftStore } from '../workbench/draft-store.ts';
import { writeText } from './values.ts';

/** The stem of a statement that says nothing yet, in the language of the form; null where words stand or no prose goes. */
export function stemAt(document: IepDocument, at: Address): string | null {
  const def = fieldAt(at)?.def;
  if (def === undefined || def.type.kind !== 'statement') return null;
  const value = valueAt(document, at);
  const stem = stemFor(def, document.formLanguage === 'es' ? 'es' : 'en');
  return typeof value === 'string' && (!isPlaceholder(value) || value === stem) ? null : stem;
}

/** Writes the stem of the field the caret is in, and selects its first open place: typing goes on there. */
export function insertStem(at: Address | null): void {
  const { draft } = useDraftStore.getState();
  const stem = draft === null || at === null ? null : stemAt(draft.document, at);
  const field = at === null ? null : document.querySelector<HTMLTextAreaElement>(`textarea[data-at="${CSS.escape(at)}"]`);
  if (at === null || stem === null || field === null) return;
  writeText(at, fieldAt(at)?.def.label.en ?? '', stem);
  field.focus();
  const place = stem.indexOf(OPEN_PLACE);
  // The text is in the box only after the page was drawn again.
  requestAnimationFrame(() => field.setSelectionRange(place < 0 ? stem.length : place, place < 0 ? stem.length : place + OPEN_PLACE.length));
}

/** Selects the next "…" of the text the caret is in, from the first again behind the last: what is typed takes its place. Nothing where there is none. */
export function nextOpenPlace(): void {
  const field = document.activeElement;
  if (!(field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement) || field.selectionEnd === null) return;
  const behind = field.value.indexOf(OPEN_PLACE, field.selectionEnd);
  const place = behind < 0 ? field.value.indexOf(OPEN_PLACE) : behind;
  if (place >= 0) field.setSelectionRange(place, place + OPEN_PLACE.length);
}
