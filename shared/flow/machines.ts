/** The two machines that run side by side (iep-forms.md 6.1 and 6.3), as data: from, event, guards, to. An event that stands in no row of a state is refused there. */
import type { ConsentStatus, DocumentStatus } from '../iep/document.ts';
import type { FlowEventType } from './events.ts';
import type { GuardId } from './guards.ts';

export interface Transition<State extends string> {
  readonly event: FlowEventType;
  readonly from: readonly State[];
  readonly guards: readonly GuardId[];
  /** `same`: the event changes the document, not its state. */
  readonly to: State | 'same';
}

const OPEN: readonly DocumentStatus[] = ['draft', 'inMeeting', 'tabled', 'closed'];
/** A meeting lies ahead, the first or the next session. */
const AHEAD: readonly DocumentStatus[] = ['draft', 'tabled'];
const BEFORE_COPY: readonly DocumentStatus[] = ['draft', 'inMeeting', 'tabled'];
/** A change of an affirmed IEP has no session: it is written, perhaps on paper for signatures, perhaps declared. */
const OPEN_CHANGE: readonly DocumentStatus[] = ['draft', 'closed', 'reconciled'];
const AFTER_COPY: readonly DocumentStatus[] = ['closed', 'reconciled'];

/**
 * The name each event has in the document's own `journal`, which leaves the laptop with the IEP. Those of iep-forms.md 6.1 to 6.3 keep that
 * file's names, so that another system reads the history of an IEP without knowing ours.
 */
export const JOURNAL_NAME: Readonly<Record<FlowEventType, string>> = {
  noticePrepared: 'prepareNotice', noticeSent: 'sendNotice', noticeAnswered: 'noticeAnswered', noticeRescheduled: 'rescheduleNotice', preMeetingOpened: 'preMeetingOpened', preMeetingNoted: 'preMeetingNoted', preMeetingEnded: 'preMeetingEnded', openMeeting: 'openMeeting', pageDiscussed: 'pageDiscussed', pageReopened: 'pageReopened', goalDiscussed: 'goalDiscussed', goalReopened: 'goalReopened', goalDropped: 'goalDropped', itemDiscussed: 'itemDiscussed', itemReopened: 'itemReopened', sectionPreparedBy: 'preparedBy', sectionHandedBack: 'handedBack', carriedConfirmed: 'carriedConfirmed',
  parentCopyPrinted: 'printParentCopy', parentCopyHanded: 'handParentCopy', reopenedSameDay: 'reopenSameDay', tabled: 'table', reconvened: 'reconvene', contactLogged: 'logContact',
  sheetAnswered: 'sheetAnswered', differenceExplained: 'enterHandwritten', declaredReconciled: 'declareReconciled',
  agreedAll: 'recordAgreeAll', agreedExcept: 'recordAgreeExcept', notEligibleUnderstood: 'recordNotEligible', refused: 'recordRefusal', tookHome: 'tookHome', followedUp: 'followedUp', noResponse: 'noResponse', answerTakenBack: 'takeAnswerBack', abandoned: 'abandon', affirmed: 'affirm',
  amendmentPrinted: 'printAmendment', amendmentSigned: 'recordAmendmentSigned', teamTold: 'teamInformed', changeWithdrawn: 'withdrawChange', correctionDeclared: 'declareCorrection',
};

