/** What each event writes into the document. Guards have been asked before; the same event and stamp always give the same document. */
import type { Row } from '../iep/address.ts';
import type { IepDocument } from '../iep/document.ts';
import type { Stamp } from '../journal/edit.ts';
import { SHEET } from './change.ts';
import { statesAfter } from './decide.ts';
import { preMeetingsOf } from './pre-meeting.ts';
import { JOURNAL_NAME } from './machines.ts';
import type { EventOf, FlowEvent } from './events.ts';
import { withoutAnswer } from './taken-back.ts';
import { rowsAt, workOf } from './read.ts';
import { onNotice, onPreMeeting, withNotice } from './effects/notices.ts';
import { append, eventRow, withExtras, withWork } from './effects/writing.ts';
import { fixMeetingDate, openSession, reopenedSameDay, tabledSession } from './effects/sessions.ts';
import { discussedPage, markPrepared, marked, setPageState, withoutMarks } from './effects/page-states.ts';
import { reopenedGoals, withGoal } from './effects/goals.ts';
import { amendmentPrinted, printed, withCopy } from './effects/copies.ts';
import { agreedAll, agreedExcept, amendmentSigned, contact, followedUp, notEligibleUnderstood, onConsentSheet, refused, tookHome } from './effects/answers.ts';
import { tabledNotes } from './effects/notes.ts';
import { affirmed } from './effects/affirmed.ts';

type Effects = { readonly [T in FlowEvent['type']]: (doc: IepDocument, event: EventOf<T>, stamp: Stamp) => IepDocument };

/** The step itself is all there is to know of it: its line in the journal says so. */
function unchanged(doc: IepDocument): IepDocument {
  return doc;
}

/** What each event makes of the document: one entry each, so that this is the list of them. */
const EFFECTS: Effects = {
  // Before the meeting
  noticePrepared: withNotice,
  noticeRescheduled: withNotice,
  noticeSent: (doc, { notice, on, how }, { by }) => onNotice(doc, notice, { noticeDate: on, sentBy: by, sentHow: how }),
  noticeAnswered: (doc, { notice, on, answer, comment }) => onNotice(doc, notice, { parentReply: { date: on, answer, bringing: '', interpreter: false, record: false, comment } }),
  preMeetingOpened: (doc, { date, start, place, participants }) => withWork(doc, { preMeetings: [...preMeetingsOf(doc), { date, start, end: '', place, participants, notes: [] }] }),
  preMeetingNoted: (doc, { text }, { by, at }) => onPreMeeting(doc, (held) => ({ ...held, notes: [...held.notes, { by, at, text }] })),
  preMeetingEnded: (doc, { end }) => onPreMeeting(doc, (held) => ({ ...held, end })),
  sectionPreparedBy: (doc, { at, staff }, { by, at: when }) => withWork(doc, { preparedBy: { ...workOf(doc).preparedBy, [at]: { staff, by, at: when } } }),
  sectionHandedBack: (doc, { at }) => withWork(doc, { preparedBy: Object.fromEntries(Object.entries(workOf(doc).preparedBy).filter(([section]) => section !== at)) }),
  carriedConfirmed: (doc, { at }) => withWork(doc, { carried: workOf(doc).carried.filter((address) => !at.includes(address)) }),

  // The sessions, and what the team discusses in them
  openMeeting: (doc, event, stamp) => openSession(fixMeetingDate(markPrepared(doc), event.date), event, stamp),
  reconvened: (doc, event, stamp) => openSession(markPrepared(doc), event, stamp),
  tabled: (doc, event) => tabledNotes(tabledSession(doc, event), event),
  reopenedSameDay,
  pageDiscussed: (doc, { page }, stamp) => discussedPage(doc, page, stamp),
  pageReopened: (doc, { page }) => setPageState(doc, page, 'draft'),
  goalDiscussed: (doc, { goal }, stamp) => withGoal(doc, goal, 'discussed', stamp.by, '', stamp),
  goalDropped: (doc, { goal, suggestedBy, reason }, stamp) => withGoal(doc, goal, 'dropped', suggestedBy, reason, stamp),
  goalReopened: (doc, { goal }) => reopenedGoals(doc, [goal]),
  itemDiscussed: (doc, { at }, stamp) => marked(doc, at, stamp),
  itemReopened: (doc, { at }) => withoutMarks(doc, (place) => place === at),

  // The paper that goes home and what comes back on it
  parentCopyPrinted: (doc, { copy, end }) => printed(doc, copy, end),
  parentCopyHanded: (doc, { to, at, method }) => onConsentSheet(withCopy(doc, { handedTo: to, handedAt: at }), { iepCopyGiven: { answer: 'Y', date: at.slice(0, 10), method } }),
  sheetAnswered: (doc, { answer }) => withWork(doc, { sheets: [...workOf(doc).sheets.filter(({ page }) => page !== answer.page), answer] }),
  differenceExplained: (doc, { answer }) => withWork(doc, { differences: [...workOf(doc).differences.filter(({ at }) => at !== answer.at), answer] }),
  declaredReconciled: (doc, { original, fileCopy }) => withWork(doc, { paper: { original, fileCopy } }),

  // The parent's answer
  contactLogged: (doc, { on, channel, result }, stamp) => contact(doc, stamp, on, channel, result),
  agreedAll,
  agreedExcept,
  notEligibleUnderstood,
  refused,
  tookHome,
  followedUp,
  noResponse: (doc) => withExtras(doc, { signature: 'absent' }),
  answerTakenBack: (doc, { stood }) => withoutAnswer(doc, stood),

  // A record that changes an affirmed IEP
  amendmentPrinted: (doc, { copy }) => amendmentPrinted(doc, copy),
  amendmentSigned,
  teamTold: (doc, { names, on, how }, stamp) => names.reduce((here, name, n) => append(here, `${SHEET}/teamInformed`, { $row: eventRow(stamp, 1 + n), name, date: on, how }), doc),
  changeWithdrawn: unchanged,
  correctionDeclared: unchanged,

  // The end of the job
  affirmed,
  abandoned: unchanged,
};

