import { afterEach, describe, expect, it, vi } from 'vitest';
import { mayHappen } from '../../../shared/flow/decide.ts';
import { mayEdit } from '../../../shared/flow/may-edit.ts';
import { GUARDS, type GuardId } from '../../../shared/flow/guards.ts';
import { CONSENT_MACHINE, DOCUMENT_MACHINE } from '../../../shared/flow/machines.ts';
import type { FlowContext, FlowEvent } from '../../../shared/flow/events.ts';
import { workOf } from '../../../shared/flow/read.ts';
import { valueAt } from '../../../shared/iep/address.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import type { JsonObject } from '../../../shared/iep/json.ts';
import { change, context, copyOf, future, OPEN, PREPARING, printing, SPEECH, STRANGER, SYSTEM_MANAGER, TODAY, Walk } from './room.ts';

const draft = future();
const open = new Walk().must(OPEN).document;
const printed = new Walk().must(OPEN).must(printing(open)).document;
const goal = (draft.pages.goals as unknown as { items: readonly { $row: string }[] }).items[0]?.$row ?? '';
const concern = 'pages/presentLevels/parentConcerns';
const given = new Walk().must({ type: 'sectionPreparedBy', at: concern, staff: 'st2' }).document;
const marked = new Walk().must(OPEN).must({ type: 'itemDiscussed', at: concern }).must({ type: 'goalDiscussed', goal }).document;

const CONTACT: FlowEvent = { type: 'contactLogged', on: `${TODAY}T14:20`, channel: 'phone', result: 'No answer.' };
const NO_SHOW: FlowEvent = { type: 'tabled', kind: 'parentNoShow', reason: 'The parent did not come.', reconvene: '2027-10-06', end: '15:00' };
const AGAIN: FlowEvent = { ...OPEN, type: 'reconvened', date: '2027-10-06' } as FlowEvent;
const tried = new Walk().must(OPEN).must(CONTACT).document;
const missed = new Walk().must(OPEN).must(CONTACT).must(NO_SHOW).document;
const told = new Walk().must(OPEN).must(CONTACT).must(NO_SHOW).must({ type: 'contactLogged', on: '2027-10-01T09:00', channel: 'phone', result: 'The mother will come on October 6.' }, { today: '2027-10-01' }).document;
const inviting = { date: '2027-10-12', time: '14:30', place: 'Room 12', remote: '' } as const;
const invited = new Walk().must({ type: 'noticePrepared', ...inviting }).document;
const notice = (invited.meeting['notice'] as unknown as readonly { $row: string }[])[0]?.$row ?? '';
const sending = { type: 'noticeSent', notice, on: TODAY, how: ['email'] } as const;
const sent = new Walk(invited).must(sending).document;
const replying = { type: 'noticeAnswered', notice, on: TODAY, answer: 'attend', comment: '' } as const;
const moving = { type: 'noticeRescheduled', ...inviting, reason: 'The mother works that day.' } as const;
const preparing = new Walk().must(PREPARING).document;
const found = (members: JsonObject): IepDocument => ({ ...printed, pages: { ...printed.pages, infoEligibility: { ...(printed.pages.infoEligibility as JsonObject), ...members } } });
const withoutExit = found({ eligibilityOutcome: 'noLongerEligible' });
const ended = found({ eligibilityOutcome: 'noLongerEligible', exitReason: '70', exitDate: TODAY });
const understanding = { type: 'notEligibleUnderstood', signedBy: 'Dana Birchwater', relation: 'mother', signedOn: TODAY } as const;
const amendment = change('amendment');
const correction = change('correction');
const listed = new Walk(amendment).edit([{ op: 'set', at: 'pages/specialFactors/assistiveTech', value: 'A reading pen.', was: undefined }]).document;
const signing = { type: 'amendmentSigned', signedBy: 'Dana Birchwater', relation: 'mother', signedOn: TODAY, district: 'Ada Quill', districtTitle: 'Principal', districtSignedOn: TODAY } as const;
const takingBack = { type: 'answerTakenBack', reason: 'Pressed for "except for".', stood: [] } as const;
const telling = { type: 'teamTold', names: ['Percival Odumegwu'], on: TODAY, how: 'Email' } as const;

/** A correction with one change; an amendment whose sheet was printed; a copy with no sheet left to compare; a session tabled with the parent there. */
const residence = 'pages/infoEligibility/residence';
const corrected = new Walk(correction).edit([{ op: 'set', at: residence, value: '20', was: valueAt(correction, residence) }]).document;
const exitedAs = (reason: string): IepDocument => new Walk(correction).edit([{ op: 'set', at: 'pages/infoEligibility/exitReason', value: reason, was: '' }, { op: 'set', at: 'pages/infoEligibility/exitDate', value: TODAY, was: '' }]).document;
const toSign = new Walk(listed).must({ type: 'amendmentPrinted', copy: copyOf(listed, 1) }).document;
const compared: IepDocument = { ...printed, parentCopy: { ...copyOf(printed, 1), pages: [] } };
const later = new Walk().must(OPEN).must({ type: 'tabled', kind: 'outOfTime', reason: 'The bell rang.', reconvene: '2027-10-06', end: '15:00' }).document;

