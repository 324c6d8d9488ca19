/** What a print needs to know, and what planning it yields; structurally the PaperJob of electron/ports/paper.ts, declared here because shared may not look into electron. */
import type { Address } from '../iep/address.ts';
import type { PageId } from '../iep/definition.ts';
import type { DifferenceAnswer, IepDocument } from '../iep/document.ts';
import type { Json } from '../iep/json.ts';
import type { PaperNode } from './node.ts';

/** A report is a paper of its own about an affirmed IEP (a progress report), and no copy of it; so is the notice after a written revocation of consent. */
export type PaperKind = 'draft' | 'parentCopy' | 'affirmed' | 'imported' | 'glance' | 'cleanCopy' | 'redline' | 'report' | 'revocationNotice';
/** Papers of an IEP that was affirmed: nobody takes a pen to them, because what is written on the signed paper is already in the record. */
const SETTLED: ReadonlySet<PaperKind> = new Set(['affirmed', 'imported', 'cleanCopy']);
/** True for papers that may still be written on. */
export function isForPens(kind: PaperKind): boolean {
  return !SETTLED.has(kind);
}

export type PaperLanguage = 'en' | 'es' | 'both';

/** One place where the record no longer says what the parent took home. */
export interface CopyDifference {
  readonly page: string;
  readonly at: Address;
  readonly kind: 'changed' | 'added' | 'removed' | 'moved';
  /** What happened to a goal as a whole, who suggested it and why; '' elsewhere. */
  readonly said: string;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
  /** Null until somebody has accounted for it. */
  readonly answered: DifferenceAnswer | null;
}

/** The parent copy, and everything in which the record differs from it. */
export interface CopyRedline {
  readonly copy: IepDocument;
  readonly copyCode: string;
  /** District-local `YYYY-MM-DDTHH:MM`. */
  readonly copyPrintedAt: string;
  readonly differences: readonly CopyDifference[];
}

export interface PaperFacts {
  readonly document: IepDocument;
  readonly kind: PaperKind;
  readonly language: PaperLanguage;
  /** District-local `YYYY-MM-DDTHH:MM`. */
  readonly printedAt: string;
  /** Short code that names this print. */
  readonly code: string;
  /** Hex; the first digits are printed. */
  readonly contentHash: string;
  /** ISO date, null before affirm. */
  readonly affirmedOn: string | null;
  /** The IEP this one follows, with row ids; null where none is at hand. What the notes say of changes is held against it, on screen and on paper alike. */
  readonly previous: IepDocument | null;
  /** What a redline lists; no other kind has one. */
  readonly redline?: CopyRedline | undefined;
  /** Page keys to print instead of the packet: a notice, a plan, a report are papers of their own. */
  readonly only?: readonly string[] | undefined;
}

/** One form: it starts on a new sheet, so every sheet belongs to exactly one form. */
export interface PaperSection {
  /** Page key (see shared/iep/page-keys.ts). */
  readonly page: string;
  /** Null on a paper of the library, which is no form of a record. */
  readonly pageId: PageId | null;
  readonly title: string;
  readonly formNo: string;
  /** Its sheets carry DRAFT (decisions.md 14). */
  readonly draft: boolean;
  /** ISO date of the session this form belongs to, when it is not the IEP date. */
  readonly sessionDate: string | null;
  readonly content: readonly PaperNode[];
  /** Its labels are in Spanish, and something the team wrote on it is not: its sheets say so (iep-forms.md 8.6). */
  readonly untranslated: boolean;
}

/** Lines of the header and footer that are the same on every sheet. */
export interface PaperFrame {
  readonly selpa: string;
  readonly student: string;
  readonly birthDate: string;
  /** ISO. */
  readonly iepDate: string;
  /** PARENT COPY, AFFIRMED 10/16/2026… */
  readonly label: string;
  /** What this copy is not, in full, at the top of every sheet; one line each, empty on a copy that needs no such words. */
  readonly banner: readonly string[];
  readonly printed: string;
  readonly hash: string;
  readonly code: string;
  readonly formVersion: string;
  readonly language: PaperLanguage;
  /** Right margin in points: wider on the legal copy, for initials beside handwriting. */
  readonly rightMargin: number;
}

/** Lines of the header and footer of a paper of the document library, which is about no student. */
export interface LibraryFrame {
  /** What the paper belongs to, and its version. */
  readonly library: string;
  readonly version: string;
  readonly printed: string;
  readonly language: PaperLanguage;
  readonly rightMargin: number;
}

export type SheetFrame = PaperFrame | LibraryFrame;

/** A text that must stand on the paper, and where in the document it comes from (a fixed word has the address ''). */
export interface PaperText {
  readonly at: Address;
  readonly text: string;
}

export interface PaperPlan<Frame extends SheetFrame = PaperFrame> {
  readonly definition: {
    readonly title: string;
    readonly lang: 'en-US' | 'es-US';
    /** Kept for ever: written as PDF/A-1b (ISO 19005-1). */
    readonly archival: boolean;
    readonly frame: Frame;
    readonly sections: readonly PaperSection[];
  };
  readonly texts: readonly PaperText[];
  readonly pages: readonly string[];
}
