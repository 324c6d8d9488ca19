/** What is due for a student and from which day it is counted (casemis.md section 4); the caseload home sorts by it. */
import { exitOf, hasNoPlan, notEligible, reportedUntil, type Exit } from '../flow/eligibility.ts';
import { missedByParent } from '../flow/no-show.ts';
import { isToBeContinued, lastSession, parentCopyOf, rowsAt, textAt, workOf } from '../flow/read.ts';
import { noticeDue } from '../flow/revocation.ts';
import { revocationOf } from '../iep/revoked.ts';
import { ROW_ID, type Row } from '../iep/address.ts';
import type { IepDocument } from '../iep/document.ts';
import { hasContent } from '../iep/page-keys.ts';
import { reviewsPlan } from '../iep/review.ts';
import { parentLanguage, translatablePlaces, untranslated } from '../iep/translations.ts';
import { addDays, addYears, daysBetween, formatDate, isDate } from '../time/dates.ts';
import { stateRecord, type StateRecord } from './record.ts';
import { AFFIRM_DAYS, EVALUATION_DAYS, INTERIM_DAYS } from './rules/meetings.ts';

export const DUE_KINDS = [
  'affirm', 'annual', 'triennial', 'assessmentPlan', 'sixtyDays', 'reassessment', 'thirtyDays', 'parentRequest', 'interim', 'thirdBirthday', 'transitionPlan', 'majorityNotice', 'progressReport', 'paperPlace', 'copyBack', 'understanding', 'servicesStop', 'reconvene', 'parentMissed', 'translation',
] as const;
export type DueKind = (typeof DUE_KINDS)[number];

/** What to do about each, in one sentence. */
const NEXT: Readonly<Record<DueKind, string>> = {
  affirm: 'Type in the handwriting, then affirm and attest.',
  annual: 'Send the notice and hold the annual meeting.',
  triennial: 'Send an assessment plan in time for the meeting, or agree in writing that no assessment is needed.',
  assessmentPlan: 'Give the parents the assessment plan. School breaks of more than 5 school days do not count.',
  sixtyDays: 'Finish the assessments and hold the first meeting.',
  reassessment: 'Finish the assessments and hold the meeting about them. School breaks of more than 5 school days do not count.',
  thirtyDays: 'Hold the meeting that writes the first IEP.',
  parentRequest: 'Hold the meeting the parents asked for. School breaks of more than 5 school days do not count.',
  interim: 'Hold the meeting that adopts or replaces the plan the student came with.',
  thirdBirthday: 'Hold the first meeting before the birthday.',
  transitionPlan: 'Write the transition plan into the IEP that is in effect on the birthday.',
  majorityNotice: 'Tell the student which rights pass at 18, and date it on the transition page.',
  progressReport: 'Write the report on each goal, affirm it, and send it home.',
  paperPlace: 'Enter the handwriting; at its end say where the signed original and the file copy are, a drawer or a scan. The signed paper is the legal IEP.',
  copyBack: 'Ask the parents for the signed copy.',
  understanding: 'Ask the parents for the signed page on which they say that they understand the finding, and record it on the student\'s page.',
  servicesStop: 'Send prior written notice to the parent, then let all services stop, and record both days on the student\'s page, with the IEP they agreed to.',
  parentMissed: 'Tell the district system manager: the parent missed the last session and the meeting has not gone on.',
  translation: 'Have what the team wrote translated, and type it in beside the English words: Translations, with the IEP. It prints on the copy in two languages; after affirming, on the clean copy.',
  reconvene: 'Agree on the day with the parents, send a new notice, and go on with the meeting.',
};

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

/** What of the state record deadlines are counted from, and nothing else of it: these facts are kept in memory for a whole caseload. */
const COUNTED_FROM = [
  'birthDate', 'meetingDate', 'lastSessionDate', 'meetingType', 'planReview', 'purposes', 'priorAnnualDate', 'priorEvalDate', 'nextAnnualDate', 'nextTriennialDate',
  'evalConsentDate', 'tolledDays', 'interimStartDate', 'initialEvalDate', 'fromPartC', 'majorityNoticeDate', 'planType', 'signature', 'signatureDueDate',
] as const satisfies readonly (keyof StateRecord)[];

