/** The Services and the IEP dates report in the shape SEIS gives them (casemis.md section 11): heads and rows, cell by cell. */
import { describe, expect, test } from 'vitest';
import { csvRows } from '../../../shared/report/csv.ts';
import { reportCsv, reportFileName, studentPart, type ReportTable } from '../../../shared/report/state-report.ts';
import { held, type Made } from './held.ts';

const DECEMBER = '2026-12-01';

const SERVICES_HEADS = 'SEIS ID,SSID,Student Legal First Name,Student Legal Last Name,Student Birth Date,Enrollment Date,Reporting LEA,District of Special Education Accountability,School of Attendance,Grade,Case Manager,Special Education Service Code,Special Education Service Provider Code,Nonpublic Agency Identifier (NPA),Special Education Service Location Code,Service Duration,Service Frequency Code';
const DATES_HEADS = 'SEIS ID,SSID,Last Name,First Name,Student Middle Name,Preferred Name,Date of Birth,District of Service,District of SPED Accountability,School of Attendance,Grade Level,Case Manager,Disability 1,Date of Next Annual Plan Review,Date of Next Reevaluation,Date of IEP (Meeting Date on Future IEP forms),Meeting Type';

const text = (name: ReportTable, made: Made = {}): string => reportCsv(name, [studentPart([held('a', made)], DECEMBER)]);
const cell = (name: ReportTable, head: string, made: Made = {}): string | undefined => {
  const [heads = [], row = []] = csvRows(text(name, made));
  return row[heads.indexOf(head)];
};

describe('the Services report', () => {
  test('has the heads of SEIS and a row for each reported service, DNR lines left out', () => {
    const student = '1200000417,9900000017,Nolan,Birchwater,03/08/2017,,3999992,3999992,6199992 - Cottonwood Slough Elementary School,04 - Grade 4,Rosalind Achterberg';
    expect(text('services-report')).toBe(`\uFEFF${SERVICES_HEADS}\r\n`
      + `${student},330 - Specialized academic instruction,100 - District of service,,520 - Separate classroom in public integrated facility,200,20 - Weekly\r\n`
      + `${student},415 - Language and speech,100 - District of service,,520 - Separate classroom in public integrated facility,60,20 - Weekly\r\n`
      + `${student},450 - Occupational therapy,100 - District of service,,510 - Regular classroom / public day school,30,30 - Monthly\r\n`);
  });

  test('leaves the enrollment date empty, whatever the entry date is: the form has no day of enrolling at a school', () => {
    expect(cell('services-report', 'Enrollment Date', { info: { entryDate: '2024-11-06', initialEvalDate: '2024-11-06', referralDate: '2024-09-01' } })).toBe('');
  });

  test('names the code of a nonpublic agency, and writes a code its table does not have as it stands', () => {
    const line = { provider: '400', npaId: '9900123', frequency: '77' };
    expect(cell('services-report', 'Special Education Service Provider Code', { services: [line] })).toBe('400 - Nonpublic agency under contract');
    expect(cell('services-report', 'Nonpublic Agency Identifier (NPA)', { services: [line] })).toBe('9900123');
    expect(cell('services-report', 'Service Frequency Code', { services: [line] })).toBe('77');
  });
});

describe('the IEP dates report', () => {
  test('has the heads of SEIS and a row for each student', () => {
    expect(text('iep-dates')).toBe(`\uFEFF${DATES_HEADS}\r\n1200000417,9900000017,Birchwater,Nolan,Everett,,03/08/2017,Tule Bend Unified School District,3999992,6199992 - Cottonwood Slough Elementary School,04 - Grade 4,Rosalind Achterberg,290 - Specific learning disability,10/14/2027,11/06/2027,10/14/2026,20 - Annual plan review\r\n`);
  });

  test('reads what other systems write as the code it means, and leaves a blank blank', () => {
    expect(cell('iep-dates', 'Grade Level', { info: { grade: 'Eighth grade' } })).toBe('08 - Grade 8');
    expect(cell('iep-dates', 'Disability 1', { info: { disability1: '090' } })).toBe('290 - Specific learning disability');
    expect(cell('iep-dates', 'Disability 1', { info: { disability1: '' } })).toBe('');
    expect(cell('iep-dates', 'Date of Next Reevaluation', { info: { nextTriennialDate: '' } })).toBe('');
  });
});

test('both are sheets for people: no cell of them is run as a formula; accents and apostrophes of a name stay', () => {
  for (const name of ['services-report', 'iep-dates'] as const) {
    const heads = name === 'iep-dates' ? ['Last Name', 'First Name'] : ['Student Legal Last Name', 'Student Legal First Name'];
    expect(heads.map((head) => cell(name, head, { info: { lastName: 'Núñez-O’Dell', firstName: '=cmd()' } }))).toEqual(['Núñez-O’Dell', "'=cmd()"]);
  }
});

test('their files are named by what they are, the SELPA and the date', () => {
  expect([reportFileName('services-report', '3998', DECEMBER), reportFileName('iep-dates', '3998', DECEMBER)]).toEqual(['SERVICES_REPORT_3998_20261201.csv', 'IEP_DATES_3998_20261201.csv']);
});
