/** State rules about the student and the agencies: CAS-001 to CAS-023 (casemis.md section 5). */
import { codeEntry } from '../../iep/codes.ts';
import { ageOn, isDate, schoolYearSept1 } from '../../time/dates.ts';
import type { StateRecord } from '../record.ts';
import type { Rule, RuleContext } from './rule.ts';
import { isLater, isListed, once, oneOf } from './rule.ts';

const TEN_DIGITS = /^\d{10}$/;
const SEVEN_DIGITS = /^\d{7}$/;
const FOUR_DIGITS = /^\d{4}$/;
const NAME_FIELDS = ['lastName', 'firstName', 'middleName'] as const;
const NONPUBLIC_SCHOOL = '0000001';
const ENGLISH = '00';
const SIGN_LANGUAGE = '37';
const MOST_RACES = 5;
/** A grade may be this many years off the usual age before anyone is asked. */
const GRADE_TOLERANCE_YEARS = 2;

/** The state file takes plain letters, digits, space, period, hyphen and apostrophe; accents are dropped on the way. */
/** True when the state file takes every character of the name. */
export function isPlainName(name: string): boolean {
  return /^[A-Za-z0-9 .'-]*$/.test(name.normalize('NFD').replace(/\p{M}/gu, ''));
}

function isGradeOddForAge(record: StateRecord, context: RuleContext): boolean {
  if (!isDate(context.effective) || !isDate(record.birthDate)) return false;
  const age = ageOn(record.birthDate, schoolYearSept1(context.effective));
  // Students stay in grade 12 up to age 22, so only a very young one is odd.
  if (record.grade === '12') return age < 15;
  if (record.grade === 'PS') return age > 5;
  if (record.grade === 'IN') return age >= 3;
  const usual = codeEntry('grade', record.grade)?.expectedAge;
  return usual !== undefined && Math.abs(age - usual) > GRADE_TOLERANCE_YEARS;
}

export const STUDENT_RULES: readonly Rule[] = [
  {
    id: 'CAS-001', severity: 'error', scope: 'everyPlan', source: 'K',
    message: 'The statewide student ID must have 10 digits.',
    when: once(['ssid', 'meetingType'], ({ ssid, meetingType }) => (ssid === '' ? !oneOf(meetingType, '10', '15') : !TEN_DIGITS.test(ssid))),
  },
  {
    // Lack of a number must not hold up an evaluation.
    id: 'CAS-002', severity: 'warning', scope: 'everyPlan', source: 'F276',
    message: 'No statewide student ID yet. You can affirm, but ask the data office for one.',
    when: once(['ssid', 'meetingType'], ({ ssid, meetingType }) => ssid === '' && oneOf(meetingType, '10', '15')),
  },
  {
    id: 'CAS-003', severity: 'error', scope: 'everyPlan', source: 'J',
    message: "Enter the student's legal first and last name.",
    when: once(['lastName', 'firstName'], ({ lastName, firstName }) => lastName === '' || firstName === ''),
  },
  {
    id: 'CAS-004', severity: 'warning', scope: 'everyPlan', source: 'SDL SPED0009',
    message: 'The name has a character the state file refuses; it will be left out of the report.',
    when: (record) => {
      const fields = NAME_FIELDS.filter((field) => !isPlainName(record[field]));
      return fields.length === 0 ? [] : [{ fields }];
    },
  },
  {
    id: 'CAS-005', severity: 'error', scope: 'everyPlan', source: 'J',
    message: 'Check the date of birth.',
    when: once(['birthDate', 'meetingDate'], ({ birthDate, meetingDate }) => !isDate(birthDate) || isLater(birthDate, meetingDate)),
  },
  {
    id: 'CAS-006', severity: 'error', scope: 'everyPlan', source: 'J',
    message: 'Choose a gender code.',
    when: once(['gender'], ({ gender }) => !oneOf(gender, 'F', 'M', 'X')),
  },
  {
    id: 'CAS-007', severity: 'error', scope: 'everyPlan', source: 'SDL SPED0046',
    message: 'Answer the Hispanic question and choose at least one race.',
    when: once(['hispanic', 'races'], ({ hispanic, races }) => !oneOf(hispanic, 'Y', 'N') || races.length === 0),
  },
  {
    id: 'CAS-008', severity: 'error', scope: 'everyPlan', source: 'J',
    message: 'Check the race codes: no repeats, at most five.',
    when: once(['races'], ({ races }) =>
      new Set(races).size < races.length || races.length > MOST_RACES || races.some((race) => !isListed('race', race)) || (races.length > 1 && races.some((race) => codeEntry('race', race)?.exclusive === true))),
  },
  {
    id: 'CAS-009', severity: 'error', scope: 'everyPlan', source: 'J',
    message: 'Enter home language and English learner status.',
    when: once(['primaryLanguage', 'elStatus'], ({ primaryLanguage, elStatus }) => primaryLanguage === '' || !isListed('elStatus', elStatus)),
  },
  {
    id: 'CAS-010', severity: 'warning', scope: 'everyPlan', source: 'J',
    message: 'Home language and English learner status do not fit together.',
    when: once(['primaryLanguage', 'elStatus'], ({ primaryLanguage, elStatus }) =>
      (elStatus === 'EL' && primaryLanguage === ENGLISH) || (elStatus === 'EO' && primaryLanguage !== '' && !oneOf(primaryLanguage, ENGLISH, SIGN_LANGUAGE))),
  },
  {
    id: 'CAS-011', severity: 'error', scope: 'everyPlan', source: 'J',
    message: 'Choose a grade.',
    when: once(['grade'], ({ grade }) => !isListed('grade', grade)),
  },
  {
    id: 'CAS-012', severity: 'warning', scope: 'everyPlan', source: 'J',
    message: "The grade looks wrong for the student's age.",
    when: once(['grade', 'birthDate', 'planEffectiveDate'], isGradeOddForAge),
  },
  {
    id: 'CAS-020', severity: 'error', scope: 'everyPlan', source: 'SDL SPED0193',
    message: 'Enter the 7-digit district code.',
    when: (record) => (['reportingLea', 'dsea'] as const).filter((field) => !SEVEN_DIGITS.test(record[field])).map((field) => ({ fields: [field] })),
  },
  {
    id: 'CAS-021', severity: 'error', scope: 'everyPlan', source: 'CAS SPED0003, 0004',
    message: 'A nonpublic school needs its own code, and only then.',
    when: once(['school', 'npsCode'], ({ school, npsCode }) => !SEVEN_DIGITS.test(school) || (school === NONPUBLIC_SCHOOL) !== (npsCode !== '')),
  },
  {
    id: 'CAS-022', severity: 'error', scope: 'everyPlan', source: 'DM, NOC',
    message: 'Enter the SELPA code.',
    when: once(['selpa'], ({ selpa }) => !FOUR_DIGITS.test(selpa)),
  },
  {
    id: 'CAS-023', severity: 'error', scope: 'everyPlan', source: 'J',
    message: 'Choose where the student lives.',
    when: once(['residence'], ({ residence }) => !isListed('residence', residence)),
  },
];
