/** What the team found about eligibility, and what follows where there is no plan to agree to (iep-forms.md 6.3; 34 CFR 300.306(a), 300.305(e)). */
import type { IepDocument } from '../iep/document.ts';
import { isDate } from '../time/dates.ts';
import { textAt } from './read.ts';

const INFO = 'pages/infoEligibility';
/** Plan type of a student found not eligible (shared/iep/codes/planType.json). */
const NOT_ELIGIBLE = '900';

/** The finding on page 1 that leaves no plan to agree to; null while the student is, or stays, eligible. */
export function notEligible(doc: IepDocument): 'notEligible' | 'noLongerEligible' | null {
  const outcome = textAt(doc, `${INFO}/eligibilityOutcome`);
  return outcome === 'notEligible' || outcome === 'noLongerEligible' ? outcome : null;
}

/** What page 1 still has to say before that finding can be answered, in words; null when it says all. */
export function findingMisfit(doc: IepDocument): string | null {
  const outcome = notEligible(doc);
  if (outcome === null) return 'Page 1 does not say that the student was found not eligible, or no longer eligible.';
  if (outcome === 'notEligible') return textAt(doc, `${INFO}/planType`) === NOT_ELIGIBLE ? null : 'Page 1 says "Not eligible", but its plan type does not: choose "Not eligible (900)".';
  const isSaid = textAt(doc, `${INFO}/exitReason`) !== '' && isDate(textAt(doc, `${INFO}/exitDate`));
  return isSaid ? null : 'Page 1 says "No longer eligible": enter the reason and the date of the exit there.';
}

/** Stands beside the signature that says the parent understands the finding: whether they also say that they do not agree with it. */
export const FINDING_DISPUTED = 'findingDisputed';

/** The parent signed that they understand the finding and that they do not agree with it. */
export function disputesFinding(doc: IepDocument): boolean {
  return doc.consentStatus === 'notEligibleAck' && textAt(doc, `stateRecordExtras/${FINDING_DISPUTED}`) === 'Y';
}

/** Special education has ended, or never began, with this affirmed IEP: no review is due. */
export function hasNoPlan(doc: IepDocument): boolean {
  return doc.consentStatus === 'notEligibleAck' && notEligible(doc) !== null;
}
