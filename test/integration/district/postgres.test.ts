/**
 * What one connection of PGlite cannot show: many transactions at once on a real PostgreSQL. Skipped in words where there is none.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import pg from 'pg';
import { openPostgres, type DistrictDatabase } from '../../../district/database.ts';
import { createStore, type DistrictStore } from '../../../district/store.ts';
import { iepPackage } from '../../../shared/district-api/contract.ts';
import { documentPdf } from '../../fixtures/documents.ts';
import { packageBytes, pdfOf, sha256 } from '../../fixtures/laptop.ts';
import { FACTS, emptyDistrict, openTestDistrict, type TestDistrict } from './harness.ts';
import { startPostgres, type Postgres } from './postgres.ts';
import { runSchedule } from './schedule.ts';

const postgres: Postgres = await startPostgres();
const there = 'url' in postgres;
if (!there) console.log(`SKIPPED on PostgreSQL: ${postgres.skipped}`);

let db: DistrictDatabase;
let store: DistrictStore;
beforeAll(async () => {
  if (!there) return;
  db = await openPostgres(postgres.url);
  store = createStore(db.kysely, FACTS.clock);
});
afterAll(async () => {
  if (!there) return;
  await db.close();
  await postgres.stop();
});

function put(iepId: string, student: string, base: string | null) {
  const bytes = packageBytes(student, iepId, base, 'device-a');
  return store.putPackage({
    bytes, sha256: sha256(bytes), package: iepPackage.parse(JSON.parse(Buffer.from(bytes).toString('utf8'))),
    student: { name: 'Nolan Birchwater', grade: '04', birthDate: '2017-03-08', caseManagerId: 'st1' },
  }, { staffId: null });
}

const sendPdf = (iepId: string) => store.putBlob(sha256(pdfOf(iepId)), pdfOf(iepId));

test.skipIf(!there)('on PostgreSQL, a race of six devices, each twice, ends in one Current and five conflicts, twenty times', async () => {
  await emptyDistrict(db);
  for (let round = 0; round < 20; round += 1) {
    const student = `12000${10_000 + round}`;
    const ids = [0, 1, 2, 3, 4, 5].map((number) => `iep-${round}-${number}`);
    await Promise.all([...ids, `iep-${round}-base`].map(sendPdf));
    await put(`iep-${round}-base`, student, null);
    const answers = await Promise.all([...ids, ...ids].map((id) => put(id, student, `iep-${round}-base`)));
    expect(answers.filter((answer) => answer.kind === 'stored')).toHaveLength(6);
    expect(answers.filter((answer) => answer.kind === 'repeated')).toHaveLength(6);
    const standings = (await store.iepsOf(student)).map((record) => record.standing).sort();
    expect(standings).toEqual(['conflict', 'conflict', 'conflict', 'conflict', 'conflict', 'current', 'superseded']);
  }
});

test.skipIf(!there)('on PostgreSQL, of editions of three documents handed out and withdrawn by many at once at most one of each is handed out, byte for byte', async () => {
  await emptyDistrict(db);
  const words = (name: string, n: number) => ({ title: `Title of ${name}`, kind: 'notice' as const, language: 'Spanish', source: '', edition: `Edition ${n}` });
  await Promise.all(Array.from({ length: 60 }, async (_unused, n) => {
    const name = `name-${n % 3}`;
    const bytes = documentPdf(`${name} ${n}`);
    await store.library.handOut({ name, words: words(name, n), bytes, sha256: sha256(bytes) });
    if (n % 10 === 7) await store.library.withdraw(name);
  }));
  const now = await store.library.list();
  expect(new Set(now.map(({ name }) => name)).size).toBe(now.length);
  for (const one of now) expect(sha256((await store.library.pdf(one.sha256)) ?? new Uint8Array())).toBe(one.sha256);
  expect(await db.kysely.selectFrom('library_edition').select('seq').execute()).toHaveLength(60);
});

/** Students `writers` connections insert, each transaction held open over a few turns so that commits come out of order. */
async function writeAtOnce(url: string, writers: number, each: number): Promise<void> {
  await Promise.all(Array.from({ length: writers }, async (_unused, writer) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    for (let number = 0; number < each; number += 1) {
      await client.query('begin');
      await client.query(`insert into student (student_key, name, grade, birth_date, case_manager_id) values ($1, 'n', '04', '2017-03-08', 'st1')`, [`w${writer}-${number}`]);
      for (let turn = 0; turn < writer % 4; turn += 1) await client.query('select 1');
      await client.query('commit');
    }
    await client.end();
  }));
}

test.skipIf(!there)('on PostgreSQL, a reader of the caseload passes over none of 640 students written by 16 connections at once', async () => {
  if (!there) return;
  await emptyDistrict(db);
  const seen = new Set<string>();
  let cursor = '0:0';
  let reads = 0;
  const readPage = async (): Promise<boolean> => {
    const page = await store.caseload({ staffId: null }, cursor, 50);
    for (const student of page.students) seen.add(student.studentKey);
    reads += 1;
    cursor = page.next;
    return page.more;
  };
  let writing = true;
  const writers = writeAtOnce(postgres.url, 16, 40).finally(() => {
    writing = false;
  });
  while (writing) await readPage();
  await writers;
  while (await readPage());
  expect(reads).toBeGreaterThan(20);
  expect(seen.size).toBe(640);
});

test.skipIf(!there)('on PostgreSQL, ten random schedules of faults break no promise', { timeout: 120_000 }, async () => {
  const district: TestDistrict = { db, store, crashNext: () => undefined, close: () => Promise.resolve() };
  for (let seed = 101; seed <= 110; seed += 1) expect((await runSchedule(district, seed)).violations, `seed ${seed}`).toEqual([]);
});

test('without PostgreSQL the same store runs on PGlite', async () => {
  const district = await openTestDistrict();
  expect(await district.store.caseload({ staffId: null }, '0:0', 1)).toEqual({ students: [], next: '0:0', more: false });
  await district.close();
});
