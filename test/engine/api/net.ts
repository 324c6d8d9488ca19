/**
 * Promise: main's network reaches this computer only. A request to any other host is refused as offline and counted, so every run of the
 * window specs also proves that the app calls nobody.
 */
import { EngineLacks, onlyWhatItHas } from '../lacking.ts';
import { blockedRequests } from '../running.ts';

const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** Node's reasons → Chromium's words, which is what Electron's net.fetch rejects with. */
const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'net::ERR_CONNECTION_REFUSED',
  ECONNRESET: 'net::ERR_CONNECTION_RESET',
  EPIPE: 'net::ERR_CONNECTION_RESET',
  UND_ERR_SOCKET: 'net::ERR_CONNECTION_CLOSED',
  ETIMEDOUT: 'net::ERR_CONNECTION_TIMED_OUT',
  UND_ERR_CONNECT_TIMEOUT: 'net::ERR_CONNECTION_TIMED_OUT',
  ENOTFOUND: 'net::ERR_NAME_NOT_RESOLVED',
};

function reasonOf(error: unknown): string | undefined {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const reason = REASONS[(at as NodeJS.ErrnoException).code ?? ''];
    if (reason !== undefined) return reason;
  }
  return undefined;
}

export async function netFetch(input: string | Request, init?: RequestInit & { readonly bypassCustomProtocolHandlers?: boolean }): Promise<Response> {
  const url = new URL(typeof input === 'string' ? input : input.url);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new EngineLacks(`net.fetch of ${url.protocol}`);
  if (!LOOPBACK.has(url.hostname)) {
    blockedRequests.push({ url: url.href, from: 'main' });
    throw new Error('net::ERR_INTERNET_DISCONNECTED');
  }
  try {
    return await fetch(input, init);
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === undefined) throw error;
    throw new Error(reason, { cause: error });
  }
}

export const net = onlyWhatItHas('net', {
  fetch: netFetch,
  /** Electron's docs: true says nothing, false is certain. */
  isOnline: (): boolean => true,
  get online(): boolean { return true; },
});
