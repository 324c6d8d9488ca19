/** The state report of a date over everything the store holds, a few students at a time, so that a whole district never lies in memory as documents. */
import type { IepPackage } from '../shared/district-api/contract.ts';
import { withLate } from '../shared/flow/late.ts';
import type { IepDocument } from '../shared/iep/document.ts';
import { withRowIds } from '../shared/iep/ids.ts';
import type { HeldRecord } from '../shared/report/choose.ts';
import { reportCsv, reportFileName, studentPart, type ReportTable, type StudentPart } from '../shared/report/state-report.ts';
import { lateIn } from './incoming.ts';
import type { DistrictStore, HeldStudent } from './store.ts';

/** Students read at one time. */
const STUDENTS_AT_ONCE = 20;

function heldRecord({ bytes, conflict, late: entries }: HeldStudent['records'][number]): HeldRecord {
  const { iepId, document } = JSON.parse(Buffer.from(bytes).toString('utf8')) as IepPackage;
  const late = entries.map((bytesOfEntry) => {
    const entry = lateIn(bytesOfEntry);
    if (entry === null) throw new Error('A stored late entry is not one.');
    return entry;
  });
  return { iepId, document: withLate(withRowIds(document as IepDocument), late), conflict };
}

/** One table as bytes, with the name of its file. @param on a real date @param area names the file when the rows name no single SELPA */
export async function stateReport(store: DistrictStore, on: string, table: ReportTable, area: string): Promise<{ readonly name: string; readonly text: string }> {
  const parts: StudentPart[] = [];
  for (let after = ''; ;) {
    const students = await store.held(after, STUDENTS_AT_ONCE);
    const last = students.at(-1);
    if (last === undefined) break;
    parts.push(...students.map(({ records }) => studentPart(records.map(heldRecord), on)));
    after = last.studentKey;
  }
  const selpas = new Set(parts.flatMap(({ row }) => (row === null ? [] : [row.record.selpa])));
  const [selpa] = selpas;
  return { name: reportFileName(table, selpas.size === 1 && selpa !== undefined && selpa !== '' ? selpa : area, on), text: reportCsv(table, parts) };
}
