/**
 * Promise: what a person does with the rows of a list (add, copy, move, remove), each as the edits of one step. Goals are numbered by their place,
 * 1 to n without a gap after every step, and what points to a goal by its number follows in the same step.
 */
import { ROW_ID, isRow, segments, valueAt, type Address, type Row, type RowId } from '../iep/address.ts';
import type { FieldDef } from '../iep/definition.ts';
import type { IepDocument } from '../iep/document.ts';
import { emptyRow, everyField, fieldAt, fieldsOf } from '../iep/fields.ts';
import { isList, type Json, type JsonObject } from '../iep/json.ts';
import { pageKeyAt, pageRoot } from '../iep/page-keys.ts';
import { PAGES } from '../iep/pages.ts';
import { numberField } from '../iep/place-words.ts';
import { applyEdits } from './apply.ts';
import type { Edit } from './edit.ts';
import { movingEdits, removingEdits } from './make.ts';

const GOALS: Address = 'pages/goals/items';
const GOAL_NUMBER = 'goalNumber';

/** A row in its list, the nearest one around a place. */
export interface RowPlace {
  readonly list: Address;
  readonly def: FieldDef;
  readonly row: RowId;
}

/** The edits of one step and the row they made. */
export interface NewRow {
  readonly edits: readonly Edit[];
  readonly row: RowId;
}

/** True for a number nobody types: it follows from the order of the rows. */
export function followsOrder(def: FieldDef): boolean {
  return def.id === GOAL_NUMBER;
}

export function rowsIn(doc: IepDocument, list: Address): readonly Row[] {
  const value = valueAt(doc, list);
  return isList(value) ? value.filter(isRow) : [];
}

/** The innermost row a place lies in; undefined outside of rows. A sheet of a meeting is a page, not a row. */
export function rowAround(at: Address): RowPlace | undefined {
  const key = pageKeyAt(at);
  const parts = segments(at);
  const last = parts.findLastIndex((part) => part.startsWith('@'));
  if (key === undefined || last < segments(pageRoot(key)).length) return undefined;
  const list = parts.slice(0, last).join('/');
  const found = fieldAt(list);
  return found?.def.type.kind === 'rows' ? { list, def: found.def, row: (parts[last] ?? '').slice(1) } : undefined;
}

/** The list a new row would go into: the list at the place itself, else the one of the row around it. */
export function listAround(at: Address): { readonly list: Address; readonly def: FieldDef } | undefined {
  const own = fieldAt(at);
  const last = segments(at).at(-1) ?? '';
  return own?.def.type.kind === 'rows' && !last.startsWith('@') ? { list: at, def: own.def } : rowAround(at);
}

/** A new row behind `after`, or at the end of the list; empty but for what it has to say from the start. */
export function addingRow(doc: IepDocument, list: Address, def: FieldDef, newRow: () => RowId, { after = rowsIn(doc, list).at(-1)?.[ROW_ID] ?? null, start = {} }: { readonly after?: RowId | null | undefined; readonly start?: JsonObject } = {}): NewRow {
  return inserted(doc, list, def, { ...emptyRow(def, newRow()), ...start }, after);
}

/** A copy behind the row it was made of, with ids of its own all the way down; undefined when the row is gone. */
export function copyingRow(doc: IepDocument, { list, def, row }: RowPlace, newRow: () => RowId): NewRow | undefined {
  const source = rowsIn(doc, list).find((known) => known[ROW_ID] === row);
  return source === undefined ? undefined : inserted(doc, list, def, copyOfRow(source, newRow), row);
}

/** One place up or down; no edit at the ends of the list. */
export function movingRow(doc: IepDocument, { list, row }: RowPlace, by: 1 | -1): readonly Edit[] {
  const rows = rowsIn(doc, list);
  const index = rows.findIndex((known) => known[ROW_ID] === row);
  if (index === -1 || rows[index + by] === undefined) return [];
  const after = by === 1 ? rows[index + 1] : rows[index - 2];
  return numbered(doc, list, movingEdits(doc, list, row, after?.[ROW_ID] ?? null));
}

export function removingRow(doc: IepDocument, { list, row }: RowPlace): readonly Edit[] {
  return numbered(doc, list, removingEdits(doc, list, row));
}

/** "Goal 2" before a step: the number it says, or its place. */
export function rowName(doc: IepDocument, { list, def, row }: RowPlace): string {
  if (def.type.kind !== 'rows') throw new Error(`The field "${def.id}" has no rows.`);
  return `${def.type.row.en} ${rowsIn(doc, list).findIndex((known) => known[ROW_ID] === row) + 1}`;
}

function inserted(doc: IepDocument, list: Address, def: FieldDef, row: Row, after: RowId | null): NewRow {
  const made = withOwnNumber(rowsIn(doc, list), def, row);
  const edits = numbered(doc, list, [...begun(doc, list), { op: 'insertRow', at: list, row: made, after }]);
  return { edits, row: made[ROW_ID] };
}

