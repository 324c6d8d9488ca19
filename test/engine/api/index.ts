/** Promise: the `electron` module main requires, with the members this engine has; any other throws by name. */
import { EngineLacks, onlyWhatItHas } from '../lacking.ts';
import { app } from './app.ts';
import { BrowserWindow } from './browser-window.ts';
import { clipboard, dialog, nativeTheme, powerMonitor, screen, shell } from './desktop.ts';
import { ipcMain } from './ipc-main.ts';
import { Menu, MenuItem } from './menu.ts';
import { net } from './net.ts';
import { safeStorage } from './safe-storage.ts';
import { session, sessionOf } from './session.ts';
import { webContents } from './web-contents.ts';

/** Registering schemes is allowed before the app is ready, handling one after; both on the default session, as in Electron. */
const protocol = sessionOf('').session.protocol;

const crashReporter = onlyWhatItHas('crashReporter', {
  start(): never { throw new EngineLacks('crashReporter.start'); },
});

export const electron = onlyWhatItHas('electron', {
  app, BrowserWindow, clipboard, crashReporter, dialog, ipcMain, Menu, MenuItem, nativeTheme, net, powerMonitor, protocol, safeStorage, screen, session, shell, webContents,
});
