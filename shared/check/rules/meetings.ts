/** State rules about meetings and dates: CAS-060 to CAS-079 (casemis.md section 7). Day counts are calendar days; a due date itself is on time. */
import { codeEntry } from '../../iep/codes.ts';
import { daysBetween, formatDate, isDate, monthsOn } from '../../time/dates.ts';
import type { StateRecord } from '../record.ts';
import type { Hit, Rule } from './rule.ts';
import { hasPlan, isLater, isListed, once, oneOf, yearsAfter } from './rule.ts';

/** Days the case manager has to affirm, from the last session (decisions.md 17). */
export const AFFIRM_DAYS = 7;
/** Days from consent to assess to the meeting (Ed. Code 56302.1). */
export const EVALUATION_DAYS = 60;
/** Days an interim placement may last (Ed. Code 56325). */
export const INTERIM_DAYS = 30;


/** The date a meeting was due and missed, or null when it was on time or cannot be known. */
function missed(meetingDate: string, due: string): string | null {
  return isLater(meetingDate, due) ? due : null;
}

function missedAnnual(record: StateRecord): string | null {
  const isReview = record.meetingType === '20' || (record.meetingType === '40' && record.planReview === 'Y');
  return isReview ? missed(record.meetingDate, yearsAfter(record.priorAnnualDate, 1)) : null;
}

function missedTriennial(record: StateRecord): string | null {
  return record.meetingType === '40' ? missed(record.meetingDate, yearsAfter(record.priorEvalDate, 3)) : null;
}

function isPastSixtyDays({ meetingType, evalConsentDate, meetingDate, tolledDays }: StateRecord): boolean {
  return meetingType === '10' && isDate(evalConsentDate) && isDate(meetingDate) && daysBetween(evalConsentDate, meetingDate) - tolledDays > EVALUATION_DAYS;
}

function isPastThirdBirthday({ meetingType, fromPartC, meetingDate, birthDate }: StateRecord): boolean {
  return meetingType === '10' && fromPartC === 'Y' && missed(meetingDate, yearsAfter(birthDate, 3)) !== null;
}

function isLate(record: StateRecord): boolean {
  return missedAnnual(record) !== null || missedTriennial(record) !== null || isPastSixtyDays(record) || isPastThirdBirthday(record);
}

function isPurposeBoxOdd({ purposes, meetingType }: StateRecord): boolean {
  if (purposes.length === 0) return false;
  const has = (purpose: string): boolean => purposes.includes(purpose);
  const isInitial = oneOf(meetingType, '10', '15');
  return isInitial !== has('initial') || (meetingType === '20' && !has('annual')) || (meetingType === '40') !== has('triennial');
}

/** Who has left special education, or has no plan, was offered none: the words of an unsigned offer are not theirs. */
function isOffered(record: StateRecord): boolean {
  return hasPlan(record) && record.exitReason === '';
}

/** Refused, no answer after the follow-ups, or the agreed return date of a copy taken home has passed (decisions.md 12 and 16). */
function isUnsignedForGood({ signature, signatureDueDate }: StateRecord, asOf: string): boolean {
  return oneOf(signature, 'refused', 'absent') || (signature === 'pending' && isLater(asOf, signatureDueDate));
}

/** Which reason fits which meeting, and from which age, is data of the code table. */
function isDelayReasonOdd(record: StateRecord): boolean {
  if (record.delayCode === '') return false;
  const reason = codeEntry('delay', record.delayCode);
  if (reason === undefined || !(reason.meetingTypes ?? []).includes(record.meetingType)) return true;
  const months = isDate(record.birthDate) && isDate(record.meetingDate) ? monthsOn(record.birthDate, record.meetingDate) : null;
  return months !== null && months < (reason.fromMonths ?? 0);
}

function isOutOfOrder(dates: readonly string[]): boolean {
  const present = dates.filter(isDate);
  return present.some((date, index) => date < (present[index - 1] ?? date));
}

function isPlanStartOdd(record: StateRecord): boolean {
  const { planEffectiveDate: start, birthDate, meetingDate } = record;
  if (!hasPlan(record)) return false;
  return !isDate(start) || isLater(birthDate, start) || isLater(meetingDate, start) || isLater(start, yearsAfter(meetingDate, 1));
}

