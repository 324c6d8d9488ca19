import { VAULT_FORMAT } from '../../../electron/vault/keyring.ts';
import { describe, expect, test } from 'vitest';
import { appendNote, createKeyStore, createTestClock, fold, freshProcess, lateReceipt, lateSignature, madePackage, must, noteAt, noteEntry, PASSPHRASE, quickDerivation, rigVault, ROOT, sampleBase, student, waitingIn } from '../../crash/rig.ts';
import { createMemoryDisk, type MemoryDisk } from '../../crash/memory-disk.ts';
import { seededRandom } from '../../crash/seeded.ts';
import type { Fold } from '../../../electron/records/live-journal.ts';
import { createVault } from '../../../electron/vault/vault.ts';
import type { DeviceSecret } from '../../../electron/ports/computer.ts';
import type { OpenVault } from '../../../electron/ports/open-vault.ts';

function setUp(disk: MemoryDisk = createMemoryDisk(), deviceSecret: DeviceSecret = createKeyStore(), seed = 1) {
  const random = seededRandom(seed);
  const clock = createTestClock();
  const start = (process = 1) => rigVault({ disk, random, clock, deviceSecret, processes: freshProcess(process) });
  return { disk, clock, start };
}

/** A folder as text that two moments can be compared by. */
function picture(disk: MemoryDisk): string {
  return [...disk.files()].map(([path, bytes]) => `${path} ${Buffer.from(bytes).toString('base64')}`).sort((a, b) => (a < b ? -1 : 1)).join('\n');
}

