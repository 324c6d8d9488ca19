/** How many students each district has of each disability, setting, plan and service; in the copy that may be shared, small numbers are left out, for they could name a child (casemis.md section 11). */
import type { ServiceLine, StateRecord } from '../check/record.ts';
import { codeEntry } from '../iep/codes.ts';

export interface Counted {
  readonly record: StateRecord;
  /** The reported service lines of the date. */
  readonly lines: readonly ServiceLine[];
}

export const SUMMARY_COLUMNS = ['DSEA', 'OF', 'CODE', 'LABEL', 'STUDENTS'] as const;

/** The largest number of students a shared copy does not show; the state's own data sets leave out the same cells. */
const SUPPRESSED_UP_TO = 10;
const SUPPRESSED = '*';

type Table = Parameters<typeof codeEntry>[0];

/** What is counted, in the order of the sheet: its name there, its code table, and the codes one student counts under, each once. */
const GROUPS: readonly (readonly [string, Table, (of: Counted) => readonly string[]])[] = [
  ['DISABILITY1', 'disability', ({ record }) => [record.disability1]],
  ['SETTING', 'setting', ({ record }) => [record.setting]],
  ['PLAN_TYPE', 'planType', ({ record }) => [record.planType]],
  ['SERVICE', 'service', ({ lines }) => [...new Set(lines.map(({ code }) => code))]],
];

function counts(codes: readonly string[]): readonly (readonly [string, number])[] {
  const found = new Map<string, number>();
  for (const code of codes) found.set(code, (found.get(code) ?? 0) + 1);
  return [...found].toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** The counts a shared copy does not show: the small ones, and beside a single one the next larger, for the rest of the same students would tell what it was. */
function hidden(found: readonly (readonly [string, number])[]): ReadonlySet<string> {
  const small = found.filter(([, count]) => count <= SUPPRESSED_UP_TO);
  const next = small.length === 1 ? found.filter(([, count]) => count > SUPPRESSED_UP_TO).toSorted(([, a], [, b]) => a - b).slice(0, 1) : [];
  return new Set([...small, ...next].map(([code]) => code));
}

/** @param shared the copy that leaves the office: cells of 1 to 10 students, and those that would tell them, are shown as `*` */
export function summaryRows(students: readonly Counted[], shared: boolean): readonly (readonly string[])[] {
  return counts(students.map(({ record }) => record.dsea)).flatMap(([dsea]) => {
    const theirs = students.filter(({ record }) => record.dsea === dsea);
    return GROUPS.flatMap(([of, table, codesOf]) => {
      const found = counts(theirs.flatMap(codesOf));
      const unsaid = shared ? hidden(found) : new Set<string>();
      return found.map(([code, count]) => [dsea, of, code, codeEntry(table, code)?.label.en ?? '', unsaid.has(code) ? SUPPRESSED : String(count)]);
    });
  });
}
