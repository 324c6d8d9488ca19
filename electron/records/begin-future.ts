/** Opens a Future IEP of a student who has no open one: the line in the caseload first, so that a crash between the two hides no draft; the same step done again finishes it. */
import type { IepDocument } from '../../shared/iep/document.ts';
import { ok, type Result } from '../../shared/words/failures.ts';
import type { StudentIndexEntry } from '../ports/caseload.ts';
import { entryFor } from './index-entry.ts';
import type { Rooms } from './rooms.ts';

/** Students come in one at a time, by file or by hand: the same one twice must find itself. The caller holds this. */
export const COMING_IN = 'import';

export interface Begun {
  readonly studentId: string;
  readonly draftId: string;
}

/** @param known the student's line, where there is one; the caller has made sure that no Future IEP is open */
export async function beginFuture(rooms: Rooms, document: IepDocument, known: StudentIndexEntry | undefined): Promise<Result<Begun>> {
  const entry = entryFor(document, known?.studentId ?? rooms.tools.random.id(), known?.currentIepId ?? null);
  const listed = await rooms.vault.caseload.put(entry);
  if (!listed.ok) return listed;
  const created = await rooms.vault.drafts.create(entry.studentId, document);
  if (!created.ok) return created;
  rooms.tools.notify('caseload', { changed: entry.studentId });
  return ok({ studentId: entry.studentId, draftId: created.value });
}
