/**
 * Builds the page's only door: one frozen object, grouped as the contract groups it. No channel name, no event object and no Electron
 * function crosses; a listener receives data and gets an unsubscribe back.
 */
import { contextBridge, ipcRenderer } from 'electron';
import { BRIDGE, CALLS, NOTICES } from '../shared/bridge/channels.ts';

type Call = (input?: unknown) => Promise<unknown>;

function callsOf(group: string, names: readonly string[]): Readonly<Record<string, Call>> {
  return Object.freeze(Object.fromEntries(names.map((name): [string, Call] => [name, (input) => ipcRenderer.invoke(`${group}.${name}`, input)])));
}

/** Subscribes to one notice of the contract; any other name is refused, so the page cannot listen to Electron's own channels. */
function on(name: string, listener: (notice: unknown) => void): () => void {
  if (!(NOTICES as readonly string[]).includes(name)) throw new Error(`There is no notice called "${name}".`);
  const deliver = (_event: unknown, notice: unknown): void => listener(notice);
  ipcRenderer.on(name, deliver);
  return () => void ipcRenderer.removeListener(name, deliver);
}

const groups = Object.entries(CALLS).map(([group, names]) => [group, callsOf(group, names)] as const);
contextBridge.exposeInMainWorld(BRIDGE, Object.freeze({ ...Object.fromEntries(groups), on }));
