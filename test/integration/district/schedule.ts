/**
 * One random schedule from a seed: two laptops, two students, a server that dies and a network that lies, then a day without faults; and the
 * promises that must hold after it. `check` says what was broken, in words.
 */
import type { FastifyInstance } from 'fastify';
import type { DeliverOne } from '../../../electron/sync/from-records.ts';
import { createSync } from '../../../electron/sync/sync.ts';
import type { Http, SyncService } from '../../../electron/ports/sync.ts';
import type { DistrictStore } from '../../../district/store.ts';
import { waitingIn } from '../../crash/rig.ts';
import { createHandClock, createLaptop, fakeRandom, seeded, sha256, type FakeLaptop } from '../../fixtures/laptop.ts';
import { KEY, emptyDistrict, injected, serve, type TestDistrict } from './harness.ts';

/** What can go wrong with one request. `restart` replaces the server process; the database stays. */
const FAULTS = ['none', 'none', 'none', 'cutBefore', 'cutAfter', '500before', '500after', '503', 'portalPage', 'portalRedirect', 'portalJson', 'killBeforeCommit', 'killAfterCommit', 'restart', 'doubled'] as const;
type Fault = (typeof FAULTS)[number];

export interface Variant {
  /** The product's own, or one broken on purpose. */
  readonly deliverOne?: DeliverOne;
  readonly store?: (district: TestDistrict) => DistrictStore;
}

export interface ScheduleReport {
  readonly violations: readonly string[];
  readonly packages: number;
  readonly faults: number;
  readonly conflicts: number;
}

interface Laptop extends FakeLaptop {
  readonly sync: SyncService;
}

const page = (status: number, type: string, body: string, headers: Readonly<Record<string, string>> = {}) => ({ status, headers: { 'content-type': type, ...headers }, body: new Uint8Array(Buffer.from(body)) });

/** Requests meet faults while `stormy()`. */
function faulty(inner: Http, district: TestDistrict, restart: () => void, stormy: () => boolean, unit: () => number, count: () => void): Http {
  const lost = (): never => {
    throw new Error('net::ERR_CONNECTION_RESET');
  };
  return {
    request: async (request) => {
      const fault: Fault = stormy() ? (FAULTS[Math.floor(unit() * FAULTS.length)] ?? 'none') : 'none';
      if (fault !== 'none') count();
      switch (fault) {
        case 'none': return inner.request(request);
        case 'cutBefore': return lost();
        case '500before': return page(500, 'text/plain', 'failed');
        case '503': return page(503, 'text/html', 'busy', { 'retry-after': '3' });
        case 'portalPage': return page(200, 'text/html', '<html>Accept the terms</html>');
        case 'portalRedirect': return page(302, 'text/html', '', { location: 'https://wifi.example/' });
        case 'portalJson': return page(200, 'application/json', '{"status":"ok"}');
        case 'cutAfter': await inner.request(request); return lost();
        case '500after': await inner.request(request); return page(500, 'text/plain', 'failed');
        case 'restart': restart(); return lost();
        case 'doubled': await Promise.all([inner.request(request), inner.request(request)]); return inner.request(request);
        case 'killBeforeCommit':
        case 'killAfterCommit': {
          district.crashNext(fault === 'killBeforeCommit' ? 'beforeCommit' : 'afterCommit');
          const answer = await inner.request(request);
          // A request without a transaction outlives the crash that was meant for it.
          district.crashNext(null);
          return answer;
        }
      }
    },
  };
}

