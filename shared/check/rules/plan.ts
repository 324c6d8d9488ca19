/** State rules about eligibility and the plan: CAS-030 to CAS-055 (casemis.md section 6). Setting, disability and age are measured on the day the plan starts. */
import { codeEntry } from '../../iep/codes.ts';
import { isDate } from '../../time/dates.ts';
import type { StateRecord } from '../record.ts';
import type { Rule, RuleContext } from './rule.ts';
import { hasPlan, isAged, isLater, isListed, isOutside, once, oneOf, reportedLines } from './rule.ts';

/** "None" in the disability table: allowed as second disability only. */
const NO_DISABILITY = '200';
const MEDICAL_DISABILITY = '281';
const SPEECH_IMPAIRMENT = '240';
const SPEECH_SERVICE = '415';
/** Support needs are collected for plans from this day on. */
const SUPPORT_NEEDS_FROM = '2025-07-01';
const SUPPORT_NEEDS_DISABILITIES = ['210', '260', '270', '280', '290', '300', '310', '320', '330'];
const SCHOOL_GRADE = /^(TK|KN|0[1-9]|1[0-2])$/;
/** Half the day, in percent. */
const HALF = 50;

/** Ages of an IEP or service plan: 3 to 22. */
const PLAN_AGES = { fromMonths: 36, beforeMonths: 276 };
/** The move to preschool services is planned from 2 years 9 months on. */
const BEFORE_THE_MOVE = { beforeMonths: 33 };
/** Settings whose wrong age the state only warns about. */
const SEPARATE_SETTINGS = ['300', '301'];

function isSettingOddForAge({ setting }: StateRecord, context: RuleContext): boolean {
  return isOutside(codeEntry('setting', setting)?.ages, context);
}

function isDisabilityListed(code: string): boolean {
  const entry = codeEntry('disability', code);
  return entry !== undefined && entry.secondOnly !== true;
}

function isShareOfDay(value: StateRecord['percentRegular']): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 100;
}

function isEntryDateOdd(record: StateRecord, context: RuleContext): boolean {
  const { entryDate } = record;
  if (entryDate === '') return hasPlan(record) && record.initialServicesConsent !== 'pending';
  if (!isDate(entryDate)) return true;
  return isLater(record.birthDate, entryDate) || isLater(entryDate, context.asOf) || (oneOf(record.meetingType, '20', '40') && isLater(entryDate, record.meetingDate));
}

