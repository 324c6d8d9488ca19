/** The SELPA file is the union of its districts' tables, and is refused, with every reason, while a row has an error or two rows have one number (casemis.md section 11). */
import { describe, expect, test } from 'vitest';
import type { HeldRecord } from '../../../shared/report/choose.ts';
import { csvRows, csvText } from '../../../shared/report/csv.ts';
import { selpaFile, type DistrictFiles } from '../../../shared/report/selpa.ts';
import { SERVICE_HEADS, STUDENT_HEADS, reportCsv, studentPart } from '../../../shared/report/state-report.ts';
import { held, type Made } from './held.ts';

const DECEMBER = '2026-12-01';

const pupil = (seisId: string, ssid: string, info: Made['info'] = {}): readonly HeldRecord[] => [held(`iep-${seisId}`, { info: { seisId, ssid, ...info } })];

/** What a district's server writes for these students. */
function files(district: string, ...students: readonly (readonly HeldRecord[])[]): DistrictFiles {
  const parts = students.map((records) => studentPart(records, DECEMBER));
  return { district, students: reportCsv('students', parts), services: reportCsv('services', parts), errors: reportCsv('errors', parts) };
}

const refused = (...districts: readonly DistrictFiles[]): readonly string[] => {
  const file = selpaFile(districts);
  return file.ok ? [] : file.refused;
};

const north = files('north', pupil('1200000001', '9900000001'), pupil('1200000002', '9900000002', { lastName: 'Ash, "the younger"' }));
const south = files('south', pupil('1200000003', '9900000003'));

describe('the file', () => {
  test('has every row of every district, byte for byte, under one head', () => {
    const file = selpaFile([north, south]);
    if (!file.ok) throw new Error(file.refused.join('\n'));
    const [head, ...rows] = [...north.students.trimEnd().split('\r\n'), ...south.students.trimEnd().split('\r\n').slice(1)];
    expect(file.students).toBe(`${[head, ...rows].join('\r\n')}\r\n`);
    expect(rows).toHaveLength(3);
    expect(csvRows(file.services).slice(1).map((cells) => [cells[2], cells[4]])).toEqual(['1200000001', '1200000002', '1200000003'].flatMap((id) => ['330', '415', '450'].map((code) => [id, code])));
    expect([csvRows(file.students)[0], csvRows(file.services)[0], file.selpa]).toEqual([STUDENT_HEADS, SERVICE_HEADS, '3998']);
  });

  test('takes students who wait for a statewide number: two blanks are no number in two rows', () => {
    expect(refused(files('north', pupil('1200000001', '', { meetingType: '10', referralDate: '2026-09-01', referredBy: '10', evalConsentDate: '2026-09-20' })), files('south', pupil('1200000003', '', { meetingType: '10', referralDate: '2026-09-01', referredBy: '10', evalConsentDate: '2026-09-20' })))).toEqual([]);
  });
});

describe('it is refused', () => {
  test('for two rows with one statewide number, in two districts or in three, each named', () => {
    const [one, other, third] = ['north', 'south', 'west'].map((district, at) => files(district, pupil(`120000000${at + 1}`, '9900000009')));
    if (one === undefined || other === undefined || third === undefined) throw new Error('three districts');
    expect(refused(one, other)).toEqual(['One statewide student ID, 9900000009, is in several rows: record 1200000001 of north, record 1200000002 of south. The state would take them for one student; ask these districts whose it is.']);
    expect(refused(one, other, third)[0]).toContain('record 1200000001 of north, record 1200000002 of south, record 1200000003 of west.');
  });

  test('while a row has an error, with the rule and its words; a warning refuses nothing', () => {
    expect(refused(north, files('south', pupil('1200000003', '9900000003', { gender: 'Q', grade: '12' })))).toEqual(['There is an error in the row of record 1200000003 of south: CAS-006 Choose a gender code.']);
    const warned = files('south', pupil('1200000003', '9900000003', { grade: '12' }));
    expect(warned.errors).toContain('CAS-012,warning');
    expect(refused(north, warned)).toEqual([]);
    const silent = { ...files('south', pupil('1200000003', '9900000003', { gender: 'Q' })), errors: south.errors };
    expect(refused(silent)).toEqual(['There is an error in the row of record 1200000003 of south: its file of errors does not say which.']);
  });

  test('for every reason at once, so that one round of mending is enough', () => {
    const reasons = refused(files('north', pupil('1200000001', '9900000009'), pupil('1200000002', '9900000002', { gender: 'Q' })), files('south', pupil('1200000003', '9900000009')));
    expect(reasons.map((reason) => reason.slice(0, 30))).toEqual(['One statewide student ID, 9900', 'There is an error in the row o']);
  });

  test('when its rows are of two SELPAs', () => {
    expect(refused(north, files('south', pupil('1200000003', '9900000003', { selpa: '3901' })))).toEqual(['The rows are of 2 SELPAs: 3998 (north), 3901 (south). A file is of one.']);
  });

  test('when students and services were not taken together', () => {
    expect(refused(north, { ...south, services: north.services }).map((reason) => reason.split('.')[0])).toEqual([
      'There is no service line for record 1200000003 of south', 'There are service lines for record 1200000001 of south, but no row for the student', 'There are service lines for record 1200000002 of south, but no row for the student',
    ]);
  });

  test('when a file is no table of a district, or when there is nobody in it', () => {
    expect(refused({ ...south, students: south.services, errors: 'a,b\r\n' })).toEqual(['The file of students (table A) of south is not one that a district of IEP Desk writes.', 'The file of errors of south is not one that a district of IEP Desk writes.']);
    expect(refused({ ...south, services: south.services.replace(/,[^,]*\r\n$/u, '\r\n') })).toEqual(['The file of services (table B) of south is not one that a district of IEP Desk writes.']);
    expect(refused(files('south'))).toEqual(['There is no student in these files.']);
  });
});

test('what is written is read again, cell by cell, also as another program saves it', () => {
  const rows = [['a,b', 'say "x"', ''], ['', '', ''], ['two\r\nlines', '“é”', '-2']];
  const written = csvText(['A', 'B', 'C'], rows, false);
  expect(csvRows(written)).toEqual([['A', 'B', 'C'], ...rows]);
  expect(csvRows(written.slice(1).replaceAll(/(?<!two)\r\n/gu, '\n').trimEnd())).toEqual([['A', 'B', 'C'], ...rows]);
  expect(csvRows('')).toEqual([]);
});
