/**
 * The two sheets an office reads beside the state's tables, with the columns SEIS gives them (casemis.md section 11): every reported service, and the
 * dates of every IEP. Codes are written `code - label`. What no page of the IEP holds stays empty under its head, so that a sheet made for SEIS still reads it.
 */
import type { ServiceLine, StateRecord } from '../check/record.ts';
import { codeEntry } from '../iep/codes.ts';
import { dateForPeople } from './csv.ts';

export interface SeisStudent {
  readonly seisId: string;
  readonly caseManager: string;
  readonly districtOfService: string;
  readonly schoolName: string;
  readonly record: StateRecord;
  /** The reported service lines of the date. */
  readonly lines: readonly ServiceLine[];
}

type Table = Parameters<typeof codeEntry>[0];

/** A code outside its table is shown as it stands: the error sheet says so, and nothing is guessed. */
function coded(table: Table, code: string): string {
  const entry = codeEntry(table, code);
  return entry === undefined ? code : `${code} - ${entry.label.en}`;
}

function school({ schoolName, record }: SeisStudent): string {
  return schoolName === '' || record.school === '' ? record.school : `${record.school} - ${schoolName}`;
}

/** The day the student enrolled at the school this year is the student system's. It is not the special education entry date, which is years older for most. */
const ENROLLED_ELSEWHERE = '';
/** Names of use are the student system's; the IEP carries the legal name. */
const CALLED_ELSEWHERE = '';

export const SERVICES_REPORT: readonly (readonly [string, (student: SeisStudent, line: ServiceLine) => string])[] = [
  ['SEIS ID', ({ seisId }) => seisId], ['SSID', ({ record }) => record.ssid], ['Student Legal First Name', ({ record }) => record.firstName], ['Student Legal Last Name', ({ record }) => record.lastName],
  ['Student Birth Date', ({ record }) => dateForPeople(record.birthDate)], ['Enrollment Date', () => ENROLLED_ELSEWHERE], ['Reporting LEA', ({ record }) => record.reportingLea],
  ['District of Special Education Accountability', ({ record }) => record.dsea], ['School of Attendance', school], ['Grade', ({ record }) => coded('grade', record.grade)],
  ['Case Manager', ({ caseManager }) => caseManager], ['Special Education Service Code', (_student, line) => coded('service', line.code)],
  ['Special Education Service Provider Code', (_student, line) => coded('provider', line.provider)], ['Nonpublic Agency Identifier (NPA)', (_student, line) => line.npaId],
  ['Special Education Service Location Code', (_student, line) => coded('location', line.location)], ['Service Duration', (_student, line) => String(line.minutes)],
  ['Service Frequency Code', (_student, line) => coded('frequency', line.frequency)],
];

export const IEP_DATES_REPORT: readonly (readonly [string, (student: SeisStudent) => string])[] = [
  ['SEIS ID', ({ seisId }) => seisId], ['SSID', ({ record }) => record.ssid], ['Last Name', ({ record }) => record.lastName], ['First Name', ({ record }) => record.firstName],
  ['Student Middle Name', ({ record }) => record.middleName], ['Preferred Name', () => CALLED_ELSEWHERE], ['Date of Birth', ({ record }) => dateForPeople(record.birthDate)],
  ['District of Service', ({ districtOfService }) => districtOfService], ['District of SPED Accountability', ({ record }) => record.dsea], ['School of Attendance', school],
  ['Grade Level', ({ record }) => coded('grade', record.grade)], ['Case Manager', ({ caseManager }) => caseManager], ['Disability 1', ({ record }) => coded('disability', record.disability1)],
  ['Date of Next Annual Plan Review', ({ record }) => dateForPeople(record.nextAnnualDate)], ['Date of Next Reevaluation', ({ record }) => dateForPeople(record.nextTriennialDate)],
  ['Date of IEP (Meeting Date on Future IEP forms)', ({ record }) => dateForPeople(record.meetingDate)], ['Meeting Type', ({ record }) => coded('meetingType', record.meetingType)],
];
