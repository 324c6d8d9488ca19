/** What is due for a student and from which day it is counted (casemis.md section 4); the caseload home sorts by it. */
import { textAt } from '../flow/read.ts';
import type { IepDocument } from '../iep/document.ts';
import { addDays, addYears, daysBetween, isDate } from '../time/dates.ts';
import { stateRecord, type StateRecord } from './record.ts';
import { AFFIRM_DAYS, EVALUATION_DAYS, INTERIM_DAYS } from './rules/meetings.ts';

export type DueKind = 'affirm' | 'annual' | 'triennial' | 'sixtyDays' | 'interim' | 'thirdBirthday' | 'majorityNotice' | 'copyBack';

export interface DueItem {
  readonly kind: DueKind;
  readonly label: string;
  /** Last day that is on time, YYYY-MM-DD. */
  readonly due: string;
  readonly countedFrom: { readonly label: string; readonly date: string };
  /** Calendar days left; 0 on the due day, negative when overdue. */
  readonly daysLeft: number;
  readonly isOverdue: boolean;
  /** Where the limit comes from. */
  readonly source: string;
}

/** The few dates deadlines are counted from; an affirmed IEP owes the next one, an open one still owes itself. */
export interface DueFacts {
  readonly isAffirmed: boolean;
  readonly record: Pick<StateRecord, 'birthDate' | 'meetingDate' | 'lastSessionDate' | 'meetingType' | 'priorAnnualDate' | 'priorEvalDate' | 'nextAnnualDate' | 'nextTriennialDate'
    | 'evalConsentDate' | 'tolledDays' | 'interimStartDate' | 'fromPartC' | 'majorityNoticeDate' | 'planType' | 'signature' | 'signatureDueDate'>;
  /** Day the parent took the copy home, "" when nobody did. */
  readonly takenHomeOn: string;
}

const NOTICE_AGE_YEARS = 17;
/** The notice of rights is shown this long before the 17th birthday. */
const NOTICE_LEAD_YEARS = 1;

export function dueFacts(doc: IepDocument): DueFacts {
  return { isAffirmed: doc.documentStatus === 'current' || doc.documentStatus === 'history', record: stateRecord(doc), takenHomeOn: textAt(doc, 'parentCopy/tookHomeOn') };
}

type Limit = Omit<DueItem, 'daysLeft' | 'isOverdue'>;

/** A limit counted from a date, or nothing while that date is unknown. */
function limit(kind: DueKind, label: string, from: string, fromLabel: string, due: (from: string) => string, source: string): readonly Limit[] {
  return isDate(from) ? [{ kind, label, due: due(from), countedFrom: { label: fromLabel, date: from }, source }] : [];
}

/** The date on the form may only be earlier than the law's, so it is the one that counts. */
function nextDates({ nextAnnualDate, nextTriennialDate, meetingDate, meetingType, priorEvalDate, planType }: DueFacts['record']): readonly Limit[] {
  if (!['100', '150', '200'].includes(planType)) return [];
  const isEvaluation = meetingType === '10' || meetingType === '40';
  return [
    ...limit('annual', 'Annual review', meetingDate, 'IEP meeting', (from) => (isDate(nextAnnualDate) ? nextAnnualDate : addYears(from, 1)), 'Ed. Code 56343(d)'),
    ...limit('triennial', 'Triennial evaluation', isEvaluation ? meetingDate : priorEvalDate, 'last evaluation', (from) => (isDate(nextTriennialDate) ? nextTriennialDate : addYears(from, 3)), 'Ed. Code 56381(a)'),
  ];
}

function meetingLimits(record: DueFacts['record']): readonly Limit[] {
  const isReview = record.meetingType === '20' || record.meetingType === '40';
  const isFirst = record.meetingType === '10';
  return [
    ...(isReview ? limit('annual', 'Annual review', record.priorAnnualDate, 'last review', (from) => addYears(from, 1), 'Ed. Code 56343(d)') : []),
    ...(isReview ? limit('triennial', 'Triennial evaluation', record.priorEvalDate, 'last evaluation', (from) => addYears(from, 3), 'Ed. Code 56381(a)') : []),
    ...(isFirst ? limit('sixtyDays', 'First IEP meeting', record.evalConsentDate, 'consent to assess', (from) => addDays(from, EVALUATION_DAYS + record.tolledDays), 'Ed. Code 56302.1') : []),
    ...(isFirst && record.fromPartC === 'Y' ? limit('thirdBirthday', 'First IEP by the third birthday', record.birthDate, 'birth', (from) => addYears(from, 3), '34 CFR 300.124') : []),
    ...limit('interim', 'End of interim placement', record.interimStartDate, 'enrolment', (from) => addDays(from, INTERIM_DAYS), 'Ed. Code 56325'),
  ];
}

function afterMeeting({ record, takenHomeOn }: DueFacts): readonly Limit[] {
  return [
    ...limit('affirm', 'Affirm and attest', record.lastSessionDate, 'last session', (from) => addDays(from, AFFIRM_DAYS), 'SELPA handbook'),
    ...(record.signature === 'pending' && isDate(record.signatureDueDate) ? limit('copyBack', 'Signed copy back from the parent', takenHomeOn, 'taken home', () => record.signatureDueDate, 'SELPA handbook') : []),
  ];
}

/** Listed from a year before the birthday on; done once the date is on the transition page. */
function notice({ birthDate, majorityNoticeDate, planType }: DueFacts['record'], today: string): readonly Limit[] {
  if (isDate(majorityNoticeDate) || !['100', '200'].includes(planType) || !isDate(birthDate) || addYears(birthDate, NOTICE_AGE_YEARS - NOTICE_LEAD_YEARS) > today) return [];
  return limit('majorityNotice', 'Tell the student about rights at 18', birthDate, 'birth', (from) => addYears(from, NOTICE_AGE_YEARS), 'Ed. Code 56041.5');
}

/**
 * Everything due, the nearest first. An open IEP that has been met about owes its affirmation; one not yet met about owes its meeting;
 * an affirmed one owes the next meeting. `today` is the district's date.
 */
export function dueItems(facts: DueFacts, today: string): readonly DueItem[] {
  const { record, isAffirmed } = facts;
  const stage = isAffirmed ? nextDates(record) : isDate(record.lastSessionDate) ? afterMeeting(facts) : meetingLimits(record);
  return [...stage, ...notice(record, today)]
    .map((item): DueItem => ({ ...item, daysLeft: daysBetween(today, item.due), isOverdue: item.due < today }))
    .toSorted((a, b) => a.daysLeft - b.daysLeft || (a.kind < b.kind ? -1 : 1));
}
