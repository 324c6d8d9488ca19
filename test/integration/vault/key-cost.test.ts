/** What a passphrase costs to try: measured when a key is made, kept with the wrap, honoured by every later unlock on any computer, and bounded both ways. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { LEAST_COST, MOST_COST, MOST_NEW_PASSES, PASSPHRASE_COST, type DerivationCost, type KeyDerivation } from '../../../electron/vault/passphrase.ts';
import { createMemoryDisk } from '../../crash/memory-disk.ts';
import { createKeyStore, derivationOn, freshProcess, must, PASSPHRASE, rigVault, ROOT } from '../../crash/rig.ts';
import { seededRandom } from '../../crash/seeded.ts';

const NEXT = 'another four quiet stones';
/** Milliseconds for one pass. */
const SLOW = 900;
const FAST = 60;
const FASTEST = 2;

/** One disk under computers of different speed; `asked` is what each derivation cost. */
function setUp() {
  const disk = createMemoryDisk();
  const random = seededRandom(5);
  const deviceSecret = createKeyStore();
  const asked: DerivationCost[] = [];
  const on = (msPerPass: number) => {
    const derivation = derivationOn(msPerPass);
    const keyDerivation: KeyDerivation = {
      derive: (job) => {
        asked.push(job.cost);
        return derivation.derive(job);
      },
    };
    return rigVault({ disk, random, deviceSecret, keyDerivation, processes: freshProcess(1) });
  };
  const costNow = async (): Promise<DerivationCost> => (JSON.parse(Buffer.from(await disk.read(`${ROOT}/keyring.json`)).toString('utf8')) as { keyring: { daily: { cost: DerivationCost } } }).keyring.daily.cost;
  return { disk, asked, on, costNow };
}

describe('making a key', () => {
  test('on a slow computer costs the least, and is measured and made by one derivation', async () => {
    const { asked, on, costNow } = setUp();
    await must(await on(SLOW).create(PASSPHRASE)).vault.close();
    expect(await costNow()).toEqual(PASSPHRASE_COST);
    // Made, and proved from the disk.
    expect(asked).toEqual([PASSPHRASE_COST, PASSPHRASE_COST]);
  });

  test.each([['a fast', FAST, 8], ['the fastest', FASTEST, MOST_NEW_PASSES]] as const)('on %s computer costs as much as there is time for, and opens there and on a slow one', async (_which, msPerPass, passes) => {
    const { asked, on, costNow } = setUp();
    await must(await on(msPerPass).create(PASSPHRASE)).vault.close();
    const cost = { ...PASSPHRASE_COST, passes };
    expect(await costNow()).toEqual(cost);
    for (const speed of [msPerPass, SLOW]) await must(await on(speed).unlock(PASSPHRASE)).close();
    expect(asked).toEqual([PASSPHRASE_COST, cost, cost, cost, cost]);
    expect(await on(SLOW).unlock('four other river stones')).toMatchObject({ failure: { code: 'wrongPassphrase' } });
  });

  test('is measured anew with each new passphrase, and by the recovery code; unlocking changes no cost', async () => {
    const { on, costNow } = setUp();
    const { vault, recoveryCode } = must(await on(SLOW).create(PASSPHRASE));
    await vault.close();
    await must(await on(FAST).unlock(PASSPHRASE)).close();
    expect((await costNow()).passes).toBe(3);
    must(await on(FAST).changePassphrase(PASSPHRASE, NEXT));
    expect((await costNow()).passes).toBe(8);
    await must(await on(SLOW).unlock(NEXT)).close();
    expect((await costNow()).passes).toBe(8);
    await must(await on(FASTEST).recover(recoveryCode, PASSPHRASE)).close();
    expect((await costNow()).passes).toBe(MOST_NEW_PASSES);
    must(await on(SLOW).changePassphrase(PASSPHRASE, NEXT));
    expect(await costNow()).toEqual(PASSPHRASE_COST);
  });
});

describe('a keyring that asks for another cost', () => {
  /** Writes the cost into both files with the digest that belongs to it, as somebody who can write to the disk would. */
  async function asking(cost: DerivationCost) {
    const made = setUp();
    await must(await made.on(SLOW).create(PASSPHRASE)).vault.close();
    made.asked.length = 0;
    for (const name of ['keyring.json', 'keyring.copy']) {
      made.disk.damage(`${ROOT}/${name}`, (bytes) => {
        const file = JSON.parse(bytes.toString('utf8')) as { format: number; keyring: { daily: { cost: DerivationCost } }; sha256: string };
        file.keyring.daily.cost = cost;
        file.sha256 = createHash('sha256').update(JSON.stringify({ format: file.format, keyring: file.keyring })).digest('hex');
        return Buffer.from(JSON.stringify(file));
      });
    }
    return made;
  }

  test.each([
    ['64 GiB', { memoryKiB: 64 * 1024 * 1024 }], ['a little more memory than any', { memoryKiB: MOST_COST.memoryKiB + 1 }], ['a million passes', { passes: 1_000_000 }], ['a thousand lanes', { lanes: 1_000 }],
    ['less memory than OWASP', { memoryKiB: LEAST_COST.memoryKiB - 1 }], ['one pass', { passes: 1 }], ['no lane', { lanes: 0 }], ['half a pass more', { passes: 3.5 }],
  ])('is damaged when it asks for %s, and nothing is worked on', async (_what, part) => {
    const { asked, on } = await asking({ ...PASSPHRASE_COST, ...part });
    expect(await on(SLOW).unlock(PASSPHRASE)).toMatchObject({ ok: false, failure: { code: 'recordsDamaged' } });
    expect(asked).toEqual([]);
  });

  test.each([['the least', LEAST_COST], ['the most', MOST_COST]])('is asked for %s that is allowed, and no more', async (_what, cost) => {
    const { asked, on } = await asking(cost);
    expect(await on(SLOW).unlock(PASSPHRASE)).toMatchObject({ failure: { code: 'wrongPassphrase' } });
    expect(asked).toEqual([cost]);
  });
});
