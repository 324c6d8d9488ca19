/**
 * Promise: each thing the installer owes its users is one sentence and one check on what was really packed. Pure: packed files in, claims out.
 * A check that looked at nothing does not hold.
 */
import { builtinModules } from 'node:module';
import type { Fuse, FuseTable } from './fuses.mjs';

export interface Claim {
  readonly says: string;
  readonly holds: boolean;
  /** What was found instead; empty when it holds. */
  readonly found: string;
}

/** A claim that something which must be empty is: `found` lists what is wrong. */
function none(says: string, wrong: readonly string[]): Claim {
  return { says, holds: wrong.length === 0, found: wrong.join(', ') };
}

function same(says: string, found: unknown, expected: unknown): Claim {
  const [a, b] = [JSON.stringify(found) ?? 'nothing', JSON.stringify(expected)];
  return { says, holds: a === b, found: a === b ? '' : `${a} instead of ${b}` };
}

// The archive

export interface PackedFile {
  /** Path inside the archive, with forward slashes, without one in front. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

interface Allowed {
  readonly what: string;
  readonly pattern: RegExp;
  readonly atLeast: number;
  readonly atMost: number;
}

const one = (path: string): Allowed => ({ what: path, pattern: new RegExp(`^${path.replaceAll('.', '\\.')}$`), atLeast: 1, atMost: 1 });
const asset = (what: string, ending: string, atLeast: number): Allowed => ({ what, pattern: new RegExp(`^out/renderer/assets/[\\w.-]+-[\\w-]{8}\\.${ending}$`), atLeast, atMost: 40 });

/** Everything the archive may hold. A new kind of file needs a line here, and a reader who asks why it ships. */
const ALLOWED: readonly Allowed[] = [
  one('package.json'),
  one('out/main/main.cjs'),
  one('out/main/pdf-worker.cjs'),
  one('out/main/pdf-opening-worker.cjs'),
  one('out/main/passphrase-worker.cjs'),
  one('out/main/fonts/arimo-regular.ttf'),
  one('out/main/fonts/arimo-bold.ttf'),
  one('out/main/fonts/arimo-italic.ttf'),
  one('out/main/fonts/arimo-bold-italic.ttf'),
  one('out/main/fonts/noto-sans-armenian.ttf'),
  one('out/main/fonts/noto-sans-gurmukhi.ttf'),
  one('out/main/fonts/vazirmatn.ttf'),
  one('out/main/fonts/noto-sans-sc.ttf'),
  one('out/main/fonts/noto-emoji.ttf'),
  one('out/main/fonts/srgb.icc'),
  one('out/main/dictionaries/en.trie.gz'),
  one('out/main/dictionaries/es.trie.gz'),
  one('out/main/licences.txt'),
  one('out/preload/preload.cjs'),
  one('out/renderer/index.html'),
  asset('page script', 'js', 1),
  asset('page style', 'css', 1),
  asset('page font', 'woff2', 1),
  asset('PDF reader worker', 'mjs', 1),
];

/** Modules Electron has built in. */
const BUILT_IN = new Set(['electron', 'original-fs', ...builtinModules, ...builtinModules.map((name) => `node:${name}`)]);

const text = (file: PackedFile): string => Buffer.from(file.bytes).toString('utf8');

/** Module names a bundled script asks for at run time; comment lines do not count. */
function requiredBy(script: string): readonly string[] {
  const code = script.split('\n').filter((line) => !/^\s*(\*|\/\/|\/\*)/.test(line)).join('\n');
  return [...code.matchAll(/\brequire\(\s*["'`]([^"'`$]+)["'`]\s*\)/g)].map((match) => match[1] ?? '');
}

/**
 * @param files everything in app.asar
 * @param fictional strings of the invented records in the tests, none of which may ship
 */
export function archiveClaims(files: readonly PackedFile[], fictional: readonly string[]): readonly Claim[] {
  const kindsOf = (file: PackedFile): readonly Allowed[] => ALLOWED.filter(({ pattern }) => pattern.test(file.path));
  const counts = ALLOWED.map((kind) => ({ kind, count: files.filter((file) => kind.pattern.test(file.path)).length }));
  const scripts = files.filter(({ path }) => path.endsWith('.cjs'));
  const asked = scripts.flatMap((file) => requiredBy(text(file)).filter((name) => !BUILT_IN.has(name)).map((name) => `${file.path} asks for ${name}`));
  const sources = files.filter(({ path }) => /\.(map|ts|tsx)$/.test(path) || /(^|\/)(node_modules|test|fixtures|engine|district)\//.test(path));
  const mapped = files.filter((file) => /\.(c|m)?js$|\.css$/.test(file.path) && text(file).includes('sourceMappingURL=data:'));
  const speaksOf = (words: readonly string[]): readonly string[] => files.flatMap((file) => words.filter((word) => text(file).includes(word)).map((word) => `"${word}" in ${file.path}`));
  return [
    none('the archive holds nothing but the program, its page and its fonts', files.filter((file) => kindsOf(file).length === 0).map(({ path }) => path)),
    none('the archive holds everything the program needs', counts.filter(({ kind, count }) => count < kind.atLeast || count > kind.atMost).map(({ kind, count }) => `${kind.what}: ${count}`)),
    none('no file is empty', files.filter(({ bytes }) => bytes.length === 0).map(({ path }) => path)),
    none('no source, source map, library folder, test or district server ships', [...sources, ...mapped].map(({ path }) => path)),
    scripts.length === 0 ? none('main and preload need only what Electron has built in', ['no script was found']) : none('main and preload need only what Electron has built in', asked),
    none('nothing shipped speaks of the test engine', speaksOf(['IEP_ENGINE'])),
    fictional.length === 0 ? none('no invented record of the tests ships', ['no record to look for']) : none('no invented record of the tests ships', speaksOf(fictional)),
    ...manifestClaims(files.find(({ path }) => path === 'package.json')),
  ];
}

function manifestClaims(file: PackedFile | undefined): readonly Claim[] {
  if (file === undefined) return [none('the packed package.json starts main.cjs', ['there is no package.json'])];
  const manifest = JSON.parse(text(file)) as Record<string, unknown>;
  return [
    same('the packed package.json starts main.cjs', manifest['main'], 'out/main/main.cjs'),
    none('the packed package.json names no library and no command', ['dependencies', 'devDependencies', 'scripts'].filter((key) => Object.keys(manifest[key] ?? {}).length > 0)),
  ];
}

/** @param names what lies in the `resources` folder beside the archive */
export function resourcesClaims(names: readonly string[], expected: readonly string[]): readonly Claim[] {
  return [same('no code lies beside the archive', [...names].sort(), [...expected].sort())];
}

// Updates

/** @param settings the parsed app-update.yml @param publisher the name the Windows signature must carry */
export function updateClaims(settings: unknown, publisher: readonly string[]): readonly Claim[] {
  const read = (settings ?? {}) as Record<string, unknown>;
  const names = read['publisherName'];
  const url = typeof read['url'] === 'string' ? read['url'] : '';
  const plain = stringsIn(read).filter((value) => /^http:/i.test(value));
  const named = Array.isArray(names) && names.length > 0 && names.every((name) => typeof name === 'string' && name.trim() !== '');
  return [
    same('updates come from a plain file server the district can run', read['provider'], 'generic'),
    { says: 'updates are fetched over https', holds: url.startsWith('https://') && plain.length === 0, found: plain.join(', ') || url || 'no address' },
    { says: 'the Windows updater is told whose signature to demand', holds: named, found: JSON.stringify(names) ?? 'no publisherName' },
    same('that name is the one the installer is signed with', names, publisher),
  ];
}

function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

// Fuses

/** @param states one number per fuse as @electron/fuses reads them: 48 off, 49 on */
export function fuseClaims(table: FuseTable, states: Readonly<Record<string, unknown>>): readonly Claim[] {
  const word = (fuse: Fuse): string => `fuse ${fuse.name} is ${fuse.on ? 'on' : 'off'}: ${fuse.why}`;
  const read = Object.keys(states).filter((key) => /^\d+$/.test(key));
  return [
    same('the program has exactly the fuses the table names', read.length, table.length),
    ...table.map((fuse, index) => same(word(fuse), states[String(index)], fuse.on ? 49 : 48)),
  ];
}

// The settings themselves

/** @param config electron-builder.yml, parsed */
export function settingsClaims(config: unknown): readonly Claim[] {
  const at = (path: string): unknown => path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], config);
  return [
    same('an installer without a signature is never made by accident', at('forceCodeSigning'), true),
    same('the Windows updater checks signatures', at('win.verifyUpdateCodeSignature'), true),
    same('the Windows signature and the updater name the same publisher', at('win.signtoolOptions.publisherName'), at('publish.publisherName')),
    same('Windows gets an installer for a person and one for school IT', at('win.target'), ['nsis', 'msi']),
    same('macOS gets a disk image and what the updater reads', at('mac.target'), ['dmg', 'zip']),
    same('Linux gets an AppImage and a Debian package', at('linux.target'), ['AppImage', 'deb']),
    same('macOS runs it hardened', at('mac.hardenedRuntime'), true),
    same('macOS gets it notarized', at('mac.notarize'), true),
    same('uninstalling keeps the records', at('nsis.deleteAppDataOnUninstall'), false),
    same('every system runs the fuse hook', [at('afterPack'), at('win.afterPack'), at('electronFuses')], ['build/packaging/after-pack.mjs', null, null]),
  ];
}

/** @param expected names of files or endings @param names of files found, without their folder */
export function folderClaim(says: string, names: readonly string[], expected: readonly string[]): Claim {
  return same(says, [...names].sort(), [...expected].sort());
}

/** Windows starts the archive only when its head has the digest written into the program. */
export function integrityClaim(written: unknown, headDigest: string): Claim {
  return same('the Windows program holds the digest of this very archive', written, [{ file: 'resources\\app.asar', alg: 'SHA256', value: headDigest }]);
}
