/** Affirm and attest: the steps in the handbook's order, what stops them, and the statement the case manager attests (iep-forms.md 6.2; decisions.md 11, 12, 19). */
import type { Attestation } from '../bridge/contract.ts';
import type { Issue } from '../check/issue.ts';
import type { IepDocument } from '../iep/document.ts';
import { formatDate } from '../time/dates.ts';
import type { Address } from '../iep/address.ts';
import { pageKeyAt } from '../iep/page-keys.ts';
import { CHANGE_RIGHT, CHANGES, changeKind, changeSignedOn, owedBy } from './change.ts';
import { findingMisfit, notEligible } from './eligibility.ts';
import type { Actor, Verdict, Who } from './events.ts';
import { isToBeContinued, lastSession, rowsAt, textAt, waitsForContinuation, workOf } from './read.ts';
import { reconcileVerdict } from './redline.ts';
import { verdictFor } from './roles.ts';
import { isUnsignedOffer, namesUnsignedOffer, purposesOf, UNSIGNED_OFFER } from './unsigned-offer.ts';

export const AFFIRM_STEPS = ['purposeBox', 'gaps', 'stateCheck', 'redline', 'attest', 'commit'] as const;

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

function no(guard: string, reason: string): Verdict {
  return { ok: false, guard, reason };
}

function same(a: string, b: string): boolean {
  return a.normalize('NFC').replace(/\s+/gu, ' ').trim().toLowerCase() === b.normalize('NFC').replace(/\s+/gu, ' ').trim().toLowerCase();
}

/** Steps A1 to A4 in order; the first that is not satisfied says why. */
export function affirmVerdict(doc: IepDocument, attestation: Attestation, { issues, differences, actor, district }: AffirmFacts): Verdict {
  const kind = changeKind(doc);
  const right = verdictFor(doc, kind === 'correction' ? CHANGE_RIGHT.correction : 'affirm', { actor, district });
  if (!right.ok) return no('caseManager', right.reason);
  if (doc.documentStatus !== 'reconciled') return no('reconciled', 'First enter the handwriting and declare that the record matches the paper.');
  const owed = owedBy(doc, issues);
  return (kind === null ? purposeVerdict(doc, attestation) : null) ?? answerVerdict(doc) ?? variantVerdict(doc, attestation) ?? gapVerdict(doc, owed, attestation) ?? stateVerdict(doc, owed, attestation) ?? redlineVerdict(doc, differences) ?? nameVerdict(attestation, actor) ?? { ok: true };
}

function purposeVerdict(doc: IepDocument, { purposes, purposeOther }: Attestation): Verdict | null {
  if (purposes.length === 0) return no('purposeBox', 'Check every purpose of this meeting in the purpose box.');
  if (purposes.includes('other') !== (purposeOther.trim() !== '')) return no('purposeOther', 'Under Other in the purpose box there must be words, and only then.');
  return purposesOf(doc).join('|') === purposes.join('|') && textAt(doc, 'pages/infoEligibility/purposeOther') === purposeOther ? null : no('purposeBox', 'The purpose box was changed meanwhile; look at it again.');
}

function answerVerdict(doc: IepDocument): Verdict | null {
  // What a correction leaves alone is what was agreed, so it waits for no answer.
  if (isToBeContinued(doc) || changeKind(doc) === 'correction') return null;
  switch (doc.consentStatus) {
    case 'agreedAll':
    case 'agreedPart':
    case 'notEligibleAck':
      return null;
    case 'refused':
    case 'noResponse':
      return isUnsignedOffer(doc) ? offerVerdict(doc) : findingVerdict(doc);
    case 'notAsked':
    case 'awaiting':
      return no('answerKnown', "The parent's answer is not recorded yet.");
  }
}

function offerVerdict(doc: IepDocument): Verdict | null {
  return namesUnsignedOffer(doc) ? null : no('unsignedOffer', `The parent did not sign: check Other in the purpose box and write exactly "${UNSIGNED_OFFER}".`);
}

