/** Promise: `protocol.handle` per session: the app's own handler answers every request to its scheme, and only in the session it was given to. */
import type { CustomScheme } from 'electron';
import { mapScheme } from '../address.ts';
import { EngineLacks, onlyWhatItHas } from '../lacking.ts';
import { chromiumIfStarted } from '../running.ts';

export type SchemeHandler = (request: Request) => Response | Promise<Response>;

export interface EngineProtocol {
  handle(scheme: string, handler: SchemeHandler): void;
  unhandle(scheme: string): void;
  isProtocolHandled(scheme: string): boolean;
  registerSchemesAsPrivileged(schemes: readonly CustomScheme[]): void;
}

/** @returns the object the app uses and the look-up the engine uses */
export function makeProtocol(): { readonly protocol: EngineProtocol; readonly handlerOf: (scheme: string) => SchemeHandler | undefined } {
  const handlers = new Map<string, SchemeHandler>();
  const protocol = onlyWhatItHas<EngineProtocol>('protocol', {
    handle(scheme, handler) {
      if (handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
      if (scheme === 'http' || scheme === 'https' || scheme === 'file') throw new EngineLacks(`protocol.handle('${scheme}')`);
      handlers.set(scheme, handler);
    },
    unhandle(scheme) {
      if (!handlers.delete(scheme)) throw new Error(`Failed to unhandle protocol: ${scheme}`);
    },
    isProtocolHandled: (scheme) => handlers.has(scheme),
    registerSchemesAsPrivileged(schemes) {
      if (chromiumIfStarted() !== undefined) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
      for (const { scheme, privileges } of schemes) {
        if (privileges?.standard !== true || privileges.secure !== true) throw new EngineLacks(`a scheme that is not standard and secure ("${scheme}")`);
        if (privileges.bypassCSP === true) throw new EngineLacks(`a scheme that bypasses the page's policy ("${scheme}")`);
        mapScheme(scheme);
      }
    },
  });
  return { protocol, handlerOf: (scheme) => handlers.get(scheme) };
}
