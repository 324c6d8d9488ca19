/** What the hints compare the open draft with: the names of the other students here, and the plan in force, read once when a draft is opened. */
import { create } from 'zustand';
import type { StudentSummary } from '../../shared/bridge/summaries.ts';
import { NOTHING_KNOWN, type Known } from '../../shared/check/hints.ts';
import type { PersonName } from '../../shared/check/other-child.ts';
import type { Address } from '../../shared/iep/address.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import type { Revoked } from '../../shared/iep/revoked.ts';
import { ask, bridge } from '../workbench/bridge.ts';
import { useDraftStore, type OpenDraft } from '../workbench/draft-store.ts';
import { studentsNow } from '../workbench/working-set.ts';
import { useSpelling } from '../spell/spelling.ts';

/** What was read for the open draft, with the revocation that ended the plan before it; places kept depend on the document, words on the dictionaries, and both are added when it is checked. */
export const useRead = create<Omit<Known, 'kept' | 'unknownWords'> & { readonly revoked: Revoked | null }>(() => ({ ...NOTHING_KNOWN, revoked: null }));

/** The caseload knows a name as one text: its first word is the first name, which is what counts alone. */
function nameOf({ name }: StudentSummary): PersonName {
  const [first = '', ...last] = name.trim().split(/\s+/u);
  return { first, last: last.join(' ') };
}

/** The plan in force, which an open IEP changes, or null when there is none or it cannot be read: then the hints compare with less, and reading it again is the student page's to say. */
async function planOf(student: StudentSummary | undefined): Promise<IepDocument | null> {
  const iepId = student?.current?.planIepId ?? null;
  if (iepId === null) return null;
  const reply = await ask(bridge().records.read({ iepId }));
  return reply.ok ? (reply.value.document as IepDocument) : null;
}

async function read({ draftId, studentId }: OpenDraft): Promise<void> {
  const students = await studentsNow();
  const otherNames = students.filter((student) => student.studentId !== studentId).map(nameOf);
  const student = students.find((one) => one.studentId === studentId);
  const previous = await planOf(student);
  if (useDraftStore.getState().draft?.draftId === draftId) useRead.setState({ otherNames, previous, revoked: student?.current?.revoked ?? null });
}

useDraftStore.subscribe(({ draft }, { draft: before }) => {
  if (draft?.draftId === before?.draftId) return;
  useRead.setState({ otherNames: NOTHING_KNOWN.otherNames, previous: null, revoked: null });
  if (draft !== null) void read(draft);
});

/** Reads it again for a draft that stayed open while something else was shown: a revocation, or its notice, may have been recorded meanwhile. */
export function readAgain(): void {
  const { draft } = useDraftStore.getState();
  if (draft !== null) void read(draft);
}

/** Places that came over from last year and were looked at since: kept with one key, or written anew. */
function keptIn(base: IepDocument, document: IepDocument): readonly Address[] {
  const open = new Set(document.work?.carried);
  return (base.work?.carried ?? []).filter((at) => !open.has(at));
}

/** What is known around a document of the open draft. */
export function knownOf(document: IepDocument): Known {
  const { draft } = useDraftStore.getState();
  return { ...useRead.getState(), unknownWords: useSpelling.getState().unknown, kept: draft === null ? [] : keptIn(draft.base, document) };
}
