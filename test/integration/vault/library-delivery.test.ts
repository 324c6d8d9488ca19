/** Documents of the district on a disk that fails or loses its power anywhere between the fetch and the seal: nothing is half there, the older edition stays until the newer one is sealed, and the next look finishes it. */
import { expect, test, vi } from 'vitest';
import type { OpenVault } from '../../../electron/ports/open-vault.ts';
import { everyCall, named } from '../../crash/every-call.ts';
import { createMemoryDisk, type PowerCut } from '../../crash/memory-disk.ts';
import { createKeyStore, createTestClock, freshProcess, must, PASSPHRASE, rigVault, takeIn } from '../../crash/rig.ts';
import { dice, seededRandom } from '../../crash/seeded.ts';
import { times } from '../../crash/size.ts';
import { documentPdf } from '../../fixtures/documents.ts';
import { createFakeDistrict, JUDGE, linesOf, look, shelfOf, type FakeDistrict } from '../../fixtures/handed-out.ts';

vi.setConfig({ testTimeout: times(180_000, 600_000) });

/** What pdf.js says of these few files is always the same, and it takes most of the time. */
const QUICK = { judge: { judge: (pdf: Uint8Array) => (Buffer.from(pdf).includes('JavaScript') ? JUDGE.judge(pdf) : Promise.resolve({ ok: true as const, value: { pages: 1 } })) } };

const AFTER = ['fresh: March 2027', 'own: Notice own', 'replaced: March 2028', 'stays: March 2027'];

/** A shelf on which everything is about to happen at the next look. */
async function beforeTheLook(vault: OpenVault): Promise<FakeDistrict> {
  const district = createFakeDistrict();
  for (const name of ['stays', 'replaced', 'leaves']) district.handOut(name);
  must(await takeIn(vault, 'own'));
  must(await look(vault, district, QUICK));
  must(await vault.libraryTold.change((told) => ({ ...told, news: [] })));
  district.withdraw('leaves');
  district.handOut('fresh');
  district.handOut('replaced', documentPdf('Newer'), { edition: 'March 2028' });
  return district;
}

/** True of any state between the one before and the one after; never of a mixture that would leave somebody without a document. */
async function expectNothingHalf(vault: OpenVault): Promise<void> {
  const shelf = await shelfOf(vault);
  expect(shelf).toEqual(expect.arrayContaining(['own: Notice own', 'stays: March 2027']));
  expect(shelf.some((one) => one.startsWith('replaced: '))).toBe(true);
  expect(vault.damaged()).toEqual([]);
  // What is said of a document is true of the shelf.
  const lines = await linesOf(vault);
  if (lines.some((line) => line.startsWith('Withdrawn'))) expect(shelf).not.toContain('leaves: March 2027');
  if (lines.some((line) => line.startsWith('New from'))) expect(shelf).toContain('fresh: March 2027');
  if (lines.some((line) => line.startsWith('A newer'))) expect(shelf).toContain('replaced: March 2028');
}

test('any one disk call of a look fails, once or for good: nothing is half there, and the next look finishes it', async () => {
  const tried = await everyCall(
    async (at) => {
      const { vault } = must(await at.vault(1).create(PASSPHRASE));
      return { vault, district: await beforeTheLook(vault) };
    },
    async (_at, { vault, district }) => {
      const done = await look(vault, district, QUICK);
      named(done);
      return done.ok;
    },
    async (at, { vault, district }, acknowledged) => {
      const crashed = must(await at.vault(2).unlock(PASSPHRASE));
      await expectNothingHalf(crashed);
      if (acknowledged) expect(await shelfOf(crashed)).toEqual(AFTER);
      // The same window once the disk is well again.
      must(await look(vault, district, QUICK));
      expect(await shelfOf(vault)).toEqual(AFTER);
    },
    times(5, 1),
  );
  expect(tried).toBeGreaterThan(60);
});

test.each(['nothing', 'prefix', 'pages'] as const)('a power cut at any moment of a look, of which %s survives, leaves every document whole, and the look after it finishes', async (how: PowerCut) => {
  const seen = new Set<string>();
  for (let seed = 0; seed < times(40, 300); seed += 1) {
    const disk = createMemoryDisk();
    const deviceSecret = createKeyStore();
    const start = (on: typeof disk, process: number) => rigVault({ disk: on, random: seededRandom(7 + process), clock: createTestClock(), deviceSecret, processes: freshProcess(process) });
    await disk.makeFolder('/data');
    await disk.syncFolder('/');
    const { vault } = must(await start(disk, 1).create(PASSPHRASE));
    const district = await beforeTheLook(vault);
    const looking = look(vault, district, QUICK);
    for (let turn = 0; turn < seed * 9; turn += 1) await Promise.resolve();
    const cut = disk.cutPower(how, dice(seed));
    await looking;
    const after = must(await start(cut, 2).unlock(PASSPHRASE));
    await expectNothingHalf(after);
    seen.add((await shelfOf(after)).join());
    must(await look(after, district, QUICK));
    expect(await shelfOf(after), `seed ${seed}`).toEqual(AFTER);
    await after.close();
    await vault.close();
  }
  // The cuts fell before, between and after.
  expect(seen.size).toBeGreaterThan(2);
});
