/** The fault table of storage.md 5.2: what each answer of the district, or of something that is not the district, does to a package that waits. */
import { beforeEach, describe, expect, test } from 'vitest';
import { createSync } from '../../../electron/sync/sync.ts';
import type { Http, SyncService } from '../../../electron/ports/sync.ts';
import { waitingIn } from '../../crash/rig.ts';
import { createHandClock, createLaptop, fakeRandom, pdfOf, seeded, sha256, type FakeLaptop, type HandClock } from '../../fixtures/laptop.ts';

type Request = Parameters<Http['request']>[0];
interface Reply { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: Uint8Array }
type Act = Reply | 'cut';

const json = (status: number, value: unknown, headers: Readonly<Record<string, string>> = {}, type = 'application/json; charset=utf-8'): Reply => ({ status, headers: { 'content-type': type, ...headers }, body: Buffer.from(JSON.stringify(value)) });
const problem = (status: number, type: string): Reply => json(status, { type, title: type }, {}, 'application/problem+json');
const html = (status: number, headers: Readonly<Record<string, string>> = {}): Reply => ({ status, headers: { 'content-type': 'text/html', ...headers }, body: Buffer.from('<html>Accept the terms of the library Wi-Fi</html>') });
const META = json(200, { kind: 'district-server', orgId: 'trial', name: 'Tule Bend', apiVersion: 1, serverTime: '2026-11-02T08:00:00Z', limits: { packageBytes: 1, pdfBytes: 1 }, durable: true });

let laptop: FakeLaptop;
let clock: HandClock;
let sync: SyncService;
/** What the next package PUTs meet; empty = the good server. */
let script: Act[];
let asked: string[];
/** What the scripted server holds. */
let held: Map<string, string>;

function goodReceipt(request: Request, changes: Readonly<Record<string, unknown>> = {}): Reply {
  const content = JSON.parse(Buffer.from(request.body ?? new Uint8Array()).toString('utf8')) as { iepId: string; studentKey: string; pdfSha256: string };
  return json(201, { kind: 'receipt', iepId: content.iepId, studentKey: content.studentKey, sha256: sha256(request.body ?? new Uint8Array()), pdfSha256: content.pdfSha256, standing: 'current', conflictWith: null, seq: '1', receivedAt: '2026-11-02T08:00:01Z', ...changes });
}

function answer(request: Request): Act {
  const { pathname } = new URL(request.url);
  if (pathname.endsWith('/meta')) return META;
  if (pathname.includes('/blobs/')) return request.method === 'HEAD' ? json(404, {}) : json(201, { kind: 'blob', sha256: sha256(request.body ?? new Uint8Array()), size: request.body?.byteLength ?? 0 });
  if (pathname.endsWith('/receipt')) {
    const there = held.get(pathname.split('/').at(-2) ?? '');
    return there === undefined ? problem(404, 'not-found') : { status: 200, headers: { 'content-type': 'application/json' }, body: Buffer.from(there) };
  }
  const scripted = script.shift();
  if (scripted !== undefined) return scripted;
  const receipt = goodReceipt(request);
  held.set(pathname.split('/').at(-1) ?? '', Buffer.from(receipt.body).toString('utf8'));
  return receipt;
}

const http: Http = {
  request: (request) => {
    asked.push(`${request.method} ${new URL(request.url).pathname.replace('/api/v1', '').replace(/[0-9a-f]{64}/, '#')}`);
    const act = answer(request);
    return act === 'cut' ? Promise.reject(new Error('net::ERR_CONNECTION_RESET')) : Promise.resolve(act);
  },
};

beforeEach(async () => {
  laptop = createLaptop('device-a');
  clock = createHandClock();
  script = [];
  asked = [];
  held = new Map();
  sync = createSync({ vault: laptop.vault, records: laptop.records, http, clock, timer: clock.timer, random: fakeRandom(seeded(7)) });
  const configured = await sync.configure('https://district.example', 'key');
  expect(configured.ok).toBe(true);
  asked = [];
});

async function item(iepId = 'iep-1') {
  const found = (await sync.status()).items.find((one) => one.iepId === iepId);
  if (found === undefined) throw new Error(`The sync centre does not show ${iepId}.`);
  return found;
}

