/**
 * Judges what came back from the district. Only an answer that proves custody counts: right content type, right kind, the id and both digests
 * that were sent. Everything else, a friendly "200 OK" of a Wi-Fi sign-in page included, is as if nothing had come (storage.md 5.2).
 */
import type { z } from 'zod';
import { PROBLEM_TYPE, PROBLEMS, blobReceipt, problem, receipt as receiptSchema, lateReceipt, type ProblemType, type Receipt, type LateReceipt } from '../../shared/district-api/contract.ts';
import { fail, ok, type Failure, type Result } from '../../shared/words/failures.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** What a package must be acknowledged as. */
export interface Sent {
  readonly iepId: string;
  readonly studentKey: string;
  readonly sha256: string;
  readonly pdfSha256: string;
}

/** The media type without parameters, lower case. */
function mediaType(answer: Answer): string {
  return (answer.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

function jsonOf(answer: Answer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(answer.body)) as unknown;
  } catch {
    return undefined;
  }
}

/** A 200 or 201 with JSON of the schema, else notDistrict. */
export function readJson<T>(answer: Answer, schema: z.ZodType<T>): Result<T> {
  if ((answer.status !== 200 && answer.status !== 201) || mediaType(answer) !== 'application/json') return fail('notDistrict');
  const parsed = schema.safeParse(jsonOf(answer));
  return parsed.success ? ok(parsed.data) : fail('notDistrict');
}

/** notDistrict when it is no receipt at all, lyingReceipt when it is one for something else. */
export function readReceipt(answer: Answer, sent: Sent): Result<Receipt> {
  const read = readJson(answer, receiptSchema);
  if (!read.ok) return read;
  const receipt = read.value;
  const same = receipt.iepId === sent.iepId && receipt.studentKey === sent.studentKey && receipt.sha256 === sent.sha256 && receipt.pdfSha256 === sent.pdfSha256;
  // A conflict without its counterpart, or a counterpart without a conflict, contradicts itself.
  const sound = (receipt.standing === 'conflict') === (receipt.conflictWith !== null);
  return same && sound ? ok(receipt) : fail('lyingReceipt');
}

/** What a late entry must be acknowledged as. */
export type SentLateOf = Pick<LateReceipt, 'iepId' | 'studentKey' | 'packageSha256' | 'sha256'>;

function isReceiptFor(receipt: LateReceipt, sent: SentLateOf): boolean {
  return receipt.iepId === sent.iepId && receipt.studentKey === sent.studentKey && receipt.packageSha256 === sent.packageSha256 && receipt.sha256 === sent.sha256;
}

export function readLateReceipt(answer: Answer, sent: SentLateOf): Result<LateReceipt> {
  const read = readJson(answer, lateReceipt);
  if (!read.ok) return read;
  return isReceiptFor(read.value, sent) ? read : fail('lyingReceipt');
}

export function readBlobReceipt(answer: Answer, sha256: string, size: number): Result<null> {
  const read = readJson(answer, blobReceipt);
  if (!read.ok) return read;
  return read.value.sha256 === sha256 && read.value.size === size ? ok(null) : fail('lyingReceipt');
}

/** The problem type of a refusal, or null when the answer is not one of the district's own refusals. */
export function problemOf(answer: Answer): ProblemType | null {
  if (mediaType(answer) !== PROBLEM_TYPE) return null;
  const parsed = problem.safeParse(jsonOf(answer));
  return parsed.success ? (PROBLEMS.find((type) => type === parsed.data.type) ?? null) : null;
}

/** Refusals that only a person can do something about, in a case manager's words. */
export const STOPS = {
  'not-on-caseload': 'The district says this may not be stored with your access key: the student is not on your caseload, or somebody else affirmed or recorded it.',
  'iep-id-reused': 'The district holds another content under the number of this IEP; nothing was replaced there or here.',
  'too-large': 'This is larger than the district server takes.',
  'bad-json': 'The district server could not read this.',
  'precondition-required': 'The district server expected another form of delivery; it may be newer than this IEP Desk.',
  'digest-mismatch': 'This arrived changed at the district twice in a row.',
} as const satisfies Partial<Record<ProblemType, string>>;

/** What an answer that is neither a success nor a refusal by type means for the person who waits. */
export function troubleOf(answer: Answer): Failure {
  return answer.status >= 500 || [408, 425, 429].includes(answer.status) ? { code: 'unreachable' } : { code: 'notDistrict' };
}