/** What is said of a finding on page 1 stands there whole, signed or not, and names no offer: nothing was offered. */
function findingVerdict(doc: IepDocument): Verdict | null {
  if (namesUnsignedOffer(doc)) return no('nothingOffered', `The team found that the student is not eligible, so no offer of FAPE was made: take "${UNSIGNED_OFFER}" out of the purpose box.`);
  const misfit = findingMisfit(doc);
  return misfit === null ? null : no('findingSaid', misfit);
}

/** The statement a case manager attests of a document: that of the parent's recorded answer, unless the meeting goes on. */
export function variantOf(doc: IepDocument): Attestation['variant'] | undefined {
  return changeKind(doc) ?? (isToBeContinued(doc) ? 'continued' : VARIANT_OF[doc.consentStatus]);
}

/** The statement a case manager may attest for each answer of the parent: "the parent agreed" is never attested of an offer without a signature. */
const VARIANT_OF: Partial<Record<IepDocument['consentStatus'], Attestation['variant']>> = { agreedAll: 'signed', notEligibleAck: 'notEligible', agreedPart: 'part', refused: 'unsigned', noResponse: 'unsigned' };

function variantVerdict(doc: IepDocument, { variant }: Attestation): Verdict | null {
  if (variantOf(doc) === variant) return null;
  if (variant === 'continued') return no('variant', 'The notes do not say that this meeting will be continued.');
  return no('variant', isToBeContinued(doc) ? 'The notes say that this meeting will be continued; the statement does not.' : "The statement does not say what the parent's recorded answer says.");
}

/** The undiscussed page a gap or a state error is about: it waits for the continued meeting, listed and confirmed, never cleared (decisions.md 12; iep-forms.md 6.2 A2). */
export function waitingPage(doc: IepDocument, { severity, page, at }: Pick<Issue, 'severity' | 'page' | 'at'>): string | undefined {
  if (severity !== 'gap' && severity !== 'error') return undefined;
  return [page, ...at.map(pageKeyAt)].find((key) => key !== undefined && waitsForContinuation(doc, key));
}

export function waitsOpen(doc: IepDocument, issue: Pick<Issue, 'severity' | 'page' | 'at'>): boolean {
  return waitingPage(doc, issue) !== undefined;
}

function gapVerdict(doc: IepDocument, issues: readonly Issue[], { gapReasons }: Attestation): Verdict | null {
  const open = issues.filter((issue) => issue.severity === 'gap' && !waitsOpen(doc, issue) && (gapReasons[issueKey(issue)] ?? '').trim() === '');
  return open.length === 0 ? null : no('gaps', `${open.length} ${open.length === 1 ? 'gap has' : 'gaps have'} neither words nor a reason. The first: ${open[0]?.message ?? ''}`);
}

function stateVerdict(doc: IepDocument, issues: readonly Issue[], { warningsConfirmed }: Attestation): Verdict | null {
  const error = issues.find((issue) => issue.severity === 'error' && !waitsOpen(doc, issue));
  if (error !== undefined) return no('stateCheck', `${error.id}: ${error.message}`);
  const isConfirmed = (issue: Issue): boolean => warningsConfirmed.includes(issueKey(issue));
  const waiting = issues.find((issue) => waitsOpen(doc, issue) && !isConfirmed(issue));
  if (waiting !== undefined) return no('openConfirmed', `Confirm that this stays open until the meeting goes on. ${waiting.id}: ${waiting.message}`);
  const unseen = issues.find((issue) => issue.severity === 'warning' && !isConfirmed(issue));
  return unseen === undefined ? null : no('warnings', `Look at this warning first. ${unseen.id}: ${unseen.message}`);
}

function redlineVerdict(doc: IepDocument, differences: readonly { readonly at: Address }[]): Verdict | null {
  const verdict = reconcileVerdict(doc, differences.map((difference) => difference.at));
  return verdict.ok ? null : verdict;
}

function nameVerdict({ typedName }: Attestation, actor: Actor): Verdict | null {
  return same(typedName, actor.name) ? null : no('typedName', 'Type your full name as it stands in your profile.');
}

function signDate(doc: IepDocument): string {
  const sheet = rowsAt(doc, 'pages/consent').at(-1);
  const signed = sheet === undefined ? undefined : rowsAt(sheet, 'parentSignatures').findLast((row) => row['outcome'] === 'signed');
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
