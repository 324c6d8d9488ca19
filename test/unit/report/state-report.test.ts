/** What a report date counts, what it leaves out and says so, and how it is written (casemis.md section 11). */
import { describe, expect, test } from 'vitest';
import { withLate, type LateEntry } from '../../../shared/flow/late.ts';
import type { Stopping } from '../../../shared/iep/revoked.ts';
import type { HeldRecord } from '../../../shared/report/choose.ts';
import { csvText } from '../../../shared/report/csv.ts';
import { periodOf } from '../../../shared/report/period.ts';
import { reportCsv, reportFileName, studentPart, type ReportTable } from '../../../shared/report/state-report.ts';
import { sampleDocument } from '../iep/sample.ts';
import { held, type Made } from './held.ts';

const DECEMBER = '2026-12-01';
const JUNE = '2027-06-30';

/** The table of students, each one or several held records, as rows of named cells. */
function table(name: ReportTable, on: string, ...students: readonly (readonly HeldRecord[])[]): readonly Readonly<Record<string, string>>[] {
  const [head = '', ...rows] = reportCsv(name, students.map((records) => studentPart(records, on))).slice(1).split('\r\n').slice(0, -1);
  const columns = head.split(',');
  return rows.map((row) => Object.fromEntries(row.split(',').map((cell, at) => [columns[at], cell])));
}

const revoking = { revokedBy: 'Dana Birchwater', relation: 'mother', revokedOn: '2026-11-16', receivedOn: '2026-11-17', paper: 'Room 4' };
/** The record, read together with a written revocation and, once it is known, the stop of services. */
function revoked(record: HeldRecord, stopping: Stopping | null): HeldRecord {
  const late: readonly LateEntry[] = [{ revoking, by: 'st1', at: '' }, ...(stopping === null ? [] : [{ stopping, by: 'st1', at: '' }])];
  return { ...record, document: withLate({ ...record.document, documentId: record.iepId }, late) };
}
/** The record as a correction of the reported data of another. */
function correcting(record: HeldRecord, { document }: HeldRecord): HeldRecord {
  return { ...record, document: { ...record.document, documentId: record.iepId, correctionOf: document.documentId, previousDocumentId: document.documentId } };
}

const reasons = (on: string, ...records: readonly HeldRecord[]) => table('left-out', on, records).map(({ REASON }) => REASON);