describe('keys and the store', () => {
  test('a vault that was made opens with its passphrase and with its recovery code, and nothing else', async () => {
    const { start } = setUp();
    const vault = start();
    expect(await vault.state()).toBe('none');
    const made = must(await vault.create(PASSPHRASE));
    expect(made.recoveryCode).toMatch(/^([0-9A-Z]{4}-){6}[0-9A-Z]{4}$/);
    const device = made.vault.deviceId;
    await made.vault.close();
    expect(await vault.state()).toBe('locked');
    const opened = must(await vault.unlock(PASSPHRASE));
    expect(opened.deviceId).toBe(device);
    await opened.close();
    expect(await vault.unlock('five other river stones')).toMatchObject({ ok: false, failure: { code: 'wrongPassphrase' } });
    const recovered = must(await vault.recover(made.recoveryCode.toLowerCase().replaceAll('-', ' '), 'a brand new pass phrase'));
    expect(recovered.deviceId).toBe(device);
    await recovered.close();
    expect(await vault.unlock(PASSPHRASE)).toMatchObject({ failure: { code: 'wrongPassphrase' } });
    await must(await vault.unlock('a brand new pass phrase')).close();
  });

  test.each([
    ['a wrong passphrase', PASSPHRASE.toUpperCase(), 'works', 'wrongPassphrase'],
    ['a key store that does not answer', PASSPHRASE, 'silent', 'keyUnavailable'],
    ['a key store that lost the device secret', PASSPHRASE, 'emptied', 'keyUnavailable'],
    ['a computer that has no key store any more', PASSPHRASE, 'none', 'keyUnavailable'],
  ] as const)('%s opens nothing, changes no record and never begins a new store', async (_what, passphrase, keyStore, code) => {
    const secret = createKeyStore();
    const { disk, start } = setUp(createMemoryDisk(), secret);
    const made = must(await start().create(PASSPHRASE));
    must(await made.vault.caseload.put(student('s1')));
    await made.vault.close();
    secret.set(keyStore);
    const before = picture(disk);
    expect(await start().unlock(passphrase)).toMatchObject({ ok: false, failure: { code } });
    expect(await start().state()).toBe('locked');
    expect(await start().create('another long passphrase, longer than twenty')).toMatchObject({ ok: false, failure: { code: 'vaultExists' } });
    for (const path of disk.files().keys()) if (path.endsWith('tries.json')) await disk.remove(path);
    expect(picture(disk)).toBe(before);
    const recovered = await start().recover(made.recoveryCode, 'six quiet words are needed here');
    // The code opens the records whatever became of the device secret; only a new one cannot be stored while the key store is silent.
    expect(recovered.ok ? recovered.value.caseload.all().length : recovered.failure.code).toBe(keyStore === 'silent' ? 'keyUnavailable' : 1);
  });

  test('a folder without a keyring is an error and stays as it is', async () => {
    const { disk, start } = setUp();
    const made = must(await start().create(PASSPHRASE));
    await made.vault.close();
    for (const name of ['keyring.json', 'keyring.copy']) await disk.remove(`${ROOT}/${name}`);
    const before = picture(disk);
    expect(await start().state()).toBe('locked');
    expect(await start().unlock(PASSPHRASE)).toMatchObject({ failure: { code: 'recordsDamaged' } });
    expect(await start().create(PASSPHRASE)).toMatchObject({ failure: { code: 'recordsDamaged' } });
    expect(await start().recover(made.recoveryCode, PASSPHRASE)).toMatchObject({ failure: { code: 'recordsDamaged' } });
    expect(picture(disk)).toBe(before);
  });

  test('a vault of a newer version is refused and not one byte of it changes', async () => {
    const { disk, start } = setUp();
    const made = must(await start().create(PASSPHRASE));
    await made.vault.close();
    // As a later program writes it: its number in both files, under a digest that covers it.
    for (const name of ['keyring.json', 'keyring.copy']) {
      disk.damage(`${ROOT}/${name}`, (bytes) => Buffer.from(bytes.toString('utf8').replace(`"format": ${VAULT_FORMAT}`, `"format": ${VAULT_FORMAT + 1}`).replace(/"sha256": "[0-9a-f]{64}"/, `"sha256": "${'0'.repeat(64)}"`)));
    }
    const before = picture(disk);
    expect(await start().state()).toBe('newer');
    for (const attempt of [await start().unlock(PASSPHRASE), await start().create(PASSPHRASE), await start().recover(made.recoveryCode, PASSPHRASE)]) {
      expect(attempt).toMatchObject({ ok: false, failure: { code: 'newerVault' } });
    }
    expect(picture(disk)).toBe(before);
  });

  test('a flipped bit in the format number is damage of that file and no newer vault', async () => {
    const { disk, start } = setUp();
    await must(await start().create(PASSPHRASE)).vault.close();
    const whole = await disk.read(`${ROOT}/keyring.json`);
    for (const number of [3, 5, 9]) {
      disk.damage(`${ROOT}/keyring.json`, (bytes) => Buffer.from(bytes.toString('utf8').replace(`"format": ${VAULT_FORMAT}`, `"format": ${number}`)));
      expect(await start().state()).toBe('locked');
      await must(await start().unlock(PASSPHRASE)).close();
      expect(Buffer.from(await disk.read(`${ROOT}/keyring.json`)).equals(whole)).toBe(true);
    }
  });

  test('a keyring with one flipped bit is replaced by its twin, and two damaged ones are named as damage and not as a wrong passphrase', async () => {
    const { disk, start } = setUp();
    await must(await start().create(PASSPHRASE)).vault.close();
    const whole = await disk.read(`${ROOT}/keyring.json`);
    const flip = (name: string, at: number) => disk.damage(`${ROOT}/${name}`, (bytes) => bytes.map((byte, place) => (place === at ? byte ^ 1 : byte)));
    let tried = 0;
    for (let at = 0; at < whole.length; at += 7) {
      flip('keyring.json', at);
      await must(await start().unlock(PASSPHRASE)).close();
      expect(Buffer.from(await disk.read(`${ROOT}/keyring.json`)).equals(whole)).toBe(true);
      tried += 1;
    }
    expect(tried).toBeGreaterThan(60);
    flip('keyring.json', 60);
    flip('keyring.copy', 60);
    expect(await start().unlock(PASSPHRASE)).toMatchObject({ failure: { code: 'recordsDamaged' } });
  });

  test('a keyring whose new wrap does not open the vault is never put in place', async () => {
    const secret = createKeyStore();
    const { disk, start } = setUp(createMemoryDisk(), secret);
    const made = must(await start().create(PASSPHRASE));
    await made.vault.close();
    const before = picture(disk);
    const lying: DeviceSecret = { ...secret, seal: async () => ({ ok: true, value: new Uint8Array(33).fill(1) }) };
    const vault = rigVault({ disk, random: seededRandom(9), deviceSecret: lying });
    expect(await vault.recover(made.recoveryCode, 'a brand new pass phrase')).toMatchObject({ ok: false, failure: { code: 'diskTrouble' } });
    expect(picture(disk)).toBe(before);
    await must(await start().unlock(PASSPHRASE)).close();
  });

  test('without a safe key store the passphrase must be longer, and no device secret is stored', async () => {
    const { disk, start } = setUp(createMemoryDisk(), createKeyStore('none'));
    const weak = await start().create('twelve chars');
    expect(weak).toMatchObject({ ok: false, failure: { code: 'weakPassphrase' } });
    expect(await start().state()).toBe('none');
    await must(await start().create('six plain words make this long')).vault.close();
    expect(Buffer.from(await disk.read(`${ROOT}/keyring.json`)).toString()).toContain('"device": null');
    await must(await start().unlock('six plain words make this long')).close();
  });

  test('five wrong passphrases make the next one wait, twice as long each time, also after a restart', async () => {
    const { clock, start } = setUp();
    await must(await start().create(PASSPHRASE)).vault.close();
    for (let wrong = 0; wrong < 5; wrong += 1) expect(await start().unlock('not the right one')).toMatchObject({ failure: { code: 'wrongPassphrase' } });
    expect(await start().unlock(PASSPHRASE)).toMatchObject({ failure: { code: 'tooManyTries', reason: 'Try again in 2 seconds.' } });
    clock.pass(2_000);
    expect(await start().unlock('not the right one')).toMatchObject({ failure: { code: 'wrongPassphrase' } });
    expect(await start().unlock(PASSPHRASE)).toMatchObject({ failure: { code: 'tooManyTries', reason: 'Try again in 4 seconds.' } });
    // A clock set back a day starts the same four seconds again and not a day.
    clock.pass(-86_400_000);
    const waiting = start();
    expect(await waiting.unlock(PASSPHRASE)).toMatchObject({ failure: { reason: 'Try again in 4 seconds.' } });
    clock.pass(4_000);
    await must(await waiting.unlock(PASSPHRASE)).close();
    expect(await start().unlock('not the right one')).toMatchObject({ failure: { code: 'wrongPassphrase' } });
  });

  test('two programs never have one vault open, and a lock a crash left behind holds nobody up', async () => {
    const { start } = setUp();
    const first = must(await start(1).create(PASSPHRASE));
    expect(await start(1).unlock(PASSPHRASE)).toMatchObject({ ok: false, failure: { code: 'refused' } });
    // Process 2 sees process 1 as gone: the first never closed its vault.
    const second = must(await start(2).unlock(PASSPHRASE));
    await second.close();
    await must(await start(3).unlock(PASSPHRASE)).close();
    expect(first.recoveryCode).not.toBe('');
  });

  test('after close nothing is readable any more and nothing is mistaken for empty', async () => {
    const { start } = setUp();
    const { vault } = must(await start().create(PASSPHRASE));
    must(await vault.caseload.put(student('s1')));
    const draftId = must(await vault.drafts.create('s1', sampleBase()));
    await vault.close();
    expect(() => vault.caseload.all()).toThrow('closed');
    expect(() => vault.profile()).toThrow('closed');
    expect(await vault.caseload.put(student('s2'))).toMatchObject({ failure: { code: 'locked' } });
    expect(await vault.drafts.load(draftId)).toMatchObject({ failure: { code: 'locked' } });
    expect(await appendNote(vault, draftId, 1)).toMatchObject({ failure: { code: 'locked' } });
    await expect(vault.drafts.list()).rejects.toThrow('closed');
  });
});

