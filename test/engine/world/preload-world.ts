/**
 * Promise: a sandboxed preload script finds here what Electron gives it (ipcRenderer, contextBridge, webFrame, a small process) and nothing
 * else, in a world the page cannot reach. Everything it sends goes through one binding that exists in this world only.
 */
import { onlyWhatItHas } from '../lacking.ts';
import { showBanner } from './banner.ts';
import { openChannel } from './channel.ts';
import { makeIpcRenderer } from './ipc-renderer.ts';
import { makeMembrane } from './membrane.ts';
import type { Expose, FromPreload, PreloadStart, ToPreload } from './messages.ts';

type Preload = (require: (name: string) => unknown, process: object, module: { exports: object }, exports: object) => void;

export function start(given: PreloadStart, preload: Preload | null): void {
  if (window.top !== window) return;
  const world = globalThis as unknown as Record<string, unknown>;
  const bound = world[given.binding] as (text: string) => void;
  delete world[given.binding];
  const post = (message: FromPreload): void => bound(JSON.stringify(message));

  const channel = openChannel(given.secret, 'preload', (text) => {
    const message = JSON.parse(text) as { kind: string };
    if (message.kind !== 'open') return membrane.receive(text);
    post(message as FromPreload);
    return '';
  });
  const membrane = makeMembrane(channel.send);

  const { ipcRenderer, receive } = makeIpcRenderer(post);
  Object.defineProperty(world, '__engineReceive', { value: (text: string) => receive(JSON.parse(text) as ToPreload) });

  const exposed = new Set<string>();
  const contextBridge = onlyWhatItHas('contextBridge', {
    exposeInMainWorld(key: string, api: unknown): void {
      if (exposed.has(key)) throw new Error('Cannot bind an API on top of an existing property on the window object');
      exposed.add(key);
      channel.send(JSON.stringify({ kind: 'expose', key, api: membrane.encode(api) } satisfies Expose));
    },
  });

  let zoomFactor = given.zoomFactor;
  const webFrame = onlyWhatItHas('webFrame', {
    getZoomFactor: () => zoomFactor,
    setZoomFactor(factor: number): void {
      zoomFactor = factor;
      post({ kind: 'zoom', factor });
    },
  });

  const electron = onlyWhatItHas('electron (preload)', { ipcRenderer, contextBridge, webFrame });
  const require = (name: string): unknown => {
    if (name === 'electron' || name === 'electron/renderer') return electron;
    throw new Error(`module not found: ${name}`);
  };
  const process = onlyWhatItHas('process (preload)', {
    type: 'renderer', sandboxed: true, contextIsolated: true, isMainFrame: true, env: {},
    platform: given.platform, versions: given.versions, argv: [...given.arguments],
  });

  if (given.banner !== null) showBanner(given.banner);
  const module = { exports: {} };
  try {
    preload?.(require, process, module, module.exports);
  } catch (reason) {
    const error = reason instanceof Error ? reason : new Error(String(reason));
    console.error(`Unable to load preload script: ${given.preloadPath}\n${error.stack ?? error.message}`);
    post({ kind: 'preload-error', message: error.message, stack: error.stack ?? '' });
  }
}

