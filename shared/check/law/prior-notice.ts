/** Promise: whether a prior written notice is owed and given, also when consent is withdrawn in writing: 34 CFR 300.300(b)(4), 300.503. */
import { holds } from '../../iep/conditions.ts';
import type { IepDocument } from '../../iep/document.ts';
import { changeKind } from '../../flow/change.ts';
import { EXIT_REVOKED } from '../../flow/eligibility.ts';
import { rowsAt, textAt } from '../../flow/read.ts';
import { isDate } from '../../time/dates.ts';
import { offerChanges, type OfferChange } from '../offer-changes.ts';
import { pwnCheck } from '../pwn.ts';
import { elementsThere } from '../pwn-words.ts';
import { hitIf, type LawContext, type LawHit, type LawSeverity } from './rule.ts';
import { FREE_NOTES, NOTES, isRefused } from './standing.ts';

/**
 * Consent was withdrawn in writing: a notice with its seven elements first, and no service after the last day. A correction has no notes of its own, and the exit it records ends the lines
 * nobody may change there: its notice is a letter, recorded with the revocation and the stop of services, or else a line of the contact log. A plan that is still carried out is one
 * whose consent nobody recorded as revoked.
 */
export function revocation(context: LawContext): readonly LawHit[] {
  const { doc, previous, revoked } = context;
  if (textAt(doc, 'pages/infoEligibility/exitReason') !== EXIT_REVOKED) return [];
  const last = textAt(doc, 'pages/infoEligibility/exitDate');
  const isCorrection = changeKind(doc) === 'correction';
  const isNoticed = (revoked?.stop ?? null) !== null || isNoticeLogged(doc) || (!isCorrection && pwnCheck(doc).complete);
  const owed = isCorrection ? 'The contact log names no prior written notice to the parents.' : 'The notes do not hold the seven elements of a prior written notice.';
  const what = revoked === null ? owed : 'The prior written notice is not recorded with the revocation yet: record it on the student\'s page, with the last day of services.';
  const running = isCorrection ? [] : context.services.filter(({ row }) => isDate(last) && textAt(row, 'endDate') > last);
  return [
    ...hitIf(previous !== null, ['pages/infoEligibility/exitReason'], { what: 'No written revocation is recorded with the IEP that is carried out: record it on the student\'s page, where the exit follows from the last day of services.' }),
    ...hitIf(!isNoticed, ['pages/infoEligibility/exitReason', isCorrection ? 'meeting/contactLog' : `${NOTES}/actions`], { what }),
    ...running.map(({ at }) => ({ at: [`${at}/endDate`], fill: { what: 'This service ends after the day of exit.' } })),
  ];
}

/** A refusal or a disagreement makes the notice owed; without one a gap in the notes means that a letter must go out. */
function isDisputed(doc: IepDocument): boolean {
  return isRefused(doc) || doc.consentStatus === 'agreedPart' || rowsAt(doc, `${NOTES}/actions`).some((row) => row['verdict'] === 'refuse') || ['parentRequests', 'topics'].some((list) => rowsAt(doc, `${NOTES}/${list}`).some((row) => row['answer'] === 'refused'));
}

/** A separate prior written notice that was given is a line of the contact log: who, when, how. */
const SEPARATE_NOTICE = /\b(prior written notice|pwn|aviso previo( por escrito)?)\b/iu;

function isNoticeLogged(doc: IepDocument): boolean {
  return rowsAt(doc, 'meeting/contactLog').some((row) => SEPARATE_NOTICE.test(`${textAt(row, 'result')} ${textAt(row, 'followUp')}`));
}

/** Free notes are prose in which no machine can find the seven elements; a notice is owed where something is changed or refused (34 CFR 300.503(a)), or nobody can say that nothing is. */
function freeNotice({ doc, previous }: LawContext, severity: LawSeverity): readonly LawHit[] {
  if (previous !== null && !isDisputed(doc) && offerChanges(previous, doc).length === 0) return [];
  return [{ at: [FREE_NOTES], fill: { what: 'Free notes are not looked through for the seven elements of a prior written notice, so a separate notice is needed.' }, severity }];
}

export function unnamed([first, ...more]: readonly OfferChange[]): string {
  if (first === undefined) return '';
  return ` No action names ${more.length === 0 ? 'this change of the offer' : `${more.length + 1} changes of the offer, such as`}: ${first.words.en}.`;
}

export function priorNotice(context: LawContext): readonly LawHit[] {
  const { doc, previous } = context;
  const severity: LawSeverity = isDisputed(doc) ? 'B' : 'W';
  if (isNoticeLogged(doc)) return [];
  if (holds('freeNotes', doc, '')) return freeNotice(context, severity);
  const check = pwnCheck(doc, previous);
  const { elements, language, early, uncovered } = check;
  const missing = elements.flatMap((element) => element.missing);
  return [
    ...hitIf(missing.length > 0, missing.slice(0, 1), { what: `The notes hold ${elementsThere(check)} of the seven elements of a prior written notice.${unnamed(uncovered)}` }),
    ...hitIf(language === 'open', [`${NOTES}/header/interpreter`], { what: 'The notice is not in the language of the parent, and no interpreter or translation is noted.' }),
    ...hitIf(early.length > 0, early, { what: 'A change takes effect before the parent had the notice.' }),
  ].map((hit) => ({ ...hit, severity }));
}