export const DOCUMENT_MACHINE: readonly Transition<DocumentStatus>[] = [
  { event: 'carriedConfirmed', from: OPEN, guards: ['mayLookAtCarried', 'isCarried'], to: 'same' },
  { event: 'sectionPreparedBy', from: BEFORE_COPY, guards: ['mayGiveSection', 'sectionIsHere', 'preparerIsStaff'], to: 'same' },
  { event: 'sectionHandedBack', from: BEFORE_COPY, guards: ['mayGiveSection', 'sectionIsGiven'], to: 'same' },
  { event: 'noticePrepared', from: AHEAD, guards: ['mayRunMeeting', 'isNoChange', 'noNoticeYet', 'noticeSaysWhen'], to: 'same' },
  { event: 'noticeSent', from: AHEAD, guards: ['mayRunMeeting', 'noticeIsLast', 'noticeNotSent', 'sendingSaid'], to: 'same' },
  { event: 'noticeAnswered', from: AHEAD, guards: ['mayRunMeeting', 'noticeIsLast', 'noticeWasSent', 'replySaid'], to: 'same' },
  { event: 'noticeRescheduled', from: AHEAD, guards: ['mayRunMeeting', 'isNoChange', 'noticeToReplace', 'noticeSaysWhen', 'rescheduleReason'], to: 'same' },
  { event: 'preMeetingOpened', from: ['draft', 'tabled'], guards: ['mayRunMeeting', 'isNoChange', 'noPreMeetingHeld', 'preMeetingFilled', 'noParentThere', 'preMeetingNotAhead'], to: 'same' },
  { event: 'preMeetingNoted', from: ['draft', 'tabled'], guards: ['mayTakeNotes', 'preMeetingHeld', 'noteSays'], to: 'same' },
  { event: 'preMeetingEnded', from: ['draft', 'tabled'], guards: ['mayRunMeeting', 'preMeetingHeld'], to: 'same' },
  { event: 'openMeeting', from: ['draft'], guards: ['mayRunMeeting', 'isNoChange', 'sessionFilled', 'notAhead', 'afterLastSession'], to: 'inMeeting' },
  { event: 'pageDiscussed', from: ['inMeeting'], guards: ['mayRunMeeting', 'pageIsHere', 'pageHasContent', 'goalsDiscussed'], to: 'same' },
  { event: 'pageReopened', from: ['inMeeting'], guards: ['mayRunMeeting', 'pageIsHere', 'reopenReason'], to: 'same' },
  { event: 'goalDiscussed', from: ['inMeeting'], guards: ['mayRunMeeting', 'goalIsHere'], to: 'same' },
  { event: 'goalDropped', from: ['inMeeting'], guards: ['mayRunMeeting', 'goalIsHere', 'dropSaysWho'], to: 'same' },
  { event: 'goalReopened', from: ['inMeeting'], guards: ['mayRunMeeting', 'goalIsHere', 'goalIsMarked'], to: 'same' },
  { event: 'itemDiscussed', from: ['inMeeting'], guards: ['mayRunMeeting', 'itemIsHere', 'itemIsNoGoal'], to: 'same' },
  { event: 'itemReopened', from: ['inMeeting'], guards: ['mayRunMeeting', 'itemIsMarked'], to: 'same' },
  { event: 'tabled', from: ['inMeeting'], guards: ['mayRunMeeting', 'tableReason', 'reconvenePlanned', 'parentTried', 'nothingDecided'], to: 'tabled' },
  { event: 'reconvened', from: ['tabled'], guards: ['mayRunMeeting', 'sessionFilled', 'notAhead', 'afterLastSession', 'dayAgreedAgain'], to: 'inMeeting' },
  { event: 'contactLogged', from: [...OPEN, 'reconciled'], guards: ['mayLogContact', 'contactSaid'], to: 'same' },
  { event: 'parentCopyPrinted', from: ['inMeeting'], guards: ['mayPrintCopy', 'copyNamesNow'], to: 'closed' },
  { event: 'reopenedSameDay', from: ['closed'], guards: ['mayRunMeeting', 'isNoChange', 'sameDay', 'reopenReason'], to: 'inMeeting' },
  { event: 'parentCopyHanded', from: AFTER_COPY, guards: ['mayRecordAnswer', 'isNoChange', 'copyExists', 'handedToSomebody'], to: 'same' },
  { event: 'sheetAnswered', from: ['closed'], guards: ['mayAnswerSheets', 'copyExists', 'sheetInCopy', 'sheetFits', 'skipSaysWhy'], to: 'same' },
  { event: 'differenceExplained', from: ['closed'], guards: ['mayExplain', 'copyExists', 'isDifference', 'originSaid'], to: 'same' },
  { event: 'declaredReconciled', from: ['closed'], guards: ['mayEnterHandwriting', 'copyExists', 'sheetsAnswered', 'differencesExplained', 'paperPlaced'], to: 'reconciled' },
  { event: 'agreedAll', from: AFTER_COPY, guards: ['isNoChange'], to: 'same' },
  { event: 'agreedExcept', from: AFTER_COPY, guards: ['isNoChange'], to: 'same' },
  { event: 'notEligibleUnderstood', from: AFTER_COPY, guards: ['isNoChange', 'foundNotEligible'], to: 'same' },
  { event: 'refused', from: AFTER_COPY, guards: ['isNoChange'], to: 'same' },
  { event: 'tookHome', from: AFTER_COPY, guards: [], to: 'same' },
  { event: 'followedUp', from: AFTER_COPY, guards: [], to: 'same' },
  { event: 'noResponse', from: AFTER_COPY, guards: ['isNoChange'], to: 'same' },
  { event: 'answerTakenBack', from: AFTER_COPY, guards: [], to: 'same' },
  { event: 'abandoned', from: ['draft', 'tabled'], guards: ['mayAbandon', 'noCopyGiven', 'abandonReason'], to: 'abandoned' },
  { event: 'amendmentPrinted', from: ['draft', 'closed'], guards: ['isAmendment', 'mayPrintCopy', 'copyNamesNow', 'changesListed'], to: 'closed' },
  { event: 'amendmentSigned', from: AFTER_COPY, guards: ['isAmendment'], to: 'same' },
  { event: 'teamTold', from: OPEN_CHANGE, guards: ['isChange', 'mayChange', 'toldSaid'], to: 'same' },
  { event: 'changeWithdrawn', from: OPEN_CHANGE, guards: ['isChange', 'mayChange', 'notSignedYet', 'withdrawReason'], to: 'abandoned' },
  { event: 'correctionDeclared', from: ['draft'], guards: ['isCorrection', 'mayChange', 'changesListed', 'exitIsNoFinding'], to: 'reconciled' },
  { event: 'affirmed', from: ['reconciled'], guards: ['mayAffirm', 'answerKnown'], to: 'current' },
];

