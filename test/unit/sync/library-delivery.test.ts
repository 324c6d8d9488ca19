/** When a desk looks for documents of its district: at what turns to the district, again by itself after a failure, and never so that a lock waits for it. */
import { beforeEach, expect, test } from 'vitest';
import type { Http, SyncService } from '../../../electron/ports/sync.ts';
import type { OpenVault } from '../../../electron/ports/open-vault.ts';
import type { PdfJudge } from '../../../electron/ports/paper.ts';
import { createLibraryDelivery, type LibraryDelivery } from '../../../electron/sync/library-delivery.ts';
import { writeDistrict } from '../../../electron/sync/settings.ts';
import { withLibrary } from '../../../electron/sync/with-library.ts';
import { fail, ok } from '../../../shared/words/failures.ts';
import { createMemoryDisk } from '../../crash/memory-disk.ts';
import { must, PASSPHRASE, rigVault } from '../../crash/rig.ts';
import { seededRandom } from '../../crash/seeded.ts';
import { createFakeDistrict, JUDGE, problem, shelfOf, type FakeDistrict } from '../../fixtures/handed-out.ts';
import { createHandClock, fakeRandom, seeded, type HandClock } from '../../fixtures/laptop.ts';

const SETTINGS = { url: 'https://district.example', accessKey: 'key', orgId: 'tule', name: 'Tule Bend', trial: false, cursor: null };
let vault: OpenVault;
let district: FakeDistrict;
let clock: HandClock;
let changes: number;

const http: Http = {
  request: async ({ url, headers }) => {
    expect(headers['Authorization']).toBe('Bearer key');
    const answer = await (url.endsWith('/library') ? district.client.library() : district.client.libraryPdf(url.split('/').at(-1) ?? ''));
    if (answer === null) throw new Error('There is no network here.');
    return answer;
  },
};

const deliveryOf = (parts: { readonly http?: Http; readonly judge?: PdfJudge } = {}): LibraryDelivery => createLibraryDelivery({ vault, http, clock, timer: clock.timer, random: fakeRandom(seeded(3)), judge: JUDGE, changed: () => { changes += 1; }, ...parts });

/** Everything that needs no clock. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

beforeEach(async () => {
  const disk = createMemoryDisk();
  await disk.makeFolder('/data');
  ({ vault } = must(await rigVault({ disk, random: seededRandom(1) }).create(PASSPHRASE)));
  must(await writeDistrict(vault, SETTINGS));
  district = createFakeDistrict();
  clock = createHandClock();
  changes = 0;
});

test('a look fetches what is new and says that something changed; one that finds nothing says nothing', async () => {
  district.handOut('safeguards');
  const delivery = deliveryOf();
  await delivery.look();
  expect(await shelfOf(vault)).toEqual(['safeguards: March 2027']);
  expect(changes).toBe(1);
  await delivery.look();
  expect(changes).toBe(1);
  expect(clock.nextIn()).toBeNull();
  await delivery.close();
});

test('without a network it looks again by itself, later and later, until the district answers', async () => {
  district.handOut('safeguards');
  district.answers = () => null;
  const delivery = deliveryOf();
  await delivery.look();
  const waits: number[] = [];
  for (let n = 0; n < 12; n += 1) {
    const wait = clock.nextIn();
    if (wait === null) throw new Error('Nothing is tried again.');
    waits.push(wait);
    clock.advance(wait);
    await settled();
  }
  expect(district.asked()).toHaveLength(13);
  expect(Math.max(...waits)).toBeLessThanOrEqual(15 * 60_000);
  expect(Math.max(...waits.slice(8))).toBeGreaterThan(Math.max(...waits.slice(0, 3)));
  district.answers = () => undefined;
  clock.advance(clock.nextIn() ?? 0);
  await settled();
  expect(await shelfOf(vault)).toEqual(['safeguards: March 2027']);
  expect(clock.nextIn()).toBeNull();
  await delivery.close();
});

test('with a key the district does not take it waits for a person', async () => {
  district.answers = () => problem('token-expired', 401);
  const delivery = deliveryOf();
  await delivery.look();
  expect(clock.nextIn()).toBeNull();
  await delivery.close();
});

test('a computer without a district asks nobody', async () => {
  must(await vault.writeSetting('district', null));
  const delivery = deliveryOf();
  await delivery.look();
  expect(district.asked()).toEqual([]);
  await delivery.close();
});

test('two who look at once fetch a document once', async () => {
  district.handOut('safeguards');
  const delivery = deliveryOf();
  await Promise.all([delivery.look(), delivery.look(), delivery.look()]);
  expect(district.asked().filter((asked) => asked === 'safeguards')).toHaveLength(1);
  await delivery.close();
});

test.each([
  ['a district that does not answer', { http: { request: () => new Promise<never>(() => undefined) } }],
  ['a file that takes its time to be looked into', { judge: { judge: () => new Promise<never>(() => undefined) } }],
])('a lock does not wait for %s; nothing is kept, and nothing is said or tried afterwards', async (_what, parts) => {
  district.handOut('safeguards');
  const delivery = deliveryOf(parts);
  const looking = delivery.look();
  await settled();
  await delivery.close();
  await looking;
  expect([changes, clock.nextIn(), await shelfOf(vault)]).toEqual([0, null, []]);
  await delivery.look();
  await vault.close();
});

test('records that are locked in the middle of a look end it quietly', async () => {
  district.handOut('safeguards');
  const delivery = deliveryOf();
  const looking = delivery.look();
  await vault.close();
  await looking;
  await delivery.close();
  expect(changes).toBe(0);
});

test('an unlock, a district that is set up and a caseload that is fetched each look for documents, and wait for none', async () => {
  const done: string[] = [];
  const never = new Promise<never>(() => undefined);
  const sync = {
    wake: () => void done.push('wake'), configure: async (url: string) => (url === '' ? fail('badServerAddress') : ok({})), pull: async () => ok({ students: 1, records: 2 }), close: async () => void done.push('sync closed'),
  } as unknown as SyncService;
  const both = withLibrary(sync, { look: () => { done.push('look'); return never; }, close: async () => void done.push('library closed') });
  both.wake();
  expect((await both.configure('https://district.example', 'key')).ok).toBe(true);
  expect((await both.configure('', 'key')).ok).toBe(false);
  expect(await both.pull()).toEqual({ ok: true, value: { students: 1, records: 2 } });
  await both.close();
  expect(done).toEqual(['wake', 'look', 'look', 'look', 'library closed', 'sync closed']);
});
