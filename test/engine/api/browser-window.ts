/**
 * Promise: BrowserWindow with Electron's life (close can be held, closed comes once) and a refusal, by name, of every web preference that
 * would weaken the page. Without a screen, "shown", "focused" and the bounds are what main was told, as on a desktop nobody touches.
 */
import type { BrowserWindowConstructorOptions, Rectangle, WebPreferences } from 'electron';
import { NamedEvents, preventable } from '../events.ts';
import { EngineLacks, onlyWhatItHas, UnsafeSetting } from '../lacking.ts';
import { chromium, settings } from '../running.ts';
import { app, appEngine } from './app.ts';
import { sessionOf, sideOf, type EngineSession, type Session } from './session.ts';
import { contentsEngine, type WebContents } from './web-contents.ts';

const EVENTS = ['close', 'closed', 'ready-to-show', 'show', 'hide', 'focus', 'blur', 'minimize', 'restore', 'maximize', 'unmaximize', 'resize', 'resized', 'move', 'moved', 'page-title-updated', 'unresponsive', 'responsive', 'session-end', 'query-session-end', 'enter-full-screen', 'leave-full-screen'];
const DEFAULT_SIZE = { width: 800, height: 600 };

/** Each preference that opens the window, and the one value of it that does not. */
const SAFE: Readonly<Partial<Record<keyof WebPreferences, boolean>>> = {
  nodeIntegration: false, nodeIntegrationInWorker: false, nodeIntegrationInSubFrames: false, contextIsolation: true, sandbox: true, webSecurity: true,
  allowRunningInsecureContent: false, webviewTag: false, experimentalFeatures: false, navigateOnDragDrop: false,
};

function refuseUnsafe(preferences: WebPreferences): void {
  for (const [name, safe] of Object.entries(SAFE)) {
    const given = preferences[name as keyof WebPreferences];
    if (given !== undefined && given !== safe) throw new UnsafeSetting(`webPreferences.${name}: ${JSON.stringify(given)}`);
  }
  if (preferences.enableBlinkFeatures !== undefined && preferences.enableBlinkFeatures !== '') throw new UnsafeSetting(`webPreferences.enableBlinkFeatures: ${preferences.enableBlinkFeatures}`);
}

function sessionFor(preferences: WebPreferences): EngineSession {
  if (preferences.session !== undefined) return sideOf(preferences.session as unknown as Session);
  return sessionOf(preferences.partition ?? '');
}

const windows = new Map<number, BrowserWindow>();
let lastId = 0;
let focused: BrowserWindow | null = null;

class BrowserWindow extends NamedEvents {
  readonly id = ++lastId;
  readonly webContents: WebContents;
  private bounds: Rectangle;
  private title: string;
  private visible = false;
  private minimized = false;
  private maximized = false;
  private fullScreen = false;
  private protectedContent = false;
  private menuBarVisible = true;
  private destroyed = false;
  private announced = false;
  private readonly minimum: readonly [number, number];

  constructor(options: BrowserWindowConstructorOptions = {}) {
    super('BrowserWindow', EVENTS);
    chromium('new BrowserWindow');
    const preferences = options.webPreferences ?? {};
    refuseUnsafe(preferences);
    const { width = DEFAULT_SIZE.width, height = DEFAULT_SIZE.height } = options;
    this.bounds = { x: options.x ?? 0, y: options.y ?? 0, width, height };
    this.minimum = [options.minWidth ?? 0, options.minHeight ?? 0];
    this.title = options.title ?? app.getName();
    const self = onlyWhatItHas('BrowserWindow', this);
    windows.set(this.id, self);
    this.webContents = contentsEngine.make({ session: sessionFor(preferences), preferences, width, height }, {
      title: (title) => this.retitle(title),
      loaded: () => this.announce(),
      closeAsked: () => this.close(),
      gone: () => this.destroy(),
      size: () => this.bounds,
    });
    // Chromium gives a window of its own the size it likes.
    if (settings.visible) this.applyBounds();
    app.emit('browser-window-created', preventable({}), self);
    if (options.show !== false) this.show();
    return self;
  }

  static getAllWindows(): BrowserWindow[] { return [...windows.values()]; }
  static fromId(id: number): BrowserWindow | null { return windows.get(id) ?? null; }
  static fromWebContents(contents: WebContents): BrowserWindow | null { return [...windows.values()].find((window) => window.webContents.id === contents.id) ?? null; }
  static getFocusedWindow(): BrowserWindow | null { return focused; }

  loadURL(url: string): Promise<void> { return this.webContents.loadURL(url); }
  loadFile(): never { return this.webContents.loadFile(); }
  reload(): void { this.webContents.reload(); }

