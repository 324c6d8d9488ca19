/**
 * The district server: the wire contract of shared/district-api over the store. It holds no rule of its own about records (store.ts) or
 * packages (incoming.ts); it turns requests into questions and answers into HTTP.
 *
 * Bodies and parameters are parsed with zod by hand instead of a Fastify type provider: a package must be hashed as the exact bytes that came,
 * before anything parses them, so every body arrives as bytes and Fastify's own JSON parsing and schema validation are switched off.
 */
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { API, API_VERSION, LIMITS, PACKAGE_TYPE, iepId as iepIdSchema, type BlobReceipt, type Meta, type Receipt } from '../shared/district-api/contract.ts';
import { LATE_ENTRY_TYPE } from '../shared/district-api/late-entry.ts';
import { REPORT_TABLES } from '../shared/report/state-report.ts';
import { isDate } from '../shared/time/dates.ts';
import type { DistrictDatabase } from './database.ts';
import { reprDigest, sha256Hex } from './digest.ts';
import { lateIn, judgePackage, judgeLate } from './incoming.ts';
import { accessOf, type AccessKey } from './keys.ts';
import { libraryRoutes } from './library-routes.ts';
import { refuse } from './problems.ts';
import { stateReport } from './report.ts';
import { CURSOR, CURSOR_START, createStore, type Access, type DistrictStore } from './store.ts';

export interface DistrictFacts {
  readonly clock: { readonly now: () => string };
  readonly orgId: string;
  readonly name: string;
  readonly accessKeys: readonly AccessKey[];
  /** Hands documents of the library out and withdraws them, and opens nothing else; '' where nobody does. */
  readonly libraryKey: string;
  /** Told of every request that ended as a failure of the server; whoever runs it learns of it nowhere else. */
  readonly failed: (failure: ServerFailure) => void;
}

/** What failed, without a value of the request or of the database: both hold students. */
export interface ServerFailure {
  readonly method: string;
  /** As the server registered it, `/api/v1/ieps/:id`. */
  readonly route: string;
  /** The class of the error and its code, '' where it has none: a code of PostgreSQL or Node. */
  readonly error: string;
  readonly code: string;
}

/** Students per page of the caseload listing. */
const CASELOAD_PAGE = 200;
const SHA256 = /^[0-9a-f]{64}$/;
const PDF_TYPE = 'application/pdf';
const REPORT_TYPE = 'text/csv; charset=utf-8';

type IdRequest = FastifyRequest<{ Params: { id: string } }>;
type LateRequest = FastifyRequest<{ Params: { id: string; digest: string } }>;

export function createDistrictServer(options: DistrictFacts & { readonly db: DistrictDatabase }): FastifyInstance {
  return serveStore(createStore(options.db.kysely, options.clock), options.db.durable, options);
}

/** The same server over any store: the schedule test puts broken stores here and must catch each of them. */
export function serveStore(store: DistrictStore, durable: boolean, facts: DistrictFacts): FastifyInstance {
  const app = Fastify({ logger: false, bodyLimit: LIMITS.packageBytes, forceCloseConnections: true, exposeHeadRoutes: false });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.setNotFoundHandler((_request, reply) => refuse(reply, 'not-found'));
  app.setErrorHandler((error: { readonly name?: string; readonly statusCode?: number; readonly code?: string }, request, reply) => {
    if (error.statusCode === 413) return refuse(reply, 'too-large');
    if (error.statusCode !== undefined && error.statusCode < 500) return refuse(reply, 'bad-json');
    facts.failed({ method: request.method, route: request.routeOptions.url ?? '', error: error.name ?? '', code: error.code ?? '' });
    // The laptop tries again after a 500; what went wrong inside is nobody's business on the wire.
    return reply.code(500).type('application/problem+json').send(JSON.stringify({ type: 'about:blank', title: 'The district server failed; nothing was stored by this request unless a receipt says so.' }));
  });
  app.addHook('onRequest', (_request, reply, next) => {
    void reply.header('Cache-Control', 'no-store').header('X-Content-Type-Options', 'nosniff');
    next();
  });
  app.get(`${API}/meta`, (): Meta => ({
    kind: 'district-server', orgId: facts.orgId, name: facts.name, apiVersion: API_VERSION, serverTime: facts.clock.now(), limits: LIMITS, durable,
  }));
  void app.register((locked, _options, done) => {
    const doors = lockedDoors(facts.accessKeys);
    locked.addHook('onRequest', doors.check);
    blobRoutes(locked, store, doors.accessOf);
    packageRoutes(locked, store, doors.accessOf);
    lateRoutes(locked, store, doors.accessOf);
    listingRoutes(locked, store, doors.accessOf);
    reportRoutes(locked, store, facts.orgId, doors.accessOf);
    done();
  });
  void app.register((room, _options, done) => {
    libraryRoutes(room, store.library, facts.accessKeys, facts.libraryKey);
    done();
  });
  return app;
}

