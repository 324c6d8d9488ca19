/**
 * The wire contract as an OpenAPI 3.1 document, made from the same zod schemas both ends run; shared/district-api/openapi.json is this text,
 * and a test fails when it is not (write it anew with `npx vitest run -u --config build/vitest.config.ts test/unit/sync/openapi.test.ts`).
 */
import { z } from 'zod';
import { API, API_VERSION, LIMITS, PACKAGE_TYPE, PROBLEM_TYPE, blobReceipt, caseloadPage, iepList, iepPackage, meta, problem, receipt, lateReceipt, type ProblemType } from '../shared/district-api/contract.ts';
import { LATE_ENTRY_TYPE, sentLate } from '../shared/district-api/late-entry.ts';
import { handedOut, handedOutList } from '../shared/district-api/library.ts';
import { MOST_DOCUMENT_BYTES } from '../shared/library/document.ts';
import { REPORT_TABLES } from '../shared/report/state-report.ts';
import { REFUSALS } from './problems.ts';

const SCHEMAS = { Meta: meta, BlobReceipt: blobReceipt, Receipt: receipt, CaseloadPage: caseloadPage, IepList: iepList, IepPackage: iepPackage, LateEntry: sentLate, LateReceipt: lateReceipt, HandedOut: handedOut, HandedOutList: handedOutList, Problem: problem } as const;
type SchemaName = keyof typeof SCHEMAS;

const binary = { type: 'string', format: 'binary' } as const;
const PDF = { 'application/pdf': { schema: binary } } as const;

function reference(name: SchemaName): { readonly $ref: string } {
  return { $ref: `#/components/schemas/${name}` };
}

function answer(description: string, name: SchemaName) {
  return { description, content: { 'application/json': { schema: reference(name) } } };
}

function refusals(...types: readonly ProblemType[]) {
  const byStatus = new Map<number, string[]>();
  for (const type of types) byStatus.set(REFUSALS[type].status, [...(byStatus.get(REFUSALS[type].status) ?? []), `\`${type}\`: ${REFUSALS[type].title}`]);
  return Object.fromEntries([...byStatus].map(([status, lines]) => [String(status), { description: lines.join(' '), content: { [PROBLEM_TYPE]: { schema: reference('Problem') } } }]));
}

function parameter(where: 'path' | 'query' | 'header', name: string, description: string, required = true) {
  return { in: where, name, required, description, schema: { type: 'string' } };
}

const ID = parameter('path', 'id', 'Chosen by the laptop; never reused.');
const DIGEST = parameter('path', 'id', 'SHA-256 of the bytes, lower-case hex.');
const ENTRY = parameter('path', 'digest', 'SHA-256 of the bytes, lower-case hex: canonical JSON, so that one entry has one digest.');
const DOCUMENT = parameter('path', 'name', 'What the district calls the document in every edition of it: small letters, digits, hyphens.');
const etag = { ETag: { description: 'The SHA-256 of the bytes: they never change.', schema: { type: 'string' } } } as const;

