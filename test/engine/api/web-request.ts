/** Promise: the app's request filters are kept and really asked: a request they cancel never reaches the app's own protocol handler. */
import type { BeforeSendResponse, CallbackResponse, HeadersReceivedResponse, OnBeforeRequestListenerDetails, WebRequestFilter } from 'electron';
import { EngineLacks, onlyWhatItHas } from '../lacking.ts';

export type BeforeRequest = (details: RequestDetails, callback: (response: CallbackResponse) => void) => void;
export type HeadersReceived = (details: ResponseDetails, callback: (response: HeadersReceivedResponse) => void) => void;
export type RequestDetails = Pick<OnBeforeRequestListenerDetails, 'id' | 'url' | 'method' | 'resourceType' | 'referrer'> & { readonly webContentsId?: number; readonly timestamp: number };
export type ResponseDetails = RequestDetails & { readonly statusCode: number; readonly responseHeaders: Record<string, string[]> };

export interface WebRequestRecord {
  readonly beforeRequest: (details: RequestDetails) => Promise<CallbackResponse>;
  readonly headersReceived: (details: ResponseDetails) => Promise<HeadersReceivedResponse>;
  /** As registered; null when none is. */
  readonly registered: () => { readonly beforeRequest: BeforeRequest | null; readonly headersReceived: HeadersReceived | null };
}

interface Filtered<T> {
  readonly listener: T;
  readonly matches: (url: string) => boolean;
}

/** `<all_urls>` or patterns with `*`; anything outside them passes unasked. */
function matcher(filter: WebRequestFilter | undefined): (url: string) => boolean {
  const patterns = filter?.urls ?? ['<all_urls>'];
  const expressions = patterns.map((pattern) => (pattern === '<all_urls>' ? /^/ : new RegExp(`^${pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('.*')}$`)));
  return (url) => expressions.some((expression) => expression.test(url));
}

function filtered<T>(args: readonly [WebRequestFilter, T | null] | readonly [T | null]): Filtered<T> | null {
  const listener = args.length === 2 ? args[1] : args[0];
  return listener === null ? null : { listener, matches: matcher(args.length === 2 ? args[0] : undefined) };
}

/** Resolves with what the listener calls back; a listener that never does holds the request, as in Electron. */
function ask<D extends { readonly url: string }, R extends CallbackResponse | BeforeSendResponse | HeadersReceivedResponse>(by: Filtered<(details: D, callback: (response: R) => void) => void> | null, details: D): Promise<R> {
  if (by === null || !by.matches(details.url)) return Promise.resolve({} as R);
  return new Promise((resolve) => by.listener(details, resolve));
}

export interface EngineWebRequest {
  onBeforeRequest(...args: readonly [WebRequestFilter, BeforeRequest | null] | readonly [BeforeRequest | null]): void;
  onHeadersReceived(...args: readonly [WebRequestFilter, HeadersReceived | null] | readonly [HeadersReceived | null]): void;
}

export function makeWebRequest(): { readonly webRequest: EngineWebRequest; readonly record: WebRequestRecord } {
  let before: Filtered<BeforeRequest> | null = null;
  let headers: Filtered<HeadersReceived> | null = null;
  const webRequest = onlyWhatItHas<EngineWebRequest>('webRequest', {
    onBeforeRequest: (...args) => void (before = filtered<BeforeRequest>(args)),
    onHeadersReceived: (...args) => void (headers = filtered<HeadersReceived>(args)),
  });
  return {
    webRequest,
    record: {
      async beforeRequest(details) {
        const response = await ask(before, details);
        if (response.redirectURL !== undefined) throw new EngineLacks('a redirect by webRequest.onBeforeRequest');
        return response;
      },
      headersReceived: (details) => ask(headers, details),
      registered: () => ({ beforeRequest: before?.listener ?? null, headersReceived: headers?.listener ?? null }),
    },
  };
}
