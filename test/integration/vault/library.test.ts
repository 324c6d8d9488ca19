/** The library on the disk: what was acknowledged is there after any failing call and power cut, a damaged document is named and costs nothing else, and the list follows from the documents. */
import { expect, test, vi } from 'vitest';
import type { OpenVault } from '../../../electron/ports/open-vault.ts';
import { everyCall, named } from '../../crash/every-call.ts';
import { createMemoryDisk, type MemoryDisk, type PowerCut } from '../../crash/memory-disk.ts';
import { createKeyStore, createTestClock, freshProcess, libraryDocumentOf, must, PASSPHRASE, rigVault, ROOT, student, takeIn } from '../../crash/rig.ts';
import { dice, seededRandom } from '../../crash/seeded.ts';
import { times } from '../../crash/size.ts';

vi.setConfig({ testTimeout: times(180_000, 600_000) });

const LIBRARY = `${ROOT}/library`;

async function idsOf(open: OpenVault): Promise<readonly string[]> {
  return must(await open.library.list()).map(({ id }) => id).toSorted();
}

async function isWhole(open: OpenVault, id: string): Promise<boolean> {
  const pdf = await open.library.pdf(id);
  return pdf.ok && Buffer.from(pdf.value).equals(Buffer.from(libraryDocumentOf(id).pdf));
}

/** A vault with two documents and a student on a disk in memory, closed; `open` starts the program on it again. */
async function made(): Promise<{ readonly disk: MemoryDisk; readonly open: (on?: MemoryDisk) => Promise<OpenVault> }> {
  const disk = createMemoryDisk();
  const deviceSecret = createKeyStore();
  let start = 0;
  const vaultOn = (on: MemoryDisk) => {
    start += 1;
    return rigVault({ disk: on, random: seededRandom(11 + start), clock: createTestClock(), deviceSecret, processes: freshProcess(start) });
  };
  await disk.makeFolder('/data');
  await disk.syncFolder('/');
  const first = must(await vaultOn(disk).create(PASSPHRASE)).vault;
  must(await first.caseload.put(student('s1')));
  for (const id of ['notice', 'booklet']) must(await takeIn(first, id));
  await first.close();
  return { disk, open: async (on = disk) => must(await vaultOn(on).unlock(PASSPHRASE)) };
}

test('taking in, in the place of another, and taking out: what was acknowledged is there, nothing is half there, and a retry goes through', async () => {
  const tried = await everyCall(
    async (at) => {
      const { vault } = must(await at.vault(1).create(PASSPHRASE));
      for (const id of ['stays', 'older', 'leaves']) must(await takeIn(vault, id));
      return vault;
    },
    async (_at, open) => {
      const added = await takeIn(open, 'fresh');
      const replaced = await takeIn(open, 'newer', 'older');
      const removed = await open.library.remove('leaves');
      for (const done of [added, replaced, removed]) named(done);
      return added.ok && replaced.ok && removed.ok;
    },
    async (at, open, acknowledged) => {
      const crashed = must(await at.vault(2).unlock(PASSPHRASE));
      const ids = await idsOf(crashed);
      expect(ids).toContain('stays');
      if (acknowledged) expect(ids).toEqual(['fresh', 'newer', 'stays']);
      // Until the newer one is there the older one stays.
      expect(ids.includes('newer') || ids.includes('older')).toBe(true);
      for (const id of ids) expect(await isWhole(crashed, id)).toBe(true);
      expect(crashed.damaged()).toEqual([]);
      // The same window goes on once the disk is well again.
      must(await takeIn(open, 'later'));
      expect(await isWhole(open, 'later')).toBe(true);
    },
  );
  expect(tried).toBeGreaterThanOrEqual(8 * 20);
});

test.each(['nothing', 'prefix', 'pages'] as const)('a power cut of which %s survives leaves every acknowledged document whole and brings none back that was taken out', async (how: PowerCut) => {
  for (let seed = 0; seed < times(40, 400); seed += 1) {
    const { disk, open } = await made();
    const before = await open();
    must(await takeIn(before, 'fresh'));
    must(await before.library.remove('booklet'));
    // The next change is under way when the power goes.
    void takeIn(before, 'unfinished').catch(() => undefined);
    for (let turn = 0; turn < seed; turn += 1) await Promise.resolve();
    const after = await open(disk.cutPower(how, dice(seed)));
    const ids = await idsOf(after);
    expect(ids.filter((id) => id !== 'unfinished'), `seed ${seed}`).toEqual(['fresh', 'notice']);
    for (const id of ids) expect(await isWhole(after, id)).toBe(true);
    await after.close();
  }
});

test('a damaged document and a missing one are named as documents of the library; the others and every record open', async () => {
  const { disk, open } = await made();
  disk.damage(`${LIBRARY}/notice.pdf`, (bytes) => bytes.subarray(0, 90));
  const cut = await open();
  expect(await idsOf(cut)).toEqual(['booklet', 'notice']);
  expect(cut.damaged()).toEqual([]);
  expect(await cut.library.pdf('notice')).toMatchObject({ failure: { code: 'libraryDamaged' } });
  expect(cut.damaged()).toEqual([{ file: 'library/notice.pdf', state: 'inPlace', studentId: null }]);
  expect(await isWhole(cut, 'booklet')).toBe(true);
  expect(cut.caseload.get('s1')).toEqual(student('s1'));
  await cut.close();

  await disk.remove(`${LIBRARY}/booklet.pdf`);
  const missing = await open();
  expect(await idsOf(missing)).toEqual(['booklet', 'notice']);
  expect(missing.damaged().map(({ file }) => file)).toEqual(['library/booklet.pdf']);
  // Taken out and taken in again, it is whole.
  must(await missing.library.remove('booklet'));
  must(await takeIn(missing, 'booklet'));
  expect(await isWhole(missing, 'booklet')).toBe(true);
  await missing.close();
});