function paths() {
  return {
    '/meta': { get: { summary: 'Is this a district server, and which', security: [], responses: { 200: answer('The server; anything else is not one.', 'Meta') } } },
    '/blobs/sha256/{id}': {
      head: { summary: 'Is this PDF here', parameters: [DIGEST], responses: { 200: { description: 'Yes, with its Content-Length.' }, ...refusals('token-expired', 'not-found') } },
      put: {
        summary: 'Store a PDF; repeating is harmless', parameters: [DIGEST], requestBody: { required: true, content: PDF },
        responses: { 201: answer('Stored.', 'BlobReceipt'), 200: answer('The same bytes were there.', 'BlobReceipt'), ...refusals('token-expired', 'too-large', 'digest-mismatch') },
      },
      get: { summary: 'The PDF', parameters: [DIGEST], responses: { 200: { description: 'The stored bytes.', headers: etag, content: PDF }, ...refusals('token-expired', 'not-on-caseload', 'not-found') } },
    },
    '/ieps/{id}': {
      put: {
        summary: 'Store an affirmed package; repeating the same bytes gives the same receipt',
        parameters: [ID, parameter('header', 'If-None-Match', 'Always `*`: nothing is ever replaced.'), parameter('header', 'Repr-Digest', '`sha-256=:…:` of the body (RFC 9530).')],
        requestBody: { required: true, content: { [PACKAGE_TYPE]: { schema: reference('IepPackage') } } },
        responses: {
          201: answer('Stored, as the Current IEP or as a conflict.', 'Receipt'), 200: answer('Stored earlier; the receipt of that time.', 'Receipt'),
          ...refusals('token-expired', 'not-on-caseload', 'not-found', 'iep-id-reused', 'too-large', 'digest-mismatch', 'bad-json', 'missing-blob', 'unknown-base', 'precondition-required'),
        },
      },
      get: { summary: 'The package, byte for byte', parameters: [ID], responses: { 200: { description: 'The stored bytes.', headers: etag, content: { [PACKAGE_TYPE]: { schema: reference('IepPackage') } } }, ...refusals('token-expired', 'not-on-caseload', 'not-found') } },
    },
    '/ieps/{id}/receipt': { get: { summary: 'What became of a package whose answer was lost', parameters: [ID], responses: { 200: answer('The receipt.', 'Receipt'), ...refusals('token-expired', 'not-on-caseload', 'not-found') } } },
    '/ieps/{id}/late/{digest}': {
      put: {
        summary: 'Store what came after affirming (a signature, progress reports, translations), beside the record and without touching it; repeating is harmless', parameters: [ID, ENTRY],
        requestBody: { required: true, content: { [LATE_ENTRY_TYPE]: { schema: reference('LateEntry') } } },
        responses: {
          201: answer('Stored.', 'LateReceipt'), 200: answer('Stored earlier; the receipt of that time.', 'LateReceipt'),
          ...refusals('token-expired', 'not-on-caseload', 'iep-id-reused', 'too-large', 'digest-mismatch', 'bad-json', 'unknown-iep'),
        },
      },
      get: { summary: 'The entry, byte for byte', parameters: [ID, ENTRY], responses: { 200: { description: 'The stored bytes.', headers: etag, content: { [LATE_ENTRY_TYPE]: { schema: reference('LateEntry') } } }, ...refusals('token-expired', 'not-on-caseload', 'not-found') } },
    },
    '/caseload': {
      get: {
        summary: 'Students changed since a cursor, none passed over', parameters: [parameter('query', 'cursor', '`next` of the page before; leave out to begin.', false)],
        responses: { 200: answer('One page; ask again with `next` while `more`.', 'CaseloadPage'), ...refusals('token-expired', 'bad-json') },
      },
    },
    '/state-report/{on}/{table}': {
      get: {
        summary: 'What the district reports to the state on a date: one table as a file', parameters: [parameter('path', 'on', 'The report date, YYYY-MM-DD.'), parameter('path', 'table', `One of ${REPORT_TABLES.join(', ')}.`)],
        responses: { 200: { description: 'The table, named in Content-Disposition.', content: { 'text/csv': { schema: { type: 'string' } } } }, ...refusals('token-expired', 'not-on-caseload', 'not-found', 'bad-json') },
      },
    },
    '/students/{id}/ieps': {
      get: { summary: 'All records of a student in the order they arrived', parameters: [parameter('path', 'id', 'Record number of the student in the district.')], responses: { 200: answer('The records.', 'IepList'), ...refusals('token-expired', 'not-on-caseload') } },
    },
  };
}

/** The document library: none of it is about a student. */
function libraryPaths() {
  const words = [['title', 'As people read it.'], ['kind', 'One of form, notice, guidance, training, other.'], ['language', 'Its name in English.'], ['edition', '"March 2027".'], ['source', 'Who wrote it; may be empty.']] as const;
  return {
    '/library': { get: { summary: 'The documents of the library that are handed out now', responses: { 200: answer('All of them: what is not listed was withdrawn.', 'HandedOutList'), ...refusals('token-expired') } } },
    '/library/pdfs/{id}': { get: { summary: 'The PDF of a document that is handed out now', parameters: [DIGEST], responses: { 200: { description: 'The stored bytes.', headers: etag, content: PDF }, ...refusals('token-expired', 'not-found') } } },
    '/library/documents/{name}': {
      put: {
        summary: 'Hand a document out, in the place of its edition before; with the library key alone',
        parameters: [DOCUMENT, ...words.map(([name, description]) => parameter('query', name, description)), parameter('header', 'Repr-Digest', '`sha-256=:…:` of the body (RFC 9530).')],
        requestBody: { required: true, content: PDF },
        responses: {
          201: answer('Handed out.', 'HandedOut'), 200: answer('This very edition is handed out already.', 'HandedOut'),
          ...refusals('token-expired', 'not-on-caseload', 'too-large', 'digest-mismatch', 'bad-json', 'not-kept', 'precondition-required'),
        },
      },
      delete: { summary: 'Withdraw a document; with the library key alone', parameters: [DOCUMENT], responses: { 200: answer('What was handed out until now.', 'HandedOut'), ...refusals('token-expired', 'not-on-caseload', 'not-found') } },
    },
  };
}

/** The document as committed: two spaces, one newline at the end. */
export function openApiText(): string {
  const schemas = Object.fromEntries(Object.entries(SCHEMAS).map(([name, schema]) => {
    const { $schema: _dialect, ...rest } = z.toJSONSchema(schema);
    return [name, rest];
  }));
  const document = {
    openapi: '3.1.0',
    info: { title: 'IEP Desk district server', version: String(API_VERSION), description: `Limits: packages ${LIMITS.packageBytes} bytes, PDFs ${LIMITS.pdfBytes} bytes, documents of the library ${MOST_DOCUMENT_BYTES} bytes. Every answer is Cache-Control: no-store.` },
    servers: [{ url: API }],
    security: [{ accessKey: [] }],
    paths: { ...paths(), ...libraryPaths() },
    components: { securitySchemes: { accessKey: { type: 'http', scheme: 'bearer' } }, schemas },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
