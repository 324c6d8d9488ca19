/**
 * Builds everything that runs: main, preload, workers, page, district server, run scripts, and the stand-in engine. Each target is one file
 * that needs no node_modules at run time, so the installer ships none (libraries.md 6.2).
 *
 * Plain vite instead of electron-vite: its dev and preview commands fail on a fresh install without the Electron binary, and the two
 * workers of main must each be ONE file, because main hands their text to `new Worker(code, { eval: true })` (decisions.md 27).
 */
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createHash } from 'node:crypto';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { announcement, billOfMaterials, collectPackages, notices, packagesIn, unannounced } from './packaging/supply.mjs';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const OUT = join(ROOT, 'out');
const NODE_BUILT_INS = [...builtinModules, ...builtinModules.map((name) => `node:${name}`)];

/** @param {{ entry: string, outDir: string, file: string, format: 'cjs' | 'es', external?: readonly (string | RegExp)[], minify?: boolean }} target */
function nodeTarget({ entry, outDir, file, format, external = [], minify = false }) {
  return {
    configFile: false,
    root: ROOT,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true, external: [], target: 'node' },
    resolve: { conditions: ['node', 'import', 'module', 'default'], mainFields: ['module', 'main'] },
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      ssr: join(ROOT, entry),
      target: 'node20',
      outDir: join(OUT, outDir),
      emptyOutDir: false,
      minify,
      sourcemap: false,
      rollupOptions: {
        external: [...NODE_BUILT_INS, 'electron', ...external],
        output: { format, entryFileNames: file, codeSplitting: false, exports: 'auto' },
      },
    },
  };
}

/** The page: relative URLs only, no inline script or style, so that the strict policy holds. */
function pageTarget() {
  return {
    configFile: false,
    root: join(ROOT, 'renderer'),
    base: './',
    logLevel: 'warn',
    plugins: [react()],
    worker: { format: 'es' },
    build: { outDir: join(OUT, 'renderer'), emptyOutDir: true, target: 'chrome140', minify: true, modulePreload: false, assetsInlineLimit: 0, chunkSizeWarningLimit: 4000 },
  };
}

const APP = [
  { entry: 'electron/main.ts', outDir: 'main', file: 'main.cjs', format: 'cjs', external: [] },
  { entry: 'electron/preload.ts', outDir: 'preload', file: 'preload.cjs', format: 'cjs' },
  { entry: 'electron/pdf/worker.ts', outDir: 'main', file: 'pdf-worker.cjs', format: 'cjs' },
  { entry: 'electron/pdf/opening-worker.ts', outDir: 'main', file: 'pdf-opening-worker.cjs', format: 'cjs', minify: true },
  { entry: 'electron/vault/passphrase-worker.ts', outDir: 'main', file: 'passphrase-worker.cjs', format: 'cjs' },
];

/** Packages the run scripts load from node_modules: they are development tools and never shipped. */
const TOOLS = ['playwright', 'playwright/test', 'playwright-core', /^@playwright/, 'electron-builder', 'app-builder-lib', /^app-builder-lib\//, '@electric-sql/pglite', 'vite', '@electron/asar', '@electron/fuses', 'pg-native'];

/** The scripts behind the npm commands; everything else in build/run is imported by them. */
export const SCRIPTS = ['start', 'demo', 'demo-claims', 'test', 'bench', 'lint', 'dist-check', 'test-crash', 'mutation', 'samples'];

function runTargets() {
  const scripts = SCRIPTS.map((name) => `${name}.ts`).filter((name) => existsSync(join(ROOT, 'build/run', name)));
  return [
    ...scripts.map((name) => ({ entry: `build/run/${name}`, outDir: 'run', file: name.replace(/\.ts$/, '.mjs'), format: 'es', external: TOOLS })),
    { entry: 'district/main.ts', outDir: 'district', file: 'main.mjs', format: 'es', external: ['@electric-sql/pglite', 'pg-native', 'pg-cloudflare'] },
    { entry: 'district/selpa.ts', outDir: 'district', file: 'selpa.mjs', format: 'es' },
    { entry: 'district/library.ts', outDir: 'district', file: 'library.mjs', format: 'es' },
  ];
}

const FONT_PACKAGES = join(ROOT, 'node_modules/@expo-google-fonts');

/** The fonts of paper by the names electron/pdf/fonts.ts reads them by: Arimo, and one face for each script it lacks. */
const PAPER_FONTS = {
  'arimo-regular.ttf': 'arimo/400Regular/Arimo_400Regular.ttf', 'arimo-bold.ttf': 'arimo/700Bold/Arimo_700Bold.ttf', 'arimo-italic.ttf': 'arimo/400Regular_Italic/Arimo_400Regular_Italic.ttf', 'arimo-bold-italic.ttf': 'arimo/700Bold_Italic/Arimo_700Bold_Italic.ttf',
  'noto-sans-armenian.ttf': 'noto-sans-armenian/400Regular/NotoSansArmenian_400Regular.ttf', 'noto-sans-gurmukhi.ttf': 'noto-sans-gurmukhi/400Regular/NotoSansGurmukhi_400Regular.ttf',
  'vazirmatn.ttf': 'vazirmatn/400Regular/Vazirmatn_400Regular.ttf', 'noto-sans-sc.ttf': 'noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf', 'noto-emoji.ttf': 'noto-emoji/400Regular/NotoEmoji_400Regular.ttf',
};

/** Font files main reads beside itself. */
function copyFonts() {
  mkdirSync(join(OUT, 'main/fonts'), { recursive: true });
  for (const [name, path] of Object.entries(PAPER_FONTS)) copyFileSync(join(FONT_PACKAGES, path), join(OUT, 'main/fonts', name));
  copyFileSync(join(ROOT, 'node_modules/pdfkit/js/data/sRGB_IEC61966_2_1.icc'), join(OUT, 'main/fonts/srgb.icc'));
}

/** Word lists main reads beside itself: files of their own, unchanged, as the licence of the Spanish one asks. */
function copyDictionaries() {
  mkdirSync(join(OUT, 'main/dictionaries'), { recursive: true });
  copyFileSync(join(ROOT, 'node_modules/@cspell/dict-en_us/en_US.trie.gz'), join(OUT, 'main/dictionaries/en.trie.gz'));
  copyFileSync(join(ROOT, 'node_modules/@cspell/dict-es-es/Spanish.trie.gz'), join(OUT, 'main/dictionaries/es.trie.gz'));
}

/** @param {string} folder @returns {string[]} */
function filesUnder(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'node_modules' || entry.name.startsWith('.')) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesUnder(path) : [path];
  });
}

