/** Promise: `webContents` as main knows it: its page's addresses are the app's own, its navigations can be refused, its paper goes to the spool. */
import type { HandlerDetails, PrinterInfo, PrintToPDFOptions, WebContentsPrintOptions, WebPreferences, WindowOpenHandlerResponse } from 'electron';
import { ignoreWhenGone } from '../cdp.ts';
import { encode } from '../codec.ts';
import { NamedEvents, preventable } from '../events.ts';
import type { EngineFrame } from '../frames.ts';
import { EngineLacks, onlyWhatItHas } from '../lacking.ts';
import { Page, type PageListener } from '../page.ts';
import { settings } from '../running.ts';
import type { FromPreload } from '../world/messages.ts';
import { app } from './app.ts';
import { dispatch } from './ipc-main.ts';
import { imageOf, type EngineImage } from './native-image.ts';
import type { EngineSession, Session } from './session.ts';
import { spool } from './spool.ts';

const EVENTS = [
  'did-finish-load', 'did-fail-load', 'did-start-loading', 'did-navigate', 'did-navigate-in-page', 'dom-ready', 'will-navigate', 'will-frame-navigate', 'will-redirect',
  'will-attach-webview', 'did-create-window', 'render-process-gone', 'destroyed', 'console-message', 'preload-error', 'ipc-message', 'zoom-changed', 'unresponsive', 'responsive', 'will-prevent-unload',
];
/** Electron's step: zoom factor = 1.2 to the power of the level. */
const ZOOM_BASE = 1.2;
const POINTS_PER_INCH = 72;

type WindowOpenHandler = (details: HandlerDetails) => WindowOpenHandlerResponse;

export interface ContentsOptions {
  readonly session: EngineSession;
  readonly preferences: WebPreferences;
  readonly width: number;
  readonly height: number;
}

/** What a window does when its page asks something of it. */
export interface ContentsOwner {
  readonly title: (title: string) => void;
  readonly loaded: () => void;
  readonly closeAsked: () => void;
  readonly gone: () => void;
  readonly size: () => { readonly width: number; readonly height: number };
}

let lastId = 0;
const all = new Map<number, WebContents>();
const byPage = new Map<Page, WebContents>();

export class WebContents extends NamedEvents {
  readonly id = ++lastId;
  readonly session: Session;
  private readonly page: Page;
  private readonly owner: ContentsOwner;
  private readonly preferences: WebPreferences;
  private openHandler: WindowOpenHandler | null = null;
  private destroyed = false;
  private crashed = false;
  private loading: { readonly finished: () => void; readonly failed: (reason: Error) => void } | undefined;

  constructor({ session, preferences, width, height }: ContentsOptions, owner: ContentsOwner) {
    super('webContents', EVENTS);
    this.session = session.session;
    this.preferences = preferences;
    this.owner = owner;
    this.page = new Page({ session, processId: 1000 + this.id, width, height, preload: preferences.preload, additionalArguments: preferences.additionalArguments ?? [] }, this.listener());
  }

  get mainFrame(): EngineFrame { return this.page.frames.main; }
  get hostWebContents(): null { return null; }
  get zoomFactor(): number { return this.page.zoomFactor; }
  set zoomFactor(factor: number) { this.setZoomFactor(factor); }
  getURL(): string { return this.mainFrame.url; }
  getType(): 'window' { return 'window'; }
  getProcessId(): number { return this.mainFrame.processId; }
  getOSProcessId(): number { return this.mainFrame.processId; }
  isDestroyed(): boolean { return this.destroyed; }
  isCrashed(): boolean { return this.crashed; }
  isLoading(): boolean { return this.loading !== undefined; }
  isFocused(): boolean { return !this.destroyed; }
  focus(): void { this.page.tell('Page.bringToFront'); }
  /** Undocumented in Electron and used by its own tests: what the window was really given. */
  getLastWebPreferences(): WebPreferences { return this.preferences; }

  async loadURL(url: string): Promise<void> {
    this.emit('did-start-loading', preventable({}));
    const finished = new Promise<void>((resolve, reject) => (this.loading = { finished: resolve, failed: reject }));
    // Rejected together with the navigation itself, which is what the caller hears of.
    finished.catch(() => undefined);
    if (await this.page.navigate(url)) await finished;
    else this.loading = undefined;
  }
  loadFile(): never { throw new EngineLacks('loadFile: a page from file: would have no policy; serve it by the app\'s own protocol'); }
  reload(): void {
    this.page.navigatingByMain = true;
    this.crashed = false;
    this.page.tell('Page.reload');
  }
  stop(): void { this.page.tell('Page.stopLoading'); }

