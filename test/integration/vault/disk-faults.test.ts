/** Every disk call of every operation fails once, in four ways: the error is a named one and nothing acknowledged is lost (decisions.md 28). */
import { expect, test, vi } from 'vitest';
import type { OpenVault } from '../../../electron/ports/open-vault.ts';
import { bench, everyCall, named, type Bench } from '../../crash/every-call.ts';
import { appendNote, freshProcess, madePackage, must, noteAt, PASSPHRASE, rigVault, ROOT, sampleBase, student, waitingIn } from '../../crash/rig.ts';
import { dice, seededRandom } from '../../crash/seeded.ts';
import { times } from '../../crash/size.ts';

// Hundreds of vaults a test; a busy machine must not fail a proof.
vi.setConfig({ testTimeout: times(180_000, 600_000) });

async function opened(at: Bench): Promise<OpenVault> {
  return must(await at.vault(1).create(PASSPHRASE)).vault;
}
async function withDraft(at: Bench): Promise<{ readonly open: OpenVault; readonly draftId: string }> {
  const open = await opened(at);
  must(await open.caseload.put(student('s1')));
  const draftId = must(await open.drafts.create('s1', sampleBase()));
  must(await appendNote(open, draftId, 1));
  return { open, draftId };
}
/** As after a crash of the program: the first process is gone, the vault was not closed. */
async function reopen(at: Bench): Promise<OpenVault> {
  return must(await at.vault(2).unlock(PASSPHRASE));
}

test('making a vault: afterwards there is either none, and making it again works, or one that opens', async () => {
  const tried = await everyCall(
    async () => undefined,
    async (at) => {
      const made = await at.vault(1).create(PASSPHRASE);
      named(made);
      return made.ok;
    },
    async (at, _nothing, acknowledged, forever) => {
      const state = await at.vault(2).state();
      // Its recovery code was never shown, so a vault that could not be finished is taken back wherever the disk still answers.
      expect(acknowledged ? ['locked'] : forever ? ['none', 'locked'] : ['none']).toContain(state);
      if (state === 'none') must(await at.vault(2).create(PASSPHRASE));
      else await reopen(at);
    },
  );
  expect(tried).toBeGreaterThanOrEqual(8 * 40);
});

test('unlocking: a failing disk never turns a right passphrase into a wrong one and changes no record', async () => {
  const tried = await everyCall(
    async (at) => {
      const { open, draftId } = await withDraft(at);
      await open.close();
      return draftId;
    },
    async (at) => {
      const unlocked = await at.vault(1).unlock(PASSPHRASE);
      named(unlocked);
      return unlocked.ok;
    },
    async (at, draftId) => {
      const again = await reopen(at);
      expect(must(await again.drafts.load(draftId)).entries).toHaveLength(1);
      expect(again.damaged()).toEqual([]);
      expect(again.caseload.all()).toEqual([student('s1')]);
    },
  );
  expect(tried).toBeGreaterThanOrEqual(8 * 15);
});

test('beginning a draft and appending: every acknowledged entry is there, and a retry goes through', async () => {
  const tried = await everyCall(
    async (at) => {
      const { open, draftId } = await withDraft(at);
      await open.close();
      return { draftId, open: must(await at.vault(1).unlock(PASSPHRASE)), acknowledged: { rev: 1 } };
    },
    async (_at, { open, draftId, acknowledged }) => {
      let all = true;
      for (let seq = 2; seq <= 4; seq += 1) {
        const appended = await appendNote(open, draftId, acknowledged.rev + 1);
        named(appended);
        if (appended.ok) acknowledged.rev = appended.value.rev;
        else all = false;
      }
      const begun = await open.drafts.create('s2', sampleBase());
      named(begun);
      return all && begun.ok;
    },
    async (at, { open, draftId, acknowledged }) => {
      // The same window goes on typing once the disk is well again.
      const next = acknowledged.rev + 1;
      expect(must(await appendNote(open, draftId, next)).rev).toBe(next);
      const again = await reopen(at);
      const loaded = must(await again.drafts.load(draftId));
      expect(loaded.entries.length).toBe(next);
      expect(loaded.document.meeting).toEqual({ notes: noteAt(next) });
      expect((await again.drafts.list()).every((draft) => !draft.damaged)).toBe(true);
    },
  );
  expect(tried).toBeGreaterThanOrEqual(8 * 20);
});

test('folding a snapshot at close: a failure loses no entry and keeps no lock that a restart could not take', async () => {
  const tried = await everyCall(
    withDraft,
    async (_at, { open }) => {
      const ended = await open.close().then(() => 'EIO', (error: NodeJS.ErrnoException) => error.code);
      expect(ended).toMatch(/^E(IO|NOSPC)$/);
      return true;
    },
    async (at, { draftId }) => {
      const again = await reopen(at);
      expect(must(await again.drafts.load(draftId)).document.meeting).toEqual({ notes: noteAt(1) });
    },
  );
  expect(tried).toBeGreaterThanOrEqual(8 * 6);
});

