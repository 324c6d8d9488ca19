/**
 * Promise: `app` with Electron's order of events: ready once; before-quit, every window's close, will-quit, quit; and each of the first three
 * can be held by a listener.
 */
import { NamedEvents, preventable } from '../events.ts';
import { onlyWhatItHas, UnsafeSetting } from '../lacking.ts';
import { chromiumIfStarted, commandLine } from '../running.ts';
import { paths, setPathsForName } from './app-paths.ts';
import { SingleInstance } from './single-instance.ts';

const EVENTS = [
  'will-finish-launching', 'ready', 'window-all-closed', 'before-quit', 'will-quit', 'quit', 'activate', 'second-instance', 'open-url', 'open-file',
  'browser-window-created', 'browser-window-focus', 'browser-window-blur', 'web-contents-created', 'render-process-gone', 'child-process-gone',
];

/** Chromium switches that take away what the window specs rely on; the test runner's own --no-sandbox on the command line is not the app's. */
const UNSAFE_SWITCHES = new Set(['disable-web-security', 'disable-site-isolation-trials', 'allow-running-insecure-content', 'ignore-certificate-errors', 'no-sandbox', 'remote-allow-origins', 'proxy-server']);

/** What quitting needs of the windows; given by browser-window.ts, which needs the app in turn. */
interface Windows {
  readonly count: () => number;
  readonly closeAll: () => void;
  readonly destroyAll: () => void;
}

const appended = new Map<string, string>(commandLine.switches);

class App extends NamedEvents {
  readonly isPackaged = false;
  readonly dock = undefined;
  readonly commandLine = onlyWhatItHas('app.commandLine', {
    appendSwitch(name: string, value = ''): void {
      if (UNSAFE_SWITCHES.has(name.toLowerCase())) throw new UnsafeSetting(`the switch --${name}`);
      appended.set(name.toLowerCase(), value);
    },
    hasSwitch: (name: string): boolean => appended.has(name.toLowerCase()),
    getSwitchValue: (name: string): string => appended.get(name.toLowerCase()) ?? '',
    removeSwitch: (name: string): void => void appended.delete(name.toLowerCase()),
  });
  private info = { name: 'Electron', version: process.versions['electron'] ?? '', path: process.cwd() };
  private ready = false;
  private quitting = false;
  private exiting = false;
  private instance: SingleInstance | undefined;
  private windows: Windows = { count: () => 0, closeAll: () => undefined, destroyAll: () => undefined };
  private becomeReady: () => void = () => undefined;
  private readonly whenItIsReady = new Promise<void>((resolve) => (this.becomeReady = resolve));

  constructor() {
    super('app', EVENTS);
  }

  isReady(): boolean { return this.ready; }
  whenReady(): Promise<void> { return this.whenItIsReady; }
  getName(): string { return this.info.name; }
  get name(): string { return this.info.name; }
  setName(name: string): void {
    this.info = { ...this.info, name };
    setPathsForName(name);
  }
  getVersion(): string { return this.info.version; }
  getAppPath(): string { return this.info.path; }
  getPath(name: string): string { return paths.get(name); }
  setPath(name: string, path: string): void { paths.set(name, path); }
  getLocale(): string { return appended.get('lang') ?? 'en-US'; }
  getSystemLocale(): string { return 'en-US'; }
  getPreferredSystemLanguages(): string[] { return ['en-US']; }
  enableSandbox(): void { if (this.ready) throw new Error('app.enableSandbox() can only be called before app is ready'); }
  disableHardwareAcceleration(): void { if (this.ready) throw new Error('app.disableHardwareAcceleration() can only be called before app is ready'); }
  setAppUserModelId(_id: string): void { /* Windows only, as in Electron. */ }
  setAsDefaultProtocolClient(_scheme: string): boolean { return false; }
  removeAsDefaultProtocolClient(_scheme: string): boolean { return false; }
  isDefaultProtocolClient(_scheme: string): boolean { return false; }
  setAboutPanelOptions(_options: object): void { /* Shown by the menu bar, which this engine has not. */ }
  focus(): void { /* There is no desktop to come to the front of. */ }

  requestSingleInstanceLock(additionalData: unknown = null): boolean {
    this.instance ??= new SingleInstance(paths.get('userData'), ({ argv, workingDirectory, additionalData: data }) => this.emit('second-instance', preventable({}), argv, workingDirectory, data));
    return this.instance.request({ argv: process.argv, workingDirectory: process.cwd(), additionalData });
  }
  hasSingleInstanceLock(): boolean { return this.instance?.held === true; }
  releaseSingleInstanceLock(): void { this.instance?.release(); }

  quit(): void {
    if (this.quitting || this.exiting) return;
    const event = preventable({});
    this.emit('before-quit', event);
    if (event.defaultPrevented) return;
    this.quitting = true;
    if (this.windows.count() === 0) this.shutDown();
    else this.windows.closeAll();
  }

  exit(code = 0): void {
    if (this.exiting) return;
    this.exiting = true;
    this.windows.destroyAll();
    void this.leave(code);
  }

  private shutDown(): void {
    const event = preventable({});
    this.emit('will-quit', event);
    if (event.defaultPrevented) {
      this.quitting = false;
      return;
    }
    this.exiting = true;
    void this.leave(0);
  }

  private async leave(code: number): Promise<void> {
    this.emit('quit', preventable({}), code);
    await chromiumIfStarted()?.close();
    this.instance?.release();
    process.exit(code);
  }

  /** @internal */
  static readonly engine = {
    setInfo(name: string, version: string, path: string): void {
      app.info = { name, version, path };
      setPathsForName(name);
    },
    setWindows(windows: Windows): void { app.windows = windows; },
    /** False when the app ended itself while loading: then no Chromium is needed. */
    wantsChromium: (): boolean => !app.exiting,
    switchValue: (name: string): string | undefined => appended.get(name),
    becomeReady(): void {
      app.ready = true;
      app.becomeReady();
      app.emit('ready', preventable({}), {});
    },
    allWindowsClosed(): void {
      if (app.quitting) app.shutDown();
      else if (!app.exiting && !app.emit('window-all-closed')) app.quit();
    },
    closeRefused(): void { app.quitting = false; },
  };
}

export const appEngine = App.engine;
export const app: App = onlyWhatItHas('app', new App());
export type EngineApp = App;
