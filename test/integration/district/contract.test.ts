/** The wire contract against the real server on a real database: who may, what is refused, what a repeat gives, and what a race ends in. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { createClient, type DistrictClient } from '../../../electron/sync/client.ts';
import { caseloadPage as listCaseload } from '../../../district/store.ts';
import { pull } from '../../../electron/sync/pull.ts';
import { createSync } from '../../../electron/sync/sync.ts';
import { PACKAGE_TYPE, caseloadPage, iepList, meta, problem, receipt, type IepPackage, type Receipt } from '../../../shared/district-api/contract.ts';
import { ok } from '../../../shared/words/failures.ts';
import { createHandClock, createLaptop, fakeRandom, packageBytes, pdfOf, seeded, sha256 } from '../../fixtures/laptop.ts';
import { KEY, emptyDistrict, injected, openTestDistrict, serve, type TestDistrict } from './harness.ts';

const STUDENT = '1200000417';
let district: TestDistrict;
let app: FastifyInstance;
let client: DistrictClient;

beforeAll(async () => {
  district = await openTestDistrict();
  app = serve(district.store);
  client = createClient(injected(() => app), { url: 'http://127.0.0.1', accessKey: KEY });
});
beforeEach(() => emptyDistrict(district.db));
afterAll(async () => {
  await app.close();
  await district.close();
});

const as = (accessKey: string): DistrictClient => createClient(injected(() => app), { url: 'http://127.0.0.1', accessKey });
const bodyOf = (answer: { readonly body: Uint8Array } | null): unknown => JSON.parse(Buffer.from(answer?.body ?? []).toString('utf8'));
const problemOf = (answer: { readonly body: Uint8Array } | null): string => problem.parse(bodyOf(answer)).type;

async function put(iepId: string, base: string | null, { student = STUDENT, changes = {} as Partial<IepPackage>, by = client } = {}) {
  await by.putBlob(sha256(pdfOf(iepId)), pdfOf(iepId));
  return by.putPackage(iepId, packageBytes(student, iepId, base, 'device-a', changes));
}

const rows = () => district.db.kysely.selectFrom('iep').selectAll().orderBy('seq').execute();

test('meta says what this server is and that PGlite is not durable', async () => {
  const answer = await app.inject({ method: 'GET', url: '/api/v1/meta' });
  expect(meta.parse(answer.json())).toMatchObject({ kind: 'district-server', name: 'Tule Bend', durable: false });
  expect(answer.headers['cache-control']).toBe('no-store');
});

test('nothing but meta answers without an access key', async () => {
  const urls = ['/caseload', '/students/1/ieps', '/ieps/a', '/ieps/a/receipt', `/blobs/sha256/${'0'.repeat(64)}`];
  for (const url of urls) {
    for (const headers of [{}, { authorization: 'Bearer wrong' }, { authorization: 'Bearer ' }, { authorization: KEY }]) {
      const answer = await app.inject({ method: 'GET', url: `/api/v1${url}`, headers });
      expect(answer.statusCode, url).toBe(401);
      expect(answer.json<{ type: string }>().type).toBe('token-expired');
    }
  }
});

describe('a repeated package', () => {
  test('sent eight times at once is one row and eight equal receipts', async () => {
    await client.putBlob(sha256(pdfOf('iep-1')), pdfOf('iep-1'));
    const bytes = packageBytes(STUDENT, 'iep-1', null, 'device-a');
    const answers = await Promise.all(Array.from({ length: 8 }, () => client.putPackage('iep-1', bytes)));
    expect(answers.map((answer) => answer?.status).sort()).toEqual([200, 200, 200, 200, 200, 200, 200, 201]);
    expect(new Set(answers.map((answer) => Buffer.from(answer?.body ?? []).toString('utf8'))).size).toBe(1);
    expect(await rows()).toHaveLength(1);
  });

  test('gives the receipt of its arrival even after a later record replaced it', async () => {
    const first = await put('iep-1', null);
    await put('iep-2', 'iep-1');
    const again = await put('iep-1', null);
    expect(again?.status).toBe(200);
    expect(bodyOf(again)).toEqual(bodyOf(first));
    expect(bodyOf(await client.receipt('iep-1'))).toEqual(bodyOf(first));
  });

  test('with other bytes under the same id is refused and the stored bytes are untouched', async () => {
    await put('iep-1', null);
    const other = await put('iep-1', null, { changes: { templateVersion: '2' } });
    expect(other?.status).toBe(409);
    expect(problemOf(other)).toBe('iep-id-reused');
    const held = await client.packageBytes('iep-1');
    expect(Buffer.from(held?.body ?? []).equals(Buffer.from(packageBytes(STUDENT, 'iep-1', null, 'device-a')))).toBe(true);
  });

  test('under an id that belongs to another student is refused', async () => {
    await put('iep-1', null);
    expect((await put('iep-1', null, { student: '1200000999' }))?.status).toBe(409);
    expect(await rows()).toHaveLength(1);
  });
});

describe('the base', () => {
  test('that nobody knows is asked for first', async () => {
    const answer = await put('iep-2', 'iep-1');
    expect(answer?.status).toBe(424);
    expect(problemOf(answer)).toBe('unknown-base');
    expect(await rows()).toEqual([]);
  });

  test('of another student is as unknown as none', async () => {
    await put('iep-1', null);
    expect(problemOf(await put('iep-2', 'iep-1', { student: '1200000999' }))).toBe('unknown-base');
  });

  test('that is the Current makes the new record Current and the earlier one superseded', async () => {
    await put('iep-1', null);
    expect(receipt.parse(bodyOf(await put('iep-2', 'iep-1')))).toMatchObject({ standing: 'current', conflictWith: null });
    expect((await rows()).map((row) => row.standing)).toEqual(['superseded', 'current']);
  });

  test('that is no longer the Current makes the new record a conflict, stored whole', async () => {
    await put('iep-1', null);
    await put('iep-2', 'iep-1');
    expect(receipt.parse(bodyOf(await put('iep-3', 'iep-1')))).toMatchObject({ standing: 'conflict', conflictWith: 'iep-2' });
    expect((await rows()).map((row) => row.standing)).toEqual(['superseded', 'current', 'conflict']);
    expect(Buffer.from((await client.packageBytes('iep-3'))?.body ?? []).equals(Buffer.from(packageBytes(STUDENT, 'iep-3', 'iep-1', 'device-a')))).toBe(true);
  });

  test('left out although the student has a Current is a conflict too', async () => {
    await put('iep-1', null);
    expect(receipt.parse(bodyOf(await put('iep-2', null)))).toMatchObject({ standing: 'conflict', conflictWith: 'iep-1' });
  });
});

test('six devices affirming the same student at once, each twice, end in one Current and five conflicts', async () => {
  await put('iep-0', null);
  const ids = [1, 2, 3, 4, 5, 6].map((number) => `iep-${number}`);
  await Promise.all(ids.map((id) => client.putBlob(sha256(pdfOf(id)), pdfOf(id))));
  const answers = await Promise.all([...ids, ...ids].map((id) => client.putPackage(id, packageBytes(STUDENT, id, 'iep-0', `device-${id}`))));
  const receipts = answers.map((answer) => receipt.parse(bodyOf(answer)));
  const byId = new Map<string, Receipt>(receipts.map((one) => [one.iepId, one]));
  for (const one of receipts) expect(one).toEqual(byId.get(one.iepId));
  expect([...byId.values()].map((one) => one.standing).sort()).toEqual(['conflict', 'conflict', 'conflict', 'conflict', 'conflict', 'current']);
  expect((await rows()).filter((row) => row.standing === 'current')).toHaveLength(1);
});

test('the database itself refuses a second Current and a second successor of one base', async () => {
  await put('iep-1', null);
  await put('iep-2', 'iep-1');
  await put('iep-3', 'iep-1');
  const force = (standing: 'current' | 'superseded') => district.db.kysely.updateTable('iep').set({ standing }).where('iep_id', '=', 'iep-3').execute();
  await expect(force('current')).rejects.toThrow(/iep_one_current/);
  await expect(force('superseded')).rejects.toThrow(/iep_one_successor/);
});

describe('a package is refused whole when', () => {
  const raw = (headers: Record<string, string>, payload: Uint8Array, id = 'iep-1') => app.inject({ method: 'PUT', url: `/api/v1/ieps/${id}`, headers: { authorization: `Bearer ${KEY}`, ...headers }, payload: Buffer.from(payload) });
  const bytes = packageBytes(STUDENT, 'iep-1', null, 'device-a');
  const digest = `sha-256=:${Buffer.from(sha256(bytes), 'hex').toString('base64')}:`;
  const good = { 'content-type': PACKAGE_TYPE, 'if-none-match': '*', 'repr-digest': digest };
  const textDigest = (text: string) => `sha-256=:${Buffer.from(sha256(Buffer.from(text)), 'hex').toString('base64')}:`;

  test.each([
    ['it does not say that nothing may be replaced', { ...good, 'if-none-match': '' }, bytes, 428, 'precondition-required'],
    ['it declares no digest', { ...good, 'repr-digest': '' }, bytes, 428, 'precondition-required'],
    ['its bytes are not the declared ones', { ...good, 'repr-digest': textDigest('other') }, bytes, 422, 'digest-mismatch'],
    ['it is cut short', good, bytes.slice(0, 500), 422, 'digest-mismatch'],
    ['it has another media type', { ...good, 'content-type': 'application/json' }, bytes, 400, 'bad-json'],
    ['it is not JSON', { ...good, 'repr-digest': textDigest('{') }, Buffer.from('{'), 400, 'bad-json'],
    ['it is JSON of something else', { ...good, 'repr-digest': textDigest('{"a":1}') }, Buffer.from('{"a":1}'), 400, 'bad-json'],
    ['its PDF is not there', good, bytes, 424, 'missing-blob'],
  ] as const)('%s', async (_name, headers, payload, status, type) => {
    const answer = await raw(headers, payload);
    expect([answer.statusCode, answer.json<{ type: string }>().type]).toEqual([status, type]);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(await rows()).toEqual([]);
  });

  test.each([
    ['its document is no IEP', { document: { schemaVersion: 1 } }, 400],
    ['it names another student than its document', { studentKey: '1200000999' }, 400],
    ['nobody stands behind it', { attestation: null }, 403],
    ['it names no author', { affirmedBy: { staffId: '', name: '' } }, 403],
    ['its author is not a case manager', { affirmedBy: { staffId: 'st2', name: 'Percival Odumegwu' } }, 403],
    ['its attestation is of another role', { attestation: { typedName: 'x', role: 'relatedServiceProvider' } }, 403],
  ] as const)('%s', async (_name, changes, status) => {
    expect((await put('iep-1', null, { changes: changes as Partial<IepPackage> }))?.status).toBe(status);
    expect(await rows()).toEqual([]);
  });

  test('it is larger than the server takes', async () => {
    const answer = await raw(good, new Uint8Array(16 * 1024 * 1024 + 1));
    expect([answer.statusCode, answer.json<{ type: string }>().type]).toEqual([413, 'too-large']);
  });
});

test('a refusal names the field and never what was in it', async () => {
  const answer = await put('iep-1', null, { changes: { document: { schemaVersion: 1, staff: 'Rosalind Achterberg' } } });
  expect(Buffer.from(answer?.body ?? []).toString('utf8')).not.toContain('Rosalind');
});

describe('a PDF', () => {
  test('is stored once however often it is sent, and comes back byte for byte under its digest', async () => {
    const pdf = pdfOf('iep-1');
    const answers = [await client.putBlob(sha256(pdf), pdf), await client.putBlob(sha256(pdf), pdf)];
    expect(answers.map((answer) => answer?.status)).toEqual([201, 200]);
    await client.putPackage('iep-1', packageBytes(STUDENT, 'iep-1', null, 'device-a'));
    const back = await client.blob(sha256(pdf));
    expect(Buffer.from(back?.body ?? []).equals(Buffer.from(pdf))).toBe(true);
    expect(back?.headers['etag']).toBe(`"${sha256(pdf)}"`);
    expect(back?.headers['cache-control']).toBe('no-store');
    expect((await client.hasBlob(sha256(pdf)))?.headers['content-length']).toBe(String(pdf.byteLength));
    expect((await client.hasBlob('0'.repeat(64)))?.status).toBe(404);
  });

  test('under a digest that is not its own is refused', async () => {
    expect(problemOf(await client.putBlob('0'.repeat(64), pdfOf('iep-1')))).toBe('digest-mismatch');
  });
});

test('a case manager stores and reads only the own caseload', async () => {
  await put('iep-1', null, { by: as('key-of-st1') });
  const stranger = as('key-of-st2');
  expect((await put('iep-2', 'iep-1', { by: stranger }))?.status).toBe(403);
  expect((await stranger.packageBytes('iep-1'))?.status).toBe(403);
  expect((await stranger.receipt('iep-1'))?.status).toBe(403);
  expect((await stranger.blob(sha256(pdfOf('iep-1'))))?.status).toBe(403);
  expect((await stranger.iepsOf(STUDENT))?.status).toBe(403);
  expect(caseloadPage.parse(bodyOf(await stranger.caseload(null))).students).toEqual([]);
  expect(caseloadPage.parse(bodyOf(await as('key-of-st1').caseload(null))).students).toEqual([
    { studentKey: STUDENT, name: 'Nolan Birchwater', grade: '04', birthDate: '2017-03-08', removed: false, current: 'iep-1' },
  ]);
});

test('the caseload goes on where the cursor stands, and a conflict is news', async () => {
  await put('iep-1', null);
  await put('iep-9', null, { student: '1200000999' });
  const first = caseloadPage.parse(bodyOf(await client.caseload(null)));
  expect(first.students.map((student) => student.studentKey)).toEqual([STUDENT, '1200000999']);
  expect(caseloadPage.parse(bodyOf(await client.caseload(first.next)))).toEqual({ students: [], next: first.next, more: false });
  await put('iep-2', null);
  expect(caseloadPage.parse(bodyOf(await client.caseload(first.next))).students).toEqual([expect.objectContaining({ studentKey: STUDENT, current: 'iep-1' })]);
  expect(iepList.parse(bodyOf(await client.iepsOf(STUDENT))).ieps.map((one) => one.standing)).toEqual(['current', 'conflict']);
  expect((await client.caseload('1; drop table iep'))?.status).toBe(400);
});

test('a second laptop gets caseload, Current and History, and delivers nothing of it again', async () => {
  await put('iep-1', null);
  await put('iep-2', 'iep-1');
  const laptop = createLaptop('device-b');
  const clock = createHandClock();
  const requests: string[] = [];
  const inner = injected(() => app);
  const http = { request: (request: Parameters<typeof inner.request>[0]) => { requests.push(`${request.method} ${new URL(request.url).pathname}`); return inner.request(request); } };
  const sync = createSync({ vault: laptop.vault, records: laptop.records, http, clock, timer: clock.timer, random: fakeRandom(seeded(3)) });
  expect((await sync.configure('http://127.0.0.1:1', KEY)).ok).toBe(true);
  expect(await sync.pull()).toEqual({ ok: true, value: { students: 1, records: 2 } });
  const entry = laptop.vault.caseload.byKey(STUDENT);
  expect(entry).toMatchObject({ name: 'Nolan Birchwater', currentIepId: 'iep-2', nextAnnualDate: '2027-10-14', caseManager: 'Rosalind Achterberg' });
  const stored = await laptop.packages.listOf(entry?.studentId ?? '');
  expect(stored.map((one) => [one.package.iepId, one.receipt?.standing])).toEqual([['iep-1', 'current'], ['iep-2', 'current']]);
  requests.length = 0;
  await sync.deliver();
  expect(await sync.pull()).toEqual({ ok: true, value: { students: 0, records: 0 } });
  expect(requests).toEqual(['GET /api/v1/caseload']);
});

test('a student the district took off the caseload is noted and nothing of theirs is asked for or removed by it; one who came back is no longer noted', async () => {
  await put('iep-1', null);
  const laptop = createLaptop('device-b');
  const pullAll = () => pull(client, laptop.vault, laptop.records, fakeRandom(seeded(3)), null, () => '2026-11-02T08:00:00.000Z', async () => ok(null));
  const removed = (is: boolean) => district.db.kysely.updateTable('student').set({ removed: is }).where('student_key', '=', STUDENT).execute();
  await removed(true);
  expect(await pullAll()).toEqual(ok({ students: 1, records: 0 }));
  expect(laptop.vault.caseload.all()).toEqual([]);
  await removed(false);
  expect(await pullAll()).toEqual(ok({ students: 1, records: 1 }));
  const { studentId = '' } = laptop.vault.caseload.byKey(STUDENT) ?? {};
  await removed(true);
  await put('iep-2', 'iep-1');
  await removed(true);
  expect(await pullAll()).toEqual(ok({ students: 1, records: 0 }));
  expect(laptop.vault.caseload.leavers()).toEqual([{ studentId, leftAt: '2026-11-02T08:00:00.000Z' }]);
  expect(await laptop.packages.listOf(studentId)).toHaveLength(1);
  await removed(false);
  expect(await pullAll()).toEqual(ok({ students: 1, records: 1 }));
  expect(laptop.vault.caseload.leavers()).toEqual([]);
});

test('a damaged download is not stored, says so, and is fetched again the next time', async () => {
  await put('iep-1', null);
  for (const broken of ['/ieps/iep-1', '/blobs/']) {
    const laptop = createLaptop('device-b');
    const clock = createHandClock();
    const inner = injected(() => app);
    let damage = true;
    const http = {
      request: async (request: Parameters<typeof inner.request>[0]) => {
        const answer = await inner.request(request);
        const path = new URL(request.url).pathname;
        if (damage && (path.endsWith(broken) || path.includes(broken)) && !path.endsWith('/receipt')) answer.body[10] = (answer.body[10] ?? 0) ^ 1;
        return answer;
      },
    };
    const sync = createSync({ vault: laptop.vault, records: laptop.records, http, clock, timer: clock.timer, random: fakeRandom(seeded(3)) });
    await sync.configure('http://127.0.0.1:1', KEY);
    expect(await sync.pull()).toMatchObject({ ok: false, failure: { code: 'damagedDownload' } });
    expect(await laptop.packages.listOf(laptop.vault.caseload.byKey(STUDENT)?.studentId ?? '')).toEqual([]);
    damage = false;
    expect(await sync.pull()).toEqual({ ok: true, value: { students: 1, records: 1 } });
  }
});

test('a pull leaves the Current alone while something affirmed here is on its way', async () => {
  await put('iep-1', null);
  const laptop = createLaptop('device-b');
  const clock = createHandClock();
  const sync = createSync({ vault: laptop.vault, records: laptop.records, http: injected(() => app), clock, timer: clock.timer, random: fakeRandom(seeded(3)) });
  await sync.configure('http://127.0.0.1:1', KEY);
  await laptop.affirm(STUDENT, 'iep-mine', null);
  expect((await sync.pull()).ok).toBe(true);
  expect(laptop.vault.caseload.byKey(STUDENT)?.currentIepId).toBe('iep-mine');
});

test('the listing stops before a transaction still open, so that its change is not passed over', async () => {
  await put('iep-1', null);
  const before = await district.store.caseload({ staffId: null }, '0:0', 10);
  await district.db.kysely.transaction().execute(async (tx) => {
    await tx.updateTable('student').set({ grade: '05' }).where('student_key', '=', STUDENT).execute();
    // Seen from inside, the change is there; the listing still neither shows it nor moves its cursor past it.
    expect(await listCaseload(tx, { staffId: null }, before.next, 10)).toEqual({ students: [], next: before.next, more: false });
  });
  expect((await district.store.caseload({ staffId: null }, before.next, 10)).students.map((student) => student.grade)).toEqual(['05']);
});

test('a caseload longer than a page is listed whole, in order, each student once', async () => {
  for (let number = 0; number < 7; number += 1) await put(`iep-${number}`, null, { student: `120000070${number}` });
  const seen: string[] = [];
  let cursor = '0:0';
  for (let more = true; more;) {
    const page = await district.store.caseload({ staffId: null }, cursor, 3);
    seen.push(...page.students.map((student) => student.studentKey));
    ({ next: cursor, more } = page);
  }
  expect(seen).toEqual([0, 1, 2, 3, 4, 5, 6].map((number) => `120000070${number}`));
});
