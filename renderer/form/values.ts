/** Reads and writes one place of the open draft for a control. */
import { useDocumentStore, useInDocument } from '../workbench/document-store.ts';
import { useDraftStore } from '../workbench/draft-store.ts';
import { setValue, typeText } from '../workbench/draft-edits.ts';
import { isRow, rowSegment, valueAt, type Address, type Row, type RowId } from '../../shared/iep/address.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import type { Json } from '../../shared/iep/json.ts';

export function useDocument(): IepDocument {
  const document = useDocumentStore((state) => state.document);
  if (document === null) throw new Error('A form is drawn only while a draft is open.');
  return document;
}

/** The value at an address; the component draws again only when it changes. */
export function useValue(at: Address): Json | undefined {
  return useInDocument([at], (document) => valueAt(document, at), undefined);
}

function parentOf(at: Address): { readonly parent: Address; readonly name: string } {
  const cut = at.lastIndexOf('/');
  return { parent: at.slice(0, cut), name: at.slice(cut + 1) };
}

/** Sets a value even where the group around it does not exist yet: then the group is made with this one member. */
export function write(at: Address, label: string, value: Json): void {
  const { draft } = useDraftStore.getState();
  if (draft === null) return;
  let place = at;
  let made = value;
  for (;;) {
    const { parent, name } = parentOf(place);
    const around = parent === '' ? draft.document : valueAt(draft.document, parent);
    if (around !== undefined && around !== null) break;
    made = { [name]: made };
    place = parent;
  }
  setValue(place, label, made);
}

/** Typing in a text; the queue joins the keys of one field into one step. */
export function writeText(at: Address, label: string, text: string): void {
  const { draft } = useDraftStore.getState();
  if (draft === null) return;
  if (typeof valueAt(draft.document, at) === 'string') typeText(at, label, text);
  else write(at, label, text);
}

/** A short value as it is shown; nothing for what is no word. */
export function wordsOf(value: Json | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

export function rowsAt(value: Json | undefined): readonly Row[] {
  return Array.isArray(value) ? (value as readonly Json[]).filter(isRow) : [];
}

export function rowAddress(list: Address, row: RowId): Address {
  return `${list}/${rowSegment(row)}`;
}

/** The words of a list of words; none where there is no list. */
export function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}
