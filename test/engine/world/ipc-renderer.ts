/** Promise: ipcRenderer as a sandboxed preload knows it: invoke, send and listeners, cloned both ways, with Electron's own error sentences. */
import { decode, encode } from '../codec.ts';
import { EngineLacks, onlyWhatItHas } from '../lacking.ts';
import type { FromPreload, ToPreload } from './messages.ts';

type Listener = (event: object, ...args: unknown[]) => void;

export function makeIpcRenderer(post: (message: FromPreload) => void): { readonly ipcRenderer: object; readonly receive: (message: ToPreload) => void } {
  const listeners = new Map<string, { readonly listener: Listener; readonly once: boolean }[]>();
  const waiting = new Map<number, { readonly resolve: (value: unknown) => void; readonly reject: (reason: Error) => void }>();
  let lastId = 0;

  const add = (channel: string, listener: Listener, once: boolean): void => {
    listeners.set(channel, [...(listeners.get(channel) ?? []), { listener, once }]);
  };
  const remove = (channel: string, listener: Listener): void => {
    listeners.set(channel, (listeners.get(channel) ?? []).filter((entry) => entry.listener !== listener));
  };

  const methods = {
    /** Not async: an argument that cannot be cloned must throw in the caller's turn, wrapped in the promise as Electron does. */
    invoke(channel: string, ...args: unknown[]): Promise<unknown> {
      return new Promise((resolve, reject) => {
        const text = encode(args);
        const id = ++lastId;
        waiting.set(id, { resolve, reject });
        post({ kind: 'invoke', id, channel, args: text });
      });
    },
    send: (channel: string, ...args: unknown[]): void => post({ kind: 'send', channel, args: encode(args) }),
    sendSync(): never {
      throw new EngineLacks('ipcRenderer.sendSync');
    },
    on: (channel: string, listener: Listener) => (add(channel, listener, false), ipcRenderer),
    once: (channel: string, listener: Listener) => (add(channel, listener, true), ipcRenderer),
    off: (channel: string, listener: Listener) => (remove(channel, listener), ipcRenderer),
    removeListener: (channel: string, listener: Listener) => (remove(channel, listener), ipcRenderer),
    removeAllListeners: (channel: string) => (listeners.delete(channel), ipcRenderer),
    listenerCount: (channel: string): number => (listeners.get(channel) ?? []).length,
  };
  const ipcRenderer: object = onlyWhatItHas('ipcRenderer', methods);

  function receive(message: ToPreload): void {
    if (message.kind === 'message') {
      const args = decode(message.args) as unknown[];
      for (const { listener, once } of listeners.get(message.channel) ?? []) {
        if (once) remove(message.channel, listener);
        listener({ sender: ipcRenderer, ports: [] }, ...args);
      }
      return;
    }
    const caller = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.ok) caller?.resolve(decode(message.value));
    else caller?.reject(new Error(message.message));
  }

  return { ipcRenderer, receive };
}
