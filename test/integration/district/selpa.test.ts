/** The SELPA file from what two districts' servers hand out: made, or refused in words by the command an office runs, with nothing written. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { uniteFolders } from '../../../district/selpa-folders.ts';
import { bundleProgram } from '../../crash/bundle.ts';
import { emptyDistrict, openTestDistrict, serve, type TestDistrict } from './harness.ts';
import { office } from './office.ts';

let district: TestDistrict;
let app: FastifyInstance;
let program: string;
let root: string;
beforeAll(async () => {
  district = await openTestDistrict();
  app = serve(district.store);
  program = await bundleProgram(join(import.meta.dirname, '../../../district/selpa.ts'), mkdtempSync(join(tmpdir(), 'iep-selpa-program-')));
});
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'iep-selpa-'));
});
afterAll(async () => {
  await app.close();
  await district.close();
  rmSync(join(program, '..'), { recursive: true });
});

const { deliver, get } = office(() => app);

/** One district: its students delivered to an empty server, its three tables kept in a folder under the names the server gives them. */
async function handedIn(name: string, on: string, ...students: readonly Readonly<Record<string, unknown>>[]): Promise<string> {
  await emptyDistrict(district.db);
  for (const info of students) await deliver(String(info['seisId']), `iep-${String(info['seisId'])}`, null, { infoEligibility: info });
  const folder = join(root, name);
  mkdirSync(folder);
  for (const table of ['students', 'services', 'errors']) {
    const answer = await get(`${on}/${table}`);
    writeFileSync(join(folder, /filename="(.*)"/u.exec(String(answer.headers['content-disposition']))?.[1] ?? ''), answer.body);
  }
  return folder;
}

function selpa(...given: readonly string[]): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...given], (error, out, err) => resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }));
  });
}

const ON = '2026-12-01';
const ash = { seisId: '1200000001', ssid: '9900000001' };
const elm = { seisId: '1200000002', ssid: '9900000002' };
const oak = { seisId: '1200000003', ssid: '9900000003' };

test('two districts are one file of students and one of services, each row once', async () => {
  const folders = [await handedIn('north', ON, ash, elm), await handedIn('south', ON, oak)];
  const out = join(root, 'selpa');
  expect(await selpa('--out', out, ...folders)).toEqual({ code: 0, out: `${join(out, 'TABLE_A_3998_20261201.csv')}\n${join(out, 'TABLE_B_3998_20261201.csv')}\n`, err: '' });
  const rows = (name: string): readonly (readonly string[])[] => readFileSync(join(out, name), 'utf8').slice(1).split('\r\n').slice(0, -1).map((line) => line.split(','));
  expect(rows('TABLE_A_3998_20261201.csv').map((cells) => [cells[0], cells[2], cells[3]])).toEqual([['RECORD', 'STUDENT_ID', 'SSID'], ...[ash, elm, oak].map(({ seisId, ssid }) => ['A', seisId, ssid])]);
  expect(rows('TABLE_B_3998_20261201.csv')).toHaveLength(1 + 3 * 3);
  // A second run finds the files there and leaves them.
  const again = await selpa('--out', out, ...folders);
  expect([again.code, again.err]).toEqual([1, expect.stringContaining(`TABLE_A_3998_20261201.csv is in ${out} already and was left as it is.`)]);
});

test('one statewide number in two districts is refused with both rows, and nothing is written', async () => {
  const [north, south] = [await handedIn('north', ON, ash), await handedIn('south', ON, { ...oak, ssid: ash.ssid })];
  const said = await selpa('--out', join(root, 'selpa'), north, south);
  expect(said).toEqual({ code: 1, out: '', err: `The SELPA file is refused; nothing was written.\n- One statewide student ID, 9900000001, is in several rows: record 1200000001 of ${north}, record 1200000003 of ${south}. The state would take them for one student; ask these districts whose it is.\n` });
  expect(readdirSync(root).toSorted()).toEqual(['north', 'south']);
});

