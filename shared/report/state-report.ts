/**
 * The tables of a report date from everything a district holds (casemis.md section 11): students (A), their reported service lines (B), what the state
 * check finds on that date, what was left out, how many students there are of each kind, and two sheets in the shape SEIS gives them. A line marked DNR is in no table; a row with an error is exported with STATUS=E and listed.
 */
import type { ServiceLine, StateRecord } from '../check/record.ts';
import { hasPlan } from '../check/rules/rule.ts';
import { isPlainName } from '../check/rules/student.ts';
import { checkRecord } from '../check/run.ts';
import { textAt } from '../flow/read.ts';
import { isDate } from '../time/dates.ts';
import { choose, recordOn, seisIdOf, type HeldRecord, type LeftOut } from './choose.ts';
import { csvText, dateForPeople } from './csv.ts';
import { periodOf, type Period } from './period.ts';
import { IEP_DATES_REPORT, SERVICES_REPORT, type SeisStudent } from './seis-shape.ts';
import { SUMMARY_COLUMNS, summaryRows } from './summary.ts';

export const REPORT_TABLES = ['students', 'services', 'errors', 'left-out', 'summary', 'summary-to-share', 'services-report', 'iep-dates'] as const;
export type ReportTable = (typeof REPORT_TABLES)[number];

interface Problem {
  readonly rule: string;
  readonly severity: 'error' | 'warning';
  readonly field: string;
  readonly message: string;
}

/** What one student adds to the report. */
export interface StudentPart {
  readonly row: (SeisStudent & { readonly problems: readonly Problem[] }) | null;
  readonly leftOut: readonly LeftOut[];
}

/** Said when an IEP is affirmed; of an affirmed one it says nothing. */
const AT_AFFIRMING = 'CAS-064';

function isServed({ startDate, endDate, dnr }: ServiceLine, { from, on }: Period): boolean {
  return !dnr && startDate <= on && (!isDate(endDate) || endDate >= from);
}

function problemsOf(record: StateRecord, lines: readonly ServiceLine[], on: string): readonly Problem[] {
  const found = checkRecord(record, on).filter(({ id }) => id !== AT_AFFIRMING).map(({ id, severity, fields, message }): Problem => ({ rule: id, severity, field: fields[0] ?? '', message }));
  const unserved: Problem = { rule: 'TABLE-B', severity: 'error', field: 'services', message: 'A student with this plan has at least one reported service line on the report date; there is none.' };
  return hasPlan(record) && lines.length === 0 ? [...found, unserved] : found;
}

/** @param held every record of one student, in the order they reached the district */
export function studentPart(held: readonly HeldRecord[], on: string): StudentPart {
  const period = periodOf(on);
  const { chosen, leftOut } = choose(held, period);
  if (chosen === null) return { row: null, leftOut };
  const record = recordOn(chosen.document, on, held);
  const lines = hasPlan(record) ? record.services.filter((line) => isServed(line, period)) : [];
  const caseManager = chosen.document.staff.find(({ role }) => role === 'caseManager')?.name ?? '';
  const said = (field: string): string => textAt(chosen.document, `pages/fapeSetting/${field}`);
  return {
    row: { seisId: seisIdOf(chosen.document), caseManager, districtOfService: said('districtOfService'), schoolName: said('schoolName'), record, lines, problems: problemsOf(record, lines, on) },
    leftOut,
  };
}

type Row = NonNullable<StudentPart['row']>;

/** Two students under one number would be one student to the state; both are named. */
function withSharedNumbers(rows: readonly Row[]): readonly Row[] {
  const counts = new Map<string, number>();
  for (const { record: { ssid } } of rows) counts.set(ssid, (counts.get(ssid) ?? 0) + 1);
  return rows.map((row) => {
    const { ssid } = row.record;
    if (ssid === '' || counts.get(ssid) === 1) return row;
    return { ...row, problems: [...row.problems, { rule: 'TABLE-A', severity: 'error', field: 'ssid', message: 'Another student of this report has the same statewide student ID.' } satisfies Problem] };
  });
}

