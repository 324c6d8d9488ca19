/**
 * Judges the bytes of a package before they reach the store: are they what the digest says, do they follow the schema, and does a case
 * manager stand behind them. The server repeats what the laptop checked and trusts none of it (decisions.md 4).
 */
import { z } from 'zod';
import { iepPackage, type IepPackage, type ProblemType } from '../shared/district-api/contract.ts';
import { readLateText, type SentLate } from '../shared/district-api/late-entry.ts';
import { lateKind } from '../shared/flow/late.ts';
import { mayStandBeside } from '../shared/flow/late-signature.ts';
import { reportedGoals } from '../shared/flow/progress-rounds.ts';
import { textAt } from '../shared/flow/read.ts';
import { revocationFits, stopFits } from '../shared/flow/revocation.ts';
import { ROW_ID, valueAt } from '../shared/iep/address.ts';
import type { IepDocument } from '../shared/iep/document.ts';
import { withRowIds } from '../shared/iep/ids.ts';
import { readDocument } from '../shared/iep/schema.ts';
import type { Access, IncomingPackage, IncomingLate } from './store.ts';

interface Refused { readonly ok: false; readonly type: ProblemType; readonly detail: string }
export type Judged = { readonly ok: true; readonly incoming: IncomingPackage } | Refused;
export type JudgedLate = { readonly ok: true; readonly incoming: IncomingLate } | Refused;

/** An attestation names the typed name of the person who affirmed; a role, where given, is the case manager's. */
const attestationFacts = z.looseObject({ typedName: z.string().min(1), role: z.literal('caseManager').optional() });

/** YYYY-MM-DD */
const DATE_LENGTH = 10;

function refuse(type: ProblemType, detail: string): Refused {
  return { ok: false, type, detail };
}

/** Names the first field that is wrong, never its content: the answer may end in a log. */
function firstProblem(error: z.ZodError): string {
  const issue = error.issues[0];
  return issue === undefined ? 'The package does not follow the schema.' : `${issue.path.join('/') || 'package'}: ${issue.code}`;
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch {
    return undefined;
  }
}

/** Why this key may not store this package, or null when it may. */
function whyNot(content: IepPackage, document: IepDocument, access: Access): string | null {
  // An imported record was affirmed where it came from, perhaps by nobody this district knows; the owner of the key answers for it.
  if (content.kind === 'imported') return null;
  const { staffId, name } = content.affirmedBy;
  if (staffId === '' || name === '') return 'The package does not say who affirmed it.';
  if (access.staffId !== null && access.staffId !== staffId) return 'The package was affirmed by somebody else than the owner of this access key.';
  // Reported data is corrected by the system managers (iep-forms.md section 7); nobody on the student's staff list need have done it.
  if (content.kind === 'correction') return attestationFacts.safeParse(content.attestation).success ? null : 'The package does not say who corrects what.';
  if (!document.staff.some((member) => member.id === staffId && member.role === 'caseManager')) return 'The package was not affirmed by a case manager of this student.';
  if (!attestationFacts.safeParse(content.attestation).success) return 'The package carries no attestation of a case manager.';
  return null;
}

/** The line of the caseload listing that a document yields. */
function studentOf(document: IepDocument, access: Access): IncomingPackage['student'] {
  const field = (id: string): string => {
    const value = valueAt(document, `pages/infoEligibility/${id}`);
    return typeof value === 'string' ? value : '';
  };
  const manager = document.staff.find((member) => member.role === 'caseManager');
  return { name: `${field('firstName')} ${field('lastName')}`.trim(), grade: field('grade'), birthDate: field('birthDate'), caseManagerId: access.staffId ?? manager?.id ?? '' };
}

