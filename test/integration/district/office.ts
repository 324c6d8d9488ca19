/** A laptop that delivers invented students to a district server, and the office that asks it for its tables. */
import { expect } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { createClient } from '../../../electron/sync/client.ts';
import { packageBytes, pdfOf, sha256 } from '../../fixtures/laptop.ts';
import { KEY, injected } from './harness.ts';

interface Content { readonly document: { readonly documentId: string; readonly pages: Readonly<Record<string, Readonly<Record<string, unknown>>>> } }
type Pages = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export function office(app: () => FastifyInstance) {
  const get = (path: string, key = KEY) => app().inject({ method: 'GET', url: `/api/v1/state-report/${path}`, headers: { authorization: `Bearer ${key}` } });
  return {
    get,
    lines: async (path: string): Promise<readonly string[]> => (await get(path)).body.slice(1).split('\r\n').slice(1, -1),
    /** Delivers the sample as a record of this student, some pages changed. */
    deliver: async (student: string, iepId: string, base: string | null, pages: Pages = {}, facts: Readonly<Record<string, unknown>> = {}): Promise<Uint8Array> => {
      const client = createClient(injected(app), { url: 'http://127.0.0.1', accessKey: KEY });
      const plain = JSON.parse(Buffer.from(packageBytes(student, iepId, base, 'device-a')).toString('utf8')) as Content;
      const changed = Object.fromEntries(Object.entries(pages).map(([page, fields]) => [page, { ...plain.document.pages[page], ...fields }]));
      const bytes = packageBytes(student, iepId, base, 'device-a', { document: { ...plain.document, ...facts, pages: { ...plain.document.pages, ...changed } } });
      await client.putBlob(sha256(pdfOf(iepId)), pdfOf(iepId));
      expect((await client.putPackage(iepId, bytes))?.status).toBe(201);
      return bytes;
    },
  };
}