/** The characters the state file refuses are left out, as CAS-004 told the case manager. */
function plainName(name: string): string {
  return Array.from(name).filter(isPlainName).join('');
}

const compactDate = (date: string): string => date.replaceAll('-', '');

/** casemis.md 12.4: the state's codes of the ranges were not found; the words are exported. */
function rangeOf(percent: StateRecord['percentRegular']): string {
  if (typeof percent !== 'number') return '';
  if (percent >= 80) return '80-100';
  return percent >= 40 ? '40-79' : '0-39';
}

const T_ITEMS = ['t1', 't2', 't3', 't4', 't5', 't6', 't7', 't8'] as const;
const RACES = [0, 1, 2, 3, 4] as const;

/** Table A, column by column. */
const STUDENT_COLUMNS: readonly (readonly [string, (row: Row) => string])[] = [
  ['RECORD', () => 'A'], ['SELPA_CODE', ({ record }) => record.selpa], ['STUDENT_ID', ({ seisId }) => seisId], ['SSID', ({ record }) => record.ssid],
  ['LAST_NAME', ({ record }) => plainName(record.lastName)], ['FIRST_NAME', ({ record }) => plainName(record.firstName)], ['BIRTHDATE', ({ record }) => compactDate(record.birthDate)],
  ['GENDER', ({ record }) => record.gender], ['HISPANIC', ({ record }) => record.hispanic],
  ...RACES.map((at) => [`RACE${at + 1}`, ({ record }: Row) => record.races[at] ?? ''] as const),
  ['LANGUAGE', ({ record }) => record.primaryLanguage], ['EL_STATUS', ({ record }) => record.elStatus], ['GRADE', ({ record }) => record.grade], ['RESIDENCE', ({ record }) => record.residence],
  ['REPORTING_LEA', ({ record }) => record.reportingLea], ['DSEA', ({ record }) => record.dsea], ['SCHOOL', ({ record }) => record.school], ['NPS', ({ record }) => record.npsCode],
  ['REFERRAL_DATE', ({ record }) => compactDate(record.referralDate)], ['REFERRED_BY', ({ record }) => record.referredBy], ['CONSENT_DATE', ({ record }) => compactDate(record.evalConsentDate)],
  ['ENTRY_DATE', ({ record }) => compactDate(record.entryDate)], ['MEETING_TYPE', ({ record }) => record.meetingType], ['MEETING_DATE', ({ record }) => compactDate(record.meetingDate)],
  ['DELAY', ({ record }) => record.delayCode], ['LAST_ANNUAL', ({ record }) => compactDate(record.priorAnnualDate)], ['LAST_EVAL', ({ record }) => compactDate(record.priorEvalDate)],
  ['PLAN_TYPE', ({ record }) => record.planType], ['PLAN_START', ({ record }) => compactDate(record.planEffectiveDate)], ['DISABILITY1', ({ record }) => record.disability1],
  ['DISABILITY2', ({ record }) => record.disability2], ['SUPPORT', ({ record }) => record.degreeOfSupport], ['SETTING', ({ record }) => record.setting],
  ['PERCENT', ({ record }) => String(record.percentRegular)], ['PERCENT_RANGE', ({ record }) => rangeOf(record.percentRegular)], ['PS_LOCATION', ({ record }) => record.preschoolServiceLocation],
  ['TEN_HOURS', ({ record }) => record.tenHours], ['TRANSPORT', ({ record }) => record.transportation], ['PARENT_FACIL', ({ record }) => record.parentFacilitated],
  ...T_ITEMS.map((item) => [item.toUpperCase(), ({ record }: Row) => record[item]] as const),
  ['EXIT_DATE', ({ record }) => compactDate(record.exitDate)], ['EXIT_RESON', ({ record }) => record.exitReason], ['STATUS', ({ problems }) => (problems.some(({ severity }) => severity === 'error') ? 'E' : '')],
];

