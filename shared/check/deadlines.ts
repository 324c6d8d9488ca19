/** What is due for a student and from which day it is counted (casemis.md section 4); the caseload home sorts by it. */
import { reportedUntil, type Exit } from '../flow/eligibility.ts';
import { noticeDue } from '../flow/revocation.ts';
import { reviewsPlan } from '../iep/review.ts';
import { addDays, addYears, daysBetween, formatDate, isDate } from '../time/dates.ts';
import { AFFIRM_DAYS, EVALUATION_DAYS, INTERIM_DAYS } from './rules/meetings.ts';
import { NEXT, type DueKind } from './due-kinds.ts';
import { GOES_ON_DAYS, type DueFacts } from './due-facts.ts';

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
  /** What to do about it. */
  readonly next: string;
}

/** Ed. Code 56321(a), in calendar days from the referral. */
const PLAN_DAYS = 15;
/** 34 CFR 300.323(c)(1) and Ed. Code 56343.5, in calendar days. */
const MEETING_DAYS = 30;
/** No statute names a number of days for the copy in the parents' language (5 CCR 3040); ours is the same as for a meeting that goes on. */
const TRANSLATION_DAYS = 30;
const TRANSITION_AGE_YEARS = 16;
/** The plan is listed for a year before the birthday: the IEP of that year is the one in effect on it. */
const TRANSITION_LEAD_YEARS = 1;
/** Eligibility ends with 22 (casemis.md section 4). */
const LAST_AGE_YEARS = 22;
const NOTICE_AGE_YEARS = 17;
/** The notice of rights is shown this long before the 17th birthday. */
const NOTICE_LEAD_YEARS = 1;

type Limit = Omit<DueItem, 'daysLeft' | 'isOverdue' | 'next'> & { /** Where it is another than for most of its kind. */ readonly next?: string };

/** A limit counted from a date, or nothing while that date is unknown. */
function limit(kind: DueKind, label: string, from: string, fromLabel: string, due: (from: string) => string, source: string): readonly Limit[] {
  return isDate(from) ? [{ kind, label, due: due(from), countedFrom: { label: fromLabel, date: from }, source }] : [];
}

function isReview({ planReview, purposes }: DueFacts['record']): boolean {
  return reviewsPlan(planReview, purposes);
}

/** The date on the form may only be earlier than the law's, so it is the one that counts. */
function nextDates(record: DueFacts['record']): readonly Limit[] {
  const { nextAnnualDate, nextTriennialDate, meetingDate, meetingType, priorAnnualDate, priorEvalDate, planType } = record;
  if (!['100', '150', '200'].includes(planType)) return [];
  const isEvaluation = meetingType === '10' || meetingType === '40';
  const [reviewed, reviewedAt] = isReview(record) ? [meetingDate, 'IEP meeting'] : [priorAnnualDate, 'last review'];
  return [
    ...limit('annual', 'Annual review', reviewed, reviewedAt, (from) => (isDate(nextAnnualDate) ? nextAnnualDate : addYears(from, 1)), 'Ed. Code 56343(d)'),
    ...limit('triennial', 'Triennial evaluation', isEvaluation ? meetingDate : priorEvalDate, 'last evaluation', (from) => (isDate(nextTriennialDate) ? nextTriennialDate : addYears(from, 3)), 'Ed. Code 56381(a)'),
  ];
}

