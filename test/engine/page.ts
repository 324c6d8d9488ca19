/**
 * Promise: one page of Chromium as the engine drives it: its target, its frames, its two script worlds, and what it is showing. Everything
 * the app may touch of it is in api/web-contents.ts.
 */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toApp, toChromium } from './address.ts';
import type { EngineSession } from './api/session.ts';
import { ignoreWhenGone } from './cdp.ts';
import { FrameTree, type FrameInfo } from './frames.ts';
import { chromium, settings } from './running.ts';
import type { FromPreload, PreloadStart, ToPreload } from './world/messages.ts';

export interface PageOptions {
  readonly session: EngineSession;
  readonly processId: number;
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  readonly preload: string | undefined;
  readonly additionalArguments: readonly string[];
}

/** What a page tells its contents; every address is the app's own. */
export interface PageListener {
  readonly domReady: () => void;
  readonly finishedLoad: () => void;
  readonly failedLoad: (failure: LoadFailure) => void;
  readonly navigated: (url: string) => void;
  readonly navigatedInPage: (url: string) => void;
  readonly fromPreload: (message: FromPreload, frameId: string) => void;
  readonly consoleMessage: (level: 'debug' | 'info' | 'warning' | 'error', message: string) => void;
  /** A link or a form wants a window; it is closed whatever main says. */
  readonly windowAsked: (url: string, frameName: string, features: string) => void;
  readonly crashed: () => void;
  /** The page went away without main having asked. */
  readonly gone: () => void;
  /** A person clicked the close box of a visible window. */
  readonly closeBox: () => void;
}

export interface LoadFailure {
  readonly description: string;
  readonly code: number;
  readonly url: string;
}

const WORLD = 'Electron Isolated Context';
const BANNER = 'Test engine: fictional data only. Nothing here is protected.';
/** Chromium's number for each failure this engine can cause (net_error_list.h). */
const CODES: Readonly<Record<string, number>> = { ERR_ABORTED: -3, ERR_FAILED: -2, ERR_BLOCKED_BY_CLIENT: -20, ERR_INTERNET_DISCONNECTED: -106, ERR_UNKNOWN_URL_SCHEME: -302 };

const bySession = new Map<string, Page>();
const pages = new Set<Page>();
/** Pages being made: until Chromium has named their targets, a new target may be one of them. */
let making: Promise<unknown> = Promise.resolve();

/** Targets nobody in main has asked for so far. */
const unclaimed = new Set<string>();

/** Whether a frame belongs to a window the page opened, which lives only until it is closed. */
export function isStrayWindow(frameId: string): boolean {
  return unclaimed.has(frameId);
}

export function pageOfFrame(frameId: string): Page | undefined {
  return [...pages].find((page) => page.targetId === frameId || page.frames.has(frameId));
}

export function loadFailure(errorText: string, url: string): LoadFailure {
  const description = errorText.replace(/^net::/, '');
  return { description, code: CODES[description] ?? -2, url };
}

export class Page {
  readonly frames: FrameTree;
  readonly session: EngineSession;
  readonly attached: Promise<void>;
  targetId: string | undefined;
  /** The bytes of the main document when it is a PDF: the headless shell has no viewer, but printing must print them. */
  pdf: Uint8Array | undefined;
  /** Main asked for the next document; a page that navigates by itself is asked about first. */
  navigatingByMain = false;
  /** Why the last request of the main frame failed, for did-fail-load. */
  lastFailure = 'ERR_FAILED';
  zoomFactor = 1;
  private sessionId = '';
  private readonly options: PageOptions;
  private readonly listener: PageListener;
  private readonly secret = randomBytes(16).toString('hex');
  private readonly contexts = new Map<number, { readonly frameId: string; readonly preload: boolean }>();
  private showsError = false;
  private closing = false;

