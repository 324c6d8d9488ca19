/** Affirm and attest: the steps in the handbook's order, what stops them, and the statement the case manager attests (iep-forms.md 6.2; decisions.md 11, 12, 19). */
import type { Attestation } from '../bridge/affirm.ts';
import type { Issue } from '../check/issue.ts';
import type { IepDocument } from '../iep/document.ts';
import { formatDate } from '../time/dates.ts';
import { valueAt, type Address } from '../iep/address.ts';
import { pageKeyAt } from '../iep/page-keys.ts';
import { CHANGE_RIGHT, CHANGES, changeKind, changeSignedOn, owedBy } from './change.ts';
import { findingMisfit, notEligible } from './eligibility.ts';
import type { Verdict, Who } from './events.ts';
import { isToBeContinued, lastSession, purposesOf, rowsAt, textAt, waitsForContinuation, workOf } from './read.ts';
import { reconcileVerdict } from './redline.ts';
import { verdictFor } from './roles.ts';
import { isSigned, isUnsigned, isUnsignedOffer, namesUnsignedOffer, UNSIGNED_OFFER } from './unsigned-offer.ts';

/** Names one finding, for the reason given to it. */
export function issueKey(issue: Pick<Issue, 'id' | 'at'>): string {
  return `${issue.id}@${issue.at[0] ?? ''}`;
}

export interface AffirmFacts extends Who {
  readonly issues: readonly Issue[];
  /** Differences from the parent copy. */
  readonly differences: readonly { readonly at: Address }[];
  readonly today: string;
}

function same(a: string, b: string): boolean {
  return a.normalize('NFC').replace(/\s+/gu, ' ').trim().toLowerCase() === b.normalize('NFC').replace(/\s+/gu, ' ').trim().toLowerCase();
}

type AffirmGuard = (doc: IepDocument, attestation: Attestation, facts: AffirmFacts & { readonly owed: readonly Issue[] }) => string | null;

/** An IEP has a purpose box of its own; a change keeps that of the meeting whose IEP it changes. */
const ofMeeting = (guard: AffirmGuard): AffirmGuard => (doc, attestation, facts) => (changeKind(doc) === null ? guard(doc, attestation, facts) : null);

/** The parent's answer as far as affirming waits for it: of a meeting that goes on it does not, and what a correction leaves alone is what was agreed. */
const ofAnswer = (guard: AffirmGuard): AffirmGuard => (doc, attestation, facts) => (isToBeContinued(doc) || changeKind(doc) === 'correction' ? null : guard(doc, attestation, facts));

const unsignedFinding = (guard: AffirmGuard): AffirmGuard => ofAnswer((doc, attestation, facts) => (isUnsigned(doc) && !isUnsignedOffer(doc) ? guard(doc, attestation, facts) : null));