test.each([
  ['one of its copies is damaged', ['list.a'], 1],
  ['both are', ['list.a', 'list.b'], 2],
])('a list of which %s costs no document: it is read from the other, or made again from the documents', async (_what, names, found) => {
  const { disk, open } = await made();
  for (const name of names) disk.damage(`${LIBRARY}/${name}`, (bytes) => bytes.subarray(0, 40));
  const again = await open();
  expect(await idsOf(again)).toEqual(['booklet', 'notice']);
  expect(again.damaged().map(({ file, state }) => [file, state])).toEqual(names.map((name) => [`library/${name}`, 'setAside']));
  expect(again.damaged()).toHaveLength(found);
  must(await takeIn(again, 'fresh'));
  await again.close();
  const later = await open();
  expect(await idsOf(later)).toEqual(['booklet', 'fresh', 'notice']);
  expect(later.damaged()).toEqual([]);
  await later.close();
});

test('a list that is missing is made again and named', async () => {
  const { disk, open } = await made();
  for (const name of ['list.a', 'list.b']) await disk.remove(`${LIBRARY}/${name}`);
  const again = await open();
  expect(await idsOf(again)).toEqual(['booklet', 'notice']);
  expect(again.damaged().map(({ file }) => file)).toEqual(['library/list.a']);
  await again.close();
});

test('a disk that does not give the library keeps no record shut, and gives it later', async () => {
  const { disk, open } = await made();
  let broken = true;
  const list: MemoryDisk['list'] = async (folder) => {
    if (broken && folder === LIBRARY) throw Object.assign(new Error('EIO'), { code: 'EIO' });
    return disk.list(folder);
  };
  const opened = await open({ ...disk, list });
  expect(opened.caseload.get('s1')).toEqual(student('s1'));
  expect(await opened.library.list()).toMatchObject({ failure: { code: 'diskTrouble' } });
  expect(await takeIn(opened, 'fresh')).toMatchObject({ failure: { code: 'diskTrouble' } });
  broken = false;
  expect(await idsOf(opened)).toEqual(['booklet', 'notice']);
  await opened.close();
});

test('listing opens no document; each is read when it is asked for', async () => {
  const { disk, open } = await made();
  const read: string[] = [];
  const opened = await open({ ...disk, read: async (path) => { read.push(path); return disk.read(path); } });
  await idsOf(opened);
  expect(read.filter((path) => path.endsWith('.pdf'))).toEqual([]);
  await isWhole(opened, 'notice');
  expect(read.filter((path) => path.endsWith('.pdf'))).toEqual([`${LIBRARY}/notice.pdf`]);
  await opened.close();
});

test('a restore brings the documents of its backup back, another computer gets them, and a list of students that does not open is mended without losing one that was taken in since', async () => {
  const disk = createMemoryDisk();
  const deviceSecret = createKeyStore();
  await disk.makeFolder('/data');
  const vaultAt = (start: number) => rigVault({ disk, random: seededRandom(40 + start), clock: createTestClock(), deviceSecret, processes: freshProcess(start) });
  const vault = vaultAt(1);
  const first = must(await vault.create(PASSPHRASE)).vault;
  must(await first.caseload.put(student('s1')));
  must(await takeIn(first, 'notice'));
  await first.close();
  const backup = must(must(await vault.backups.backUp('asked', false, null)).here);
  const second = must(await vault.unlock(PASSPHRASE));
  must(await second.library.remove('notice'));
  must(await takeIn(second, 'booklet'));
  await second.close();

  for (const name of ['index.a', 'index.b']) disk.damage(`${ROOT}/${name}`, (bytes) => bytes.subarray(0, 30));
  const mended = must(await vault.backups.restore(backup.backupId, 'here', PASSPHRASE));
  // What was taken out since is in the backup, and back.
  expect(await idsOf(mended)).toEqual(['booklet', 'notice']);
  expect(await isWhole(mended, 'booklet')).toBe(true);
  await mended.close();

  const back = must(await vault.backups.restore(backup.backupId, 'here', PASSPHRASE));
  expect(await idsOf(back)).toEqual(['notice']);
  expect(await isWhole(back, 'notice')).toBe(true);
  await back.close();

  const { code } = must(await vault.backups.transferTo('/stick', PASSPHRASE));
  const elsewhere = rigVault({ disk, root: '/other/vault', random: seededRandom(77), clock: createTestClock(), deviceSecret: createKeyStore(), processes: freshProcess(9) });
  const carried = must(await elsewhere.backups.transferFrom('/stick', code, PASSPHRASE));
  expect(await idsOf(carried)).toEqual(['notice']);
  expect(await isWhole(carried, 'notice')).toBe(true);
  await carried.close();
});