describe('of a student', () => {
  test('the version whose plan starts last, but not after the report date, is the row, however late it was affirmed', () => {
    const [old, now, next] = [held('a', { info: { planEffectiveDate: '2025-10-14', grade: '03' } }), held('b', { info: { grade: '04' } }), held('c', { info: { planEffectiveDate: '2026-12-02', grade: '05' } })];
    for (const order of [[old, now, next], [next, now, old], [now, old, next]]) expect(table('students', DECEMBER, order).map(({ GRADE }) => GRADE)).toEqual(['04']);
    expect(table('students', '2026-12-02', [old, now, next]).map(({ GRADE }) => GRADE)).toEqual(['05']);
    expect(reasons(DECEMBER, old, now, next)).toEqual(['Its plan starts after the report date.']);
  });

  test('of versions that start on one day, such as a correction, the newest is the row', () => {
    expect(table('students', DECEMBER, [held('a', { info: { grade: '03' } }), held('b', { info: { grade: '04' } })]).map(({ GRADE }) => GRADE)).toEqual(['04']);
  });

  test('a meeting to be continued is out, and said to be, until its continuation is affirmed; what was reported before it stays', () => {
    const [before, part] = [held('a', { info: { planEffectiveDate: '2025-10-14', grade: '03' } }), held('b', { outcome: 'toBeContinued' })];
    expect(table('students', DECEMBER, [part])).toEqual([]);
    expect(table('services', DECEMBER, [part])).toEqual([]);
    expect(reasons(DECEMBER, part)).toEqual(['The meeting is to be continued; this part is reported when its continuation is affirmed.']);
    expect(table('students', DECEMBER, [before, part]).map(({ GRADE }) => GRADE)).toEqual(['03']);
    const whole = held('c', { continues: true });
    expect(table('students', DECEMBER, [part, whole]).map(({ GRADE, PLAN_START }) => [GRADE, PLAN_START])).toEqual([['04', '20261014']]);
    expect(reasons(DECEMBER, part, whole)).toEqual([]);
  });

  test('a record in conflict is out until a person has decided', () => {
    expect(table('students', DECEMBER, [held('a'), held('b', { conflict: true, info: { grade: '09' } })]).map(({ GRADE }) => GRADE)).toEqual(['04']);
    expect(reasons(DECEMBER, held('a'), held('b', { conflict: true }))).toEqual(['Another IEP of this student arrived first; a person decides which one stands.']);
  });

  test('who has left special education is out from the day it ended, but counts for the school year', () => {
    const exit = (exitDate: string) => [held('a', { info: { exitDate, exitReason: '70' } })];
    expect(table('students', DECEMBER, exit('2026-12-01'))).toEqual([]);
    expect(table('students', DECEMBER, exit('2026-12-02'))).toHaveLength(1);
    expect(reasons(DECEMBER, ...exit('2026-11-30'))).toEqual(['Special education had ended.']);
    expect(table('students', JUNE, exit('2026-11-30'))).toHaveLength(1);
    expect(table('students', JUNE, exit('2026-06-30'))).toEqual([]);
  });

  test('whose parent revoked consent in writing has left with the last day of services, by the reason of the state, without anybody typing an exit', () => {
    const exits = (on: string, ...records: readonly HeldRecord[]) => table('students', on, records).map(({ EXIT_DATE, EXIT_RESON }) => [EXIT_DATE, EXIT_RESON]);
    const stopped = revoked(held('a'), { noticeSentOn: '2026-11-20', how: 'by mail', servicesEndOn: '2026-11-27' });
    expect(exits(JUNE, stopped)).toEqual([['20261127', '78']]);
    expect(exits('2026-11-26', stopped)).toEqual([['', '']]);
    expect(exits(DECEMBER, stopped)).toEqual([]);
    expect(exits(JUNE, revoked(held('a'), null))).toEqual([['', '']]);
    // A correction that says the same exit on another day, one that says the student had moved before, and one that says it of a day after.
    const correction = (exitDate: string, exitReason: string) => correcting(held('b', { info: { exitDate, exitReason } }), stopped);
    expect(exits(JUNE, stopped, correction('2026-12-18', '78'))).toEqual([['20261127', '78']]);
    expect(exits(JUNE, stopped, correction('2026-11-13', '76'))).toEqual([['20261113', '76']]);
    expect(exits(JUNE, stopped, correction('2027-01-15', '76'))).toEqual([['20261127', '78']]);
  });

  test('an exit after the count day had not happened on it: the row has none, and no error for it', () => {
    const moved = [held('a'), held('b', { info: { exitDate: '2026-12-15', exitReason: '76' } })];
    expect(table('students', DECEMBER, moved).map(({ EXIT_DATE, EXIT_RESON, STATUS }) => [EXIT_DATE, EXIT_RESON, STATUS])).toEqual([['', '', '']]);
    expect(table('errors', DECEMBER, moved).filter(({ RULE }) => RULE === 'CAS-110')).toEqual([]);
    expect(table('students', JUNE, moved).map(({ EXIT_DATE, EXIT_RESON, STATUS }) => [EXIT_DATE, EXIT_RESON, STATUS])).toEqual([['20261215', '76', '']]);
  });

  test('who left before a new plan began is out from the day of the exit, on the count day as after it', () => {
    const before = held('a', { info: { planEffectiveDate: '2025-10-14' } });
    const ahead = { planEffectiveDate: '2026-12-10' };
    const all = [before, held('b', { info: ahead }), held('c', { info: { ...ahead, exitDate: '2026-11-20', exitReason: '87' } })];
    expect(table('students', '2026-11-19', all)).toHaveLength(1);
    for (const day of ['2026-11-20', DECEMBER, '2026-12-20']) expect(table('students', day, all), day).toEqual([]);
    expect(reasons('2026-12-20', ...all)).toEqual(['Special education had ended.']);
    expect(reasons(DECEMBER, ...all)).toEqual(['Its plan starts after the report date.', 'Special education had ended.']);
    // Served in the school year under the plan that was carried out: a plan that never began is no row of it.
    expect(table('students', JUNE, [before, held('b', { info: { ...ahead, planEffectiveDate: '2027-07-01' } }), held('c', { info: { planEffectiveDate: '2027-07-01', exitDate: '2027-06-01', exitReason: '87' } })]).map(({ PLAN_START }) => PLAN_START)).toEqual(['20251014']);
  });

  test('a finding without a plan is reported with the school year of its meeting, without services, and not on the count day', () => {
    const found = [held('a', { info: { planType: '800' } })];
    expect(table('students', DECEMBER, found)).toEqual([]);
    expect(reasons(DECEMBER, ...found)).toEqual(['It is no plan that this report counts.']);
    expect(table('students', JUNE, found).map(({ PLAN_TYPE }) => PLAN_TYPE)).toEqual(['800']);
    expect(table('services', JUNE, found)).toEqual([]);
    expect(table('errors', JUNE, found).filter(({ RULE }) => RULE === 'TABLE-B')).toEqual([]);
    expect(reasons('2028-06-30', ...found)).toEqual(['Its meeting was not in this school year.']);
  });
});

