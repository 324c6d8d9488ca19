/**
 * Applies edits to a document. An edit that does not fit (the place is gone, or holds something else than the edit says was there)
 * is refused with a reason, and then nothing at all is changed: a step is taken whole or not at all.
 */
import { ROW_ID, type Address, type Row } from '../iep/address.ts';
import type { IepDocument } from '../iep/document.ts';
import { isList, type Json } from '../iep/json.ts';
import type { Edit } from './edit.ts';
import { sameJson } from './equal.ts';
import { Misfit, changeAt, faultOf, indexOfRow, rowBefore } from './place.ts';

export type Applied = { readonly ok: true; readonly document: IepDocument } | { readonly ok: false; readonly at: Address; readonly reason: string };

/** `at` and `reason` name the first edit that does not fit; `document` shares everything the edits did not touch. */
export function applyEdits(doc: IepDocument, edits: readonly Edit[]): Applied {
  try {
    return { ok: true, document: edits.reduce(applyEdit, doc) };
  } catch (error) {
    if (error instanceof Misfit) return { ok: false, at: error.at, reason: error.message };
    throw error;
  }
}

function applyEdit(doc: IepDocument, edit: Edit): IepDocument {
  switch (edit.op) {
    case 'set': return setValue(doc, edit.at, edit.was, checked(edit.at, edit.value));
    case 'unset': return setValue(doc, edit.at, edit.was, undefined);
    case 'splice': return changeAt(doc, edit.at, (text) => splice(text, edit));
    case 'insertRow': return changeList(doc, edit.at, (list) => insertRow(list, edit.at, edit.row, edit.after));
    case 'moveRow': return changeList(doc, edit.at, (list) => moveRow(list, edit));
    case 'removeRow': return changeList(doc, edit.at, (list) => removeRow(list, edit));
  }
}

function checked<T extends Json>(at: Address, value: T): T {
  const fault = faultOf(value);
  if (fault !== null) throw new Misfit(at, fault);
  return value;
}

function setValue(doc: IepDocument, at: Address, was: Json | undefined, value: Json | undefined): IepDocument {
  const field = at.slice(at.lastIndexOf('/') + 1);
  if (field.startsWith('@') || field === ROW_ID) throw new Misfit(at, 'A row keeps its id for good; it is inserted, moved or removed.');
  return changeAt(doc, at, (present) => {
    if (!sameJson(present, was)) throw new Misfit(at, 'This field holds something else by now.');
    return value;
  });
}

function splice(text: Json | undefined, edit: Edit & { op: 'splice' }): string {
  if (typeof text !== 'string') throw new Misfit(edit.at, 'There is no text at this place.');
  if (edit.index > text.length || text.slice(edit.index, edit.index + edit.removed.length) !== edit.removed) throw new Misfit(edit.at, 'The text reads differently by now.');
  return text.slice(0, edit.index) + edit.inserted + text.slice(edit.index + edit.removed.length);
}

function changeList(doc: IepDocument, at: Address, change: (list: readonly Json[]) => readonly Json[]): IepDocument {
  return changeAt(doc, at, (list) => {
    if (!isList(list)) throw new Misfit(at, 'There is no list of rows at this place.');
    return change(list);
  });
}

function insertRow(list: readonly Json[], at: Address, row: Row, after: string | null): readonly Json[] {
  checked(at, [row]);
  if (indexOfRow(list, row[ROW_ID]) >= 0) throw new Misfit(at, 'This row is already in the list.');
  return list.toSpliced(placeAfter(list, at, after), 0, row);
}

function moveRow(list: readonly Json[], edit: Edit & { op: 'moveRow' }): readonly Json[] {
  const from = indexOfRow(list, edit.row);
  const row = list[from];
  if (row === undefined) throw new Misfit(edit.at, 'This row is no longer in the document.');
  if (rowBefore(list, from) !== edit.wasAfter) throw new Misfit(edit.at, 'The rows stand in another order by now.');
  if (edit.after === edit.row) throw new Misfit(edit.at, 'A row cannot stand after itself.');
  const others = list.toSpliced(from, 1);
  return others.toSpliced(placeAfter(others, edit.at, edit.after), 0, row);
}

function removeRow(list: readonly Json[], edit: Edit & { op: 'removeRow' }): readonly Json[] {
  const index = indexOfRow(list, edit.row[ROW_ID]);
  if (index < 0) throw new Misfit(edit.at, 'This row is no longer in the document.');
  if (!sameJson(list[index], edit.row)) throw new Misfit(edit.at, 'This row holds something else by now.');
  if (rowBefore(list, index) !== edit.after) throw new Misfit(edit.at, 'The rows stand in another order by now.');
  return list.toSpliced(index, 1);
}

function placeAfter(list: readonly Json[], at: Address, after: string | null): number {
  if (after === null) return 0;
  const index = indexOfRow(list, after);
  if (index < 0) throw new Misfit(at, 'The row above this one is no longer in the document.');
  return index + 1;
}
