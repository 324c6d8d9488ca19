/**
 * Promise: a signature that comes after affirming, to a plan or to the finding that there is none, is recorded beside the affirmed IEP and never in
 * it: what was attested stays as it was, and what the parent agreed to or understood since is read from both together (iep-forms.md 6.3 lateSignature, 6.7; decisions.md 22).
 */
import type { IepDocument } from '../iep/document.ts';
import { applyEvent } from './apply.ts';
import type { FlowContext, FlowEvent, Verdict } from './events.ts';
import { GUARDS, type GuardId } from './guards.ts';
import { CONSENT_MACHINE } from './machines.ts';
import { isToBeContinued } from './read.ts';
import { revocationOf } from '../iep/revoked.ts';

export type Signing = Extract<FlowEvent, { readonly type: 'agreedAll' | 'agreedExcept' | 'notEligibleUnderstood' }>;

export interface LateSignature {
  readonly signing: Signing;
  /** Staff id, and the instant by main's clock. */
  readonly by: string;
  readonly at: string;
}

/** Of the answer itself, whoever records it. */
const ANSWER_GUARDS: readonly GuardId[] = ['signerHasRights', 'planIsOffered', 'foundNotEligible', 'notFuture', 'exceptionNamed', 'disagreementSaid', 'paperSaid'];

function firstRefusal(guards: readonly GuardId[], affirmed: IepDocument, signing: Signing, ctx: FlowContext): Verdict {
  return guards.map((id) => GUARDS[id](affirmed, signing, ctx)).find((verdict) => !verdict.ok) ?? { ok: true };
}

/** Whether this answer can stand beside this record; the district asks it again of what it is sent. */
export function mayStandBeside(affirmed: IepDocument, signing: Signing, ctx: FlowContext): Verdict {
  if (affirmed.documentStatus !== 'current' && affirmed.documentStatus !== 'history') return { ok: false, guard: 'state', reason: 'This IEP is not affirmed yet: record the answer on its meeting screen.' };
  if (isToBeContinued(affirmed)) return { ok: false, guard: 'toBeContinued', reason: 'This meeting goes on: the answer belongs to its last part, and is recorded there.' };
  return firstRefusal(ANSWER_GUARDS, affirmed, signing, ctx);
}

/** @param affirmed the affirmed IEP together with the signatures that came before this one */
export function mayRecordLate(affirmed: IepDocument, signing: Signing, ctx: FlowContext): Verdict {
  const right = GUARDS.mayRecordAnswer(affirmed, signing, ctx);
  if (!right.ok) return right;
  // Special education is asked for anew then, and begins with a referral and a first evaluation (34 CFR 300.300(b)(4), 300.301).
  if (revocationOf(affirmed) !== null) return { ok: false, guard: 'revoked', reason: 'Consent to this IEP is revoked in writing. A parent who asks for special education again makes a new referral; a signature does not bring this plan back.' };
  const fits = mayStandBeside(affirmed, signing, ctx);
  if (!fits.ok) return fits;
  const open = CONSENT_MACHINE.find((row) => row.event === signing.type)?.from ?? [];
  return open.includes(affirmed.consentStatus) ? { ok: true } : { ok: false, guard: 'consentState', reason: affirmed.consentStatus === 'notEligibleAck' ? 'The parent has signed already that they understand the finding.' : 'The parent has agreed to all parts of this IEP already.' };
}

/** The affirmed IEP as it stands with the signatures that came since: for reading only, the stored record is not touched. */
export function withLateSignatures(affirmed: IepDocument, late: readonly LateSignature[]): IepDocument {
  return late.reduce((here, { signing, by, at }, index) => applyEvent(here, signing, { by, at, device: 'late', seq: index + 1 }), affirmed);
}