test('a row with an error refuses the file and says which record of which district, and what the error is', async () => {
  const [north, south] = [await handedIn('north', ON, ash), await handedIn('south', ON, { ...oak, gender: 'Q' })];
  const { code, err } = await selpa('--out', join(root, 'selpa'), north, south);
  expect([code, err]).toEqual([1, `The SELPA file is refused; nothing was written.\n- There is an error in the row of record 1200000003 of ${south}: CAS-006 Choose a gender code.\n`]);
  expect(readdirSync(root)).not.toContain('selpa');
});

test('files of two dates, a missing file, a missing folder and no folder at all are each said', async () => {
  const [north, south] = [await handedIn('north', ON, ash), await handedIn('south', '2026-12-02', oak)];
  expect((await selpa('--out', join(root, 'selpa'), north, south)).err).toContain('The files are of 2 report dates: 2026-12-01, 2026-12-02. A SELPA file is of one.');
  rmSync(join(south, 'TABLE_B_3998_20261202.csv'));
  expect((await selpa('--out', join(root, 'selpa'), south)).err).toContain(`The folder ${south} holds no file whose name begins with TABLE_B.`);
  expect((await selpa('--out', join(root, 'selpa'), join(root, 'nowhere'))).err).toContain(`The folder ${join(root, 'nowhere')} cannot be read.`);
  // A folder where the file should be reads as no file, on any system and for any user.
  mkdirSync(join(south, 'TABLE_B_3998_20261202.csv'));
  expect(await selpa('--out', join(root, 'selpa'), south)).toEqual({ code: 1, out: '', err: `The SELPA file is refused; nothing was written.\n- A file of the folder ${south} cannot be read.\n` });
  expect(await selpa('--out', join(root, 'selpa'))).toMatchObject({ code: 2, err: expect.stringContaining('Usage:') as string });
  expect(await selpa('--what')).toMatchObject({ code: 2 });
});

test('a disk that takes one table and not the other keeps neither, and says so', async () => {
  const folders = [await handedIn('north', ON, ash), await handedIn('south', ON, oak)];
  const out = join(root, 'selpa');
  const asked: string[] = [];
  const united = await uniteFolders(folders, out, async (path, text) => {
    asked.push(path);
    writeFileSync(path, text.slice(0, 10), { flag: 'wx' });
    if (asked.length === 2) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
  });
  expect(asked).toHaveLength(2);
  expect(united).toEqual({ ok: false, refused: [expect.stringMatching(/^TABLE_B_3998_20261201\.csv could not be written .* make room or name another folder\.$/u)] });
  expect(readdirSync(out)).toEqual([]);
});

test('a file that somebody puts there meanwhile is left as it is, and so is what stands where the folder should be', async () => {
  const folders = [await handedIn('north', ON, ash), await handedIn('south', ON, oak)];
  const out = join(root, 'selpa');
  const united = await uniteFolders(folders, out, async (path, text) => {
    if (path.includes('TABLE_B')) writeFileSync(path, 'of somebody else');
    writeFileSync(path, text, { flag: 'wx' });
  });
  expect(united).toEqual({ ok: false, refused: [expect.stringMatching(/^TABLE_B_3998_20261201\.csv is in .* already and was left as it is/u)] });
  expect(readdirSync(out)).toEqual(['TABLE_B_3998_20261201.csv']);
  expect(readFileSync(join(out, 'TABLE_B_3998_20261201.csv'), 'utf8')).toBe('of somebody else');
  const file = join(root, 'a-file');
  writeFileSync(file, 'no folder');
  expect(await selpa('--out', file, ...folders)).toEqual({ code: 1, out: '', err: `The SELPA file is refused; nothing was written.\n- ${file} cannot be made a folder or written to. Name another folder.\n` });
  expect(readFileSync(file, 'utf8')).toBe('no folder');
});
