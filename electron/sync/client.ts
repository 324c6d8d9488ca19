/** The requests of the wire contract, one function each: how they are written, how long they may take, and nothing about what they mean. */
import { API, PACKAGE_TYPE } from '../../shared/district-api/contract.ts';
import { LATE_ENTRY_TYPE } from '../../shared/district-api/late-entry.ts';
import type { Http } from '../ports/sync.ts';
import { sha256Hex } from '../vault/digest.ts';
import type { Answer } from './answers.ts';

/** Longest wait for a small answer, ms. */
const SMALL = 30_000;
/** Longest wait while a package or PDF travels over a slow school network, ms. */
const LARGE = 180_000;

export interface Connection {
  readonly url: string;
  readonly accessKey: string;
}

/** Each call answers null when no complete answer came: refused, cut, timed out, not trusted. */
export interface DistrictClient {
  readonly meta: () => Promise<Answer | null>;
  readonly hasBlob: (sha256: string) => Promise<Answer | null>;
  readonly putBlob: (sha256: string, pdf: Uint8Array) => Promise<Answer | null>;
  readonly putPackage: (iepId: string, bytes: Uint8Array) => Promise<Answer | null>;
  readonly putLate: (iepId: string, sha256: string, bytes: Uint8Array) => Promise<Answer | null>;
  readonly late: (iepId: string, sha256: string) => Promise<Answer | null>;
  readonly receipt: (iepId: string) => Promise<Answer | null>;
  readonly caseload: (cursor: string | null) => Promise<Answer | null>;
  readonly iepsOf: (studentKey: string) => Promise<Answer | null>;
  readonly packageBytes: (iepId: string) => Promise<Answer | null>;
  readonly blob: (sha256: string) => Promise<Answer | null>;
  readonly library: () => Promise<Answer | null>;
  readonly libraryPdf: (sha256: string) => Promise<Answer | null>;
}

export function createClient(http: Http, { url, accessKey }: Connection): DistrictClient {
  async function send(method: 'GET' | 'HEAD' | 'PUT', path: string, timeoutMs: number, headers: Readonly<Record<string, string>> = {}, body?: Uint8Array): Promise<Answer | null> {
    try {
      return await http.request({
        method, url: `${url}${API}${path}`, headers: { Authorization: `Bearer ${accessKey}`, ...headers }, timeoutMs, ...(body === undefined ? {} : { body }),
      });
    } catch {
      return null;
    }
  }
  const id = encodeURIComponent;

  return {
    meta: () => send('GET', '/meta', SMALL),
    hasBlob: (sha256) => send('HEAD', `/blobs/sha256/${sha256}`, SMALL),
    putBlob: (sha256, pdf) => send('PUT', `/blobs/sha256/${sha256}`, LARGE, { 'Content-Type': 'application/pdf' }, pdf),
    putPackage: (iepId, bytes) => send('PUT', `/ieps/${id(iepId)}`, LARGE, {
      'Content-Type': PACKAGE_TYPE,
      'If-None-Match': '*',
      'Repr-Digest': `sha-256=:${Buffer.from(sha256Hex(bytes), 'hex').toString('base64')}:`,
      // For gateways and logs; the id in the address is what makes a repeat harmless.
      'Idempotency-Key': iepId,
    }, bytes),
    putLate: (iepId, sha256, bytes) => send('PUT', `/ieps/${id(iepId)}/late/${sha256}`, SMALL, { 'Content-Type': LATE_ENTRY_TYPE }, bytes),
    late: (iepId, sha256) => send('GET', `/ieps/${id(iepId)}/late/${sha256}`, SMALL),
    receipt: (iepId) => send('GET', `/ieps/${id(iepId)}/receipt`, SMALL),
    caseload: (cursor) => send('GET', cursor === null ? '/caseload' : `/caseload?cursor=${id(cursor)}`, SMALL),
    iepsOf: (studentKey) => send('GET', `/students/${id(studentKey)}/ieps`, SMALL),
    packageBytes: (iepId) => send('GET', `/ieps/${id(iepId)}`, LARGE),
    blob: (sha256) => send('GET', `/blobs/sha256/${sha256}`, LARGE),
    library: () => send('GET', '/library', SMALL),
    libraryPdf: (sha256) => send('GET', `/library/pdfs/${sha256}`, LARGE),
  };
}