  constructor(options: PageOptions, listener: PageListener) {
    this.options = options;
    this.session = options.session;
    this.listener = listener;
    this.frames = new FrameTree(() => this.targetId, options.processId);
    pages.add(this);
    this.attached = this.attach();
    // A window closed before its page was up: closing waits for this too and meets the same error.
    this.attached.catch(() => undefined);
    making = Promise.allSettled([making, this.attached]);
  }

  send<T = unknown>(method: string, params: Record<string, unknown> = {}): Promise<T> {
    return chromium(method).cdp.send<T>(method, params, this.sessionId);
  }

  /** A command after which nobody waits; sent once the page is up. */
  tell(method: string, params: Record<string, unknown> = {}): void {
    this.attached.then(() => this.send(method, params)).catch(ignoreWhenGone);
  }

  /**
   * Resolves when the address was committed; rejects with Electron's sentence when it was not.
   * @returns whether a new document was loaded; false when only the part behind # changed
   */
  async navigate(url: string): Promise<boolean> {
    await this.attached;
    this.navigatingByMain = true;
    const { errorText, loaderId } = await this.send<{ errorText?: string; loaderId?: string }>('Page.navigate', { url: toChromium(url) });
    // A navigation that asked for nothing (#part, about:blank) has not used it up; the page's next one must be asked about.
    this.navigatingByMain = false;
    if (errorText === undefined) return loaderId !== undefined;
    const { description, code } = loadFailure(errorText, url);
    throw Object.assign(new Error(`${description} (${code}) loading '${url}'`), { code: description, errno: code, url });
  }

  /** Sends to the preload of the document now shown; without one the message is lost, as in Electron. */
  deliver(message: ToPreload): void {
    const context = [...this.contexts].find(([, { frameId, preload }]) => preload && frameId === this.targetId)?.[0];
    if (context === undefined) return;
    chromium('webContents.send').cdp.tell('Runtime.callFunctionOn', { functionDeclaration: 'function (text) { globalThis.__engineReceive(text); }', executionContextId: context, arguments: [{ value: JSON.stringify(message) }] }, this.sessionId);
  }

