/** Reads the sources and says which import breaks a wall of the house (design.md section 2, decisions.md 31). Type imports count: one of them brings all Node globals along. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { builtinModules } from 'node:module';

export type Layer = 'shared' | 'renderer' | 'electron' | 'preload' | 'district' | 'build' | 'test';

export interface SourceFile {
  /** Path from the root of the repository, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

export interface Breach {
  readonly path: string;
  readonly imported: string;
  readonly why: string;
}

const LAYERS: Record<Exclude<Layer, 'build' | 'test'>, { readonly layers: readonly string[]; readonly packages: readonly RegExp[]; readonly node: boolean }> = {
  shared: { layers: ['shared'], packages: [/^zod$/, /^immer$/, /^diff$/, /^temporal-polyfill$/], node: false },
  renderer: { layers: ['renderer', 'shared'], packages: [/^zod$/, /^immer$/, /^react(-dom)?(\/.*)?$/, /^zustand(\/.*)?$/, /^dexie$/, /^react-aria-components(\/.*)?$/, /^lucide-react$/, /^pdfjs-dist(\/.+)?$/, /^cspell-trie-lib$/, /^@fontsource-variable\/.+$/], node: false },
  electron: { layers: ['electron', 'shared'], packages: [/^zod$/, /^pdfmake(\/.*)?$/, /^pdfkit$/, /^pdfjs-dist\/legacy\/build\/pdf(\.worker)?\.mjs$/, /^bidi-js$/, /^hash-wasm$/, /^electron-updater$/, /^immer$/], node: true },
  preload: { layers: ['shared/bridge/channels.ts'], packages: [/^electron$/], node: false },
  district: { layers: ['district', 'shared'], packages: [/^zod$/, /^fastify$/, /^kysely$/, /^pg$/, /^@electric-sql\/pglite$/], node: true },
};

/** The only places that may name the `electron` package (decisions.md 31). */
const MAY_IMPORT_ELECTRON = [/^electron\/main\.ts$/, /^electron\/preload\.ts$/, /^electron\/window\//, /^electron\/ipc\/registrar\.ts$/, /^electron\/lifecycle\//, /^electron\/vault\/device-secret\.ts$/, /^electron\/pdf\/print\.ts$/, /^electron\/sync\/http\.ts$/, /^electron\/exchange\/dialogs\.ts$/, /^electron\/settings\//];

/** Parts of Electron with power of their own: one file each. */
export const SINGLE_HOLDERS = ['ipcMain', 'safeStorage', 'shell', 'protocol', 'net'] as const;

const BUILT_INS = new Set([...builtinModules, ...builtinModules.map((name) => `node:${name}`)]);
const IMPORT = /(?:^|[\s;}])(?:import|export)\s+(?:type\s+)?(?:[\w*${},\s]+?\s+from\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)|\brequire\(\s*['"]([^'"]+)['"]\s*\)/g;

export function readSources(root: string, folders: readonly string[]): readonly SourceFile[] {
  const walk = (folder: string): readonly SourceFile[] =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return walk(path);
      return /\.(ts|tsx)$/.test(entry.name) ? [{ path: relative(root, path).replaceAll('\\', '/'), text: readFileSync(path, 'utf8') }] : [];
    });
  return folders.flatMap((folder) => walk(join(root, folder)));
}

export function importsOf(file: SourceFile): readonly string[] {
  return [...file.text.matchAll(IMPORT)].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
}

function layerOf(path: string): Layer {
  if (path === 'electron/preload.ts') return 'preload';
  return path.split('/')[0] as Layer;
}

function breachOf(file: SourceFile, imported: string): Breach | null {
  const layer = layerOf(file.path);
  if (imported === 'electron' && layer !== 'test' && layer !== 'build' && !MAY_IMPORT_ELECTRON.some((place) => place.test(file.path))) return { path: file.path, imported, why: 'this file may not name electron' };
  if (layer === 'build' || layer === 'test') return null;
  const wall = LAYERS[layer];
  if (imported.startsWith('.')) {
    const target = normalize(join(dirname(file.path), imported)).replaceAll('\\', '/');
    return wall.layers.some((allowed) => target === allowed || target.startsWith(`${allowed}/`)) ? null : { path: file.path, imported, why: `${layer} may not import ${target}` };
  }
  if (BUILT_INS.has(imported)) return wall.node ? null : { path: file.path, imported, why: `${layer} has no Node` };
  if (imported === 'electron') return layer === 'electron' || layer === 'preload' ? null : { path: file.path, imported, why: `${layer} has no Electron` };
  return wall.packages.some((allowed) => allowed.test(imported)) ? null : { path: file.path, imported, why: `${imported} is not on the list of ${layer}` };
}

export function breaches(files: readonly SourceFile[]): readonly Breach[] {
  return files.flatMap((file) => importsOf(file).flatMap((imported) => breachOf(file, imported) ?? []));
}

/** For each powerful part of Electron the files that import it by name. */
export function holders(files: readonly SourceFile[]): Record<(typeof SINGLE_HOLDERS)[number], readonly string[]> {
  const named = (part: string): readonly string[] =>
    files
      .filter((file) => file.path.startsWith('electron/'))
      .filter((file) => [...file.text.matchAll(/import\s+(?:type\s+)?\{([^}]*)\}\s+from\s+['"]electron['"]/g)].some((match) => (match[1] ?? '').split(',').some((name) => name.trim().split(' as ')[0] === part)))
      .map((file) => file.path);
  return Object.fromEntries(SINGLE_HOLDERS.map((part) => [part, named(part)])) as Record<(typeof SINGLE_HOLDERS)[number], readonly string[]>;
}

/** Electron taken as a whole gives a file every part of it without naming one. */
export function wholesale(files: readonly SourceFile[]): readonly Breach[] {
  const whole = /^import\s+(?!type\b|\{)[^;]*\bfrom\s+['"]electron['"]|^export\s+[^;]*\bfrom\s+['"]electron['"]|\b(?:require|import)\(\s*['"]electron['"]\s*\)/m;
  return files.filter((file) => !['build', 'test'].includes(layerOf(file.path)) && whole.test(file.text)).map((file) => ({ path: file.path, imported: 'electron', why: 'Electron is imported part by part' }));
}

/** Words that would give a pure layer a clock, chance or the disk of its own. */
export function impurities(files: readonly SourceFile[]): readonly Breach[] {
  const banned = [/\bDate\.now\(/, /\bnew Date\(\s*\)/, /\bMath\.random\(/, /\bcrypto\.randomUUID\(/, /\bprocess\./, /\bperformance\.now\(/, /Temporal\.Now\b/];
  const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '');
  return files.filter((file) => file.path.startsWith('shared/')).flatMap((file) => banned.filter((word) => word.test(withoutComments(file.text))).map((word) => ({ path: file.path, imported: String(word), why: 'shared has no clock, chance or process of its own' })));
}
