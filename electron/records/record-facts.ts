/** What lists show and the outbox sends of each affirmed IEP of a student. All of them are read together: only the others tell which plan is in force, and which part of a meeting an IEP is. */
import type { RecordSummary } from '../../shared/bridge/summaries.ts';
import { dueFacts, type DueFacts } from '../../shared/check/due-facts.ts';
import { lateText } from '../../shared/district-api/late-entry.ts';
import { changeKind } from '../../shared/flow/change.ts';
import { isInStateReport, partOf } from '../../shared/flow/continue.ts';
import { disputesFinding, exitOf, hasEnded, notEligible } from '../../shared/flow/eligibility.ts';
import { documentInForce, planInForce } from '../../shared/flow/in-force.ts';
import { isSignature, lateKind } from '../../shared/flow/late.ts';
import type { LateSignature, Signing } from '../../shared/flow/late-signature.ts';
import { withRoundsAdded } from '../../shared/flow/progress.ts';
import { isToBeContinued, purposesOf, textAt } from '../../shared/flow/read.ts';
import { codeLabel } from '../../shared/iep/codes.ts';
import { revokedPlan } from '../../shared/flow/revocation.ts';
import { revocationOf } from '../../shared/iep/revoked.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { pageKeysOf } from '../../shared/iep/page-keys.ts';
import { parentLanguage, translatablePlaces, untranslated } from '../../shared/iep/translations.ts';
import type { KeptLate, LateFacts, RecordFacts, StoredPackage } from '../ports/packages.ts';
import { asAnswered } from './late-signature-service.ts';
import { leftReports, planProgress, type LeftReports, type PlanProgress } from './plan-progress.ts';

type SignatureFacts = NonNullable<LateFacts['signature']>;

function agreedTo(signing: Signing): SignatureFacts['agreed'] {
  if (signing.type === 'notEligibleUnderstood') return signing.parentWords === undefined ? 'understood' : 'disagrees';
  return signing.type === 'agreedAll' ? 'all' : 'part';
}

function signatureFacts({ signing }: LateSignature): SignatureFacts {
  const { signedBy, signedOn, paper } = signing;
  return { agreed: agreedTo(signing), signedBy, signedOn, signed: paper?.signed ?? 'original', returnedOn: paper?.returnedOn ?? signedOn };
}

function lateFacts({ package: { iepId, studentKey }, sha256 }: StoredPackage, kept: KeptLate): LateFacts {
  const { number, by, receipt } = kept;
  return { number, kind: lateKind(kept), by, receipt, signature: isSignature(kept) ? signatureFacts(kept) : null, bytes: Buffer.byteLength(lateText({ iepId, studentKey, sha256 }, kept), 'utf8') };
}

function translationOf(document: IepDocument): RecordSummary['translation'] {
  const language = parentLanguage(document);
  if (language === '') return null;
  const places = translatablePlaces(document);
  return { language, statements: places.length, left: untranslated(document, places, language).length };
}

export function findingOf(document: IepDocument): RecordSummary['finding'] {
  const outcome = notEligible(document);
  return outcome === null ? null : { outcome, isDisputed: disputesFinding(document) };
}

function exitWords(document: IepDocument): RecordSummary['exit'] {
  const exit = exitOf(document);
  return exit === null ? null : { on: exit.on, why: codeLabel('exit', exit.reason) };
}

function paperOf(document: IepDocument): RecordSummary['paper'] {
  const [original, fileCopy] = [textAt(document, 'affirmation/paper/original'), textAt(document, 'affirmation/paper/fileCopy')];
  return original === '' ? null : { original, fileCopy };
}

/** What an IEP owes, judged as it was affirmed, with the progress reports that were sent or planned since. Of an imported one it is unknown here what was translated, and which report days were set, where it came from. */
function owedBy({ plan, writing }: Pick<PlanProgress, 'plan' | 'writing'>, isImported: boolean): DueFacts {
  const facts = dueFacts({ ...withRoundsAdded(plan, writing), documentStatus: 'current' });
  return isImported ? { ...facts, translationOwed: null, owesReportDays: false } : facts;
}

/** The same, and before it the progress reports of earlier plans that never went home. */
function owedWith(facts: DueFacts, left: readonly LeftReports[]): DueFacts {
  if (left.length === 0) return facts;
  const ofEarlier = left.flatMap(({ meetingDate, rounds }) => rounds.map(({ round, state }) => ({ number: String(round.reportNo), due: round.dueDate, isAffirmed: state === 'affirmed', ofIep: meetingDate })));
  return { ...facts, reportsOwed: [...ofEarlier, ...facts.reportsOwed] };
}

/** The parent agreed to this record itself, or to the one whose reported data it corrects. */
function isAgreed({ consentStatus }: IepDocument): boolean {
  return consentStatus === 'agreedAll' || consentStatus === 'agreedPart';
}

/** The revocation that ends the plan of this record, and beside which record it is kept. */
function revokedFacts(document: IepDocument, stored: readonly StoredPackage[], known: readonly IepDocument[]): RecordFacts['revoked'] {
  const plan = revokedPlan(document, known);
  const revoked = plan === null ? null : revocationOf(plan);
  const iepId = plan === null ? undefined : stored[known.indexOf(plan)]?.package.iepId;
  return revoked === null || iepId === undefined ? null : { ...revoked, iepId };
}

/** @param stored every affirmed IEP of the student on this computer, oldest first */
export function recordFacts(stored: readonly StoredPackage[]): readonly RecordFacts[] {
  const known = stored.map(asAnswered);
  const left = leftReports(stored);
  const before = (record: StoredPackage): readonly LeftReports[] => left.filter(({ iepId }) => stored.findIndex((other) => other.package.iepId === iepId) < stored.indexOf(record));
  const factsOf = (record: StoredPackage, document: IepDocument): RecordFacts => {
    const { iepId, affirmedAt, kind, device, pdfBytes } = record.package;
    const change = changeKind(document);
    const isImported = kind === 'imported';
    const carriedOut = documentInForce(document, known);
    const revoked = revokedFacts(document, stored, known);
    const owes = owedWith(owedBy(planProgress(record, stored), isImported), before(record));
    return {
      iepId, studentId: record.studentId, ssid: textAt(document, 'pages/infoEligibility/ssid').trim(), device, receipt: record.receipt, bytes: record.bytes.byteLength + pdfBytes, hasEnded: hasEnded(document) || revoked !== null, owed: revoked === null ? owes : { ...owes, hasNoPlan: true, revokedSince: revoked.stop === null ? revoked.receivedOn : '' }, revoked, late: record.late.map((kept) => lateFacts(record, kept)),
      shown: {
        iepId, affirmedAt, imported: isImported, change: change === null ? null : { kind: change, on: textAt(document, 'pages/amendment/amendmentDate') }, meetingDate: textAt(document, 'meeting/meetingDate'),
        inForce: planInForce(document, known), planIepId: carriedOut === null ? null : (stored[known.indexOf(carriedOut)]?.package.iepId ?? null), consent: revoked !== null && isAgreed(document) ? 'refused' : document.consentStatus, finding: findingOf(document), exit: exitWords(document), purposes: [...purposesOf(document)], pages: pageKeysOf(document).length,
        toBeContinued: isToBeContinued(document), inStateReport: isInStateReport(document), part: partOf(document, known), translation: translationOf(document), paper: paperOf(document),
      },
    };
  };
  return stored.flatMap((record, at) => (known[at] === undefined ? [] : [factsOf(record, known[at])]));
}
