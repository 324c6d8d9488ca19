/**
 * Requests about the document library: every desk that is signed in lists and reads; handing out and withdrawing need the library key, which opens nothing else,
 * so that no laptop can put a document on all the others.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { API } from '../shared/district-api/contract.ts';
import { handedOutWords } from '../shared/district-api/library.ts';
import { MOST_DOCUMENT_BYTES } from '../shared/library/document.ts';
import { handedOutName } from '../shared/library/from-district.ts';
import { DOCUMENT_LANGUAGES } from '../shared/library/languages.ts';
import { reprDigest, sha256Hex } from './digest.ts';
import { accessOf, type AccessKey } from './keys.ts';
import type { LibraryStore } from './library-store.ts';
import { refuse } from './problems.ts';

const PDF_TYPE = 'application/pdf';
const SHA256 = /^[0-9a-f]{64}$/u;
/** Where a PDF says what it is; laptops look into the whole file before they keep it. */
const HEAD = Buffer.from('%PDF-');

type NameRequest = FastifyRequest<{ Params: { name: string }; Querystring: Record<string, unknown> }>;

/** May the owner of this key hand documents out. */
function handsOut(request: FastifyRequest, libraryKey: string): boolean {
  return accessOf(request.headers.authorization, [{ key: libraryKey, staffId: null }]) !== null;
}

async function handOut(store: LibraryStore, request: NameRequest, reply: FastifyReply): Promise<FastifyReply> {
  const name = handedOutName.safeParse(request.params.name);
  if (!name.success) return refuse(reply, 'bad-json', 'The name of a document is made of small letters, digits and hyphens, 40 at most.');
  const declared = reprDigest(request.headers['repr-digest'] as string | undefined);
  if (declared === null) return refuse(reply, 'precondition-required');
  if (request.headers['content-type'] !== PDF_TYPE) return refuse(reply, 'bad-json', `Content-Type: must be ${PDF_TYPE}`);
  const words = handedOutWords.safeParse(request.query);
  if (!words.success) return refuse(reply, 'bad-json', `${words.error.issues[0]?.path.join('/') ?? ''}: ${words.error.issues[0]?.code ?? ''}`);
  if (!DOCUMENT_LANGUAGES.includes(words.data.language)) return refuse(reply, 'bad-json', 'language: none of the languages of the library');
  const bytes = request.body instanceof Uint8Array ? request.body : new Uint8Array(0);
  if (sha256Hex(bytes) !== declared) return refuse(reply, 'digest-mismatch');
  if (!Buffer.from(bytes.subarray(0, HEAD.length)).equals(HEAD)) return refuse(reply, 'bad-json', 'The file is no PDF.');
  const done = await store.handOut({ name: name.data, words: words.data, bytes, sha256: declared });
  switch (done.kind) {
    case 'handedOut': return reply.code(201).send({ ...done.document, replaced: done.replaced });
    case 'repeated': return reply.code(200).send({ ...done.document, replaced: null });
    case 'notKept': return refuse(reply, 'not-kept', done.reason);
  }
}

/** @param libraryKey '' where nobody hands documents out */
export function libraryRoutes(app: FastifyInstance, store: LibraryStore, keys: readonly AccessKey[], libraryKey: string): void {
  app.addHook('onRequest', (request, reply, next) => {
    const mayHandOut = handsOut(request, libraryKey);
    if (!mayHandOut && accessOf(request.headers.authorization, keys) === null) {
      void refuse(reply, 'token-expired');
      return;
    }
    if (!mayHandOut && request.method !== 'GET') {
      void refuse(reply, 'not-on-caseload', 'Documents are handed out with the library key of the server.');
      return;
    }
    next();
  });

  app.get(`${API}/library`, async (_request, reply) => reply.send({ documents: await store.list() }));

  app.get(`${API}/library/pdfs/:digest`, async (request: FastifyRequest<{ Params: { digest: string } }>, reply) => {
    const { digest } = request.params;
    const pdf = SHA256.test(digest) ? await store.pdf(digest) : null;
    return pdf === null ? refuse(reply, 'not-found') : reply.header('ETag', `"${digest}"`).type(PDF_TYPE).send(Buffer.from(pdf));
  });

  app.put(`${API}/library/documents/:name`, { bodyLimit: MOST_DOCUMENT_BYTES }, (request: NameRequest, reply) => handOut(store, request, reply));

  app.delete(`${API}/library/documents/:name`, async (request: NameRequest, reply) => {
    const withdrawn = await store.withdraw(request.params.name);
    return withdrawn === null ? refuse(reply, 'not-found') : reply.send(withdrawn);
  });
}
