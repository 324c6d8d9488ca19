/** Serves the built page under app://iep and nothing else: GET only, own host only, inside the bundle folder only, always with the policy. */
import { readFile } from 'node:fs/promises';
import { protocol, type Session } from 'electron';
import { fileFor, SCHEME } from './address.ts';
import { answerHeaders, PAPER_POLICY } from './policy.ts';
import type { PrintShelf } from './print-shelf.ts';

/** Must run before the app is ready; `secure` gives the page a secure context, nothing else is granted. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
}

function refuse(status: 403 | 404 | 405): Response {
  return new Response(null, { status, headers: answerHeaders('text/plain; charset=utf-8') });
}

/** Answers one request for a file of the page. `root` is the absolute folder of the built page. */
export async function answerPage(request: { readonly method: string; readonly url: string }, root: string): Promise<Response> {
  if (request.method !== 'GET') return refuse(405);
  const file = fileFor(request.url, root);
  if (!file.ok) return refuse(403);
  try {
    return new Response(new Uint8Array(await readFile(file.path)), { status: 200, headers: answerHeaders(file.contentType) });
  } catch {
    return refuse(404);
  }
}

/** Answers the print window: a PDF from the shelf, once. */
export function answerPaper(request: { readonly method: string; readonly url: string }, shelf: PrintShelf): Response {
  if (request.method !== 'GET') return refuse(405);
  const pdf = shelf.take(request.url);
  if (pdf === undefined) return refuse(404);
  return new Response(new Uint8Array(pdf), { status: 200, headers: answerHeaders('application/pdf', PAPER_POLICY) });
}

export function servePage(session: Session, root: string): void {
  session.protocol.handle(SCHEME, (request) => answerPage(request, root));
}

export function servePaper(session: Session, shelf: PrintShelf): void {
  session.protocol.handle(SCHEME, (request) => answerPaper(request, shelf));
}