  async evaluate(code: string, userGesture: boolean): Promise<unknown> {
    const { result, exceptionDetails } = await this.send<{ result: { value?: unknown }; exceptionDetails?: { text: string; exception?: { description?: string } } }>('Runtime.evaluate', { expression: code, awaitPromise: true, returnByValue: true, userGesture });
    if (exceptionDetails !== undefined) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  /** Zoom is a smaller viewport drawn larger, which is what the page sees of Electron's zoom too. */
  zoom(factor: number, width: number, height: number): void {
    this.zoomFactor = factor;
    if (factor === 1) this.tell('Emulation.clearDeviceMetricsOverride');
    else this.tell('Emulation.setDeviceMetricsOverride', { width: Math.round(width / factor), height: Math.round(height / factor), deviceScaleFactor: factor, mobile: false });
  }

  /** Outer bounds of the window the page is in. */
  setWindowBounds(bounds: Readonly<Record<string, number>>): void {
    const { cdp } = chromium('setBounds');
    this.attached
      .then(() => cdp.send<{ windowId: number }>('Browser.getWindowForTarget', { targetId: this.targetId }))
      .then(({ windowId }) => cdp.send('Browser.setWindowBounds', { windowId, bounds }))
      .catch(ignoreWhenGone);
  }

  /** Runs beforeunload when asked to; resolves once the target is gone. */
  async close(): Promise<void> {
    this.closing = true;
    await this.attached.catch(ignoreWhenGone);
    if (!pages.delete(this)) return;
    this.session.clearers.delete(this.clear);
    bySession.delete(this.sessionId);
    await chromium('close').cdp.send('Target.closeTarget', { targetId: this.targetId }).catch(ignoreWhenGone);
  }

  private readonly clear = (): Promise<unknown> => this.send('Storage.clearDataForOrigin', { origin: new URL(toChromium(this.frames.main.url)).origin, storageTypes: 'all' });

  private async attach(): Promise<void> {
    const { cdp } = chromium('new BrowserWindow');
    this.targetId = await this.makeTarget();
    ({ sessionId: this.sessionId } = await cdp.send<{ sessionId: string }>('Target.attachToTarget', { targetId: this.targetId, flatten: true }));
    bySession.set(this.sessionId, this);
    this.session.clearers.add(this.clear);
    const binding = `engine${this.secret}`;
    await Promise.all([
      this.send('Page.enable'),
      this.send('Runtime.enable'),
      this.send('Inspector.enable'),
      this.send('Runtime.addBinding', { name: binding, executionContextName: WORLD }),
      this.send('Page.addScriptToEvaluateOnNewDocument', { source: worldScript('page-world', { secret: this.secret }, 'undefined') }),
      this.send('Page.addScriptToEvaluateOnNewDocument', { worldName: WORLD, source: this.preloadScript(binding) }),
    ]);
  }

  private async makeTarget(): Promise<string> {
    const { cdp, openAppWindow } = chromium('new BrowserWindow');
    if (!settings.visible) {
      const browserContextId = await this.session.context();
      const { width, height } = this.options;
      return (await cdp.send<{ targetId: string }>('Target.createTarget', { url: 'about:blank', browserContextId, width, height })).targetId;
    }
    const url = `data:text/html,${randomBytes(8).toString('hex')}`;
    return new Promise((resolve) => {
      awaitedWindows.set(url, resolve);
      openAppWindow(url);
    });
  }

  private preloadScript(binding: string): string {
    const { preload, additionalArguments } = this.options;
    const start: PreloadStart = {
      secret: this.secret, binding, preloadPath: preload ?? '', platform: process.platform, arguments: additionalArguments, zoomFactor: this.zoomFactor,
      versions: Object.fromEntries(['chrome', 'electron', 'node'].map((name) => [name, process.versions[name] ?? ''])),
      banner: settings.visible ? BANNER : null,
    };
    return worldScript('preload-world', start, preload === undefined ? 'null' : `(require, process, module, exports) => {\n${readFileSync(preload, 'utf8')}\n}`);
  }

  /** One event of Chromium for this page. */
  handle(method: string, params: never): void {
    const on = HANDLERS[method];
    if (on !== undefined && !this.closing) on.call(this, params);
  }

  static readonly handlers: Readonly<Record<string, (this: Page, params: never) => void>> = {
    'Page.frameAttached'(this: Page, { frameId, parentFrameId }: { frameId: string; parentFrameId: string }) {
      this.frames.attached(frameId, parentFrameId);
    },
    'Page.frameDetached'(this: Page, { frameId, reason }: { frameId: string; reason: string }) {
      if (reason !== 'swap') this.frames.detached(frameId);
    },
    'Page.frameNavigated'(this: Page, { frame }: { frame: FrameInfo }) {
      this.frames.navigated(frame);
      if (frame.parentId !== undefined) return;
      this.showsError = frame.unreachableUrl !== undefined;
      if (frame.unreachableUrl !== undefined) this.listener.failedLoad(loadFailure(this.lastFailure, toApp(frame.unreachableUrl)));
      else this.listener.navigated(toApp(frame.url));
    },
    'Page.navigatedWithinDocument'(this: Page, { frameId, url }: { frameId: string; url: string }) {
      this.frames.navigated({ id: frameId, url });
      if (frameId === this.targetId) this.listener.navigatedInPage(toApp(url));
    },
    'Page.domContentEventFired'(this: Page) {
      if (!this.showsError) this.listener.domReady();
    },
    'Page.loadEventFired'(this: Page) {
      if (!this.showsError) this.listener.finishedLoad();
    },
    'Page.windowOpen'(this: Page, { url, windowName, windowFeatures }: { url: string; windowName: string; windowFeatures: readonly string[] }) {
      this.listener.windowAsked(toApp(url), windowName, windowFeatures.join(','));
    },
    'Page.javascriptDialogOpening'(this: Page, { type }: { type: string }) {
      // alert and confirm would hold the page for ever when nobody is there to answer; Playwright answers by itself when it drives.
      if (type !== 'beforeunload') return;
      chromium('close').cdp.tell('Page.handleJavaScriptDialog', { accept: false }, this.sessionId);
      if (settings.visible) this.listener.closeBox();
    },
    'Runtime.executionContextCreated'(this: Page, { context }: { context: { id: number; name: string; auxData: { frameId: string } } }) {
      this.contexts.set(context.id, { frameId: context.auxData.frameId, preload: context.name === WORLD });
    },
    'Runtime.executionContextDestroyed'(this: Page, { executionContextId }: { executionContextId: number }) {
      this.contexts.delete(executionContextId);
    },
    'Runtime.executionContextsCleared'(this: Page) {
      this.contexts.clear();
    },
    'Runtime.bindingCalled'(this: Page, { payload, executionContextId }: { payload: string; executionContextId: number }) {
      const context = this.contexts.get(executionContextId);
      if (context?.preload === true) this.listener.fromPreload(JSON.parse(payload) as FromPreload, context.frameId);
    },
    'Runtime.consoleAPICalled'(this: Page, { type, args }: { type: string; args: readonly { value?: string | number | boolean | null; description?: string }[] }) {
      const level = type === 'error' || type === 'assert' ? 'error' : type === 'warning' ? 'warning' : type === 'debug' ? 'debug' : 'info';
      this.listener.consoleMessage(level, args.map((arg) => String(arg.value ?? arg.description ?? '')).join(' '));
    },
    'Runtime.exceptionThrown'(this: Page, { exceptionDetails }: { exceptionDetails: { text: string; exception?: { description?: string } } }) {
      this.listener.consoleMessage('error', exceptionDetails.exception?.description ?? exceptionDetails.text);
    },
    'Inspector.targetCrashed'(this: Page) {
      this.contexts.clear();
      this.listener.crashed();
    },
  };

  /** Chromium says the target is gone. */
  lost(): void {
    if (!pages.delete(this)) return;
    bySession.delete(this.sessionId);
    this.session.clearers.delete(this.clear);
    if (!this.closing) this.listener.gone();
  }
}

const HANDLERS = Page.handlers;
const awaitedWindows = new Map<string, (targetId: string) => void>();

function worldScript(file: 'page-world' | 'preload-world', given: object, second: string): string {
  return `(() => {\n${readFileSync(join(__dirname, `${file}.js`), 'utf8')}\nEngineWorld.start(${JSON.stringify(given)}, ${second});\n})();`;
}

interface TargetInfo {
  readonly targetId: string;
  readonly type: string;
  readonly url: string;
}

/** Connects Chromium's events to the pages; windows nobody in main asked for are closed at once. */
export async function watchPages(): Promise<void> {
  const { cdp } = chromium('windows');
  for (const method of Object.keys(HANDLERS)) cdp.on<never>(method, (params, session) => bySession.get(session ?? '')?.handle(method, params));
  cdp.on<{ targetId: string }>('Target.targetDestroyed', ({ targetId }) => [...pages].find((page) => page.targetId === targetId)?.lost());

  const claim = ({ targetId, url }: TargetInfo): boolean => {
    const awaited = awaitedWindows.get(url);
    awaitedWindows.delete(url);
    awaited?.(targetId);
    return awaited !== undefined;
  };
  cdp.on<{ targetInfo: TargetInfo }>('Target.targetInfoChanged', ({ targetInfo }) => void claim(targetInfo));
  cdp.on<{ targetInfo: TargetInfo }>('Target.targetCreated', ({ targetInfo }) => {
    if (targetInfo.type !== 'page' || claim(targetInfo)) return;
    unclaimed.add(targetInfo.targetId);
    void making.then(() => {
      if ([...pages].some((page) => page.targetId === targetInfo.targetId)) unclaimed.delete(targetInfo.targetId);
      else cdp.tell('Target.closeTarget', { targetId: targetInfo.targetId });
    });
  });
  await cdp.send('Target.setDiscoverTargets', { discover: true });
}
