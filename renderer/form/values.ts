/** Reads and writes one place of the open draft for a control. */
import { useDraftStore, edit, setValue, typeText } from '../workbench/draft-store.ts';
import { isRow, ROW_ID, rowSegment, valueAt, type Address, type Row, type RowId } from '../../shared/iep/address.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import type { Json, JsonObject } from '../../shared/iep/json.ts';

export function useDocument(): IepDocument {
  const draft = useDraftStore((state) => state.draft);
  if (draft === null) throw new Error('A form is drawn only while a draft is open.');
  return draft.document;
}

/** The value at an address; the component draws again only when it changes. */
export function useValue(at: Address): Json | undefined {
  return useDraftStore((state) => (state.draft === null ? undefined : valueAt(state.draft.document, at)));
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

/** Rows of some lists carry an id of their own that other rows point to (services, actions, basis): a new row gets the next free one. */
export function nextOwnId(rows: readonly JsonObject[]): string | null {
  const ids = rows.flatMap((row) => (typeof row['id'] === 'string' ? [row['id']] : []));
  if (ids.length === 0) return null;
  const prefix = /^[a-z]+/i.exec(ids[0] ?? '')?.[0] ?? 'r';
  const highest = Math.max(0, ...ids.map((id) => Number(/(\d+)$/.exec(id)?.[1] ?? '0')));
  return `${prefix}${highest + 1}`;
}

/** A copy of a row with ids of its own all the way down. */
export function copyOfRow(row: Row, newRowId: () => RowId): Row {
  const fresh = (value: Json): Json => {
    if (Array.isArray(value)) return (value as readonly Json[]).map(fresh);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value as JsonObject).map(([key, inner]) => [key, key === ROW_ID ? newRowId() : fresh(inner)]));
  };
  return fresh(row) as Row;
}

export { edit };
