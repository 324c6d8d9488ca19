/**
 * Promise: the page's own world gets exactly what the preload exposed, frozen, and a `window.open` that asks main and answers null as
 * Electron does for a denied window. Runs before the page's first script and leaves no other trace.
 */
import { openChannel } from './channel.ts';
import { makeMembrane } from './membrane.ts';
import type { Expose, OpenWindow } from './messages.ts';

export function start({ secret }: { readonly secret: string }): void {
  if (window.top !== window) return;
  const { parse, stringify } = JSON;

  const channel = openChannel(secret, 'page', (text) => {
    const message = parse(text) as { kind: string };
    if (message.kind !== 'expose') return membrane.receive(text);
    const { key, api } = message as Expose;
    Object.defineProperty(window, key, { value: freeze(membrane.decode(api)), enumerable: true, writable: false, configurable: false });
    return '';
  });
  const membrane = makeMembrane(channel.send);

  window.open = function open(url?: string | URL, target?: string, features?: string): null {
    const absolute = url === undefined || url === '' ? 'about:blank' : new URL(url, document.baseURI).href;
    channel.send(stringify({ kind: 'open', url: absolute, frameName: target ?? '', features: features ?? '' } satisfies OpenWindow));
    return null;
  };
}

function freeze<T>(value: T): T {
  if (typeof value === 'function') return Object.freeze(value);
  if (value === null || typeof value !== 'object' || ArrayBuffer.isView(value)) return value;
  for (const item of Object.values(value)) freeze(item);
  return Object.freeze(value);
}
