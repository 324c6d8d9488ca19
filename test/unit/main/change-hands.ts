/** A change of the Current IEP as a desk makes it: begun, held, and attested with every question about it answered. */
import type { Attestation } from '../../../shared/bridge/affirm.ts';
import { checkDocument } from '../../../shared/check/summary.ts';
import { owedBy } from '../../../shared/flow/change.ts';
import type { Desk } from './desk.ts';
import { answeringAll, hold, TODAY, type Held } from './meeting.ts';

export async function beginChange(desk: Desk, studentId: string, kind: 'amendment' | 'correction', reason: string): Promise<Held> {
  const { draftId } = await desk.get('drafts.startChange', { studentId, kind, reason });
  return hold(desk, draftId);
}

/** What the change still owes. */
export async function owedIssues(held: Held) {
  const document = await held.document();
  return owedBy(document, checkDocument(document, TODAY).issues);
}

export async function attestChange(held: Held, variant: Attestation['variant'], typedName: string): Promise<Attestation> {
  return answeringAll(await held.document(), await owedIssues(held), variant, typedName);
}

export function affirmChange(desk: Desk, held: Held, attestation: Attestation) {
  return desk.call('affirm.commit', { draftId: held.draftId, parent: held.rev(), attestation });
}