/** Lets everything that could still happen by itself happen: nothing here waits for more than resolved promises. */
function everythingElse(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

async function receiptOf(iepId = 'iep-1') {
  const stored = await laptop.packages.read(iepId);
  return stored.ok ? stored.value.receipt : undefined;
}

test('a package is delivered PDF first, and its receipt is stored', async () => {
  await laptop.affirm('1200000417', 'iep-1', null);
  await sync.deliver();
  expect(asked).toEqual(['PUT /blobs/sha256/#', 'PUT /ieps/iep-1']);
  expect((await receiptOf())?.sha256).toBe((await laptop.packages.listOf('local-device-a-1200000417'))[0]?.sha256);
  expect((await item()).state).toBe('delivered');
});

const scriptedReceipt = (changes: Readonly<Record<string, unknown>>): (() => Act) => () => goodReceipt({ method: 'PUT', url: '', headers: {}, body: laptop.affirmed.get('iep-1') ?? new Uint8Array(), timeoutMs: 1 }, changes);

const RETRIED: readonly (readonly [string, () => Act, string])[] = [
  ['the connection is cut', () => 'cut', 'unreachable'],
  ['the server answers 500', () => json(500, { type: 'about:blank', title: 'x' }), 'unreachable'],
  ['the server answers 503', () => html(503), 'unreachable'],
  ['the server answers 429', () => html(429), 'unreachable'],
  ['a Wi-Fi page answers 200', () => html(200), 'notDistrict'],
  ['a Wi-Fi page redirects', () => html(302, { location: 'https://wifi.example/' }), 'notDistrict'],
  ['something else answers 200 with JSON', () => json(200, { ok: true }), 'notDistrict'],
  ['something answers 204', () => ({ status: 204, headers: {}, body: new Uint8Array() }), 'notDistrict'],
  ['a receipt arrives as text/plain', () => ({ ...(scriptedReceipt({})() as Reply), headers: { 'content-type': 'text/plain' } }), 'notDistrict'],
  ['half of a receipt arrives', () => ({ status: 201, headers: { 'content-type': 'application/json' }, body: Buffer.from('{"kind":"receipt","iepId":"ie') }), 'notDistrict'],
  ['the receipt names another digest', scriptedReceipt({ sha256: '0'.repeat(64) }), 'lyingReceipt'],
  ['the receipt names another PDF', scriptedReceipt({ pdfSha256: '0'.repeat(64) }), 'lyingReceipt'],
  ['the receipt names another record', scriptedReceipt({ iepId: 'iep-other' }), 'lyingReceipt'],
  ['the receipt names another student', scriptedReceipt({ studentKey: '1' }), 'lyingReceipt'],
  ['the receipt tells of a conflict with nothing', scriptedReceipt({ standing: 'conflict' }), 'lyingReceipt'],
  ['the server lacks a base this laptop does not hold', () => problem(424, 'unknown-base'), 'districtRefused'],
];

describe('a package waits and is delivered on the next try when', () => {
  test.each(RETRIED)('%s', async (_name, fault, code) => {
    await laptop.affirm('1200000417', 'iep-1', null);
    script = [fault()];
    await sync.deliver();
    expect(await receiptOf()).toBeNull();
    expect((await sync.status()).lastFailure?.code).toBe(code);
    const waiting = await item();
    expect(waiting.state).toBe('waiting');
    expect(waiting.reason).not.toBe('');
    expect(waiting.attempts).toBe(1);
    await sync.deliver();
    expect(await receiptOf()).not.toBeNull();
    expect((await item()).state).toBe('delivered');
  });
});

describe('a package stops for a person, is kept whole and is not tried again by itself when', () => {
  test.each([
    ['the student is not on the caseload', problem(403, 'not-on-caseload'), /caseload/],
    ['the id holds other bytes', problem(409, 'iep-id-reused'), /nothing was replaced/],
    ['it is too large', problem(413, 'too-large'), /larger/],
    ['a gateway says it is too large', html(413), /larger/],
    ['the server cannot read it', problem(400, 'bad-json'), /could not read/],
  ] as const)('%s', async (_name, reply, words) => {
    const stored = await laptop.affirm('1200000417', 'iep-1', null);
    script = [reply];
    await sync.deliver();
    const refused = await item();
    expect(refused.state).toBe('refused');
    expect(refused.reason).toMatch(words);
    expect(clock.nextIn()).toBeNull();
    const kept = await laptop.packages.read('iep-1');
    expect(kept.ok && kept.value.bytes).toBe(stored.bytes);
    const before = asked.length;
    sync.wake();
    await everythingElse();
    expect(asked.length).toBe(before);
  });

  test('same id with other bytes is not sent again even when a person asks', async () => {
    await laptop.affirm('1200000417', 'iep-1', null);
    script = [problem(409, 'iep-id-reused')];
    await sync.deliver();
    const before = asked.length;
    await sync.deliver();
    expect(asked.length).toBe(before);
    expect((await item()).state).toBe('refused');
  });
});

test('an expired key pauses everything, drops nothing, and a new key goes on', async () => {
  await laptop.affirm('1200000417', 'iep-1', null);
  await laptop.affirm('1200000418', 'iep-2', null);
  script = [problem(401, 'token-expired'), problem(401, 'token-expired')];
  await sync.deliver();
  expect((await sync.status()).lastFailure?.code).toBe('signInNeeded');
  expect((await sync.status()).items.map((one) => one.state)).toEqual(['paused', 'paused']);
  const before = asked.length;
  sync.wake();
  await everythingElse();
  expect(asked.length).toBe(before);
  await sync.configure('https://district.example', 'new key');
  await sync.deliver();
  expect(await receiptOf('iep-1')).not.toBeNull();
  expect(await receiptOf('iep-2')).not.toBeNull();
});

test('a missing PDF is sent before the package is tried again', async () => {
  await laptop.affirm('1200000417', 'iep-1', null);
  script = [problem(424, 'missing-blob')];
  await sync.deliver();
  expect(asked).toEqual(['PUT /blobs/sha256/#', 'PUT /ieps/iep-1', 'PUT /blobs/sha256/#', 'PUT /ieps/iep-1']);
  expect(await receiptOf()).not.toBeNull();
});

test('a district that lost the earlier record gets it again, then the later one', async () => {
  await laptop.affirm('1200000417', 'iep-1', null);
  await sync.deliver();
  await laptop.affirm('1200000417', 'iep-2', 'iep-1');
  asked = [];
  script = [problem(424, 'unknown-base')];
  await sync.deliver();
  expect(asked.filter((line) => line.startsWith('PUT /ieps'))).toEqual(['PUT /ieps/iep-2', 'PUT /ieps/iep-1', 'PUT /ieps/iep-2']);
  expect(await receiptOf('iep-2')).not.toBeNull();
});

test('a digest mismatch is sent once more and then stops', async () => {
  await laptop.affirm('1200000417', 'iep-1', null);
  script = [problem(422, 'digest-mismatch'), problem(422, 'digest-mismatch')];
  await sync.deliver();
  expect(asked.filter((line) => line === 'PUT /ieps/iep-1')).toHaveLength(2);
  expect((await item()).state).toBe('refused');
});

test('after a lost answer the receipt is asked for and nothing is sent twice', async () => {
  const stored = await laptop.affirm('1200000417', 'iep-1', null);
  script = ['cut'];
  await sync.deliver();
  held.set('iep-1', Buffer.from(goodReceipt({ method: 'PUT', url: '', headers: {}, body: stored.bytes, timeoutMs: 1 }).body).toString('utf8'));
  asked = [];
  await sync.deliver();
  expect(asked).toEqual(['GET /ieps/iep-1/receipt']);
  expect(await receiptOf()).not.toBeNull();
});

test('a conflict counts as delivered, is shown as a conflict, and the package stays', async () => {
  await laptop.affirm('1200000417', 'iep-1', null);
  script = [scriptedReceipt({ standing: 'conflict', conflictWith: 'iep-theirs' })()];
  await sync.deliver();
  const shown = await item();
  expect(shown.state).toBe('conflict');
  expect(shown.reason).toMatch(/Both are kept/);
  expect((await laptop.packages.read('iep-1')).ok).toBe(true);
});

test('records of one student go in order: the second waits for whatever stops the first', async () => {
  await laptop.affirm('1200000417', 'iep-1', null);
  await laptop.affirm('1200000417', 'iep-2', 'iep-1');
  await laptop.affirm('1200000418', 'iep-3', null);
  script = [problem(403, 'not-on-caseload')];
  await sync.deliver();
  expect(asked).not.toContain('PUT /ieps/iep-2');
  expect(asked).toContain('PUT /ieps/iep-3');
  expect((await item('iep-2')).state).toBe('waiting');
});

test('at most two students are served at once', async () => {
  for (let number = 1; number <= 5; number += 1) await laptop.affirm(`120000050${number}`, `iep-${number}`, null);
  let now = 0;
  let most = 0;
  const slow: Http = {
    request: async (request) => {
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => setImmediate(resolve));
      now -= 1;
      return http.request(request);
    },
  };
  const other = createSync({ vault: laptop.vault, records: laptop.records, http: slow, clock, timer: clock.timer, random: fakeRandom(seeded(7)) });
  await other.deliver();
  expect(most).toBe(2);
  expect(await waitingIn(laptop.packages)).toEqual([]);
});

