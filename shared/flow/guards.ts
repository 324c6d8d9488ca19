/** Every guard of the machines as a named pure function with its reason in a case manager's words; a guard looks at one thing only. */
import { segments, valueAt, type Address, type Row } from '../iep/address.ts';
import type { IepDocument } from '../iep/document.ts';
import { fieldAt } from '../iep/fields.ts';
import { pageKeyAt, pageIdOf, pageRoot, hasContent } from '../iep/page-keys.ts';
import { pageDef } from '../iep/pages.ts';
import { daysBetween, isDate } from '../time/dates.ts';
import type { FlowContext, FlowEvent, FlowEventType, Verdict, Who } from './events.ts';
import { CHANGE_RIGHT, changeKind, CHANGES } from './change.ts';
import { exitMisfit, findingMisfit, notEligible } from './eligibility.ts';
import { mayWriteAt } from './may-edit.ts';
import { lastNotice, REPLIES, SENDINGS } from './notice.ts';
import { openPreMeeting, parentNames } from './pre-meeting.ts';
import { hasPage, isToBeContinued, lastSession, openGoals, parentCopyOf, purposesOf, rowsAt, sessionsOf, signers, textAt, workOf } from './read.ts';
import { decidedInSession, missedByParent, toldSince, triedToday } from './no-show.ts';
import { verdictFor, type Action } from './roles.ts';
import { isReadable } from '../words/readable.ts';

export type Guard = (doc: IepDocument, event: FlowEvent, ctx: FlowContext) => string | null;

type EventOf<T extends FlowEventType> = Extract<FlowEvent, { readonly type: T }>;

/** A guard for one kind of event; any other event passes it. */
function on<T extends FlowEventType>(types: readonly T[], look: (doc: IepDocument, event: EventOf<T>, ctx: FlowContext) => string | null): Guard {
  return (doc, event, ctx) => ((types as readonly string[]).includes(event.type) ? look(doc, event as EventOf<T>, ctx) : null);
}

/** A right of the role matrix; `refusal` where a row of it holds several things. */
const role = (action: Action, refusal?: string): Guard => (doc, _event, ctx) => {
  const verdict = verdictFor(doc, action, ctx, refusal);
  return verdict.ok ? null : verdict.reason;
};
/** The case manager's word holds for every place, a provider's in the own part. */
function writesThere(doc: IepDocument, at: Address, who: Who): boolean {
  return verdictFor(doc, 'editOtherAreas', who).ok || mayWriteAt(doc, at, who).ok;
}

const filled = (text: string): boolean => text.trim() !== '';

/** Follow-ups that must be logged before a copy taken home may be recorded as unanswered (iep-forms.md 6.3). */
const FOLLOW_UPS = 2;

function pageName(key: string): string {
  return pageDef(pageIdOf(key)).title.en;
}

function differencesOn(page: string, ctx: FlowContext): number {
  return ctx.differences.filter((at) => pageKeyAt(at) === page).length;
}

function followUps(doc: IepDocument): number {
  const copy = parentCopyOf(doc);
  return typeof copy?.['followUps'] === 'number' ? copy['followUps'] : 0;
}

/** The parent took the IEP home, or it was affirmed before a signature came. */
function leftTheTable(doc: IepDocument): boolean {
  return typeof parentCopyOf(doc)?.['tookHomeOn'] === 'string' || doc.documentStatus === 'current' || doc.documentStatus === 'history';
}

/** The page whose root this is; a page is opened again with its reason, never by taking back a mark. */
function pageOfRoot(at: Address): string | null {
  const key = pageKeyAt(at);
  return key !== undefined && pageRoot(key) === at ? key : null;
}

/** True when the form has a field here, on a page of this IEP, in rows that exist. */
function isPlace(doc: IepDocument, at: Address): boolean {
  const page = pageKeyAt(at);
  const parts = segments(at);
  return page !== undefined && hasPage(doc, page) && fieldAt(at) !== undefined && parts.every((part, n) => !part.startsWith('@') || valueAt(doc, parts.slice(0, n + 1).join('/')) !== undefined);
}

/** The day this notice names has passed: the next session needs one of its own. */
function isPast(notice: Row | undefined, { today }: FlowContext): boolean {
  return notice !== undefined && textAt(notice, 'meetingDate') < today;
}

