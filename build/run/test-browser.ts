/**
 * Promise: the pinned headless Chromium, unpacked in a private cache folder and byte for byte the one whose digest is in pinned.json. It comes
 * through npm by a lockfile of its own, only when asked for, so nobody with an Electron binary downloads it.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, createReadStream, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** The pinned package exists for this machine only. */
const SUPPORTED = process.platform === 'linux' && process.arch === 'x64';
const NPM_TIMEOUT_MS = 300_000;
const UNPACK_TIMEOUT_MS = 120_000;

export interface PinnedBrowser {
  readonly executable: string;
  /** Folder for the library path: what a minimal Debian lacks. */
  readonly libraries: string;
  /** A fontconfig file: the package's own Open Sans, then the system's fonts. */
  readonly fonts: string;
}

interface Pin {
  readonly package: string;
  readonly unpackedSha256: string;
}

export interface FetchOptions {
  /** Absolute path of the repository. */
  readonly root: string;
  /** False: use what is there, download nothing. */
  readonly mayDownload: boolean;
  /** Told before a step that takes seconds. */
  readonly say: (line: string) => void;
}

/** @returns the browser, or why there is none, in a sentence */
export async function pinnedBrowser({ root, mayDownload, say }: FetchOptions): Promise<PinnedBrowser | { readonly reason: string }> {
  if (!SUPPORTED) return { reason: `the pinned browser runs on Linux x64 only, this is ${process.platform} ${process.arch}` };
  const source = join(root, 'test/engine/browser');
  const cache = join(root, '.cache/browser');
  const pin = JSON.parse(readFileSync(join(source, 'pinned.json'), 'utf8')) as Pin;
  const unpacked = join(cache, `unpacked-${pin.unpackedSha256.slice(0, 16)}`);

  if (existsSync(unpacked)) {
    if ((await digestOf(unpacked)) === pin.unpackedSha256) return browserIn(cache, unpacked);
    say('The unpacked test browser is not the pinned one; unpacking it again.');
    rmSync(unpacked, { recursive: true });
  }
  if (!installed(cache, source)) {
    if (!mayDownload) return { reason: 'the pinned browser is not installed and nothing may be downloaded now' };
    say(`Fetching the test browser (${pin.package}, 66 MB) into .cache/browser ...`);
    const reason = await install(source, cache);
    if (reason !== null) return { reason };
  }
  const fresh = await unpack(cache);
  const digest = await digestOf(fresh);
  if (digest !== pin.unpackedSha256) {
    rmSync(fresh, { recursive: true });
    return { reason: `the unpacked browser has digest ${digest}, pinned is ${pin.unpackedSha256}` };
  }
  putInPlace(fresh, unpacked);
  return browserIn(cache, unpacked);
}

/** The package's own font list names folders of another machine; without any font, text has no height. */
function browserIn(cache: string, folder: string): PinnedBrowser {
  const fonts = join(cache, 'fonts.conf');
  const folders = [join(folder, 'fonts'), '/usr/share/fonts'].map((path) => `<dir>${path.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</dir>`);
  writeFileSync(fonts, `<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>${folders.join('')}<cachedir prefix="relative">fonts-cache</cachedir></fontconfig>\n`);
  return { executable: join(folder, 'chromium'), libraries: join(folder, 'al2023/lib'), fonts };
}

/** The whole folder under its name, or the one another program put there first. */
function putInPlace(folder: string, place: string): void {
  try {
    renameSync(folder, place);
  } catch (error) {
    if (!existsSync(place)) throw error;
    rmSync(folder, { recursive: true });
  }
}

const LOCKED = ['package.json', 'package-lock.json', '.npmrc'];
/** Where the package lies in the cache, whole or not at all. */
const PACKAGE = 'package';

function installed(cache: string, source: string): boolean {
  const lock = join(cache, PACKAGE, 'package-lock.json');
  return existsSync(lock) && readFileSync(lock).equals(readFileSync(join(source, 'package-lock.json')));
}

/** Fetched into a folder of its own and put in its place whole: two programs may want it at the same moment, and half a package does not unpack. */
async function install(source: string, cache: string): Promise<string | null> {
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'installing-'));
  for (const name of LOCKED) copyFileSync(join(source, name), join(folder, name));
  try {
    await run('npm', ['ci', '--ignore-scripts'], { cwd: folder, timeout: NPM_TIMEOUT_MS });
  } catch (error) {
    rmSync(folder, { recursive: true });
    return `npm could not fetch the pinned browser: ${error instanceof Error ? error.message : String(error)}`;
  }
  if (!installed(cache, source)) rmSync(join(cache, PACKAGE), { recursive: true, force: true });
  putInPlace(folder, join(cache, PACKAGE));
  return null;
}

/** The package writes to fixed names in the temporary folder and reuses whatever lies there; so it gets an empty one of its own. */
async function unpack(cache: string): Promise<string> {
  const folder = mkdtempSync(join(cache, 'unpacking-'));
  const code = "import('@sparticuz/chromium').then((chromium) => chromium.default.executablePath())";
  // VERCEL=1 is how the package is told to unpack its own copy of the libraries that a minimal Debian lacks.
  await run(process.execPath, ['-e', code], { cwd: join(cache, PACKAGE), timeout: UNPACK_TIMEOUT_MS, env: { ...process.env, TMPDIR: folder, VERCEL: '1' } });
  return folder;
}

/** SHA-256 over every file's path and SHA-256, in path order. */
export async function digestOf(folder: string): Promise<string> {
  const all = createHash('sha256');
  for (const path of filesUnder(folder).sort()) {
    const one = createHash('sha256');
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) one.update(chunk as Buffer);
    all.update(`${relative(folder, path)} ${one.digest('hex')}\n`);
  }
  return all.digest('hex');
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesUnder(path) : [path];
  });
}