/** What stops affirming, by name and in the order of the steps A1 to A4; each looks at one thing and says what to do in a case manager's words. */
export const AFFIRM_GUARDS = {
  caseManager: (doc, _attestation, { actor, district }) => {
    const right = verdictFor(doc, changeKind(doc) === 'correction' ? CHANGE_RIGHT.correction : 'affirm', { actor, district });
    return right.ok ? null : right.reason;
  },
  reconciled: (doc) => (doc.documentStatus === 'reconciled' ? null : 'First enter the handwriting and declare that the record matches the paper.'),
  purposeBox: ofMeeting((_doc, { purposes }) => (purposes.length > 0 ? null : 'Check every purpose of this meeting in the purpose box.')),
  purposeOther: ofMeeting((_doc, { purposes, purposeOther }) => (purposes.includes('other') === (purposeOther.trim() !== '') ? null : 'Under Other in the purpose box there must be words, and only then.')),
  purposesSame: ofMeeting((doc, { purposes, purposeOther }) => (purposesOf(doc).join('|') === purposes.join('|') && textAt(doc, 'pages/infoEligibility/purposeOther') === purposeOther ? null : 'The purpose box was changed meanwhile; look at it again.')),
  answerKnown: ofAnswer(({ consentStatus }) => (consentStatus === 'notAsked' || consentStatus === 'awaiting' ? "The parent's answer is not recorded yet." : null)),
  unsignedOffer: ofAnswer((doc) => (!isUnsignedOffer(doc) || namesUnsignedOffer(doc) ? null : `The parent did not sign: check Other in the purpose box and write exactly "${UNSIGNED_OFFER}".`)),
  nothingOffered: unsignedFinding((doc) => (namesUnsignedOffer(doc) ? `The team found that the student is not eligible, so no offer of FAPE was made: take "${UNSIGNED_OFFER}" out of the purpose box.` : null)),
  // The words were written for an answer without a signature, and one came before affirming.
  signedAfterAll: ofMeeting(ofAnswer((doc) => (isSigned(doc) && namesUnsignedOffer(doc) ? `The parent has signed: take "${UNSIGNED_OFFER}" out of the purpose box.` : null))),
  // What is said of a finding on page 1 stands there whole, signed or not.
  findingSaid: unsignedFinding((doc) => findingMisfit(doc)),
  variant: (doc, { variant }) => {
    // Without a recorded answer there is no statement, and answerKnown has said so.
    if ([undefined, variant].includes(variantOf(doc))) return null;
    if (variant === 'continued') return 'The notes do not say that this meeting will be continued.';
    return isToBeContinued(doc) ? 'The notes say that this meeting will be continued; the statement does not.' : "The statement does not say what the parent's recorded answer says.";
  },
  gaps: (doc, { gapReasons }, { owed }) => {
    const open = owed.filter((issue) => issue.severity === 'gap' && !waitsOpen(doc, issue) && (gapReasons[issueKey(issue)] ?? '').trim() === '');
    return open.length === 0 ? null : `${open.length} ${open.length === 1 ? 'gap has' : 'gaps have'} neither words nor a reason. The first: ${open[0]?.message ?? ''}`;
  },
  stateCheck: (doc, _attestation, { owed }) => {
    const error = owed.find((issue) => issue.severity === 'error' && !waitsOpen(doc, issue));
    return error === undefined ? null : `${error.id}: ${error.message}`;
  },
  openConfirmed: (doc, { warningsConfirmed }, { owed }) => {
    const waiting = owed.find((issue) => waitsOpen(doc, issue) && !warningsConfirmed.includes(issueKey(issue)));
    return waiting === undefined ? null : `Confirm that this stays open until the meeting goes on. ${waiting.id}: ${waiting.message}`;
  },
  warnings: (_doc, { warningsConfirmed }, { owed }) => {
    const unseen = owed.find((issue) => issue.severity === 'warning' && !warningsConfirmed.includes(issueKey(issue)));
    return unseen === undefined ? null : `Look at this warning first. ${unseen.id}: ${unseen.message}`;
  },
  matchesPaper: (doc, _attestation, { differences }) => {
    const verdict = reconcileVerdict(doc, differences.map((difference) => difference.at));
    return verdict.ok ? null : verdict.reason;
  },
  typedName: (_doc, { typedName }, { actor }) => (same(typedName, actor.name) ? null : 'Type your full name as it stands in your profile.'),
} as const satisfies Readonly<Record<string, AffirmGuard>>;

export type AffirmGuardId = keyof typeof AFFIRM_GUARDS;

/** The first guard that is not satisfied says why. */
export function affirmVerdict(doc: IepDocument, attestation: Attestation, facts: AffirmFacts): Verdict {
  const known = { ...facts, owed: owedBy(doc, facts.issues) };
  for (const [guard, refusal] of Object.entries(AFFIRM_GUARDS) as readonly (readonly [AffirmGuardId, AffirmGuard])[]) {
    const reason = refusal(doc, attestation, known);
    if (reason !== null) return { ok: false, guard, reason };
  }
  return { ok: true };
}

/** The statement a case manager attests of a document: that of the parent's recorded answer, unless the meeting goes on. */
export function variantOf(doc: IepDocument): Attestation['variant'] | undefined {
  return changeKind(doc) ?? (isToBeContinued(doc) ? 'continued' : VARIANT_OF[doc.consentStatus]);
}

/** The statement a case manager may attest for each answer of the parent: "the parent agreed" is never attested of an offer without a signature. */
const VARIANT_OF: Partial<Record<IepDocument['consentStatus'], Attestation['variant']>> = { agreedAll: 'signed', notEligibleAck: 'notEligible', agreedPart: 'part', refused: 'unsigned', noResponse: 'unsigned' };

/** The undiscussed page a gap or a state error is about: it waits for the continued meeting, listed and confirmed, never cleared (decisions.md 12; iep-forms.md 6.2 A2). */
export function waitingPage(doc: IepDocument, { severity, page, at }: Pick<Issue, 'severity' | 'page' | 'at'>): string | undefined {
  if (severity !== 'gap' && severity !== 'error') return undefined;
  return [page, ...at.map(pageKeyAt)].find((key) => key !== undefined && waitsForContinuation(doc, key));
}

export function waitsOpen(doc: IepDocument, issue: Pick<Issue, 'severity' | 'page' | 'at'>): boolean {
  return waitingPage(doc, issue) !== undefined;
}

function signDate(doc: IepDocument): string {
  const sheet = rowsAt(doc, 'pages/consent').at(-1);
  const lines = sheet === undefined ? [] : [valueAt(sheet, 'adultStudentSignature') ?? null, ...rowsAt(sheet, 'parentSignatures')];
  const signed = lines.findLast((line) => textAt(line, 'outcome') === 'signed');
  return signed === undefined ? (lastSession(doc)?.date ?? '') : textAt(signed, 'signedOn');
}

