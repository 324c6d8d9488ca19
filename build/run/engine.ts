/**
 * Promise: the one module that decides what runs the app, names it in one line, and starts the app on it. Whoever needs a window asks here, so
 * specs and the demo have no branch for the engine (test-engine.md section 9).
 */
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { pinnedBrowser } from './test-browser.ts';

export interface Engine {
  readonly kind: 'electron' | 'stand-in';
  /** The first line of every command that opens a window. */
  readonly title: string;
  /** Absolute path of the program that is called `electron`. */
  readonly executablePath: string;
  /** What the program needs in its environment besides the caller's. */
  readonly env: Readonly<Record<string, string>>;
}

export interface EngineWish {
  /** Absolute path of the repository. */
  readonly root?: string;
  /** A window a person can use: needs a display and, on the stand-in, an installed full Chromium. */
  readonly visible?: boolean;
  /** Try once to fetch Electron's own binary; only `npm start` may, and never under CI. */
  readonly mayFetchElectron?: boolean;
  readonly env?: NodeJS.ProcessEnv;
  readonly say?: (line: string) => void;
}

/** No engine can run here; the message is what a person should read. */
export class NoEngine extends Error {
  override readonly name = 'NoEngine';
}

const FETCH_TIMEOUT_MS = 120_000;
const FULL_CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable'];
const HEADLESS_CHROMIUM = ['/usr/bin/chromium-headless-shell', ...FULL_CHROMIUM];
const run = promisify(execFile);

/** Explicit variable; Electron's binary; one bounded try to fetch it (start only); a Chromium for the stand-in. */
export async function chooseEngine(wish: EngineWish = {}): Promise<Engine> {
  const { root = process.cwd(), visible = false, mayFetchElectron = false, env = process.env, say = () => undefined } = wish;
  const asked = env['IEP_ENGINE'];
  if (asked !== undefined && asked !== 'electron' && asked !== 'stand-in') throw new NoEngine(`IEP_ENGINE=${asked}: known are "electron" and "stand-in".`);
  if (asked !== 'stand-in') {
    const electron = installedElectron(root) ?? (mayFetchElectron && env['CI'] === undefined ? await fetchElectron(root, say) : null);
    if (electron !== null) return electron;
    if (asked === 'electron') throw new NoEngine('IEP_ENGINE=electron, but Electron\'s binary is not installed. Run "npx install-electron" where the internet can be reached.');
  }
  return standIn(root, visible, env, say);
}

/** Looks for what Electron's installer leaves; `require('electron')` would start a download instead of telling. */
function installedElectron(root: string): Engine | null {
  const folder = join(root, 'node_modules/electron');
  const named = join(folder, 'path.txt');
  if (!existsSync(named)) return null;
  const executablePath = join(folder, 'dist', readFileSync(named, 'utf8').trim());
  if (!existsSync(executablePath)) return null;
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  return { kind: 'electron', title: `engine: Electron ${version}`, executablePath, env: {} };
}

async function fetchElectron(root: string, say: (line: string) => void): Promise<Engine | null> {
  say('Fetching Electron (once) ...');
  try {
    await run(process.execPath, [join(root, 'node_modules/electron/install.js'), '--no'], { timeout: FETCH_TIMEOUT_MS, cwd: root });
  } catch {
    say('Electron cannot be fetched here.');
    return null;
  }
  return installedElectron(root);
}

interface Browser {
  readonly executable: string;
  readonly libraries: string;
  readonly fonts: string;
}

async function standIn(root: string, visible: boolean, env: NodeJS.ProcessEnv, say: (line: string) => void): Promise<Engine> {
  const dist = join(root, 'out/engine');
  const executablePath = join(dist, 'electron');
  if (!existsSync(executablePath)) throw new NoEngine(`The stand-in engine is not built (${executablePath}). Run "npm run build".`);
  if (visible && (env['DISPLAY'] ?? '') === '' && (env['WAYLAND_DISPLAY'] ?? '') === '') throw new NoEngine('There is no display here, so no window can be shown.');
  const browser = visible ? fullChromium(env) : await headlessChromium(root, env, say);
  const libraries = browser.libraries === '' ? {} : { IEP_ENGINE_LIBRARIES: browser.libraries };
  const fonts = browser.fonts === '' ? {} : { IEP_ENGINE_FONTS: browser.fonts };
  return {
    kind: 'stand-in',
    title: `engine: stand-in on ${await versionOf(browser)}`,
    executablePath,
    env: { ELECTRON_OVERRIDE_DIST_PATH: dist, IEP_ENGINE_CHROMIUM: browser.executable, ...libraries, ...fonts, ...(visible ? { IEP_ENGINE_WINDOW: 'visible' } : {}) },
  };
}

function namedChromium(env: NodeJS.ProcessEnv): Browser | null {
  const executable = env['IEP_ENGINE_CHROMIUM'];
  return executable === undefined ? null : { executable, libraries: env['IEP_ENGINE_LIBRARIES'] ?? '', fonts: env['IEP_ENGINE_FONTS'] ?? '' };
}

const installedAt = (executable: string): Browser => ({ executable, libraries: '', fonts: '' });

function fullChromium(env: NodeJS.ProcessEnv): Browser {
  const named = namedChromium(env);
  if (named !== null) return named;
  const path = FULL_CHROMIUM.find((candidate) => existsSync(candidate));
  if (path === undefined) throw new NoEngine('A visible window of the test engine needs an installed Chromium ("apt-get install chromium").');
  return installedAt(path);
}

/** A variable that names one wins; then the pinned one, which every machine has in the same version; then an installed one. */
async function headlessChromium(root: string, env: NodeJS.ProcessEnv, say: (line: string) => void): Promise<Browser> {
  const named = namedChromium(env);
  if (named !== null) return named;
  const pinned = await pinnedBrowser({ root, mayDownload: true, say });
  if (!('reason' in pinned)) return pinned;
  const installed = HEADLESS_CHROMIUM.find((candidate) => existsSync(candidate));
  if (installed === undefined) throw new NoEngine(`No browser for the test engine: ${pinned.reason}, and no Chromium is installed.`);
  say(`Using ${installed}: ${pinned.reason}.`);
  return installedAt(installed);
}

async function versionOf({ executable, libraries }: Browser): Promise<string> {
  const { stdout } = await run(executable, ['--version'], { env: { ...process.env, ...(libraries === '' ? {} : { LD_LIBRARY_PATH: libraries }) } });
  return stdout.trim();
}

export interface LaunchOptions {
  readonly engine: Engine;
  /** The throw-away profile; also the app's userData. */
  readonly userDataDir: string;
  /** The app; the repository by default. */
  readonly appPath?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Modules main loads before the app, e.g. a clock that a spec moves. */
  readonly requires?: readonly string[];
}

/** Starts the app through Playwright's own Electron launcher and waits for its first window. */
export async function launchApp({ engine, userDataDir, appPath = process.cwd(), args = [], env = {}, requires = [] }: LaunchOptions): Promise<{ readonly app: ElectronApplication; readonly page: Page }> {
  // Playwright asks the electron package for the program in this process, once; the variable has to be here before.
  const dist = engine.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (dist === undefined) delete process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  else process.env['ELECTRON_OVERRIDE_DIST_PATH'] = dist;
  const app = await _electron.launch({
    args: [...requires.flatMap((module) => ['-r', resolve(module)]), resolve(appPath), `--user-data-dir=${resolve(userDataDir)}`, ...args],
    env: { ...definedOnly(process.env), ...engine.env, ...env },
  });
  return { app, page: await app.firstWindow() };
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
