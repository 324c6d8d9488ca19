/** A lock, a lid or a quit waits for no network: sync ends at once whatever is under way. And what fails while nobody waits for it is tried again, not thrown at nobody. */
import { beforeEach, expect, test } from 'vitest';
import type { Http, SyncService } from '../../../electron/ports/sync.ts';
import type { RememberedRecords } from '../../../electron/ports/packages.ts';
import { createSync } from '../../../electron/sync/sync.ts';
import { waitingIn } from '../../crash/rig.ts';
import { createHandClock, createLaptop, fakeRandom, seeded, type FakeLaptop, type HandClock } from '../../fixtures/laptop.ts';

type Request = Parameters<Http['request']>[0];
type Answer = Awaited<ReturnType<Http['request']>>;

const json = (value: unknown): Answer => ({ status: 200, headers: { 'content-type': 'application/json' }, body: Buffer.from(JSON.stringify(value)) });
const META = json({ kind: 'district-server', orgId: 'trial', name: 'Tule Bend', apiVersion: 1, serverTime: '2026-11-02T08:00:00Z', limits: { packageBytes: 1, pdfBytes: 1 }, durable: true });
const CASELOAD = json({ students: [], next: '5:1', more: false });

let laptop: FakeLaptop;
let clock: HandClock;
/** What every request but `/meta` meets. */
let district: (request: Request) => Promise<Answer>;
let asked: Request[];

function start(records: RememberedRecords = laptop.records, vault = laptop.vault): SyncService {
  const request = async (wanted: Request): Promise<Answer> => {
    if (wanted.url.endsWith('/meta')) return META;
    asked.push(wanted);
    return district(wanted);
  };
  return createSync({ vault, records, http: { request }, clock, timer: clock.timer, random: fakeRandom(seeded(7)) });
}

async function configured(sync: SyncService): Promise<SyncService> {
  expect((await sync.configure('https://district.example', 'key')).ok).toBe(true);
  return sync;
}

function everythingElse(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

beforeEach(() => {
  laptop = createLaptop('device-a');
  clock = createHandClock();
  asked = [];
  district = () => new Promise(() => undefined);
});

test('a delivery under way to a district that does not answer is broken off when the records are closed, and waits for the next time', async () => {
  const sync = await configured(start());
  await laptop.affirm('1200000417', 'iep-1', null);
  const delivering = sync.deliver();
  await everythingElse();
  expect(asked).toHaveLength(1);
  await sync.close();
  expect(asked[0]?.signal?.aborted).toBe(true);
  expect((await delivering).items[0]?.state).toBe('waiting');
  await everythingElse();
  expect(asked).toHaveLength(1);
  expect(await waitingIn(laptop.packages)).toHaveLength(1);
});

test('so is a caseload that is being fetched', async () => {
  const sync = await configured(start());
  const pulling = sync.pull();
  await everythingElse();
  expect(asked).toHaveLength(1);
  await sync.close();
  expect(await pulling).toMatchObject({ ok: false, failure: { code: 'unreachable' } });
});

test('a disk that does not say what waits is asked again by itself, and nothing is thrown at nobody', async () => {
  let broken = false;
  const records: RememberedRecords = { ...laptop.records, all: async () => { if (broken) throw Object.assign(new Error('The disk did not read.'), { code: 'EIO' }); return laptop.records.all(); } };
  const sync = await configured(start(records));
  await everythingElse();
  await laptop.affirm('1200000417', 'iep-1', null);
  broken = true;
  sync.onChange(() => undefined);
  sync.wake();
  await everythingElse();
  expect(asked).toEqual([]);
  broken = false;
  clock.advance(60_000);
  await everythingElse();
  expect(asked).toHaveLength(1);
  await sync.close();
});

test('an address that is entered while a caseload page is noted as read stays: the note does not put the old one back', async () => {
  let turn: Promise<unknown> = Promise.resolve();
  const { writeSetting } = laptop.vault;
  // As in the vault: one write after the other, and what is written counts once it is on the disk.
  const vault: FakeLaptop['vault'] = { ...laptop.vault, writeSetting: (name, value) => { const mine = turn.then(everythingElse).then(() => writeSetting(name, value)); turn = mine; return mine; } };
  const sync = await configured(start(laptop.records, vault));
  const entering: Promise<unknown>[] = [];
  district = async () => {
    entering.push(sync.configure('https://other.example', 'another key'));
    await Promise.resolve();
    return CASELOAD;
  };
  expect((await sync.pull()).ok).toBe(true);
  await Promise.all(entering);
  expect((await sync.status()).server?.url).toBe('https://other.example');
  await sync.close();
});
