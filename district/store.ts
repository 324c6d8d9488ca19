/**
 * Takes packages into custody exactly once and says what became of them: custody first, standing second. Nothing stored is ever overwritten,
 * merged or discarded (storage.md 5.3); every question and every answer of one package happens in one transaction.
 */
import { type Kysely, type Transaction, sql } from 'kysely';
import type { CaseloadStudent, IepListing, IepPackage, Receipt, LateReceipt, Standing } from '../shared/district-api/contract.ts';
import type { SentLate } from '../shared/district-api/late-entry.ts';
import { createLibraryStore, type LibraryStore } from './library-store.ts';
import type { DistrictTables } from './schema.ts';

/** Whose key opened the door; `staffId` null = a key for the whole district. */
export interface Access {
  readonly staffId: string | null;
}

/** A package whose bytes, digest and author have been checked. */
export interface IncomingPackage {
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly package: IepPackage;
  readonly student: { readonly name: string; readonly grade: string; readonly birthDate: string; readonly caseManagerId: string };
}

export type PutPackage =
  | { readonly kind: 'stored' | 'repeated'; readonly receipt: Receipt }
  | { readonly kind: 'idReused' | 'unknownBase' | 'missingBlob' | 'notOnCaseload' };

/** A late entry whose bytes, digest and fit to the record were checked. */
export interface IncomingLate {
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly entry: SentLate;
}

export interface PutLate {
  readonly kind: 'stored' | 'repeated';
  readonly receipt: LateReceipt;
}

export interface Found<T> {
  readonly studentKey: string;
  readonly value: T;
}

/** Every record of one student in the order they arrived, each with the entries that came later, oldest first. */
export interface HeldStudent {
  readonly studentKey: string;
  readonly records: readonly { readonly bytes: Uint8Array; readonly conflict: boolean; readonly late: readonly Uint8Array[] }[];
}

export interface CaseloadPage {
  readonly students: readonly CaseloadStudent[];
  readonly next: string;
  readonly more: boolean;
}

export interface DistrictStore {
  readonly library: LibraryStore;
  /** `created` false when the same bytes were there. `sha256` must be the digest of `bytes`. */
  readonly putBlob: (sha256: string, bytes: Uint8Array) => Promise<{ readonly created: boolean }>;
  readonly blobSize: (sha256: string) => Promise<number | null>;
  readonly putPackage: (incoming: IncomingPackage, access: Access) => Promise<PutPackage>;
  /** `mayRead` must be asked with the student of the result before any of it is given out. */
  readonly receipt: (iepId: string) => Promise<Receipt | null>;
  readonly packageBytes: (iepId: string) => Promise<(Found<Uint8Array> & { readonly sha256: string }) | null>;
  /** A PDF with the students whose packages name it. */
  readonly blob: (sha256: string) => Promise<{ readonly bytes: Uint8Array; readonly studentKeys: readonly string[] } | null>;
  /** Keeps it beside the record it names, which must be here; the record is not touched. */
  readonly putLate: (incoming: IncomingLate) => Promise<PutLate>;
  readonly lateBytes: (iepId: string, sha256: string) => Promise<Found<Uint8Array> | null>;
  readonly mayRead: (studentKey: string, access: Access) => Promise<boolean>;
  /** All records of a student in the order they arrived. */
  readonly iepsOf: (studentKey: string) => Promise<readonly IepListing[]>;
  /** The next students by record number, after `after`; none at the end. Students who left are among them: what was affirmed stays reported. */
  readonly held: (after: string, limit: number) => Promise<readonly HeldStudent[]>;
  readonly caseload: (access: Access, cursor: string, pageSize: number) => Promise<CaseloadPage>;
}

/** Where the listing begins. */
export const CURSOR_START = '0:0';
export const CURSOR = /^\d{1,19}:\d{1,19}$/;

const RECEIPT_COLUMNS = ['iep_id', 'student_key', 'sha256', 'pdf_sha256', 'arrived_as', 'conflict_with', 'received_at'] as const;

interface ReceiptRow {
  readonly iep_id: string;
  readonly student_key: string;
  readonly sha256: string;
  readonly pdf_sha256: string;
  readonly arrived_as: Standing;
  readonly conflict_with: string | null;
  readonly received_at: string;
  readonly seq: string;
}