interface Case {
  readonly doc: IepDocument;
  readonly event: FlowEvent;
  readonly ctx?: Partial<FlowContext>;
}

const answered: IepDocument = new Walk(printed).must({ type: 'agreedAll', signedBy: 'Dana Birchwater', relation: 'mother', signedOn: TODAY }).document;

/** For each guard: one case it refuses and one it lets pass. */
const CASES: Record<GuardId, { readonly no: Case; readonly yes: Case }> = {
  mayLookAtCarried: { no: { doc: draft, event: { type: 'carriedConfirmed', at: ['x'] }, ctx: { actor: STRANGER } }, yes: { doc: draft, event: { type: 'carriedConfirmed', at: ['x'] } } },
  mayRunMeeting: { no: { doc: draft, event: OPEN, ctx: { actor: SPEECH } }, yes: { doc: draft, event: OPEN } },
  mayPrintCopy: { no: { doc: open, event: printing(open), ctx: { actor: SPEECH } }, yes: { doc: open, event: printing(open) } },
  mayRecordAnswer: { no: { doc: printed, event: { type: 'refused', on: TODAY, scope: 'all', parentWords: '' }, ctx: { actor: SPEECH } }, yes: { doc: printed, event: { type: 'refused', on: TODAY, scope: 'all', parentWords: '' } } },
  mayExplain: { no: { doc: printed, event: { type: 'differenceExplained', answer: { at: concern, kind: 'handwriting', writtenBy: 'RA', initials: [], reason: '' } }, ctx: { actor: SPEECH } }, yes: { doc: printed, event: { type: 'differenceExplained', answer: { at: 'pages/presentLevels/communication', kind: 'handwriting', writtenBy: 'RA', initials: [], reason: '' } }, ctx: { actor: SPEECH } } },
  mayAnswerSheets: { no: { doc: printed, event: { type: 'sheetAnswered', answer: { page: 'goals', answer: 'asPrinted', reason: '' } }, ctx: { actor: SPEECH } }, yes: { doc: printed, event: { type: 'sheetAnswered', answer: { page: 'goals', answer: 'asPrinted', reason: '' } } } },
  mayEnterHandwriting: { no: { doc: printed, event: { type: 'declaredReconciled', original: 'a', fileCopy: 'b' }, ctx: { actor: SPEECH } }, yes: { doc: printed, event: { type: 'declaredReconciled', original: 'a', fileCopy: 'b' } } },
  mayAffirm: { no: { doc: printed, event: { type: 'affirmed', iepId: 'x', on: TODAY }, ctx: { actor: STRANGER } }, yes: { doc: printed, event: { type: 'affirmed', iepId: 'x', on: TODAY } } },
  mayAbandon: { no: { doc: draft, event: { type: 'abandoned', reason: 'moved away' } }, yes: { doc: draft, event: { type: 'abandoned', reason: 'moved away' }, ctx: { actor: SYSTEM_MANAGER } } },
  sessionFilled: { no: { doc: draft, event: { ...OPEN, place: ' ' } as FlowEvent }, yes: { doc: draft, event: OPEN } },
  notAhead: { no: { doc: draft, event: { ...OPEN, date: '2027-09-30' } as FlowEvent }, yes: { doc: draft, event: OPEN } },
  afterLastSession: { no: { doc: open, event: { ...OPEN, type: 'reconvened' } as FlowEvent }, yes: { doc: open, event: { ...OPEN, type: 'reconvened', date: '2027-10-06' } as FlowEvent } },
  pageIsHere: { no: { doc: open, event: { type: 'pageDiscussed', page: 'meetingNotes' } }, yes: { doc: open, event: { type: 'pageDiscussed', page: 'presentLevels' } } },
  pageHasContent: { no: { doc: { ...open, pages: { ...open.pages, specialFactors: null } }, event: { type: 'pageDiscussed', page: 'specialFactors' } }, yes: { doc: open, event: { type: 'pageDiscussed', page: 'presentLevels' } } },
  goalsDiscussed: { no: { doc: open, event: { type: 'pageDiscussed', page: 'goals' } }, yes: { doc: open, event: { type: 'pageDiscussed', page: 'presentLevels' } } },
  reopenReason: { no: { doc: open, event: { type: 'pageReopened', page: 'goals', reason: '' } }, yes: { doc: open, event: { type: 'pageReopened', page: 'goals', reason: 'a new thought' } } },
  goalIsHere: { no: { doc: open, event: { type: 'goalDiscussed', goal: 'nobody' } }, yes: { doc: open, event: { type: 'goalDiscussed', goal } } },
  goalIsMarked: { no: { doc: open, event: { type: 'goalReopened', goal } }, yes: { doc: marked, event: { type: 'goalReopened', goal } } },
  itemIsHere: { no: { doc: open, event: { type: 'itemDiscussed', at: 'pages/fapeServices/services/@nobody/minutes' } }, yes: { doc: open, event: { type: 'itemDiscussed', at: concern } } },
  itemIsNoGoal: { no: { doc: open, event: { type: 'itemDiscussed', at: `pages/goals/items/@${goal}` } }, yes: { doc: open, event: { type: 'itemDiscussed', at: `pages/goals/items/@${goal}/baseline` } } },
  itemIsMarked: { no: { doc: open, event: { type: 'itemReopened', at: concern } }, yes: { doc: marked, event: { type: 'itemReopened', at: concern } } },
  mayGiveSection: { no: { doc: draft, event: { type: 'sectionPreparedBy', at: concern, staff: 'st2' }, ctx: { actor: SPEECH } }, yes: { doc: draft, event: { type: 'sectionPreparedBy', at: 'pages/presentLevels/communication', staff: 'st2' }, ctx: { actor: SPEECH } } },
  sectionIsHere: { no: { doc: open, event: { type: 'sectionPreparedBy', at: 'pages/goals/items/@nobody', staff: 'st2' } }, yes: { doc: open, event: { type: 'sectionPreparedBy', at: 'pages/presentLevels', staff: 'st2' } } },
  preparerIsStaff: { no: { doc: draft, event: { type: 'sectionPreparedBy', at: concern, staff: 'st99' } }, yes: { doc: draft, event: { type: 'sectionPreparedBy', at: concern, staff: 'st2' } } },
  sectionIsGiven: { no: { doc: draft, event: { type: 'sectionHandedBack', at: concern } }, yes: { doc: given, event: { type: 'sectionHandedBack', at: concern } } },
  dropSaysWho: { no: { doc: open, event: { type: 'goalDropped', goal, suggestedBy: '', reason: 'met' } }, yes: { doc: open, event: { type: 'goalDropped', goal, suggestedBy: 'Parent', reason: 'met' } } },
  isCarried: { no: { doc: draft, event: { type: 'carriedConfirmed', at: [concern] } }, yes: { doc: draft, event: { type: 'carriedConfirmed', at: [draft.work?.carried[0] ?? ''] } } },
  isNoChange: { no: { doc: amendment, event: OPEN }, yes: { doc: draft, event: OPEN } },
  isChange: { no: { doc: draft, event: telling }, yes: { doc: correction, event: telling } },
  isAmendment: { no: { doc: correction, event: signing }, yes: { doc: amendment, event: signing } },
  isCorrection: { no: { doc: amendment, event: { type: 'correctionDeclared' } }, yes: { doc: correction, event: { type: 'correctionDeclared' } } },
  exitIsNoFinding: { no: { doc: exitedAs('70'), event: { type: 'correctionDeclared' }, ctx: { actor: SYSTEM_MANAGER } }, yes: { doc: exitedAs('87'), event: { type: 'correctionDeclared' }, ctx: { actor: SYSTEM_MANAGER } } },
  mayChange: { no: { doc: correction, event: { type: 'correctionDeclared' } }, yes: { doc: correction, event: { type: 'correctionDeclared' }, ctx: { actor: SYSTEM_MANAGER } } },
  changesListed: { no: { doc: amendment, event: { type: 'amendmentPrinted', copy: copyOf(amendment, 1) } }, yes: { doc: listed, event: { type: 'amendmentPrinted', copy: copyOf(listed, 1) } } },
  districtSigned: { no: { doc: listed, event: { ...signing, districtTitle: '' } }, yes: { doc: listed, event: signing } },
  toldSaid: { no: { doc: listed, event: { ...telling, names: [''] } }, yes: { doc: listed, event: telling } },
  notSignedYet: { no: { doc: { ...listed, consentStatus: 'agreedAll' }, event: { type: 'changeWithdrawn', reason: 'x' } }, yes: { doc: correction, event: { type: 'changeWithdrawn', reason: 'x' } } },
  answerIsOwn: { no: { doc: { ...correction, documentStatus: 'reconciled' }, event: takingBack, ctx: { actor: SYSTEM_MANAGER } }, yes: { doc: answered, event: takingBack } },
  takeBackReason: { no: { doc: answered, event: { ...takingBack, reason: ' ' } }, yes: { doc: answered, event: takingBack } },
  withdrawReason: { no: { doc: listed, event: { type: 'changeWithdrawn', reason: ' ' } }, yes: { doc: listed, event: { type: 'changeWithdrawn', reason: 'The parent wants a meeting.' } } },
  copyNamesNow: { no: { doc: open, event: { type: 'parentCopyPrinted', copy: { ...copyOf(open, 1), sheets: 0 }, end: '15:20' } }, yes: { doc: open, event: printing(open) } },
  copyExists: { no: { doc: open, event: { type: 'parentCopyHanded', to: 'Dana', at: TODAY, method: 'by hand' } }, yes: { doc: printed, event: { type: 'parentCopyHanded', to: 'Dana', at: TODAY, method: 'by hand' } } },
  handedToSomebody: { no: { doc: printed, event: { type: 'parentCopyHanded', to: '', at: TODAY, method: 'by hand' } }, yes: { doc: printed, event: { type: 'parentCopyHanded', to: 'Dana', at: TODAY, method: 'by hand' } } },
  sameDay: { no: { doc: printed, event: { type: 'reopenedSameDay', reason: 'x' }, ctx: { today: '2027-09-30' } }, yes: { doc: printed, event: { type: 'reopenedSameDay', reason: 'x' } } },
  tableReason: { no: { doc: open, event: { type: 'tabled', kind: 'other', reason: '', reconvene: '2027-10-06', end: '15:00' } }, yes: { doc: open, event: { type: 'tabled', kind: 'other', reason: 'The parent did not come.', reconvene: '2027-10-06', end: '15:00' } } },
  reconvenePlanned: { no: { doc: open, event: { type: 'tabled', kind: 'other', reason: 'x', reconvene: TODAY, end: '15:00' } }, yes: { doc: open, event: { type: 'tabled', kind: 'other', reason: 'x', reconvene: '2027-10-06', end: '15:00' } } },
  mayLogContact: { no: { doc: draft, event: CONTACT, ctx: { actor: STRANGER } }, yes: { doc: draft, event: CONTACT, ctx: { actor: SPEECH } } },
  contactSaid: { no: { doc: draft, event: { ...CONTACT, result: ' ' } as FlowEvent }, yes: { doc: draft, event: CONTACT } },
  parentTried: { no: { doc: open, event: NO_SHOW }, yes: { doc: tried, event: NO_SHOW } },
  nothingDecided: { no: { doc: marked, event: NO_SHOW }, yes: { doc: open, event: NO_SHOW } },
  dayAgreedAgain: { no: { doc: missed, event: AGAIN }, yes: { doc: told, event: AGAIN } },
  sheetInCopy: { no: { doc: printed, event: { type: 'sheetAnswered', answer: { page: 'amendment', answer: 'asPrinted', reason: '' } } }, yes: { doc: printed, event: { type: 'sheetAnswered', answer: { page: 'goals', answer: 'asPrinted', reason: '' } } } },
  sheetFits: { no: { doc: printed, event: { type: 'sheetAnswered', answer: { page: 'presentLevels', answer: 'asPrinted', reason: '' } }, ctx: { differences: [concern] } }, yes: { doc: printed, event: { type: 'sheetAnswered', answer: { page: 'presentLevels', answer: 'changedByHand', reason: '' } }, ctx: { differences: [concern] } } },
  skipSaysWhy: { no: { doc: printed, event: { type: 'sheetAnswered', answer: { page: 'goals', answer: 'skipped', reason: '' } } }, yes: { doc: printed, event: { type: 'sheetAnswered', answer: { page: 'goals', answer: 'skipped', reason: 'sheet lost' } } } },
  isDifference: { no: { doc: printed, event: { type: 'differenceExplained', answer: { at: concern, kind: 'handwriting', writtenBy: 'RA', initials: [], reason: '' } } }, yes: { doc: printed, event: { type: 'differenceExplained', answer: { at: concern, kind: 'handwriting', writtenBy: 'RA', initials: [], reason: '' } }, ctx: { differences: [concern] } } },
  originSaid: { no: { doc: printed, event: { type: 'differenceExplained', answer: { at: concern, kind: 'correction', writtenBy: '', initials: [], reason: '' } } }, yes: { doc: printed, event: { type: 'differenceExplained', answer: { at: concern, kind: 'correction', writtenBy: '', initials: [], reason: 'a typing mistake' } } } },
  sheetsAnswered: { no: { doc: printed, event: { type: 'declaredReconciled', original: 'a', fileCopy: 'b' } }, yes: { doc: { ...printed, parentCopy: { ...copyOf(printed, 1), pages: [] } }, event: { type: 'declaredReconciled', original: 'a', fileCopy: 'b' } } },
  differencesExplained: { no: { doc: printed, event: { type: 'declaredReconciled', original: 'a', fileCopy: 'b' }, ctx: { differences: [concern] } }, yes: { doc: printed, event: { type: 'declaredReconciled', original: 'a', fileCopy: 'b' } } },
  paperPlaced: { no: { doc: printed, event: { type: 'declaredReconciled', original: '', fileCopy: 'b' } }, yes: { doc: printed, event: { type: 'declaredReconciled', original: 'a', fileCopy: 'b' } } },
  signerHasRights: { no: { doc: printed, event: { type: 'agreedAll', signedBy: 'An Aunt', relation: 'aunt', signedOn: TODAY } }, yes: { doc: printed, event: { type: 'agreedAll', signedBy: 'Dana Birchwater', relation: 'mother', signedOn: TODAY } } },
  notFuture: { no: { doc: printed, event: { type: 'agreedAll', signedBy: 'Dana Birchwater', relation: 'mother', signedOn: '2027-10-01' } }, yes: { doc: printed, event: { type: 'agreedAll', signedBy: 'Dana Birchwater', relation: 'mother', signedOn: TODAY } } },
  paperSaid: { no: { doc: { ...printed, parentCopy: { ...copyOf(printed, 1), tookHomeOn: TODAY } }, event: { type: 'agreedAll', signedBy: 'Dana Birchwater', relation: 'mother', signedOn: TODAY } }, yes: { doc: { ...printed, parentCopy: { ...copyOf(printed, 1), tookHomeOn: TODAY } }, event: { type: 'agreedAll', signedBy: 'Dana Birchwater', relation: 'mother', signedOn: TODAY, paper: { signed: 'copy', returnedOn: TODAY } } } },
  refusalFits: { no: { doc: printed, event: { type: 'refused', on: TODAY, scope: 'initialServices', parentWords: '' } }, yes: { doc: printed, event: { type: 'refused', on: TODAY, scope: 'all', parentWords: '' } } },
  noNoticeYet: { no: { doc: invited, event: { type: 'noticePrepared', ...inviting } }, yes: { doc: invited, event: { type: 'noticePrepared', ...inviting }, ctx: { today: '2027-10-13' } } },
  noticeToReplace: { no: { doc: draft, event: moving }, yes: { doc: invited, event: moving } },
  noticeSaysWhen: { no: { doc: draft, event: { type: 'noticePrepared', ...inviting, date: '2027-09-28' } }, yes: { doc: draft, event: { type: 'noticePrepared', ...inviting } } },
  noticeIsLast: { no: { doc: new Walk().must({ type: 'noticePrepared', ...inviting }).must(moving).document, event: sending }, yes: { doc: invited, event: sending } },
  noticeNotSent: { no: { doc: sent, event: sending }, yes: { doc: invited, event: sending } },
  noticeWasSent: { no: { doc: invited, event: replying }, yes: { doc: sent, event: replying } },
  sendingSaid: { no: { doc: invited, event: { ...sending, how: ['pigeon'] } }, yes: { doc: invited, event: sending } },
  replySaid: { no: { doc: sent, event: { ...replying, answer: 'perhaps' } }, yes: { doc: sent, event: replying } },
  rescheduleReason: { no: { doc: sent, event: { ...moving, reason: '' } }, yes: { doc: sent, event: moving } },
  mayTakeNotes: { no: { doc: preparing, event: { type: 'preMeetingNoted', text: 'x' }, ctx: { actor: STRANGER } }, yes: { doc: preparing, event: { type: 'preMeetingNoted', text: 'x' }, ctx: { actor: SPEECH } } },
  preMeetingHeld: { no: { doc: draft, event: { type: 'preMeetingNoted', text: 'x' } }, yes: { doc: preparing, event: { type: 'preMeetingEnded', end: '08:40' } } },
  noPreMeetingHeld: { no: { doc: preparing, event: PREPARING }, yes: { doc: draft, event: PREPARING } },
  preMeetingFilled: { no: { doc: draft, event: { ...PREPARING, participants: [''] } as FlowEvent }, yes: { doc: draft, event: PREPARING } },
  noParentThere: { no: { doc: draft, event: { ...PREPARING, participants: ['dana birchwater '] } as FlowEvent }, yes: { doc: draft, event: PREPARING } },
  preMeetingNotAhead: { no: { doc: draft, event: { ...PREPARING, date: '2027-10-01' } as FlowEvent }, yes: { doc: draft, event: PREPARING } },
  noteSays: { no: { doc: preparing, event: { type: 'preMeetingNoted', text: ' ' } }, yes: { doc: preparing, event: { type: 'preMeetingNoted', text: 'x' } } },
  planIsOffered: { no: { doc: ended, event: { type: 'agreedAll', signedBy: 'Dana Birchwater', relation: 'mother', signedOn: TODAY } }, yes: { doc: printed, event: { type: 'agreedAll', signedBy: 'Dana Birchwater', relation: 'mother', signedOn: TODAY } } },
  foundNotEligible: { no: { doc: withoutExit, event: understanding }, yes: { doc: ended, event: understanding } },
  disagreementSaid: { no: { doc: ended, event: { ...understanding, parentWords: ' ' } }, yes: { doc: ended, event: { ...understanding, parentWords: 'He still needs help with reading.' } } },
  exceptionNamed: { no: { doc: printed, event: { type: 'agreedExcept', signedBy: 'Dana Birchwater', relation: 'mother', signedOn: TODAY, exceptions: [{ page: 'fapeServices', what: '', parentWords: '' }] } }, yes: { doc: printed, event: { type: 'agreedExcept', signedBy: 'Dana Birchwater', relation: 'mother', signedOn: TODAY, exceptions: [{ page: 'fapeServices', what: 'speech', parentWords: '' }] } } },
  returnAgreed: { no: { doc: printed, event: { type: 'tookHome', on: TODAY, returnBy: TODAY, signedPaper: 'original' } }, yes: { doc: printed, event: { type: 'tookHome', on: TODAY, returnBy: '2027-10-06', signedPaper: 'original' } } },
  followUpSaid: { no: { doc: printed, event: { type: 'followedUp', on: TODAY, channel: 'phone', result: '' } }, yes: { doc: printed, event: { type: 'followedUp', on: TODAY, channel: 'phone', result: 'No answer.' } } },
  followUpsLogged: { no: { doc: printed, event: { type: 'noResponse', on: '2027-10-20' } }, yes: { doc: { ...printed, parentCopy: { ...copyOf(printed, 1), followUps: 2, returnBy: '2027-10-06' } }, event: { type: 'noResponse', on: '2027-10-20' } } },
  noCopyGiven: { no: { doc: printed, event: { type: 'abandoned', reason: 'x' } }, yes: { doc: draft, event: { type: 'abandoned', reason: 'x' } } },
  abandonReason: { no: { doc: draft, event: { type: 'abandoned', reason: '' } }, yes: { doc: draft, event: { type: 'abandoned', reason: 'x' } } },
  answerKnown: { no: { doc: printed, event: { type: 'affirmed', iepId: 'x', on: TODAY } }, yes: { doc: { ...printed, consentStatus: 'agreedAll' }, event: { type: 'affirmed', iepId: 'x', on: TODAY } } },
};

