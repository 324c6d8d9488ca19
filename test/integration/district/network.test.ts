/** Over real sockets, with a cable that can be cut: refused means refused, zero bytes pass, and what waited arrives when it is whole again. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCutProxy, type CutProxy } from '../../../build/run/cut-proxy.ts';
import { createDistrictServer } from '../../../district/server.ts';
import { createSync } from '../../../electron/sync/sync.ts';
import type { Http } from '../../../electron/ports/sync.ts';
import { createHandClock, createLaptop, fakeRandom, pdfOf, seeded, sha256 } from '../../fixtures/laptop.ts';
import { FACTS, KEY, openTestDistrict, type TestDistrict } from './harness.ts';

let district: TestDistrict;
let server: ReturnType<typeof createDistrictServer>;
let cable: CutProxy;

/** Node's own client in the place of Electron's. */
const http: Http = {
  request: async ({ method, url, headers, body, timeoutMs }) => {
    const answer = await fetch(url, { method, headers: { ...headers }, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs), ...(body === undefined ? {} : { body: Buffer.from(body) }) });
    return { status: answer.status, headers: Object.fromEntries(answer.headers), body: new Uint8Array(await answer.arrayBuffer()) };
  },
};

beforeAll(async () => {
  district = await openTestDistrict();
  server = createDistrictServer({ ...FACTS, db: district.db });
  cable = await createCutProxy({ target: await server.listen({ port: 0, host: '127.0.0.1' }) });
});
afterAll(async () => {
  await cable.close();
  await server.close();
  await district.close();
});

test('with the cable cut nothing passes and everything waits; with it healed everything is delivered', async () => {
  const laptop = createLaptop('device-a');
  const clock = createHandClock();
  const sync = createSync({ vault: laptop.vault, records: laptop.records, http, clock, timer: clock.timer, random: fakeRandom(seeded(5)) });
  expect(await sync.configure(`http://127.0.0.1:${cable.port}`, KEY)).toMatchObject({ ok: true, value: { network: 'reachable', server: { trial: true } } });
  expect(cable.bytes()).toBeGreaterThan(0);
  await laptop.affirm('1200000417', 'iep-1', null);
  await laptop.affirm('1200000417', 'iep-2', 'iep-1');

  cable.cut();
  const before = cable.bytes();
  expect(cable.refused()).toBe(0);
  const away = await sync.deliver();
  expect(away).toMatchObject({ network: 'unreachable', lastFailure: { code: 'unreachable' } });
  expect(away.items.map((item) => item.state)).toEqual(['waiting', 'waiting']);
  expect(await sync.pull()).toEqual({ ok: false, failure: { code: 'unreachable' } });
  expect(cable.refused()).toBeGreaterThanOrEqual(2);
  expect(cable.bytes()).toBe(before);

  cable.heal();
  const back = await sync.deliver();
  expect(back.items.map((item) => item.state)).toEqual(['delivered', 'delivered']);
  expect(cable.bytes()).toBeGreaterThan(before + pdfOf('iep-1').byteLength);
  const head = await fetch(`http://127.0.0.1:${cable.port}/api/v1/blobs/sha256/${sha256(pdfOf('iep-1'))}`, { method: 'HEAD', headers: { authorization: `Bearer ${KEY}` } });
  expect(head.headers.get('content-length')).toBe(String(pdfOf('iep-1').byteLength));
  await sync.close();
});

test('a cut ends a request that is under way', async () => {
  const hanging = createCutProxy({ target: { host: '127.0.0.1', port: cable.port } });
  const proxy = await hanging;
  const before = proxy.bytes();
  const request = fetch(`http://127.0.0.1:${proxy.port}/api/v1/blobs/sha256/${'0'.repeat(64)}`, {
    method: 'PUT', headers: { authorization: `Bearer ${KEY}` }, duplex: 'half',
    // A body that never ends: only the cut can end this request.
    body: new ReadableStream({ start: (stream) => stream.enqueue(new Uint8Array(1000)) }),
  } as RequestInit);
  const ended = expect(request).rejects.toThrow();
  while (proxy.bytes() === before) await new Promise((resolve) => setImmediate(resolve));
  proxy.cut();
  await ended;
  await proxy.close();
});
