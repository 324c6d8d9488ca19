/** Promise: open drafts as journals on disk, and words the journal does not hold, kept sealed elsewhere. */
import type { HalfWritten } from '../../shared/bridge/session.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import type { JournalEntry, Step } from '../../shared/journal/edit.ts';
import type { Result } from '../../shared/words/failures.ts';

/** An open draft as it stands: the fold of its base and every entry, and the newest entries. Main holds no more of it, however long the meeting lasts. */
export interface OpenDraft {
  readonly draftId: string;
  readonly studentId: string;
  /** Revision of a draft = number of its entries. */
  readonly rev: number;
  /** The last of them is entry `rev`; at least as many as one append may hold, where there are so many. */
  readonly recent: readonly JournalEntry[];
  readonly document: IepDocument;
  readonly savedAt: string;
}

/** A draft with the base it started from and all its entries, read from the disk for whoever needs what was long ago. */
export interface WholeDraft extends OpenDraft {
  readonly base: IepDocument;
  readonly entries: readonly JournalEntry[];
}

/** Drafts as journals on disk (decisions.md 1). `append` resolves only when the bytes are flushed. */
export interface Drafts {
  readonly create: (studentId: string, base: IepDocument) => Promise<Result<string>>;
  readonly open: (draftId: string) => Promise<Result<OpenDraft>>;
  /** Reads the whole journal afresh. */
  readonly load: (draftId: string) => Promise<Result<WholeDraft>>;
  /** Appends at `parent` revision; entries get seq parent+1… Fails with staleDraft when the journal is longer and the entries are not the same steps again. */
  readonly append: (draftId: string, parent: number, entries: readonly JournalEntry[], document: IepDocument) => Promise<Result<{ readonly rev: number; readonly savedAt: string }>>;
  readonly list: () => Promise<readonly { readonly draftId: string; readonly studentId: string; readonly damaged: boolean }[]>;
  /** Marks the draft finished (affirmed or abandoned): it is kept, no longer open. */
  readonly close: (draftId: string) => Promise<Result<null>>;
  readonly saveCopy: (draftId: string, copyId: string, pdf: Uint8Array) => Promise<Result<null>>;
  readonly readCopy: (copyId: string) => Promise<Result<{ readonly studentId: string; readonly pdf: Uint8Array }>>;
}

/** Words the disk has no room for, sealed in a folder outside the vault, one file per draft. */
export interface KeptWords {
  /** Replaces what is kept of this draft in the folder; resolves when it is flushed there. */
  readonly keep: (folder: string, draftId: string, parent: number, steps: readonly Step[]) => Promise<Result<null>>;
  /** Null when the folder holds nothing of this draft. */
  readonly read: (folder: string, draftId: string) => Promise<Result<{ readonly parent: number; readonly steps: readonly Step[] } | null>>;
  readonly drop: (folder: string, draftId: string) => Promise<Result<null>>;
}

/** What stood in dialogs when the records were locked, until somebody has taken it over. */
export interface HalfWrittenWords {
  readonly read: () => Promise<Result<HalfWritten[]>>;
  /** Takes the place of what was kept; resolves when it is flushed. */
  readonly keep: (dialogs: readonly HalfWritten[]) => Promise<Result<null>>;
}
