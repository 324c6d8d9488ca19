/** Decides which file of the built page an app:// address means, and refuses every address that could mean anything else. */
import { extname, join, sep } from 'node:path';

export const SCHEME = 'app';
export const HOST = 'iep';
export const START_PAGE = `${SCHEME}://${HOST}/index.html`;
/** Path under which the print window finds a finished PDF, by a token that works once. */
export const PRINT_PATH = '/print/';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
};

export type FileAnswer = { readonly ok: true; readonly path: string; readonly contentType: string } | { readonly ok: false };

function parse(address: string): URL | null {
  return URL.canParse(address) ? new URL(address) : null;
}

/** True for addresses of our own origin only: scheme and host are compared after parsing, never by prefix. */
export function isOwnAddress(address: string): boolean {
  const url = parse(address);
  return url !== null && url.protocol === `${SCHEME}:` && url.host === HOST && url.username === '' && url.password === '';
}

/** True when `address` is the page itself, with any hash: the one navigation the window allows. */
export function isPageAddress(address: string): boolean {
  const url = parse(address);
  return url !== null && isOwnAddress(address) && url.pathname === '/index.html' && url.search === '';
}

/** True for a path segment that is nothing but a plain file name of the bundle: one leading letter or digit, then letters, digits, `-`, `_`, `.`. */
function isPlainName(segment: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(segment) && !segment.includes('..') && !segment.endsWith('.');
}

/**
 * The file under `root` an address means. Nothing is decoded: a name of the bundle needs no `%`, `\`, `:` or NUL, so an address that has one
 * is refused before anybody can disagree about how often to decode it.
 */
export function fileFor(address: string, root: string): FileAnswer {
  const url = parse(address);
  if (url === null || !isOwnAddress(address) || !address.startsWith(`${SCHEME}://${HOST}/`)) return { ok: false };
  // The raw text, because URL parsing already resolves `..` and would hide the attempt.
  const raw = address.slice(`${SCHEME}://${HOST}/`.length).replace(/[?#].*$/s, '');
  const names = raw === '' ? ['index.html'] : raw.split('/');
  if (!names.every(isPlainName)) return { ok: false };
  const path = join(root, ...names);
  // The separator matters: without it `<root>-other/file` would count as inside `<root>`.
  if (!path.startsWith(root + sep)) return { ok: false };
  const contentType = CONTENT_TYPES[extname(path).toLowerCase()];
  return contentType === undefined ? { ok: false } : { ok: true, path, contentType };
}
