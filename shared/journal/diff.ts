/**
 * What differs between two documents, by row id and never by list position: a goal that moved up is the same goal. `diff` is for people
 * (the redline, "changed in the meeting", two versions side by side); `editsBetween` is for machines and is complete.
 */
import { ROW_ID, at, isRow, rowSegment, segments, valueAt, type Address, type Row, type RowId } from '../iep/address.ts';
import type { IepDocument } from '../iep/document.ts';
import { isList, isObject, type Json, type JsonObject } from '../iep/json.ts';
import type { Edit } from './edit.ts';
import { sameJson } from './equal.ts';
import { changeAt } from './place.ts';
import { textEdit } from './text.ts';

export interface Difference {
  readonly at: Address;
  readonly kind: 'changed' | 'added' | 'removed' | 'moved';
  /** The value before; for `moved` the id of the row it stood after (null = first). */
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

/** Members that a step of the meeting or a rule writes; on the page they are a state or a result, not words somebody changed. */
const DERIVED_MEMBERS: ReadonlySet<string> = new Set([ROW_ID, 'pageState', 'requiredRolesMet', 'pwnCheck']);
/**
 * Places the flow writes after the copy was printed (shared/flow/apply.ts): the session's end, the signature lines and the parent's answer. The
 * paper carries them in ink, the journal carries them as named events, and neither is a change to the words that were offered.
 */
const FLOW_WRITTEN: readonly RegExp[] = [
  /^meeting\/sessions(\/|$)/u,
  /^meeting\/contactLog(\/|$)/u,
  /^pages\/amendment\/(signatures|noMeetingAgreement|teamInformed)(\/|$)/u,
  /^pages\/structuredNotes\/header(\/|$)/u,
  /^pages\/attendance\/@[^/]+\/participants\/@[^/]+\/(sig|to)(\/|$)/u,
  /^pages\/consent\/@[^/]+\/(consentChoice|consentExceptions|parentSignatures|adultStudentSignature|interpreterSignature|iepCopyGiven|refusalWords)(\/|$)/u,
];

/** True when the place is no content a person edits but a trace of the flow. */
function isDerived(address: Address): boolean {
  return segments(address).some((segment) => DERIVED_MEMBERS.has(segment)) || FLOW_WRITTEN.some((pattern) => pattern.test(address));
}

/**
 * Differences of pages and meeting content, in document order. Derived places are left out. A goal dropped in between has left the IEP although its
 * row is kept for the record, and one that was taken back has come again.
 */
export function diff(before: IepDocument, after: IepDocument): readonly Difference[] {
  const found: Difference[] = [];
  const was = withoutDropped(before, after);
  const is = withoutDropped(after, before);
  for (const part of ['pages', 'meeting']) compare(part, was[part], is[part], found);
  return found;
}

function isDropped(doc: IepDocument, id: RowId): boolean {
  return doc.work?.goals[id]?.state === 'dropped';
}

/** The document without the goals that are dropped here and not in `other`, which has them too. */
function withoutDropped(doc: IepDocument, other: IepDocument): IepDocument {
  const gone = Object.keys(doc.work?.goals ?? {}).filter((id) => isDropped(doc, id) && !isDropped(other, id) && valueAt(other, `pages/goals/items/@${id}`) !== undefined);
  return gone.length === 0 ? doc : changeAt(doc, 'pages/goals/items', (items) => (isList(items) ? items.filter((row) => !isRow(row) || !gone.includes(row[ROW_ID])) : items));
}

function compare(address: Address, before: Json | undefined, after: Json | undefined, found: Difference[]): void {
  if (before === after || isDerived(address)) return;
  const rows = rowsOf(before, after);
  if (isObject(before) && isObject(after)) compareMembers(address, before, after, found);
  else if (rows !== null) compareRows(address, rows.before, rows.after, found);
  else if (!sameJson(before, after)) found.push({ at: address, kind: kindOf(before, after), before, after });
}

function kindOf(before: Json | undefined, after: Json | undefined): 'changed' | 'added' | 'removed' {
  if (isAbsent(before)) return 'added';
  return isAbsent(after) ? 'removed' : 'changed';
}

function isAbsent(value: Json | undefined): boolean {
  return value === undefined || value === null;
}

function compareMembers(address: Address, before: JsonObject, after: JsonObject, found: Difference[]): void {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  for (const name of names) compare(at(address, name), before[name], after[name], found);
}

function compareRows(address: Address, before: readonly Row[], after: readonly Row[], found: Difference[]): void {
  const was = byId(before);
  const is = byId(after);
  const kept = keptInOrder(before, after);
  for (const [n, row] of before.entries()) {
    const id = row[ROW_ID];
    const place = at(address, rowSegment(id));
    const now = is.get(id);
    if (now === undefined) found.push({ at: place, kind: 'removed', before: row, after: undefined });
    else {
      if (!kept.has(id)) found.push({ at: place, kind: 'moved', before: idBefore(before, n), after: idBefore(after, after.indexOf(now)) });
      compare(place, row, now, found);
    }
  }
  for (const row of after) {
    if (!was.has(row[ROW_ID])) found.push({ at: at(address, rowSegment(row[ROW_ID])), kind: 'added', before: undefined, after: row });
  }
}

/** Edits that, applied to `before`, give exactly `after`: every member of the whole document, derived places included. */
export function editsBetween(before: IepDocument, after: IepDocument): readonly Edit[] {
  const edits: Edit[] = [];
  membersBetween('', before, after, edits);
  return edits;
}

function membersBetween(address: Address, before: JsonObject, after: JsonObject, edits: Edit[]): void {
  for (const name of Object.keys(before)) {
    const place = address === '' ? name : at(address, name);
    const was = before[name] as Json;
    if (Object.hasOwn(after, name)) valueBetween(place, was, after[name] as Json, edits);
    else edits.push({ op: 'unset', at: place, was });
  }
  for (const name of Object.keys(after)) {
    if (!Object.hasOwn(before, name)) edits.push({ op: 'set', at: address === '' ? name : at(address, name), value: after[name] as Json, was: undefined });
  }
}

function valueBetween(address: Address, before: Json, after: Json, edits: Edit[]): void {
  if (before === after) return;
  const rows = rowsOf(before, after);
  if (isObject(before) && isObject(after)) membersBetween(address, before, after, edits);
  else if (rows !== null) rowsBetween(address, rows.before, rows.after, edits);
  else if (typeof before === 'string' && typeof after === 'string') edits.push(textEdit(address, before, after));
  else if (!sameJson(before, after)) edits.push({ op: 'set', at: address, value: after, was: before });
}

function rowsBetween(address: Address, before: readonly Row[], after: readonly Row[], edits: Edit[]): void {
  const is = byId(after);
  const was = byId(before);
  const kept = keptInOrder(before, after);
  const order: RowId[] = before.map((row) => row[ROW_ID]);
  for (const row of before) {
    if (is.has(row[ROW_ID])) continue;
    const index = order.indexOf(row[ROW_ID]);
    edits.push({ op: 'removeRow', at: address, row, after: order[index - 1] ?? null });
    order.splice(index, 1);
  }
  let above: RowId | null = null;
  for (const row of after) {
    const id = row[ROW_ID];
    if (!was.has(id)) edits.push({ op: 'insertRow', at: address, row, after: above });
    else if (!kept.has(id)) edits.push({ op: 'moveRow', at: address, row: id, after: above, wasAfter: order[order.indexOf(id) - 1] ?? null });
    if (was.has(id) && !kept.has(id)) order.splice(order.indexOf(id), 1);
    if (!kept.has(id)) order.splice(above === null ? 0 : order.indexOf(above) + 1, 0, id);
    above = id;
  }
  for (const row of before) {
    const now = is.get(row[ROW_ID]);
    if (now !== undefined) membersBetween(at(address, rowSegment(row[ROW_ID])), row, now, edits);
  }
}

/** Both values as lists of rows, or null when either is something else. */
function rowsOf(before: Json | undefined, after: Json | undefined): { readonly before: readonly Row[]; readonly after: readonly Row[] } | null {
  return isList(before) && isList(after) && before.every(isRow) && after.every(isRow) ? { before, after } : null;
}

function byId(rows: readonly Row[]): ReadonlyMap<RowId, Row> {
  return new Map(rows.map((row) => [row[ROW_ID], row]));
}

function idBefore(rows: readonly Row[], index: number): RowId | null {
  return rows[index - 1]?.[ROW_ID] ?? null;
}

/**
 * The largest set of rows present in both lists that stand in the same order in both: only the others have moved. (Longest increasing
 * subsequence of the new positions; lists of an IEP are short, so the plain quadratic form is enough.)
 */
function keptInOrder(before: readonly Row[], after: readonly Row[]): ReadonlySet<RowId> {
  const newPlace = new Map(after.map((row, n) => [row[ROW_ID], n]));
  const shared = before.flatMap((row) => {
    const place = newPlace.get(row[ROW_ID]);
    return place === undefined ? [] : [{ id: row[ROW_ID], place }];
  });
  const runs: { readonly length: number; readonly previous: number }[] = [];
  let best = -1;
  for (const [n, row] of shared.entries()) {
    let run = { length: 1, previous: -1 };
    for (let m = 0; m < n; m += 1) {
      const earlier = runs[m];
      if (earlier !== undefined && (shared[m]?.place ?? Infinity) < row.place && earlier.length >= run.length) run = { length: earlier.length + 1, previous: m };
    }
    runs.push(run);
    if (run.length > (runs[best]?.length ?? 0)) best = n;
  }
  const kept = new Set<RowId>();
  for (let n = best; n >= 0; n = runs[n]?.previous ?? -1) kept.add(shared[n]?.id ?? '');
  return kept;
}