/** Table B, column by column. */
const SERVICE_COLUMNS: readonly (readonly [string, (row: Row, line: ServiceLine) => string])[] = [
  ['RECORD', () => 'B'], ['SELPA_CODE', ({ record }) => record.selpa], ['STUDENT_ID', ({ seisId }) => seisId], ['SSID', ({ record }) => record.ssid], ['SERVICE', (_row, line) => line.code],
  ['PROVIDER', (_row, line) => line.provider], ['NPA', (_row, line) => line.npaId], ['LOCATION', (_row, line) => line.location], ['FREQUENCY', (_row, line) => line.frequency],
  ['MINUTES', (_row, line) => String(line.minutes)], ['PLAN_START', ({ record }) => compactDate(record.planEffectiveDate)],
];

const heads = (columns: readonly (readonly [string, unknown])[]): readonly string[] => columns.map(([head]) => head);

export const STUDENT_HEADS = heads(STUDENT_COLUMNS);
export const SERVICE_HEADS = heads(SERVICE_COLUMNS);
export const ERROR_HEADS = ['STUDENT_ID', 'SSID', 'CASE_MANAGER', 'RULE', 'SEVERITY', 'FIELD', 'MESSAGE'] as const;

/** One table as a file, students in the order they are handed in. */
export function reportCsv(table: ReportTable, parts: readonly StudentPart[]): string {
  const rows = withSharedNumbers(parts.flatMap(({ row }) => (row === null ? [] : [row])));
  switch (table) {
    case 'students': return csvText(STUDENT_HEADS, rows.map((row) => STUDENT_COLUMNS.map(([, cell]) => cell(row))), false);
    case 'services': return csvText(SERVICE_HEADS, rows.flatMap((row) => row.lines.map((line) => SERVICE_COLUMNS.map(([, cell]) => cell(row, line)))), false);
    case 'errors': {
      const cells = ({ seisId, caseManager, record, problems }: Row) => problems.map(({ rule, severity, field, message }) => [seisId, record.ssid, caseManager, rule, severity, field, message]);
      return csvText(ERROR_HEADS, rows.flatMap(cells), true);
    }
    case 'summary':
    case 'summary-to-share': return csvText(SUMMARY_COLUMNS, summaryRows(rows, table === 'summary-to-share'), true);
    case 'services-report': return csvText(heads(SERVICES_REPORT), rows.flatMap((row) => row.lines.map((line) => SERVICES_REPORT.map(([, cell]) => cell(row, line)))), true);
    case 'iep-dates': return csvText(heads(IEP_DATES_REPORT), rows.map((row) => IEP_DATES_REPORT.map(([, cell]) => cell(row))), true);
    case 'left-out': {
      const cells = ({ seisId, record, reason }: LeftOut) => [seisId, record.ssid, dateForPeople(record.meetingDate), reason];
      return csvText(['STUDENT_ID', 'SSID', 'IEP_DATE', 'REASON'], parts.flatMap(({ leftOut }) => leftOut.map(cells)), true);
    }
  }
}

const FILE_NAMES: Readonly<Record<ReportTable, string>> = {
  students: 'TABLE_A', services: 'TABLE_B', errors: 'ERRORS', 'left-out': 'LEFT_OUT', summary: 'SUMMARY', 'summary-to-share': 'SUMMARY_TO_SHARE',
  'services-report': 'SERVICES_REPORT', 'iep-dates': 'IEP_DATES',
};

/** `TABLE_A_3901_20261201.csv` */
export function reportFileName(table: ReportTable, area: string, on: string): string {
  return `${FILE_NAMES[table]}_${area.replace(/[^A-Za-z0-9-]/gu, '')}_${compactDate(on)}.csv`;
}