const UNSIGNED: readonly ConsentStatus[] = ['awaiting', 'agreedPart', 'refused', 'noResponse'];

export const CONSENT_MACHINE: readonly Transition<ConsentStatus>[] = [
  { event: 'parentCopyPrinted', from: ['notAsked', 'awaiting'], guards: [], to: 'awaiting' },
  { event: 'amendmentPrinted', from: ['notAsked', 'awaiting'], guards: [], to: 'awaiting' },
  { event: 'amendmentSigned', from: ['awaiting'], guards: ['mayRecordAnswer', 'signerHasRights', 'notFuture', 'districtSigned'], to: 'agreedAll' },
  { event: 'reopenedSameDay', from: ['awaiting'], guards: [], to: 'notAsked' },
  { event: 'agreedAll', from: UNSIGNED, guards: ['mayRecordAnswer', 'planIsOffered', 'signerHasRights', 'notFuture', 'paperSaid'], to: 'agreedAll' },
  { event: 'agreedExcept', from: UNSIGNED, guards: ['mayRecordAnswer', 'planIsOffered', 'signerHasRights', 'notFuture', 'exceptionNamed', 'paperSaid'], to: 'agreedPart' },
  { event: 'notEligibleUnderstood', from: ['awaiting', 'refused', 'noResponse'], guards: ['mayRecordAnswer', 'signerHasRights', 'notFuture', 'disagreementSaid', 'paperSaid'], to: 'notEligibleAck' },
  { event: 'refused', from: ['awaiting'], guards: ['mayRecordAnswer', 'notFuture', 'refusalFits'], to: 'refused' },
  { event: 'tookHome', from: ['awaiting'], guards: ['mayRecordAnswer', 'notFuture', 'returnAgreed'], to: 'same' },
  { event: 'followedUp', from: ['awaiting'], guards: ['mayRecordAnswer', 'notFuture', 'followUpSaid'], to: 'same' },
  { event: 'noResponse', from: ['awaiting'], guards: ['mayRecordAnswer', 'notFuture', 'followUpsLogged'], to: 'noResponse' },
  { event: 'answerTakenBack', from: ['agreedAll', 'agreedPart', 'refused', 'notEligibleAck', 'noResponse'], guards: ['mayRecordAnswer', 'answerIsOwn', 'takeBackReason'], to: 'awaiting' },
];

/** What of the parent can be recorded from here by the machine of consent alone; whether it fits the document is for the guards. Taking an answer back is none of the parent's. */
export function answersFrom(consent: ConsentStatus): readonly FlowEventType[] {
  return CONSENT_MACHINE.filter(({ event, from }) => event !== 'answerTakenBack' && from.includes(consent)).map(({ event }) => event);
}
