/** Random faults never lose, double or overwrite a package; and five servers and laptops that are broken on purpose are each found out. */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deliver } from '../../../electron/sync/delivery.ts';
import type { DeliverOne } from '../../../electron/sync/from-records.ts';
import type { DistrictStore, IncomingPackage } from '../../../district/store.ts';
import type { Receipt } from '../../../shared/district-api/contract.ts';
import type { StoredPackage } from '../../../electron/ports/packages.ts';
import { times } from '../../crash/size.ts';
import { openTestDistrict, type TestDistrict } from './harness.ts';
import { runSchedule, type Variant } from './schedule.ts';

/** Schedules per run; IEP_SCHEDULES asks for a longer night. */
const SCHEDULES = Math.max(times(15, 60), Number(process.env['IEP_SCHEDULES'] ?? '0'));
/** Schedules within which each broken variant must be found out (storage.md 6, item 11). */
const MUTANT_LIMIT = 60;

let district: TestDistrict;
beforeAll(async () => {
  district = await openTestDistrict();
});
afterAll(() => district.close());

test(`${SCHEDULES} random schedules of faults break no promise`, { timeout: 300_000 }, async () => {
  let packages = 0;
  let faults = 0;
  let conflicts = 0;
  for (let seed = 1; seed <= SCHEDULES; seed += 1) {
    const report = await runSchedule(district, seed);
    expect(report.violations, `seed ${seed}`).toEqual([]);
    packages += report.packages;
    faults += report.faults;
    conflicts += report.conflicts;
  }
  console.log(`${SCHEDULES} schedules (seeds 1 to ${SCHEDULES}): ${packages} packages, ${faults} faults, ${conflicts} conflicts kept, 0 violations`);
  // A schedule without faults or conflicts would prove nothing.
  expect(packages).toBeGreaterThan(3 * SCHEDULES);
  expect(faults).toBeGreaterThan(10 * SCHEDULES);
  expect(conflicts).toBeGreaterThan(SCHEDULES / 3);
});

/** A receipt somebody makes up. */
function inventedReceipt(item: StoredPackage | IncomingPackage): Receipt {
  return {
    kind: 'receipt', iepId: item.package.iepId, studentKey: item.package.studentKey, sha256: item.sha256, pdfSha256: item.package.pdfSha256,
    standing: 'current', conflictWith: null, seq: '0', receivedAt: '2026-11-02T08:00:00.000Z',
  };
}

const anySuccessIsProof: DeliverOne = async (client, local, item) => {
  const pdf = await local.pdf(item.package.iepId);
  if ('code' in pdf) throw new Error('The fake laptop lost a PDF.');
  await client.putBlob(item.package.pdfSha256, pdf);
  const answer = await client.putPackage(item.package.iepId, item.bytes);
  return answer !== null && answer.status < 300 ? { kind: 'delivered', receipt: inventedReceipt(item) } : { kind: 'later', failure: { code: 'unreachable' } };
};

/** "Drop" = no longer waiting: the laptop stops trying and treats the package as done. */
const dropOnServerError: DeliverOne = async (client, local, item, doubtful) => {
  let failed = false;
  const watching = { ...client, putPackage: async (iepId: string, bytes: Uint8Array) => {
    const answer = await client.putPackage(iepId, bytes);
    failed = answer !== null && answer.status >= 500;
    return answer;
  } };
  const attempt = await deliver(watching, local, item, doubtful);
  return failed ? { kind: 'delivered', receipt: inventedReceipt(item) } : attempt;
};

/** A repeat becomes a second row under an id of the server's own. */
function nonIdempotent({ store }: TestDistrict): DistrictStore {
  let copies = 0;
  return {
    ...store,
    putPackage: async (incoming, access) => {
      const put = await store.putPackage(incoming, access);
      if (put.kind !== 'repeated') return put;
      copies += 1;
      const iepId = `${incoming.package.iepId}-copy-${copies}`;
      await store.putPackage({ ...incoming, package: { ...incoming.package, iepId } }, access);
      return { kind: 'stored', receipt: put.receipt };
    },
  };
}

/** What arrives last is the Current, whatever it was written on. */
function lastWriterWins({ store, db }: TestDistrict): DistrictStore {
  return {
    ...store,
    putPackage: async (incoming, access) => {
      const put = await store.putPackage(incoming, access);
      if (put.kind !== 'stored' || put.receipt.standing !== 'conflict') return put;
      await db.kysely.deleteFrom('iep').where('iep_id', '=', incoming.package.iepId).execute();
      await sql`update iep set iep_id = ${incoming.package.iepId}, bytes = ${incoming.bytes}, sha256 = ${incoming.sha256}, pdf_sha256 = ${incoming.package.pdfSha256} where iep_id = ${put.receipt.conflictWith}`.execute(db.kysely);
      return { kind: 'stored', receipt: { ...put.receipt, standing: 'current', conflictWith: null } };
    },
  };
}

function acknowledgeBeforeCommit({ store }: TestDistrict): DistrictStore {
  return {
    ...store,
    putPackage: async (incoming, access) => {
      try {
        return await store.putPackage(incoming, access);
      } catch {
        // The answer had left before the process died.
        return { kind: 'stored', receipt: inventedReceipt(incoming) };
      }
    },
  };
}

const BROKEN: readonly (readonly [string, Variant])[] = [
  ['takes any 2xx for a proof', { deliverOne: anySuccessIsProof }],
  ['stores a repeat a second time', { store: nonIdempotent }],
  ['lets the last writer win', { store: lastWriterWins }],
  ['drops a package on a server error', { deliverOne: dropOnServerError }],
  ['acknowledges before the commit', { store: acknowledgeBeforeCommit }],
];

/** Seed of the first schedule that finds the variant out, or null. */
async function caughtAt(variant: Variant): Promise<number | null> {
  for (let seed = 1; seed <= MUTANT_LIMIT; seed += 1) {
    const { violations } = await runSchedule(district, seed, variant);
    if (violations.length > 0) return seed;
  }
  return null;
}

describe('the schedules find out a product that', () => {
  test.each(BROKEN)('%s', { timeout: 300_000 }, async (name, variant) => {
    const seed = await caughtAt(variant);
    console.log(`caught at seed ${seed ?? 'none'}: ${name}`);
    expect(seed).not.toBeNull();
  });
});
