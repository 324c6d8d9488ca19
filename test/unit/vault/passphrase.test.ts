import { beforeAll, describe, expect, test } from 'vitest';
import { costOfNewKey, createKeyDerivation, LEAST_COST, MOST_COST, MOST_NEW_PASSES, passphraseLacks, PASSPHRASE_COST, TARGET_MS, type DerivationJob, type KeyDerivation } from '../../../electron/vault/passphrase.ts';
import { readRecoveryCode, writeRecoveryCode } from '../../../electron/vault/recovery-code.ts';
import { stretch } from '../../../electron/vault/stretch.ts';
import { waitAfter } from '../../../electron/vault/tries.ts';
import { idFrom } from '../../../electron/vault/random.ts';
import { realDerivation } from '../../crash/real-derivation.ts';
import { seededRandom } from '../../crash/seeded.ts';

describe('a passphrase', () => {
  test.each([
    ['twelve chars', 'os', true], ['eleven char', 'os', false], ['four red tin cups', 'os', true], ['a b c d e', 'os', false], ['', 'os', false],
    ['            ', 'os', false], ['four red tin cups', 'passphraseOnly', false], ['twelve chars', 'passphraseOnly', false],
    ['six red tin cups and saucers', 'passphraseOnly', true], ['twentycharacterslong', 'passphraseOnly', true], ['nineteen-characters', 'passphraseOnly', false],
  ] as const)('"%s" on a computer with %s is long enough: %s', (passphrase, store, enough) => {
    expect(passphraseLacks(passphrase, store) === null).toBe(enough);
  });

  test('wrong ones cost nothing up to the fourth, then two seconds, doubling to a quarter of an hour', () => {
    expect([0, 4, 5, 6, 7, 13, 14, 15, 400].map(waitAfter)).toEqual([0, 0, 2_000, 4_000, 8_000, 512_000, 900_000, 900_000, 900_000]);
  });
});

describe('a recovery code', () => {
  test('reads back however it was copied, and 500 random ones differ', () => {
    const random = seededRandom(3);
    const seen = new Set<string>();
    for (let at = 0; at < 500; at += 1) {
      const secret = random.bytes(16);
      const code = writeRecoveryCode(secret);
      seen.add(code);
      for (const copied of [code, code.toLowerCase(), code.replaceAll('-', ' '), ` ${code.replaceAll('0', 'o').replaceAll('1', 'l')} `]) expect(Buffer.from(readRecoveryCode(copied) ?? [])).toEqual(Buffer.from(secret));
    }
    expect(seen.size).toBe(500);
    expect(Buffer.from(readRecoveryCode(writeRecoveryCode(new Uint8Array(16))) ?? [])).toEqual(Buffer.alloc(16));
  });

  test('with one letter wrong or two neighbours exchanged it is told from a right one', () => {
    const code = writeRecoveryCode(seededRandom(4).bytes(16)).replaceAll('-', '');
    const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
    const slips: string[] = [];
    for (let at = 0; at < code.length; at += 1) {
      for (const letter of letters) if (letter !== code[at]) slips.push(code.slice(0, at) + letter + code.slice(at + 1));
      const swapped = code.slice(0, at) + (code[at + 1] ?? '') + (code[at] ?? '') + code.slice(at + 2);
      if (at + 1 < code.length && swapped !== code) slips.push(swapped);
    }
    expect(slips.length).toBeGreaterThan(880);
    const believed = slips.filter((slip) => readRecoveryCode(slip) !== null);
    // 12 bits of checksum: about one slip in 4,096 passes it, and then the vault's own key still refuses.
    expect(believed.length).toBeLessThanOrEqual(2);
    for (const bad of ['', 'ABCD', `${code}0`, code.slice(1), `U${code.slice(1)}`]) expect(readRecoveryCode(bad)).toBeNull();
  });
});

