/**
 * Duplicate services as the state would refuse them, and the two repairs of the handbook: combine the minutes in one line with the detail in its
 * comment, or report only the major line (DNR on the others). Dates are never widened (decisions.md 20).
 */
import { ROW_ID, at, isRow, rowSegment, valueAt, type Address, type Row, type RowId } from '../iep/address.ts';
import type { IepDocument } from '../iep/document.ts';
import { codeLabel } from '../iep/codes.ts';
import type { Json } from '../iep/json.ts';
import type { Edit } from '../journal/edit.ts';
import { rowBefore } from '../journal/place.ts';
import { settingEdits } from '../journal/make.ts';
import { nameOfRow, rowsAt, textAt } from '../flow/read.ts';
import { overlaps, weeklyMinutes } from './overlap.ts';
import { stateRecord, serviceAddresses, type ServiceLine } from './record.ts';

export interface DuplicateGroup {
  readonly code: string;
  readonly esy: boolean;
  readonly rows: readonly RowId[];
}

interface Placed {
  readonly at: Address;
  readonly row: RowId;
  readonly line: ServiceLine;
}

function placed(doc: IepDocument): readonly Placed[] {
  const { services } = stateRecord(doc);
  return serviceAddresses(doc).flatMap((address, index) => {
    const line = services[index];
    return line === undefined ? [] : [{ at: address, row: address.slice(address.lastIndexOf('@') + 1), line }];
  });
}

/** Groups of reported lines of which each overlaps another of its group, in document order. */
export function duplicateServices(doc: IepDocument): readonly DuplicateGroup[] {
  const reported = placed(doc).filter(({ line }) => !line.dnr);
  const clashing = reported.filter((a) => reported.some((b) => a !== b && overlaps(a.line, b.line)));
  const groups = new Map<string, Placed[]>();
  for (const item of clashing) {
    const key = `${item.line.code} ${item.line.esy}`;
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups.values()].map((items) => ({ code: items[0]?.line.code ?? '', esy: items[0]?.line.esy ?? false, rows: items.map((item) => item.row) }));
}

interface Chosen {
  readonly list: Address;
  readonly rows: readonly Row[];
}

function chosen(doc: IepDocument, ids: readonly RowId[]): Chosen | null {
  for (const list of ['pages/fapeServices/services', 'pages/fapeServices/esyServices']) {
    const rows = rowsAt(doc, list).filter((row) => ids.includes(row[ROW_ID]));
    if (rows.length === ids.length && rows.length > 1) return { list, rows };
  }
  return null;
}

function minutesOf(row: Row): number | null {
  return typeof row['minutes'] === 'number' && Number.isInteger(row['minutes']) ? row['minutes'] : null;
}

/** One part of a combined line in words: "60 minutes, individual, Regular classroom: …". */
function partInWords(row: Row): string {
  const delivery = waysOf(row).map((way) => (way === 'ind' ? 'individual' : way === 'grp' ? 'group' : 'secondary transition')).join(' and ');
  const place = codeLabel('location', textAt(row, 'location'));
  const comment = textAt(row, 'comment').trim();
  return `${[`${minutesOf(row) ?? 0} minutes`, delivery, place].filter((part) => part !== '').join(', ')}${comment === '' ? '' : `: ${comment}`}`;
}

function waysOf(row: Row): readonly string[] {
  const ways = row['delivery'];
  return Array.isArray(ways) ? (ways as readonly Json[]).filter((way) => typeof way === 'string') : [];
}

function largest(rows: readonly Row[]): Row | undefined {
  return rows.toSorted((a, b) => (minutesOf(b) ?? 0) - (minutesOf(a) ?? 0))[0];
}

/** Lists whose rows point at a service by its name. */
const POINTERS = [
  { list: 'pages/fapeServices/services', field: 'mainServiceRef' }, { list: 'pages/fapeServices/esyServices', field: 'mainServiceRef' },
  { list: 'pages/emergencyProgram/emSpecialEd', field: 'serviceRef' }, { list: 'pages/emergencyProgram/emRelated', field: 'serviceRef' },
] as const;