  show(): void {
    if (!this.visible) {
      this.visible = true;
      this.emit('show');
    }
    this.focus();
  }
  showInactive(): void {
    if (this.visible) return;
    this.visible = true;
    this.emit('show');
  }
  hide(): void {
    if (!this.visible) return;
    this.blur();
    this.visible = false;
    this.emit('hide');
  }
  focus(): void {
    const self = windows.get(this.id) ?? null;
    if (focused === self) return;
    focused?.blur();
    focused = self;
    this.emit('focus');
    app.emit('browser-window-focus', preventable({}), self);
  }
  blur(): void {
    if (focused?.id !== this.id) return;
    focused = null;
    this.emit('blur');
    app.emit('browser-window-blur', preventable({}), windows.get(this.id));
  }
  minimize(): void {
    this.minimized = true;
    this.emit('minimize');
    this.blur();
  }
  restore(): void {
    if (this.minimized) {
      this.minimized = false;
      this.emit('restore');
    }
    this.focus();
  }
  maximize(): void {
    this.maximized = true;
    this.emit('maximize');
  }
  unmaximize(): void {
    this.maximized = false;
    this.emit('unmaximize');
  }
  setFullScreen(on: boolean): void {
    this.fullScreen = on;
    this.emit(on ? 'enter-full-screen' : 'leave-full-screen');
  }
  isVisible(): boolean { return this.visible; }
  isFocused(): boolean { return focused?.id === this.id; }
  isMinimized(): boolean { return this.minimized; }
  isMaximized(): boolean { return this.maximized; }
  isFullScreen(): boolean { return this.fullScreen; }
  isDestroyed(): boolean { return this.destroyed; }

  getTitle(): string { return this.title; }
  setTitle(title: string): void { this.title = title; }
  getBounds(): Rectangle { return { ...this.bounds }; }
  getNormalBounds(): Rectangle { return { ...this.bounds }; }
  getContentBounds(): Rectangle { return { ...this.bounds }; }
  getSize(): number[] { return [this.bounds.width, this.bounds.height]; }
  getContentSize(): number[] { return this.getSize(); }
  getMinimumSize(): number[] { return [...this.minimum]; }
  setBounds(bounds: Partial<Rectangle>): void {
    this.bounds = { ...this.bounds, ...bounds };
    this.applyBounds();
    this.emit('resize');
  }
  setSize(width: number, height: number): void { this.setBounds({ width, height }); }
  setContentSize(width: number, height: number): void { this.setBounds({ width, height }); }
  center(): void { /* Where a window stands on no screen changes nothing. */ }

  setMenuBarVisibility(visible: boolean): void { this.menuBarVisible = visible; }
  isMenuBarVisible(): boolean { return this.menuBarVisible; }
  setAutoHideMenuBar(_hide: boolean): void { /* There is no menu bar to hide. */ }
  setContentProtection(enable: boolean): void { this.protectedContent = enable; }
  isContentProtected(): boolean { return this.protectedContent; }
  setBackgroundColor(_color: string): void { /* Seen only before the page's first paint. */ }
  setProgressBar(_progress: number): void { /* Shown by a task bar, which there is not. */ }
  setRepresentedFilename(_name: string): void { /* macOS title bar only. */ }
  setDocumentEdited(_edited: boolean): void { /* macOS title bar only. */ }
  flashFrame(_flag: boolean): void { /* Shown by a task bar, which there is not. */ }
  setMenu(menu: unknown): void { if (menu !== null) throw new EngineLacks('BrowserWindow.setMenu with a menu'); }
  removeMenu(): void { /* No window has one. */ }

  close(): void {
    if (this.destroyed) return;
    const event = preventable({});
    this.emit('close', event);
    if (event.defaultPrevented) appEngine.closeRefused();
    else this.destroy();
  }
  destroy(): void {
    if (this.destroyed) return;
    this.blur();
    this.destroyed = true;
    windows.delete(this.id);
    void contentsEngine.destroy(this.webContents);
    this.emit('closed');
    if (windows.size === 0) appEngine.allWindowsClosed();
  }

  private retitle(title: string): void {
    if (title === '' || title === this.title) return;
    const event = preventable({});
    this.emit('page-title-updated', event, title, true);
    if (!event.defaultPrevented) this.title = title;
  }
  private announce(): void {
    if (this.announced) return;
    this.announced = true;
    this.emit('ready-to-show', preventable({}));
  }
  private applyBounds(): void {
    const { x, y, width, height } = this.bounds;
    contentsEngine.page(this.webContents).setWindowBounds(settings.visible ? { left: x, top: y, width, height } : { width, height });
  }
}

appEngine.setWindows({
  count: () => windows.size,
  closeAll: () => [...windows.values()].forEach((window) => window.close()),
  destroyAll: () => [...windows.values()].forEach((window) => window.destroy()),
});

const guarded = onlyWhatItHas('BrowserWindow', BrowserWindow);
export { guarded as BrowserWindow };
export type EngineWindow = BrowserWindow;
