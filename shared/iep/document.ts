/**
 * The IEP document: the exchange JSON of `sample-iep.json`, plus a row id in every row and a `work` part that holds what a draft
 * knows beyond the form (decisions.md 3). Fields of pages stay JSON and are read through addresses and definitions, never by ad-hoc types.
 */
import type { Address, Row, RowId } from './address.ts';
import type { PageId } from './definition.ts';
import type { Json, JsonObject } from './json.ts';

export const SCHEMA_VERSION = 1;

export type DocumentStatus = 'draft' | 'inMeeting' | 'tabled' | 'closed' | 'reconciled' | 'current' | 'history' | 'abandoned';
export type ConsentStatus = 'notAsked' | 'awaiting' | 'agreedAll' | 'agreedPart' | 'refused' | 'notEligibleAck' | 'noResponse';
export type PageState = 'empty' | 'draft' | 'discussed' | 'final';

export type Role = 'caseManager' | 'relatedServiceProvider' | 'districtSystemManager' | 'selpaSystemManager' | 'selpaAdministrator';

/** Somebody on the student's staff list; roles beyond `Role` (teacher, administrator) take part but hold no rights here. */
export interface Staff {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly role: string;
  readonly area: string;
}

export interface Session {
  readonly sessionNo: number;
  readonly date: string;
  readonly start: string;
  readonly end: string;
  readonly [more: string]: Json;
}

/** What is known of the copy the parent took home; extends the exchange field `parentCopy`. */
export interface ParentCopy {
  readonly copyId: string;
  /** Short code printed on every sheet. */
  readonly code: string;
  readonly label: string;
  /** District local date-time `YYYY-MM-DDTHH:MM`. */
  readonly printedAt: string;
  readonly sheets: number;
  /** Identical sets that were printed; one when it is not said. */
  readonly sets?: number;
  /** SHA-256 hex of canonical JSON + template version (decisions.md 6). */
  readonly contentHash: string;
  readonly pdfSha256: string;
  /** Number of journal entries the copy was printed from; the redline starts here. */
  readonly position: number;
  /** The pages that were in it. */
  readonly pages: readonly string[];
  readonly handedTo?: string;
  readonly handedAt?: string;
  readonly [more: string]: Json | undefined;
}

/** The case manager's answer for one printed page when the handwriting is entered. */
export interface SheetAnswer {
  readonly page: string;
  readonly answer: 'asPrinted' | 'changedByHand' | 'skipped';
  readonly reason: string;
}

/** How one difference between the parent copy and the present record came about. */
export interface DifferenceAnswer {
  readonly at: Address;
  readonly kind: 'handwriting' | 'correction';
  readonly writtenBy: string;
  readonly initials: readonly string[];
  readonly reason: string;
}

/** Who marked a place discussed (staff id), and the instant by main's clock. */
export interface Mark {
  readonly by: string;
  readonly at: string;
}

/** Who prepares a section before the meeting (staff id), who said so, and the instant by main's clock. */
export interface Preparer extends Mark {
  readonly staff: string;
}

/** A record that changes the affirmed one it is linked to: agreed between two meetings, or the correction of a data error nobody needs to agree to. */
export type ChangeKind = 'amendment' | 'correction';

/** A meeting of school people who prepare without the parent; it decides nothing and is no session of the IEP. */
export interface PreMeeting {
  readonly date: string;
  readonly start: string;
  /** '' while it is held. */
  readonly end: string;
  readonly place: string;
  readonly participants: readonly string[];
  /** Preparation notes: who wrote a line (staff id), and the instant by main's clock. */
  readonly notes: readonly (Mark & { readonly text: string })[];
}

/** Knowledge of a draft beyond the form; part of the document so that one fold yields everything. */
export interface Work {
  /** Pages (page keys, see pages.ts) that had content before the session opened: they carry DRAFT until discussed. */
  readonly prepared: readonly string[];
  /** Addresses carried over from last year and neither touched nor confirmed yet. */
  readonly carried: readonly Address[];
  /** Goals (row ids) discussed or dropped, with who suggested it. */
  readonly goals: { readonly [row: RowId]: { readonly state: 'draft' | 'discussed' | 'dropped'; readonly by: string; readonly reason: string } };
  /** Places the team has discussed (roots of pages, rows, fields), with who marked them and when. */
  readonly discussed: { readonly [at: Address]: Mark };
  /** Sections (roots of pages, rows, fields) and who prepares them: that person writes there whatever the own area is. */
  readonly preparedBy: { readonly [at: Address]: Preparer };
  /** Goals that were there when a session opened. */
  readonly goalsAtOpening: readonly RowId[];
  /** Goals first written while a session was open: the form asks who suggested them. */
  readonly goalsAdded: readonly RowId[];
  /** Last year's goals with their progress, as the Current IEP has them; rows keep their ids, so a goal finds its own. */
  readonly prior: readonly Row[];
  /** Where the signed original and the file copy are. */
  readonly paper: { readonly original: string; readonly fileCopy: string } | null;
  readonly sheets: readonly SheetAnswer[];
  readonly differences: readonly DifferenceAnswer[];
  /** Session number that is open now, or null. */
  readonly openSession: number | null;
  /** Parent copies printed earlier and replaced by a later print. */
  readonly superseded: readonly ParentCopy[];
  readonly preMeetings?: readonly PreMeeting[];
  /** In the first Future IEP of a student: facts of page 1 (addresses) that somebody else than whoever added the student has written. */
  readonly factsOfOthers?: readonly Address[];
  /** In a record that changes an affirmed IEP: the pages as that one has them; the list of changes follows from the two. */
  readonly changes?: { readonly kind: ChangeKind; readonly pages: JsonObject };
}

export interface IepDocument extends JsonObject {
  readonly schemaVersion: number;
  readonly documentId: string;
  readonly documentStatus: DocumentStatus;
  readonly consentStatus: ConsentStatus;
  readonly previousDocumentId: string | null;
  readonly continuationOf: string | null;
  /** The affirmed IEP this one amends without a meeting, or corrects; absent in files that know no such link. */
  readonly amendmentOf?: string | null;
  readonly correctionOf?: string | null;
  readonly formLanguage: string;
  readonly agency: JsonObject;
  readonly staff: readonly (JsonObject & Staff)[];
  readonly meeting: JsonObject;
  readonly pages: { readonly [page in PageId]?: Json };
  readonly work?: Json & Work;
}