/** The few dates deadlines are counted from; an affirmed IEP owes the next one, an open one still owes itself. */
export interface DueFacts {
  readonly isAffirmed: boolean;
  /** The student was found not eligible, or no longer, or consent was revoked in writing: nothing of a plan is due, and no review (34 CFR 300.300(b)(4)(iv)). */
  readonly hasNoPlan: boolean;
  /** The student has left without such a finding: what was due of the plan until then may still be owed, and nothing else. */
  readonly exit: Exit | null;
  readonly record: Pick<StateRecord, (typeof COUNTED_FROM)[number]>;
  /** Day the parent took the copy home, "" when nobody did. */
  readonly takenHomeOn: string;
  /** The parent copy is out, and nobody has said where the signed original and the file copy are. */
  readonly owesPaperPlace: boolean;
  /** Affirmed without the parents' word that they understand the finding that there is no plan; a refusal is an answer. */
  readonly owesUnderstanding: boolean;
  /** Day a written revocation of consent came whose prior written notice and last day of services nobody has recorded; "" when none did. */
  readonly revokedSince: string;
  /** The meeting goes on another day: the day, and its last session; null when it does not. */
  readonly goesOn: { readonly on: string; readonly from: string } | null;
  /** Day of a tabled session the parent did not come to, "" when there is none. */
  readonly missedOn: string;
  /** A continuation of the Current IEP whose own session has not been held: what it was held for is affirmed already. */
  readonly isUnmetContinuation: boolean;
  /** It continues the meeting of the Current IEP. */
  readonly continues: boolean;
  /** Days of referrals whose assessment plan the parents neither have nor have answered. */
  readonly referrals: readonly string[];
  /** Days on which assessment plans the parents consented to came back; page 1 says the day of a first evaluation itself. */
  readonly consents: readonly string[];
  /** Day of the newest written request of the parents for a meeting, "" when there is none. */
  readonly meetingRequestedOn: string;
  /** The transition page says something. */
  readonly hasTransitionPlan: boolean;
  /** What the parents do not read yet in their language; null when they read the form's, or everything is there. */
  readonly translationOwed: { readonly language: string; readonly statements: number } | null;
  /** The parents agreed to goals, and no day is set on which they hear of the progress on them. */
  readonly owesReportDays: boolean;
  /** Progress reports that are not sent; affirmed ones only have to go home. */
  readonly reportsOwed: readonly { readonly number: string; readonly due: string; readonly isAffirmed: boolean; /** Day of the earlier IEP whose goals it is on; absent for this one. */ readonly ofIep?: string }[];
}

/** Ed. Code 56321(a), in calendar days from the referral. */
const PLAN_DAYS = 15;
/** 34 CFR 300.323(c)(1) and Ed. Code 56343.5, in calendar days. */
const MEETING_DAYS = 30;
/** A meeting that goes on with no day agreed is asked for after so many calendar days (our default, iep-forms.md 6.5). */
const GOES_ON_DAYS = 30;
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

/** A plan the parents were given or have answered is done, for the days they have to decide are theirs; a first referral without any plan owes one until there is consent. */
function referralsOf(doc: IepDocument, record: StateRecord): readonly string[] {
  const plans = rowsAt(doc, 'pages/assessmentPlan');
  const open = plans.filter((plan) => textAt(plan, 'parentDecision') === '' && !isDate(textAt(plan, 'givenDate'))).map((plan) => textAt(plan, 'referralDate'));
  return plans.length === 0 && record.meetingType === '10' && record.evalConsentDate === '' ? [record.referralDate] : open;
}

function consentsOf(doc: IepDocument, record: StateRecord): readonly string[] {
  if (record.meetingType === '10' && isDate(record.evalConsentDate)) return [];
  return rowsAt(doc, 'pages/assessmentPlan').filter((plan) => textAt(plan, 'parentDecision') === 'consent').map((plan) => textAt(plan, 'receivedDate')).filter(isDate).toSorted();
}