function receiptOf(row: ReceiptRow): Receipt {
  return {
    kind: 'receipt', iepId: row.iep_id, studentKey: row.student_key, sha256: row.sha256, pdfSha256: row.pdf_sha256,
    standing: row.arrived_as, conflictWith: row.conflict_with, seq: row.seq, receivedAt: row.received_at,
  };
}

/** The two databases give 64-bit numbers differently; as text they are alike. */
const seqText = sql<string>`seq::text`.as('seq');

interface Custody {
  readonly db: Kysely<DistrictTables>;
  readonly clock: { readonly now: () => string };
}

async function receiptRow(from: Kysely<DistrictTables>, iepId: string): Promise<ReceiptRow | undefined> {
  return from.selectFrom('iep').select([...RECEIPT_COLUMNS, seqText]).where('iep_id', '=', iepId).executeTakeFirst();
}

/** Takes a package into custody, and says what it is beside those that are here. */
function putPackage({ db, clock }: Custody, incoming: IncomingPackage, access: Access): Promise<PutPackage> {
  return db.transaction().execute(async (tx) => {
    const { iepId, studentKey, base, pdfSha256 } = incoming.package;
    await lock(tx, 'iep', iepId);
    await lock(tx, 'student', studentKey);

    const student = await tx.selectFrom('student').select('case_manager_id').where('student_key', '=', studentKey).executeTakeFirst();
    if (student !== undefined && access.staffId !== null && student.case_manager_id !== access.staffId) return { kind: 'notOnCaseload' };
    const known = await receiptRow(tx, iepId);
    if (known !== undefined) return known.sha256 === incoming.sha256 ? { kind: 'repeated', receipt: receiptOf(known) } : { kind: 'idReused' };
    if ((await tx.selectFrom('blob').select('sha256').where('sha256', '=', pdfSha256).executeTakeFirst()) === undefined) return { kind: 'missingBlob' };
    if (base !== null && !(await hasBase(tx, studentKey, base))) return { kind: 'unknownBase' };

    const current = await tx.selectFrom('iep').select('iep_id').where('student_key', '=', studentKey).where('standing', '=', 'current').executeTakeFirst();
    const conflictWith = (current?.iep_id ?? null) === base ? null : (current?.iep_id ?? null);
    await noteStudent(tx, incoming, conflictWith === null);
    if (conflictWith === null && base !== null) await tx.updateTable('iep').set({ standing: 'superseded' }).where('iep_id', '=', base).execute();
    const standing = conflictWith === null ? 'current' : 'conflict';
    const row = await tx.insertInto('iep').values({
      iep_id: iepId, student_key: studentKey, sha256: incoming.sha256, pdf_sha256: pdfSha256, base, standing, arrived_as: standing, conflict_with: conflictWith,
      bytes: incoming.bytes, affirmed_at_claim: incoming.package.affirmedAt, affirmed_by: incoming.package.affirmedBy.staffId, device: incoming.package.device,
      received_at: clock.now(),
    }).returning([...RECEIPT_COLUMNS, seqText]).executeTakeFirstOrThrow();
    return { kind: 'stored', receipt: receiptOf(row) };
  });
}

/** Keeps a late entry beside its record. */
function putLate({ db, clock }: Custody, { bytes, sha256, entry }: IncomingLate): Promise<PutLate> {
  return db.transaction().execute(async (tx) => {
    const { iepId, studentKey } = entry;
    await lock(tx, 'iep', iepId);
    await lock(tx, 'student', studentKey);
    const [known] = await lateReceipts(tx, { iepId, sha256 });
    if (known !== undefined) return { kind: 'repeated', receipt: known };
    await tx.insertInto('late_entry').values({ iep_id: iepId, sha256, bytes, recorded_by: entry.by, recorded_at_claim: entry.at, received_at: clock.now() }).execute();
    // News for every caseload the student is on; the record itself stays as it is.
    await tx.updateTable('student').set((row) => ({ name: row.ref('name') })).where('student_key', '=', studentKey).execute();
    const [stored] = await lateReceipts(tx, { iepId, sha256 });
    if (stored === undefined) throw new Error('An entry that was just stored is not there.');
    return { kind: 'stored', receipt: stored };
  });
}

