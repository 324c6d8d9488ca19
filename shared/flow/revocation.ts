/**
 * Promise: written revocation of consent is recorded beside the affirmed IEP whose plan the parent agreed to, and never in it: prior written notice, then all services
 * stop (iep-forms.md 6.3 revoke, L-300-2; 34 CFR 300.300(b)(4), Ed. Code 56346(d)). It is not retroactive (L-9, 34 CFR 300.9(c)): the record and everything before it stay. It
 * is no event of the machines, which move documents that are still written; its row is here as data: from what, to what, and what it owes.
 */
import type { ConsentStatus, IepDocument } from '../iep/document.ts';
import type { JsonObject } from '../iep/json.ts';
import { revocationOf, type Revoking, type Stopping } from '../iep/revoked.ts';
import { addDays, isDate } from '../time/dates.ts';
import { isReadable } from '../words/readable.ts';
import { notEligible } from './eligibility.ts';
import type { FlowContext, Verdict } from './events.ts';
import { rowsAt, signers, textAt } from './read.ts';
import { verdictFor } from './roles.ts';

interface Kept {
  /** Staff id, and the instant by main's clock. */
  readonly by: string;
  readonly at: string;
}
export type Revocation = Kept & { readonly revoking: Revoking };
export type ServicesStop = Kept & { readonly stopping: Stopping };

const REVOKE: { readonly from: readonly ConsentStatus[]; readonly to: ConsentStatus } = { from: ['agreedAll', 'agreedPart'], to: 'refused' };
/** No statute names a number of days for the notice ("a reasonable time before", 34 CFR 300.503(a)); until it is recorded Home asks for it from this day on. */
const NOTICE_DAYS = 7;

const YES: Verdict = { ok: true };
function no(guard: string, reason: string): Verdict {
  return { ok: false, guard, reason };
}

/** Whether what the paper says can stand beside this record; the district asks it again, and knows nothing of answers that came later. */
export function revocationFits(affirmed: IepDocument, { revokedBy, revokedOn, receivedOn, paper }: Revoking, { today }: Pick<FlowContext, 'today'>): Verdict {
  if (affirmed.documentStatus !== 'current' && affirmed.documentStatus !== 'history') return no('state', 'This IEP is not affirmed yet: an answer that was recorded by mistake is taken back on its meeting screen.');
  if (!signers(affirmed).includes(revokedBy)) return no('signerHasRights', 'Only a parent or guardian with education rights, or an adult student, can revoke consent.');
  if (!isDate(revokedOn) || !isDate(receivedOn) || revokedOn > receivedOn || receivedOn > today) return no('revokedDays', 'Give the day on the paper and the day it came to school: it came on its day or later, and not later than today.');
  if (revokedOn < textAt(affirmed, 'meeting/meetingDate')) return no('notBefore', 'The day on the paper lies before the meeting of this IEP: consent that was not given yet cannot be revoked.');
  return isReadable(paper) ? YES : no('paperPlaced', 'Say where the written revocation is kept, in letters everybody can read.');
}

/** @param read the affirmed IEP together with what came since */
function standing(read: IepDocument): Verdict {
  if (revocationOf(read) !== null) return no('revoked', 'Consent to this IEP is revoked already.');
  if (notEligible(read) !== null || read.consentStatus === 'notEligibleAck') return no('notEligible', 'The team found that the student is not eligible: there is no plan whose consent could be revoked.');
  return REVOKE.from.includes(read.consentStatus) ? YES : no('consentState', 'The parent never agreed to this IEP, so there is no consent to revoke.');
}

/** @param read the affirmed IEP together with what came since */
export function mayRevoke(read: IepDocument, revoking: Revoking, ctx: FlowContext): Verdict {
  const verdicts = [() => verdictFor(read, 'recordAnswer', ctx), () => standing(read), () => revocationFits(read, revoking, ctx)];
  return verdicts.map((ask) => ask()).find((verdict) => !verdict.ok) ?? YES;
}

/** Prior written notice first, then the services stop (34 CFR 300.503(a)); the last day of services may lie ahead. */
export function stopFits(receivedOn: string, { noticeSentOn, how, servicesEndOn }: Stopping, { today }: Pick<FlowContext, 'today'>): Verdict {
  if (!isDate(noticeSentOn) || noticeSentOn > today || noticeSentOn < receivedOn) return no('noticeSent', 'Give the day the prior written notice was sent: not before the revocation came, and not later than today.');
  if (!isReadable(how)) return no('noticeHow', 'Say how the prior written notice was sent, in letters everybody can read.');
  return isDate(servicesEndOn) && servicesEndOn >= noticeSentOn ? YES : no('stopAfterNotice', 'Services stop after the prior written notice: give a last day that is not before it.');
}

export function mayStop(read: IepDocument, stopping: Stopping, ctx: FlowContext): Verdict {
  const right = verdictFor(read, 'recordAnswer', ctx);
  if (!right.ok) return right;
  const revoked = revocationOf(read);
  if (revoked === null) return no('revoked', 'Consent to this IEP is not revoked.');
  return revoked.stop === null ? stopFits(revoked.receivedOn, stopping, ctx) : no('stopped', 'Notice and stop are recorded already.');
}

/**
 * The affirmed IEP as it stands with the revocation: for reading only. Consent stands as refused from then on; what was signed stays signed. Of two that were recorded on two
 * computers the first counts.
 */
export function withRevocation(read: IepDocument, [revocation]: readonly Revocation[], [stop]: readonly ServicesStop[]): IepDocument {
  if (revocation === undefined) return read;
  const { revoking, by, at } = revocation;
  const line = { $row: 'revoked', at, by, from: read.consentStatus, event: 'revoke', to: REVOKE.to };
  const kept: JsonObject = { ...revoking, stop: stop === undefined ? null : { ...stop.stopping } };
  return { ...read, consentStatus: REVOKE.to, consentRevoked: kept, journal: [...rowsAt(read, 'journal'), line] };
}

function byId(id: string | null, known: readonly IepDocument[]): IepDocument | undefined {
  return id === null || id === '' ? undefined : known.find(({ documentId }) => documentId === id);
}

/**
 * The record beside which consent to the plan of this one was revoked; null while that plan stands, or none was agreed to. A correction of reported data agrees to
 * nothing anew, and an offer nobody signed leaves the plan before it.
 */
export function revokedPlan(doc: IepDocument, known: readonly IepDocument[]): IepDocument | null {
  if (revocationOf(doc) !== null) return doc;
  const isCorrection = (doc.correctionOf ?? null) !== null;
  if (!isCorrection && (REVOKE.from.includes(doc.consentStatus) || doc.consentStatus === 'notEligibleAck')) return null;
  const before = byId(isCorrection ? (doc.correctionOf ?? null) : textAt(doc, 'implementedPlanRef/base'), known.filter((other) => other !== doc));
  return before === undefined || before.documentId === doc.documentId ? null : revokedPlan(before, known.filter((other) => other !== doc));
}

/** The day by which Home asks for the notice and the stop. */
export function noticeDue(receivedOn: string): string {
  return addDays(receivedOn, NOTICE_DAYS);
}