function lateNextDates(record: StateRecord): readonly Hit[] {
  if (!hasPlan(record)) return [];
  const isTooLate = (date: string, limit: string): boolean => !isDate(date) || isLater(date, limit);
  const annual = record.meetingType === '10' || record.planReview === 'Y';
  const base = oneOf(record.meetingType, '10', '40') ? 'meetingDate' : 'priorEvalDate';
  return [
    ...(annual && isTooLate(record.nextAnnualDate, yearsAfter(record.meetingDate, 1)) ? [{ fields: ['nextAnnualDate', 'meetingDate'] as const, fill: { which: 'annual' } }] : []),
    ...(isTooLate(record.nextTriennialDate, yearsAfter(record[base], 3)) ? [{ fields: ['nextTriennialDate', base] as const, fill: { which: 'triennial' } }] : []),
  ];
}

function dueHit(due: string | null, fields: Hit['fields']): readonly Hit[] {
  return due === null ? [] : [{ fields, fill: { due: formatDate(due, 'en') } }];
}

export const MEETING_RULES: readonly Rule[] = [
  {
    id: 'CAS-060', severity: 'error', scope: 'iepOnly', source: 'J',
    message: 'Enter the date the meeting was held.',
    when: once(['meetingDate'], ({ meetingDate }, { asOf }) => !isDate(meetingDate) || isLater(meetingDate, asOf)),
  },
  {
    id: 'CAS-061', severity: 'error', scope: 'iepOnly', source: 'F207',
    message: 'Choose the meeting type.',
    when: once(['meetingType'], ({ meetingType }) => !oneOf(meetingType, '10', '15', '20', '40')),
  },
  {
    id: 'CAS-062', severity: 'error', scope: 'everyPlan', source: 'S',
    message: 'Check every purpose of this meeting in the purpose box.',
    when: once(['purposes', 'purposeOther'], ({ purposes, purposeOther }) => purposes.length === 0 && purposeOther === ''),
  },
  {
    id: 'CAS-063', severity: 'warning', scope: 'iepOnly', source: 'J',
    message: 'The purpose box and the meeting type do not match.',
    when: once(['purposes', 'meetingType'], isPurposeBoxOdd),
  },
  {
    id: 'CAS-064', severity: 'warning', scope: 'iepOnly', source: 'S',
    message: 'This IEP is being affirmed more than 7 days after the meeting.',
    when: once(['meetingDate', 'lastSessionDate'], ({ meetingDate, lastSessionDate }, { asOf }) => {
      const from = isDate(lastSessionDate) ? lastSessionDate : meetingDate;
      return isDate(from) && daysBetween(from, asOf) > AFFIRM_DAYS;
    }),
  },
  {
    id: 'CAS-065', severity: 'warning', scope: 'iepOnly', source: 'S; decisions.md 12',
    message: 'No parent signature: write "district offer of FAPE. No parent signature." under Other in the purpose box.',
    when: once(['purposeOther', 'signature', 'signatureDueDate', 'toBeContinued', 'planType', 'exitReason'], (record, { asOf }) =>
      record.toBeContinued !== 'Y' && isOffered(record) && isUnsignedForGood(record, asOf) && !record.purposeOther.toLowerCase().includes('district offer of fape')),
  },
  {
    id: 'CAS-066', severity: 'error', scope: 'iepOnly', source: 'EC 56343, CO 16.21; SDL SPED0429',
    message: 'The annual review was due {due}. Choose a delay reason.',
    when: (record) => (record.delayCode === '' ? dueHit(missedAnnual(record), ['delayCode', 'meetingDate', 'priorAnnualDate', 'meetingType', 'planReview']) : []),
  },
  {
    id: 'CAS-067', severity: 'error', scope: 'iepOnly', source: 'SDL SPED0429',
    message: 'The triennial was due {due}. Choose a delay reason.',
    when: (record) => (record.delayCode === '' ? dueHit(missedTriennial(record), ['delayCode', 'meetingDate', 'priorEvalDate', 'meetingType']) : []),
  },
  {
    id: 'CAS-068', severity: 'warning', scope: 'iepOnly', source: 'CO 16.21',
    message: 'The triennial was due {due} and is still open.',
    when: (record) => (record.meetingType === '20' ? dueHit(missed(record.meetingDate, yearsAfter(record.priorEvalDate, 3)), ['priorEvalDate', 'meetingDate', 'meetingType']) : []),
  },
  {
    id: 'CAS-069', severity: 'error', scope: 'iepOnly', source: 'J',
    message: 'Enter the last review and last evaluation dates.',
    when: once(['priorAnnualDate', 'priorEvalDate', 'meetingType'], ({ priorAnnualDate, priorEvalDate, meetingType }) =>
      oneOf(meetingType, '20', '40') && (!isDate(priorAnnualDate) || !isDate(priorEvalDate))),
  },
  {
    id: 'CAS-070', severity: 'error', scope: 'iepOnly', source: 'AER; J',
    message: 'Enter who referred the student, when, and the date of consent to assess.',
    when: once(['referralDate', 'referredBy', 'evalConsentDate', 'meetingType'], ({ referralDate, referredBy, evalConsentDate, meetingType }) =>
      meetingType === '10' && (!isDate(referralDate) || !isDate(evalConsentDate) || !isListed('referredBy', referredBy))),
  },
  {
    id: 'CAS-071', severity: 'error', scope: 'iepOnly', source: 'J',
    message: 'Referral, consent and meeting dates are out of order.',
    when: once(['birthDate', 'referralDate', 'evalConsentDate', 'meetingDate'], ({ birthDate, referralDate, evalConsentDate, meetingDate }) =>
      isOutOfOrder([birthDate, referralDate, evalConsentDate, meetingDate])),
  },
  {
    id: 'CAS-072', severity: 'error', scope: 'iepOnly', source: 'CD Glossary "60-day", EC 56302.1',
    message: 'More than 60 days passed between consent and meeting. Choose a delay reason.',
    when: once(['delayCode', 'evalConsentDate', 'meetingDate', 'tolledDays', 'meetingType'], (record) => record.delayCode === '' && isPastSixtyDays(record)),
  },
  {
    id: 'CAS-073', severity: 'warning', scope: 'iepOnly', source: 'SDL SPED0427',
    message: 'The first IEP was due by the third birthday.',
    when: once(['delayCode', 'meetingDate', 'birthDate', 'fromPartC', 'meetingType'], (record) => record.delayCode === '' && isPastThirdBirthday(record)),
  },
  {
    id: 'CAS-074', severity: 'warning', scope: 'iepOnly', source: 'CO 16.21',
    message: 'This delay counts as out of compliance.',
    when: once(['delayCode'], ({ delayCode }) => codeEntry('delay', delayCode)?.notCompliant === true),
  },
  {
    id: 'CAS-075', severity: 'warning', scope: 'iepOnly', source: 'J',
    message: 'A delay reason is set but nothing is late.',
    when: once(['delayCode'], (record) => record.delayCode !== '' && !isLate(record)),
  },
  {
    id: 'CAS-076', severity: 'error', scope: 'iepOnly', source: 'SIR-487; J',
    message: 'That delay reason does not apply to this kind of meeting.',
    when: once(['delayCode', 'meetingType', 'birthDate', 'meetingDate'], isDelayReasonOdd),
  },
  {
    id: 'CAS-077', severity: 'error', scope: 'iepOnly', source: 'CD PLAN0714F1; J',
    message: 'Check the plan start date.',
    when: once(['planEffectiveDate', 'planType', 'birthDate', 'meetingDate'], isPlanStartOdd),
  },
  {
    id: 'CAS-078', severity: 'error', scope: 'iepOnly', source: 'EC 56043; J',
    message: 'The next {which} date is too late.',
    when: lateNextDates,
  },
  {
    id: 'CAS-079', severity: 'warning', scope: 'iepOnly', source: 'EC 56325',
    message: 'The 30-day interim placement ran over.',
    when: once(['interimStartDate', 'meetingDate'], ({ interimStartDate, meetingDate }) =>
      isDate(interimStartDate) && isDate(meetingDate) && daysBetween(interimStartDate, meetingDate) > INTERIM_DAYS),
  },
];
