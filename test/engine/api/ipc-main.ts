/** Promise: ipcMain with Electron's rules: one handler per channel, values cloned both ways, errors told to the caller in Electron's words. */
import { EventEmitter } from 'node:events';
import { decode, encode } from '../codec.ts';
import { preventable } from '../events.ts';
import type { EngineFrame } from '../frames.ts';
import { onlyWhatItHas } from '../lacking.ts';
import type { FromPreload, ToPreload } from '../world/messages.ts';
import type { WebContents } from './web-contents.ts';

type Handler = (event: object, ...args: unknown[]) => unknown;

const handlers = new Map<string, Handler>();

class IpcMain extends EventEmitter {
  handle(channel: string, handler: Handler): void {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    if (typeof handler !== 'function') throw new TypeError(`Expected handler to be a function, but found type '${typeof handler}'`);
    handlers.set(channel, handler);
  }
  handleOnce(channel: string, handler: Handler): void {
    this.handle(channel, (event, ...args) => {
      handlers.delete(channel);
      return handler(event, ...args);
    });
  }
  removeHandler(channel: string): void { handlers.delete(channel); }
}

export const ipcMain = onlyWhatItHas('ipcMain', new IpcMain());

/** @param reply sends the outcome of an invoke to the document that asked */
export function dispatch(message: Extract<FromPreload, { channel: string }>, sender: WebContents, frame: EngineFrame | null, reply: (message: ToPreload) => void): void {
  const event = preventable({ type: 'frame', sender, senderFrame: frame, processId: frame?.processId ?? -1, frameId: frame?.routingId ?? -1 });
  if (message.kind === 'send') {
    const answer = (...args: unknown[]): void => reply({ kind: 'message', channel: args[0] as string, args: encode(args.slice(1)) });
    ipcMain.emit(message.channel, Object.assign(event, { reply: answer, ports: [] }), ...(decode(message.args) as unknown[]));
    return;
  }
  const failed = (reason: unknown): void => reply({ kind: 'result', id: message.id, ok: false, message: `Error invoking remote method '${message.channel}': ${String(reason)}` });
  const handler = handlers.get(message.channel);
  if (handler === undefined) {
    failed(new Error(`No handler registered for '${message.channel}'`));
    return;
  }
  new Promise((resolve) => resolve(handler(event, ...(decode(message.args) as unknown[]))))
    .then((value) => reply({ kind: 'result', id: message.id, ok: true, value: encode(value) }))
    .catch(failed);
}
