/** Which plan is carried out while an affirmed IEP is the newest: the newest one is not always one the parent agreed to (iep-forms.md section 6, `implementedPlanRef`). */
import type { IepDocument } from '../iep/document.ts';
import { exitOf, hasNoPlan, notEligible } from './eligibility.ts';
import { textAt } from './read.ts';
import { revocationOf } from '../iep/revoked.ts';
import { revokedPlan } from './revocation.ts';

/** `none`: no plan was ever agreed to, so no services may start (34 CFR 300.300(b)); `notHere`: the plan in force is not on this computer; `ended`: the student is no longer eligible, or has left; `revoked`: consent to it was revoked in writing, and services stop after the notice, on a day that is '' until it is recorded. */
export type PlanInForce = { readonly plan: 'this' | 'none' | 'notHere' } | { readonly plan: 'earlier'; readonly meetingDate: string } | { readonly plan: 'ended'; readonly on: string } | { readonly plan: 'revoked'; readonly on: string; readonly servicesEndOn: string };

function agreed({ consentStatus }: IepDocument): boolean {
  return consentStatus === 'agreedAll' || consentStatus === 'agreedPart';
}

/** The plan the parents agreed to last, whether or not the student has left since. */
function agreedPlan(doc: IepDocument, known: readonly IepDocument[]): PlanInForce {
  if (agreed(doc)) return { plan: 'this' };
  const base = textAt(doc, 'implementedPlanRef/base');
  if (base === '') return { plan: doc.previousDocumentId === null ? 'none' : 'notHere' };
  if (base === doc.documentId) return { plan: 'this' };
  const earlier = known.find((other) => other.documentId === base);
  return earlier === undefined ? { plan: 'notHere' } : { plan: 'earlier', meetingDate: textAt(earlier, 'meeting/meetingDate') };
}

/** @param known every affirmed IEP of the student at hand */
export function planInForce(doc: IepDocument, known: readonly IepDocument[]): PlanInForce {
  if (hasNoPlan(doc)) return notEligible(doc) === 'notEligible' ? { plan: 'none' } : { plan: 'ended', on: textAt(doc, 'pages/infoEligibility/exitDate') };
  const exit = exitOf(doc);
  if (exit !== null) return { plan: 'ended', on: exit.on };
  const revoked = revocationOf(revokedPlan(doc, known) ?? doc);
  return revoked === null ? agreedPlan(doc, known) : { plan: 'revoked', on: revoked.revokedOn, servicesEndOn: revoked.stop?.servicesEndOn ?? '' };
}

function documentOf({ plan }: PlanInForce, doc: IepDocument, known: readonly IepDocument[]): IepDocument | null {
  if (plan === 'this') return doc;
  return plan === 'earlier' ? (known.find((other) => other.documentId === textAt(doc, 'implementedPlanRef/base')) ?? null) : null;
}

/** The plan that is carried out, as a document; null when none is, or it is not at hand. */
export function documentInForce(doc: IepDocument, known: readonly IepDocument[]): IepDocument | null {
  return documentOf(planInForce(doc, known), doc, known);
}

/** As `documentInForce`; of a student who has left, the plan that was carried out until then: its reports may still have to go home. */
export function documentReportedOn(doc: IepDocument, known: readonly IepDocument[]): IepDocument | null {
  return exitOf(doc) === null ? documentInForce(doc, known) : documentOf(agreedPlan(doc, known), doc, known);
}