describe('of service lines', () => {
  const codes = (on: string, services: Made['services']) => table('services', on, [held('a', services === undefined ? {} : { services })]).map(({ SERVICE }) => SERVICE);

  test('those marked DNR are in no table', () => {
    expect(sampleDocument().pages.fapeServices).toMatchObject({ services: [{ dnr: false }, { dnr: true }, { dnr: false }, { dnr: false }] });
    expect(codes(DECEMBER, undefined)).toEqual(['330', '415', '450']);
    expect(codes(DECEMBER, [{ code: '330' }, { code: '415', dnr: true }])).toEqual(['330']);
  });

  test('those that run on the count day, or touch the school year, are reported', () => {
    const line = (startDate: string, endDate: string) => [{ startDate, endDate }];
    for (const [services, december, june] of [[line('2026-10-15', '2026-12-01'), 1, 1], [line('2026-12-01', '2027-10-13'), 1, 1], [line('2026-10-15', '2026-11-30'), 0, 1], [line('2026-12-02', '2027-10-13'), 0, 1], [line('2027-07-01', '2027-10-13'), 0, 0], [line('2026-01-01', '2026-06-30'), 0, 0], [line('2026-10-15', ''), 1, 1]] as const) {
      expect(codes(DECEMBER, services), JSON.stringify(services)).toHaveLength(december);
      expect(codes(JUNE, services), JSON.stringify(services)).toHaveLength(june);
    }
  });

  test('a plan with none of them is an error of the student', () => {
    const none = [held('a', { services: [{ dnr: true }] })];
    expect(table('students', DECEMBER, none).map(({ STATUS }) => STATUS)).toEqual(['E']);
    expect(table('errors', DECEMBER, none)).toContainEqual(expect.objectContaining({ RULE: 'TABLE-B', SEVERITY: 'error', STUDENT_ID: '1200000417' }));
  });
});