  send(channel: string, ...args: unknown[]): void {
    if (this.destroyed) throw new TypeError('Object has been destroyed');
    this.page.deliver({ kind: 'message', channel, args: encode(args) });
  }
  executeJavaScript(code: string, userGesture = false): Promise<unknown> { return this.page.evaluate(code, userGesture); }
  setWindowOpenHandler(handler: WindowOpenHandler): void { this.openHandler = handler; }

  setZoomFactor(factor: number): void {
    if (!(factor > 0)) throw new Error("'zoomFactor' must be a double greater than 0.0");
    const { width, height } = this.owner.size();
    this.page.zoom(factor, width, height);
  }
  getZoomFactor(): number { return this.page.zoomFactor; }
  setZoomLevel(level: number): void { this.setZoomFactor(ZOOM_BASE ** level); }
  getZoomLevel(): number { return Math.log(this.page.zoomFactor) / Math.log(ZOOM_BASE); }
  /** Pinch zoom needs a touch screen; there is none. */
  setVisualZoomLevelLimits(_minimum: number, _maximum: number): Promise<void> { return Promise.resolve(); }

  openDevTools(): never { throw new EngineLacks('webContents.openDevTools'); }
  isDevToolsOpened(): boolean { return false; }
  closeDevTools(): void { /* None can be open. */ }
  setIgnoreMenuShortcuts(_ignore: boolean): void { /* This engine has no native accelerators to ignore. */ }

  getPrintersAsync(): Promise<PrinterInfo[]> {
    return Promise.resolve(settings.printer ? [{ name: 'engine spool', displayName: 'engine spool', description: 'Writes each job as a PDF into a folder', options: {} }] : []);
  }
  print(options: WebContentsPrintOptions = {}, done: (success: boolean, reason: string) => void = () => undefined): void {
    if (!settings.printer) {
      done(false, 'No printers available');
      return;
    }
    this.paper(options).then((bytes) => {
      spool(bytes);
      done(true, '');
    }).catch((reason: unknown) => done(false, reason instanceof Error ? reason.message : String(reason)));
  }
  async printToPDF(options: PrintToPDFOptions = {}): Promise<Buffer> {
    const { data } = await this.page.send<{ data: string }>('Page.printToPDF', toChromiumPrint(options));
    return Buffer.from(data, 'base64');
  }
  /** A PDF that the app shows is printed as it is; anything else is laid out by Chromium. */
  private async paper({ printBackground = false, landscape = false }: WebContentsPrintOptions): Promise<Uint8Array> {
    return this.page.pdf ?? (await this.printToPDF({ printBackground, landscape }));
  }
  async capturePage(): Promise<EngineImage> {
    const { data } = await this.page.send<{ data: string }>('Page.captureScreenshot', { format: 'png' });
    return imageOf(Buffer.from(data, 'base64'));
  }

  forcefullyCrashRenderer(): void { this.page.tell('Page.crash'); }
  close({ waitForBeforeUnload = false }: { readonly waitForBeforeUnload?: boolean } = {}): void {
    if (waitForBeforeUnload) this.page.tell('Page.close');
    else this.owner.closeAsked();
  }

  private listener(): PageListener {
    return {
      domReady: () => void this.emit('dom-ready', preventable({})),
      finishedLoad: () => {
        this.emit('did-finish-load', preventable({}));
        this.loading?.finished();
        this.loading = undefined;
        this.page.evaluate('document.title', false).then((title) => this.owner.title(String(title))).catch(ignoreWhenGone);
        this.owner.loaded();
      },
      failedLoad: ({ code, description, url }) => {
        this.emit('did-fail-load', preventable({}), code, description, url, true);
        this.loading?.failed(new Error(`${description} (${code}) loading '${url}'`));
        this.loading = undefined;
      },
      navigated: (url) => void this.emit('did-navigate', preventable({}), url, 200, 'OK'),
      navigatedInPage: (url) => void this.emit('did-navigate-in-page', preventable({}), url, true),
      consoleMessage: (level, message) => void this.emit('console-message', preventable({ level, message, lineNumber: 0, sourceId: '', frame: this.mainFrame })),
      fromPreload: (message, frameId) => this.fromPreload(message, frameId),
      windowAsked: (url, frameName, features) => this.judgeWindow(url, frameName, features),
      crashed: () => {
        this.crashed = true;
        const details = { reason: 'crashed', exitCode: 5 };
        this.emit('render-process-gone', preventable({}), details);
        app.emit('render-process-gone', preventable({}), this, details);
      },
      gone: () => this.owner.gone(),
      closeBox: () => this.owner.closeAsked(),
    };
  }

