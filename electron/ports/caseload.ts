/** Promise: the list of students of this computer, those who left it, and the records of their removal. */
import type { Result } from '../../shared/words/failures.ts';

export interface StudentIndexEntry {
  readonly studentId: string;
  /** The district's record number (seisId): the key the server knows. */
  readonly studentKey: string;
  readonly name: string;
  readonly grade: string;
  readonly birthDate: string;
  readonly caseManagerId: string;
  readonly caseManager: string;
  readonly currentIepId: string | null;
  readonly nextAnnualDate: string;
  readonly nextTriennialDate: string;
}

/** A student the district no longer lists on this caseload, and when it first said so. */
export interface Leaver {
  readonly studentId: string;
  readonly leftAt: string;
}

/** The record of a removal: no name and no word of the student, only the district's number, and the receipts without which nothing is removed. */
export interface Removal {
  readonly studentKey: string;
  /** Names the key that was destroyed, by which older copies of the student's files are recognised; '' in a record made before copies had an end. */
  readonly keyId: string;
  readonly leftAt: string;
  readonly removedAt: string;
  readonly receipts: readonly { readonly iepId: string; readonly sha256: string; readonly receivedAt: string }[];
  /** Files that are still to go: empty once all of them went. */
  readonly files: readonly string[];
}

export interface Caseload {
  readonly all: () => readonly StudentIndexEntry[];
  readonly get: (studentId: string) => StudentIndexEntry | undefined;
  readonly byKey: (studentKey: string) => StudentIndexEntry | undefined;
  readonly put: (entry: StudentIndexEntry) => Promise<Result<null>>;
  readonly leavers: () => readonly Leaver[];
  /** Notes that the district no longer lists the student; null when it does again. */
  readonly setLeft: (studentId: string, leftAt: string | null) => Promise<Result<null>>;
  /** Oldest first. */
  readonly removals: () => readonly Removal[];
}
