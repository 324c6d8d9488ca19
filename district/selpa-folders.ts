/** The SELPA file on disk: a folder of files from each district in, two tables out, or nothing and the reasons. Nothing that is there is written over. */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { selpaFile, type DistrictFiles } from '../shared/report/selpa.ts';
import { reportFileName, type ReportTable } from '../shared/report/state-report.ts';

export type United = { readonly ok: true; readonly written: readonly string[] } | { readonly ok: false; readonly refused: readonly string[] };

/** What a district hands in, by the beginning of the name its server gives the file. */
const HANDED_IN = { students: 'TABLE_A', services: 'TABLE_B', errors: 'ERRORS' } as const;
const NAME = /^(TABLE_A|TABLE_B|ERRORS)_.*_(\d{4})(\d{2})(\d{2})\.csv$/u;

interface Folder {
  readonly files: DistrictFiles | null;
  readonly dates: readonly string[];
  readonly refused: readonly string[];
}

async function readFolder(folder: string): Promise<Folder> {
  let names: readonly string[];
  try {
    names = (await readdir(folder)).filter((name) => NAME.test(name));
  } catch {
    return { files: null, dates: [], refused: [`The folder ${folder} cannot be read.`] };
  }
  const refused = Object.values(HANDED_IN).flatMap((start) => {
    const count = names.filter((name) => name.startsWith(`${start}_`)).length;
    return count === 1 ? [] : [`The folder ${folder} holds ${count === 0 ? 'no file' : `${count} files`} whose name begins with ${start}. It holds one of each: ${Object.values(HANDED_IN).join(', ')}.`];
  });
  const dates = names.map((name) => name.replace(NAME, '$2-$3-$4'));
  if (refused.length > 0) return { files: null, dates, refused };
  const text = (start: string): Promise<string> => readFile(join(folder, names.find((name) => name.startsWith(`${start}_`)) ?? ''), 'utf8');
  try {
    const [students, services, errors] = await Promise.all([text(HANDED_IN.students), text(HANDED_IN.services), text(HANDED_IN.errors)]);
    return { files: { district: folder, students, services, errors }, dates, refused: [] };
  } catch {
    return { files: null, dates, refused: [`A file of the folder ${folder} cannot be read.`] };
  }
}

/** Writes a file that was not there; rejects where it cannot. */
export type WriteNew = (path: string, text: string) => Promise<void>;

const writeToDisk: WriteNew = (path, text) => writeFile(path, text, { flag: 'wx' });

async function writeNew(out: string, files: readonly (readonly [ReportTable, string])[], selpa: string, on: string, write: WriteNew): Promise<United> {
  const named = files.map(([table, text]) => ({ name: reportFileName(table, selpa, on), text }));
  const taken = (name: string): string => `${name} is in ${out} already and was left as it is. Name another folder, or move it away.`;
  try {
    await mkdir(out, { recursive: true });
    const there = new Set(await readdir(out));
    const known = named.filter(({ name }) => there.has(name));
    if (known.length > 0) return { ok: false, refused: known.map(({ name }) => taken(name)) };
  } catch {
    return { ok: false, refused: [`${out} cannot be made a folder or written to. Name another folder.`] };
  }
  const begun: string[] = [];
  for (const { name, text } of named) {
    const path = join(out, name);
    try {
      await write(path, text);
      begun.push(path);
    } catch (error) {
      // A file that somebody else put there meanwhile is not ours to remove; half a SELPA file of ours would be sent on as a whole one.
      const isTaken = (error as NodeJS.ErrnoException).code === 'EEXIST';
      await Promise.all([...begun, ...(isTaken ? [] : [path])].map((one) => rm(one, { force: true })));
      return { ok: false, refused: [isTaken ? taken(name) : `${name} could not be written to ${out}: the disk may be full, or closed to you. What was written of it is gone again; make room or name another folder.`] };
    }
  }
  return { ok: true, written: begun };
}

/** @param folders one of each district @param out where the two tables are written when nothing speaks against them, both or neither */
export async function uniteFolders(folders: readonly string[], out: string, write: WriteNew = writeToDisk): Promise<United> {
  const read = await Promise.all(folders.map(readFolder));
  const dates = [...new Set(read.flatMap((one) => one.dates))].toSorted();
  const refused = [...read.flatMap((one) => one.refused), ...(dates.length > 1 ? [`The files are of ${dates.length} report dates: ${dates.join(', ')}. A SELPA file is of one.`] : [])];
  if (refused.length > 0) return { ok: false, refused };
  const file = selpaFile(read.flatMap(({ files }) => (files === null ? [] : [files])));
  if (!file.ok) return file;
  return writeNew(out, [['students', file.students], ['services', file.services]], file.selpa, dates[0] ?? '', write);
}