/** A list nobody has begun is begun empty, with the group around it when that is not there either. */
function begun(doc: IepDocument, list: Address): readonly Edit[] {
  if (isList(valueAt(doc, list))) return [];
  const parts = segments(list);
  let value: Json = [];
  for (let length = parts.length; length > 1; length -= 1) {
    const around = valueAt(doc, parts.slice(0, length - 1).join('/'));
    const place = parts.slice(0, length).join('/');
    if (around !== undefined && around !== null) return [{ op: 'set', at: place, value, was: valueAt(doc, place) }];
    value = { [parts[length - 1] ?? '']: value };
  }
  throw new Error(`No page holds the list "${list}".`);
}

/** Rows of some lists carry an id other rows point to (services, actions, basis), and some a number of their own: a new row gets the next free one. */
function withOwnNumber(rows: readonly Row[], def: FieldDef, row: Row): Row {
  const number = def.type.kind === 'rows' ? numberField(def.type.fields) : undefined;
  const numbers = number === undefined ? [] : rows.flatMap((known) => (typeof known[number.id] === 'number' ? [Number(known[number.id])] : []));
  const own = typeof row['id'] === 'string' ? nextOwnId(rows) : null;
  return { ...row, ...(number === undefined ? {} : { [number.id]: Math.max(0, ...numbers) + 1 }), ...(own === null ? {} : { id: own }) };
}

/** The next free id of a list whose rows are pointed to; null in an empty one, where the row's own id serves. */
export function nextOwnId(rows: readonly JsonObject[]): string | null {
  const ids = rows.flatMap((row) => (typeof row['id'] === 'string' ? [row['id']] : []));
  if (ids.length === 0) return null;
  const prefix = /^[a-z]+/i.exec(ids[0] ?? '')?.[0] ?? 'r';
  const short = ids.flatMap((id) => /^[a-z]+(\d{1,6})$/i.exec(id)?.[1] ?? []).map(Number);
  return `${prefix}${Math.max(0, ...short) + 1}`;
}

/** A copy of a row with ids of its own all the way down. */
function copyOfRow(row: Row, newRow: () => RowId): Row {
  const fresh = (value: Json): Json => {
    if (isList(value)) return value.map(fresh);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value as JsonObject).map(([key, inner]) => [key, key === ROW_ID ? newRow() : fresh(inner)]));
  };
  return fresh(row) as Row;
}

/** The edits, followed by those that number the goals by place again and lead what pointed to a number to the same goal. */
function numbered(doc: IepDocument, list: Address, edits: readonly Edit[]): readonly Edit[] {
  if (list !== GOALS || edits.length === 0) return edits;
  const applied = applyEdits(doc, edits);
  if (!applied.ok) throw new Error(`A step on goals does not fit the document it was made for: ${applied.reason}`);
  const rows = rowsIn(applied.document, list);
  const numbers = rows.flatMap((row, index): readonly Edit[] => {
    const was = row[GOAL_NUMBER];
    return was === index + 1 ? [] : [{ op: 'set', at: `${list}/@${row[ROW_ID]}/${GOAL_NUMBER}`, value: index + 1, was }];
  });
  const now = new Map(rows.map((row, index) => [row[ROW_ID], index + 1]));
  const renumbered = new Map(rowsIn(doc, list).map((row) => [written(row[GOAL_NUMBER]), now.get(row[ROW_ID])]));
  return [...edits, ...numbers, ...pointers(applied.document, renumbered)];
}

/** Fields that point to goals by number, with the numbers of today; a goal that is gone is pointed to no more. */
function pointers(doc: IepDocument, renumbered: ReadonlyMap<string, number | undefined>): readonly Edit[] {
  const pages = PAGES.filter((page) => page.instances === 'one' && fieldsOf(page).some(pointsToGoals));
  return pages.flatMap((page) => everyField(doc, page.id)).flatMap(({ at, def, value }): readonly Edit[] => {
    if (!pointsToGoals(def) || !isList(value)) return [];
    const next = value.flatMap((known) => {
      if (!renumbered.has(written(known))) return [known];
      const number = renumbered.get(written(known));
      return number === undefined ? [] : [typeof known === 'string' ? String(number) : number];
    });
    return next.length === value.length && next.every((known, index) => known === value[index]) ? [] : [{ op: 'set', at, value: next, was: value }];
  });
}

/** Old lists point to goals by text, new ones by number. */
function written(value: Json | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function pointsToGoals(def: FieldDef): boolean {
  if (def.type.kind === 'rows' || def.type.kind === 'group') return def.type.fields.some(pointsToGoals);
  return def.type.kind === 'ref' && def.type.to === 'goalNumber';
}