/** Where the plain case above meets another guard or another state first: one in which everything else fits. */
const ALONE: Partial<Record<GuardId, Case>> = {
  mayLookAtCarried: { doc: draft, event: { type: 'carriedConfirmed', at: [draft.work?.carried[0] ?? ''] }, ctx: { actor: STRANGER } },
  mayExplain: { doc: printed, event: { type: 'differenceExplained', answer: { at: concern, kind: 'handwriting', writtenBy: 'RA', initials: ['RA'], reason: '' } }, ctx: { actor: SPEECH, differences: [concern] } },
  mayEnterHandwriting: { doc: compared, event: { type: 'declaredReconciled', original: 'a', fileCopy: 'b' }, ctx: { actor: SPEECH } },
  mayAffirm: { doc: { ...printed, documentStatus: 'reconciled', consentStatus: 'agreedAll' }, event: { type: 'affirmed', iepId: 'x', on: TODAY }, ctx: { actor: STRANGER } },
  afterLastSession: { doc: later, event: { ...OPEN, type: 'reconvened' } as FlowEvent },
  pageIsHere: { doc: open, event: { type: 'pageReopened', page: 'meetingNotes', reason: 'a new thought' } },
  isAmendment: { doc: { ...corrected, consentStatus: 'notAsked' }, event: { type: 'amendmentPrinted', copy: copyOf(corrected, 1) } },
  isCorrection: { doc: listed, event: { type: 'correctionDeclared' } },
  mayChange: { doc: corrected, event: { type: 'correctionDeclared' } },
  districtSigned: { doc: toSign, event: { ...signing, districtTitle: '' } },
  copyExists: { doc: { ...printed, parentCopy: null }, event: { type: 'parentCopyHanded', to: 'Dana', at: TODAY, method: 'by hand' } },
  nothingDecided: { doc: new Walk(tried).must({ type: 'itemDiscussed', at: concern }).document, event: NO_SHOW },
  dayAgreedAgain: { doc: missed, event: AGAIN, ctx: { today: '2027-10-06' } },
  originSaid: { doc: printed, event: { type: 'differenceExplained', answer: { at: concern, kind: 'correction', writtenBy: '', initials: [], reason: '' } }, ctx: { differences: [concern] } },
  differencesExplained: { doc: compared, event: { type: 'declaredReconciled', original: 'a', fileCopy: 'b' }, ctx: { differences: [concern] } },
  paperPlaced: { doc: compared, event: { type: 'declaredReconciled', original: '', fileCopy: 'b' } },
  followUpsLogged: { doc: { ...printed, parentCopy: { ...copyOf(printed, 1), followUps: 1, returnBy: '2027-10-06' } }, event: { type: 'noResponse', on: '2027-10-20' }, ctx: { today: '2027-10-20' } },
  noCopyGiven: { doc: { ...missed, parentCopy: copyOf(missed, 1) }, event: { type: 'abandoned', reason: 'moved away' }, ctx: { actor: SYSTEM_MANAGER } },
  abandonReason: { doc: draft, event: { type: 'abandoned', reason: '' }, ctx: { actor: SYSTEM_MANAGER } },
  answerKnown: { doc: { ...printed, documentStatus: 'reconciled' }, event: { type: 'affirmed', iepId: 'x', on: TODAY } },
};

