/**
 * Promise: a session is a browser context of its own. The default one lives in the profile; every named one is in memory only and empty after
 * a restart. The handlers the app registers are kept, so that a spec can call them with hostile input; Chromium itself grants nothing.
 */
import type { Session as ElectronSession } from 'electron';
import { NamedEvents } from '../events.ts';
import { EngineLacks, onlyWhatItHas } from '../lacking.ts';
import { chromium, chromiumIfStarted } from '../running.ts';
import { paths } from './app-paths.ts';
import { netFetch } from './net.ts';
import { makeProtocol, type EngineProtocol, type SchemeHandler } from './protocol.ts';
import { makeWebRequest, type EngineWebRequest, type WebRequestRecord } from './web-request.ts';

const EVENTS = ['will-download', 'spellcheck-dictionary-download-begin', 'spellcheck-dictionary-download-failure'];

/** What the app registered, exactly as it gave it. */
export interface SessionHandlers {
  permissionRequest: Parameters<ElectronSession['setPermissionRequestHandler']>[0];
  permissionCheck: Parameters<ElectronSession['setPermissionCheckHandler']>[0];
  devicePermission: Parameters<ElectronSession['setDevicePermissionHandler']>[0];
  displayMedia: Parameters<ElectronSession['setDisplayMediaRequestHandler']>[0];
}

/** The engine's side of a session: what the app must not reach. */
export interface EngineSession {
  readonly partition: string;
  readonly session: Session;
  readonly handlers: SessionHandlers;
  readonly handlerOf: (scheme: string) => SchemeHandler | undefined;
  readonly webRequest: WebRequestRecord;
  /** The browser context; undefined is Chromium's own. */
  readonly context: () => Promise<string | undefined>;
  /** Each live page clears the storage of its own origin. */
  readonly clearers: Set<() => Promise<unknown>>;
}

export class Session extends NamedEvents {
  readonly protocol: EngineProtocol;
  readonly webRequest: EngineWebRequest;
  readonly fetch = netFetch;
  spellCheckerEnabled = true;
  private languages: readonly string[] = [];

  constructor(protocol: EngineProtocol, webRequest: EngineWebRequest) {
    super('session', EVENTS);
    this.protocol = protocol;
    this.webRequest = webRequest;
  }

  isPersistent(): boolean { return sideOf(this).partition === ''; }
  getStoragePath(): string | null { return this.isPersistent() ? paths.get('userData') : null; }
  get storagePath(): string | null { return this.getStoragePath(); }

  setPermissionRequestHandler(handler: SessionHandlers['permissionRequest']): void { sideOf(this).handlers.permissionRequest = handler; }
  setPermissionCheckHandler(handler: SessionHandlers['permissionCheck']): void { sideOf(this).handlers.permissionCheck = handler; }
  setDevicePermissionHandler(handler: SessionHandlers['devicePermission']): void { sideOf(this).handlers.devicePermission = handler; }
  setDisplayMediaRequestHandler(handler: SessionHandlers['displayMedia']): void { sideOf(this).handlers.displayMedia = handler; }

  setSpellCheckerEnabled(enable: boolean): void { this.spellCheckerEnabled = enable; }
  isSpellCheckerEnabled(): boolean { return this.spellCheckerEnabled; }
  setSpellCheckerLanguages(languages: string[]): void { this.languages = [...languages]; }
  getSpellCheckerLanguages(): string[] { return [...this.languages]; }

  async clearStorageData(): Promise<void> {
    const side = sideOf(this);
    const browserContextId = await side.context();
    await chromium('session.clearStorageData').cdp.send('Storage.clearCookies', { browserContextId });
    await Promise.all([...side.clearers].map((clear) => clear()));
  }

  /** There is no HTTP cache to clear: every answer comes from the app's own handler. */
  clearCache(): Promise<void> { return Promise.resolve(); }
}

const byPartition = new Map<string, EngineSession>();
const bySession = new WeakMap<Session, EngineSession>();

function makeSession(partition: string): EngineSession {
  const { protocol, handlerOf } = makeProtocol();
  const { webRequest, record } = makeWebRequest();
  const session = onlyWhatItHas('session', new Session(protocol, webRequest));
  let contextId: Promise<string | undefined> | undefined;
  const side: EngineSession = {
    partition, session, handlerOf, webRequest: record, clearers: new Set(),
    handlers: { permissionRequest: null, permissionCheck: null, devicePermission: null, displayMedia: null },
    context: () => (contextId ??= makeContext(partition)),
  };
  bySession.set(session, side);
  return side;
}

async function makeContext(partition: string): Promise<string | undefined> {
  const { cdp } = chromium('session');
  const browserContextId = partition === '' ? undefined : (await cdp.send<{ browserContextId: string }>('Target.createBrowserContext', { disposeOnDetach: true })).browserContextId;
  // This call refuses every permission it does not name, so the empty list refuses them all.
  await cdp.send('Browser.grantPermissions', { permissions: [], browserContextId });
  return browserContextId;
}

/** @param partition the name; empty for the default session */
export function sessionOf(partition: string): EngineSession {
  const known = byPartition.get(partition);
  if (known !== undefined) return known;
  if (partition.startsWith('persist:')) throw new EngineLacks(`a second lasting profile (partition "${partition}")`);
  const made = makeSession(partition);
  byPartition.set(partition, made);
  return made;
}

export function sideOf(session: Session): EngineSession {
  const side = bySession.get(session);
  if (side === undefined) throw new Error('This is no session of this engine');
  return side;
}

export const allSessions = (): readonly EngineSession[] => [...byPartition.values()];

function onceReady(partition: string): Session {
  if (chromiumIfStarted() === undefined) throw new Error('Session can only be received when app is ready');
  return sessionOf(partition).session;
}

export const session = onlyWhatItHas('session', {
  get defaultSession(): Session { return onceReady(''); },
  fromPartition: (partition: string): Session => onceReady(partition),
});
