/** What came after affirming, at the real server: kept beside the record, never in it, once, whoever sends it how often; and handed on to every laptop. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { stateReport } from '../../../district/report.ts';
import { createClient, type DistrictClient } from '../../../electron/sync/client.ts';
import { createSync } from '../../../electron/sync/sync.ts';
import type { Http } from '../../../electron/ports/sync.ts';
import { caseloadPage, iepList, problem, lateReceipt } from '../../../shared/district-api/contract.ts';
import { lateText } from '../../../shared/district-api/late-entry.ts';
import { withLate, type LateEntry } from '../../../shared/flow/late.ts';
import type { LateSignature, Signing } from '../../../shared/flow/late-signature.ts';
import type { Revocation, ServicesStop } from '../../../shared/flow/revocation.ts';
import { progressRounds, reportedGoals } from '../../../shared/flow/progress-rounds.ts';
import type { AffirmedRound } from '../../../shared/flow/progress.ts';
import { ROW_ID } from '../../../shared/iep/address.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import { withRowIds } from '../../../shared/iep/ids.ts';
import { createHandClock, createLaptop, fakeRandom, packageBytes, pdfOf, seeded, sha256, type FakeLaptop } from '../../fixtures/laptop.ts';
import { KEY, emptyDistrict, injected, openTestDistrict, serve, type TestDistrict } from './harness.ts';

const STUDENT = '1200000417';
const RECORD = packageBytes(STUDENT, 'iep-1', null, 'device-a');

let district: TestDistrict;
let app: FastifyInstance;
const as = (accessKey: string): DistrictClient => createClient(injected(() => app), { url: 'http://127.0.0.1', accessKey });
let client: DistrictClient;

beforeAll(async () => {
  district = await openTestDistrict();
  app = serve(district.store);
  client = as(KEY);
});
beforeEach(async () => {
  await emptyDistrict(district.db);
  await client.putBlob(sha256(pdfOf('iep-1')), pdfOf('iep-1'));
  await as('key-of-st1').putPackage('iep-1', RECORD);
});
afterAll(async () => {
  await app.close();
  await district.close();
});

const bodyOf = (answer: { readonly body: Uint8Array } | null): unknown => JSON.parse(Buffer.from(answer?.body ?? []).toString('utf8'));
const problemOf = (answer: { readonly body: Uint8Array } | null): string => problem.parse(bodyOf(answer)).type;
const records = () => district.db.kysely.selectFrom('iep').selectAll().orderBy('seq').execute();
const kept = () => district.db.kysely.selectFrom('late_entry').selectAll().orderBy('seq').execute();

function late(signing: Partial<Signing> = {}, changes: Partial<LateSignature> = {}): LateSignature {
  return { signing: { type: 'agreedAll', signedBy: 'Dana Birchwater', relation: 'mother', signedOn: '2026-11-20', paper: { signed: 'copy', returnedOn: '2026-11-21' }, ...signing } as Signing, by: 'st1', at: '2026-11-21T18:00:00.000Z', ...changes };
}

const revocation = (part: Partial<Revocation['revoking']> = {}): Revocation => ({ revoking: { revokedBy: 'Dana Birchwater', relation: 'mother', revokedOn: '2027-09-20', receivedOn: '2027-09-22', paper: 'Special education file, room 4', ...part }, by: 'st1', at: '2027-09-22T18:00:00.000Z' });
const servicesStop: ServicesStop = { stopping: { noticeSentOn: '2027-09-24', how: 'by mail', servicesEndOn: '2027-10-05' }, by: 'st1', at: '2027-09-24T18:00:00.000Z' };

const textOf = (signature: LateEntry, record: Partial<Parameters<typeof lateText>[0]> = {}): string => lateText({ iepId: 'iep-1', studentKey: STUDENT, sha256: sha256(RECORD), ...record }, signature);

function put(text: string, by: DistrictClient = client, iepId = 'iep-1', digest?: string) {
  const bytes = Buffer.from(text, 'utf8');
  return by.putLate(iepId, digest ?? sha256(bytes), bytes);
}

test('a written revocation and the stop of services it owes are kept beside the record, and the student leaves the state report after the last day', async () => {
  const before = await records();
  const reported = async (on: string): Promise<boolean> => (await stateReport(district.store, on, 'students', '')).text.includes(STUDENT);
  expect(await reported('2027-10-20')).toBe(true);
  for (const entry of [revocation(), servicesStop]) expect((await put(textOf(entry)))?.status).toBe(201);
  expect(await records()).toEqual(before);
  expect(await kept()).toHaveLength(2);
  expect(await reported('2027-10-20')).toBe(false);
  expect((await stateReport(district.store, '2027-10-20', 'left-out', '')).text).toContain('Special education had ended.');
});

test('is stored beside the record with a receipt of its own, and every byte and column of the record stays', async () => {
  const before = await records();
  const text = textOf(late());
  const answer = await put(text);
  expect(answer?.status).toBe(201);
  expect(lateReceipt.parse(bodyOf(answer))).toMatchObject({ kind: 'late', iepId: 'iep-1', studentKey: STUDENT, packageSha256: sha256(RECORD), sha256: sha256(Buffer.from(text)) });
  expect(await records()).toEqual(before);
  expect(Buffer.from((await client.late('iep-1', sha256(Buffer.from(text))))?.body ?? []).toString('utf8')).toBe(text);
});

test('sent eight times at once is one row and eight equal receipts', async () => {
  const answers = await Promise.all(Array.from({ length: 8 }, () => put(textOf(late()))));
  expect(answers.map((answer) => answer?.status).sort()).toEqual([200, 200, 200, 200, 200, 200, 200, 201]);
  expect(new Set(answers.map((answer) => Buffer.from(answer?.body ?? []).toString('utf8'))).size).toBe(1);
  expect(await kept()).toHaveLength(1);
});

test('does not take the place of an earlier answer, and both are listed in the order they arrived', async () => {
  await put(textOf(late({ type: 'agreedExcept', exceptions: [{ page: 'fapeServices', what: 'speech', parentWords: 'Alone, please.' }] } as Partial<Signing>)));
  await put(textOf(late({ signedOn: '2026-11-21' })));
  const [listed] = iepList.parse(bodyOf(await client.iepsOf(STUDENT))).ieps;
  expect(listed).toMatchObject({ iepId: 'iep-1', sha256: sha256(RECORD), standing: 'current' });
  expect(listed?.late.map(({ sha256: digest }) => digest)).toEqual((await kept()).map((row) => row.sha256));
  expect(listed?.late).toHaveLength(2);
});

test('is news for the caseload once, and no longer when it is repeated', async () => {
  const before = caseloadPage.parse(bodyOf(await client.caseload(null))).next;
  await put(textOf(late()));
  const news = caseloadPage.parse(bodyOf(await client.caseload(before)));
  expect(news.students.map(({ studentKey, current }) => [studentKey, current])).toEqual([[STUDENT, 'iep-1']]);
  await put(textOf(late()));
  expect(caseloadPage.parse(bodyOf(await client.caseload(news.next))).students).toEqual([]);
});

describe('is refused, and nothing is kept, when', () => {
  const spaced = JSON.stringify(JSON.parse(textOf(late())), null, 1);
  test.each([
    ['its digest is not the one in the address', () => put(textOf(late()), client, 'iep-1', '0'.repeat(64)), 422, 'digest-mismatch'],
    ['it is written in another way, which would have another digest', () => put(spaced), 400, 'bad-json'],
    ['it is no late signature', () => put('{"a":1}'), 400, 'bad-json'],
    ['it names another record than the address', () => put(textOf(late(), { iepId: 'iep-2' })), 400, 'bad-json'],
    ['nobody sent the record', () => put(textOf(late(), { iepId: 'iep-2' }), client, 'iep-2'), 424, 'unknown-iep'],
    ['the record here has other bytes', () => put(textOf(late(), { sha256: '0'.repeat(64) })), 409, 'iep-id-reused'],
    ['the record here is of another student', () => put(textOf(late(), { studentKey: '1200000999' })), 409, 'iep-id-reused'],
    ['the key is of a case manager of other students', () => put(textOf(late({}, { by: 'st2' })), as('key-of-st2')), 403, 'not-on-caseload'],
    ['somebody else recorded it than the owner of the key', () => put(textOf(late({}, { by: 'dsm1' })), as('key-of-st1')), 403, 'not-on-caseload'],
    ['a provider recorded it', () => put(textOf(late({}, { by: 'st2' }))), 403, 'not-on-caseload'],
    ['who signed has no right to', () => put(textOf(late({ signedBy: 'An Aunt' }))), 400, 'bad-json'],
    ['it does not say which paper was signed', () => put(textOf(late({ paper: undefined }))), 400, 'bad-json'],
    ['it was recorded before it was signed', () => put(textOf(late({}, { at: '2026-11-19T18:00:00.000Z' }))), 400, 'bad-json'],
    ['who revokes has no right to', () => put(textOf(revocation({ revokedBy: 'An Aunt' }))), 400, 'bad-json'],
    ['a revocation was recorded before it was written', () => put(textOf({ ...revocation(), at: '2027-09-19T18:00:00.000Z' })), 400, 'bad-json'],
    ['a provider recorded a revocation', () => put(textOf({ ...revocation(), by: 'st2' })), 403, 'not-on-caseload'],
    ['services stop before the notice', () => put(textOf({ ...servicesStop, stopping: { ...servicesStop.stopping, servicesEndOn: '2027-09-23' } })), 400, 'bad-json'],
    ['its exception names nothing', () => put(textOf(late({ type: 'agreedExcept', exceptions: [{ page: 'fapeServices', what: ' ', parentWords: '' }] } as Partial<Signing>))), 400, 'bad-json'],
  ] as const)('%s', async (_name, send, status, type) => {
    const answer = await send();
    expect([answer?.status, problemOf(answer)]).toEqual([status, type]);
    expect(await kept()).toEqual([]);
  });

  test('no key is shown, and to read it the student must be on the caseload', async () => {
    await put(textOf(late()));
    const digest = sha256(Buffer.from(textOf(late())));
    expect((await as('wrong').late('iep-1', digest))?.status).toBe(401);
    expect((await as('key-of-st2').late('iep-1', digest))?.status).toBe(403);
    expect((await as('key-of-st1').late('iep-1', digest))?.status).toBe(200);
    expect((await client.late('iep-1', '0'.repeat(64)))?.status).toBe(404);
  });
});

test('agreeing to a plan cannot stand beside the finding that the student is not eligible', async () => {
  const { pages } = (JSON.parse(Buffer.from(RECORD).toString('utf8')) as { document: { pages: { infoEligibility: Record<string, unknown> } } }).document;
  const found = packageBytes('1200000999', 'iep-9', null, 'device-a', { document: { ...(JSON.parse(Buffer.from(RECORD).toString('utf8')) as { document: Record<string, unknown> }).document, pages: { ...pages, infoEligibility: { ...pages.infoEligibility, seisId: '1200000999', eligibilityOutcome: 'notEligible' } } } });
  await client.putBlob(sha256(pdfOf('iep-9')), pdfOf('iep-9'));
  expect((await client.putPackage('iep-9', found))?.status).toBe(201);
  const answer = await put(textOf(late(), { iepId: 'iep-9', studentKey: '1200000999', sha256: sha256(found) }), client, 'iep-9');
  expect(bodyOf(answer)).toMatchObject({ type: 'bad-json', detail: 'signing: planIsOffered' });
  expect(await kept()).toEqual([]);
  // That they understand it can, where page 1 says all of it; it is kept like any other answer.
  const understood = late({ type: 'notEligibleUnderstood', parentWords: 'He still needs help.' } as Partial<Signing>);
  expect(bodyOf(await put(textOf(understood, { iepId: 'iep-9', studentKey: '1200000999', sha256: sha256(found) }), client, 'iep-9'))).toMatchObject({ type: 'bad-json', detail: 'signing: foundNotEligible' });
  const whole = packageBytes('1200000998', 'iep-8', null, 'device-a', { document: { ...(JSON.parse(Buffer.from(RECORD).toString('utf8')) as { document: Record<string, unknown> }).document, pages: { ...pages, infoEligibility: { ...pages.infoEligibility, seisId: '1200000998', eligibilityOutcome: 'notEligible', planType: '900' } } } });
  await client.putBlob(sha256(pdfOf('iep-8')), pdfOf('iep-8'));
  expect((await client.putPackage('iep-8', whole))?.status).toBe(201);
  const text = textOf(understood, { iepId: 'iep-8', studentKey: '1200000998', sha256: sha256(whole) });
  expect((await put(text, client, 'iep-8'))?.status).toBe(201);
  expect((await kept()).map(({ sha256: digest }) => digest)).toEqual([sha256(Buffer.from(text))]);
  expect((await put(textOf(understood)))?.status).toBe(400);
});

interface Desk { readonly laptop: FakeLaptop; readonly sync: ReturnType<typeof createSync> }

async function desk(deviceId: string, http: Http = injected(() => app)): Promise<Desk> {
  const laptop = createLaptop(deviceId);
  const clock = createHandClock();
  const sync = createSync({ vault: laptop.vault, records: laptop.records, http, clock, timer: clock.timer, random: fakeRandom(seeded(3)) });
  expect((await sync.configure('http://127.0.0.1:1', KEY)).ok).toBe(true);
  return { laptop, sync };
}

const lateOn = async ({ laptop }: Desk) => {
  const stored = await laptop.packages.read('iep-1');
  return stored.ok ? stored.value.late : [];
};

test('recorded on one laptop is on the other after the next look at the caseload, once, and is not sent back', async () => {
  const [first, second] = [await desk('device-a'), await desk('device-b')];
  for (const { sync } of [first, second]) expect((await sync.pull()).ok).toBe(true);
  await first.laptop.packages.addLate('iep-1', late());
  expect((await first.sync.deliver()).items.filter(({ what }) => what === 'signature').map(({ state }) => state)).toEqual([]);
  expect((await lateOn(first)).map(({ receipt }) => receipt?.kind)).toEqual(['late']);
  for (let time = 0; time < 2; time += 1) expect((await second.sync.pull()).ok).toBe(true);
  expect(await lateOn(second)).toEqual(await lateOn(first));
  await second.sync.deliver();
  await first.sync.pull();
  expect(await kept()).toHaveLength(1);
  expect(await lateOn(first)).toHaveLength(1);
});

test('the server that ends before its commit keeps nothing and says nothing; one that ends after it keeps it once', async () => {
  const here = await desk('device-a');
  await here.sync.pull();
  await here.laptop.packages.addLate('iep-1', late());
  for (const [crash, rows] of [['beforeCommit', 0], ['afterCommit', 1]] as const) {
    district.crashNext(crash);
    await here.sync.deliver();
    expect(await kept()).toHaveLength(rows);
    expect((await lateOn(here))[0]?.receipt).toBeNull();
  }
  await here.sync.deliver();
  expect(await kept()).toHaveLength(1);
  expect((await lateOn(here))[0]?.receipt?.sha256).toBe((await kept())[0]?.sha256);
});

test('a damaged download of one is not kept, says so, and is fetched again the next time', async () => {
  await put(textOf(late()));
  const inner = injected(() => app);
  let damage = true;
  const here = await desk('device-b', {
    request: async (request) => {
      const answer = await inner.request(request);
      if (damage && request.url.includes('/late/')) answer.body[20] = (answer.body[20] ?? 0) ^ 1;
      return answer;
    },
  });
  expect(await here.sync.pull()).toMatchObject({ ok: false, failure: { code: 'damagedDownload' } });
  expect(await lateOn(here)).toEqual([]);
  damage = false;
  expect((await here.sync.pull()).ok).toBe(true);
  expect(await lateOn(here)).toMatchObject([{ signing: { signedBy: 'Dana Birchwater' }, by: 'st1' }]);
});

describe('progress reports, how they went home, and translations', () => {
  const plan = withRowIds((JSON.parse(Buffer.from(RECORD).toString('utf8')) as { readonly document: IepDocument }).document);
  const goals = reportedGoals(plan).map((row) => row[ROW_ID]);
  const [first] = progressRounds(plan, [], '2026-11-21');
  const facts = { id: first?.round.id ?? '', reportNo: 1, dueDate: '2026-12-04', note: '' };
  const report = (change: Partial<AffirmedRound> = {}, by = 'st1'): LateEntry => ({
    progress: { round: facts, edition: 1, reason: '', affirmedBy: 'Rosalind Achterberg', affirmedAt: '2026-11-21T10:00', reports: goals.map((goal) => ({ goal, report: { summary: `Words on ${goal}.`, progressCode: '3', sufficient: 'Y' } })), ...change }, by, at: '2026-11-21T18:00:00.000Z',
  });
  const sentHome = (by = 'st1'): LateEntry => ({ sent: { round: facts.id, edition: 1, how: 'mail', on: '2026-11-21' }, by, at: '2026-11-21T19:00:00.000Z' });
  const STRENGTHS = 'pages/presentLevels/strengths';
  const translated = (at = STRENGTHS, by = 'st1'): LateEntry => ({ translations: [{ at, language: 'Spanish', of: 'Any words.', text: 'Construye puentes.', translator: 'Marta Quiroga', date: '2026-11-21' }], by, at: '2026-11-21T20:00:00.000Z' });
  const entryText = (entry: LateEntry): string => lateText({ iepId: 'iep-1', studentKey: STUDENT, sha256: sha256(RECORD) }, entry);

  test('are kept beside the record as signatures are, listed in the order they came, and the state report does not change by them', async () => {
    expect(goals.length).toBeGreaterThanOrEqual(4);
    const before = [await records(), (await stateReport(district.store, '2027-01-15', 'students', '')).text];
    for (const entry of [report(), sentHome(), translated()]) expect((await put(entryText(entry)))?.status).toBe(201);
    expect([await records(), (await stateReport(district.store, '2027-01-15', 'students', '')).text]).toEqual(before);
    const [listed] = iepList.parse(bodyOf(await client.iepsOf(STUDENT))).ieps;
    expect(listed?.late.map(({ sha256: digest }) => digest)).toEqual([report(), sentHome(), translated()].map((entry) => sha256(Buffer.from(entryText(entry)))));
  });

  test.each([
    ['a report on a goal the record does not have', () => report({ reports: [{ goal: 'r99999', report: { summary: 'Words.' } }] }), 400, 'bad-json'],
    ['a report with a field no form has', () => report({ reports: [{ goal: goals[0] ?? '', report: { summary: 'Words.', mark: 'A' } }] }), 400, 'bad-json'],
    ['a report without a goal', () => report({ reports: [] }), 400, 'bad-json'],
    ['a report a provider affirmed', () => report({}, 'st2'), 403, 'not-on-caseload'],
    ['a provider says that it was sent', () => sentHome('st2'), 403, 'not-on-caseload'],
    ['a translation of a place the record does not have', () => translated('pages/presentLevels/nothingOfTheKind'), 400, 'bad-json'],
  ] as const)('are refused, and nothing is kept: %s', async (_name, entry, status, type) => {
    const answer = await put(entryText(entry()));
    expect([answer?.status, problemOf(answer)]).toEqual([status, type]);
    expect(await kept()).toEqual([]);
  });

  test('a provider of the student may type translations', async () => {
    expect((await put(entryText(translated(STRENGTHS, 'st2'))))?.status).toBe(201);
  });

  test('affirmed on one laptop, they are read on the other after its next look at the caseload: the report, the day it went home, the words', async () => {
    const [one, other] = [await desk('device-a'), await desk('device-b')];
    for (const { sync } of [one, other]) expect((await sync.pull()).ok).toBe(true);
    for (const entry of [report(), sentHome(), translated()]) await one.laptop.packages.addLate('iep-1', entry);
    await one.sync.deliver();
    expect((await lateOn(one)).map(({ receipt }) => receipt?.kind)).toEqual(['late', 'late', 'late']);
    expect((await other.sync.pull()).ok).toBe(true);
    expect(await lateOn(other)).toEqual(await lateOn(one));
    const [round] = progressRounds(withLate(plan, await lateOn(other)), [], '2026-11-22');
    expect(round).toMatchObject({ state: 'sent', affirmedBy: 'Rosalind Achterberg', sentHow: 'mail', sentDate: '2026-11-21' });
    expect(round?.goals.map(({ report: said }) => said['summary'])).toEqual(goals.map((goal) => `Words on ${goal}.`));
  });
});
