/** Records a parent's written revocation of consent, and the notice and stop of services it owes, in files of their own; what was affirmed keeps every byte (iep-forms.md 6.3, L-300-2). */
import type { Who, FlowContext, Verdict } from '../../shared/flow/events.ts';
import type { LateEntry } from '../../shared/flow/late.ts';
import { mayRevoke, mayStop } from '../../shared/flow/revocation.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import type { Revoking, Stopping } from '../../shared/iep/revoked.ts';
import { fail, ok, type Result } from '../../shared/words/failures.ts';
import type { StoredPackage } from '../ports/packages.ts';
import { refusalOf } from './judge.ts';
import { asAnswered } from './late-signature-service.ts';
import { districtNow, whoOf, type Rooms } from './rooms.ts';

type Stamp = Pick<LateEntry, 'by' | 'at'>;

async function addBeside(rooms: Rooms, iepId: string, may: (read: IepDocument, ctx: FlowContext) => Verdict, entry: (stamp: Stamp) => LateEntry, misfit: (stored: StoredPackage) => Promise<string | null>): Promise<Result<null>> {
  const who: Result<Who> = whoOf(rooms);
  if (!who.ok) return who;
  const stored = await rooms.vault.packages.read(iepId);
  if (!stored.ok) return stored;
  const { instant, today, time } = districtNow(rooms.tools);
  const verdict = may(asAnswered(stored.value), { ...who.value, today, time, differences: [] });
  if (!verdict.ok) return refusalOf(verdict);
  const reason = await misfit(stored.value);
  if (reason !== null) return fail('refused', reason);
  const added = await rooms.vault.packages.addLate(iepId, entry({ by: who.value.actor.staffId, at: instant }));
  if (!added.ok) return added;
  rooms.sync.wake();
  rooms.tools.notify('caseload', { changed: stored.value.studentId });
  return ok(null);
}

/** Consent is revoked to what is carried out: beside an older IEP the revocation would end nothing. */
async function notCarriedOut(rooms: Rooms, { studentId, package: { iepId } }: StoredPackage): Promise<string | null> {
  const current = rooms.vault.caseload.get(studentId)?.currentIepId ?? null;
  const plan = (await rooms.records.of(studentId)).find((record) => record.iepId === current)?.shown.planIepId ?? null;
  return plan === iepId ? null : 'This IEP is not the one that is carried out: the revocation is recorded with the IEP whose services the student has.';
}

export function recordRevocation(rooms: Rooms, iepId: string, revoking: Revoking): Promise<Result<null>> {
  return addBeside(rooms, iepId, (read, ctx) => mayRevoke(read, revoking, ctx), (stamp) => ({ revoking, ...stamp }), (stored) => notCarriedOut(rooms, stored));
}

export function recordServicesStop(rooms: Rooms, iepId: string, stopping: Stopping): Promise<Result<null>> {
  return addBeside(rooms, iepId, (read, ctx) => mayStop(read, stopping, ctx), (stamp) => ({ stopping, ...stamp }), async () => null);
}