interface Part {
  readonly guard: GuardId;
  readonly what: string;
  readonly reason: RegExp;
  readonly doc: IepDocument;
  readonly event: FlowEvent;
  readonly ctx?: Partial<FlowContext>;
}

const SIGNED: FlowEvent = { type: 'agreedAll', signedBy: 'Dana Birchwater', relation: 'mother', signedOn: TODAY };
const cameHome: IepDocument = { ...printed, parentCopy: { ...copyOf(printed, 1), tookHomeOn: TODAY } };
/** Every sheet answered before the record was looked at again. */
const answeredAs = (answer: 'asPrinted' | 'changedByHand'): IepDocument => ({ ...printed, parentCopy: { ...copyOf(printed, 1), pages: ['presentLevels'] }, work: { ...workOf(printed), sheets: [{ page: 'presentLevels', answer, reason: '' }] } }) as unknown as IepDocument;
const signInSheet = (open.pages.attendance as unknown as readonly { readonly $row: string }[])[0]?.$row ?? '';

/** What else a guard refuses beside its case above: each thing it asks for, missing alone. */
const PARTS: readonly Part[] = [
  { guard: 'sheetFits', what: 'a page "changed by hand" on which nothing differs', reason: /nothing was typed in yet/u, doc: printed, event: { type: 'sheetAnswered', answer: { page: 'presentLevels', answer: 'changedByHand', reason: '' } } },
  { guard: 'sheetFits', what: 'a page "changed by hand" while another page differs', reason: /nothing was typed in yet/u, doc: printed, event: { type: 'sheetAnswered', answer: { page: 'goals', answer: 'changedByHand', reason: '' } }, ctx: { differences: [concern] } },
  { guard: 'sheetsAnswered', what: 'a page that was "as printed" when it was answered and differs now', reason: /differs from the printed page/u, doc: answeredAs('asPrinted'), event: { type: 'declaredReconciled', original: 'a', fileCopy: 'b' }, ctx: { differences: [concern] } },
  { guard: 'sheetsAnswered', what: 'a page that was "changed by hand" when it was answered and does not differ any more', reason: /nothing was typed in yet/u, doc: answeredAs('changedByHand'), event: { type: 'declaredReconciled', original: 'a', fileCopy: 'b' } },
  { guard: 'paperPlaced', what: 'a file copy nobody knows the place of', reason: /file copy/u, doc: compared, event: { type: 'declaredReconciled', original: 'a', fileCopy: ' ' } },
  { guard: 'originSaid', what: 'handwriting without its writer', reason: /who wrote it/u, doc: printed, event: { type: 'differenceExplained', answer: { at: concern, kind: 'handwriting', writtenBy: ' ', initials: ['DB'], reason: '' } }, ctx: { differences: [concern] } },
  { guard: 'copyNamesNow', what: 'a parent copy without a page', reason: /at least one sheet/u, doc: open, event: { type: 'parentCopyPrinted', copy: { ...copyOf(open, 1), pages: [] }, end: '15:20' } },
  { guard: 'sessionFilled', what: 'a session nobody takes the notes of', reason: /takes the notes/u, doc: draft, event: { ...OPEN, noteTaker: '' } as FlowEvent },
  { guard: 'sectionIsHere', what: 'a page that is filled in at the meeting', reason: /nobody prepares it ahead/u, doc: open, event: { type: 'sectionPreparedBy', at: `pages/attendance/@${signInSheet}`, staff: 'st2' } },
  { guard: 'dropSaysWho', what: 'a goal dropped without the reason', reason: /and why/u, doc: open, event: { type: 'goalDropped', goal, suggestedBy: 'Parent', reason: ' ' } },
  { guard: 'reconvenePlanned', what: 'tabling without a day or a plan', reason: /or the plan for it/u, doc: open, event: { type: 'tabled', kind: 'other', reason: 'x', reconvene: ' ', end: '15:00' } },
  { guard: 'contactSaid', what: 'a contact that lies ahead by a minute', reason: /cannot lie ahead/u, doc: draft, event: { ...CONTACT, on: `${TODAY}T14:31` } as FlowEvent },
  { guard: 'contactSaid', what: 'a contact nobody knows the way of', reason: /how the parent was reached/u, doc: draft, event: { ...CONTACT, channel: '' } as FlowEvent },
  { guard: 'noticeSaysWhen', what: 'a notice without the time', reason: /at what time/u, doc: draft, event: { type: 'noticePrepared', ...inviting, time: '' } },
  { guard: 'noticeSaysWhen', what: 'a notice without the place', reason: /and where/u, doc: draft, event: { type: 'noticePrepared', ...inviting, place: ' ' } },
  { guard: 'noticeSaysWhen', what: 'a notice for no day', reason: /on which day/u, doc: draft, event: { type: 'noticePrepared', ...inviting, date: '2027-02-30' } },
  { guard: 'sendingSaid', what: 'a notice sent tomorrow', reason: /not later than today/u, doc: invited, event: { ...sending, on: '2027-09-30' } },
  { guard: 'sendingSaid', what: 'a notice sent in no way', reason: /how the notice went out/u, doc: invited, event: { ...sending, how: [] } },
  { guard: 'replySaid', what: 'an answer given tomorrow', reason: /on which day/u, doc: sent, event: { ...replying, on: '2027-09-30' } },
  { guard: 'preMeetingFilled', what: 'a pre-meeting without its time', reason: /when and where/u, doc: draft, event: { ...PREPARING, start: '' } as FlowEvent },
  { guard: 'preMeetingFilled', what: 'a pre-meeting without its place', reason: /when and where/u, doc: draft, event: { ...PREPARING, place: '' } as FlowEvent },
  { guard: 'changesListed', what: 'a change nobody gave the reason of', reason: /why it is changed/u, doc: { ...listed, pages: { ...listed.pages, amendment: { ...(listed.pages.amendment as JsonObject), reason: ' ' } } }, event: { type: 'amendmentPrinted', copy: copyOf(listed, 1) } },
  { guard: 'districtSigned', what: 'an amendment nobody signed for the district', reason: /signed by the district/u, doc: listed, event: { ...signing, district: '' } },
  { guard: 'districtSigned', what: 'an amendment the district signs tomorrow', reason: /signed by the district/u, doc: listed, event: { ...signing, districtSignedOn: '2027-09-30' } },
  { guard: 'toldSaid', what: 'a team that was told nobody knows how', reason: /and how/u, doc: listed, event: { ...telling, how: '' } },
  { guard: 'toldSaid', what: 'a team that is told tomorrow', reason: /on which day/u, doc: listed, event: { ...telling, on: '2027-09-30' } },
  { guard: 'notFuture', what: 'a signature on no day', reason: /cannot lie ahead/u, doc: printed, event: { ...SIGNED, signedOn: '2027-02-30' } as FlowEvent },
  { guard: 'exceptionNamed', what: 'an exception without its page', reason: /Name the page/u, doc: printed, event: { ...SIGNED, type: 'agreedExcept', exceptions: [{ page: '', what: 'speech', parentWords: '' }] } as FlowEvent },
  { guard: 'exceptionNamed', what: 'a second exception that names nothing', reason: /Name the page/u, doc: printed, event: { ...SIGNED, type: 'agreedExcept', exceptions: [{ page: 'fapeServices', what: 'speech', parentWords: '' }, { page: 'goals', what: ' ', parentWords: '' }] } as FlowEvent },
  { guard: 'returnAgreed', what: 'a copy that comes back on no day', reason: /a later day/u, doc: printed, event: { type: 'tookHome', on: TODAY, returnBy: 'soon', signedPaper: 'original' } },
  { guard: 'followUpSaid', what: 'a follow-up nobody knows the way of', reason: /how the parent was reached/u, doc: printed, event: { type: 'followedUp', on: TODAY, channel: '', result: 'No answer.' } },
  { guard: 'paperSaid', what: 'paper that came back before it was signed', reason: /between the day it was signed and today/u, doc: cameHome, event: { ...SIGNED, paper: { signed: 'copy', returnedOn: '2027-09-28' } } as FlowEvent },
  { guard: 'paperSaid', what: 'paper that comes back tomorrow', reason: /between the day it was signed and today/u, doc: cameHome, event: { ...SIGNED, paper: { signed: 'copy', returnedOn: '2027-09-30' } } as FlowEvent },
  { guard: 'followUpsLogged', what: 'no answer on the agreed day itself', reason: /has not passed yet/u, doc: { ...printed, parentCopy: { ...copyOf(printed, 1), followUps: 2, returnBy: '2027-10-06' } }, event: { type: 'noResponse', on: '2027-10-06' } },
  { guard: 'noCopyGiven', what: 'giving up an IEP whose meeting was completed', reason: /cannot be given up/u, doc: { ...draft, meeting: { ...draft.meeting, sessions: [{ $row: 's1', sessionNo: 1, date: TODAY, outcome: 'completed' }] } } as unknown as IepDocument, event: { type: 'abandoned', reason: 'moved away' } },
];