export function createStore(db: Kysely<DistrictTables>, clock: { readonly now: () => string }): DistrictStore {
  return {
    library: createLibraryStore(db, clock),

    async putBlob(sha256, bytes) {
      const done = await db.insertInto('blob').values({ sha256, size: bytes.byteLength, bytes, received_at: clock.now() })
        .onConflict((same) => same.column('sha256').doNothing()).executeTakeFirst();
      return { created: done.numInsertedOrUpdatedRows === 1n };
    },

    async blobSize(sha256) {
      const row = await db.selectFrom('blob').select('size').where('sha256', '=', sha256).executeTakeFirst();
      return row?.size ?? null;
    },

    putPackage: (incoming, access) => putPackage({ db, clock }, incoming, access),

    async receipt(iepId) {
      const row = await receiptRow(db, iepId);
      return row === undefined ? null : receiptOf(row);
    },

    async packageBytes(iepId) {
      const row = await db.selectFrom('iep').select(['student_key', 'sha256', 'bytes']).where('iep_id', '=', iepId).executeTakeFirst();
      return row === undefined ? null : { studentKey: row.student_key, sha256: row.sha256, value: row.bytes };
    },

    async blob(sha256) {
      const row = await db.selectFrom('blob').select('bytes').where('sha256', '=', sha256).executeTakeFirst();
      if (row === undefined) return null;
      const owners = await db.selectFrom('iep').select('student_key').distinct().where('pdf_sha256', '=', sha256).execute();
      return { bytes: row.bytes, studentKeys: owners.map((owner) => owner.student_key) };
    },

    async mayRead(studentKey, access) {
      if (access.staffId === null) return true;
      const row = await db.selectFrom('student').select('student_key').where('student_key', '=', studentKey).where('case_manager_id', '=', access.staffId).executeTakeFirst();
      return row !== undefined;
    },

    putLate: (incoming) => putLate({ db, clock }, incoming),

    async lateBytes(iepId, sha256) {
      const row = await db.selectFrom('late_entry').innerJoin('iep', 'iep.iep_id', 'late_entry.iep_id').select(['iep.student_key', 'late_entry.bytes'])
        .where('late_entry.iep_id', '=', iepId).where('late_entry.sha256', '=', sha256).executeTakeFirst();
      return row === undefined ? null : { studentKey: row.student_key, value: row.bytes };
    },

    async iepsOf(studentKey) {
      const late = await lateReceipts(db, { studentKey });
      const rows = await db.selectFrom('iep').select(['iep_id', 'student_key', 'sha256', 'pdf_sha256', 'standing', 'base', 'received_at'])
        .where('student_key', '=', studentKey).orderBy('seq').execute();
      return rows.map((row) => ({ iepId: row.iep_id, studentKey: row.student_key, sha256: row.sha256, pdfSha256: row.pdf_sha256, standing: row.standing, base: row.base, receivedAt: row.received_at, late: late.filter(({ iepId }) => iepId === row.iep_id) }));
    },

    async held(after, limit) {
      const students = await db.selectFrom('student').select('student_key').where('student_key', '>', after).orderBy('student_key').limit(limit).execute();
      return Promise.all(students.map(({ student_key: studentKey }) => heldOf(db, studentKey)));
    },

    caseload: (access, cursor, pageSize) => caseloadPage(db, access, cursor, pageSize),
  };
}

/** Receipts of late entries in the order they arrived: of a student, or of one of them. */
async function lateReceipts(from: Kysely<DistrictTables>, of: { readonly studentKey: string } | { readonly iepId: string; readonly sha256: string }): Promise<readonly LateReceipt[]> {
  const all = from.selectFrom('late_entry').innerJoin('iep', 'iep.iep_id', 'late_entry.iep_id')
    .select(['late_entry.iep_id', 'iep.student_key', 'iep.sha256 as package_sha256', 'late_entry.sha256', 'late_entry.received_at', sql<string>`late_entry.seq::text`.as('seq')]);
  const wanted = 'studentKey' in of ? all.where('iep.student_key', '=', of.studentKey) : all.where('late_entry.iep_id', '=', of.iepId).where('late_entry.sha256', '=', of.sha256);
  const rows = await wanted.orderBy('late_entry.seq').execute();
  return rows.map((row) => ({ kind: 'late', iepId: row.iep_id, studentKey: row.student_key, packageSha256: row.package_sha256, sha256: row.sha256, seq: row.seq, receivedAt: row.received_at }));
}

