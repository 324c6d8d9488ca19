/** Brings a database to the newest tables; each step is run once, in order, and never edited after a release. */
import { type Kysely, type Migration, Migrator, sql } from 'kysely';
import type { DistrictTables } from './schema.ts';

const first: Migration = {
  async up(db) {
    await sql`create table student (
      student_key text primary key, name text not null, grade text not null, birth_date text not null, case_manager_id text not null,
      removed boolean not null default false, changed_xid xid8 not null, changed_seq bigint not null)`.execute(db);
    await sql`create table blob (sha256 text primary key, size integer not null, bytes bytea not null, received_at text not null)`.execute(db);
    await sql`create table iep (
      iep_id text primary key, student_key text not null references student, sha256 text not null, pdf_sha256 text not null references blob,
      base text references iep, standing text not null check (standing in ('current', 'superseded', 'conflict')),
      arrived_as text not null check (arrived_as in ('current', 'conflict')), conflict_with text references iep, bytes bytea not null,
      affirmed_at_claim text not null, affirmed_by text not null, device text not null,
      seq bigint generated always as identity, received_at text not null,
      check ((arrived_as = 'conflict') = (conflict_with is not null)))`.execute(db);
    // The two promises of the record, kept by the database even if the program were wrong: one Current per student, and no base with two successors.
    await sql`create unique index iep_one_current on iep (student_key) where standing = 'current'`.execute(db);
    await sql`create unique index iep_one_successor on iep (student_key, base) nulls not distinct where standing <> 'conflict'`.execute(db);
    await sql`create index iep_of_student on iep (student_key, seq)`.execute(db);
    // A serial number alone would let a reader pass over a change that commits late (storage.md 5.2): the transaction id goes first.
    await sql`create sequence student_change`.execute(db);
    await sql`create function stamp_student_change() returns trigger language plpgsql as $$
      begin
        new.changed_xid := pg_current_xact_id();
        new.changed_seq := nextval('student_change');
        return new;
      end $$`.execute(db);
    await sql`create trigger student_change before insert or update on student for each row execute function stamp_student_change()`.execute(db);
    await sql`create index student_by_change on student (changed_xid, changed_seq)`.execute(db);
  },
};

/** Answers of a parent that came after affirming: rows of their own, so that no statement about them touches a record. */
const lateSignatures: Migration = {
  async up(db) {
    await sql`create table late_signature (
      iep_id text not null references iep, sha256 text not null, bytes bytea not null, recorded_by text not null, recorded_at_claim text not null,
      seq bigint generated always as identity, received_at text not null, primary key (iep_id, sha256))`.execute(db);
  },
};

/** Progress reports and translations stand beside a record as signatures do: one table, whose name says so. */
const lateEntries: Migration = {
  async up(db) {
    await sql`alter table late_signature rename to late_entry`.execute(db);
  },
};

/** Documents the district hands out: every edition is kept, and at most one of each document is handed out. */
const library: Migration = {
  async up(db) {
    await sql`create table library_edition (
      name text not null, title text not null, kind text not null, language text not null, edition text not null, source text not null,
      sha256 text not null, size integer not null, bytes bytea not null,
      seq bigint generated always as identity primary key, handed_out_at text not null, withdrawn_at text)`.execute(db);
    await sql`create unique index library_one_edition on library_edition (name) where withdrawn_at is null`.execute(db);
  },
};

/** Throws with the database's own words when a step fails; the failed step leaves nothing behind. */
export async function migrate(db: Kysely<DistrictTables>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve({ '001-first': first, '002-late-signatures': lateSignatures, '003-late-entries': lateEntries, '004-library': library }) } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw new Error('The district database could not be brought to the newest tables.', { cause: error });
}
