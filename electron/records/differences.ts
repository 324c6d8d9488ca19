/** Everything in a draft that differs from what the parent took home. */
import { differencesFrom } from '../../shared/flow/redline.ts';
import type { Difference } from '../../shared/journal/diff.ts';
import { ok, type Result } from '../../shared/words/failures.ts';
import type { OpenDraft } from '../ports/drafts.ts';
import type { Rooms } from './rooms.ts';

/** Empty before a copy exists. */
export async function differencesOf(rooms: Rooms, draft: OpenDraft): Promise<Result<readonly Difference[]>> {
  const copy = await rooms.drafts.atCopy(draft);
  if (!copy.ok) return copy;
  return ok(copy.value === null ? [] : differencesFrom(copy.value, draft.document));
}
