/** What unlocking costs on a large caseload: it reads what a crash may have left half done, and nothing else. */
import { afterEach, describe, expect, test } from 'vitest';
import type { Disk } from '../../../electron/ports/computer.ts';
import type { OpenVault } from '../../../electron/ports/open-vault.ts';
import { ok } from '../../../shared/words/failures.ts';
import { createMemoryDisk } from '../../crash/memory-disk.ts';
import { must, PASSPHRASE } from '../../crash/rig.ts';
import { packageBytes, pdfOf, sha256 } from '../../fixtures/laptop.ts';
import { SMALLEST } from '../../fixtures/long-iep.ts';
import { setUp, type Desk } from './desk.ts';

const STUDENTS = 500;
/** Writing the caseload takes a few seconds; on a machine that does much else, many. */
const TIME_MS = 180_000;

let desk: Desk | null = null;
afterEach(async () => {
  await desk?.end();
  desk = null;
});

/** A disk that notes which packages are read whole; their heads are read at every opening. */
function countingDisk(): { readonly disk: Disk; readonly read: string[] } {
  const memory = createMemoryDisk();
  const read: string[] = [];
  const disk: Disk = {
    ...memory,
    read: async (path) => {
      if (/packages\/[^/]+\.iep$/.test(path)) read.push(path.slice(path.lastIndexOf('/') + 1, -'.iep'.length));
      return memory.read(path);
    },
  };
  return { disk, read };
}

/** Commits a small record as this computer, or another one, affirms it: the pointer to the Current stays where it is. */
async function commit(vault: OpenVault, n: number, iepId: string, base: string | null, device = vault.deviceId): Promise<void> {
  must(await vault.packages.commit(`s${n}`, packageBytes(`key-${n}`, iepId, base, device, { document: SMALLEST }), pdfOf(iepId)));
}

async function receive(vault: OpenVault, n: number, iepId: string): Promise<void> {
  const { sha256: held } = must(await vault.packages.read(iepId));
  must(await vault.packages.storeReceipt(iepId, { kind: 'receipt', iepId, studentKey: `key-${n}`, sha256: held, pdfSha256: sha256(pdfOf(iepId)), standing: 'current', conflictWith: null, seq: '1', receivedAt: '2027-09-01T16:00:00.000Z' }));
}

/** Students with a History and a Current each, all of it at the district. */
async function caseload(vault: OpenVault): Promise<void> {
  const numbers = Array.from({ length: STUDENTS }, (_none, n) => n);
  const put = (currentOf: (n: number) => string) => Promise.all(numbers.map(async (n) => must(await vault.caseload.put({
    studentId: `s${n}`, studentKey: `key-${n}`, name: `Student ${n}`, grade: '04', birthDate: '2017-03-01', caseManagerId: 'st1', caseManager: 'Rosalind Achterberg', currentIepId: currentOf(n), nextAnnualDate: '', nextTriennialDate: '',
  }))));
  await put((n) => `current-${n}`);
  for (const n of numbers) {
    await commit(vault, n, `history-${n}`, null);
    await commit(vault, n, `current-${n}`, `history-${n}`);
    for (const iepId of [`history-${n}`, `current-${n}`]) await receive(vault, n, iepId);
  }
}

describe(`unlocking a caseload of ${STUDENTS} with two affirmed IEPs each`, () => {
  test('reads no package, and after a crash only what was committed since; that becomes the Current, once', { timeout: TIME_MS }, async () => {
    const { disk, read } = countingDisk();
    desk = await setUp({ disk });
    const inside = (work: (vault: OpenVault) => Promise<void>) => desk?.session.inside(async ({ vault }) => { await work(vault); return ok(null); });
    /** Locks, unlocks, and gives the packages that were read in between. */
    const reading = async (): Promise<readonly string[]> => {
      await desk?.session.lock('suspend');
      read.length = 0;
      await desk?.get('session.unlock', { passphrase: PASSPHRASE });
      return [...read];
    };
    const currentOf = async (n: number): Promise<string | null | undefined> => must(await (desk as Desk).session.inside(({ vault }) => ok(vault.caseload.get(`s${n}`)?.currentIepId)));

    await inside(caseload);
    expect(read.length).toBeGreaterThanOrEqual(STUDENTS * 2);
    expect(await reading()).toEqual([]);

    // As a crash leaves it between the package and the list of students: twice in a row for one, and a record of another computer for a third.
    await inside(async (vault) => {
      await commit(vault, 7, 'affirmed-7', 'current-7');
      await commit(vault, 250, 'affirmed-250', 'current-250');
      await commit(vault, 250, 'again-250', 'affirmed-250');
      await commit(vault, 499, 'elsewhere-499', 'current-499', 'another-laptop');
      await commit(vault, 498, 'on-another-498', 'history-498');
    });
    expect((await reading()).toSorted()).toEqual(['affirmed-250', 'affirmed-7', 'again-250', 'elsewhere-499', 'on-another-498']);
    expect(await Promise.all([6, 7, 250, 498, 499].map(currentOf))).toEqual(['current-6', 'affirmed-7', 'again-250', 'current-498', 'current-499']);
    // What was mended needs no second look.
    expect((await reading()).toSorted()).toEqual(['elsewhere-499', 'on-another-498']);
    expect(await currentOf(250)).toBe('again-250');
  });
});
