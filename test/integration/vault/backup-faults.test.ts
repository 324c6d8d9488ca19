/**
 * Every disk call of backing up, rotating, restoring and changing the keys fails once, and for good, in four ways: nothing acknowledged is lost, and the
 * right key opens the vault. Inside `npm test` each call fails in one of the eight ways, in `npm run test:crash` in all of them.
 */
import { expect, test } from 'vitest';
import type { OpenVault } from '../../../electron/ports/open-vault.ts';
import { listBackups, readBackedUp } from '../../../electron/vault/backups.ts';
import { everyCall, named, type Bench } from '../../crash/every-call.ts';
import { appendNote, must, noteAt, PASSPHRASE, ROOT, sampleBase, student } from '../../crash/rig.ts';
import { times } from '../../crash/size.ts';

const NEXT = 'seven other plain words';
const DAY_MS = 86_400_000;
const STRIDE = times(8, 1);
/** The eight ways of failing, spread over the calls. */
const WAYS = 8 / STRIDE;

interface Kept {
  readonly draftId: string;
  readonly code: string;
}

/** A vault with one draft of one entry, closed. */
async function closedVault(at: Bench): Promise<Kept> {
  const { vault: open, recoveryCode } = must(await at.vault(1).create(PASSPHRASE));
  must(await open.caseload.put(student('s1')));
  const draftId = must(await open.drafts.create('s1', sampleBase()));
  must(await appendNote(open, draftId, 1));
  await open.close();
  return { draftId, code: recoveryCode };
}

async function revisionIn(open: OpenVault, draftId: string): Promise<number> {
  const loaded = must(await open.drafts.load(draftId));
  expect(loaded.document.meeting).toEqual({ notes: noteAt(loaded.entries.length) });
  expect(open.damaged()).toEqual([]);
  return loaded.entries.length;
}

test('backing up and rotating: earlier backups stay whole, the vault is not touched, and the next backup goes through', async () => {
  let rotated = 0;
  const tried = await everyCall(
    async (at) => {
      const kept = await closedVault(at);
      // Two backups of one day and one of each of the three after it: the next rotation lets the older one of that day go.
      for (let day = 1; day <= 5; day += 1) {
        const open = must(await at.vault(10 + day).unlock(PASSPHRASE));
        must(await appendNote(open, kept.draftId, day + 1));
        await open.close();
        must(must(await at.vault(1).backups.backUp('closed', false, null)).here);
        at.clock.pass(day === 1 ? 60_000 : DAY_MS);
      }
      return { ...kept, before: [...at.memory.files()].filter(([path]) => path.startsWith(`${ROOT}/`)) };
    },
    async (at) => {
      at.clock.pass(60_000);
      const made = await at.vault(1).backups.backUp('asked', true, null);
      named(made);
      if (made.ok) named(made.value.here);
      return made.ok && made.value.here.ok;
    },
    async (at, { draftId, before }, acknowledged) => {
      for (const [path, bytes] of before) expect(Buffer.from(at.memory.files().get(path) ?? []).equals(Buffer.from(bytes)), path).toBe(true);
      const listed = must(await at.vault(1).backups.list()).backups;
      expect(listed.length).toBeGreaterThanOrEqual(5);
      if (acknowledged) expect(listed[0]?.why).toBe('asked');
      if (listed.length === 5 && acknowledged) rotated += 1;
      // Each one that is listed has every byte it names.
      for (const backup of (await listBackups(at.memory, '/data/backups')).backups) for (const file of backup.files) must(await readBackedUp(at.memory, backup, file));
      at.clock.pass(60_000);
      must(must(await at.vault(1).backups.backUp('asked', true, null)).here);
      expect(await revisionIn(must(await at.vault(2).unlock(PASSPHRASE)), draftId)).toBe(6);
    },
    STRIDE,
  );
  expect(tried).toBeGreaterThanOrEqual(Math.floor(WAYS * 60));
  expect(rotated).toBeGreaterThan(0);
}, times(120_000, 600_000));

