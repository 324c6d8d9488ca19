/**
 * One try to bring one package to the district (PDF, then package, then proof), or what came later to one that is there. It ends with the district's matching receipt, or it says
 * whether to try later, wait for a sign-in, or stop for a person. It stores nothing and retries nothing by itself.
 */
import type { Receipt, LateReceipt } from '../../shared/district-api/contract.ts';
import { lateText } from '../../shared/district-api/late-entry.ts';
import type { Failure } from '../../shared/words/failures.ts';
import type { KeptLate, StoredPackage } from '../ports/packages.ts';
import { sha256Hex } from '../vault/digest.ts';
import { STOPS, problemOf, readBlobReceipt, readReceipt, readLateReceipt, troubleOf, type Answer, type Sent } from './answers.ts';
import type { DistrictClient } from './client.ts';

/** What did not end with a proof. */
export type Setback =
  /** `retryAfter` is the server's own header. */
  | { readonly kind: 'later'; readonly failure: Failure; readonly retryAfter?: string }
  | { readonly kind: 'signIn'; readonly failure: Failure }
  /** `final`: no person's "try again" helps either. */
  | { readonly kind: 'stopped'; readonly failure: Failure; readonly final: boolean };
export type Attempt = { readonly kind: 'delivered'; readonly receipt: Receipt } | Setback;
export type LateAttempt = { readonly kind: 'delivered'; readonly receipt: LateReceipt } | Setback;

/** What a delivery needs of the vault. */
export interface Local {
  readonly pdf: (iepId: string) => Promise<Uint8Array | Failure>;
  /** The package `iepId` when it is on this computer. */
  readonly read: (iepId: string) => Promise<StoredPackage | null>;
}

const UNREACHABLE: Setback = { kind: 'later', failure: { code: 'unreachable' } };

const WAITS_FOR_EARLIER: Setback = { kind: 'later', failure: { code: 'districtRefused', reason: 'The district does not have the earlier record yet that this IEP builds on; it is tried again by itself.' } };

function sentOf(item: StoredPackage): Sent {
  return { iepId: item.package.iepId, studentKey: item.package.studentKey, sha256: item.sha256, pdfSha256: item.package.pdfSha256 };
}

/** An answer that is no proof. */
function setback(answer: Answer, failure: Failure = troubleOf(answer)): Setback {
  const type = problemOf(answer);
  if (answer.status === 401) return { kind: 'signIn', failure: { code: 'signInNeeded' } };
  if (type !== null && type in STOPS) return { kind: 'stopped', final: type === 'iep-id-reused', failure: { code: 'districtRefused', reason: STOPS[type as keyof typeof STOPS] } };
  // The sizes a gateway in between allows may be smaller than the server's: its plain 413 is as final for this package as the server's own.
  if (answer.status === 413) return { kind: 'stopped', final: false, failure: { code: 'districtRefused', reason: STOPS['too-large'] } };
  if (type === 'unknown-base' || type === 'missing-blob' || type === 'unknown-iep') return WAITS_FOR_EARLIER;
  const retryAfter = answer.headers['retry-after'];
  return { kind: 'later', failure, ...(retryAfter === undefined ? {} : { retryAfter }) };
}

function isSuccess(answer: Answer): boolean {
  return answer.status >= 200 && answer.status < 300;
}

/** `doubtful`: an earlier try ended without an answer, so the package may be there already. */
export async function deliver(client: DistrictClient, local: Local, item: StoredPackage, doubtful: boolean): Promise<Attempt> {
  if (doubtful) {
    const earlier = await askReceipt(client, item);
    if (earlier !== null) return earlier;
  }
  const blob = await sendPdf(client, local, item, doubtful);
  if (blob !== null) return blob;
  return sendPackage(client, local, item, ['missing-blob', 'unknown-base', 'digest-mismatch']);
}

