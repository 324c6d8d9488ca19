/** Tables as text: RFC 4180 with a byte-order mark and CRLF, as office programs and the state's tools read it. */

import { isDate } from '../time/dates.ts';

/** What makes an office program take a cell for a formula. */
const FORMULA = /^[=+\-@\t]/u;

function quoted(cell: string): string {
  return /[",\r\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** @param forPeople a sheet a person opens: a cell that would be run as a formula is shown as text */
export function csvText(columns: readonly string[], rows: readonly (readonly string[])[], forPeople: boolean): string {
  const shown = (cell: string): string => quoted(forPeople && FORMULA.test(cell) ? `'${cell}` : cell);
  return `\uFEFF${[columns, ...rows].map((row) => `${row.map(shown).join(',')}\r\n`).join('')}`;
}

/** The rows of such a text; what another program saved again reads too (no byte-order mark, bare line ends). */
export function csvRows(text: string): readonly (readonly string[])[] {
  const cells = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/gu;
  const rows: string[][] = [[]];
  for (const [whole, inQuotes, bare = '', end] of (text.startsWith('\uFEFF') ? text.slice(1) : text).matchAll(cells)) {
    if (whole === '' && rows.at(-1)?.length === 0) break;
    rows.at(-1)?.push(inQuotes?.replaceAll('""', '"') ?? bare);
    if (end === '') break;
    if (end !== ',') rows.push([]);
  }
  return rows.filter((row) => row.length > 0);
}

/** A date as sheets for people have it, MM/DD/YYYY. */
export function dateForPeople(date: string): string {
  return isDate(date) ? `${date.slice(5, 7)}/${date.slice(8)}/${date.slice(0, 4)}` : date;
}