test('restoring: there is the state before or the restored one, never neither, and the state before is itself a backup that can be put back', async () => {
  let undone = 0;
  const tried = await everyCall(
    async (at) => {
      const kept = await closedVault(at);
      const info = must(must(await at.vault(1).backups.backUp('asked', true, null)).here);
      at.clock.pass(60_000);
      const open = must(await at.vault(1).unlock(PASSPHRASE));
      must(await appendNote(open, kept.draftId, 2));
      await open.close();
      return { ...kept, backupId: info.backupId };
    },
    async (at, { backupId }) => {
      const restored = await at.vault(1).backups.restore(backupId, 'here', PASSPHRASE);
      named(restored);
      return restored.ok;
    },
    async (at, { draftId }, acknowledged) => {
      // Whatever happened, this is no new computer, and the right passphrase opens what is here.
      expect(await at.vault(2).state()).toBe('locked');
      const open = must(await at.vault(2).unlock(PASSPHRASE));
      const revision = await revisionIn(open, draftId);
      await open.close();
      expect(acknowledged ? [1] : [1, 2]).toContain(revision);
      if (revision === 2) return;
      const before = must(await at.vault(3).backups.list()).backups.find(({ why }) => why === 'beforeRestore');
      at.clock.pass(60_000);
      const back = must(await at.vault(3).backups.restore(before?.backupId ?? '', 'here', PASSPHRASE));
      expect(await revisionIn(back, draftId)).toBe(2);
      undone += 1;
    },
    STRIDE,
  );
  expect(tried).toBeGreaterThanOrEqual(Math.floor(WAYS * 100));
  expect(undone).toBeGreaterThan(WAYS);
}, times(120_000, 600_000));

test('changing the passphrase: the old one or the new one opens the vault and its backups, never neither, and the code always does', async () => {
  const tried = await everyCall(
    async (at) => {
      const kept = await closedVault(at);
      must(must(await at.vault(1).backups.backUp('asked', true, null)).here);
      return kept;
    },
    async (at) => {
      const changed = await at.vault(1).changePassphrase(PASSPHRASE, NEXT);
      named(changed);
      return changed.ok;
    },
    async (at, { draftId, code }, acknowledged) => {
      const opens: string[] = [];
      for (const passphrase of [PASSPHRASE, NEXT]) {
        const open = await at.vault(2).unlock(passphrase);
        if (!open.ok) continue;
        opens.push(passphrase);
        expect(await revisionIn(open.value, draftId)).toBe(1);
        await open.value.close();
      }
      expect(acknowledged ? [[NEXT]] : [[PASSPHRASE], [NEXT]]).toContainEqual(opens);
      const [backup] = must(await at.vault(4).backups.list()).backups;
      expect((await at.vault(4).backups.preview(backup?.backupId ?? '', 'here', opens[0] ?? '')).ok).toBe(true);
      must(await at.vault(5).recover(code, PASSPHRASE));
    },
    STRIDE,
  );
  expect(tried).toBeGreaterThanOrEqual(Math.floor(WAYS * 20));
}, times(120_000, 600_000));

test('a new recovery code: the old one or the new one recovers, never neither, and the passphrase always opens', async () => {
  const tried = await everyCall(
    async (at) => ({ ...(await closedVault(at)), shown: { code: '' } }),
    async (at, { shown }) => {
      const made = await at.vault(1).newRecoveryCode(PASSPHRASE);
      named(made);
      if (made.ok) shown.code = made.value.recoveryCode;
      return made.ok;
    },
    async (at, { draftId, code, shown }, acknowledged) => {
      const open = must(await at.vault(2).unlock(PASSPHRASE));
      expect(await revisionIn(open, draftId)).toBe(1);
      await open.close();
      // A failure that came after the new wrap was in place leaves a code nobody was shown; the passphrase makes another one then.
      if (acknowledged) must(await at.vault(3).recover(shown.code, NEXT));
      else if (!(await at.vault(3).recover(code, NEXT)).ok) must(await at.vault(4).newRecoveryCode(PASSPHRASE));
    },
    STRIDE,
  );
  expect(tried).toBeGreaterThanOrEqual(Math.floor(WAYS * 20));
}, times(120_000, 600_000));
