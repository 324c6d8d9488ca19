/**
 * Promise: every object inside a list has an id that stays with it, so that an address keeps meaning the same row while rows are
 * added, moved and removed around it (decisions.md 3). The ids are ours alone: the exchange form goes out without them.
 */
import { ROW_ID, type RowId } from './address.ts';
import type { IepDocument } from './document.ts';
import { isObject, type Json, type JsonObject } from './json.ts';

/** What an id may look like: it becomes an address segment, so no slash and no dot. */
const ROW_ID_FORM = /^[A-Za-z0-9_-]{1,64}$/;

function usableId(row: JsonObject): RowId | undefined {
  const id = row[ROW_ID];
  return typeof id === 'string' && ROW_ID_FORM.test(id) ? id : undefined;
}

function collectIds(value: Json, into: Set<RowId>): void {
  if (Array.isArray(value)) for (const item of value as readonly Json[]) collectIds(item, into);
  else if (isObject(value)) {
    const id = usableId(value);
    if (id !== undefined) into.add(id);
    for (const member of Object.values(value)) if (member !== undefined) collectIds(member, into);
  }
}

/**
 * The same document in which every row has an id; rows that have a usable one keep it, the others get `newRow()`.
 * A second row with an id already seen gets a new one: two rows with one id would make an address ambiguous.
 */
export function assignRowIds(document: IepDocument, newRow: () => RowId): IepDocument {
  const seen = new Set<RowId>();
  const rowOf = (row: JsonObject): JsonObject => {
    const own = usableId(row);
    const id = own !== undefined && !seen.has(own) ? own : newRow();
    seen.add(id);
    return { [ROW_ID]: id, ...members(row) };
  };
  const members = (value: JsonObject): JsonObject =>
    Object.fromEntries(Object.entries(value).filter(([key, member]) => key !== ROW_ID && member !== undefined).map(([key, member]) => [key, walk(member)]));
  const walk = (value: Json): Json => {
    if (Array.isArray(value)) return (value as readonly Json[]).map((item) => (isObject(item) ? rowOf(item) : walk(item)));
    return isObject(value) ? members(value) : value;
  };
  return walk(document) as IepDocument;
}

/** A record is read many times for one screen, and what is stored never changes: each is named once. */
const NAMED = new WeakMap<IepDocument, IepDocument>();

/** Row ids r1, r2, … in document order: the same file read twice gives the same ids, so two imports can be compared. */
export function withRowIds(document: IepDocument): IepDocument {
  const known = NAMED.get(document) ?? nameRows(document);
  NAMED.set(document, known);
  return known;
}

function nameRows(document: IepDocument): IepDocument {
  const taken = new Set<RowId>();
  collectIds(document, taken);
  let last = 0;
  return assignRowIds(document, () => {
    do last += 1;
    while (taken.has(`r${last}`));
    return `r${last}`;
  });
}

/** The exchange form: no row ids and no `work`, as the file of another system would hold it. */
export function withoutRowIds(document: IepDocument): JsonObject {
  const walk = (value: Json): Json => {
    if (Array.isArray(value)) return (value as readonly Json[]).map(walk);
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).filter(([key, member]) => key !== ROW_ID && member !== undefined).map(([key, member]) => [key, walk(member)]));
  };
  const { work: _left, ...exchange } = walk(document) as JsonObject;
  return exchange;
}
