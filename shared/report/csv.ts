/** Tables as text: RFC 4180 with a byte-order mark and CRLF, as office programs and the state's tools read it. */

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
