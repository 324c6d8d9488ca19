/** Promise: the `electron` module main requires, with the members this engine has; any other throws by name. */
import type * as Electron from 'electron';
import { EngineLacks, onlyWhatItHas } from '../lacking.ts';
import { app, type EngineApp } from './app.ts';
import { BrowserWindow, type EngineWindow } from './browser-window.ts';
import { clipboard, dialog, nativeTheme, powerMonitor, screen, shell } from './desktop.ts';
import { ipcMain } from './ipc-main.ts';
import { Menu, MenuItem } from './menu.ts';
import { net } from './net.ts';
import { safeStorage } from './safe-storage.ts';
import { session, sessionOf, type Session } from './session.ts';
import { webContents, type WebContents } from './web-contents.ts';

/** Registering schemes is allowed before the app is ready, handling one after; both on the default session, as in Electron. */
const protocol = sessionOf('').session.protocol;

const crashReporter = onlyWhatItHas('crashReporter', {
  start(): never { throw new EngineLacks('crashReporter.start'); },
});

export const electron: Readonly<Record<string, object>> = onlyWhatItHas('electron', {
  app, BrowserWindow, clipboard, crashReporter, dialog, ipcMain, Menu, MenuItem, nativeTheme, net, powerMonitor, protocol, safeStorage, screen, session, shell, webContents,
});

/** Members of ours that Electron's own type file does not know. */
type Foreign<Ours, Theirs> = Exclude<keyof Ours, keyof Theirs>;
type None<Names extends never> = Names;
/** Fails the type check, naming the member, when this engine has one that Electron has not (or has no longer). */
export type Drift = [
  None<Foreign<EngineApp, Electron.App>>,
  None<Foreign<EngineWindow, Electron.BrowserWindow>>,
  None<Exclude<Foreign<WebContents, Electron.WebContents>, 'getLastWebPreferences'>>,
  None<Foreign<Session, Electron.Session>>,
  None<Foreign<typeof ipcMain, Electron.IpcMain>>,
  None<Foreign<typeof powerMonitor, Electron.PowerMonitor>>,
  None<Foreign<typeof screen, Electron.Screen>>,
  None<Foreign<typeof net, Electron.Net>>,
  None<Foreign<typeof nativeTheme, Electron.NativeTheme>>,
];
