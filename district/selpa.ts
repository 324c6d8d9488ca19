/**
 * Makes the SELPA file of a report date from what its districts handed in, one folder each, or says why not and writes nothing:
 * `node out/district/selpa.mjs --out FOLDER DISTRICT_FOLDER…`
 */
import { parseArgs } from 'node:util';
import { uniteFolders } from './selpa-folders.ts';

const USAGE = 'Usage: node out/district/selpa.mjs --out FOLDER DISTRICT_FOLDER…   (each folder holds the TABLE_A, TABLE_B and ERRORS file of one district, as its server names them)\n';

function readArguments(): { readonly out: string; readonly folders: readonly string[] } | null {
  try {
    const { values, positionals } = parseArgs({ options: { out: { type: 'string' } }, allowPositionals: true });
    return values.out === undefined || positionals.length === 0 ? null : { out: values.out, folders: positionals };
  } catch {
    return null;
  }
}

const wanted = readArguments();
if (wanted === null) {
  process.stderr.write(USAGE);
  process.exitCode = 2;
} else {
  const united = await uniteFolders(wanted.folders, wanted.out);
  if (united.ok) {
    process.stdout.write(`${united.written.join('\n')}\n`);
  } else {
    process.stderr.write(`The SELPA file is refused; nothing was written.\n${united.refused.map((reason) => `- ${reason}\n`).join('')}`);
    process.exitCode = 1;
  }
}
