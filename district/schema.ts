/** The tables of the district as TypeScript sees them; migrations.ts creates them, store.ts is the only reader and writer. */
import type { ColumnType, Generated } from 'kysely';
import type { Standing } from '../shared/district-api/contract.ts';
import type { DocumentKind } from '../shared/library/document.ts';

/** Written by the database itself, never by a statement. */
type ByDatabase<T> = ColumnType<T, never, never>;

export interface StudentTable {
  student_key: string;
  name: string;
  grade: string;
  birth_date: string;
  case_manager_id: string;
  removed: Generated<boolean>;
  /** Transaction and number of the last change: the cursor of the caseload listing. */
  changed_xid: ByDatabase<string>;
  changed_seq: ByDatabase<string>;
}

export interface BlobTable {
  sha256: string;
  size: number;
  bytes: Uint8Array;
  received_at: string;
}

export interface IepTable {
  iep_id: string;
  student_key: string;
  sha256: string;
  pdf_sha256: string;
  base: string | null;
  /** What the record is today; the only column that ever changes. */
  standing: Standing;
  /** What the record was on arrival: part of the receipt, and a receipt is the same at every reading. */
  arrived_as: Standing;
  conflict_with: string | null;
  bytes: Uint8Array;
  /** Claims of the laptop, kept for the reader and never used for ordering. */
  affirmed_at_claim: string;
  affirmed_by: string;
  device: string;
  /** Order of arrival. */
  seq: ByDatabase<string>;
  received_at: string;
}

export interface LateEntryTable {
  iep_id: string;
  sha256: string;
  bytes: Uint8Array;
  /** Claims of the laptop. */
  recorded_by: string;
  recorded_at_claim: string;
  /** Order of arrival. */
  seq: ByDatabase<string>;
  received_at: string;
}

/** One edition of a document of the library; no student is in it. */
export interface LibraryEditionTable {
  /** The same for every edition of a document. */
  name: string;
  title: string;
  kind: DocumentKind;
  language: string;
  edition: string;
  source: string;
  sha256: string;
  size: number;
  bytes: Uint8Array;
  /** Order of handing out. */
  seq: ByDatabase<string>;
  handed_out_at: string;
  /** Null while it is handed out; the only column that ever changes. */
  withdrawn_at: string | null;
}

export interface DistrictTables {
  student: StudentTable;
  blob: BlobTable;
  iep: IepTable;
  late_entry: LateEntryTable;
  library_edition: LibraryEditionTable;
}
