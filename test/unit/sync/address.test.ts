/** Where records may be sent, and how long a laptop waits between two tries. */
import { describe, expect, test } from 'vitest';
import { districtAddress } from '../../../electron/sync/address.ts';
import { retryAfterMs, unitOf, waitMs } from '../../../electron/sync/backoff.ts';
import { createSync } from '../../../electron/sync/sync.ts';
import { createHandClock, createLaptop, fakeRandom, seeded } from '../../fixtures/laptop.ts';

test.each([
  ['https://district.example', 'https://district.example', false],
  [' https://District.example:8443/iep/ ', 'https://district.example:8443/iep', false],
  ['http://127.0.0.1:4000', 'http://127.0.0.1:4000', true],
  ['http://[::1]:4000/', 'http://[::1]:4000', true],
])('%s is accepted', (text, url, loopback) => {
  expect(districtAddress(text)).toEqual({ ok: true, value: { url, loopback } });
});

test.each([
  '', 'district', 'http://district.example', 'http://localhost:4000', 'http://127.0.0.1.example.org', 'http://127.0.0.2', 'http://0.0.0.0', 'ftp://127.0.0.1', 'file:///etc/passwd',
  'javascript:alert(1)', 'https://user:secret@district.example', 'https://district.example/?next=x', 'https://district.example/#x',
])('"%s" is refused as a district address', (text) => {
  expect(districtAddress(text)).toEqual({ ok: false, failure: { code: 'badServerAddress' } });
});

describe('setting up the district', () => {
  const setUp = (status: number, type: string, body: unknown) => {
    const laptop = createLaptop('device-a');
    const clock = createHandClock();
    let asked = 0;
    const http = { request: () => { asked += 1; return Promise.resolve({ status, headers: { 'content-type': type }, body: Buffer.from(JSON.stringify(body)) }); } };
    return { laptop, asked: () => asked, sync: createSync({ vault: laptop.vault, records: laptop.records, http, clock, timer: clock.timer, random: fakeRandom(seeded(1)) }) };
  };
  const META = { kind: 'district-server', orgId: 'o', name: 'Tule Bend', apiVersion: 1, serverTime: 't', limits: { packageBytes: 1, pdfBytes: 1 }, durable: true };

  test('keeps the address only when a district server answers there', async () => {
    for (const [status, type, body] of [[200, 'text/html', 'hello'], [302, 'text/html', ''], [200, 'application/json', { kind: 'printer' }], [200, 'application/json', { ...META, apiVersion: 2 }]] as const) {
      const { laptop, sync } = setUp(status, type, body);
      expect(await sync.configure('https://district.example', 'k')).toMatchObject({ ok: false, failure: { code: 'notDistrict' } });
      expect(laptop.vault.readSetting('district')).toBeUndefined();
    }
  });

  test('sends nothing to an unsafe address', async () => {
    const { sync, asked } = setUp(200, 'application/json', META);
    expect(await sync.configure('http://district.example', 'k')).toMatchObject({ ok: false, failure: { code: 'badServerAddress' } });
    expect(asked()).toBe(0);
  });

  test('shows plain http on this computer, and a store that is not durable, as a trial', async () => {
    const trialOf = async (url: string, durable: boolean) => {
      const configured = await setUp(200, 'application/json', { ...META, durable }).sync.configure(url, 'k');
      return configured.ok && configured.value.server?.trial;
    };
    expect(await trialOf('http://127.0.0.1:4000', true)).toBe(true);
    expect(await trialOf('https://district.example', false)).toBe(true);
    expect(await trialOf('https://district.example', true)).toBe(false);
  });
});

test('waits double up to 15 minutes, are spread over their whole length, and obey the server', () => {
  expect([1, 2, 3, 4].map((attempts) => waitMs(attempts, 0.5, null))).toEqual([1000, 2000, 4000, 8000]);
  expect(waitMs(40, 0.999999, null)).toBeLessThanOrEqual(15 * 60_000);
  expect(waitMs(5000, 0.5, null)).toBe(450_000);
  expect(waitMs(1, 0, null)).toBe(0);
  expect(waitMs(1, 0.5, 60_000)).toBe(60_000);
  expect(waitMs(1, 0.5, 10 * 3_600_000)).toBe(15 * 60_000);
  expect(unitOf(Uint8Array.of(255, 255, 255, 255))).toBeLessThan(1);
});

test('Retry-After is read as seconds or as a date', () => {
  const now = '2026-11-02T08:00:00.000Z';
  expect(retryAfterMs('7', now)).toBe(7000);
  expect(retryAfterMs('Mon, 02 Nov 2026 08:01:00 GMT', now)).toBe(60_000);
  expect(retryAfterMs('Mon, 02 Nov 2026 07:00:00 GMT', now)).toBe(0);
  expect(retryAfterMs('soon', now)).toBeNull();
  expect(retryAfterMs(undefined, now)).toBeNull();
});
