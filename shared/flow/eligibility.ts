/** What the team found about eligibility, and what follows where there is no plan to agree to (iep-forms.md 6.3; 34 CFR 300.306(a), 300.305(e)). */
import type { IepDocument } from '../iep/document.ts';
import type { Json } from '../iep/json.ts';
import { codeEntry } from '../iep/codes.ts';
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

/** The day special education ended, and the state's code of why (casemis.md 12.15). */
export interface Exit {
  readonly on: string;
  readonly reason: string;
}

/** Exit code of a student whose parent withdrew consent in writing. */
export const EXIT_REVOKED = '78';
/** Exit code of a student who died. */
const DECEASED = '77';

function isFinding(reason: string): boolean {
  return codeEntry('exit', reason)?.finding === true;
}

/**
 * The exit an affirmed IEP holds as a fact: moved, completed, aged out, withdrawn. It stands on the word of whoever keeps the record (iep-forms.md section 7) and waits for no signature;
 * "no longer eligible" is a finding, and one the parents have not accepted ends nothing. Null too where the finding has ended it already: `hasNoPlan`.
 */
export function exitOf(doc: IepDocument): Exit | null {
  const [on, reason] = [textAt(doc, `${INFO}/exitDate`), textAt(doc, `${INFO}/exitReason`)];
  if (!isDate(on) || reason === '' || hasNoPlan(doc)) return null;
  return notEligible(doc) !== null && isFinding(reason) ? null : { on, reason };
}

/** With this affirmed IEP there is nothing to review any more, by the team's finding or because the student has left. */
export function hasEnded(doc: IepDocument): boolean {
  return hasNoPlan(doc) || exitOf(doc) !== null;
}

/** The last day a progress report may have been due on to be owed still; '' when none is: nobody writes to the parents of a child who died. */
export function reportedUntil({ on, reason }: Exit): string {
  return reason === DECEASED ? '' : on;
}

/** Why a record without a meeting may not give this exit reason, or null. `before` is page 1 as the affirmed IEP has it. */
export function exitMisfit(doc: IepDocument, before: Json | undefined): string | null {
  const reason = textAt(doc, `${INFO}/exitReason`);
  if (!isFinding(reason) || notEligible(doc) !== null || textAt(before ?? null, 'exitReason') === reason) return null;
  return 'That a student is no longer eligible is found by the team, after an evaluation and at a meeting (34 CFR 300.305(e)): choose the reason why the student left, or start the next IEP.';
}
