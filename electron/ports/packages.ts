/** Promise: affirmed IEPs, written once and never changed, with what came later beside them, and the facts of them that lists and the outbox read. */
import type { RecordSummary } from '../../shared/bridge/summaries.ts';
import type { DueFacts } from '../../shared/check/due-facts.ts';
import type { IepPackage, Receipt, LateReceipt } from '../../shared/district-api/contract.ts';
import type { LateEntry, LateKind } from '../../shared/flow/late.ts';
import type { Revoked } from '../../shared/iep/revoked.ts';
import type { RoundBeingWritten } from '../../shared/flow/progress.ts';
import type { LateTranslation } from '../../shared/iep/translations.ts';
import type { Result } from '../../shared/words/failures.ts';

/** What came to an affirmed IEP since, as it is kept beside the package. */
export type KeptLate = LateEntry & {
  /** From 1, in the order they came to this computer. */
  readonly number: number;
  readonly receipt: LateReceipt | null;
};

export interface StoredPackage {
  readonly studentId: string;
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly package: IepPackage;
  readonly receipt: Receipt | null;
  /** What came to it after affirming: in the district's order, then what it does not hold yet. */
  readonly late: readonly KeptLate[];
  /** What was translated of it after affirming. */
  readonly translations: readonly LateTranslation[];
  /** Progress reports that are not affirmed yet. */
  readonly writing: readonly RoundBeingWritten[];
}

/** Affirmed packages: written once (pdf first, then the package = the commit), never changed (decisions.md 5). */
export interface Packages {
  /** Every package whose place is known, in the order they were committed; none is opened. */
  readonly all: () => readonly { readonly iepId: string; readonly studentId: string }[];
  readonly commit: (studentId: string, bytes: Uint8Array, pdf: Uint8Array) => Promise<Result<StoredPackage>>;
  readonly read: (iepId: string) => Promise<Result<StoredPackage>>;
  /** The PDF, its hash checked against the package at every read. */
  readonly pdf: (iepId: string) => Promise<Result<Uint8Array>>;
  /** In the order they were committed. */
  readonly listOf: (studentId: string) => Promise<readonly StoredPackage[]>;
  /** Those of the student that were committed after this one; all of them when it is null or not here. No other is read. */
  readonly listAfter: (studentId: string, iepId: string | null) => Promise<readonly StoredPackage[]>;
  readonly storeReceipt: (iepId: string, receipt: Receipt) => Promise<Result<null>>;
  /** Keeps what came later in a file of its own beside the package, which is not touched; returns its number. */
  readonly addLate: (iepId: string, entry: LateEntry) => Promise<Result<number>>;
  /** Refused when it names another entry or another record. */
  readonly storeLateReceipt: (iepId: string, number: number, receipt: LateReceipt) => Promise<Result<null>>;
  /** Keeps translations beside the package, which is not touched; a later one of the same place and language stands for the earlier. */
  readonly addTranslations: (iepId: string, translations: readonly LateTranslation[]) => Promise<Result<null>>;
  /** Writes the translations that stand in the list and were never told, once, as what came later: from then on they wait for the district. Returns how many. */
  readonly tellTranslations: (iepId: string, by: string, at: string) => Promise<Result<number>>;
  /** IEPs somebody typed translations for on this computer. */
  readonly translated: () => readonly string[];
  /** Progress reports that are not affirmed yet: what `change` makes of them is written as a whole, and returned once it is flushed. */
  readonly changeProgress: (iepId: string, change: (before: readonly RoundBeingWritten[]) => Result<readonly RoundBeingWritten[]>) => Promise<Result<readonly RoundBeingWritten[]>>;
  /** Whose record this is, as far as the heads of its files and the index tell, also when it cannot be opened. */
  readonly ownerOf: (iepId: string) => string | null;
}

/** What lists and the outbox show of something that came later, without its words. */
export interface LateFacts {
  readonly number: number;
  readonly kind: LateKind;
  /** Staff id. */
  readonly by: string;
  readonly receipt: LateReceipt | null;
  /** What lists say of a parent's signature; null of anything else. */
  readonly signature: Omit<RecordSummary['late'][number], 'delivery'> | null;
  /** On its way to the district. */
  readonly bytes: number;
}

/** What lists and the outbox show of an affirmed IEP, without its words: small enough to be in memory for every record of a caseload. */
export interface RecordFacts {
  readonly iepId: string;
  readonly studentId: string;
  /** The state's number of the student; '' while there is none. */
  readonly ssid: string;
  /** Everything that depends neither on the district nor on which record is the Current. */
  readonly shown: Omit<RecordSummary, 'delivery' | 'standing' | 'late' | 'revoked'>;
  /** The written revocation that ends its plan, and the record it is kept beside. */
  readonly revoked: (Revoked & { readonly iepId: string }) | null;
  readonly late: readonly LateFacts[];
  /** The IEP itself finds, or a statement that came later says, that there is no plan; or the student has left. */
  readonly hasEnded: boolean;
  /** What is due of it while it is the Current. */
  readonly owed: DueFacts;
  /** Of the package and its PDF, as they go to the district. */
  readonly bytes: number;
  /** The computer it was affirmed on. */
  readonly device: string;
  readonly receipt: Receipt | null;
}

/** The facts of the records here, read once and again only for a student whose records were changed since. The outbox is derived from them, never stored (decisions.md 5). */
export interface RememberedRecords {
  /** In the order they were committed, without what cannot be read. */
  readonly of: (studentId: string) => Promise<readonly RecordFacts[]>;
  /** Of every student, in the order they were committed. */
  readonly all: () => Promise<readonly RecordFacts[]>;
  readonly forgetOf: (studentId: string) => void;
  /** Of everybody: at a lock. */
  readonly forget: () => void;
}