function meetingLimits({ record, consents }: DueFacts): readonly Limit[] {
  const isLater = record.meetingType === '20' || record.meetingType === '40';
  const isFirst = record.meetingType === '10';
  return [
    ...(isLater ? limit('annual', 'Annual review', record.priorAnnualDate, 'last review', (from) => addYears(from, 1), 'Ed. Code 56343(d)') : []),
    ...(isLater ? limit('triennial', 'Triennial evaluation', record.priorEvalDate, 'last evaluation', (from) => addYears(from, 3), 'Ed. Code 56381(a)') : []),
    ...(isFirst ? limit('sixtyDays', 'First IEP meeting', record.evalConsentDate, 'consent to assess', (from) => addDays(from, EVALUATION_DAYS + record.tolledDays), 'Ed. Code 56302.1') : []),
    ...consents.slice(0, 1).flatMap((first) => limit('reassessment', 'Meeting on the assessment', first, 'signed assessment plan', (from) => addDays(from, EVALUATION_DAYS + record.tolledDays), 'Ed. Code 56043(c), 56344(a)')),
    ...(isFirst ? limit('thirtyDays', 'First IEP written', record.initialEvalDate, 'first found eligible', (from) => addDays(from, MEETING_DAYS), 'Ed. Code 56344(a), 34 CFR 300.323(c)(1)') : []),
    ...(isFirst && record.fromPartC === 'Y' ? limit('thirdBirthday', 'First IEP by the third birthday', record.birthDate, 'birth', (from) => addYears(from, 3), '34 CFR 300.124') : []),
    ...limit('interim', 'End of interim placement', record.interimStartDate, 'enrolment', (from) => addDays(from, INTERIM_DAYS), 'Ed. Code 56325'),
  ];
}

/** Owed from the meeting on, also after affirming: it is the copy the parents can read. */
function translation({ record, translationOwed: owed }: DueFacts): readonly Limit[] {
  return owed === null ? [] : limit('translation', `${owed.language} for the parents: ${owed.statements} ${owed.statements === 1 ? 'statement is' : 'statements are'} not translated`, record.lastSessionDate, 'last session', (from) => addDays(from, TRANSLATION_DAYS), '5 CCR 3040');
}

function afterMeeting({ record, takenHomeOn, owesPaperPlace, isUnmetContinuation }: DueFacts): readonly Limit[] {
  return [
    ...(isUnmetContinuation ? [] : limit('affirm', 'Affirm and attest', record.lastSessionDate, 'last session', (from) => addDays(from, AFFIRM_DAYS), 'SELPA handbook')),
    ...(owesPaperPlace ? limit('paperPlace', 'Where the signed paper is', record.lastSessionDate, 'last session', (from) => addDays(from, AFFIRM_DAYS), 'SELPA handbook') : []),
    ...(record.signature === 'pending' && isDate(record.signatureDueDate) ? limit('copyBack', 'Signed copy back from the parent', takenHomeOn, 'taken home', () => record.signatureDueDate, 'SELPA handbook') : []),
  ];
}

/** The school keeps asking: the statement may be recorded beside the affirmed IEP at any time (iep-forms.md 6.3, 6.7). */
function understanding({ owesUnderstanding, takenHomeOn, record }: DueFacts): readonly Limit[] {
  if (!owesUnderstanding) return [];
  const wentHome = isDate(takenHomeOn);
  return limit('understanding', 'Not eligible: the parents have not signed that they understand', wentHome ? takenHomeOn : record.lastSessionDate, wentHome ? 'taken home' : 'last session', (from) => (isDate(record.signatureDueDate) ? record.signatureDueDate : addDays(from, AFFIRM_DAYS)), 'SELPA handbook');
}

/** The law gives the notice no number of days, only that it comes first and in a reasonable time. */
function stopping({ revokedSince }: DueFacts): readonly Limit[] {
  return limit('servicesStop', 'Consent revoked in writing: prior written notice, then all services stop', revokedSince, 'revocation came', noticeDue, '34 CFR 300.300(b)(4), 300.503; Ed. Code 56346(d)');
}

function reconvening({ goesOn, missedOn }: DueFacts): readonly Limit[] {
  return [
    ...(goesOn === null ? [] : limit('reconvene', 'The meeting goes on', goesOn.from, 'last session', () => goesOn.on, 'SELPA handbook')),
    ...limit('parentMissed', 'A meeting the parent missed has gone on', missedOn, 'missed session', (from) => addDays(from, GOES_ON_DAYS), 'SELPA handbook'),
  ];
}

