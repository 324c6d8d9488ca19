/** No student word is in the clear in the vault folder, while it is open, after it is closed, and after a crash; and the scanner would see one. */
import { mkdirSync, mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createDisk } from '../../../electron/vault/disk.ts';
import { systemProcesses } from '../../../electron/vault/lock-file.ts';
import { systemRandom } from '../../../electron/vault/random.ts';
import { createKeyStore, libraryDocumentOf, madePackage, must, noteEntry, PASSPHRASE, rigVault, sampleBase, student } from '../../crash/rig.ts';
import { formsOf, scanFiles, scanFolder } from '../../crash/scan.ts';

const CANARIES = ['Quillibrand Zepherino', 'wanders the Umbrabrook corridor', 'https://district-vexholm.example', 'access-key-Mirkwhistle', 'Principal Ostravane', 'phonological Tarnwhisk', 'Notice of Wexcombe safeguards'];
/** What opens the vault, and how a PDF begins: a copy that lay beside it unsealed would hold no word in the clear, for its text is deflated. */
const keysOf = (code: string): readonly string[] => [PASSPHRASE, code, code.replaceAll('-', ''), '%PDF-1.7'];
const [NAME = '', NOTE = '', URL_ = '', ACCESS = '', PROFILE = '', GOAL = '', NOTICE = ''] = CANARIES;

async function fill(root: string) {
  const start = () => rigVault({ disk: createDisk(), random: systemRandom, root, deviceSecret: createKeyStore(), processes: systemProcesses });
  const { vault, recoveryCode } = must(await start().create(PASSPHRASE));
  must(await vault.setProfile({ staffId: 'staff1', name: PROFILE, role: 'caseManager', area: '', title: '' }));
  must(await vault.writeSetting('district', { url: URL_, accessKey: ACCESS }));
  must(await vault.caseload.put(student('s1', NAME)));
  const draftId = must(await vault.drafts.create('s1', sampleBase(GOAL)));
  must(await vault.drafts.append(draftId, 0, [noteEntry(1, GOAL, NOTE)], sampleBase(NOTE)));
  must(await vault.drafts.saveCopy(draftId, 'copy1', Buffer.from(`%PDF ${NAME} ${NOTE}`)));
  const { document, pdf } = libraryDocumentOf('notice', NOTICE);
  must(await vault.library.add({ ...document, title: NOTICE }, pdf, null, () => null));
  const made = madePackage('p1', `${NAME} ${GOAL}`);
  must(await vault.packages.commit('s1', made.bytes, made.pdf));
  must(await vault.packages.storeReceipt('p1', made.receipt));
  expect((await start().unlock('wrong words entirely here')).ok).toBe(false);
  return { vault, start, recoveryCode };
}

test('no student word, name, address or key, nor the beginning of a PDF, is readable in the vault folder, open or closed, in any encoding', async () => {
  const parent = mkdtempSync(join(tmpdir(), 'iep-desk-canary-'));
  const { vault, start, recoveryCode } = await fill(join(parent, 'vault'));
  expect(recoveryCode.length).toBeGreaterThan(20);
  const look = (): void => {
    const scan = scanFolder(parent, [...CANARIES, ...keysOf(recoveryCode)]);
    expect(scan.hits).toEqual([]);
    expect(scan.files).toBeGreaterThanOrEqual(14);
    expect(scan.bytes).toBeGreaterThan(7_000);
  };
  look();
  await vault.close();
  look();
  const again = must(await start().unlock(PASSPHRASE));
  expect(again.caseload.get('s1')?.name).toBe(NAME);
  await again.close();
  look();
});

test('every file and folder of the vault is its owner’s alone', async () => {
  const root = join(mkdtempSync(join(tmpdir(), 'iep-desk-modes-')), 'vault');
  const { vault } = await fill(root);
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const open = entries.filter((entry) => (statSync(join(entry.parentPath, entry.name)).mode & 0o077) !== 0).map((entry) => entry.name);
  expect(entries.length).toBeGreaterThanOrEqual(15);
  expect(open).toEqual([]);
  expect(statSync(root).mode & 0o777).toBe(0o700);
  await vault.close();
});

test('the scanner finds a planted word in every encoding, at every offset, and in a file name', () => {
  const canary = NAME;
  let planted = 0;
  for (const [form, bytes] of formsOf(canary)) {
    const found = scanFiles([['file', Buffer.concat([Buffer.alloc(33, 1), bytes, Buffer.alloc(9, 2)])]], [canary]);
    expect(found.hits.map((hit) => hit.form)).toContain(form);
    planted += 1;
  }
  expect(planted).toBe(9);
  for (let before = 0; before < 3; before += 1) {
    for (let after = 0; after < 3; after += 1) {
      const text = Buffer.from('x'.repeat(before) + canary + 'y'.repeat(after)).toString('base64');
      expect(scanFiles([['file', Buffer.from(text)]], [canary]).hits).toHaveLength(1);
    }
  }
  const folder = mkdtempSync(join(tmpdir(), 'iep-desk-planted-'));
  mkdirSync(join(folder, 'deep'));
  writeFileSync(join(folder, 'deep', `${canary}.txt`), 'nothing');
  expect(scanFolder(folder, [canary]).hits).toMatchObject([{ form: 'name utf8' }]);
});