  private fromPreload(message: FromPreload, frameId: string): void {
    switch (message.kind) {
      case 'invoke':
      case 'send':
        dispatch(message, all.get(this.id) ?? this, this.page.frames.get(frameId), (answer) => this.page.deliver(answer));
        return;
      case 'open':
        this.judgeWindow(message.url, message.frameName, message.features);
        return;
      case 'zoom':
        this.setZoomFactor(message.factor);
        return;
      case 'preload-error':
        this.emit('preload-error', preventable({}), this.preferences.preload, Object.assign(new Error(message.message), { stack: message.stack }));
    }
  }

  private judgeWindow(url: string, frameName: string, features: string): void {
    const disposition = features === '' ? 'foreground-tab' : 'new-window';
    const answer = this.openHandler?.({ url, frameName, features, disposition, referrer: { url: this.getURL(), policy: 'strict-origin-when-cross-origin' } });
    if (answer?.action !== 'deny') throw new EngineLacks(`a window opened by the page (${url}); set a handler that denies it`);
  }

  /** @internal */
  static readonly engine = {
    make(options: ContentsOptions, owner: ContentsOwner): WebContents {
      const contents = onlyWhatItHas('webContents', new WebContents(options, owner));
      all.set(contents.id, contents);
      byPage.set(contents.page, contents);
      app.emit('web-contents-created', preventable({}), contents);
      return contents;
    },
    ofPage: (page: Page): WebContents | undefined => byPage.get(page),
    page: (contents: WebContents): Page => contents.page,
    /** Ends the page; resolves when Chromium has closed it. */
    async destroy(contents: WebContents): Promise<void> {
      if (contents.destroyed) return;
      contents.destroyed = true;
      all.delete(contents.id);
      byPage.delete(contents.page);
      contents.loading?.failed(new Error('ERR_ABORTED (-3): the window was closed while loading'));
      contents.emit('destroyed');
      await contents.page.close();
    },
    /** @returns whether no listener refused */
    mayNavigate(contents: WebContents, url: string, frameId: string, redirect: boolean): boolean {
      const frame = contents.page.frames.get(frameId);
      const isMainFrame = frame === contents.mainFrame;
      const event = preventable({ url, isSameDocument: false, isMainFrame, frame, initiator: frame });
      if (redirect) {
        contents.emit('will-redirect', event, url, false, isMainFrame);
        return !event.defaultPrevented;
      }
      contents.emit('will-frame-navigate', event);
      if (isMainFrame) contents.emit('will-navigate', event, url, false, true);
      return !event.defaultPrevented;
    },
  };
}

/** Electron's option names → Chromium's; sizes in inches. */
function toChromiumPrint({ landscape = false, displayHeaderFooter = false, printBackground = false, scale = 1, pageSize, margins, pageRanges = '', headerTemplate, footerTemplate, preferCSSPageSize = false, generateTaggedPDF = false, generateDocumentOutline = false }: PrintToPDFOptions): Record<string, unknown> {
  const size = typeof pageSize === 'object' ? { paperWidth: pageSize.width, paperHeight: pageSize.height } : paper(pageSize ?? 'Letter');
  const edges = margins === undefined ? {} : { marginTop: margins.top, marginBottom: margins.bottom, marginLeft: margins.left, marginRight: margins.right };
  return { landscape, displayHeaderFooter, printBackground, scale, pageRanges, headerTemplate, footerTemplate, preferCSSPageSize, generateTaggedPDF, generateDocumentOutline, ...size, ...edges, transferMode: 'ReturnAsBase64' };
}

/** Paper sizes in points. */
const PAPER: Readonly<Record<string, readonly [number, number]>> = { Letter: [612, 792], Legal: [612, 1008], Tabloid: [792, 1224], A3: [842, 1191], A4: [595, 842], A5: [420, 595] };

function paper(name: string): { readonly paperWidth: number; readonly paperHeight: number } {
  const size = PAPER[name];
  if (size === undefined) throw new EngineLacks(`paper size "${name}"`);
  return { paperWidth: size[0] / POINTS_PER_INCH, paperHeight: size[1] / POINTS_PER_INCH };
}

export const contentsEngine = WebContents.engine;

/** `webContents`, the module. */
export const webContents = onlyWhatItHas('webContents', {
  getAllWebContents: (): WebContents[] => [...all.values()],
  fromId: (id: number): WebContents | undefined => all.get(id),
  fromDevToolsTargetId: (targetId: string): WebContents | undefined => [...all.values()].find((contents) => contentsEngine.page(contents).targetId === targetId),
  getFocusedWebContents: (): WebContents | null => [...all.values()].at(-1) ?? null,
});
