/**
 * Promise: everything of Electron that belongs to a desktop. There is none, so a dialog is cancelled unless a spec stubs it, an outside program
 * is noted and never started, and the clipboard is this process's own.
 */
import { EventEmitter } from 'node:events';
import type { Clipboard, Dialog, MessageBoxReturnValue, NativeTheme, OpenDialogReturnValue, SaveDialogReturnValue, Shell } from 'electron';
import { onlyWhatItHas } from '../lacking.ts';

/** What the app asked the desktop to do, in order; read by specs through `process.engine`. */
export const desktopRequests: { readonly what: string; readonly argument: string }[] = [];

const note = (what: string, argument: string): void => void desktopRequests.push({ what, argument });

type EngineDialog = Pick<Dialog, 'showErrorBox'> & {
  showOpenDialog(...args: unknown[]): Promise<OpenDialogReturnValue>;
  showSaveDialog(...args: unknown[]): Promise<SaveDialogReturnValue>;
  showMessageBox(...args: unknown[]): Promise<MessageBoxReturnValue>;
};

/** The options may come after a window. */
const optionsOf = (args: readonly unknown[]): { readonly cancelId?: number; readonly message?: string } => (args.at(-1) ?? {}) as { cancelId?: number };

export const dialog = onlyWhatItHas<EngineDialog>('dialog', {
  showOpenDialog: () => Promise.resolve({ canceled: true, filePaths: [] }),
  showSaveDialog: () => Promise.resolve({ canceled: true, filePath: '' }),
  showMessageBox: (...args) => {
    note('showMessageBox', optionsOf(args).message ?? '');
    return Promise.resolve({ response: optionsOf(args).cancelId ?? 0, checkboxChecked: false });
  },
  showErrorBox: (title, content) => note('showErrorBox', `${title}\n${content}`),
});

export const shell = onlyWhatItHas<Pick<Shell, 'openExternal' | 'openPath' | 'showItemInFolder' | 'beep' | 'trashItem'>>('shell', {
  openExternal: async (url) => note('openExternal', url),
  openPath: async (path) => (note('openPath', path), ''),
  showItemInFolder: (path) => note('showItemInFolder', path),
  trashItem: async (path) => note('trashItem', path),
  beep: () => note('beep', ''),
});

let copied = '';
export const clipboard = onlyWhatItHas<Pick<Clipboard, 'readText' | 'writeText' | 'clear'>>('clipboard', {
  readText: async () => copied,
  writeText: async (text) => void (copied = text),
  clear: () => void (copied = ''),
});

class Screen extends EventEmitter {
  private readonly display = {
    id: 1, label: 'no screen', rotation: 0, scaleFactor: 1, internal: true, touchSupport: 'unavailable',
    bounds: { x: 0, y: 0, width: 1440, height: 900 }, workArea: { x: 0, y: 0, width: 1440, height: 900 }, size: { width: 1440, height: 900 }, workAreaSize: { width: 1440, height: 900 },
  };
  getPrimaryDisplay(): object { return this.display; }
  getAllDisplays(): object[] { return [this.display]; }
  getDisplayMatching(): object { return this.display; }
  getDisplayNearestPoint(): object { return this.display; }
  getCursorScreenPoint(): { readonly x: number; readonly y: number } { return { x: 0, y: 0 }; }
}
export const screen = onlyWhatItHas('screen', new Screen());

/** Specs emit its events (`suspend`, `lock-screen`, …) as the operating system would, and may replace its two questions. */
class PowerMonitor extends EventEmitter {
  onBatteryPower = false;
  getSystemIdleTime(): number { return 0; }
  getSystemIdleState(): 'active' | 'idle' | 'locked' | 'unknown' { return 'active'; }
  isOnBatteryPower(): boolean { return this.onBatteryPower; }
}
export const powerMonitor = onlyWhatItHas('powerMonitor', new PowerMonitor());

class Theme extends EventEmitter {
  private source: NativeTheme['themeSource'] = 'system';
  shouldUseHighContrastColors = false;
  shouldUseInvertedColorScheme = false;
  prefersReducedTransparency = false;
  inForcedColorsMode = false;
  get shouldUseDarkColors(): boolean { return this.source === 'dark'; }
  get themeSource(): NativeTheme['themeSource'] { return this.source; }
  set themeSource(source: NativeTheme['themeSource']) {
    if (source === this.source) return;
    this.source = source;
    this.emit('updated');
  }
}
export const nativeTheme = onlyWhatItHas('nativeTheme', new Theme());