describe('drafts', () => {
  async function withDraft(): Promise<{ disk: MemoryDisk; start: ReturnType<typeof setUp>['start']; vault: OpenVault; draftId: string }> {
    const { disk, start } = setUp();
    const { vault } = must(await start().create(PASSPHRASE));
    must(await vault.caseload.put(student('s1')));
    return { disk, start, vault, draftId: must(await vault.drafts.create('s1', sampleBase())) };
  }

  test('entries appended in several openings come back whole, in order, and fold to the same document', async () => {
    const { start, vault, draftId } = await withDraft();
    let open = vault;
    for (let seq = 1; seq <= 12; seq += 1) {
      expect(must(await appendNote(open, draftId, seq)).rev).toBe(seq);
      if (seq % 3 !== 0) continue;
      await open.close();
      open = must(await start().unlock(PASSPHRASE));
    }
    const loaded = must(await open.drafts.load(draftId));
    expect(loaded.entries.map((entry) => entry.seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(loaded.document).toEqual(fold(loaded.base, loaded.entries));
    expect(loaded.document.meeting).toEqual({ notes: noteAt(12) });
    expect(open.damaged()).toEqual([]);
  });

  test('the same step again is harmless, and another step on an old revision is stale', async () => {
    const { vault, draftId } = await withDraft();
    must(await appendNote(vault, draftId, 1));
    expect(must(await appendNote(vault, draftId, 1)).rev).toBe(1);
    must(await appendNote(vault, draftId, 2));
    expect(must(await appendNote(vault, draftId, 1)).rev).toBe(1);
    expect(await vault.drafts.append(draftId, 0, [noteEntry(77, '', 'other')], sampleBase('other'))).toMatchObject({ failure: { code: 'staleDraft' } });
    expect(await vault.drafts.append(draftId, 2, [noteEntry(1, '', noteAt(1))], sampleBase('x'))).toMatchObject({ failure: { code: 'staleDraft' } });
    expect(await vault.drafts.append(draftId, 7, [noteEntry(8, '', 'x')], sampleBase('x'))).toMatchObject({ failure: { code: 'staleDraft' } });
    // A retry that carries one step already saved and one new one appends the new one only.
    expect(must(await vault.drafts.append(draftId, 1, [noteEntry(2, noteAt(1), noteAt(2)), noteEntry(3, noteAt(2), noteAt(3))], sampleBase(noteAt(3)))).rev).toBe(3);
    expect(must(await vault.drafts.load(draftId)).entries).toHaveLength(3);
  });

  test('a closed draft is kept and readable, no longer listed, and takes no more entries', async () => {
    const { start, vault, draftId } = await withDraft();
    must(await appendNote(vault, draftId, 1));
    expect(await vault.drafts.list()).toEqual([{ draftId, studentId: 's1', damaged: false }]);
    must(await vault.drafts.close(draftId));
    await vault.close();
    const open = must(await start().unlock(PASSPHRASE));
    expect(await open.drafts.list()).toEqual([]);
    expect(must(await open.drafts.load(draftId)).entries).toHaveLength(1);
    expect(await appendNote(open, draftId, 2)).toMatchObject({ failure: { code: 'readOnly' } });
  });

  test('a draft whose segment is damaged or missing is listed as damaged and never opened shorter', async () => {
    for (const harm of ['flip', 'missing', 'folder'] as const) {
      const { disk, start, vault, draftId } = await withDraft();
      for (let seq = 1; seq <= 4; seq += 1) must(await appendNote(vault, draftId, seq));
      await vault.close();
      const again = must(await start().unlock(PASSPHRASE));
      must(await appendNote(again, draftId, 5));
      await again.close();
      const folder = `${ROOT}/drafts/${draftId}`;
      if (harm === 'flip') disk.damage(`${folder}/0001.seg`, (bytes) => bytes.map((byte, at) => (at === bytes.length >> 1 ? byte ^ 4 : byte)));
      if (harm === 'missing') await disk.remove(`${folder}/0001.seg`);
      if (harm === 'folder') await disk.rename(folder, '/data/elsewhere');
      const open = must(await start().unlock(PASSPHRASE));
      expect(await open.drafts.list()).toEqual([{ draftId, studentId: 's1', damaged: true }]);
      expect(await open.drafts.load(draftId)).toMatchObject({ failure: { code: 'damaged' } });
      expect(open.damaged()).toHaveLength(1);
      expect(open.damaged()[0]?.file).toContain(draftId);
    }
  });

  test('a journal that lost its flushed end is told by the snapshot and refused', async () => {
    const { disk, start, vault, draftId } = await withDraft();
    must(await appendNote(vault, draftId, 1));
    await vault.close();
    const second = must(await start().unlock(PASSPHRASE));
    must(await appendNote(second, draftId, 2));
    await second.close();
    await disk.remove(`${ROOT}/drafts/${draftId}/0002.seg`);
    const open = must(await start().unlock(PASSPHRASE));
    expect(await open.drafts.load(draftId)).toMatchObject({ failure: { code: 'damaged' } });
  });

  test('a damaged snapshot costs nothing: it is set aside and the document folded from the journal', async () => {
    const { disk, start, vault, draftId } = await withDraft();
    let open = vault;
    for (let seq = 1; seq <= 3; seq += 1) {
      must(await appendNote(open, draftId, seq));
      await open.close();
      open = must(await start().unlock(PASSPHRASE));
    }
    await open.close();
    disk.damage(`${ROOT}/drafts/${draftId}/snap.a`, (bytes) => bytes.subarray(0, bytes.length - 1));
    open = must(await start().unlock(PASSPHRASE));
    expect(must(await open.drafts.load(draftId)).document.meeting).toEqual({ notes: noteAt(3) });
    expect(open.damaged()).toEqual([{ file: `drafts/${draftId}/snap.a`, state: 'setAside', studentId: 's1' }]);
    expect((await disk.list(`${ROOT}/quarantine`)).length).toBe(1);
  });

  test('after 200 entries a snapshot is written while typing goes on, and a start after a crash uses it', async () => {
    const { disk, vault, draftId } = await withDraft();
    for (let seq = 1; seq <= 203; seq += 1) must(await appendNote(vault, draftId, seq));
    expect(await disk.exists(`${ROOT}/drafts/${draftId}/snap.a`)).toBe(true);
    const folded: number[] = [];
    const counting: Fold = (base, entries) => {
      folded.push(entries.length);
      return fold(base, entries);
    };
    const random = seededRandom(8);
    const after = createVault({ root: ROOT, disk, random, clock: createTestClock(), deviceSecret: createKeyStore(), keyDerivation: quickDerivation, fold: counting, processes: freshProcess(2) });
    const loaded = must(await must(await after.unlock(PASSPHRASE)).drafts.load(draftId));
    expect(loaded.entries).toHaveLength(203);
    expect(loaded.document).toEqual(fold(loaded.base, loaded.entries));
    expect(folded).toEqual([3]);
  });

  test('a printed copy is kept, is never replaced, and a damaged one is named', async () => {
    const { disk, vault, draftId } = await withDraft();
    const pdf = Buffer.from('%PDF of the parent copy');
    must(await vault.drafts.saveCopy(draftId, 'copy1', pdf));
    must(await vault.drafts.saveCopy(draftId, 'copy1', pdf));
    expect(await vault.drafts.saveCopy(draftId, 'copy1', Buffer.from('other'))).toMatchObject({ failure: { code: 'readOnly' } });
    expect(Buffer.from(must(await vault.drafts.readCopy('copy1')).pdf)).toEqual(pdf);
    expect(await vault.drafts.readCopy('copy2')).toMatchObject({ failure: { code: 'notFound' } });
    disk.damage(`${ROOT}/copies/copy1.pdf`, (bytes) => bytes.map((byte, at) => (at === 70 ? byte ^ 1 : byte)));
    expect(await vault.drafts.readCopy('copy1')).toMatchObject({ failure: { code: 'damaged' } });
  });
});

describe('affirmed packages', () => {
  test('packages are listed in the order they were committed, whatever their ids, and wait until their receipt is stored', async () => {
    const { start } = setUp();
    const { vault } = must(await start().create(PASSPHRASE));
    const [late, early] = [madePackage('zzz'), madePackage('aaa')];
    must(await vault.packages.commit('s1', late.bytes, late.pdf));
    must(await vault.packages.commit('s1', early.bytes, early.pdf));
    must(await vault.packages.commit('s2', madePackage('other').bytes, madePackage('other').pdf));
    must(await vault.packages.storeReceipt('zzz', late.receipt));
    await vault.close();
    const open = must(await start().unlock(PASSPHRASE));
    expect((await open.packages.listOf('s1')).map((stored) => stored.package.iepId)).toEqual(['zzz', 'aaa']);
    expect((await waitingIn(open.packages)).map((stored) => stored.package.iepId)).toEqual(['aaa', 'other']);
    const stored = must(await open.packages.read('zzz'));
    expect(stored).toMatchObject({ studentId: 's1', sha256: late.receipt.sha256, receipt: late.receipt });
    expect(Buffer.from(stored.bytes).equals(Buffer.from(late.bytes))).toBe(true);
    expect(Buffer.from(must(await open.packages.pdf('zzz'))).equals(Buffer.from(late.pdf))).toBe(true);
  });

  test('a package is committed once: the same bytes again are the same commit, other bytes or a foreign PDF are refused', async () => {
    const { start } = setUp();
    const { vault } = must(await start().create(PASSPHRASE));
    const made = madePackage('p1');
    must(await vault.packages.commit('s1', made.bytes, made.pdf));
    must(await vault.packages.commit('s1', made.bytes, made.pdf));
    const other = madePackage('p1', 'other words');
    expect(await vault.packages.commit('s1', other.bytes, other.pdf)).toMatchObject({ failure: { code: 'readOnly' } });
    expect(await vault.packages.commit('s1', madePackage('p2').bytes, made.pdf)).toMatchObject({ failure: { code: 'refused' } });
    expect(await vault.packages.commit('s1', Buffer.from('<html>'), made.pdf)).toMatchObject({ failure: { code: 'refused' } });
    expect(await vault.packages.listOf('s1')).toHaveLength(1);
  });

  test('a receipt that names other bytes is refused and the package keeps waiting', async () => {
    const { start } = setUp();
    const { vault } = must(await start().create(PASSPHRASE));
    const made = madePackage('p1');
    must(await vault.packages.commit('s1', made.bytes, made.pdf));
    for (const lie of [{ sha256: 'a'.repeat(64) }, { pdfSha256: 'a'.repeat(64) }, { iepId: 'p2' }]) {
      expect(await vault.packages.storeReceipt('p1', { ...made.receipt, ...lie })).toMatchObject({ failure: { code: 'lyingReceipt' } });
    }
    expect(await waitingIn(vault.packages)).toHaveLength(1);
  });

  test('damage to one package, PDF, receipt or late signature is named and hides no other', async () => {
    const { disk, start } = setUp();
    const { vault } = must(await start().create(PASSPHRASE));
    for (const id of ['p1', 'p2', 'p3']) {
      const made = madePackage(id);
      must(await vault.packages.commit('s1', made.bytes, made.pdf));
      must(await vault.packages.storeReceipt(id, made.receipt));
    }
    const flip = (path: string) => disk.damage(`${ROOT}/${path}`, (bytes) => bytes.map((byte, at) => (at === bytes.length - 1 ? byte ^ 128 : byte)));
    flip('packages/p1.iep');
    flip('packages/p2.pdf');
    flip('receipts/p3');
    for (const on of ['2026-12-01', '2026-12-05']) must(await vault.packages.addLate('p3', lateSignature(on)));
    flip('signatures/p3-1');
    expect(must(await vault.packages.read('p3')).late).toEqual([{ ...lateSignature('2026-12-05'), number: 2, receipt: null }]);
    expect((await vault.packages.listOf('s1')).map((stored) => stored.package.iepId)).toEqual(['p2', 'p3']);
    expect(await vault.packages.read('p1')).toMatchObject({ failure: { code: 'damaged' } });
    expect(await vault.packages.pdf('p2')).toMatchObject({ failure: { code: 'damaged' } });
    expect((await waitingIn(vault.packages)).map((stored) => stored.package.iepId)).toEqual(['p3']);
    expect(vault.damaged()).toEqual(expect.arrayContaining([
      { file: 'packages/p1.iep', state: 'inPlace', studentId: 's1' }, { file: 'packages/p2.pdf', state: 'inPlace', studentId: 's1' }, { file: 'receipts/p3', state: 'setAside', studentId: 's1' }, { file: 'signatures/p3-1', state: 'inPlace', studentId: 's1' },
    ]));
  });

  test('a late signature waits for its own receipt, which must name it; with receipts they are in the order of the district', async () => {
    const { start } = setUp();
    const { vault } = must(await start().create(PASSPHRASE));
    const made = madePackage('p1');
    must(await vault.packages.commit('s1', made.bytes, made.pdf));
    const [part, all] = [lateSignature('2026-12-01'), lateSignature('2026-12-05')];
    for (const signature of [part, all]) must(await vault.packages.addLate('p1', signature));
    const unsent = async () => must(await vault.packages.read('p1')).late.filter(({ receipt }) => receipt === null).map(({ number }) => number);
    expect(await unsent()).toEqual([1, 2]);

    for (const lie of [lateReceipt(made, all, '9'), { ...lateReceipt(made, part, '9'), packageSha256: '0'.repeat(64) }, { ...lateReceipt(made, part, '9'), iepId: 'p2' }]) {
      expect(await vault.packages.storeLateReceipt('p1', 1, lie)).toMatchObject({ failure: { code: 'lyingReceipt' } });
    }
    expect(await vault.packages.storeLateReceipt('p1', 3, lateReceipt(made, part, '9'))).toMatchObject({ failure: { code: 'notFound' } });
    must(await vault.packages.storeLateReceipt('p1', 1, lateReceipt(made, part, '10')));
    expect(await unsent()).toEqual([2]);
    must(await vault.packages.storeLateReceipt('p1', 2, lateReceipt(made, all, '9')));
    expect(await unsent()).toEqual([]);
    await vault.close();

    const again = must(await start().unlock(PASSPHRASE));
    expect(must(await again.packages.read('p1')).late.map(({ number, receipt }) => [number, receipt?.seq])).toEqual([[2, '9'], [1, '10']]);
  });

  test('a damaged receipt of a late signature is set aside and the signature waits again; a signature of which only the receipt is left is damaged', async () => {
    const { disk, start } = setUp();
    const { vault } = must(await start().create(PASSPHRASE));
    const made = madePackage('p1');
    must(await vault.packages.commit('s1', made.bytes, made.pdf));
    must(await vault.packages.storeReceipt('p1', made.receipt));
    for (const [at, on] of ['2026-12-01', '2026-12-05'].entries()) {
      must(await vault.packages.addLate('p1', lateSignature(on)));
      must(await vault.packages.storeLateReceipt('p1', at + 1, lateReceipt(made, lateSignature(on), String(at + 1))));
    }
    await vault.close();
    disk.damage(`${ROOT}/signatures/p1-1.receipt`, (bytes) => bytes.map((byte, at) => (at === bytes.length - 1 ? byte ^ 128 : byte)));
    await disk.remove(`${ROOT}/signatures/p1-2`);

    const again = must(await start().unlock(PASSPHRASE));
    expect(must(await again.packages.read('p1')).late).toEqual([{ ...lateSignature('2026-12-01'), number: 1, receipt: null }]);
    expect(again.damaged()).toEqual(expect.arrayContaining([{ file: 'signatures/p1-1.receipt', state: 'setAside', studentId: 's1' }, { file: 'signatures/p1-2', state: 'inPlace', studentId: 's1' }]));
  });

  test('a package with a damaged head, or of which only the receipt is left, is damaged and not unknown', async () => {
    const { disk, start } = setUp();
    const { vault } = must(await start().create(PASSPHRASE));
    for (const id of ['p1', 'p2']) {
      must(await vault.packages.commit('s1', madePackage(id).bytes, madePackage(id).pdf));
      must(await vault.packages.storeReceipt(id, madePackage(id).receipt));
    }
    await vault.close();
    disk.damage(`${ROOT}/packages/p1.iep`, (bytes) => bytes.map((byte, at) => (at === 10 ? byte ^ 1 : byte)));
    await disk.remove(`${ROOT}/packages/p2.iep`);
    const open = must(await start().unlock(PASSPHRASE));
    for (const id of ['p1', 'p2']) {
      expect(await open.packages.read(id)).toMatchObject({ failure: { code: 'damaged' } });
      expect(await open.packages.pdf(id)).toMatchObject({ failure: { code: 'damaged' } });
      expect(open.damaged()).toContainEqual({ file: `packages/${id}.iep`, state: 'inPlace', studentId: 's1' });
    }
    expect(await open.packages.read('p3')).toMatchObject({ failure: { code: 'notFound' } });
  });

  test('two students’ files swapped on disk open as neither', async () => {
    const { disk, start } = setUp();
    const { vault } = must(await start().create(PASSPHRASE));
    for (const [id, of] of [['p1', 's1'], ['p2', 's1'], ['p3', 's2']] as const) must(await vault.packages.commit(of, madePackage(id).bytes, madePackage(id).pdf));
    for (const [a, b] of [['p1', 'p2'], ['p1', 'p3']] as const) {
      for (const end of ['iep', 'pdf']) {
        const bytes = await disk.read(`${ROOT}/packages/${b}.${end}`);
        disk.damage(`${ROOT}/packages/${a}.${end}`, () => bytes);
      }
      expect(await vault.packages.read(a)).toMatchObject({ failure: { code: 'damaged' } });
      expect(await vault.packages.pdf(a)).toMatchObject({ failure: { code: 'damaged' } });
    }
  });
});

describe('the sealed index', () => {
  test('one damaged generation is set aside and loses no student, key or draft', async () => {
    for (const slot of ['a', 'b']) {
      const { disk, start } = setUp();
      const { vault } = must(await start().create(PASSPHRASE));
      must(await vault.caseload.put(student('s1')));
      const draftId = must(await vault.drafts.create('s1', sampleBase()));
      must(await appendNote(vault, draftId, 1));
      await vault.close();
      disk.damage(`${ROOT}/index.${slot}`, (bytes) => bytes.map((byte, at) => (at === 40 ? byte ^ 2 : byte)));
      const open = must(await start().unlock(PASSPHRASE));
      expect(open.caseload.byKey('key-s1')).toEqual(student('s1'));
      expect(must(await open.drafts.load(draftId)).entries).toHaveLength(1);
      expect(open.damaged()).toEqual([{ file: `index.${slot}`, state: 'setAside', studentId: null }]);
    }
  });

  test('two damaged or missing generations are an error and not an empty caseload', async () => {
    for (const harm of ['damage', 'remove'] as const) {
      const { disk, start } = setUp();
      await must(await start().create(PASSPHRASE)).vault.close();
      for (const slot of ['a', 'b']) {
        if (harm === 'remove') await disk.remove(`${ROOT}/index.${slot}`);
        else disk.damage(`${ROOT}/index.${slot}`, (bytes) => bytes.subarray(1));
      }
      const before = picture(disk);
      expect(await start().unlock(PASSPHRASE)).toMatchObject({ failure: { code: 'recordsDamaged' } });
      expect(picture(disk)).toBe(before);
    }
  });
});
