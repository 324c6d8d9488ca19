/**
 * What keys, menu, palette and the buttons of a row do: add, copy, move, remove, each as one step, and the caret is always somewhere sensible
 * afterwards: in the first field of a new row, in the row that moved, in the neighbour of a row that is gone or on its Add.
 */
import { create } from 'zustand';
import { ROW_ID, type Address } from '../../shared/iep/address.ts';
import { addingRow, copyingRow, listAround, movingRow, removingRow, rowAround, rowName, rowsIn, type NewRow, type RowPlace } from '../../shared/journal/rows.ts';
import { ownRowStart } from '../../shared/flow/may-edit.ts';
import { useSession, whoIn } from '../workbench/session-state.ts';
import { useCaret } from '../meeting/caret.ts';
import { focusField, useShown } from '../meeting/show-field.ts';
import { useCommand } from '../ui/commands-store.ts';
import { edit } from '../workbench/draft-edits.ts';
import { refuse, useDraftStore } from '../workbench/draft-store.ts';
import { newRowId } from '../workbench/ids.ts';
import { rowAddress } from './values.ts';

/** What was done last to a list, said quietly under it until something else is done. */
export const useRowNews = create<{ readonly list: Address | null; readonly said: string }>(() => ({ list: null, said: '' }));

const NO_ROW = 'Put the caret in a row, or on the Add below a list, first.';

function rowLabel({ def }: Pick<RowPlace, 'def'>): string {
  if (def.type.kind !== 'rows') throw new Error(`The field "${def.id}" has no rows.`);
  return def.type.row.en;
}

function say(list: Address, said: string): void {
  useRowNews.setState({ list, said });
}

function open() {
  const { draft } = useDraftStore.getState();
  if (draft === null) throw new Error('Rows change only while a draft is open.');
  return draft.document;
}

function put(list: Address, label: string, made: NewRow): void {
  edit(label, made.edits);
  say(list, '');
  useShown.setState({ wanted: rowAddress(list, made.row) });
}

/** A new row at the end of a list, or behind the row the caret is in; it belongs to who adds it where rows are somebody's. */
export function addRow(list: Address, def: RowPlace['def'], after?: string): void {
  const document = open();
  const who = whoIn(useSession.getState().status);
  const start = who === null ? {} : ownRowStart(document, list, who);
  // A provider's row goes to the end: put between others it would number theirs anew.
  put(list, `Add: ${rowLabel({ def })}`, addingRow(document, list, def, newRowId, { after: Object.keys(start).length === 0 ? after : undefined, start }));
}

export function copyRow(place: RowPlace): void {
  const made = copyingRow(open(), place, newRowId);
  if (made !== undefined) put(place.list, `Copy: ${rowLabel(place)}`, made);
}

/** Moves a row and keeps the caret in the control it was in. */
export function moveRow(place: RowPlace, by: 1 | -1): void {
  const document = open();
  const edits = movingRow(document, place, by);
  const name = rowName(document, place);
  if (edits.length === 0) return say(place.list, by === 1 ? `${name} is the last.` : `${name} is the first.`);
  const active = window.document.activeElement;
  edit(`Move: ${rowLabel(place)}`, edits);
  say(place.list, `${name} is now ${rowName(open(), place)}. Undo: Ctrl+Z`);
  // The browser takes the caret out of an element that is put elsewhere.
  requestAnimationFrame(() => {
    if (active instanceof HTMLElement && active.isConnected && active.matches(':not(:disabled)')) active.focus();
    else focusField(rowAddress(place.list, place.row));
  });
  return undefined;
}

export function removeRow(place: RowPlace): void {
  const document = open();
  const name = rowName(document, place);
  const next = besides(place);
  edit(`Remove: ${rowLabel(place)}`, removingRow(document, place));
  say(place.list, `${name} removed. Undo: Ctrl+Z`);
  useShown.setState({ wanted: next });
}

/** Where the caret goes when a row is gone: to the one behind it, else before it, else to the list's Add. */
function besides({ list, row }: RowPlace): Address {
  const rows = rowsIn(open(), list);
  const index = rows.findIndex((known) => known[ROW_ID] === row);
  const next = rows[index + 1] ?? rows[index - 1];
  return next === undefined ? list : rowAddress(list, next[ROW_ID]);
}

function withRow(run: (place: RowPlace) => void): () => void {
  return () => {
    const { at } = useCaret.getState();
    const place = at === null ? undefined : rowAround(at);
    if (place === undefined) refuse(NO_ROW);
    else run(place);
  };
}

/** Offers the row commands while a page is shown. */
export function useRowCommands(): void {
  useCommand('row.add', () => {
    const { at } = useCaret.getState();
    const found = at === null ? undefined : listAround(at);
    if (found === undefined || at === null) refuse(NO_ROW);
    else addRow(found.list, found.def, at.startsWith(`${found.list}/`) ? rowAround(at)?.row : undefined);
  });
  useCommand('row.copy', withRow(copyRow));
  useCommand('row.up', withRow((place) => moveRow(place, -1)));
  useCommand('row.down', withRow((place) => moveRow(place, 1)));
  useCommand('row.remove', withRow(removeRow));
}