/** A guard that goes takes its case with it: only this number sees it go. */
const GUARDS_THERE_ARE = 89;

describe('each guard', () => {
  const ids = Object.keys(GUARDS) as GuardId[];

  it('stands in a machine, and the machines name no other', () => {
    const named = new Set([...DOCUMENT_MACHINE, ...CONSENT_MACHINE].flatMap((row) => row.guards));
    expect(ids.length).toBeGreaterThanOrEqual(GUARDS_THERE_ARE);
    expect([...named].toSorted()).toEqual(ids.toSorted());
  });

  it.each(ids)('%s refuses with a reason in words, and lets pass what it may', (id) => {
    const { no, yes } = CASES[id];
    const refused = GUARDS[id](no.doc, no.event, context(no.ctx));
    expect(refused).toMatchObject({ ok: false, guard: id });
    if (!refused.ok) expect(refused.reason).toMatch(/^[A-Z0-9].{15,}/);
    expect(GUARDS[id](yes.doc, yes.event, context(yes.ctx))).toEqual({ ok: true });
  });

  it.each(PARTS.map((part) => [part.guard, part.what, part] as const))('%s also refuses %s', (id, _what, { reason, doc, event, ctx }) => {
    expect(GUARDS[id](doc, event, context(ctx))).toMatchObject({ ok: false, guard: id, reason: expect.stringMatching(reason) as unknown });
  });

  afterEach(() => void vi.restoreAllMocks());

  it.each(ids)('%s alone keeps out what it refuses: taken away, the machines let it through', (id) => {
    const { doc, event, ctx } = ALONE[id] ?? CASES[id].no;
    expect(mayHappen(doc, event, context(ctx))).toMatchObject({ ok: false, guard: id });
    vi.spyOn(GUARDS as Record<GuardId, (typeof GUARDS)[GuardId]>, id).mockReturnValue({ ok: true });
    expect(mayHappen(doc, event, context(ctx))).toEqual({ ok: true });
  });
});

describe('what only a correction says', () => {
  const method = 'pages/amendment/method';
  const choose = (doc: IepDocument, value: string) => mayEdit(doc, [{ op: 'set', at: method, value, was: valueAt(doc, method) }], context());
  const addendum: IepDocument = { ...draft, pages: { ...draft.pages, amendment: { ...(amendment.pages.amendment as JsonObject), method: '' } } };

  it('cannot be chosen on the amendment page of an IEP of its own; what a meeting decides can', () => {
    expect(choose(addendum, 'correction')).toMatchObject({ ok: false, guard: 'notOffered', reason: expect.stringContaining('begun from the Current IEP') as unknown });
    expect(choose(addendum, 'meeting')).toEqual({ ok: true });
  });
});
