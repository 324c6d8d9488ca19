/**
 * The pre-meeting without the parent: school people prepare, and decide nothing (handbook, "pre-meeting": no predetermination; 34 CFR 300.501(b)(3)).
 * It is no session of the IEP. Its notes stay with the draft, beside the pages: no copy, package or later IEP holds them.
 */
import { isWithin, type Address } from '../iep/address.ts';
import type { IepDocument, PreMeeting } from '../iep/document.ts';
import type { FlowEventType } from './events.ts';
import { rowsAt, textAt, workOf } from './read.ts';

export function preMeetingsOf(doc: IepDocument): readonly PreMeeting[] {
  return workOf(doc).preMeetings ?? [];
}

/** The one that is held now, or null. */
export function openPreMeeting(doc: IepDocument): PreMeeting | null {
  return preMeetingsOf(doc).find(({ end }) => end === '') ?? null;
}

/** The document without what was said while it was prepared: what leaves this computer. */
export function withoutPreparation(doc: IepDocument): IepDocument {
  if (doc.work === undefined || preMeetingsOf(doc).length === 0) return doc;
  const { preMeetings: _kept, ...work } = workOf(doc);
  return { ...doc, work } as unknown as IepDocument;
}

const DISCUSSED = 'This is a pre-meeting without the parent: pages, goals and fields are discussed at the meeting, with the parent there.';
const ASKED = 'This is a pre-meeting without the parent: the parent is asked at the meeting, after the offer was made there.';
const SESSION = 'End the pre-meeting first: the meeting is a session of its own, with the parent.';

const REFUSED: Partial<Readonly<Record<FlowEventType, string>>> = {
  pageDiscussed: DISCUSSED, goalDiscussed: DISCUSSED, goalDropped: DISCUSSED, itemDiscussed: DISCUSSED,
  agreedAll: ASKED, agreedExcept: ASKED, notEligibleUnderstood: ASKED, refused: ASKED, tookHome: ASKED, noResponse: ASKED,
  openMeeting: SESSION, reconvened: SESSION,
  parentCopyPrinted: 'This is a pre-meeting without the parent: nothing was decided, so there is no parent copy to print.',
};

/** Why this step cannot be taken during the pre-meeting that is held now; null when it can be, or none is held. */
export function preMeetingRefusal(doc: IepDocument, event: FlowEventType): string | null {
  return openPreMeeting(doc) === null ? null : (REFUSED[event] ?? null);
}

const NOT_WRITTEN: readonly { readonly at: Address; readonly reason: string }[] = [
  { at: 'pages/structuredNotes/options', reason: 'This is a pre-meeting without the parent: options are considered and chosen at the meeting.' },
  { at: 'pages/structuredNotes/offerSummary', reason: 'This is a pre-meeting without the parent: the offer is made at the meeting.' },
  { at: 'pages/structuredNotes', reason: "This is a pre-meeting without the parent: what is said here goes into the preparation notes, not into the meeting's." },
  { at: 'pages/meetingNotes', reason: "This is a pre-meeting without the parent: what is said here goes into the preparation notes, not into the meeting's." },
  { at: 'pages/consent', reason: ASKED },
];

/** Why nobody writes at this place while a pre-meeting is held; null elsewhere. */
export function preMeetingEditRefusal(doc: IepDocument, at: Address): string | null {
  return openPreMeeting(doc) === null ? null : (NOT_WRITTEN.find((place) => isWithin(at, place.at))?.reason ?? null);
}

/** Names of the parents: with one of them there it is a meeting. */
export function parentNames(doc: IepDocument): readonly string[] {
  return rowsAt(doc, 'pages/infoEligibility/parents').map((parent) => textAt(parent, 'name').trim().toLowerCase());
}