type AccessOf = (request: FastifyRequest) => Access;

/** The key is checked before the body is read; the routes behind ask for its owner. */
function lockedDoors(keys: readonly AccessKey[]): { readonly check: (request: FastifyRequest, reply: FastifyReply, next: () => void) => void; readonly accessOf: AccessOf } {
  const owners = new WeakMap<FastifyRequest, Access>();
  return {
    check: (request, reply, next) => {
      const access = accessOf(request.headers.authorization, keys);
      if (access === null) {
        void refuse(reply, 'token-expired');
        return;
      }
      owners.set(request, access);
      next();
    },
    accessOf: (request) => {
      const access = owners.get(request);
      if (access === undefined) throw new Error('A route behind the lock was reached without a key.');
      return access;
    },
  };
}

function bodyOf(request: FastifyRequest): Uint8Array {
  return request.body instanceof Uint8Array ? request.body : new Uint8Array(0);
}

function immutable(reply: FastifyReply, digest: string, type: string, bytes: Uint8Array): FastifyReply {
  return reply.header('ETag', `"${digest}"`).type(type).send(Buffer.from(bytes));
}

function blobRoutes(app: FastifyInstance, store: DistrictStore, access: AccessOf): void {
  const path = `${API}/blobs/sha256/:id`;

  app.head(path, async (request: IdRequest, reply) => {
    const size = SHA256.test(request.params.id) ? await store.blobSize(request.params.id) : null;
    if (size === null) return refuse(reply, 'not-found');
    return reply.header('ETag', `"${request.params.id}"`).header('Content-Length', size).type(PDF_TYPE).send();
  });

  app.put(path, { bodyLimit: LIMITS.pdfBytes }, async (request: IdRequest, reply) => {
    const bytes = bodyOf(request);
    if (sha256Hex(bytes) !== request.params.id) return refuse(reply, 'digest-mismatch');
    const { created } = await store.putBlob(request.params.id, bytes);
    const receipt: BlobReceipt = { kind: 'blob', sha256: request.params.id, size: bytes.byteLength };
    return reply.code(created ? 201 : 200).send(receipt);
  });

  app.get(path, async (request: IdRequest, reply) => {
    const found = SHA256.test(request.params.id) ? await store.blob(request.params.id) : null;
    if (found === null) return refuse(reply, 'not-found');
    const readable = await Promise.all(found.studentKeys.map((studentKey) => store.mayRead(studentKey, access(request))));
    if (!readable.includes(true)) return refuse(reply, 'not-on-caseload');
    return immutable(reply, request.params.id, PDF_TYPE, found.bytes);
  });
}

function packageRoutes(app: FastifyInstance, store: DistrictStore, access: AccessOf): void {
  app.put(`${API}/ieps/:id`, async (request: IdRequest, reply) => {
    if (!iepIdSchema.safeParse(request.params.id).success) return refuse(reply, 'not-found');
    const declared = reprDigest(request.headers['repr-digest'] as string | undefined);
    if (request.headers['if-none-match'] !== '*' || declared === null) return refuse(reply, 'precondition-required');
    if (request.headers['content-type'] !== PACKAGE_TYPE) return refuse(reply, 'bad-json', `Content-Type: must be ${PACKAGE_TYPE}`);
    const bytes = bodyOf(request);
    if (sha256Hex(bytes) !== declared) return refuse(reply, 'digest-mismatch');
    const judged = judgePackage(request.params.id, bytes, declared, access(request));
    if (!judged.ok) return refuse(reply, judged.type, judged.detail);
    const put = await store.putPackage(judged.incoming, access(request));
    switch (put.kind) {
      case 'stored': return reply.code(201).send(put.receipt);
      case 'repeated': return reply.code(200).send(put.receipt);
      case 'idReused': return refuse(reply, 'iep-id-reused');
      case 'unknownBase': return refuse(reply, 'unknown-base');
      case 'missingBlob': return refuse(reply, 'missing-blob');
      case 'notOnCaseload': return refuse(reply, 'not-on-caseload');
    }
  });

  app.get(`${API}/ieps/:id/receipt`, async (request: IdRequest, reply) => {
    const receipt: Receipt | null = await store.receipt(request.params.id);
    if (receipt === null) return refuse(reply, 'not-found');
    if (!(await store.mayRead(receipt.studentKey, access(request)))) return refuse(reply, 'not-on-caseload');
    return reply.send(receipt);
  });

  app.get(`${API}/ieps/:id`, async (request: IdRequest, reply) => {
    const found = await store.packageBytes(request.params.id);
    if (found === null) return refuse(reply, 'not-found');
    if (!(await store.mayRead(found.studentKey, access(request)))) return refuse(reply, 'not-on-caseload');
    return immutable(reply, found.sha256, PACKAGE_TYPE, found.value);
  });
}