/** Fonts and word lists are copied, not bundled, and their licences ship all the same. */
const COPIED = [...new Set([...Object.values(PAPER_FONTS).map((path) => join(FONT_PACKAGES, path.split('/')[0] ?? '')), ...['dict-en_us', 'dict-es-es'].map((name) => join(ROOT, 'node_modules/@cspell', name))])];

/** The announced list of what ships; `node build/run.mjs build --announce` writes it anew, for a person to read in the diff. */
const ANNOUNCED = join(ROOT, 'build/packaging/shipped.json');

/** Writes licence texts and bill of materials of what was bundled; refuses a package nobody announced. @param {Set<string>} folders @param {boolean} announce */
function accountFor(folders, announce) {
  const shipped = packagesIn([...folders, ...COPIED]);
  if (announce) writeFileSync(ANNOUNCED, `${JSON.stringify(announcement(shipped), null, 2)}\n`);
  const surprises = unannounced(announcement(shipped), readJson(ANNOUNCED));
  if (surprises.length > 0) throw new Error(`The product would carry code nobody announced:\n  ${surprises.join('\n  ')}\nLook at each, then "node build/run.mjs build --announce".`);
  writeFileSync(join(OUT, 'main/licences.txt'), notices(shipped));
  const bill = billOfMaterials(readJson(join(ROOT, 'package.json')).version, readJson(join(ROOT, 'package-lock.json')).packages, ROOT, shipped);
  writeFileSync(join(OUT, 'sbom.cdx.json'), `${JSON.stringify(bill, null, 2)}\n`);
}

/** @param {string} path */
function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** A digest of every source a bundle can depend on; equal digest = nothing to build. */
function sourceDigest() {
  const hash = createHash('sha256');
  const files = [...['electron', 'renderer', 'shared', 'district', 'build', 'test/engine'].flatMap((folder) => filesUnder(join(ROOT, folder))), join(ROOT, 'package-lock.json')];
  for (const file of files.sort()) hash.update(file).update('\0').update(readFileSync(file));
  return hash.digest('hex');
}

/** @param {{ force?: boolean, announce?: boolean }} [options] @returns {Promise<boolean>} true when something was built */
export async function bundleIfStale(options = {}) {
  // Vite writes NODE_ENV=production into this process; a command started afterwards would inherit it, and `npm ci` under it installs no development package.
  const before = process.env.NODE_ENV;
  try {
    return await buildIfStale(options);
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  }
}

/** @param {{ force?: boolean, announce?: boolean }} options @returns {Promise<boolean>} */
async function buildIfStale({ force = false, announce = false }) {
  const stamp = join(OUT, 'bundle.sha256');
  const digest = sourceDigest();
  if (!force && existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return false;
  rmSync(stamp, { force: true });
  for (const folder of ['main', 'preload', 'renderer', 'run', 'district', 'engine']) rmSync(join(OUT, folder), { recursive: true, force: true });
  /** @type {Set<string>} */
  const shipped = new Set();
  for (const target of APP) await build({ ...nodeTarget(target), plugins: [collectPackages(shipped)] });
  const page = pageTarget();
  await build({ ...page, plugins: [...page.plugins, collectPackages(shipped)], worker: { ...page.worker, plugins: () => [collectPackages(shipped)] } });
  for (const target of runTargets()) await build(nodeTarget(target));
  const engine = join(ROOT, 'test/engine/build.mjs');
  if (existsSync(engine)) for (const config of (await import(engine)).engineBuilds(ROOT)) await build(config);
  copyFonts();
  copyDictionaries();
  accountFor(shipped, announce);
  writeFileSync(stamp, digest);
  return true;
}

/** Sizes of what was built, for the console. */
export function bundleSizes() {
  return ['main/main.cjs', 'main/pdf-worker.cjs', 'preload/preload.cjs'].map((name) => `${name} ${Math.round(statSync(join(OUT, name)).size / 1024)} KB`).join(', ');
}