/** Owed whatever state the IEP is in: an answer to a referral and to a request does not wait for the next meeting. */
function requests({ referrals, meetingRequestedOn, record }: DueFacts): readonly Limit[] {
  const isHeld = isDate(record.lastSessionDate) && record.lastSessionDate >= meetingRequestedOn;
  return [
    ...referrals.flatMap((from) => limit('assessmentPlan', 'Assessment plan to the parents', from, 'referral', (date) => addDays(date, PLAN_DAYS + record.tolledDays), 'Ed. Code 56321(a)')),
    ...(isHeld ? [] : limit('parentRequest', 'Meeting the parents asked for', meetingRequestedOn, "parents' written request", (from) => addDays(from, MEETING_DAYS + record.tolledDays), 'Ed. Code 56343.5')),
  ];
}

/** The IEP in effect at 16 carries the plan, so it is listed from the 15th birthday until the page says something. */
function transition({ record: { birthDate, planType }, hasTransitionPlan }: DueFacts, today: string): readonly Limit[] {
  if (hasTransitionPlan || !['100', '200'].includes(planType) || !isDate(birthDate)) return [];
  if (addYears(birthDate, TRANSITION_AGE_YEARS - TRANSITION_LEAD_YEARS) > today || addYears(birthDate, LAST_AGE_YEARS) <= today) return [];
  return limit('transitionPlan', 'Transition plan', birthDate, 'birth', (from) => addYears(from, TRANSITION_AGE_YEARS), 'Ed. Code 56345(a)(8), 34 CFR 300.320(b)');
}

/** Days after the meeting by which the days of the reports are set; ours, as for a meeting that goes on. */
const SET_DAYS = 30;
const SET_REPORTS = 'Open the progress reports and add the day of each, at least as often as report cards go home.';
const SEND_REPORT = 'The report is affirmed: print it, send it home, and mark it as sent.';

/** The reports that are late in one line, counted from the first of them, and the one that comes next. */
function progress({ isAffirmed, reportsOwed, owesReportDays, record }: DueFacts, today: string): readonly Limit[] {
  if (!isAffirmed || !isDate(record.meetingDate)) return [];
  const ofEarlier = reportsOwed.flatMap(({ number, due, isAffirmed: done, ofIep }): readonly Limit[] => (ofIep === undefined ? [] : limit('progressReport', `Progress report ${number} on the goals of the IEP of ${formatDate(ofIep, 'en')}`, ofIep, 'schedule in the IEP of', (from) => (isDate(due) ? due : from), 'Ed. Code 56345(a)(3)').map((item) => (done ? { ...item, next: SEND_REPORT } : item))));
  const unset = owesReportDays ? limit('progressReport', 'Progress reports on goals have no days yet', record.meetingDate, 'IEP meeting', (from) => addDays(from, SET_DAYS), 'SELPA handbook; Ed. Code 56345(a)(3)').map((item) => ({ ...item, next: SET_REPORTS })) : [];
  const owed = reportsOwed.filter(({ due, ofIep }) => ofIep === undefined && isDate(due)).toSorted((a, b) => (a.due < b.due ? -1 : 1));
  const late = owed.filter(({ due }) => due < today);
  const next = owed.find(({ due }) => due >= today);
  const ofThis = [late, next === undefined ? [] : [next]].flatMap((rounds) => {
    const [first] = rounds;
    if (first === undefined) return [];
    const line = limit('progressReport', `Progress report${rounds.length === 1 ? '' : 's'} ${rounds.map(({ number }) => number).join(', ')} on goals`, record.meetingDate, 'schedule in the IEP of', () => first.due, 'Ed. Code 56345(a)(3)');
    return rounds.every(({ isAffirmed: done }) => done) ? line.map((item) => ({ ...item, next: SEND_REPORT })) : line;
  });
  return [...ofEarlier, ...unset, ...ofThis];
}