/** Null when the district does not have the package (or does not say), so that it must be sent. */
async function askReceipt(client: DistrictClient, item: StoredPackage): Promise<Attempt | null> {
  const answer = await client.receipt(item.package.iepId);
  if (answer === null) return UNREACHABLE;
  if (!isSuccess(answer)) return answer.status === 401 ? setback(answer) : null;
  const receipt = readReceipt(answer, sentOf(item));
  return receipt.ok ? { kind: 'delivered', receipt: receipt.value } : null;
}

/** Null when the district holds the PDF. */
async function sendPdf(client: DistrictClient, local: Local, item: StoredPackage, askFirst: boolean, again = true): Promise<Setback | null> {
  const { iepId, pdfSha256 } = item.package;
  const pdf = await local.pdf(iepId);
  if ('code' in pdf) return { kind: 'stopped', final: false, failure: pdf };
  if (askFirst) {
    const there = await client.hasBlob(pdfSha256);
    if (there !== null && there.status === 200 && there.headers['content-length'] === String(pdf.byteLength)) return null;
  }
  const answer = await client.putBlob(pdfSha256, pdf);
  if (answer === null) return UNREACHABLE;
  if (isSuccess(answer)) {
    const receipt = readBlobReceipt(answer, pdfSha256, pdf.byteLength);
    return receipt.ok ? null : setback(answer, receipt.failure);
  }
  if (again && problemOf(answer) === 'digest-mismatch') return sendPdf(client, local, item, false, false);
  return setback(answer);
}

type Curable = 'missing-blob' | 'unknown-base' | 'digest-mismatch';

/** Each cure in `cures` is tried once: what is missing is sent first, then the package again. */
async function sendPackage(client: DistrictClient, local: Local, item: StoredPackage, cures: readonly Curable[]): Promise<Attempt> {
  const answer = await client.putPackage(item.package.iepId, item.bytes);
  if (answer === null) return UNREACHABLE;
  if (isSuccess(answer)) {
    const receipt = readReceipt(answer, sentOf(item));
    return receipt.ok ? { kind: 'delivered', receipt: receipt.value } : setback(answer, receipt.failure);
  }
  const cure = cures.find((type) => type === problemOf(answer));
  if (cure === undefined) return setback(answer);
  const obstacle = await applyCure(client, local, item, cure);
  return obstacle ?? sendPackage(client, local, item, cures.filter((type) => type !== cure));
}

/** Null when the package can be sent again. */
async function applyCure(client: DistrictClient, local: Local, item: StoredPackage, cure: Curable): Promise<Setback | null> {
  switch (cure) {
    case 'missing-blob': return sendPdf(client, local, item, false);
    case 'digest-mismatch': return null;
    case 'unknown-base': {
      // A district that lost or never had the earlier record gets it again; one that this computer does not hold can only be waited for.
      const base = item.package.base === null ? null : await local.read(item.package.base);
      if (base === null) return WAITS_FOR_EARLIER;
      const earlier = await deliver(client, local, base, false);
      return earlier.kind === 'delivered' ? null : earlier;
    }
  }
}

/** A late entry is small and named by its digest, so a lost answer is resolved by sending it again. A district that lost the record gets it first, once. */
export async function deliverLate(client: DistrictClient, local: Local, item: StoredPackage, kept: KeptLate, recordSentAgain = false): Promise<LateAttempt> {
  const { iepId, studentKey } = item.package;
  const bytes = Buffer.from(lateText({ iepId, studentKey, sha256: item.sha256 }, kept), 'utf8');
  const sha256 = sha256Hex(bytes);
  const answer = await client.putLate(iepId, sha256, bytes);
  if (answer === null) return UNREACHABLE;
  if (isSuccess(answer)) {
    const receipt = readLateReceipt(answer, { iepId, studentKey, packageSha256: item.sha256, sha256 });
    return receipt.ok ? { kind: 'delivered', receipt: receipt.value } : setback(answer, receipt.failure);
  }
  if (recordSentAgain || problemOf(answer) !== 'unknown-iep') return setback(answer);
  const record = await deliver(client, local, item, false);
  return record.kind === 'delivered' ? deliverLate(client, local, item, kept, true) : record;
}
