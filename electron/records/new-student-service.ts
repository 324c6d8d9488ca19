/** Adds a student who has no record yet and opens the first Future IEP. Bad answers change nothing, and a student who is on this computer already is named, not added again. */
import type { Output } from '../../shared/bridge/contract.ts';
import { addStudentVerdict } from '../../shared/flow/roles.ts';
import { firstFuture, type SaidOfStudent } from '../../shared/flow/first-future.ts';
import { firstProblem, isSameChild, studentProblems } from '../../shared/flow/new-student.ts';
import { textAt } from '../../shared/flow/read.ts';
import { fail, ok, type Result } from '../../shared/words/failures.ts';
import type { StudentIndexEntry } from '../ports/caseload.ts';
import { beginFuture, COMING_IN } from './begin-future.ts';
import { judged, refusalOf } from './judge.ts';
import { recordNumberFrom } from './record-number.ts';
import { districtNow, whoOf, type Rooms } from './rooms.ts';

type Added = Output<'caseload.add'>;
type Found = { readonly student: StudentIndexEntry; readonly by: 'number' | 'name' };

/** Adds the student, or says who is here already. Fails with notYours or refused, and then nothing has changed. */
export async function addStudent(rooms: Rooms, said: SaidOfStudent): Promise<Result<Added>> {
  const who = whoOf(rooms);
  if (!who.ok) return who;
  // The right first: somebody who may not add learns nothing of who is here.
  const right = addStudentVerdict(who.value);
  if (!right.ok) return refusalOf(right);
  const problem = firstProblem(studentProblems(said, districtNow(rooms.tools).today));
  if (problem !== null) return fail('refused', problem);
  return rooms.drafts.alone(COMING_IN, () => addJudged(rooms, said, who.value.actor.staffId));
}

async function addJudged(rooms: Rooms, said: SaidOfStudent, by: string): Promise<Result<Added>> {
  const found = await sameStudent(rooms, said);
  const { random, clock } = rooms.tools;
  const document = firstFuture(said, { documentId: random.id(), recordNumber: found?.student.studentKey || recordNumberFrom(random.bytes(8)), staffRow: random.id(), added: { by, at: clock.now() } });
  const allowed = judged(rooms, document, { kind: 'add' });
  if (!allowed.ok) return allowed;
  if (found !== null && (await hasIep(rooms, found.student))) {
    const { studentId, name, birthDate } = found.student;
    return ok({ outcome: 'alreadyHere', studentId, name, birthDate, by: found.by });
  }
  const begun = await beginFuture(rooms, document, found?.student);
  return begun.ok ? ok({ outcome: 'added', ...begun.value }) : begun;
}

/** A student who is listed without any IEP (the district's caseload knows the name alone, or a crash came before the draft) gets the first one now. */
async function hasIep({ vault }: Rooms, { studentId, currentIepId }: StudentIndexEntry): Promise<boolean> {
  return currentIepId !== null || vault.packages.all().some((place) => place.studentId === studentId) || (await vault.drafts.list()).some((draft) => draft.studentId === studentId);
}

/** The student here who is meant: by the number of the record or of the state, else by name and birth date. */
async function sameStudent(rooms: Rooms, { answers }: SaidOfStudent): Promise<Found | null> {
  const { caseload } = rooms.vault;
  const [number, ssid] = [answers.seisId.trim(), answers.ssid.trim()];
  const byNumber = (number === '' ? undefined : caseload.byKey(number)) ?? (ssid === '' ? undefined : caseload.get(await whoHas(rooms, ssid) ?? ''));
  if (byNumber !== undefined) return { student: byNumber, by: 'number' };
  const byName = caseload.all().find((student) => isSameChild(student, answers));
  return byName === undefined ? null : { student: byName, by: 'name' };
}

/** Whose number of the state this is, in an open IEP or an affirmed one. */
async function whoHas(rooms: Rooms, ssid: string): Promise<string | null> {
  for (const listed of await rooms.vault.drafts.list()) {
    const draft = listed.damaged ? null : await rooms.drafts.load(listed.draftId);
    if (draft?.ok === true && textAt(draft.value.document, 'pages/infoEligibility/ssid').trim() === ssid) return listed.studentId;
  }
  return (await rooms.records.all()).find((record) => record.ssid === ssid)?.studentId ?? null;
}
