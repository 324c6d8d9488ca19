/** State rules about transition, adulthood and exit: CAS-100 to CAS-112 (casemis.md section 9). */
import { codeEntry } from '../../iep/codes.ts';
import { addYears, ageOn, isDate, monthsOn, yearEnd } from '../../time/dates.ts';
import type { StateRecord } from '../record.ts';
import type { Hit, Rule, RuleContext } from './rule.ts';
import { atMeeting, hasPlan, isAged, isLater, isListed, isOutside, once, oneOf } from './rule.ts';

/** The state asks for a transition plan when the student is this old by June 30. */
const TRANSITION_AGE = 16;
const NOTICE_AGE = 17;
const ADULT_AGE = 18;
const LAST_AGE = 22;
/** AB 438: transition is considered from the start of high school. */
const HIGH_SCHOOL_RULE_FROM = '2025-07-01';
const ITEMS = ['t1', 't2', 't3', 't4', 't5', 't6', 't7', 't8'] as const;
const MUST_BE_YES = ['t1', 't2', 't3', 't4', 't5', 't6'] as const;

function isSixteenByJune(record: StateRecord, { effective }: RuleContext): boolean {
  return isDate(effective) && isDate(record.birthDate) && ageOn(record.birthDate, yearEnd(effective)) >= TRANSITION_AGE;
}

function isHighSchoolSilent(record: StateRecord, context: RuleContext): boolean {
  return record.planType === '100' && context.effective >= HIGH_SCHOOL_RULE_FROM && oneOf(record.grade, '09', '10', '11', '12')
    && !isSixteenByJune(record, context) && ITEMS.every((item) => record[item] === '');
}

function turnsSeventeenBeforeNext(record: StateRecord): boolean {
  return isAged(atMeeting(record), 0, NOTICE_AGE) && ageOn(record.birthDate, addYears(record.meetingDate, 1)) >= NOTICE_AGE;
}

/** What is wrong with a date and a reason that are both there; the message itself asks for the one that is missing. */
function oddExit({ exitDate, exitReason, entryDate }: StateRecord, { asOf }: RuleContext): readonly string[] {
  return [
    ...(isListed('exit', exitReason) ? [] : ['The exit reason is not in the table of the state.']),
    ...(isLater(entryDate, exitDate) ? ['The exit date lies before the special education entry date.'] : []),
    ...(isLater(exitDate, asOf) ? ['The exit date has not come yet: an exit is recorded once it has happened.'] : []),
  ];
}

function exitHits(record: StateRecord, context: RuleContext): readonly Hit[] {
  const { exitDate, exitReason } = record;
  if (exitDate === '' && exitReason === '') return [];
  const fields = ['exitDate', 'exitReason', 'entryDate'] as const;
  if (!isDate(exitDate) || exitReason === '') return [{ fields }];
  const odd = oddExit(record, context);
  return odd.length === 0 ? [] : [{ fields, detail: odd.join(' ') }];
}

function isExitOddForAge({ exitDate, exitReason, birthDate }: StateRecord): boolean {
  const months = isDate(exitDate) && isDate(birthDate) ? monthsOn(birthDate, exitDate) : null;
  return isOutside(codeEntry('exit', exitReason)?.ages, { months });
}

export const TRANSITION_RULES: readonly Rule[] = [
  {
    id: 'CAS-100', severity: 'error', scope: 'everyPlan', source: 'CD PLAN0393E4',
    message: 'The student is 16 by June 30: complete the transition page.',
    when: (record, context) => {
      const blank = ITEMS.filter((item) => record[item] === '');
      return record.planType === '100' && blank.length > 0 && isSixteenByJune(record, context) ? [{ fields: [...blank, 'planType', 'birthDate', 'planEffectiveDate'] }] : [];
    },
  },
  {
    id: 'CAS-101', severity: 'warning', scope: 'everyPlan', source: 'AB',
    message: 'High school has begun: record whether transition planning is needed now.',
    when: once([...ITEMS, 'planType', 'grade', 'birthDate', 'planEffectiveDate'], isHighSchoolSilent),
  },
  {
    id: 'CAS-102', severity: 'warning', scope: 'everyPlan', source: 'J',
    message: 'A transition item is answered No; the plan may be out of compliance.',
    when: (record, context) => {
      const refused = MUST_BE_YES.filter((item) => record[item] === 'N');
      return refused.length > 0 && isSixteenByJune(record, context) ? [{ fields: refused }] : [];
    },
  },
  {
    id: 'CAS-103', severity: 'error', scope: 'iepOnly', source: 'EDCOE, EC 56041.5; J',
    message: 'Tell student and parent about rights at 18 and enter the date.',
    when: once(['majorityNoticeDate', 'planType', 'birthDate', 'meetingDate'], (record) =>
      oneOf(record.planType, '100', '200') && isAged(atMeeting(record), NOTICE_AGE) && record.majorityNoticeDate === ''),
  },
  {
    id: 'CAS-104', severity: 'warning', scope: 'iepOnly', source: 'EDCOE, EC 56041.5',
    message: 'The student turns 17 before the next annual: give the notice now.',
    when: once(['majorityNoticeDate', 'birthDate', 'meetingDate'], (record) => record.majorityNoticeDate === '' && turnsSeventeenBeforeNext(record)),
  },
  {
    id: 'CAS-105', severity: 'warning', scope: 'iepOnly', source: 'EDCOE',
    message: 'The student is an adult and signs, unless conserved.',
    when: once(['signer', 'conserved', 'birthDate', 'meetingDate'], (record) =>
      isAged(atMeeting(record), ADULT_AGE) && record.signer === 'parent' && record.conserved !== 'Y'),
  },
  {
    id: 'CAS-106', severity: 'warning', scope: 'everyPlan', source: 'CHS',
    message: 'The student is 22: check the end of eligibility.',
    when: once(['planType', 'birthDate', 'planEffectiveDate'], (record, { age }) => hasPlan(record) && age === LAST_AGE),
  },
  {
    id: 'CAS-110', severity: 'error', scope: 'everyPlan', source: 'CO 16.9; J',
    message: 'Enter both exit date and exit reason.',
    when: exitHits,
  },
  {
    id: 'CAS-111', severity: 'error', scope: 'everyPlan', source: 'F166',
    message: 'That exit reason is no longer used; leaving school is recorded in the student system.',
    when: once(['exitReason'], ({ exitReason }) => codeEntry('exit', exitReason)?.active === false),
  },
  {
    id: 'CAS-112', severity: 'warning', scope: 'everyPlan', source: 'J',
    message: 'The exit reason does not fit the age.',
    when: once(['exitReason', 'exitDate', 'birthDate'], isExitOddForAge),
  },
];