test('committing a package: acknowledged means whole with its PDF, a failure leaves the earlier ones untouched, and the retry is the same commit', async () => {
  const [first, second] = [madePackage('p1'), madePackage('p2')];
  const tried = await everyCall(
    async (at) => {
      const open = await opened(at);
      must(await open.packages.commit('s1', first.bytes, first.pdf));
      return open;
    },
    async (_at, open) => {
      const committed = await open.packages.commit('s1', second.bytes, second.pdf);
      named(committed);
      const receipt = committed.ok ? await open.packages.storeReceipt('p2', second.receipt) : committed;
      named(receipt);
      return committed.ok && receipt.ok;
    },
    async (at, open, acknowledged) => {
      const crashed = await reopen(at);
      const ids = (await crashed.packages.listOf('s1')).map((stored) => stored.package.iepId);
      expect(acknowledged ? [['p1', 'p2']] : [['p1'], ['p1', 'p2']]).toContainEqual(ids);
      for (const id of ids) expect((await crashed.packages.pdf(id)).ok).toBe(true);
      expect(acknowledged ? must(await crashed.packages.read('p2')).receipt : second.receipt).toEqual(second.receipt);
      expect(must(await open.packages.commit('s1', second.bytes, second.pdf)).sha256).toBe(second.receipt.sha256);
      must(await open.packages.storeReceipt('p2', second.receipt));
      expect((await waitingIn(open.packages)).map((stored) => stored.package.iepId)).toEqual(['p1']);
    },
  );
  expect(tried).toBeGreaterThanOrEqual(8 * 12);
});

test('changing the caseload or the settings: the old values stay until the new ones are acknowledged, and nothing else is lost', async () => {
  const renamed = student('s1', 'Robin Renamed');
  const tried = await everyCall(
    withDraft,
    async (_at, { open }) => {
      const put = await open.caseload.put(renamed);
      const written = await open.writeSetting('district', { url: 'https://district.example' });
      named(put);
      named(written);
      return put.ok && written.ok;
    },
    async (at, { open, draftId }, acknowledged) => {
      const again = await reopen(at);
      const [entry] = again.caseload.all();
      expect(acknowledged ? [renamed] : [student('s1'), renamed]).toContainEqual(entry);
      expect(acknowledged ? again.readSetting('district') : { url: 'https://district.example' }).toEqual({ url: 'https://district.example' });
      expect(must(await again.drafts.load(draftId)).entries).toHaveLength(1);
      expect(again.damaged()).toEqual([]);
      must(await open.caseload.put(student('s1', 'Robin Again')));
    },
  );
  expect(tried).toBeGreaterThanOrEqual(8 * 20);
});

test('recovering with the code: whichever call fails, the old passphrase or the new one opens the vault, and the code always does', async () => {
  const tried = await everyCall(
    async (at) => {
      const made = must(await at.vault(1).create(PASSPHRASE));
      await made.vault.close();
      return made.recoveryCode;
    },
    async (at, code) => {
      const recovered = await at.vault(1).recover(code, 'a brand new pass phrase');
      named(recovered);
      return recovered.ok;
    },
    async (at, code, acknowledged) => {
      const [old, fresh] = [await at.vault(2).unlock(PASSPHRASE), await at.vault(3).unlock('a brand new pass phrase')];
      expect(old.ok !== fresh.ok).toBe(true);
      expect([true, acknowledged]).toContain(fresh.ok);
      must(await at.vault(4).recover(code, PASSPHRASE));
      expect(await at.memory.exists(`${ROOT}/keyring.json`)).toBe(true);
    },
  );
  expect(tried).toBeGreaterThanOrEqual(8 * 15);
});

test('a package whose last flush failed is acknowledged on retry only when it would survive a power cut', async () => {
  let retried = 0;
  for (let call = 1; ; call += 1) {
    const at = bench();
    await at.memory.makeFolder('/data');
    await at.memory.syncFolder('/');
    const open = await opened(at);
    const made = madePackage('p1');
    at.disk.arm(call, 'EIO');
    if ((await open.packages.commit('s1', made.bytes, made.pdf)).ok) break;
    must(await open.packages.commit('s1', made.bytes, made.pdf));
    const after = rigVault({ disk: at.memory.cutPower('nothing', dice(call)), random: seededRandom(2), deviceSecret: at.deviceSecret, processes: freshProcess(9) });
    expect((await must(await after.unlock(PASSPHRASE)).packages.pdf('p1')).ok).toBe(true);
    retried += 1;
  }
  expect(retried).toBeGreaterThanOrEqual(12);
});
