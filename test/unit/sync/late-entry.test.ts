/** What each answer of the district, or of something that is not the district, does to a signature that came after affirming. */
import { beforeEach, describe, expect, test } from 'vitest';
import { createSync } from '../../../electron/sync/sync.ts';
import type { Http, SyncService } from '../../../electron/ports/sync.ts';
import { lateText, readLateText } from '../../../shared/district-api/late-entry.ts';
import type { LateSignature } from '../../../shared/flow/late-signature.ts';
import { createHandClock, createLaptop, fakeRandom, seeded, sha256, type FakeLaptop, type HandClock } from '../../fixtures/laptop.ts';

type Request = Parameters<Http['request']>[0];
interface Reply { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: Uint8Array }
type Act = Reply | 'cut';

const json = (status: number, value: unknown, type = 'application/json'): Reply => ({ status, headers: { 'content-type': type }, body: Buffer.from(JSON.stringify(value)) });
const problem = (status: number, type: string): Reply => json(status, { type, title: type }, 'application/problem+json');
const META = json(200, { kind: 'district-server', orgId: 'trial', name: 'Tule Bend', apiVersion: 1, serverTime: '2026-11-02T08:00:00Z', limits: { packageBytes: 1, pdfBytes: 1 }, durable: true });
const SIGNATURE: LateSignature = { signing: { type: 'agreedAll', signedBy: 'Dana Birchwater', relation: 'mother', signedOn: '2026-11-20', paper: { signed: 'copy', returnedOn: '2026-11-21' } }, by: 'st1', at: '2026-11-21T18:00:00.000Z' };

let laptop: FakeLaptop;
let clock: HandClock;
let sync: SyncService;
/** What the next PUTs of a signature meet; empty = the good server. */
let script: ((request: Request) => Act)[];
let asked: string[];
let sent: Request[];

function packageReceipt(request: Request): Reply {
  const content = JSON.parse(Buffer.from(request.body ?? []).toString('utf8')) as { iepId: string; studentKey: string; pdfSha256: string };
  return json(201, { kind: 'receipt', iepId: content.iepId, studentKey: content.studentKey, sha256: sha256(request.body ?? new Uint8Array()), pdfSha256: content.pdfSha256, standing: 'current', conflictWith: null, seq: '1', receivedAt: '2026-11-02T08:00:01Z' });
}

const receipt = (changes: Readonly<Record<string, unknown>> = {}) => (request: Request): Act => {
  const answer = readLateText(Buffer.from(request.body ?? []).toString('utf8'));
  return json(201, { kind: 'late', iepId: answer?.iepId, studentKey: answer?.studentKey, packageSha256: answer?.packageSha256, sha256: sha256(request.body ?? new Uint8Array()), seq: '1', receivedAt: '2026-11-21T18:00:01Z', ...changes });
};

function answer(request: Request): Act {
  const { pathname } = new URL(request.url);
  if (pathname.endsWith('/meta')) return META;
  if (pathname.includes('/blobs/')) return json(201, { kind: 'blob', sha256: sha256(request.body ?? new Uint8Array()), size: request.body?.byteLength ?? 0 });
  if (pathname.includes('/late/')) return (script.shift() ?? receipt())(request);
  return packageReceipt(request);
}

beforeEach(async () => {
  laptop = createLaptop('device-a');
  clock = createHandClock();
  script = [];
  asked = [];
  sent = [];
  const http: Http = {
    request: (request) => {
      asked.push(`${request.method} ${new URL(request.url).pathname.replace('/api/v1', '').replace(/[0-9a-f]{64}/, '#')}`);
      sent.push(request);
      const act = answer(request);
      return act === 'cut' ? Promise.reject(new Error('net::ERR_CONNECTION_RESET')) : Promise.resolve(act);
    },
  };
  sync = createSync({ records: laptop.records, vault: { ...laptop.vault, profile: () => ({ staffId: 'st1', name: 'Rosalind Achterberg', role: 'caseManager', area: '', title: '' }) }, http, clock, timer: clock.timer, random: fakeRandom(seeded(7)) });
  expect((await sync.configure('https://district.example', 'key')).ok).toBe(true);
  await laptop.affirm('1200000417', 'iep-1', null);
});

const signatures = async () => (await sync.status()).items.filter(({ what }) => what === 'signature');
const kept = async () => {
  const stored = await laptop.packages.read('iep-1');
  return stored.ok ? stored.value.late : [];
};

/** The record is at the district, and a signature came since. */
async function signedLater(): Promise<void> {
  await sync.deliver();
  await laptop.packages.addLate('iep-1', SIGNATURE);
  asked = [];
  sent = [];
}

test('a late signature is sent by itself once the district holds its record, and its receipt is kept', async () => {
  await laptop.packages.addLate('iep-1', SIGNATURE);
  await sync.deliver();
  expect(asked.slice(1)).toEqual(['PUT /blobs/sha256/#', 'PUT /ieps/iep-1', 'PUT /ieps/iep-1/late/#']);
  expect((await kept())[0]?.receipt).toMatchObject({ kind: 'late', iepId: 'iep-1' });
  expect(await signatures()).toMatchObject([{ state: 'delivered', receivedAt: '2026-11-21T18:00:01Z', iepId: 'iep-1' }]);
  const before = asked.length;
  await sync.deliver();
  expect(asked).toHaveLength(before);
});

