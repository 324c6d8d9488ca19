/**
 * The named commands that move a document and the parent's consent from state to state (iep-forms.md 6.1 to 6.3). They are the second
 * kind of journal entry: only main appends them, after the guards in this folder said yes (decisions.md 3 and 4).
 */
import type { Address, RowId } from '../iep/address.ts';
import type { DifferenceAnswer, ParentCopy, Role, SheetAnswer } from '../iep/document.ts';
import type { JsonObject } from '../iep/json.ts';
import type { DistrictRights } from './roles.ts';
import type { Stood } from './taken-back.ts';

/** Why a session is tabled. Without the parent nothing is decided (iep-forms.md 6.5; decisions.md 15). */
export const TABLE_KINDS = ['parentNoShow', 'outOfTime', 'noConsensus', 'moreInformation', 'other'] as const;
export type TableKind = (typeof TABLE_KINDS)[number];

/** Which paper the parent signed, the original at school or the copy taken home, and the day it was back at school (handbook, "Can the parents take the IEP home"). */
export interface SignedPaper {
  readonly signed: 'original' | 'copy';
  readonly returnedOn: string;
}

export type FlowEvent =
  /** D4: the session opens; dates are district-local. */
  | { readonly type: 'openMeeting'; readonly date: string; readonly start: string; readonly place: string; readonly noteTaker: string }
  /** The notice of meeting (iep-forms.md 6.11); `notice` is the row of one. */
  | { readonly type: 'noticePrepared'; readonly date: string; readonly time: string; readonly place: string; readonly remote: string }
  | { readonly type: 'noticeSent'; readonly notice: RowId; readonly on: string; readonly how: readonly string[] }
  | { readonly type: 'noticeAnswered'; readonly notice: RowId; readonly on: string; readonly answer: string; readonly comment: string }
  /** Another day: a new notice, the one before stays. */
  | { readonly type: 'noticeRescheduled'; readonly date: string; readonly time: string; readonly place: string; readonly remote: string; readonly reason: string }
  /** School people prepare without the parent; nothing is decided (handbook). */
  | { readonly type: 'preMeetingOpened'; readonly date: string; readonly start: string; readonly place: string; readonly participants: readonly string[] }
  | { readonly type: 'preMeetingNoted'; readonly text: string }
  | { readonly type: 'preMeetingEnded'; readonly end: string }
  /** D6: the team has discussed this page; the DRAFT mark goes. */
  | { readonly type: 'pageDiscussed'; readonly page: string }
  | { readonly type: 'pageReopened'; readonly page: string; readonly reason: string }
  | { readonly type: 'goalDiscussed'; readonly goal: RowId }
  /** A goal marked discussed or dropped is open again. */
  | { readonly type: 'goalReopened'; readonly goal: RowId }
  | { readonly type: 'goalDropped'; readonly goal: RowId; readonly suggestedBy: string; readonly reason: string }
  /** A field or a row was discussed (handbook: where something was discussed, a comment belongs); goals have their own mark. */
  | { readonly type: 'itemDiscussed'; readonly at: Address }
  | { readonly type: 'itemReopened'; readonly at: Address }
  /** A page, row or field is prepared by somebody of this student's staff, who then writes there (handbook: draft pages by providers). */
  | { readonly type: 'sectionPreparedBy'; readonly at: Address; readonly staff: string }
  | { readonly type: 'sectionHandedBack'; readonly at: Address }
  /** Carried-over text looked at and kept. */
  | { readonly type: 'carriedConfirmed'; readonly at: readonly Address[] }
  /** D9: the parent copy was made and stored; freezes the position the redline starts from. */
  | { readonly type: 'parentCopyPrinted'; readonly copy: ParentCopy & JsonObject; readonly end: string }
  | { readonly type: 'parentCopyHanded'; readonly to: string; readonly at: string; readonly method: string }
  /** D10 */
  | { readonly type: 'reopenedSameDay'; readonly reason: string }
  /** D7, D8 */
  | { readonly type: 'tabled'; readonly kind: TableKind; readonly reason: string; readonly reconvene: string; readonly end: string }
  | { readonly type: 'reconvened'; readonly date: string; readonly start: string; readonly place: string; readonly noteTaker: string }
  /** An attempt to reach the parent, or what was agreed with them, by whoever of the school made it; `on` is a district-local date-time. */
  | { readonly type: 'contactLogged'; readonly on: string; readonly channel: string; readonly result: string }
  /** D11: how each printed sheet compares with the paper. */
  | { readonly type: 'sheetAnswered'; readonly answer: SheetAnswer & JsonObject }
  | { readonly type: 'differenceExplained'; readonly answer: DifferenceAnswer & JsonObject }
  /** D12: all handwriting entered; where the signed paper is. */
  | { readonly type: 'declaredReconciled'; readonly original: string; readonly fileCopy: string }
  /** Consent (6.3) */
  | { readonly type: 'agreedAll'; readonly signedBy: string; readonly relation: string; readonly signedOn: string; readonly paper?: SignedPaper | undefined }
  | { readonly type: 'agreedExcept'; readonly signedBy: string; readonly relation: string; readonly signedOn: string; readonly paper?: SignedPaper | undefined; readonly exceptions: readonly { readonly page: string; readonly what: string; readonly parentWords: string }[] }
  /** The parent signs to say that they understand the finding: not eligible, or no longer. It is no consent to a plan; `parentWords` is there where they do not agree with it. */
  | { readonly type: 'notEligibleUnderstood'; readonly signedBy: string; readonly relation: string; readonly signedOn: string; readonly paper?: SignedPaper | undefined; readonly parentWords?: string | undefined }
  | { readonly type: 'refused'; readonly on: string; readonly scope: 'all' | 'initialServices'; readonly parentWords: string }
  | { readonly type: 'tookHome'; readonly on: string; readonly returnBy: string; readonly signedPaper: 'original' | 'copy' }
  | { readonly type: 'followedUp'; readonly on: string; readonly channel: string; readonly result: string }
  | { readonly type: 'noResponse'; readonly on: string }
  /** The answer was recorded by mistake, and nothing of it is affirmed: the parent is asked as before. `stood` is what it wrote over (taken-back.ts). */
  | { readonly type: 'answerTakenBack'; readonly reason: string; readonly stood: readonly Stood[] }
  /** D15 */
  | { readonly type: 'abandoned'; readonly reason: string }
  /** An amendment without a meeting (iep-forms.md 6.12): the sheet for signatures was made and stored; the redline starts here. */
  | { readonly type: 'amendmentPrinted'; readonly copy: ParentCopy & JsonObject }
  /** Parent and district have signed that no meeting is needed and what changes. */
  | { readonly type: 'amendmentSigned'; readonly signedBy: string; readonly relation: string; readonly signedOn: string; readonly district: string; readonly districtTitle: string; readonly districtSignedOn: string }
  /** Who carries the IEP out was told of the change (34 CFR 300.324(a)(4)(ii)). */
  | { readonly type: 'teamTold'; readonly names: readonly string[]; readonly on: string; readonly how: string }
  /** The change is not made: the parent wants a meeting, or it was a mistake. */
  | { readonly type: 'changeWithdrawn'; readonly reason: string }
  /** Every change of a correction is listed with its reason: nothing agreed is touched, so there is no paper to wait for. */
  | { readonly type: 'correctionDeclared' }
  /** D13: appended by the affirm service only, once the package is on disk. */
  | { readonly type: 'affirmed'; readonly iepId: string; readonly on: string };