/** A round is done when it went home (handbook: completed and sent home); of one that came from another system nobody here knows more than that every goal says how it stands. */
function isReported(doc: IepDocument, round: Row): boolean {
  if (textAt(round, 'sentDate') !== '') return true;
  if (textAt(round, 'affirmedAt') !== '') return false;
  const goals = goalsOf(doc);
  return goals.length > 0 && goals.every((goal) => rowsAt(goal, 'progressReports').some((report) => report['reportNo'] === round['reportNo'] && textAt(report, 'reportDate') !== ''));
}

/** From a tabled session, or from an affirmed part, until its next session opens and the notes say how that one ends. */
function goesOn(doc: IepDocument, lastSessionDate: string): DueFacts['goesOn'] {
  const ended = textAt(doc, 'pages/structuredNotes/outcome');
  const waits = doc.documentStatus === 'tabled' || (ended === 'toBeContinued' && ['current', 'draft'].includes(doc.documentStatus));
  if (!waits || !isDate(lastSessionDate)) return null;
  const agreed = textAt(doc, 'pages/structuredNotes/reconveneDate');
  return { from: lastSessionDate, on: isDate(agreed) ? agreed : addDays(lastSessionDate, GOES_ON_DAYS) };
}

/** Goals that stay in the plan. */
function goalsOf(doc: IepDocument): readonly Row[] {
  const known = workOf(doc).goals;
  return rowsAt(doc, 'pages/goals/items').filter((goal) => known[goal[ROW_ID]]?.state !== 'dropped');
}

function translationOwed(doc: IepDocument): DueFacts['translationOwed'] {
  const language = parentLanguage(doc);
  if (language === '') return null;
  const statements = untranslated(doc, translatablePlaces(doc), language).length;
  return statements === 0 ? null : { language, statements };
}

function countedFrom(record: StateRecord): DueFacts['record'] {
  return Object.fromEntries(COUNTED_FROM.map((field) => [field, record[field]])) as DueFacts['record'];
}

/** What a written revocation of consent leaves to do, and that nothing of the plan is due any more; of the record beside which it is kept. */
export function revocationFacts(doc: IepDocument): Pick<DueFacts, 'revokedSince'> {
  const revoked = revocationOf(doc);
  return { revokedSince: revoked === null || revoked.stop !== null ? '' : revoked.receivedOn };
}

export function dueFacts(doc: IepDocument): DueFacts {
  const record = stateRecord(doc);
  const isAffirmed = doc.documentStatus === 'current' || doc.documentStatus === 'history';
  return {
    isAffirmed, exit: isAffirmed ? exitOf(doc) : null, hasNoPlan: hasNoPlan(doc) || revocationOf(doc) !== null, record: countedFrom(record), takenHomeOn: textAt(doc, 'parentCopy/tookHomeOn'),
    owesPaperPlace: doc.documentStatus === 'closed' && parentCopyOf(doc) !== null && workOf(doc).paper === null,
    owesUnderstanding: doc.documentStatus === 'current' && notEligible(doc) !== null && !isToBeContinued(doc) && ['awaiting', 'noResponse'].includes(doc.consentStatus),
    ...revocationFacts(doc),
    goesOn: goesOn(doc, record.lastSessionDate), missedOn: doc.documentStatus === 'tabled' && missedByParent(lastSession(doc)) ? record.lastSessionDate : '', isUnmetContinuation: doc.documentStatus === 'draft' && doc.continuationOf !== null, continues: doc.continuationOf !== null, referrals: referralsOf(doc, record), consents: consentsOf(doc, record),
    meetingRequestedOn: rowsAt(doc, 'meeting/contactLog').filter((contact) => contact['asksForMeeting'] === true).map((contact) => textAt(contact, 'at').slice(0, 10)).toSorted().at(-1) ?? '',
    hasTransitionPlan: hasContent(doc.pages.transitionPlan),
    translationOwed: translationOwed(doc),
    owesReportDays: rowsAt(doc, 'progressReportSchedule').length === 0 && goalsOf(doc).length > 0 && ['agreedAll', 'agreedPart'].includes(doc.consentStatus),
    reportsOwed: rowsAt(doc, 'progressReportSchedule').filter((round) => !isReported(doc, round)).map((round) => ({ number: typeof round['reportNo'] === 'number' ? String(round['reportNo']) : '', due: textAt(round, 'dueDate'), isAffirmed: textAt(round, 'affirmedAt') !== '' })),
  };
}

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
