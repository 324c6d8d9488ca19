/** A vault of every format that was released opens for ever: the committed bytes of each, opened with what opened them then, tell what they told then. */
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createDisk } from '../../../electron/vault/disk.ts';
import { KEYRING_FILES, VAULT_FORMAT } from '../../../electron/vault/keyring.ts';
import type { Derived, KeyDerivation } from '../../../electron/vault/passphrase.ts';
import { systemRandom } from '../../../electron/vault/random.ts';
import { createVault } from '../../../electron/vault/vault.ts';
import type { DeviceSecret } from '../../../electron/ports/computer.ts';
import type { Vault } from '../../../electron/ports/vault.ts';
import { replay } from '../../../shared/flow/replay.ts';
import { settingEdits } from '../../../shared/journal/make.ts';
import { realDerivation } from '../../crash/real-derivation.ts';
import { createTestClock, freshProcess, must, quickDerivation } from '../../crash/rig.ts';
import { scanFolder } from '../../crash/scan.ts';
import { formsOf } from '../../fixtures/vaults/forms.ts';
import { FOLDER_OF_TODAY, make } from '../../fixtures/vaults/make.ts';
import { keyStoreOf, tell, type Keys, type Told } from '../../fixtures/vaults/told.ts';
import { pdfOf } from '../../unit/main/desk.ts';

const FIXTURES = new URL('../../fixtures/vaults', import.meta.url).pathname;
/** Every number a vault was ever given: they are counted from 1. */
const RELEASED = Array.from({ length: VAULT_FORMAT }, (_none, n) => `v${n + 1}`);
const KEPT = readdirSync(FIXTURES).filter((name) => /^v\d/.test(name)).sort();

/** The real Argon2id at its full strength, asked once for each passphrase and salt: two tests that open one vault need not wait for it twice. */
let derivation: KeyDerivation;
beforeAll(async () => {
  const real = await realDerivation();
  const known = new Map<string, Promise<Derived>>();
  derivation = {
    derive: async (job) => {
      const name = JSON.stringify([job.passphrase, Buffer.from(job.salt).toString('hex'), job.cost]);
      const deriving = known.get(name) ?? real.derive(job);
      known.set(name, deriving);
      const { key, ms } = await deriving;
      // Whoever uses a key zeroes it.
      return { key: Uint8Array.from(key), ms };
    },
  };
});

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** The committed vault on a computer of its own: nothing here writes into a fixture. */
function computer(format: string, deviceSecret: DeviceSecret): { readonly vault: Vault; readonly root: string } {
  const folder = mkdtempSync(join(tmpdir(), 'released-'));
  folders.push(folder);
  for (const name of ['vault', 'backups']) cpSync(join(FIXTURES, format, name), join(folder, name), { recursive: true });
  const root = join(folder, 'vault');
  return { root, vault: createVault({ root, disk: createDisk(), clock: createTestClock('2027-09-30T15:00:00.000Z'), random: systemRandom, deviceSecret, keyDerivation: derivation, fold: replay, processes: freshProcess(1) }) };
}

function read<T>(format: string, name: string): T {
  return JSON.parse(readFileSync(join(FIXTURES, format, name), 'utf8')) as T;
}

/** As JSON keeps it. What was told then must all be told now; a later program may know more about the same files. */
function plain(told: Told | Told['records']): unknown {
  return JSON.parse(JSON.stringify(told));
}

/** The sealed files that are written once, by path. */
function writtenOnce(root: string): Readonly<Record<string, string>> {
  return Object.fromEntries(['packages', 'receipts', 'signatures', 'copies'].flatMap((folder) => readdirSync(join(root, folder)).map((name) => [`${folder}/${name}`, readFileSync(join(root, folder, name)).toString('base64')])));
}

test('every format the program says was released has its vault here, and there is no vault of a format it does not know', () => {
  expect(RELEASED.length).toBeGreaterThanOrEqual(1);
  expect(KEPT).toEqual(RELEASED.toSorted());
});

/** The whole story again, with two hundred edits: seconds, and many on a machine that does much else. */
const STORY_MS = 180_000;

test('what this program writes has, name by name, the form of the kept vault of its number: another form is another number', { timeout: STORY_MS }, async () => {
  const parent = mkdtempSync(join(tmpdir(), 'released-'));
  folders.push(parent);
  const today = await formsOf(await make(join(parent, FOLDER_OF_TODAY), { keyDerivation: quickDerivation, draw: pdfOf }), quickDerivation);
  const kept = await formsOf(join(FIXTURES, FOLDER_OF_TODAY), derivation);
  expect(kept.length).toBeGreaterThan(100);
  expect(new Set(kept.map((name) => name.split('.')[0]?.replace('[]', '')))).toEqual(new Set(['keyring', 'backup', 'index', 'settings', 'receipt', 'signature', 'progress', 'translation', 'library', 'document', 'package', 'snapshot', 'first frame', 'frame']));
  expect(today).toEqual(kept);
});

