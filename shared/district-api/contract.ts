/**
 * The wire contract between a laptop and the district server (reference: storage.md section 5.2): packages are put under an id the laptop
 * chose, with the hash of their bytes; the server answers with a receipt that names the same hashes. Nothing here needs a clock or a session.
 */
import { z } from 'zod';

export const API = '/api/v1';
export const API_VERSION = 1;
export const PACKAGE_TYPE = 'application/vnd.iep-desk.package+json;version=1';
export const PROBLEM_TYPE = 'application/problem+json';
/** Limits the server states in /meta: bytes. */
export const LIMITS = { packageBytes: 16 * 1024 * 1024, pdfBytes: 64 * 1024 * 1024 } as const;

export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
export const iepId = z.string().regex(/^[a-z0-9-]{1,64}$/);

export const meta = z.object({ kind: z.literal('district-server'), orgId: z.string(), name: z.string(), apiVersion: z.int(), serverTime: z.string(), limits: z.object({ packageBytes: z.int(), pdfBytes: z.int() }), durable: z.boolean() });
export const blobReceipt = z.object({ kind: z.literal('blob'), sha256, size: z.int() });
export const standing = z.enum(['current', 'superseded', 'conflict']);
export const receipt = z.object({
  kind: z.literal('receipt'), iepId, studentKey: z.string(), sha256, pdfSha256: sha256, standing, conflictWith: iepId.nullable(), seq: z.string(), receivedAt: z.string(),
});
/** Custody of an answer of the parent that came after affirming: kept beside the record of these bytes, which it does not change. */
export const lateReceipt = z.object({ kind: z.enum(['late', 'signature']), iepId, studentKey: z.string(), packageSha256: sha256, sha256, seq: z.string(), receivedAt: z.string() });
export const problem = z.object({ type: z.string(), title: z.string(), detail: z.string().optional() });
export const PROBLEMS = ['token-expired', 'not-on-caseload', 'iep-id-reused', 'too-large', 'digest-mismatch', 'bad-json', 'precondition-required', 'missing-blob', 'unknown-base', 'unknown-iep', 'not-kept', 'not-found'] as const;
export type ProblemType = (typeof PROBLEMS)[number];

/** One student on a caseload as the server lists it; `studentKey` is the record number of the district (seisId). */
const caseloadStudent = z.object({ studentKey: z.string(), name: z.string(), grade: z.string(), birthDate: z.string(), removed: z.boolean(), current: iepId.nullable() });
export const caseloadPage = z.object({ students: z.array(caseloadStudent), next: z.string(), more: z.boolean() });
const iepListing = z.object({ iepId, studentKey: z.string(), sha256, pdfSha256: sha256, standing, base: iepId.nullable(), receivedAt: z.string(), /** What came after affirming, in the order it arrived. */ late: z.array(lateReceipt) });
export const iepList = z.object({ ieps: z.array(iepListing) });

export type Meta = z.infer<typeof meta>;
export type Receipt = z.infer<typeof receipt>;
export type LateReceipt = z.infer<typeof lateReceipt>;
export type Standing = z.infer<typeof standing>;
export type CaseloadStudent = z.infer<typeof caseloadStudent>;
export type IepListing = z.infer<typeof iepListing>;
export type BlobReceipt = z.infer<typeof blobReceipt>;

/** Content of an affirmed package, PUT as these exact bytes and never re-serialised. */
export const iepPackage = z.looseObject({
  format: z.literal(1),
  iepId,
  studentKey: z.string().min(1).max(64),
  /** iepId of the IEP this one replaces for the student, or null for the first the district knows. */
  base: iepId.nullable(),
  kind: z.enum(['iep', 'imported', 'amendment', 'correction', 'continuation']),
  /** Exchange JSON of the document, without row ids. */
  document: z.record(z.string(), z.unknown()),
  /** Only of an IEP whose meeting goes on: the document as its draft knew it, with row ids and marks, so that the next part loses none of them. */
  toContinue: z.record(z.string(), z.unknown()).optional(),
  /** SHA-256 of canonical JSON of the document and the template version (decisions.md 6). */
  contentHash: sha256,
  templateVersion: z.string(),
  pdfSha256: sha256,
  pdfBytes: z.int(),
  attestation: z.unknown(),
  affirmedAt: z.string(),
  affirmedBy: z.object({ staffId: z.string(), name: z.string() }),
  device: z.string(),
});
export type IepPackage = z.infer<typeof iepPackage>;