test('Retry-After is obeyed, and the network coming back starts the wait anew', async () => {
  await laptop.affirm('1200000417', 'iep-1', null);
  script = [html(503, { 'retry-after': '120' })];
  await sync.deliver();
  expect(clock.nextIn()).toBe(120_000);
  const done = new Promise<void>((resolve) => {
    sync.onChange((status) => {
      if (status.items.some((one) => one.state === 'delivered')) resolve();
    });
  });
  sync.wake();
  await done;
  expect(await receiptOf()).not.toBeNull();
});

test('a waiting package is delivered by the timer alone', async () => {
  await laptop.affirm('1200000417', 'iep-1', null);
  script = ['cut'];
  await sync.deliver();
  const wait = clock.nextIn();
  expect(wait).not.toBeNull();
  expect(wait).toBeLessThanOrEqual(2_000);
  const done = new Promise<void>((resolve) => {
    sync.onChange((status) => {
      if (status.items.some((one) => one.state === 'delivered')) resolve();
    });
  });
  clock.advance(wait ?? 0);
  await done;
  expect(await receiptOf()).not.toBeNull();
});

test('an empty outbox causes no traffic and sets no timer', async () => {
  await sync.deliver();
  sync.wake();
  await everythingElse();
  expect(asked).toEqual([]);
  expect(clock.nextIn()).toBeNull();
});

