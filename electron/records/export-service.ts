/** Writes a first Future IEP to the file another computer takes in: word for word, with its rows and the work on it, where the user points. */
import { changeKind } from '../../shared/flow/change.ts';
import { fail, type Result } from '../../shared/words/failures.ts';
import { judged } from './judge.ts';
import { districtNow, type Rooms } from './rooms.ts';

const WHO = 'A Future IEP is written to a file by the district system manager.';

/** Fails with notYours where the role does not move students, with refused where the file would begin a second line of records, and as the disk failed. */
export async function writeFuture(rooms: Rooms, draftId: string): Promise<Result<{ readonly saved: boolean }>> {
  const loaded = await rooms.drafts.load(draftId);
  if (!loaded.ok) return loaded;
  const { document, studentId } = loaded.value;
  const allowed = judged(rooms, document, { kind: 'act', action: 'moveStudents', refusal: WHO });
  if (!allowed.ok) return allowed;
  if (document.documentStatus !== 'draft') return fail('refused', 'The meeting of this IEP has begun: it is finished on this computer.');
  // Without the Current it grew from, the other computer would take it for the first IEP of the student.
  if (document.previousDocumentId !== null || document.continuationOf !== null || changeKind(document) !== null || rooms.vault.caseload.get(studentId)?.currentIepId !== null) {
    return fail('refused', 'This student has a Current IEP: the other computer gets it from the district and starts the next one itself.');
  }
  return rooms.tools.saver.saveIep(Buffer.from(`${JSON.stringify(document, null, 2)}\n`, 'utf8'), `Future IEP ${districtNow(rooms.tools).today}.json`);
}
