/**
 * Affirms a draft: everything the page showed is evaluated again here, the PDF is made once from the document as it will be stored, and ONE
 * durable write of the package is the commit (decisions.md 5, 19). Before that write nothing has changed; after it, whatever is missing is
 * repaired at the next unlock.
 */
import type { Attestation } from '../../shared/bridge/affirm.ts';
import type { Issue } from '../../shared/check/issue.ts';
import { AFFIRM_DAYS } from '../../shared/check/rules/meetings.ts';
import { checkDocument } from '../../shared/check/summary.ts';
import type { IepPackage } from '../../shared/district-api/contract.ts';
import { studentKeyOf } from '../../shared/exchange/import.ts';
import { affirmVerdict, attestationText, issueKey, waitingPage, waitsOpen } from '../../shared/flow/affirm.ts';
import { applyEvent } from '../../shared/flow/apply.ts';
import { isInStateReport } from '../../shared/flow/continue.ts';
import type { Actor } from '../../shared/flow/events.ts';
import { changeKind, changeSignedOn, owedBy } from '../../shared/flow/change.ts';
import { isToBeContinued, textAt } from '../../shared/flow/read.ts';
import { withoutPreparation } from '../../shared/flow/pre-meeting.ts';
import { differencesFrom, handwrittenRevisions } from '../../shared/flow/redline.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { withoutRowIds } from '../../shared/iep/ids.ts';
import type { JsonObject } from '../../shared/iep/json.ts';
import type { Revoked } from '../../shared/iep/revoked.ts';
import { TEMPLATE_VERSION } from '../../shared/paper/plan.ts';
import { addDays } from '../../shared/time/dates.ts';
import { fail, ok, type FailureCode, type Result } from '../../shared/words/failures.ts';
import type { MadePaper } from '../ports/paper.ts';
import type { StoredPackage } from '../ports/packages.ts';
import type { WholeDraft } from '../ports/drafts.ts';
import { sha256Hex } from '../vault/digest.ts';
import { contentHash, shortCode } from './content-hash.ts';
import { stampFor } from './draft-service.ts';
import { lastSessionDate } from './summaries.ts';
import { planBefore, paperLanguage } from './paper-service.ts';
import { finishAffirmed } from './repair.ts';
import { districtNow, whoOf, type Rooms } from './rooms.ts';

interface Judged {
  readonly draft: WholeDraft;
  /** The Current IEP this one takes the place of; null when there is none or it cannot be read. */
  readonly previous: IepDocument | null;
  /** What the parent took home; null when nothing was printed. */
  readonly copy: IepDocument | null;
  readonly actor: Actor;
  readonly issues: readonly Issue[];
  readonly now: { readonly instant: string; readonly today: string; readonly time: string };
}

/** The revocation that ended the plan of the Current, which its notice and the stop of services are recorded with; null while consent stands. */
async function revokedBefore(rooms: Rooms, studentId: string): Promise<Revoked | null> {
  const current = rooms.vault.caseload.get(studentId)?.currentIepId ?? null;
  return (await rooms.records.of(studentId)).find((record) => record.iepId === current)?.revoked ?? null;
}

/** The verdict of main: the same checks the page showed, on main's document, with main's clock and the unlocked user. */
async function judge(rooms: Rooms, draft: WholeDraft, attestation: Attestation): Promise<Result<Judged>> {
  const who = whoOf(rooms);
  if (!who.ok) return who;
  const now = districtNow(rooms.tools);
  const previous = await planBefore(rooms, draft.studentId);
  const issues = owedBy(draft.document, checkDocument(draft.document, now.today, previous, await revokedBefore(rooms, draft.studentId)).issues);
  const copy = await rooms.drafts.atCopy(draft);
  if (!copy.ok) return copy;
  const differences = copy.value === null ? [] : differencesFrom(copy.value, draft.document);
  const verdict = affirmVerdict(draft.document, attestation, { issues, differences, ...who.value, today: now.today });
  if (!verdict.ok) return fail(FAILURE_OF[verdict.guard] ?? 'affirmBlocked', verdict.reason);
  return ok({ draft, previous, copy: copy.value, actor: who.value.actor, issues, now });
}

/** Guards of shared/flow/affirm.ts whose refusal has a name of its own: who asks, and the name they typed. */
const FAILURE_OF: Readonly<Record<string, FailureCode>> = { caseManager: 'notYours', typedName: 'nameMismatch' };

function signDateOf(draft: WholeDraft): string {
  if (changeKind(draft.document) === 'amendment') return changeSignedOn(draft.document);
  // An answer that was taken back counts for nothing.
  const standing = draft.entries.slice(draft.entries.findLastIndex((entry) => entry.kind === 'flow' && entry.event.type === 'answerTakenBack') + 1);
  const signing = standing.findLast((entry) => entry.kind === 'flow' && ['agreedAll', 'agreedExcept', 'notEligibleUnderstood'].includes(entry.event.type));
  return signing?.kind === 'flow' && 'signedOn' in signing.event ? signing.event.signedOn : '';
}