describe('of errors', () => {
  test('the check is run again as of the report date; a row with an error has its status and names the case manager', () => {
    const wrong = [held('a', { info: { gender: 'Q' } })];
    expect(table('students', DECEMBER, wrong).map(({ STATUS, GENDER }) => [STATUS, GENDER])).toEqual([['E', 'Q']]);
    expect(table('errors', DECEMBER, wrong)).toContainEqual({ STUDENT_ID: '1200000417', SSID: '9900000017', CASE_MANAGER: 'Rosalind Achterberg', RULE: 'CAS-006', SEVERITY: 'error', FIELD: 'gender', MESSAGE: 'Choose a gender code.' });
    expect(table('students', DECEMBER, [held('a')]).map(({ STATUS }) => STATUS)).toEqual(['']);
  });

  test('that it was affirmed late is no finding about an affirmed IEP', () => {
    expect(table('errors', JUNE, [held('a')]).map(({ RULE }) => RULE)).not.toContain('CAS-064');
  });

  test('two students under one statewide ID are both named; two without one are not', () => {
    const other = { seisId: '1200000999', lastName: 'Maplewood' };
    const rules = (ssid: string) => table('errors', DECEMBER, [held('a', { info: { ssid } })], [held('b', { info: { ...other, ssid } })]).filter(({ RULE }) => RULE === 'TABLE-A').map(({ STUDENT_ID }) => STUDENT_ID);
    expect(rules('9900000017')).toEqual(['1200000417', '1200000999']);
    expect(rules('')).toEqual([]);
  });
});

describe('the files', () => {
  test('have the columns of casemis.md section 11', () => {
    const heads = (name: ReportTable): string => reportCsv(name, []).slice(1).trimEnd();
    expect(heads('students')).toBe('RECORD,SELPA_CODE,STUDENT_ID,SSID,LAST_NAME,FIRST_NAME,BIRTHDATE,GENDER,HISPANIC,RACE1,RACE2,RACE3,RACE4,RACE5,LANGUAGE,EL_STATUS,GRADE,RESIDENCE,REPORTING_LEA,DSEA,SCHOOL,NPS,REFERRAL_DATE,REFERRED_BY,CONSENT_DATE,ENTRY_DATE,MEETING_TYPE,MEETING_DATE,DELAY,LAST_ANNUAL,LAST_EVAL,PLAN_TYPE,PLAN_START,DISABILITY1,DISABILITY2,SUPPORT,SETTING,PERCENT,PERCENT_RANGE,PS_LOCATION,TEN_HOURS,TRANSPORT,PARENT_FACIL,T1,T2,T3,T4,T5,T6,T7,T8,EXIT_DATE,EXIT_RESON,STATUS');
    expect(heads('services')).toBe('RECORD,SELPA_CODE,STUDENT_ID,SSID,SERVICE,PROVIDER,NPA,LOCATION,FREQUENCY,MINUTES,PLAN_START');
    expect(heads('errors')).toBe('STUDENT_ID,SSID,CASE_MANAGER,RULE,SEVERITY,FIELD,MESSAGE');
  });

  test('carry dates as the state writes them, the range of the share in words, and no character the state refuses', () => {
    const [row] = table('students', DECEMBER, [held('a', { info: { lastName: 'Núñez-O’Dell (Jr)' } })]);
    expect(row).toMatchObject({ RECORD: 'A', BIRTHDATE: '20170308', MEETING_DATE: '20261014', LAST_NAME: 'Núñez-ODell Jr', PERCENT_RANGE: '80-100' });
    expect(table('services', DECEMBER, [held('a')])[0]).toMatchObject({ RECORD: 'B', SERVICE: '330', PLAN_START: '20261014' });
    expect(table('left-out', DECEMBER, [held('a', { outcome: 'toBeContinued' })])[0]?.['IEP_DATE']).toBe('10/14/2026');
  });

  test('quote what would break a row, begin with a byte-order mark, and in sheets for people hold no formula', () => {
    expect(csvText(['A', 'B'], [['a,b', 'say "x"'], ['=1+1', '-2']], true)).toBe('\uFEFFA,B\r\n"a,b","say ""x"""\r\n\'=1+1,\'-2\r\n');
    expect(csvText(['A'], [['-2']], false)).toBe('\uFEFFA\r\n-2\r\n');
    expect(reportFileName('errors', '39/98', DECEMBER)).toBe('ERRORS_3998_20261201.csv');
  });

  test('say by the month whether one day or a school year is counted', () => {
    expect(periodOf('2026-10-07')).toMatchObject({ kind: 'oneDay', from: '2026-10-07' });
    expect(periodOf(JUNE)).toEqual({ kind: 'schoolYear', on: JUNE, from: '2026-07-01' });
  });
});