/** `sha256` is the digest the sender declared and the bytes already have. */
export function judgePackage(iepId: string, bytes: Uint8Array, sha256: string, access: Access): Judged {
  const parsed = iepPackage.safeParse(parse(bytes));
  if (!parsed.success) return refuse('bad-json', firstProblem(parsed.error));
  const content = parsed.data;
  if (content.iepId !== iepId) return refuse('bad-json', 'iepId: the package names another record than the address');
  if (content.base === content.iepId) return refuse('bad-json', 'base: a record cannot replace itself');
  const read = readDocument(content.document);
  if (!read.ok) return refuse('bad-json', `document/${read.at}: does not follow the IEP schema`);
  if (valueAt(read.document, 'pages/infoEligibility/seisId') !== content.studentKey) return refuse('bad-json', 'studentKey: the package names another student than its document');
  const reason = whyNot(content, read.document, access);
  if (reason !== null) return refuse('not-on-caseload', reason);
  return { ok: true, incoming: { bytes, sha256, package: content, student: studentOf(read.document, access) } };
}

/** The late entry in these bytes, or null when they are not the one spelling of one. */
export function lateIn(bytes: Uint8Array): SentLate | null {
  try {
    return readLateText(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
}

/** Why this key may not add this entry, or null when it may. Which role a system manager has is not known here; a provider of the student is, and types translations only. */
function whyNotBy(entry: SentLate, document: IepDocument, access: Access): string | null {
  if (access.staffId !== null && access.staffId !== entry.by) return 'The entry was recorded by somebody else than the owner of this access key.';
  const roles = document.staff.filter((member) => member.id === entry.by).map((member) => member.role);
  return lateKind(entry) !== 'translations' && roles.length > 0 && !roles.includes('caseManager') ? 'The entry was recorded by a provider; the case manager records it.' : null;
}

/** What does not fit in this record, or null: the guards of the flow are asked as of the moment the answer was recorded. */
function misfit(entry: SentLate, document: IepDocument): string | null {
  if ('signing' in entry) {
    const verdict = mayStandBeside(document, entry.signing, { actor: { staffId: entry.by, name: '', role: 'caseManager', area: '' }, district: [], today: entry.at.slice(0, DATE_LENGTH), time: '00:00', differences: [] });
    return verdict.ok ? null : `signing: ${verdict.guard}`;
  }
  const today = entry.at.slice(0, DATE_LENGTH);
  if ('revoking' in entry) {
    const verdict = revocationFits(document, entry.revoking, { today });
    return verdict.ok ? null : `revoking: ${verdict.guard}`;
  }
  if ('stopping' in entry) {
    // Which revocation it follows stands in another entry; what can be told from this one is that the notice came first.
    const verdict = stopFits(textAt(document, 'meeting/meetingDate'), entry.stopping, { today });
    return verdict.ok ? null : `stopping: ${verdict.guard}`;
  }
  if ('progress' in entry) {
    const goals = new Set(reportedGoals(document).map((goal) => goal[ROW_ID]));
    return entry.progress.reports.every(({ goal }) => goals.has(goal)) ? null : 'progress: a report on a goal the record does not have';
  }
  if ('translations' in entry) return entry.translations.every(({ at }) => typeof valueAt(document, at) === 'string') ? null : 'translations: a place the record does not have';
  return null;
}

/** `record` is the stored package the entry names, `sha256` the digest in the address, which the bytes have. */
export function judgeLate(entry: SentLate, bytes: Uint8Array, sha256: string, record: { readonly bytes: Uint8Array; readonly sha256: string; readonly studentKey: string }, access: Access): JudgedLate {
  if (entry.packageSha256 !== record.sha256 || entry.studentKey !== record.studentKey) return refuse('iep-id-reused', 'packageSha256: the record under this id is another one than the entry names');
  const document = withRowIds((parse(record.bytes) as IepPackage).document as IepDocument);
  const reason = whyNotBy(entry, document, access);
  if (reason !== null) return refuse('not-on-caseload', reason);
  const wrong = misfit(entry, document);
  return wrong === null ? { ok: true, incoming: { bytes, sha256, entry } } : refuse('bad-json', wrong);
}