/** The statement that is attested (ours, iep-forms.md 6.2); the Spanish one is for a reader beside the case manager, the English one is attested. */
export function attestationText(variant: Attestation['variant'], doc: IepDocument, language: 'en' | 'es'): string {
  const student = `${textAt(doc, 'pages/infoEligibility/firstName')} ${textAt(doc, 'pages/infoEligibility/lastName')}`.trim();
  const date = (iso: string): string => formatDate(iso, language);
  const meeting = date(textAt(doc, 'meeting/meetingDate'));
  const session = date(lastSession(doc)?.date ?? textAt(doc, 'meeting/meetingDate'));
  const handwritten = workOf(doc).differences.filter((answer) => answer.kind === 'handwriting').length;
  const found = notEligible(doc);
  const exceptions = rowsAt(rowsAt(doc, 'pages/consent').at(-1) ?? {}, 'consentExceptions').map((row) => textAt(row, 'fieldOrService')).join('; ');
  const changes = rowsAt(doc, CHANGES).length;
  if (language === 'es') {
    if (variant === 'amendment') return `Soy la persona encargada del caso de ${student}. Afirmo y certifico que esta enmienda electrónica del IEP del ${meeting} coincide con el documento en papel que los padres y el distrito firmaron el ${date(changeSignedOn(doc))}; cambia ${changes} ${changes === 1 ? 'lugar' : 'lugares'} y nada más. El papel firmado es la enmienda legal.`;
    if (variant === 'correction') return `Corrijo datos reportados del IEP de ${student} del ${meeting} en ${changes} ${changes === 1 ? 'lugar' : 'lugares'}, cada uno con lo que decía antes. Nada de lo acordado con los padres cambia.`;
    const opening = `Soy la persona encargada del caso de ${student}. Afirmo y certifico que este IEP electrónico del ${meeting} y sus datos para el estado coinciden con`;
    const endings = {
      signed: `el IEP en papel que los padres aceptaron y firmaron el ${date(signDate(doc))}, y que se anotaron todos los cambios escritos a mano (${handwritten}). El papel firmado es el IEP legal.`,
      notEligible: `el documento en papel con el que el equipo determinó que el estudiante ${found === 'notEligible' ? 'no es elegible' : 'ya no es elegible'} y que los padres firmaron el ${date(signDate(doc))} para decir que lo entienden. Se anotaron todos los cambios escritos a mano (${handwritten}). El papel firmado es el documento legal.`,
      part: `el IEP en papel; los padres lo aceptaron excepto: ${exceptions}. Se anotaron todos los cambios escritos a mano (${handwritten}). El papel firmado es el IEP legal.`,
      unsigned: `${found === null ? `la oferta del distrito del ${session}` : `la determinación del ${session} de que el estudiante ${found === 'notEligible' ? 'no es elegible' : 'ya no es elegible'}`}; no se obtuvo la firma de los padres.`,
      continued: `las páginas tal como quedaron al final de la reunión del ${session}; la reunión continuará.`,
    };
    return `${opening} ${endings[variant]}`;
  }
  if (variant === 'amendment') return `I am the case manager for ${student}. I affirm and attest that this electronic amendment of the IEP dated ${meeting} matches the paper that the parent and the district signed on ${date(changeSignedOn(doc))}; it changes ${changes} ${changes === 1 ? 'place' : 'places'} and nothing else. The signed paper is the legal amendment.`;
  if (variant === 'correction') return `I correct reported data of the IEP of ${student} dated ${meeting} in ${changes} ${changes === 1 ? 'place' : 'places'}, each listed with what stood there before. Nothing that was agreed with the parent is changed.`;
  const opening = `I am the case manager for ${student}. I affirm and attest that this electronic IEP dated ${meeting} and its state-report data match`;
  const endings = {
    signed: `the paper IEP that the parent agreed to and signed on ${date(signDate(doc))}, and that every handwritten change on the paper has been entered (${handwritten}). The signed paper is the legal IEP.`,
    notEligible: `the paper on which the team found that the student is ${found === 'notEligible' ? 'not eligible' : 'no longer eligible'} and which the parent signed on ${date(signDate(doc))} to say that they understand it. Every handwritten change on the paper has been entered (${handwritten}). The signed paper is the legal record.`,
    part: `the paper IEP; the parent agreed except for: ${exceptions}. Every handwritten change on the paper has been entered (${handwritten}). The signed paper is the legal IEP.`,
    unsigned: `${found === null ? `the district's offer made on ${session}` : `the finding made on ${session} that the student is ${found === 'notEligible' ? 'not eligible' : 'no longer eligible'}`}; no parent signature was obtained.`,
    continued: `the pages as they stood at the end of the meeting on ${session}; the meeting will be continued.`,
  };
  return `${opening} ${endings[variant]}`;
}