/** Records and late entries of one student in one statement each: a record that arrives in between is in the next report. */
async function heldOf(db: Kysely<DistrictTables>, studentKey: string): Promise<HeldStudent> {
  const records = await db.selectFrom('iep').select(['iep_id', 'standing', 'bytes']).where('student_key', '=', studentKey).orderBy('seq').execute();
  const late = await db.selectFrom('late_entry').innerJoin('iep', 'iep.iep_id', 'late_entry.iep_id').select(['late_entry.iep_id', 'late_entry.bytes'])
    .where('iep.student_key', '=', studentKey).orderBy('late_entry.seq').execute();
  return {
    studentKey,
    records: records.map((row) => ({ bytes: row.bytes, conflict: row.standing === 'conflict', late: late.filter(({ iep_id: iepId }) => iepId === row.iep_id).map(({ bytes }) => bytes) })),
  };
}

/** Held to the end of the transaction. Always first the record, then the student, so that two transactions never wait for each other. */
async function lock(tx: Transaction<DistrictTables>, kind: 'iep' | 'student', id: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${kind}), hashtext(${id}))`.execute(tx);
}

async function hasBase(tx: Transaction<DistrictTables>, studentKey: string, base: string): Promise<boolean> {
  const row = await tx.selectFrom('iep').select('iep_id').where('iep_id', '=', base).where('student_key', '=', studentKey).executeTakeFirst();
  return row !== undefined;
}

/** A new Current brings the student's name and grade up to date; a conflict changes nothing of them but is still news for every caseload. */
async function noteStudent(tx: Transaction<DistrictTables>, incoming: IncomingPackage, becomesCurrent: boolean): Promise<void> {
  const { name, grade, birthDate, caseManagerId } = incoming.student;
  await tx.insertInto('student')
    .values({ student_key: incoming.package.studentKey, name, grade, birth_date: birthDate, case_manager_id: caseManagerId })
    .onConflict((same) => same.column('student_key').doUpdateSet((row) => (becomesCurrent
      ? { name, grade, birth_date: birthDate }
      : { name: row.ref('student.name') })))
    .execute();
}

/**
 * Students changed after `cursor`, in (transaction, number) order, and only those of transactions older than every one still open: a change
 * that commits later can then never lie behind a cursor already given out (storage.md 5.2: a serial number missed 803 of 3,000).
 */
export async function caseloadPage(db: Kysely<DistrictTables>, access: Access, cursor: string, pageSize: number): Promise<CaseloadPage> {
  const [xid = '0', seq = '0'] = cursor.split(':');
  let query = db.selectFrom('student')
    .leftJoin('iep', (join) => join.onRef('iep.student_key', '=', 'student.student_key').on('iep.standing', '=', 'current'))
    .select(['student.student_key', 'student.name', 'student.grade', 'student.birth_date', 'student.removed', 'iep.iep_id',
      sql<string>`student.changed_xid::text`.as('xid'), sql<string>`student.changed_seq::text`.as('change')])
    .where(sql<boolean>`(student.changed_xid, student.changed_seq) > (${xid}::xid8, ${seq}::bigint)`)
    .where(sql<boolean>`student.changed_xid < pg_snapshot_xmin(pg_current_snapshot())`)
    .orderBy('student.changed_xid').orderBy('student.changed_seq').limit(pageSize + 1);
  if (access.staffId !== null) query = query.where('student.case_manager_id', '=', access.staffId);
  const rows = await query.execute();
  const page = rows.slice(0, pageSize);
  const last = page.at(-1);
  return {
    students: page.map((row) => ({ studentKey: row.student_key, name: row.name, grade: row.grade, birthDate: row.birth_date, removed: row.removed, current: row.iep_id })),
    next: last === undefined ? cursor : `${last.xid}:${last.change}`,
    more: rows.length > pageSize,
  };
}
