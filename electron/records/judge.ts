/** Asks the one front door of shared/flow with the unlocked user, main's clock and the district's rights, and names the failure a refusal becomes. */
import type { IepDocument } from '../../shared/iep/document.ts';
import type { FlowEvent, Verdict, Who } from '../../shared/flow/events.ts';
import { RIGHT_GUARDS } from '../../shared/flow/guards.ts';
import { mayDo, type Attempt } from '../../shared/flow/may-do.ts';
import { lookVerdict, roleVerdict } from '../../shared/flow/roles.ts';
import { fail, ok, type Failure, type Result } from '../../shared/words/failures.ts';
import type { OpenDraft } from '../ports/drafts.ts';
import { differencesOf } from './differences.ts';
import { districtNow, whoOf, type Rooms } from './rooms.ts';

/** Refusals of an edit or a command that come from who asks and where, not from the state of the document. */
const RIGHTS: ReadonlySet<string> = new Set([...RIGHT_GUARDS, 'role', 'team', 'area', 'flowOwned', 'meetingDate']);

export function refusalOf({ guard, reason }: Extract<Verdict, { readonly ok: false }>): { readonly ok: false; readonly failure: Failure } {
  if (guard === 'readOnly') return fail('readOnly', reason);
  return fail(RIGHTS.has(guard) ? 'notYours' : 'refused', reason);
}

/** The unlocked user, once the attempt on this document was allowed. */
export function judged(rooms: Rooms, document: IepDocument, attempt: Attempt): Result<Who> {
  const who = whoOf(rooms);
  if (!who.ok) return who;
  const verdict = mayDo(document, attempt, who.value);
  return verdict.ok ? ok(who.value) : refusalOf(verdict);
}

/** The student as this computer knows them best: the open draft, else the Current; null when there is neither. */
async function documentOf(rooms: Rooms, studentId: string): Promise<IepDocument | null> {
  const listed = (await rooms.vault.drafts.list()).find((draft) => draft.studentId === studentId && !draft.damaged);
  const draft = listed === undefined ? null : await rooms.drafts.load(listed.draftId);
  if (draft?.ok === true) return draft.value.document;
  const current = rooms.vault.caseload.get(studentId)?.currentIepId ?? null;
  const stored = current === null ? null : await rooms.vault.packages.read(current);
  return stored?.ok === true ? (stored.value.package.document as IepDocument) : null;
}

/** As `judged`, for what is kept of a student beside a draft: the role alone decides where no document says who the team is. */
export async function judgedFor(rooms: Rooms, studentId: string, attempt: (document: IepDocument | null) => Extract<Attempt, { readonly kind: 'act' }>): Promise<Result<Who>> {
  const document = await documentOf(rooms, studentId);
  const asked = attempt(document);
  if (document !== null) return judged(rooms, document, asked);
  const who = whoOf(rooms);
  if (!who.ok) return who;
  const verdict = roleVerdict(asked.action, who.value, asked.refusal);
  return verdict.ok ? who : refusalOf(verdict);
}

/** Whether the unlocked user may look at records. */
export function mayLook(rooms: Rooms, action: 'openRecord' | 'readAffirmed'): Result<Who> {
  const who = whoOf(rooms);
  if (!who.ok) return who;
  const verdict = lookVerdict(action, who.value);
  return verdict.ok ? who : refusalOf(verdict);
}

/** The attempt to let an event happen to a draft now. */
export async function eventNow(rooms: Rooms, draft: OpenDraft, event: FlowEvent): Promise<Result<Attempt>> {
  const { today, time } = districtNow(rooms.tools);
  const differences = await differencesOf(rooms, draft);
  return differences.ok ? ok({ kind: 'event', event, today, time, differences: differences.value.map((difference) => difference.at) }) : differences;
}