/** Of a student who has left: the reports that were due while the plan was carried out (handbook: sent home as frequently as report cards). */
function progressUntil(facts: DueFacts, exit: Exit, today: string): readonly Limit[] {
  const until = reportedUntil(exit);
  if (until === '') return [];
  return progress({ ...facts, owesReportDays: false, reportsOwed: facts.reportsOwed.filter(({ due, isAffirmed }) => isAffirmed || due <= until) }, today);
}

/** Listed from a year before the birthday on; done once the date is on the transition page. */
function notice({ birthDate, majorityNoticeDate, planType }: DueFacts['record'], today: string): readonly Limit[] {
  if (isDate(majorityNoticeDate) || !['100', '200'].includes(planType) || !isDate(birthDate) || addYears(birthDate, NOTICE_AGE_YEARS - NOTICE_LEAD_YEARS) > today) return [];
  return limit('majorityNotice', 'Tell the student about rights at 18', birthDate, 'birth', (from) => addYears(from, NOTICE_AGE_YEARS), 'Ed. Code 56041.5');
}

function dated(limits: readonly Limit[], today: string): readonly DueItem[] {
  return limits.map((item): DueItem => ({ ...item, daysLeft: daysBetween(today, item.due), isOverdue: item.due < today, next: item.next ?? NEXT[item.kind] })).toSorted(byDay);
}

/**
 * Everything due, the nearest first. An open IEP that has been met about owes its affirmation; one not yet met about owes its meeting;
 * an affirmed one owes the next meeting; one of a student who has left owes what was left undone. `today` is the district's date.
 */
export function dueItems(facts: DueFacts, today: string): readonly DueItem[] {
  const { record, isAffirmed, exit } = facts;
  if (exit !== null) return dated([...progressUntil(facts, exit, today), ...understanding(facts)], today);
  const stage = isAffirmed ? nextDates(record) : isDate(record.lastSessionDate) ? afterMeeting(facts) : meetingLimits(facts);
  const ofThePlan = isAffirmed && facts.hasNoPlan ? [] : [...stage, ...(isDate(record.lastSessionDate) ? translation(facts) : []), ...reconvening(facts), ...transition(facts, today), ...notice(record, today), ...progress(facts, today)];
  return dated([...ofThePlan, ...understanding(facts), ...stopping(facts), ...requests(facts)], today);
}

/** What is overdue stands first, because its day is the earliest. */
function byDay(a: DueItem, b: DueItem): number {
  return a.daysLeft - b.daysLeft || (a.kind < b.kind ? -1 : 1);
}

/**
 * Everything due for a student with a Current IEP and perhaps an open one. A meeting that reviewed the plan settles the annual review of the Current IEP, an
 * evaluation meeting also its triennial, and from then on it is the new one that has to be translated; where both owe the same thing the earlier day counts, once.
 */
export function dueOfStudent(current: DueFacts | null, open: DueFacts | null, today: string): readonly DueItem[] {
  const owed = current === null ? [] : dueItems(current, today);
  if (open === null) return owed;
  const isMet = isDate(open.record.lastSessionDate);
  const settles = (kind: DueKind): boolean =>
    (kind === 'reconvene' && open.continues) || (isMet && ((kind === 'annual' && isReview(open.record)) || kind === 'translation' || (kind === 'triennial' && ['10', '40'].includes(open.record.meetingType)) || (kind === 'transitionPlan' && open.hasTransitionPlan)));
  const left = owed.filter((item) => !settles(item.kind));
  const fresh = dueItems(open, today).filter((item) => !left.some((other) => other.kind === item.kind && other.due <= item.due));
  return [...left.filter((item) => !fresh.some((other) => other.kind === item.kind)), ...fresh].toSorted(byDay);
}