/** Runs one schedule on an emptied district. */
export async function runSchedule(district: TestDistrict, seed: number, variant: Variant = {}): Promise<ScheduleReport> {
  await emptyDistrict(district.db);
  const unit = seeded(seed);
  const store = variant.store?.(district) ?? district.store;
  let app: FastifyInstance = serve(store);
  let stormy = true;
  let faults = 0;
  const restart = (): void => {
    app = serve(store);
  };
  const http = faulty(injected(() => app), district, restart, () => stormy, unit, () => { faults += 1; });
  // Clocks wrong by hours and by a year: no order may ever come from them.
  const laptops = await Promise.all(['2026-11-02T08:00:00.000Z', '2025-09-28T15:00:00.000Z'].map(async (start, number): Promise<Laptop> => {
    const laptop = createLaptop(`device-${number}`);
    const clock = createHandClock(start);
    await laptop.vault.writeSetting('district', { url: 'http://127.0.0.1:1', accessKey: KEY, orgId: 'trial', name: 'Tule Bend', trial: true, cursor: null });
    return { ...laptop, sync: createSync({ vault: laptop.vault, records: laptop.records, http, clock, timer: clock.timer, random: fakeRandom(unit) }, variant.deliverOne) };
  }));

  const violations: string[] = [];
  const note = (found: readonly string[]): void => {
    violations.push(...found);
  };
  const students = ['1200000417', '1200000418'];
  let made = 0;
  for (let step = 0; step < 14; step += 1) {
    const laptop = laptops[Math.floor(unit() * 2)] as Laptop;
    const what = unit();
    if (what < 0.4) {
      const student = students[Math.floor(unit() * 2)] as string;
      await laptop.affirm(student, `iep-${seed}-${(made += 1)}`, laptop.vault.caseload.byKey(student)?.currentIepId ?? null);
    } else if (what < 0.85) await laptop.sync.deliver();
    else await laptop.sync.pull();
    note(await falseReceipts(district, laptops));
  }
  stormy = false;
  for (let round = 0; round < 4; round += 1) for (const laptop of laptops) await laptop.sync.deliver();
  for (const laptop of laptops) {
    const pulled = await laptop.sync.pull();
    if (!pulled.ok) note([`a pull without faults failed: ${pulled.failure.code}`]);
    await laptop.sync.close();
  }
  const { broken, conflicts } = await check(district, laptops);
  note(broken);
  return { violations: [...new Set(violations)], packages: made, faults, conflicts };
}

/** Never "delivered" on a laptop without the district holding the same bytes. */
async function falseReceipts(district: TestDistrict, laptops: readonly Laptop[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const laptop of laptops) {
    for (const entry of laptop.vault.caseload.all()) {
      for (const stored of await laptop.packages.listOf(entry.studentId)) {
        if (stored.receipt === null) continue;
        const held = await district.db.kysely.selectFrom('iep').select('bytes').where('iep_id', '=', stored.package.iepId).execute();
        if (held.length !== 1 || sha256((held[0] as { bytes: Uint8Array }).bytes) !== stored.sha256) found.push(`${stored.package.iepId} counts as delivered, but the district does not hold it`);
      }
    }
  }
  return found;
}

async function check(district: TestDistrict, laptops: readonly Laptop[]): Promise<{ readonly broken: readonly string[]; readonly conflicts: number }> {
  const rows = await district.db.kysely.selectFrom('iep').selectAll().orderBy('seq').execute();
  const broken = [...(await falseReceipts(district, laptops))];
  for (const laptop of laptops) {
    for (const [iepId, bytes] of laptop.affirmed) {
      const held = rows.filter((row) => row.iep_id === iepId);
      if (held.length !== 1) broken.push(`${iepId} is stored ${held.length} times`);
      else if (!Buffer.from((held[0] as { bytes: Uint8Array }).bytes).equals(Buffer.from(bytes))) broken.push(`${iepId} is stored with other bytes`);
    }
    for (const waiting of await waitingIn(laptop.packages)) broken.push(`${waiting.package.iepId} still waits although nothing is in its way`);
  }
  const affirmed = new Set(laptops.flatMap((laptop) => [...laptop.affirmed.keys()]));
  for (const row of rows) if (!affirmed.has(row.iep_id)) broken.push(`${row.iep_id} is stored although nobody affirmed it`);
  for (const student of new Set(rows.map((row) => row.student_key))) {
    const own = rows.filter((row) => row.student_key === student);
    const current = own.filter((row) => row.standing === 'current');
    if (current.length !== 1) broken.push(`${student} has ${current.length} Current IEPs`);
    const line = own.filter((row) => row.standing !== 'conflict');
    // Linear: in the order of arrival each adopted record stands on the one before it.
    line.forEach((row, index) => {
      if (row.base !== (line[index - 1]?.iep_id ?? null)) broken.push(`${row.iep_id} does not stand on the record adopted before it`);
    });
    const devices = new Set(own.map((row) => row.device));
    if (devices.size === 1 && line.length !== own.length) broken.push(`${student} has a conflict caused by one device alone`);
  }
  return { broken, conflicts: rows.filter((row) => row.standing === 'conflict').length };
}
