/**
 * Looks for known words on disk in every form a program or a browser might have left them: a UTF-8 grep alone misses the worst leaks
 * (text typed in a browser lands in UTF-16: storage.md 2.10). Reports how much it looked at, so that a scan of nothing cannot pass.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Hit {
  readonly path: string;
  readonly canary: string;
  readonly form: string;
}
export interface Scan {
  readonly files: number;
  readonly bytes: number;
  readonly hits: readonly Hit[];
}

/** Base64 of the middle of a longer text depends on where the text begins modulo 3; only letters that do not touch the neighbours are looked for. */
function base64At(offset: 0 | 1 | 2, canary: Buffer): string {
  const padded = Buffer.concat([Buffer.alloc(offset), canary]).toString('base64').replace(/=+$/, '');
  const first = [0, 2, 3][offset] ?? 0;
  const unsure = (offset + canary.length) % 3 === 0 ? 0 : 1;
  return padded.slice(first, padded.length - unsure);
}

/** Every form a canary is looked for in, by name. */
export function formsOf(canary: string): ReadonlyMap<string, Buffer> {
  const utf8 = Buffer.from(canary, 'utf8');
  const le = Buffer.from(canary, 'utf16le');
  const hex = utf8.toString('hex');
  return new Map([
    ['utf8', utf8],
    ['utf16le', le],
    ['utf16be', Buffer.from(le).swap16()],
    ['base64+0', Buffer.from(base64At(0, utf8))],
    ['base64+1', Buffer.from(base64At(1, utf8))],
    ['base64+2', Buffer.from(base64At(2, utf8))],
    ['hex', Buffer.from(hex)],
    ['HEX', Buffer.from(hex.toUpperCase())],
    ['url', Buffer.from(encodeURIComponent(canary))],
  ]);
}

/** Looks into the names and contents of files given as path and bytes. */
export function scanFiles(files: Iterable<readonly [string, Uint8Array]>, canaries: readonly string[]): Scan {
  const forms = canaries.flatMap((canary) => [...formsOf(canary)].map(([form, needle]) => ({ canary, form, needle })));
  const hits: Hit[] = [];
  let count = 0;
  let total = 0;
  for (const [path, content] of files) {
    count += 1;
    total += content.length;
    const haystack = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
    for (const { canary, form, needle } of forms) {
      if (haystack.includes(needle)) hits.push({ path, canary, form });
      if (path.includes(needle.toString('latin1'))) hits.push({ path, canary, form: `name ${form}` });
    }
  }
  return { files: count, bytes: total, hits };
}

function* filesUnder(folder: string): Generator<readonly [string, Uint8Array]> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesUnder(path);
    else if (entry.isFile()) yield [path, readFileSync(path)];
  }
}

/** Scans every file under a real folder. */
export function scanFolder(folder: string, canaries: readonly string[]): Scan {
  return scanFiles(filesUnder(folder), canaries);
}