test('without a district everything waits and says so', async () => {
  const alone = createLaptop('device-b');
  const quiet = createSync({ vault: alone.vault, records: alone.records, http, clock, timer: clock.timer, random: fakeRandom(seeded(1)) });
  await alone.affirm('1200000417', 'iep-1', null);
  const status = await quiet.deliver();
  expect(asked).toEqual([]);
  expect(status.server).toBeNull();
  expect(status.items[0]?.reason).toMatch(/No district server/);
});

test('what is sent is exactly the stored bytes, with their digest', async () => {
  const stored = await laptop.affirm('1200000417', 'iep-1', null);
  const seen: Request[] = [];
  const watching = createSync({ vault: laptop.vault, records: laptop.records, http: { request: (request) => { seen.push(request); return http.request(request); } }, clock, timer: clock.timer, random: fakeRandom(seeded(1)) });
  await watching.deliver();
  const put = seen.find((request) => request.url.endsWith('/ieps/iep-1'));
  expect(put?.body).toBe(stored.bytes);
  expect(put?.headers['Repr-Digest']).toBe(`sha-256=:${Buffer.from(stored.sha256, 'hex').toString('base64')}:`);
  expect(put?.headers['If-None-Match']).toBe('*');
  expect(Buffer.from(seen.find((request) => request.url.includes('/blobs/'))?.body ?? []).equals(Buffer.from(pdfOf('iep-1')))).toBe(true);
});