describe('what a new key costs', () => {
  test.each([
    ['a computer that needs all the time for the least', TARGET_MS, 3], ['a slow one', 4_000, 3], ['one that could not quite do one pass more', 376, 3], ['one that just can', 375, 4],
    ['one twice as fast', 250, 6], ['a fast one', 125, 12], ['one faster than any', 1, 12], ['a clock that saw no time pass', 0, 12],
  ] as const)('%s (%i ms) makes its key with %i passes', (_which, ms, passes) => {
    expect(costOfNewKey(ms)).toEqual({ ...PASSPHRASE_COST, passes });
  });

  test('is never under the least of today nor over what an unlock accepts, and takes about the time it may', () => {
    let raised = 0;
    for (let ms = 1; ms <= 2_000; ms += 1) {
      const cost = costOfNewKey(ms);
      expect(cost.memoryKiB).toBe(64 * 1024);
      expect(cost.passes).toBeGreaterThanOrEqual(PASSPHRASE_COST.passes);
      expect(cost.passes).toBeLessThanOrEqual(MOST_NEW_PASSES);
      if (cost.passes === PASSPHRASE_COST.passes) continue;
      expect((ms / PASSPHRASE_COST.passes) * cost.passes).toBeLessThanOrEqual(TARGET_MS);
      raised += 1;
    }
    expect(raised).toBe(375);
    expect(MOST_NEW_PASSES).toBeLessThanOrEqual(MOST_COST.passes);
    expect([PASSPHRASE_COST.memoryKiB >= LEAST_COST.memoryKiB, PASSPHRASE_COST.passes >= LEAST_COST.passes]).toEqual([true, true]);
  });

  test('is measured around the work itself, by the clock of the thread', async () => {
    const ticks = [1_000, 1_340];
    const { key, ms } = await stretch({ passphrase: 'four quiet river stones', salt: new Uint8Array(16).fill(9), cost: LEAST_COST }, () => ticks.shift() ?? Number.NaN);
    expect([key.length, ms, ticks]).toEqual([32, 340, []]);
  });
});

test('a file name has 130 random bits and says nothing', () => {
  expect(idFrom(Uint8Array.from({ length: 26 }, (_, at) => at))).toBe('abcdefghijklmnopqrstuvwxyz');
  expect(seededRandom(1).id()).toMatch(/^[a-z2-7]{26}$/);
});

describe('the thread that stretches a passphrase', () => {
  let derivation: KeyDerivation;
  beforeAll(async () => {
    derivation = await realDerivation();
  });
  const keyOf = async (job: DerivationJob): Promise<Buffer> => Buffer.from((await derivation.derive(job)).key);

  test('gives the same 32 bytes for the same passphrase and salt, others for any other, at the real cost', async () => {
    const job = { passphrase: 'four quiet river stones', salt: new Uint8Array(16).fill(5), cost: PASSPHRASE_COST };
    const first = await keyOf(job);
    expect(first.length).toBe(32);
    expect((await keyOf(job)).equals(first)).toBe(true);
    expect((await keyOf({ ...job, passphrase: 'four quiet river stone' })).equals(first)).toBe(false);
    expect((await keyOf({ ...job, salt: new Uint8Array(16).fill(6) })).equals(first)).toBe(false);
  });

  test('is Argon2id: it agrees with a value computed by another implementation', async () => {
    // Computed once with the argon2id of @noble/hashes 2 (m=19456, t=2, p=1): every laptop must get the same key from the same words, for ever.
    const ours = await keyOf({ passphrase: 'four quiet river stones', salt: new Uint8Array(16).fill(9), cost: LEAST_COST });
    expect(ours.toString('hex')).toBe('2e76ccda2d54d5ca8fa2c69e2b03715506ca682637a38ce1323c4d8d0d350109');
  });

  test('a passphrase worker that cannot run rejects instead of hanging', async () => {
    await expect(createKeyDerivation('throw new Error("broken")').derive({ passphrase: 'x', salt: new Uint8Array(16), cost: PASSPHRASE_COST })).rejects.toThrow('broken');
  });
});