/** The `affirmation` part of the exchange form: what was attested, by whom, when, and how many handwritten changes it covers. */
function affirmationOf({ draft, actor, issues, now }: Judged, attestation: Attestation): JsonObject {
  const warnings = issues.filter((issue) => issue.severity === 'warning');
  const isState = (issue: Issue): boolean => issue.fields.length > 0;
  const handwritten = (draft.document.work?.differences ?? []).filter((answer) => answer.kind === 'handwriting');
  return {
    purposeBoxShown: true,
    purposesConfirmed: attestation.purposes,
    stateCheck: { ranAt: `${now.today}T${now.time}`, errors: issues.filter((issue) => issue.severity === 'error').length, warnings: warnings.filter(isState).map((issue) => issue.id) },
    // What the law asks and the record answers with a reason, or with a look (decisions.md 11).
    gaps: issues.filter((issue) => issue.severity === 'gap' && !waitsOpen(draft.document, issue)).map((issue) => ({ rule: issue.id, message: issue.message, reason: attestation.gapReasons[issueKey(issue)] ?? '' })),
    warnings: warnings.filter((issue) => !isState(issue)).map((issue) => ({ rule: issue.id, message: issue.message })),
    // What the continued meeting still has to settle, confirmed as open; the state gets nothing of it before that (decisions.md 12).
    open: issues.filter((issue) => waitsOpen(draft.document, issue)).map((issue) => ({ rule: issue.id, message: issue.message, page: waitingPage(draft.document, issue) ?? issue.page })),
    inStateReport: isInStateReport(draft.document),
    statementVariant: attestation.variant,
    signDate: signDateOf(draft),
    handwrittenRevisionCount: handwritten.length,
    // The signed paper is the legal IEP: whoever reads the record finds it.
    paper: draft.document.work?.paper ?? null,
    typedName: attestation.typedName,
    affirmedAt: `${now.today}T${now.time}`,
    affirmedBy: actor.staffId,
    dueBy: addDays(changeKind(draft.document) === null ? lastSessionDate(draft.document) : textAt(draft.document, 'pages/amendment/amendmentDate'), AFFIRM_DAYS),
  };
}

/** The document as it will be stored: affirmed, with its affirmation. */
function affirmedDocument(rooms: Rooms, judged: Judged, attestation: Attestation): IepDocument {
  const { draft, copy, actor, now } = judged;
  const affirmed = applyEvent(draft.document, { type: 'affirmed', iepId: draft.draftId, on: now.today }, stampFor(rooms, draft, actor.staffId));
  const handwritten = copy === null ? [] : handwrittenRevisions(draft.document, copy, { at: `${now.today}T${now.time}`, by: actor.staffId });
  return { ...affirmed, handwrittenRevisions: handwritten, affirmation: affirmationOf(judged, attestation) };
}

function packageOf(rooms: Rooms, judged: Judged, attestation: Attestation, document: IepDocument, hash: string, made: MadePaper): IepPackage {
  const { draft, actor, now } = judged;
  return {
    format: 1,
    // A package carries the id of the draft it grew from: an affirm that was cut off is recognised, never repeated.
    iepId: draft.draftId,
    studentKey: studentKeyOf(document),
    base: rooms.vault.caseload.get(draft.studentId)?.currentIepId ?? null,
    kind: changeKind(document) ?? (document.continuationOf === null ? 'iep' : 'continuation'),
    document: withoutRowIds(document),
    ...(isToBeContinued(draft.document) ? { toContinue: withoutPreparation(draft.document) } : {}),
    contentHash: hash,
    templateVersion: TEMPLATE_VERSION,
    pdfSha256: sha256Hex(made.pdf),
    pdfBytes: made.pdf.byteLength,
    attestation: { ...attestation, text: attestationText(attestation.variant, draft.document, 'en'), staffId: actor.staffId, attestedAt: now.instant },
    affirmedAt: now.instant,
    affirmedBy: { staffId: actor.staffId, name: actor.name },
    device: rooms.vault.deviceId,
  };
}

/** The draft alone, at the revision that was judged: the commit, then everything that follows from it. */
function commit(rooms: Rooms, judged: Judged, record: IepPackage, pdf: Uint8Array): Promise<Result<StoredPackage>> {
  const { draftId, studentId } = judged.draft;
  return rooms.drafts.alone(draftId, async () => {
    const loaded = await rooms.drafts.load(draftId);
    if (!loaded.ok) return loaded;
    if (loaded.value.rev !== judged.draft.rev) return fail('staleDraft');
    const committed = await rooms.vault.packages.commit(studentId, Buffer.from(JSON.stringify(record)), pdf);
    if (!committed.ok) return committed;
    await finishAffirmed(rooms, loaded.value, committed.value);
    return committed;
  });
}

export interface Affirmed {
  readonly iepId: string;
  readonly affirmedAt: string;
}

/** Affirms the draft at revision `parent`. Fails with affirmBlocked, nameMismatch, staleDraft, paperFailed or a disk failure; then nothing has changed. */
export async function affirm(rooms: Rooms, draftId: string, parent: number, attestation: Attestation): Promise<Result<Affirmed>> {
  const loaded = await rooms.drafts.whole(draftId);
  if (!loaded.ok) return loaded;
  const draft = loaded.value;
  if (parent !== draft.rev) return fail('staleDraft');
  const judged = await judge(rooms, draft, attestation);
  if (!judged.ok) return judged;

  const document = affirmedDocument(rooms, judged.value, attestation);
  const { today, time } = judged.value.now;
  const hash = contentHash(document);
  const made = await rooms.tools.paper.make({
    document, kind: 'affirmed', language: paperLanguage(document), printedAt: `${today}T${time}`, code: shortCode(hash), contentHash: hash, affirmedOn: today,
    previous: judged.value.previous,
  });
  if (!made.ok) return made;

  const record = packageOf(rooms, judged.value, attestation, document, hash, made.value);
  const committed = await commit(rooms, judged.value, record, made.value.pdf);
  if (!committed.ok) return committed;
  rooms.sync.wake();
  rooms.tools.notify('caseload', { changed: draft.studentId });
  return ok({ iepId: record.iepId, affirmedAt: record.affirmedAt });
}
