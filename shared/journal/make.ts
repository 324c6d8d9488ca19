/** Makes the edits for a change wanted by a person, reading what is there now, so that no writer fills in `was` and `after` by hand. */
import { isRow, valueAt, type Address, type Row, type RowId } from '../iep/address.ts';
import type { IepDocument } from '../iep/document.ts';
import { isList, type Json } from '../iep/json.ts';
import type { Edit } from './edit.ts';
import { sameJson } from './equal.ts';
import { indexOfRow, rowBefore } from './place.ts';
import { textEdit } from './text.ts';

/** Sets a field; a text that changes becomes the smallest splice. Nothing to change gives no edit. */
export function settingEdits(doc: IepDocument, at: Address, value: Json): readonly Edit[] {
  const was = valueAt(doc, at);
  if (sameJson(was, value)) return [];
  if (typeof was === 'string' && typeof value === 'string') return [textEdit(at, was, value)];
  return [{ op: 'set', at, value, was }];
}

/** Inserts a row after `after`; a list that is absent (or null) begins with it. */
export function insertingEdits(doc: IepDocument, at: Address, row: Row, after: RowId | null): readonly Edit[] {
  const list = valueAt(doc, at);
  const insertion: Edit = { op: 'insertRow', at, row, after };
  return isList(list) ? [insertion] : [{ op: 'set', at, value: [], was: list }, insertion];
}

/** Removes a row; none when it is not there. */
export function removingEdits(doc: IepDocument, at: Address, id: RowId): readonly Edit[] {
  const list = valueAt(doc, at);
  if (!isList(list)) return [];
  const index = indexOfRow(list, id);
  const row = list[index];
  return isRow(row) ? [{ op: 'removeRow', at, row, after: rowBefore(list, index) }] : [];
}

/** Moves a row behind `after`; none when it stands there already or is gone. */
export function movingEdits(doc: IepDocument, at: Address, id: RowId, after: RowId | null): readonly Edit[] {
  const list = valueAt(doc, at);
  if (!isList(list)) return [];
  const index = indexOfRow(list, id);
  const wasAfter = rowBefore(list, index);
  return index < 0 || after === id || after === wasAfter ? [] : [{ op: 'moveRow', at, row: id, after, wasAfter }];
}
