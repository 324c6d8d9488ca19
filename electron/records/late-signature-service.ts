/** Records the parent's answer to an affirmed IEP in a file of its own; what was affirmed keeps every byte (iep-forms.md 6.3). */
import { withLate } from '../../shared/flow/late.ts';
import { mayRecordLate, type Signing } from '../../shared/flow/late-signature.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { withRowIds } from '../../shared/iep/ids.ts';
import { withLateTranslations } from '../../shared/iep/translations.ts';
import { ok, type Result } from '../../shared/words/failures.ts';
import type { StoredPackage } from '../ports/packages.ts';
import { refusalOf } from './judge.ts';
import { districtNow, whoOf, type Rooms } from './rooms.ts';

/** An affirmed IEP with its rows named, together with the answers, the progress reports and the translations that came since. */
export function asAnswered({ package: { document }, late, translations }: StoredPackage): IepDocument {
  return withLateTranslations(withLate(withRowIds(document as IepDocument), late), translations);
}

/** The stored IEP says "current" for good; whether it still is one makes no difference to an answer on its paper. */
export async function recordLateSignature(rooms: Rooms, iepId: string, signing: Signing): Promise<Result<null>> {
  const who = whoOf(rooms);
  if (!who.ok) return who;
  const stored = await rooms.vault.packages.read(iepId);
  if (!stored.ok) return stored;
  const { instant, today, time } = districtNow(rooms.tools);
  const verdict = mayRecordLate(asAnswered(stored.value), signing, { ...who.value, today, time, differences: [] });
  if (!verdict.ok) return refusalOf(verdict);
  const added = await rooms.vault.packages.addLate(iepId, { signing, by: who.value.actor.staffId, at: instant });
  if (!added.ok) return added;
  rooms.sync.wake();
  rooms.tools.notify('caseload', { changed: stored.value.studentId });
  return ok(null);
}