describe('the summary counts students by district and disability, setting, plan and service', () => {
  const many = (count: number, info: Made['info'] = {}): readonly (readonly HeldRecord[])[] => Array.from({ length: count }, (_unused, n) => [held(`iep-${n}`, { info: { ...info, ssid: String(9_900_000_000 + n) } })]);
  const of = (rows: readonly Readonly<Record<string, string>>[], group: string): readonly string[] => rows.filter(({ OF }) => OF === group).map(({ CODE, STUDENTS }) => `${CODE} ${STUDENTS}`);

  test('with these columns, the words of each code, and each student once under a service of several lines', () => {
    const text = reportCsv('summary', many(2).map((records) => studentPart(records, DECEMBER)));
    expect(text.slice(1).split('\r\n')[0]).toBe('DSEA,OF,CODE,LABEL,STUDENTS');
    const twice = [[held('iep-1', { services: [{ code: '330', dnr: false }, { code: '330', dnr: false }] })]];
    expect(of(table('summary', DECEMBER, ...twice), 'SERVICE')).toEqual(['330 1']);
    const rows = table('summary', DECEMBER, ...many(2));
    expect(new Set(rows.map(({ OF }) => OF))).toEqual(new Set(['DISABILITY1', 'SETTING', 'PLAN_TYPE', 'SERVICE']));
    expect(of(rows, 'SERVICE')).toEqual(['330 2', '415 2', '450 2']);
    for (const { CODE, LABEL } of rows) expect(LABEL, CODE).toMatch(/[A-Za-z]{4}/u);
  });

  test('keeps districts apart', () => {
    const [one, other] = ['3998001', '3998002'].map((dsea) => many(1, { dsea }));
    expect(table('summary', DECEMBER, ...(one ?? []), ...(other ?? [])).filter(({ OF }) => OF === 'PLAN_TYPE').map(({ DSEA, STUDENTS }) => [DSEA, STUDENTS])).toEqual([['3998001', '1'], ['3998002', '1']]);
  });

  test('in the copy to share shows no count of 1 to 10, and shows 11; the copy of the office shows both', () => {
    const students = [...many(10, { disability1: '210' }), ...many(9, { disability1: '240' }), ...many(11, { disability1: '280' })];
    expect(of(table('summary-to-share', DECEMBER, ...students), 'DISABILITY1')).toEqual(['210 *', '240 *', '280 11']);
    expect(of(table('summary', DECEMBER, ...students), 'DISABILITY1')).toEqual(['210 10', '240 9', '280 11']);
    expect(of(table('summary-to-share', DECEMBER, ...many(11)), 'PLAN_TYPE')).toEqual([expect.stringMatching(/^\d{3} 11$/u)]);
    expect(of(table('summary-to-share', DECEMBER, ...many(1)), 'SETTING')).toEqual([expect.stringMatching(/^\d{3} \*$/u)]);
  });

  test('in the copy to share hides the next larger count beside a single small one: the students of the district less the rest would tell it', () => {
    const students = [...many(13, { disability1: '210' }), ...many(3, { disability1: '240' }), ...many(12, { disability1: '280' })];
    expect(of(table('summary-to-share', DECEMBER, ...students), 'DISABILITY1')).toEqual(['210 13', '240 *', '280 *']);
    expect(of(table('summary', DECEMBER, ...students), 'DISABILITY1')).toEqual(['210 13', '240 3', '280 12']);
  });
});
