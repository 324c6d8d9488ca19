/** Opening the sealed list of students, and changing one student in it, against reading and writing the same bytes. */
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openIndex, writeFirstIndex } from '../../../electron/records/caseload.ts';
import { createDisk } from '../../../electron/vault/disk.ts';
import { createVaultKeys, newKeyId } from '../../../electron/vault/keys.ts';
import { systemRandom } from '../../../electron/vault/random.ts';
import { createSetAside } from '../../../electron/vault/set-aside.ts';
import { durableWrite } from '../../../electron/vault/durable-write.ts';
import { must, student } from '../../crash/rig.ts';
import { race } from '../ratio.ts';

const SIZES = [28, 500, 5_000];
/** Students a pull lists at a time. */
const PAGE = 100;

const disk = createDisk();
const vaultKey = systemRandom.bytes(32);
const keyId = newKeyId(systemRandom);

for (const size of SIZES) {
  const folder = mkdtempSync(join(tmpdir(), 'iep-caseload-'));
  const setAside = createSetAside(disk, folder, systemRandom);
  const keys = createVaultKeys(vaultKey, keyId, systemRandom);
  await writeFirstIndex(disk, folder, keys, setAside);
  const index = must(await openIndex(disk, folder, keys, setAside));
  const started = performance.now();
  const ids = Array.from({ length: size }, () => systemRandom.id());
  // As a pull does it: page by page.
  for (let from = 0; from < size; from += PAGE) {
    const page = ids.slice(from, from + PAGE);
    for (const done of await Promise.all(page.map((id, n) => index.caseload.put({ ...student(id), name: `Student ${from + n} Example` })))) must(done);
    for (const done of await Promise.all(page.map(index.ensureKey))) must(done);
  }
  console.log(`     a caseload of ${size} made in ${(performance.now() - started).toFixed(0)} ms`);
  const path = join(folder, 'index.a');
  const bytes = await readFile(path);
  await race({
    what: `opening a caseload of ${size} (${Math.round(bytes.length / 1024)} KiB)`, rounds: size > 1_000 ? 20 : 100, warmUp: 10, bar: { at: 'p50', times: 2 },
    work: async () => must(await openIndex(disk, folder, createVaultKeys(vaultKey, keyId, systemRandom), setAside)),
    floor: {
      what: 'reading the same bytes: both generations read, opened and parsed',
      work: async () => {
        for (const name of ['index.a', 'index.b']) {
          const opened = keys.open('index', 'index', await disk.read(join(folder, name)), null);
          if (!opened.ok) throw new Error('The index does not open.');
          JSON.parse(Buffer.from(opened.value.plain).toString('utf8'));
        }
      },
    },
  });
  let n = 0;
  await race({
    what: `changing one student of ${size}`, rounds: size > 1_000 ? 20 : 60, warmUp: 5, bar: { at: 'p50', times: 2 },
    work: async () => must(await index.caseload.put({ ...student(ids[0] ?? ''), name: `Renamed ${(n += 1)}` })),
    floor: { what: 'writing both generations durably', work: async () => { for (const name of ['raw.a', 'raw.b']) await durableWrite(disk, join(folder, name), bytes); } },
  });
  await index.close();
  rmSync(folder, { recursive: true, force: true });
}