export const PLAN_RULES: readonly Rule[] = [
  {
    id: 'CAS-030', severity: 'error', scope: 'everyPlan', source: 'CD 16.2',
    message: 'Choose a plan type. A pending evaluation cannot be affirmed.',
    when: once(['planType'], ({ planType }) => !oneOf(planType, '100', '150', '200', '700', '800', '900')),
  },
  {
    id: 'CAS-031', severity: 'error', scope: 'everyPlan', source: 'CD PLAN0366E4',
    message: 'An IEP or service plan is for ages 3 to 22 on the day it starts.',
    when: once(['planType', 'birthDate', 'planEffectiveDate'], ({ planType }, context) => oneOf(planType, '100', '200') && isOutside(PLAN_AGES, context)),
  },
  {
    id: 'CAS-032', severity: 'error', scope: 'everyPlan', source: 'CD PLAN0386F1',
    message: 'An IFSP cannot be used from age 4.',
    when: once(['planType', 'birthDate', 'planEffectiveDate'], ({ planType }, context) => planType === '150' && isAged(context, 4)),
  },
  {
    id: 'CAS-033', severity: 'error', scope: 'everyPlan', source: 'CD PLAN0748E1',
    message: "A service plan means the student is in private school by the parent's choice: set the setting to 403.",
    when: once(['planType', 'birthDate', 'planEffectiveDate', 'setting'], ({ planType, setting }, context) => planType === '200' && isAged(context, 6) && setting !== '403'),
  },
  {
    id: 'CAS-034', severity: 'warning', scope: 'everyPlan', source: 'F167 via SDL SPED0399',
    message: 'Children aged 3 to 5 have an IEP even in private preschool.',
    when: once(['planType', 'birthDate', 'planEffectiveDate'], ({ planType }, context) => planType === '200' && isAged(context, 0, 6)),
  },
  {
    id: 'CAS-035', severity: 'error', scope: 'everyPlan', source: 'K',
    message: 'Choose the main disability (or remove it if the student was found not eligible).',
    when: once(['planType', 'disability1'], (record) =>
      (hasPlan(record) && !isDisabilityListed(record.disability1)) || (record.planType === '900' && !oneOf(record.disability1, '', NO_DISABILITY))),
  },
  {
    id: 'CAS-036', severity: 'error', scope: 'everyPlan', source: 'J; CD PLAN0726F1',
    message: 'The second disability must differ from the first.',
    when: once(['disability2', 'disability1'], ({ disability1, disability2 }) =>
      !oneOf(disability2, '', NO_DISABILITY) && (!isListed('disability', disability2) || disability2 === disability1)),
  },
  {
    id: 'CAS-037', severity: 'error', scope: 'everyPlan', source: 'CD PLAN0367, PLAN0368',
    message: 'Established medical disability ends at the sixth birthday. Choose another category.',
    when: once(['disability1', 'disability2', 'birthDate', 'planEffectiveDate'], ({ disability1, disability2 }, context) =>
      oneOf(MEDICAL_DISABILITY, disability1, disability2) && isOutside(codeEntry('disability', MEDICAL_DISABILITY)?.ages, context)),
  },
  {
    // The state calls this fatal; a warning until the paper forms carry the field.
    id: 'CAS-038', severity: 'warning', scope: 'everyPlan', source: 'CD PLAN0726F1',
    message: 'Mark mild/moderate (MMSN) or extensive (ESN) support needs.',
    when: once(['degreeOfSupport', 'planType', 'planEffectiveDate', 'grade', 'disability1', 'disability2'], ({ degreeOfSupport, planType, grade, disability1, disability2 }, { effective }) =>
      planType === '100' && effective >= SUPPORT_NEEDS_FROM && SCHOOL_GRADE.test(grade)
      && SUPPORT_NEEDS_DISABILITIES.some((code) => oneOf(code, disability1, disability2)) && !oneOf(degreeOfSupport, 'ESN', 'MMSN')),
  },
  {
    id: 'CAS-039', severity: 'warning', scope: 'everyPlan', source: 'J',
    message: 'Speech or language is the disability but no speech service is listed.',
    when: once(['disability1', 'services'], ({ disability1, services }) => disability1 === SPEECH_IMPAIRMENT && services.every((line) => line.code !== SPEECH_SERVICE)),
  },
  {
    id: 'CAS-040', severity: 'error', scope: 'everyPlan', source: 'SIR-320; J',
    message: 'Check the special education entry date.',
    when: once(['entryDate', 'planType', 'initialServicesConsent', 'birthDate', 'meetingType', 'meetingDate'], isEntryDateOdd),
  },
  {
    id: 'CAS-041', severity: 'error', scope: 'everyPlan', source: 'J',
    message: 'Eligibility must be decided before services begin.',
    when: once(['initialEvalDate', 'entryDate'], ({ initialEvalDate, entryDate }) => isLater(initialEvalDate, entryDate)),
  },
  {
    id: 'CAS-042', severity: 'error', scope: 'everyPlan', source: 'CD 16.2; J',
    message: 'The parent declined first services: use plan type 700, not an IEP.',
    when: once(['meetingType', 'planType', 'initialServicesConsent'], ({ meetingType, planType, initialServicesConsent }) =>
      meetingType === '10' && oneOf(planType, '100', '200') && initialServicesConsent === 'declined'),
  },
  {
    id: 'CAS-043', severity: 'warning', scope: 'everyPlan', source: 'J',
    message: 'No consent to first services yet; services cannot start.',
    when: once(['meetingType', 'planType', 'initialServicesConsent'], ({ meetingType, planType, initialServicesConsent }) =>
      meetingType === '10' && oneOf(planType, '100', '200') && initialServicesConsent === 'pending'),
  },
  {
    id: 'CAS-044', severity: 'error', scope: 'everyPlan', source: 'SDL CERT140',
    message: 'This plan type has no services: remove them.',
    when: once(['planType', 'services'], (record) => oneOf(record.planType, '700', '800', '900') && reportedLines(record).length > 0),
  },
  {
    id: 'CAS-045', severity: 'error', scope: 'everyPlan', source: 'CD CERT142, PLAN0679E1',
    message: 'List at least one service that is reported.',
    when: once(['planType', 'services'], (record) => hasPlan(record) && reportedLines(record).length === 0),
  },
  {
    id: 'CAS-046', severity: 'error', scope: 'everyPlan', source: 'K',
    message: 'Choose the program setting.',
    when: once(['planType', 'setting'], (record) => hasPlan(record) && !isListed('setting', record.setting)),
  },
  {
    id: 'CAS-047', severity: 'error', scope: 'everyPlan', source: 'CD PLAN0362E4, PLAN0364E4, SPED0363F1, SPED0405F1',
    message: "The program setting does not fit the student's age.",
    when: once(['setting', 'birthDate', 'planEffectiveDate'], (record, context) => !SEPARATE_SETTINGS.includes(record.setting) && isSettingOddForAge(record, context)),
  },
  {
    id: 'CAS-048', severity: 'warning', scope: 'everyPlan', source: 'CD PLAN0365E4',
    message: 'Separate school and residential settings start at age 3.',
    when: once(['setting', 'birthDate', 'planEffectiveDate'], (record, context) => SEPARATE_SETTINGS.includes(record.setting) && isSettingOddForAge(record, context)),
  },
  {
    id: 'CAS-049', severity: 'error', scope: 'everyPlan', source: 'F193; SIR-506',
    message: 'A 5-year-old in TK or kindergarten needs a school-age setting and a percentage.',
    when: once(['grade', 'setting', 'birthDate', 'planEffectiveDate'], ({ grade, setting }, context) =>
      SCHOOL_GRADE.test(grade) && isAged(context, 5) && oneOf(setting, '200', '201', '203', '204')),
  },
  {
    id: 'CAS-050', severity: 'error', scope: 'everyPlan', source: 'SDL SPED0389; J',
    message: 'Enter the share of the day in regular class, 0 to 100.',
    when: once(['percentRegular', 'setting', 'birthDate', 'planEffectiveDate'], ({ percentRegular, setting }, context) =>
      (percentRegular === '' ? oneOf(setting, '400', '500') && isAged(context, 5, 23) : !isShareOfDay(percentRegular))),
  },
  {
    id: 'CAS-051', severity: 'warning', scope: 'everyPlan', source: 'J',
    message: 'This setting and more than half the day in regular class do not fit.',
    when: once(['setting', 'percentRegular'], ({ setting, percentRegular }) => oneOf(setting, '300', '301', '401', '402') && Number(percentRegular) > HALF),
  },
  {
    id: 'CAS-052', severity: 'error', scope: 'everyPlan', source: 'CD PLAN0387E4; J',
    message: 'Say where preschool services happen, and whether the child attends 10 hours a week.',
    when: once(['preschoolServiceLocation', 'tenHours', 'setting', 'birthDate', 'planEffectiveDate'], ({ preschoolServiceLocation, tenHours, setting }, context) =>
      setting === '201' && isAged(context, 3, 6) && (preschoolServiceLocation === '' || tenHours === '')),
  },
  {
    id: 'CAS-053', severity: 'error', scope: 'everyPlan', source: 'CD PLAN0724F1',
    message: 'Answer the question about the move to preschool services.',
    when: once(['partCtoB', 'planType', 'birthDate', 'planEffectiveDate'], ({ partCtoB, planType }, context) =>
      planType === '150' && isOutside(BEFORE_THE_MOVE, context) && partCtoB === ''),
  },
  {
    id: 'CAS-054', severity: 'error', scope: 'everyPlan', source: 'J; AER',
    message: 'Answer the special transportation question.',
    when: once(['transportation', 'planType'], (record) => hasPlan(record) && !oneOf(record.transportation, 'Y', 'N')),
  },
  {
    id: 'CAS-055', severity: 'warning', scope: 'iepOnly', source: 'S',
    message: 'The parent has not agreed the school made involvement possible. Ask why and write it in the notes.',
    when: once(['parentFacilitated', 'planType'], ({ parentFacilitated, planType }) => oneOf(planType, '100', '200') && oneOf(parentFacilitated, '', 'N')),
  },
];