/** Returns the reason a sheet answer does not fit what was found, or null. */
export function sheetMisfit(answer: string, page: string, differences: number): string | null {
  if (answer === 'asPrinted' && differences > 0) return `${pageName(page)}: the record differs from the printed page, so it is not as printed. Answer "changed by hand", or put the words back.`;
  if (answer === 'changedByHand' && differences === 0) return `${pageName(page)}: nothing was typed in yet. Type in the handwriting, or answer "as printed".`;
  return null;
}

const TABLE = {
  mayLookAtCarried: on(['carriedConfirmed'], (doc, event, ctx) => (event.at.every((at) => writesThere(doc, at, ctx)) ? null : "Only this student's team says which of last year's words stay, each in the own part.")),
  mayRunMeeting: role('runMeeting'),
  mayTakeNotes: role('takeNotes'),
  mayPrintCopy: role('runMeeting', 'Only the case manager prints the parent copy.'),
  mayRecordAnswer: role('recordAnswer'),
  mayLogContact: role('takeNotes', "Only this student's team logs contacts with the parent."),
  mayExplain: on(['differenceExplained'], (doc, { answer }, ctx) => (writesThere(doc, answer.at, ctx) ? null : 'How this came about is said by the case manager or the provider whose part it is.')),
  mayAnswerSheets: role('editOtherAreas', 'Only the case manager answers for a whole printed page.'),
  mayEnterHandwriting: role('editOtherAreas', 'Only the case manager declares the handwriting.'),
  // A correction changes nothing that was agreed and attested, and it is the district's to make.
  mayAffirm: (doc, event, ctx) => role(changeKind(doc) === 'correction' ? 'correct' : 'affirm')(doc, event, ctx),
  mayAbandon: role('abandon'),
  noNoticeYet: (doc, _event, ctx) => (lastNotice(doc) === undefined || isPast(lastNotice(doc), ctx) ? null : 'A notice of this meeting is there already; for another day, replace it.'),
  noticeToReplace: (doc) => (lastNotice(doc) === undefined ? 'No notice has been prepared yet.' : null),
  noticeSaysWhen: on(['noticePrepared', 'noticeRescheduled'], (_doc, event, ctx) => (isDate(event.date) && event.date >= ctx.today && filled(event.time) && filled(event.place) ? null : 'Say on which day from today on, at what time and where the meeting is.')),
  noticeIsLast: on(['noticeSent', 'noticeAnswered'], (doc, event) => (lastNotice(doc)?.$row === event.notice ? null : 'A newer notice has taken the place of this one.')),
  noticeNotSent: on(['noticeSent'], (doc) => (isDate(textAt(lastNotice(doc) ?? {}, 'noticeDate')) ? 'This notice has been sent; for another day, replace it.' : null)),
  noticeWasSent: on(['noticeAnswered'], (doc) => (isDate(textAt(lastNotice(doc) ?? {}, 'noticeDate')) ? null : 'First record when and how the notice was sent.')),
  sendingSaid: on(['noticeSent'], (_doc, event, ctx) => (isDate(event.on) && event.on <= ctx.today && event.how.length > 0 && event.how.every((how) => SENDINGS.some(({ value }) => value === how)) ? null : 'Say on which day, not later than today, and how the notice went out.')),
  replySaid: on(['noticeAnswered'], (_doc, event, ctx) => (isDate(event.on) && event.on <= ctx.today && REPLIES.some(({ value }) => value === event.answer) ? null : 'Say what the parent answered, and on which day.')),
  rescheduleReason: on(['noticeRescheduled'], (_doc, event) => (filled(event.reason) ? null : 'Say why the meeting is on another day.')),
  preMeetingHeld: (doc) => (openPreMeeting(doc) === null ? 'No pre-meeting is being held.' : null),
  noPreMeetingHeld: (doc) => (openPreMeeting(doc) === null ? null : 'A pre-meeting is being held already; end it first.'),
  preMeetingFilled: on(['preMeetingOpened'], (_doc, event) => (isDate(event.date) && filled(event.start) && filled(event.place) && event.participants.filter(filled).length > 0 ? null : 'Say when and where the pre-meeting is and who takes part.')),
  noParentThere: on(['preMeetingOpened'], (doc, event) => (event.participants.some((name) => parentNames(doc).includes(name.trim().toLowerCase())) ? 'With a parent there it is no pre-meeting: open the meeting.' : null)),
  preMeetingNotAhead: on(['preMeetingOpened'], (_doc, event, ctx) => (event.date <= ctx.today ? null : 'A pre-meeting opens on its day, not before.')),
  noteSays: on(['preMeetingNoted'], (_doc, event) => (filled(event.text) ? null : 'The line is empty.')),
  sessionFilled: on(['openMeeting', 'reconvened'], (_doc, event) => (isDate(event.date) && filled(event.place) && filled(event.noteTaker) ? null : 'Say when and where the meeting is and who takes the notes.')),
  notAhead: on(['openMeeting', 'reconvened'], (_doc, event, ctx) => (event.date <= ctx.today ? null : 'A meeting opens on its day, not before.')),
  afterLastSession: on(['openMeeting', 'reconvened'], (doc, event) => (event.date > (lastSession(doc)?.date ?? '') ? null : 'The meeting goes on on a later day than the last session.')),
  pageIsHere: on(['pageDiscussed', 'pageReopened'], (doc, event) => (hasPage(doc, event.page) ? null : 'This page is not part of this IEP.')),
  pageHasContent: on(['pageDiscussed'], (doc, event) => (hasContent(valueAt(doc, pageRoot(event.page))) ? null : 'This page is still empty: there is nothing to have discussed.')),
  goalsDiscussed: on(['pageDiscussed'], (doc, event) => {
    const left = event.page === 'goals' ? openGoals(doc).length : 0;
    return left === 0 ? null : `${left} ${left === 1 ? 'goal is' : 'goals are'} not discussed or dropped yet; goals are discussed one by one.`;
  }),
  reopenReason: on(['pageReopened', 'reopenedSameDay'], (_doc, event) => (filled(event.reason) ? null : 'Say why it is opened again.')),
  goalIsHere: on(['goalDiscussed', 'goalDropped', 'goalReopened'], (doc, event) => (rowsAt(doc, 'pages/goals/items').some((goal) => goal.$row === event.goal) ? null : 'This goal is not in the IEP.')),
  goalIsMarked: on(['goalReopened'], (doc, event) => (workOf(doc).goals[event.goal] === undefined ? 'This goal is neither marked discussed nor dropped.' : null)),
  itemIsHere: on(['itemDiscussed'], (doc, event) => (isPlace(doc, event.at) ? null : 'This field or row is not in the IEP.')),
  itemIsNoGoal: on(['itemDiscussed'], (_doc, event) => (/^pages\/goals\/items\/@[^/]+$/u.test(event.at) ? 'A goal has a mark of its own: mark the goal discussed.' : null)),
  itemIsMarked: on(['itemReopened'], (doc, event) => (pageOfRoot(event.at) === null && workOf(doc).discussed[event.at] !== undefined ? null : 'This field or row is not marked discussed.')),
  // Providers say it of their own part; giving a part to somebody is assigning providers (iep-forms.md section 7).
  mayGiveSection: on(['sectionPreparedBy', 'sectionHandedBack'], (doc, event, ctx) => {
    if (verdictFor(doc, 'assignProviders', ctx).ok) return null;
    const own = event.type === 'sectionPreparedBy' ? event.staff === ctx.actor.staffId && mayWriteAt(doc, event.at, ctx).ok : workOf(doc).preparedBy[event.at]?.staff === ctx.actor.staffId;
    return own ? null : 'The case manager says who prepares which part; a provider says it of the own part.';
  }),
  sectionIsHere: on(['sectionPreparedBy'], (doc, event) => {
    const page = pageKeyAt(event.at);
    if (page === undefined || !(isPlace(doc, event.at) || (hasPage(doc, page) && pageRoot(page) === event.at))) return 'This part is not in the IEP.';
    return pageDef(pageIdOf(page)).carriesDraftMark ? null : 'This page is filled in at the meeting; nobody prepares it ahead.';
  }),
  preparerIsStaff: on(['sectionPreparedBy'], (doc, event) => (doc.staff.some((person) => person.id === event.staff) ? null : "Only this student's staff prepares a part of the IEP.")),
  sectionIsGiven: on(['sectionHandedBack'], (doc, event) => (workOf(doc).preparedBy[event.at] === undefined ? 'Nobody was named for this part.' : null)),
  dropSaysWho: on(['goalDropped'], (_doc, event) => (filled(event.suggestedBy) && filled(event.reason) ? null : 'Say who suggested dropping the goal, and why.')),
  isCarried: on(['carriedConfirmed'], (doc, event) => (event.at.every((at) => workOf(doc).carried.includes(at)) ? null : 'This was not carried over from last year, or it has been looked at already.')),
  isNoChange: (doc) => (changeKind(doc) === null ? null : 'This is a change of an affirmed IEP without a meeting, with a sheet of its own to sign. If the parent wants a meeting, withdraw it and start the next IEP.'),
  isChange: (doc) => (changeKind(doc) === null ? 'This is an IEP of its own, not a change of an affirmed one.' : null),
  isAmendment: (doc) => (changeKind(doc) === 'amendment' ? null : 'Only an amendment without a meeting has this sheet to sign.'),
  isCorrection: (doc) => (changeKind(doc) === 'correction' ? null : 'Only the correction of a data error is declared without a signature.'),
  mayChange: (doc, event, ctx) => {
    const kind = changeKind(doc);
    return kind === null ? null : role(CHANGE_RIGHT[kind])(doc, event, ctx);
  },
  changesListed: (doc) => {
    if (rowsAt(doc, CHANGES).length === 0) return 'Nothing is changed yet: change the pages first; the list of changes fills itself.';
    return filled(textAt(doc, 'pages/amendment/reason')) ? null : 'Say in a sentence why it is changed.';
  },
  exitIsNoFinding: (doc) => exitMisfit(doc, workOf(doc).changes?.pages['infoEligibility']),
  districtSigned: on(['amendmentSigned'], (_doc, event, ctx) => (filled(event.district) && filled(event.districtTitle) && isDate(event.districtSignedOn) && event.districtSignedOn <= ctx.today ? null : 'An amendment without a meeting is signed by the district as well: say who signed, in what role, and when.')),
  toldSaid: on(['teamTold'], (_doc, event, ctx) => (event.names.some(filled) && filled(event.how) && isDate(event.on) && event.on <= ctx.today ? null : 'Say who was told, on which day, and how.')),
  notSignedYet: (doc) => (changeKind(doc) === 'amendment' && doc.consentStatus === 'agreedAll' ? 'Both have signed this amendment: it is affirmed, not withdrawn.' : null),
  withdrawReason: on(['changeWithdrawn'], (_doc, event) => (filled(event.reason) ? null : 'Say why the change is not made.')),
  copyNamesNow: on(['parentCopyPrinted', 'amendmentPrinted'], (_doc, event) => (event.copy.pages.length > 0 && event.copy.sheets > 0 ? null : 'A parent copy has at least one sheet.')),
  copyExists: on(['parentCopyHanded', 'sheetAnswered', 'differenceExplained', 'declaredReconciled'], (doc) => (parentCopyOf(doc) === null ? 'No parent copy has been printed yet.' : null)),
  handedToSomebody: on(['parentCopyHanded'], (_doc, event) => (filled(event.to) ? null : 'Say who took the copy.')),
  sameDay: on(['reopenedSameDay'], (doc, _event, ctx) => (lastSession(doc)?.date === ctx.today ? null : 'The meeting can be opened again only on its own day; afterwards it is continued or amended.')),
  tableReason: on(['tabled'], (_doc, event) => (filled(event.reason) ? null : 'Say in a sentence why the meeting is tabled.')),
  reconvenePlanned: on(['tabled'], (_doc, event, ctx) => (filled(event.reconvene) && (!isDate(event.reconvene) || event.reconvene > ctx.today) ? null : 'Give the day the meeting goes on, or the plan for it.')),
  // A session without the parent tries the telephone or video at once, and decides nothing (iep-forms.md 6.5 N2, N3; decisions.md 15).
  parentTried: on(['tabled'], (doc, { kind }) => (kind !== 'parentNoShow' || triedToday(doc) ? null : 'Try to reach the parent now, by telephone or video, and log what came of it.')),
  nothingDecided: on(['tabled'], (doc, { kind }) => {
    const decided = kind === 'parentNoShow' ? decidedInSession(doc) : [];
    return decided.length === 0 ? null : `Nothing is decided without the parent. Open this again first: ${decided.join(', ')}.`;
  }),
  // N4 and N5: after a session the parent missed, the next one has a day the parent was told of.
  dayAgreedAgain: on(['reconvened'], (doc) => (!missedByParent(lastSession(doc)) || toldSince(doc) ? null : 'The parent missed the last session: send a new notice, or log that the day was agreed with them, before the meeting goes on.')),
  contactSaid: on(['contactLogged'], (_doc, event, ctx) => (filled(event.channel) && filled(event.result) && event.on <= `${ctx.today}T${ctx.time}` ? null : 'Say when and how the parent was reached for, and what came of it; the time cannot lie ahead.')),
  sheetInCopy: on(['sheetAnswered'], (doc, event) => (parentCopyOf(doc)?.pages.includes(event.answer.page) === true ? null : 'That page was not in the parent copy.')),
  sheetFits: on(['sheetAnswered'], (_doc, event, ctx) => sheetMisfit(event.answer.answer, event.answer.page, differencesOn(event.answer.page, ctx))),
  skipSaysWhy: on(['sheetAnswered'], (_doc, event) => (event.answer.answer !== 'skipped' || filled(event.answer.reason) ? null : 'Leaving a page out needs a reason.')),
  isDifference: on(['differenceExplained'], (_doc, event, ctx) => (ctx.differences.includes(event.answer.at) ? null : 'The record says what was printed here; there is nothing to explain.')),
  originSaid: on(['differenceExplained'], (_doc, { answer }) => {
    if (answer.kind === 'handwriting') return filled(answer.writtenBy) ? null : 'Say who wrote it on the paper.';
    return filled(answer.reason) ? null : 'A correction needs its reason.';
  }),
  sheetsAnswered: on(['declaredReconciled'], (doc, _event, ctx) => {
    const work = workOf(doc);
    const open = (parentCopyOf(doc)?.pages ?? []).filter((page) => !work.sheets.some((answer) => answer.page === page));
    if (open.length > 0) return `${open.length} printed ${open.length === 1 ? 'page has' : 'pages have'} no answer yet; the first is ${pageName(open[0] ?? 'infoEligibility')}.`;
    return work.sheets.map((answer) => sheetMisfit(answer.answer, answer.page, differencesOn(answer.page, ctx))).find((reason) => reason !== null) ?? null;
  }),
  differencesExplained: on(['declaredReconciled'], (doc, _event, ctx) => {
    const known = new Set(workOf(doc).differences.map((answer) => answer.at));
    const open = ctx.differences.filter((at) => !known.has(at));
    return open.length === 0 ? null : `${open.length} ${open.length === 1 ? 'difference' : 'differences'} from the parent copy ${open.length === 1 ? 'is' : 'are'} not explained yet.`;
  }),
  paperPlaced: on(['declaredReconciled'], (_doc, event) => (filled(event.original) && filled(event.fileCopy) ? null : 'Say where the signed original and the file copy are.')),
  signerHasRights: on(['agreedAll', 'agreedExcept', 'notEligibleUnderstood', 'amendmentSigned'], (doc, event) => (signers(doc).includes(event.signedBy) ? null : 'Only a parent or guardian with education rights, or an adult student, can agree.')),
  notFuture: on(['agreedAll', 'agreedExcept', 'notEligibleUnderstood', 'amendmentSigned', 'refused', 'tookHome', 'followedUp', 'noResponse'], (_doc, event, ctx) => {
    const day = 'signedOn' in event ? event.signedOn : event.on;
    return isDate(day) && day <= ctx.today ? null : 'The date on the paper, or of what is recorded, cannot lie ahead.';
  }),
  planIsOffered: on(['agreedAll', 'agreedExcept'], (doc) => (notEligible(doc) === null ? null : 'The team found that the student is not eligible, so there is no plan to agree to. Record that the parent understands the finding, or does not agree with it.')),
  foundNotEligible: on(['notEligibleUnderstood'], (doc) => findingMisfit(doc)),
  disagreementSaid: on(['notEligibleUnderstood'], (_doc, { parentWords }) => (parentWords === undefined || isReadable(parentWords) ? null : 'Write down what the parent does not agree with, in their own words.')),
  exceptionNamed: on(['agreedExcept'], (_doc, event) => (event.exceptions.every((exception) => filled(exception.page) && isReadable(exception.what)) ? null : 'Name the page and the part the parent does not agree to.')),
  // Declining first services is its own answer (34 CFR 300.300(b)); later the parent refuses a plan, not the start of all services.
  refusalFits: on(['refused'], (doc, event) => (event.scope === 'all' || purposesOf(doc).includes('initial') ? null : 'First services are declined at an initial meeting only; the purpose box does not say Initial.')),
  returnAgreed: on(['tookHome'], (_doc, event) => (isDate(event.on) && isDate(event.returnBy) && event.returnBy > event.on ? null : 'Agree with the parent on a later day to bring it back.')),
  followUpSaid: on(['followedUp'], (_doc, event) => (filled(event.channel) && filled(event.result) ? null : 'Say how the parent was reached and what came of it.')),
  // Where the paper left the table it must be said which one carries the signature: the legal IEP is that one (handbook; decisions.md 22).
  paperSaid: on(['agreedAll', 'agreedExcept', 'notEligibleUnderstood'], (doc, { paper, signedOn }, ctx) => {
    if (paper === undefined) return leftTheTable(doc) ? 'Say which paper the parent signed, the original or the copy, and when it came back.' : null;
    return isDate(paper.returnedOn) && paper.returnedOn >= signedOn && paper.returnedOn <= ctx.today ? null : 'The paper came back between the day it was signed and today.';
  }),
  followUpsLogged: on(['noResponse'], (doc, event) => {
    const returnBy = parentCopyOf(doc)?.['returnBy'];
    if (typeof returnBy !== 'string') return 'No day was agreed with the parent yet: record that the parent takes the IEP home, and by when it comes back.';
    if (followUps(doc) < FOLLOW_UPS) return 'Log at least two follow-ups before recording that no answer came.';
    return daysBetween(returnBy, event.on) <= 0 ? 'The day agreed with the parent has not passed yet.' : null;
  }),
  // A correction begins with the answer of the IEP it corrects; that one is affirmed.
  answerIsOwn: (doc) => (changeKind(doc) === 'correction' ? 'This correction records no answer: the parent answered the IEP it corrects, and that one is affirmed.' : null),
  takeBackReason: on(['answerTakenBack'], (_doc, event) => (filled(event.reason) ? null : 'Say why the answer is taken back.')),
  noCopyGiven: on(['abandoned'], (doc) => (parentCopyOf(doc) === null && sessionsOf(doc).every((session) => session['outcome'] !== 'completed') ? null : 'A parent has been given a copy of this IEP; it cannot be given up.')),
  abandonReason: on(['abandoned'], (_doc, event) => (filled(event.reason) ? null : 'Say why this Future IEP is given up.')),
  answerKnown: (doc) => (isToBeContinued(doc) || changeKind(doc) === 'correction' || ['agreedAll', 'agreedPart', 'notEligibleAck', 'refused', 'noResponse'].includes(doc.consentStatus) ? null : "The parent's answer is not recorded yet."),
} as const satisfies Record<string, Guard>;

export type GuardId = keyof typeof TABLE;

/** Guards that look at who asks; the others look at what is there. */
export const RIGHT_GUARDS: ReadonlySet<string> = new Set<GuardId>(['mayLookAtCarried', 'mayRunMeeting', 'mayPrintCopy', 'mayRecordAnswer', 'mayTakeNotes', 'mayLogContact', 'mayExplain', 'mayGiveSection', 'mayAnswerSheets', 'mayEnterHandwriting', 'mayAffirm', 'mayAbandon', 'mayChange']);

export const GUARDS: Readonly<Record<GuardId, (doc: IepDocument, event: FlowEvent, ctx: FlowContext) => Verdict>> = Object.fromEntries(
  (Object.keys(TABLE) as GuardId[]).map((id) => [
    id,
    (doc: IepDocument, event: FlowEvent, ctx: FlowContext): Verdict => {
      const reason = (TABLE[id] as Guard)(doc, event, ctx);
      return reason === null ? { ok: true } : { ok: false, guard: id, reason };
    },
  ]),
) as Record<GuardId, (doc: IepDocument, event: FlowEvent, ctx: FlowContext) => Verdict>;
