/**
 * Promise: `electron [-r module]... [switches] <app> [args]` as Electron starts it: preloaded modules, then the app's main script, then
 * Chromium, then ready. Prints nothing on stdout; on stderr only the two addresses a test runner waits for, and failures.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import inspector from 'node:inspector';
import Module from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { appEngine, app } from './api/app.ts';
import { desktopRequests, nativeTheme } from './api/desktop.ts';
import { electron } from './api/index.ts';
import { paths } from './api/app-paths.ts';
import { allSessions } from './api/session.ts';
import { contentsEngine, webContents } from './api/web-contents.ts';
import { PASSED_ON, startChromium } from './chromium.ts';
import { watchPages } from './page.ts';
import { answerRequests } from './requests.ts';
import { blockedRequests, chromiumIfStarted, commandLine, setChromium, settings } from './running.ts';

/** The version of Electron this engine stands in for; the app's package pins the same. */
const ELECTRON_VERSION = '45.4.1';

type Load = (request: string, parent: unknown, isMain: boolean) => unknown;
interface LoadingModule {
  _load: Load;
}

/** Everything in this process that asks for "electron" gets the engine's. */
function answerRequire(): void {
  const loading = Module as unknown as LoadingModule;
  const load = loading._load;
  loading._load = function (request, parent, isMain) {
    return request === 'electron' || request === 'electron/main' || request === 'electron/common' ? electron : load.call(this, request, parent, isMain);
  };
}

/** What an app may read of the process it runs in. */
function lookLikeElectron(): void {
  process.argv.splice(0, 2, __filename);
  Object.defineProperty(process.versions, 'electron', { value: ELECTRON_VERSION, enumerable: true });
  Object.assign(process, { type: 'browser', defaultApp: true, resourcesPath: __dirname });
}

interface Package {
  readonly name?: string;
  readonly productName?: string;
  readonly version?: string;
  readonly main?: string;
}

/** @returns the main script of the app named on the command line */
function findApp(named: string | undefined): string {
  if (named === undefined) throw new Error('No app was named: electron <folder or script>');
  const path = resolve(named);
  if (!existsSync(path)) throw new Error(`Cannot find the app ${path}`);
  if (!statSync(path).isDirectory()) {
    appEngine.setInfo('Electron', ELECTRON_VERSION, dirname(path));
    return path;
  }
  const { name, productName, version, main } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')) as Package;
  appEngine.setInfo(productName ?? name ?? 'Electron', version ?? '', path);
  return join(path, main ?? 'index.js');
}

function openInspector(): void {
  const port = commandLine.switches.get('inspect');
  if (port !== undefined) inspector.open(Number(port === '' ? 9229 : port));
}

/** A terminal's Ctrl-C quits in order, as in Electron: windows are asked first. */
function quitOnSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit());
  process.on('exit', () => chromiumIfStarted()?.kill());
}

async function start(): Promise<void> {
  const chromium = await startChromium({
    ...settings,
    profile: join(paths.get('userData'), 'Chromium'),
    debuggingPort: commandLine.switches.get('remote-debugging-port'),
    lang: appEngine.switchValue('lang'),
    passedOn: PASSED_ON.filter((name) => commandLine.switches.has(name)),
  });
  Object.defineProperty(process.versions, 'chrome', { value: chromium.version, enumerable: true });
  setChromium(chromium);
  void chromium.ended.then(() => {
    if (!appEngine.wantsChromium()) return;
    process.stderr.write('Chromium ended by itself; so does the app.\n');
    app.exit(1);
  });
  await answerRequests({
    mayNavigate(page, url, frameId, redirect) {
      const contents = contentsEngine.ofPage(page);
      return contents !== undefined && contentsEngine.mayNavigate(contents, url, frameId, redirect);
    },
  });
  await watchPages();
  followTheme();
}

function followTheme(): void {
  nativeTheme.on('updated', () => {
    const value = nativeTheme.themeSource === 'system' ? '' : nativeTheme.themeSource;
    for (const contents of webContents.getAllWebContents()) contentsEngine.page(contents).tell('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value }] });
  });
}

/** What specs may read of the engine, through Playwright's `evaluate`; real Electron has no such thing, and the app must not look. */
function tellSpecs(): void {
  const engine = {
    kind: 'stand-in',
    get chromium(): string { return process.versions['chrome'] ?? ''; },
    blockedRequests,
    desktopRequests,
    /** The handlers each session was given, by partition name. */
    handlersOf: (partition: string) => {
      const side = allSessions().find((session) => session.partition === partition);
      return side === undefined ? undefined : { ...side.handlers, ...side.webRequest.registered() };
    },
  };
  Object.defineProperty(process, 'engine', { value: engine });
}

async function main(): Promise<void> {
  lookLikeElectron();
  answerRequire();
  tellSpecs();
  const script = findApp(commandLine.app);
  quitOnSignals();
  openInspector();
  const { _load: load } = Module as unknown as LoadingModule;
  for (const module of commandLine.requires) load(resolve(module), null, false);
  load(script, null, true);
  if (!appEngine.wantsChromium()) return;
  await start();
  appEngine.becomeReady();
}

main().catch((reason: unknown) => {
  process.stderr.write(`${reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)}\n`);
  chromiumIfStarted()?.kill();
  process.exit(1);
});