/** The event of one type. */
export type EventOf<T extends FlowEvent['type']> = Extract<FlowEvent, { readonly type: T }>;

export type FlowEventType = FlowEvent['type'];

/** What a page may ask for: of an answer to take back it says why, and main says what stood before it. */
export type FlowCommand = Exclude<FlowEvent, { readonly type: 'answerTakenBack' }> | Omit<Extract<FlowEvent, { readonly type: 'answerTakenBack' }>, 'stood'>;

/** The unlocked user, as main knows them. */
export interface Actor {
  readonly staffId: string;
  readonly name: string;
  readonly role: Role;
  /** Provider area of this person (staff.area), e.g. "communication". */
  readonly area: string;
}

/** Somebody who attempts something, and the optional rights their district has given. */
export interface Who {
  readonly actor: Actor;
  readonly district: DistrictRights;
}

/** What a guard may know beside the document: who asks, main's clock in the district's zone, and what differs from the parent copy. */
export interface FlowContext extends Who {
  /** District-local date YYYY-MM-DD and time HH:MM. */
  readonly today: string;
  readonly time: string;
  /** Differences between the parent copy and now, computed by journal/diff (empty before a copy exists). */
  readonly differences: readonly Address[];
}

/** A guard's answer; a refusal always has a reason in the case manager's words and a stable id for tests. */
export type Verdict = { readonly ok: true } | { readonly ok: false; readonly guard: string; readonly reason: string };
