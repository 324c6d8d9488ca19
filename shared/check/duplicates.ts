/**
 * Duplicate services as the state would refuse them, and the two repairs of the handbook: combine the minutes in one line with the detail in its
 * comment, or report only the major line (DNR on the others). Dates are never widened (decisions.md 20).
 */
import { at, rowSegment, type Address, type Row, type RowId } from '../iep/address.ts';
import type { IepDocument } from '../iep/document.ts';
import { codeLabel } from '../iep/codes.ts';
import type { Edit } from '../journal/edit.ts';
import { rowBefore } from '../journal/place.ts';
import { settingEdits } from '../journal/make.ts';
import { rowsAt, textAt } from '../flow/read.ts';
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
    const rows = rowsAt(doc, list).filter((row) => ids.includes(row.$row));
    if (rows.length === ids.length && rows.length > 1) return { list, rows };
  }
  return null;
}

function minutesOf(row: Row): number | null {
  return typeof row['minutes'] === 'number' && Number.isInteger(row['minutes']) ? row['minutes'] : null;
}

/** One part of a combined line in words: "60 minutes individual, Regular classroom: …". */
function partInWords(row: Row): string {
  const delivery = Array.isArray(row['delivery']) ? row['delivery'].map((way) => (way === 'ind' ? 'individual' : way === 'grp' ? 'group' : String(way))).join(' and ') : '';
  const place = codeLabel('location', textAt(row, 'location'));
  const comment = textAt(row, 'comment').trim();
  return `${[`${minutesOf(row) ?? 0} minutes`, delivery, place].filter((part) => part !== '').join(', ')}${comment === '' ? '' : `: ${comment}`}`;
}

/** One line with the minutes added up and every part in its comment; null when frequency, dates or provider differ: then only DNR is true to the offer. */
export function combineRepair(doc: IepDocument, ids: readonly RowId[]): readonly Edit[] | null {
  const found = chosen(doc, ids);
  const [kept, ...others] = found?.rows ?? [];
  if (found === null || kept === undefined) return null;
  const alike = ['code', 'frequency', 'provider', 'npaId', 'startDate', 'endDate'].every((field) => others.every((row) => row[field] === kept[field]));
  const minutes = found.rows.map(minutesOf);
  if (!alike || minutes.some((count) => count === null)) return null;
  const total = minutes.reduce((sum: number, count) => sum + (count ?? 0), 0);
  const place = at(found.list, rowSegment(kept.$row));
  return [
    ...settingEdits(doc, at(place, 'minutes'), total),
    ...settingEdits(doc, at(place, 'comment'), found.rows.map(partInWords).join('\n')),
    ...removals(doc, found.list, others.map((row) => row.$row)),
  ];
}

/** Removes rows one after another, each edit naming the row that stands before it at that moment. */
function removals(doc: IepDocument, list: Address, ids: readonly RowId[]): readonly Edit[] {
  let rows = rowsAt(doc, list);
  return ids.map((id): Edit => {
    const index = rows.findIndex((row) => row.$row === id);
    const row = rows[index];
    if (row === undefined) throw new Error('A line to combine is not in the offer.');
    const after = rowBefore(rows, index);
    rows = rows.toSpliced(index, 1);
    return { op: 'removeRow', at: list, row, after };
  });
}

/** Keeps the line with the most minutes a week reported ("first and major service") and marks the others DNR under it. */
export function dnrRepair(doc: IepDocument, ids: readonly RowId[]): readonly Edit[] {
  const lines = placed(doc).filter((item) => ids.includes(item.row));
  const main = lines.reduce<Placed | null>((best, item) => (best === null || weeklyMinutes(item.line) > weeklyMinutes(best.line) ? item : best), null);
  if (main === null) return [];
  const mainId = textAt(doc, at(main.at, 'id'));
  return lines.filter((item) => item !== main).flatMap((item) => [...settingEdits(doc, at(item.at, 'dnr'), true), ...settingEdits(doc, at(item.at, 'mainServiceRef'), mainId)]);
}