test('what is sent is the canonical text of the answer and names the bytes of the record, whatever order its words were kept in', async () => {
  await sync.deliver();
  const { signing, by, at } = SIGNATURE;
  await laptop.packages.addLate('iep-1', JSON.parse(JSON.stringify({ at, by, signing: Object.fromEntries(Object.entries(signing).toReversed()) })) as LateSignature);
  await sync.deliver();
  const stored = await laptop.packages.read('iep-1');
  const record = { iepId: 'iep-1', studentKey: '1200000417', sha256: stored.ok ? stored.value.sha256 : '' };
  const put = sent.find(({ url }) => url.includes('/late/'));
  expect(Buffer.from(put?.body ?? []).toString('utf8')).toBe(lateText(record, SIGNATURE));
  expect(put?.url).toContain(sha256(put?.body ?? new Uint8Array()));
});

describe('a late signature waits and is sent again when', () => {
  test.each([
    ['the connection is cut', (): Act => 'cut', 'unreachable'],
    ['the server answers 503', () => json(503, {}), 'unreachable'],
    ['a Wi-Fi page answers 200', () => ({ status: 200, headers: { 'content-type': 'text/html' }, body: Buffer.from('<html>') }), 'notDistrict'],
    ['something else answers 200 with JSON', () => json(200, { ok: true }), 'notDistrict'],
    ['the receipt of a package comes back', () => json(200, { kind: 'receipt', iepId: 'iep-1' }), 'notDistrict'],
    ['the receipt names another digest', receipt({ sha256: '0'.repeat(64) }), 'lyingReceipt'],
    ['the receipt names another record', receipt({ iepId: 'iep-2' }), 'lyingReceipt'],
    ['the receipt names other bytes of the record', receipt({ packageSha256: '0'.repeat(64) }), 'lyingReceipt'],
    ['the receipt names another student', receipt({ studentKey: '1' }), 'lyingReceipt'],
  ] as const)('%s', async (_name, fault, code) => {
    await signedLater();
    script = [fault];
    await sync.deliver();
    expect((await kept())[0]?.receipt).toBeNull();
    expect((await sync.status()).lastFailure?.code).toBe(code);
    const [waiting] = await signatures();
    expect(waiting).toMatchObject({ state: 'waiting', attempts: 1 });
    expect(waiting?.reason).not.toBe('');
    await sync.deliver();
    expect((await kept())[0]?.receipt).not.toBeNull();
    expect(await signatures()).toMatchObject([{ state: 'delivered' }]);
  });
});

test('a district that lost the record gets it again first, once', async () => {
  await signedLater();
  script = [() => problem(424, 'unknown-iep')];
  await sync.deliver();
  expect(asked).toEqual(['PUT /ieps/iep-1/late/#', 'PUT /blobs/sha256/#', 'PUT /ieps/iep-1', 'PUT /ieps/iep-1/late/#']);
  expect((await kept())[0]?.receipt).not.toBeNull();
});

test('a district that goes on not knowing the record is asked again later, not for ever at once', async () => {
  await signedLater();
  script = [() => problem(424, 'unknown-iep'), () => problem(424, 'unknown-iep')];
  await sync.deliver();
  expect(asked).toHaveLength(4);
  expect(await signatures()).toMatchObject([{ state: 'waiting' }]);
});

test('one that the district refuses stops for a person, and holds up neither the next IEP of the student nor a signature to another record', async () => {
  await signedLater();
  await laptop.affirm('1200000417', 'iep-2', 'iep-1');
  script = [() => problem(403, 'not-on-caseload')];
  await sync.deliver();
  expect(await signatures()).toMatchObject([{ state: 'refused', reason: expect.stringMatching(/caseload/) }]);
  expect(asked).toContain('PUT /ieps/iep-2');
  await laptop.packages.addLate('iep-2', SIGNATURE);
  script = [() => problem(403, 'not-on-caseload')];
  await sync.deliver();
  const [first, second] = await signatures();
  expect([first?.iepId, first?.state, second?.iepId, second?.state]).toEqual(['iep-1', 'refused', 'iep-2', 'delivered']);
});

test('an answer waits for the earlier answer to the same record', async () => {
  await signedLater();
  await laptop.packages.addLate('iep-1', { ...SIGNATURE, at: '2026-11-22T18:00:00.000Z' });
  script = [() => 'cut'];
  await sync.deliver();
  expect(asked).toEqual(['PUT /ieps/iep-1/late/#']);
  await sync.deliver();
  expect((await kept()).map(({ receipt: given }) => given !== null)).toEqual([true, true]);
});

test('text that is spelled in another way is no late signature', () => {
  const text = lateText({ iepId: 'iep-1', studentKey: '1200000417', sha256: '0'.repeat(64) }, SIGNATURE);
  expect(readLateText(text)).toMatchObject({ iepId: 'iep-1', signing: SIGNATURE.signing });
  for (const other of [`${text} `, text.replace('"by":"st1"', '"by" :"st1"'), '{', '[]', text.replace('"format":1', '"format":2')]) expect(readLateText(other)).toBeNull();
});