describe.each(KEPT)('a vault of format %s', (format) => {
  const keys = read<Keys>(format, 'keys.json');
  const told = read<Told>(format, 'told.json');

  test('holds enough to be worth comparing, and not a word of it can be read without a key', () => {
    expect(told.students.length).toBeGreaterThanOrEqual(3);
    expect(told.removals).toHaveLength(1);
    expect(told.leavers).toHaveLength(1);
    expect(told.open).toHaveLength(1);
    const [history, current] = told.records.filter(({ studentId }) => studentId === told.copies[0]?.studentId);
    expect([history?.package.kind, history?.receipt?.standing, current?.package.kind, current?.late.filter((entry) => 'signing' in entry).length]).toEqual(['imported', 'current', 'iep', 2]);
    expect(current?.pdf.bytes).toBeGreaterThan(30_000);
    expect(told.drafts.find((draft) => draft.document.documentStatus === 'inMeeting')?.entries.length).toBeGreaterThan(200);
    const names = ['Birchwater', 'Ravensworth', 'Quicksilver', 'Achterberg', 'pidió'];
    expect(scanFolder(join(FIXTURES, format, 'vault'), names).hits).toEqual([]);
    expect(new Set(scanFolder(join(FIXTURES, format), names).hits.map(({ canary }) => canary))).toEqual(new Set(names));
  });

  test('opens with its passphrase and its device secret, and tells what it told, word for word and PDF by PDF', async () => {
    const { vault, root } = computer(format, keyStoreOf(keys.device));
    const sealed = writtenOnce(root);
    const open = must(await vault.unlock(keys.passphrase));
    expect(plain(await tell(open, root))).toMatchObject(told);
    await open.close();
    expect(writtenOnce(root)).toEqual(sealed);
  });

  test('opens with its recovery code on a computer that lost its device secret, and tells the same', async () => {
    const { vault, root } = computer(format, keyStoreOf());
    expect(await vault.unlock(keys.passphrase)).toMatchObject({ ok: false, failure: { code: 'keyUnavailable' } });
    const open = must(await vault.recover(keys.recoveryCode, 'a brand new pass phrase'));
    expect(plain(await tell(open, root))).toMatchObject(told);
    await open.close();
    await must(await vault.unlock('a brand new pass phrase')).close();
  });

  test('has today\'s number once it was unlocked, under a digest that covers it, so that a program of an older number does not write into it', async () => {
    const { vault, root } = computer(format, keyStoreOf(keys.device));
    await must(await vault.unlock(keys.passphrase)).close();
    for (const name of KEYRING_FILES) {
      const file = JSON.parse(readFileSync(join(root, name), 'utf8')) as { readonly format: number; readonly keyring: unknown; readonly sha256: string };
      expect(file.format).toBe(VAULT_FORMAT);
      // What a program of format 1 takes for a flipped bit of its own number.
      expect(file.sha256).not.toBe(createHash('sha256').update(JSON.stringify(file.keyring)).digest('hex'));
    }
  });

  test('is brought back from its backup, which tells what was there when it was made', async () => {
    const { vault, root } = computer(format, keyStoreOf(keys.device));
    const { backups } = must(await vault.backups.list());
    expect(backups).toHaveLength(1);
    const open = must(await vault.backups.restore(backups[0]?.backupId ?? '', 'here', keys.passphrase));
    expect(plain(await tell(open, root))).toMatchObject(read<Told>(format, 'told-by-backup.json'));
    await open.close();
  });

  test('takes one more entry and keeps all it had', async () => {
    const { vault, root } = computer(format, keyStoreOf(keys.device));
    const open = must(await vault.unlock(keys.passphrase));
    const [listed] = told.open;
    const draft = told.drafts.find(({ draftId }) => draftId === listed?.draftId);
    if (draft === undefined) throw new Error('The open draft is not among those told.');
    const entry = { kind: 'edit', step: { id: 'one-more', label: 'Edit', edits: settingEdits(draft.document, 'pages/presentLevels/parentConcerns', 'One more.') }, parent: draft.rev, by: 'st1', device: 'd1', seq: draft.rev + 1, at: '2027-09-30T15:00:00.000Z' } as const;
    must(await open.drafts.append(draft.draftId, draft.rev, [entry], replay(draft.document, [entry])));
    await open.close();
    const again = must(await vault.unlock(keys.passphrase));
    expect(must(await again.drafts.load(draft.draftId)).entries).toEqual([...draft.entries, entry]);
    expect(plain((await tell(again, root)).records)).toMatchObject(told.records);
    await again.close();
  });
});
