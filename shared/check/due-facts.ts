/** Promise: the few facts of an IEP that deadlines are counted from, small enough to be in memory for a whole caseload. */
import { exitOf, hasNoPlan, notEligible, type Exit } from '../flow/eligibility.ts';
import { missedByParent } from '../flow/no-show.ts';
import { isToBeContinued, lastSession, parentCopyOf, rowsAt, textAt, workOf } from '../flow/read.ts';
import { revocationOf } from '../iep/revoked.ts';
import { ROW_ID, type Row } from '../iep/address.ts';
import type { IepDocument } from '../iep/document.ts';
import { hasContent } from '../iep/page-keys.ts';
import { parentLanguage, translatablePlaces, untranslated } from '../iep/translations.ts';
import { addDays, isDate } from '../time/dates.ts';
import { stateRecord, type StateRecord } from './record.ts';

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
/** A meeting that goes on with no day agreed is asked for after so many calendar days (our default, iep-forms.md 6.5). */
export const GOES_ON_DAYS = 30;

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
export function goesOn(doc: IepDocument, lastSessionDate: string): DueFacts['goesOn'] {
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