/** Under the digest of its bytes, as a PDF is: a repeat is the same entry, and two computers never take each other's place. */
function lateRoutes(app: FastifyInstance, store: DistrictStore, access: AccessOf): void {
  const path = `${API}/ieps/:id/late/:digest`;

  app.put(path, async (request: LateRequest, reply) => {
    const { id, digest } = request.params;
    if (request.headers['content-type'] !== LATE_ENTRY_TYPE) return refuse(reply, 'bad-json', `Content-Type: must be ${LATE_ENTRY_TYPE}`);
    const bytes = bodyOf(request);
    if (sha256Hex(bytes) !== digest) return refuse(reply, 'digest-mismatch');
    const entry = lateIn(bytes);
    if (entry === null || entry.iepId !== id) return refuse(reply, 'bad-json', 'The body is nothing that can stand beside this record.');
    const found = await store.packageBytes(id);
    if (found === null) return refuse(reply, 'unknown-iep');
    if (!(await store.mayRead(found.studentKey, access(request)))) return refuse(reply, 'not-on-caseload');
    const judged = judgeLate(entry, bytes, digest, { bytes: found.value, sha256: found.sha256, studentKey: found.studentKey }, access(request));
    if (!judged.ok) return refuse(reply, judged.type, judged.detail);
    const { kind, receipt } = await store.putLate(judged.incoming);
    return reply.code(kind === 'stored' ? 201 : 200).send(receipt);
  });

  app.get(path, async (request: LateRequest, reply) => {
    const found = await store.lateBytes(request.params.id, request.params.digest);
    if (found === null) return refuse(reply, 'not-found');
    if (!(await store.mayRead(found.studentKey, access(request)))) return refuse(reply, 'not-on-caseload');
    return immutable(reply, request.params.digest, LATE_ENTRY_TYPE, found.value);
  });
}

function listingRoutes(app: FastifyInstance, store: DistrictStore, access: AccessOf): void {
  app.get(`${API}/caseload`, async (request: FastifyRequest<{ Querystring: { cursor?: string } }>, reply) => {
    const cursor = request.query.cursor ?? CURSOR_START;
    if (!CURSOR.test(cursor)) return refuse(reply, 'bad-json', 'cursor: not one this server gave out');
    return reply.send(await store.caseload(access(request), cursor, CASELOAD_PAGE));
  });

  app.get(`${API}/students/:id/ieps`, async (request: IdRequest, reply) => {
    if (!(await store.mayRead(request.params.id, access(request)))) return refuse(reply, 'not-on-caseload');
    return reply.send({ ieps: await store.iepsOf(request.params.id) });
  });
}

/** For the district office: a key of one case manager sees one caseload, and a report is of all. */
function reportRoutes(app: FastifyInstance, store: DistrictStore, area: string, access: AccessOf): void {
  app.get(`${API}/state-report/:on/:table`, async (request: FastifyRequest<{ Params: { on: string; table: string } }>, reply) => {
    const table = REPORT_TABLES.find((name) => name === request.params.table);
    if (table === undefined) return refuse(reply, 'not-found');
    if (!isDate(request.params.on)) return refuse(reply, 'bad-json', 'The report date is no day written YYYY-MM-DD.');
    if (access(request).staffId !== null) return refuse(reply, 'not-on-caseload', 'The state report is for a key of the whole district.');
    const { name, text } = await stateReport(store, request.params.on, table, area);
    return reply.header('Content-Disposition', `attachment; filename="${name}"`).type(REPORT_TYPE).send(text);
  });
}
