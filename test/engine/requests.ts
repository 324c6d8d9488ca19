/**
 * Promise: every request of every page, worker and popup passes here before it leaves Chromium. The app's filters are asked, the app's own
 * scheme is answered by its protocol handler, and everything else is refused as offline and counted. Nothing listens and no name is resolved.
 */
import { headerToChromium, isMapped, toApp } from './address.ts';
import type { RequestDetails } from './api/web-request.ts';
import { blockedRequests, chromium } from './running.ts';
import { isStrayWindow, pageOfFrame, type Page } from './page.ts';

interface Paused {
  readonly requestId: string;
  readonly frameId: string;
  readonly resourceType: string;
  readonly redirectedRequestId?: string;
  readonly request: { readonly url: string; readonly method: string; readonly headers: Readonly<Record<string, string>>; readonly postData?: string };
}

/** What the page's own navigations are asked of; answers whether a listener said no. */
export interface NavigationJudge {
  readonly mayNavigate: (page: Page, url: string, frameId: string, redirect: boolean) => boolean;
}

type Refusal = 'Aborted' | 'Failed' | 'BlockedByClient' | 'InternetDisconnected' | 'AddressUnreachable';

/** An answer in the app's terms, before it is put into Chromium's. */
interface Answer {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
}

const RESOURCE_TYPES: Readonly<Record<string, RequestDetails['resourceType']>> = {
  Stylesheet: 'stylesheet', Script: 'script', Image: 'image', Font: 'font', XHR: 'xhr', Fetch: 'xhr', Ping: 'ping', CSPViolationReport: 'cspReport', Media: 'media', WebSocket: 'webSocket',
};
const FAILURES: Readonly<Record<Refusal, string>> = { Aborted: 'ERR_ABORTED', Failed: 'ERR_FAILED', BlockedByClient: 'ERR_BLOCKED_BY_CLIENT', InternetDisconnected: 'ERR_INTERNET_DISCONNECTED', AddressUnreachable: 'ERR_ADDRESS_UNREACHABLE' };
const PDF_PLACEHOLDER = new TextEncoder().encode('<!doctype html><title>PDF document</title><body style="background:#525659"></body>');

let lastRequestId = 0;

/** Asks Chromium to pause every request; must run before the first page exists. */
export async function answerRequests(judge: NavigationJudge): Promise<void> {
  const { cdp } = chromium('requests');
  cdp.on<Paused>('Fetch.requestPaused', (paused) => {
    settle(paused, judge).catch((reason: unknown) => {
      process.stderr.write(`${reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)}\n`);
      refuse(paused, 'Failed');
    });
  });
  await cdp.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] });
}

async function settle(paused: Paused, judge: NavigationJudge): Promise<void> {
  const page = pageOfFrame(paused.frameId);
  const url = toApp(paused.request.url);
  if (page === undefined) {
    if (!isStrayWindow(paused.frameId)) blocked(url);
    refuse(paused, 'InternetDisconnected');
    return;
  }
  const isMain = paused.frameId === page.targetId;
  if (paused.resourceType === 'Document' && !maySettle(page, paused, url, isMain, judge)) {
    refuse(paused, 'Aborted');
    return;
  }
  const details = detailsOf(paused, url, isMain);
  if ((await page.session.webRequest.beforeRequest(details)).cancel === true) {
    blocked(url);
    refuse(paused, 'BlockedByClient', page);
    return;
  }
  const scheme = url.slice(0, url.indexOf(':'));
  if (!isMapped(scheme)) {
    blocked(url);
    refuse(paused, 'InternetDisconnected', page);
    return;
  }
  const answer = await ask(page, scheme, url, paused);
  if (answer === null) {
    refuse(paused, 'Failed', page);
    return;
  }
  const changed = await page.session.webRequest.headersReceived({ ...details, statusCode: answer.status, responseHeaders: Object.fromEntries(answer.headers.map(([name, value]) => [name, [value]])) });
  if (changed.cancel === true) {
    refuse(paused, 'BlockedByClient', page);
    return;
  }
  fulfil(paused, page, isMain, { ...answer, headers: changed.responseHeaders === undefined ? answer.headers : flat(changed.responseHeaders) });
}

/** A navigation main started passes unasked; one the page started is put to the app's listeners. */
function maySettle(page: Page, paused: Paused, url: string, isMain: boolean, judge: NavigationJudge): boolean {
  const redirect = paused.redirectedRequestId !== undefined;
  if (isMain && page.navigatingByMain && !redirect) {
    page.navigatingByMain = false;
    return true;
  }
  return judge.mayNavigate(page, url, paused.frameId, redirect);
}

function detailsOf(paused: Paused, url: string, isMain: boolean): RequestDetails {
  const resourceType = paused.resourceType === 'Document' ? (isMain ? 'mainFrame' : 'subFrame') : (RESOURCE_TYPES[paused.resourceType] ?? 'other');
  return { id: ++lastRequestId, url, method: paused.request.method, resourceType, referrer: toApp(paused.request.headers['Referer'] ?? ''), timestamp: Date.now() };
}

/** The app's own handler; null when it has none for this session, or threw, or answered Response.error(). */
async function ask(page: Page, scheme: string, url: string, { request }: Paused): Promise<Answer | null> {
  const handler = page.session.handlerOf(scheme);
  if (handler === undefined) return null;
  const response = await handler(new Request(url, { method: request.method, headers: request.headers, ...(request.postData === undefined ? {} : { body: request.postData }) }));
  if (response.type === 'error') return null;
  return { status: response.status, headers: [...response.headers], body: new Uint8Array(await response.arrayBuffer()) };
}

function flat(headers: Readonly<Record<string, string | string[]>>): (readonly [string, string])[] {
  return Object.entries(headers).flatMap(([name, values]) => [values].flat().map((value) => [name, value] as const));
}

function fulfil(paused: Paused, page: Page, isMain: boolean, answer: Answer): void {
  const isDocument = isMain && paused.resourceType === 'Document';
  const isPdf = isDocument && answer.headers.some(([name, value]) => name.toLowerCase() === 'content-type' && value.toLowerCase().startsWith('application/pdf'));
  if (isDocument) page.pdf = isPdf ? answer.body : undefined;
  const headers = isPdf ? [['content-type', 'text/html'] as const] : answer.headers;
  chromium('requests').cdp.tell('Fetch.fulfillRequest', {
    requestId: paused.requestId,
    responseCode: answer.status,
    responseHeaders: headers.map(([name, value]) => ({ name, value: headerToChromium(value) })),
    body: Buffer.from(isPdf ? PDF_PLACEHOLDER : answer.body).toString('base64'),
  });
}

function refuse(paused: Paused, errorReason: Refusal, page?: Page): void {
  if (page !== undefined && paused.frameId === page.targetId && paused.resourceType === 'Document') page.lastFailure = FAILURES[errorReason];
  chromium('requests').cdp.tell('Fetch.failRequest', { requestId: paused.requestId, errorReason });
}

function blocked(url: string): void {
  blockedRequests.push({ url, from: 'page' });
}
