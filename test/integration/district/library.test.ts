/** The documents a district hands out, against the real server on a real database: who may, what is refused and in which words, and what the command line says. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { handOut, list, withdraw, type Office } from '../../../district/library-requests.ts';
import { createDistrictServer } from '../../../district/server.ts';
import { handedOutList, type HandedOutWords } from '../../../shared/district-api/library.ts';
import { MOST_DOCUMENT_BYTES, MOST_DOCUMENTS } from '../../../shared/library/document.ts';
import { sha256 } from '../../fixtures/laptop.ts';
import { documentPdf } from '../../fixtures/documents.ts';
import { FACTS, KEY, emptyDistrict, openTestDistrict, type TestDistrict } from './harness.ts';

const WORDS: HandedOutWords = { title: 'Notice of procedural safeguards', kind: 'notice', language: 'Spanish', source: 'Vexholm SELPA', edition: 'March 2027' };
let district: TestDistrict;
let app: FastifyInstance;
let office: Office;

beforeAll(async () => {
  district = await openTestDistrict();
  app = createDistrictServer({ ...FACTS, db: district.db });
  office = { url: await app.listen({ port: 0, host: '127.0.0.1' }), libraryKey: FACTS.libraryKey };
});
beforeEach(() => emptyDistrict(district.db));
afterAll(async () => {
  await app.close();
  await district.close();
});

const digestOf = (bytes: Uint8Array): string => `sha-256=:${Buffer.from(sha256(bytes), 'hex').toString('base64')}:`;

function put({ name = 'safeguards-es', words = WORDS as object, bytes = documentPdf('Safeguards') as Uint8Array, key = FACTS.libraryKey, digest = digestOf(bytes), type = 'application/pdf' } = {}) {
  return app.inject({ method: 'PUT', url: `/api/v1/library/documents/${name}?${new URLSearchParams(words as Record<string, string>).toString()}`, headers: { authorization: `Bearer ${key}`, 'content-type': type, 'repr-digest': digest }, payload: Buffer.from(bytes) });
}

async function listed(key = KEY) {
  const answer = await app.inject({ method: 'GET', url: '/api/v1/library', headers: { authorization: `Bearer ${key}` } });
  return handedOutList.parse(answer.json()).documents;
}

test('a document is listed and read by every desk that is signed in, byte for byte, and by nobody else', async () => {
  const pdf = documentPdf('Safeguards');
  expect((await put()).statusCode).toBe(201);
  for (const key of [KEY, 'key-of-st1', FACTS.libraryKey]) {
    expect(await listed(key)).toEqual([{ ...WORDS, name: 'safeguards-es', sha256: sha256(pdf), bytes: pdf.byteLength, handedOutAt: FACTS.clock.now() }]);
    const read = await app.inject({ method: 'GET', url: `/api/v1/library/pdfs/${sha256(pdf)}`, headers: { authorization: `Bearer ${key}` } });
    expect(Buffer.from(read.rawPayload).equals(Buffer.from(pdf))).toBe(true);
  }
  for (const [method, path] of [['GET', '/library'], ['GET', `/library/pdfs/${sha256(pdf)}`], ['PUT', '/library/documents/safeguards-es'], ['DELETE', '/library/documents/safeguards-es']] as const) {
    for (const authorization of ['', 'Bearer ', 'Bearer wrong', FACTS.libraryKey]) {
      const answer = await app.inject({ method, url: `/api/v1${path}`, headers: { authorization } });
      expect([answer.statusCode, answer.json<{ type: string }>().type], `${method} ${path}`).toEqual([401, 'token-expired']);
    }
  }
});

test('the key of a desk hands nothing out, and the library key opens no record', async () => {
  for (const key of [KEY, 'key-of-st1']) {
    expect((await put({ key })).statusCode).toBe(403);
    expect((await app.inject({ method: 'DELETE', url: '/api/v1/library/documents/safeguards-es', headers: { authorization: `Bearer ${key}` } })).statusCode).toBe(403);
  }
  expect(await listed()).toEqual([]);
  for (const path of ['/caseload', '/students/1/ieps', '/ieps/a', '/state-report/2026-12-01/students']) {
    expect((await app.inject({ method: 'GET', url: `/api/v1${path}`, headers: { authorization: `Bearer ${FACTS.libraryKey}` } })).statusCode, path).toBe(401);
  }
});

test('a server without a library key lets nobody hand out', async () => {
  const closed = createDistrictServer({ ...FACTS, libraryKey: '', db: district.db });
  for (const authorization of ['Bearer ', 'Bearer', '']) expect((await closed.inject({ method: 'DELETE', url: '/api/v1/library/documents/a', headers: { authorization } })).statusCode).toBe(401);
  await closed.close();
});

test('a newer edition takes the place of the older one, whose bytes are read no more; both stay in the database with their days', async () => {
  const [older, newer] = [documentPdf('Older'), documentPdf('Newer')];
  await put({ bytes: older });
  const again = await put({ bytes: newer, words: { ...WORDS, edition: 'March 2028' } });
  expect([again.statusCode, again.json<{ replaced: string }>().replaced]).toEqual([201, 'March 2027']);
  expect((await listed()).map(({ edition, sha256: digest }) => [edition, digest])).toEqual([['March 2028', sha256(newer)]]);
  expect((await app.inject({ method: 'GET', url: `/api/v1/library/pdfs/${sha256(older)}`, headers: { authorization: `Bearer ${KEY}` } })).statusCode).toBe(404);
  const kept = await district.db.kysely.selectFrom('library_edition').select(['edition', 'withdrawn_at']).orderBy('seq').execute();
  expect(kept).toEqual([{ edition: 'March 2027', withdrawn_at: FACTS.clock.now() }, { edition: 'March 2028', withdrawn_at: null }]);
  // The same edition once more is no other edition.
  expect((await put({ bytes: newer, words: { ...WORDS, edition: 'March 2028' } })).statusCode).toBe(200);
  expect(await district.db.kysely.selectFrom('library_edition').select('seq').execute()).toHaveLength(2);
});

describe('what is refused changes nothing', () => {
  const huge = new Uint8Array(MOST_DOCUMENT_BYTES + 1);
  huge.set(Buffer.from('%PDF-1.7'));
  test.each([
    ['more bytes than a document may have', { bytes: huge }, 413, 'too-large'],
    ['bytes of another digest than was declared', { digest: digestOf(documentPdf('Other')) }, 422, 'digest-mismatch'],
    ['no digest', { digest: '' }, 428, 'precondition-required'],
    ['no PDF', { bytes: Buffer.from('Dear parents') }, 400, 'bad-json'],
    ['an empty file', { bytes: new Uint8Array(0) }, 400, 'bad-json'],
    ['another type of file', { type: 'text/html' }, 400, 'bad-json'],
    ['a name with a path in it', { name: '..%2Fceiling' }, 400, 'bad-json'],
    ['a name that is too long', { name: 'a'.repeat(41) }, 400, 'bad-json'],
    ['no title', { words: { ...WORDS, title: ' ' } }, 400, 'bad-json'],
    ['a title of a thousand letters', { words: { ...WORDS, title: 'x'.repeat(1000) } }, 400, 'bad-json'],
    ['a kind nobody knows', { words: { ...WORDS, kind: 'poem' } }, 400, 'bad-json'],
    ['a language the library does not list', { words: { ...WORDS, language: 'Klingon' } }, 400, 'bad-json'],
    ['no edition', { words: { ...WORDS, edition: '' } }, 400, 'bad-json'],
  ])('%s', async (_what, wrong, status, type) => {
    await put({ name: 'held', bytes: documentPdf('Held'), words: { ...WORDS, title: 'Held' } });
    const answer = await put(wrong);
    expect([answer.statusCode, answer.json<{ type: string }>().type]).toEqual([status, type]);
    expect((await listed()).map(({ name }) => name)).toEqual(['held']);
  });

  test('the same file or the same title under another name, and one document more than a library holds', async () => {
    await put();
    expect((await put({ name: 'again', words: { ...WORDS, title: 'Other' } })).json<{ detail: string }>().detail).toBe('The same file is handed out already, as “safeguards-es”.');
    expect((await put({ name: 'again', bytes: documentPdf('Other') })).json<{ detail: string }>().detail).toMatch(/^A document called “Notice of procedural safeguards” in Spanish is handed out already/u);
    for (let n = 1; n < MOST_DOCUMENTS; n += 1) expect((await put({ name: `n${n}`, bytes: documentPdf(`N ${n}`), words: { ...WORDS, title: `N ${n}` } })).statusCode).toBe(201);
    const full = await put({ name: 'more', bytes: documentPdf('More'), words: { ...WORDS, title: 'More' } });
    expect([full.statusCode, full.json<{ detail: string }>().detail]).toEqual([409, 'The library holds 100 documents already. Take one out first.']);
    // An edition takes no further place.
    expect((await put({ bytes: documentPdf('Newer'), words: { ...WORDS, edition: 'March 2028' } })).statusCode).toBe(201);
    expect(await listed()).toHaveLength(MOST_DOCUMENTS);
  });
});

test('of two editions that are handed out at once the later one is handed out, and never both', async () => {
  await Promise.all(Array.from({ length: 6 }, (_none, n) => put({ bytes: documentPdf(`Edition ${n}`), words: { ...WORDS, edition: `Edition ${n}` } })));
  expect(await listed()).toHaveLength(1);
  expect(await district.db.kysely.selectFrom('library_edition').select('seq').execute()).toHaveLength(6);
});

test('a crash of the server at the commit hands out the old edition or the new one, whole', async () => {
  await put({ bytes: documentPdf('Older') });
  for (const [crash, edition] of [['beforeCommit', 'March 2027'], ['afterCommit', 'March 2028']] as const) {
    district.crashNext(crash);
    expect((await put({ bytes: documentPdf('Newer'), words: { ...WORDS, edition: 'March 2028' } })).statusCode).toBe(500);
    expect((await listed()).map((one) => one.edition)).toEqual([edition]);
  }
});

test('the command line says what was done, and a refusal in words', async () => {
  const pdf = documentPdf('Safeguards');
  expect(await list(office)).toEqual({ ok: true, text: 'Nothing is handed out.' });
  expect(await handOut(office, 'safeguards-es', WORDS, pdf)).toMatchObject({ ok: true, text: expect.stringContaining('“Notice of procedural safeguards” (Spanish), edition March 2027, as safeguards-es, is handed out.') as string });
  expect((await handOut(office, 'safeguards-es', WORDS, pdf)).text).toContain('is handed out already. Nothing was changed.');
  expect((await handOut(office, 'safeguards-es', { ...WORDS, edition: 'March 2028' }, documentPdf('Newer'))).text).toContain('in the place of edition March 2027');
  expect((await list(office)).text).toMatch(/^safeguards-es: “Notice of procedural safeguards” \(Notice, Spanish\), edition March 2028, 1 KB, since /u);
  expect(await handOut(office, 'letter', { ...WORDS, title: 'Letter' }, Buffer.from('Dear parents'))).toEqual({ ok: false, text: 'The body does not follow the contract. The file is no PDF. Nothing was changed.' });
  expect(await handOut({ ...office, libraryKey: KEY }, 'safeguards-es', WORDS, pdf)).toEqual({ ok: false, text: 'This access key may not store or read this record. Documents are handed out with the library key of the server. Nothing was changed.' });
  expect(await withdraw(office, 'nobody')).toMatchObject({ ok: false });
  expect(await withdraw(office, 'safeguards-es')).toEqual({ ok: true, text: '“Notice of procedural safeguards” (Spanish), edition March 2028, as safeguards-es, is withdrawn. It leaves each laptop at its next sync.' });
  expect(await listed()).toEqual([]);
  expect(await list({ ...office, url: 'http://127.0.0.1:9' })).toEqual({ ok: false, text: 'No district server answers at http://127.0.0.1:9. Nothing was changed.' });
});