function effect(doc: IepDocument, event: FlowEvent, stamp: Stamp): IepDocument {
  // The compiler does not follow that an event fits the entry of its own type.
  const write = EFFECTS[event.type] as (doc: IepDocument, event: FlowEvent, stamp: Stamp) => IepDocument;
  return write(doc, event, stamp);
}

/** Events whose `at` is a place, not a moment. */
const ITEM_EVENTS: ReadonlySet<FlowEvent['type']> = new Set<FlowEvent['type']>(['itemDiscussed', 'itemReopened', 'sectionPreparedBy', 'sectionHandedBack']);

/** The line of an event in the document's own journal; an event that moves only the parent's answer speaks of that. */
function journalLine(doc: IepDocument, event: FlowEvent, stamp: Stamp, states: ReturnType<typeof statesAfter>): Row {
  const ofConsent = states.consent !== doc.consentStatus && states.document === doc.documentStatus;
  const from = ofConsent ? doc.consentStatus : doc.documentStatus;
  const to = ofConsent ? states.consent : states.document;
  return {
    $row: `j${stamp.seq}`, at: stamp.at, by: stamp.by, from, event: JOURNAL_NAME[event.type], to,
    ...('page' in event ? { page: event.page } : {}), ...('goal' in event ? { goal: event.goal } : {}), ...('at' in event && ITEM_EVENTS.has(event.type) ? { place: event.at } : {}), ...('reason' in event ? { reason: event.reason } : {}),
  };
}

/** The document after the event: its effect, its states, and its line in the document's own journal. */
export function applyEvent(doc: IepDocument, event: FlowEvent, stamp: Stamp): IepDocument {
  const states = statesAfter(doc, event);
  const line = journalLine(doc, event, stamp, states);
  return { ...effect(doc, event, stamp), documentStatus: states.document, consentStatus: states.consent, journal: [...rowsAt(doc, 'journal'), line] };
}
