/**
 * Hands a document of the library out to every laptop of the district, withdraws one, or lists them: asks the server that runs, with its library key.
 * `node out/district/library.mjs hand-out FILE --name … --title … --kind … --language … --edition … --library-key KEY [--url …]`
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { handedOutWords } from '../shared/district-api/library.ts';
import { DOCUMENT_KINDS } from '../shared/library/document.ts';
import { handOut, list, withdraw, type Office, type Said } from './library-requests.ts';

const USAGE = `Usage: node out/district/library.mjs hand-out FILE.pdf --name NAME --title TITLE --kind KIND --language LANGUAGE --edition EDITION [--source WHO]
       node out/district/library.mjs withdraw NAME
       node out/district/library.mjs list
each with --library-key KEY, the one the server was started with, and [--url ADDRESS] (http://127.0.0.1:4000).
NAME stays the same for every edition of a document: small letters, digits and hyphens. KIND is one of ${DOCUMENT_KINDS.join(', ')}; LANGUAGE its English name, "Spanish".
`;
const LOCAL = 'http://127.0.0.1:4000';

const text = { type: 'string' } as const;
const OPTIONS = { url: text, 'library-key': text, name: text, title: text, kind: text, language: text, edition: text, source: text };

async function readPdf(path: string): Promise<Uint8Array | null> {
  try {
    return new Uint8Array(await readFile(path));
  } catch {
    return null;
  }
}

async function handOutFile(office: Office, path: string, values: Readonly<Record<string, string | undefined>>): Promise<Said | null> {
  const { name, title, kind, language, edition, source = '' } = values;
  const words = handedOutWords.safeParse({ title, kind, language, edition, source });
  if (name === undefined || !words.success) return null;
  const bytes = await readPdf(path);
  return bytes === null ? { ok: false, text: `${path} cannot be read. Nothing was changed.` } : handOut(office, name, words.data, bytes);
}

function readArguments() {
  try {
    return parseArgs({ options: OPTIONS, allowPositionals: true });
  } catch {
    return null;
  }
}

/** Null when the words of the command line are not among those of USAGE. */
async function run(): Promise<Said | null> {
  const given = readArguments();
  if (given === null) return null;
  const { values, positionals: [does, what, ...more] } = given;
  const libraryKey = values['library-key'] ?? '';
  if (libraryKey === '' || more.length > 0) return null;
  const office: Office = { url: values.url ?? LOCAL, libraryKey };
  if (does === 'list' && what === undefined) return list(office);
  if (what === undefined) return null;
  if (does === 'withdraw') return withdraw(office, what);
  return does === 'hand-out' ? handOutFile(office, what, values) : null;
}

const said = await run();
if (said === null) {
  process.stderr.write(USAGE);
  process.exitCode = 2;
} else {
  (said.ok ? process.stdout : process.stderr).write(`${said.text}\n`);
  process.exitCode = said.ok ? 0 : 1;
}