/** Rows that pointed at a removed line point at the kept one, or the emergency program would speak of a service that is gone. */
function repointed(doc: IepDocument, gone: readonly Row[], kept: Row): readonly Edit[] {
  const names = new Set(gone.map(nameOfRow));
  const left = (row: Row): boolean => !gone.some((other) => other[ROW_ID] === row[ROW_ID]);
  return POINTERS.flatMap(({ list, field }) =>
    rowsAt(doc, list).filter((row) => left(row) && names.has(textAt(row, field))).flatMap((row) => settingEdits(doc, at(list, rowSegment(row[ROW_ID]), field), nameOfRow(kept))));
}

/**
 * One line with the minutes added up and every part in its comment; the largest part lends its place. Null when frequency, dates or
 * provider differ or minutes are missing: then only DNR is true to the offer.
 */
export function combineRepair(doc: IepDocument, ids: readonly RowId[]): readonly Edit[] | null {
  const found = chosen(doc, ids);
  const kept = found === null ? undefined : largest(found.rows);
  if (found === null || kept === undefined) return null;
  const alike = ['code', 'frequency', 'provider', 'npaId', 'startDate', 'endDate'].every((field) => found.rows.every((row) => textAt(row, field) === textAt(kept, field)));
  const minutes = found.rows.map(minutesOf);
  if (!alike || minutes.some((count) => count === null)) return null;
  const others = found.rows.filter((row) => row !== kept);
  const place = at(found.list, rowSegment(kept[ROW_ID]));
  return [
    ...settingEdits(doc, at(place, 'minutes'), minutes.reduce<number>((sum, count) => sum + (count ?? 0), 0)),
    ...settingEdits(doc, at(place, 'delivery'), [...new Set([kept, ...others].flatMap(waysOf))]),
    ...settingEdits(doc, at(place, 'comment'), found.rows.map(partInWords).join('\n')),
    ...repointed(doc, others, kept),
    ...removals(doc, found.list, others.map((row) => row[ROW_ID])),
  ];
}

/** Removes rows one after another, each edit naming the row that stands before it at that moment. */
function removals(doc: IepDocument, list: Address, ids: readonly RowId[]): readonly Edit[] {
  let rows = rowsAt(doc, list);
  return ids.map((id): Edit => {
    const index = rows.findIndex((row) => row[ROW_ID] === id);
    const row = rows[index];
    if (row === undefined) throw new Error('A line to combine is not in the offer.');
    const after = rowBefore(rows, index);
    rows = rows.toSpliced(index, 1);
    return { op: 'removeRow', at: list, row, after };
  });
}

/**
 * Marks lines DNR so that none of the reported ones overlap: the line with the most minutes a week stays ("first and major service"), every
 * line that overlaps a larger one goes under it. A later line of the same service that overlaps no larger one stays reported, or its
 * months would be missing from the state file.
 */
export function dnrRepair(doc: IepDocument, ids: readonly RowId[]): readonly Edit[] {
  const lines = placed(doc).filter((item) => ids.includes(item.row)).toSorted((a, b) => weeklyMinutes(b.line) - weeklyMinutes(a.line));
  const mains: Placed[] = [];
  return lines.flatMap((item) => {
    const main = mains.find((other) => overlaps(other.line, item.line));
    if (main === undefined) {
      mains.push(item);
      return [];
    }
    return [...settingEdits(doc, at(item.at, 'dnr'), true), ...settingEdits(doc, at(item.at, 'mainServiceRef'), nameOfRow(rowAt(doc, main.at)))];
  });
}

function rowAt(doc: IepDocument, address: Address): Row {
  const row = valueAt(doc, address);
  if (!isRow(row)) throw new Error(`There is no service line at ${address}.`);
  return row;
}
