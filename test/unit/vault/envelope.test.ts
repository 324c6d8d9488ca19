import { describe, expect, test } from 'vitest';
import { HEADER_BYTES, openEnvelope, readHeader, sealEnvelope } from '../../../electron/vault/envelope.ts';
import { createVaultKeys, KEY_BYTES, newKeyId } from '../../../electron/vault/keys.ts';
import { dice, seededRandom } from '../../crash/seeded.ts';

const random = seededRandom(7);
const key = random.bytes(KEY_BYTES);
const identity = { kind: 'package', id: 'p1', keyId: newKeyId(random) };
const plain = Buffer.from('what the team agreed on, '.repeat(40));
const sealed = sealEnvelope(key, identity, 12, random.bytes(12), plain);

describe('the sealed file', () => {
  test('opens to exactly what was sealed, with its revision', () => {
    const opened = openEnvelope(key, identity, sealed);
    expect(opened?.revision).toBe(12);
    expect(Buffer.from(opened?.plain ?? [])).toEqual(plain);
    expect(sealed.length).toBe(HEADER_BYTES + plain.length);
  });

  test('does not open at any shorter length, nor with bytes added', () => {
    let tried = 0;
    for (let length = 0; length < sealed.length; length += 1) {
      expect(openEnvelope(key, identity, sealed.subarray(0, length))).toBeNull();
      tried += 1;
    }
    expect(tried).toBeGreaterThanOrEqual(1_000);
    for (const more of [1, 16, 4096]) expect(openEnvelope(key, identity, Buffer.concat([sealed, Buffer.alloc(more)]))).toBeNull();
  });

  test('does not open with one flipped bit: every bit of the header and 2,000 random ones', () => {
    const roll = dice(11);
    const bits = [...Array.from({ length: HEADER_BYTES * 8 }, (_, bit) => bit), ...Array.from({ length: 2_000 }, () => roll.below(sealed.length * 8))];
    const opened = bits.filter((bit) => {
      const bad = Uint8Array.from(sealed);
      bad[bit >> 3] = (bad[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      return openEnvelope(key, identity, bad) !== null;
    });
    expect(bits.length).toBeGreaterThanOrEqual(2_400);
    expect(opened).toEqual([]);
  });

  test('does not open as another kind, id, key or revision, nor spliced from two versions', () => {
    const next = sealEnvelope(key, identity, 13, random.bytes(12), plain);
    expect(openEnvelope(key, { ...identity, kind: 'pdf' }, sealed)).toBeNull();
    expect(openEnvelope(key, { ...identity, id: 'p2' }, sealed)).toBeNull();
    expect(openEnvelope(key, { ...identity, kind: 'packagep', id: '1' }, sealed)).toBeNull();
    expect(openEnvelope(key, { ...identity, keyId: newKeyId(random) }, sealed)).toBeNull();
    expect(openEnvelope(random.bytes(KEY_BYTES), identity, sealed)).toBeNull();
    for (const cut of [30, 42, HEADER_BYTES, 500]) expect(openEnvelope(key, identity, Buffer.concat([sealed.subarray(0, cut), next.subarray(cut)]))).toBeNull();
  });

  test('hides its content and differs each time the same content is sealed', () => {
    const again = sealEnvelope(key, identity, 12, random.bytes(12), plain);
    expect(Buffer.from(sealed).equals(Buffer.from(again))).toBe(false);
    expect(Buffer.from(sealed).includes('the team')).toBe(false);
    expect(readHeader(sealed)).toEqual({ keyId: identity.keyId, revision: 12 });
  });
});

describe('the keys of an open vault', () => {
  const vaultKey = random.bytes(KEY_BYTES);
  const keyId = newKeyId(random);
  const open = () => createVaultKeys(vaultKey, keyId, random);

  test('a student’s file opens with that student’s key only, and that key only with the vault’s', () => {
    const keys = open();
    const [one, two] = [keys.newStudentKey('s1'), keys.newStudentKey('s2')];
    expect(() => keys.seal('package', 'p1', 1, plain, 's1')).toThrow('no key yet');
    expect([keys.adopt(one), keys.adopt(two)]).toEqual([true, true]);
    const file = keys.seal('package', 'p1', 1, plain, 's1');
    expect(keys.studentOf(file)).toBe('s1');
    expect(keys.open('package', 'p1', file, 's1').ok).toBe(true);
    expect(keys.open('package', 'p1', file, 's2').ok).toBe(false);
    expect(keys.open('package', 'p1', file, null).ok).toBe(false);
    expect(keys.open('pdf', 'p1', file, 's1').ok).toBe(false);
    const again = open();
    expect(again.adopt({ ...one, studentId: 's2' })).toBe(false);
    expect(createVaultKeys(random.bytes(KEY_BYTES), keyId, random).adopt(one)).toBe(false);
    expect(again.open('package', 'p1', file, 's1').ok).toBe(false);
    expect(again.adopt(one)).toBe(true);
    expect(again.open('package', 'p1', file, 's1').ok).toBe(true);
  });

  test('destroyed keys open and seal nothing any more', () => {
    const keys = open();
    const file = keys.seal('index', 'index', 1, plain, null);
    keys.destroy();
    expect(() => keys.open('index', 'index', file, null)).toThrow('closed');
    expect(() => keys.seal('index', 'index', 1, plain, null)).toThrow('closed');
  });
});
