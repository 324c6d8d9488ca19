/**
 * Changes drafts. Every step and every command is judged here, with the identity of the unlocked user and main's own clock, by the same pure
 * functions the page used: the page's verdict is never trusted (decisions.md 4).
 */
import { applyEdits } from '../../shared/journal/apply.ts';
import type { JournalEntry, Stamp, Step } from '../../shared/journal/edit.ts';
import type { IepPackage } from '../../shared/district-api/contract.ts';
import { applyEvent } from '../../shared/flow/apply.ts';
import { continuation, mayContinue } from '../../shared/flow/continue.ts';
import type { FlowCommand, FlowEvent } from '../../shared/flow/events.ts';
import { CHANGE_RIGHT, changeMisfit } from '../../shared/flow/change.ts';
import { parentCopyOf } from '../../shared/flow/read.ts';
import { revokedPlan } from '../../shared/flow/revocation.ts';
import { lastAsked, replay } from '../../shared/flow/replay.ts';
import { roleVerdict, type Action } from '../../shared/flow/roles.ts';
import { stoodIn } from '../../shared/flow/taken-back.ts';
import { nextFuture } from '../../shared/iep/carry.ts';
import type { ChangeKind, IepDocument } from '../../shared/iep/document.ts';
import { withRowIds } from '../../shared/iep/ids.ts';
import { startChange } from '../../shared/iep/start-change.ts';
import { fail, ok, type Result } from '../../shared/words/failures.ts';
import { isReadable } from '../../shared/words/readable.ts';
import type { OpenDraft } from '../ports/drafts.ts';
import { eventNow, judged, mayLook, refusalOf } from './judge.ts';
import { forgetKept } from './elsewhere.ts';
import { asAnswered } from './late-signature-service.ts';
import { planProgress } from './plan-progress.ts';
import { closeAbandoned } from './repair.ts';
import { districtNow, whoOf, type Rooms } from './rooms.ts';

export interface Appended {
  readonly rev: number;
  readonly savedAt: string;
  readonly entries: readonly JournalEntry[];
}

export function stampFor(rooms: Rooms, draft: OpenDraft, by: string, offset = 0): Stamp {
  return { by, device: rooms.vault.deviceId, seq: draft.rev + 1 + offset, at: rooms.tools.clock.now() };
}

type Begun = { readonly draftId: string };

/** Begins the one Future IEP of a student with what `base` makes of the Current, after the right to do so was judged on it. */
async function beginDraft(rooms: Rooms, studentId: string, action: Action, base: (current: IepPackage, answered: IepDocument, isRevoked: boolean) => Result<IepDocument>): Promise<Result<Begun>> {
  const who = whoOf(rooms);
  if (!who.ok) return who;
  const right = roleVerdict(action, who.value);
  if (!right.ok) return refusalOf(right);
  const student = rooms.vault.caseload.get(studentId);
  if (student === undefined) return fail('notFound');
  return rooms.drafts.alone(`student ${studentId}`, async () => {
    if ((await rooms.vault.drafts.list()).some((draft) => draft.studentId === studentId)) return fail('openDraftExists');
    if (student.currentIepId === null) return fail('noCurrent');
    const current = await rooms.vault.packages.read(student.currentIepId);
    if (!current.ok) return current;
    const allowed = judged(rooms, current.value.package.document as IepDocument, { kind: 'act', action });
    if (!allowed.ok) return allowed;
    const stored = await rooms.vault.packages.listOf(studentId);
    const answered = planProgress(current.value, stored).plan;
    const made = base(current.value.package, answered, revokedPlan(answered, stored.map(asAnswered)) !== null);
    if (!made.ok) return made;
    const created = await rooms.vault.drafts.create(studentId, made.value);
    if (!created.ok) return created;
    rooms.tools.notify('caseload', { changed: studentId });
    return ok({ draftId: created.value });
  });
}

/** Carries the student's Current forward into a new Future IEP. */
export function startDraft(rooms: Rooms, studentId: string, meetingDate: string, purposes: readonly string[]): Promise<Result<Begun>> {
  const { random } = rooms.tools;
  return beginDraft(rooms, studentId, 'startFuture', (_package, answered) =>
    ok(nextFuture(answered, { documentId: random.id(), meetingDate, purposes, newRow: () => random.id() })));
}

/** Goes on with the meeting of the Current where its notes say it will be continued: the "continue" link of the addendum section (iep-forms.md 6.4). */
export function continueDraft(rooms: Rooms, studentId: string): Promise<Result<Begun>> {
  return beginDraft(rooms, studentId, 'continueOrAmend', ({ document, toContinue }) => {
    const verdict = mayContinue(document as IepDocument);
    if (!verdict.ok) return refusalOf(verdict);
    return ok(continuation(withRowIds((toContinue ?? document) as IepDocument), rooms.tools.random.id()));
  });
}

/** Begins a record that changes the Current: an amendment without a meeting, or the correction of a data error. */
export function startChangeOf(rooms: Rooms, studentId: string, kind: ChangeKind, reason: string): Promise<Result<Begun>> {
  const { random } = rooms.tools;
  const { today } = districtNow(rooms.tools);
  return beginDraft(rooms, studentId, CHANGE_RIGHT[kind], ({ document }, _answered, isRevoked) => {
    if (!isReadable(reason)) return fail('refused', 'Say why the record is changed, in letters everybody can read.');
    if (isRevoked && kind === 'amendment') return fail('refused', 'Consent was revoked in writing: there is no plan to amend.');
    const misfit = changeMisfit(document as IepDocument, kind);
    if (misfit !== null) return fail('refused', misfit);
    return ok(startChange(withRowIds(document as IepDocument), { kind, documentId: random.id(), today, reason, newRow: () => random.id() }));
  });
}

/** The same steps sent again after a lost answer are acknowledged, not written twice; anything else on an old revision is stale. */
function repeated(draft: OpenDraft, parent: number, steps: readonly Step[]): Result<Appended> {
  const from = parent - (draft.rev - draft.recent.length);
  const written = from < 0 ? [] : draft.recent.slice(from, from + steps.length);
  const same = written.length === steps.length && written.every((entry, i) => entry.kind === 'edit' && entry.step.id === steps[i]?.id);
  return same ? ok({ rev: draft.rev, savedAt: draft.savedAt, entries: written }) : fail('staleDraft');
}

/** Appends edits at `parent`; all of them or none. */
export function appendSteps(rooms: Rooms, draftId: string, parent: number, steps: readonly Step[]): Promise<Result<Appended>> {
  return rooms.drafts.alone(draftId, async () => {
    const loaded = await rooms.drafts.load(draftId);
    if (!loaded.ok) return loaded;
    const draft = loaded.value;
    if (parent !== draft.rev) return repeated(draft, parent, steps);

    const hasRecord = (rooms.vault.caseload.get(draft.studentId)?.currentIepId ?? null) !== null;
    let document = draft.document;
    const entries: JournalEntry[] = [];
    for (const step of steps) {
      const allowed = judged(rooms, document, { kind: 'edit', edits: step.edits, hasRecord });
      if (!allowed.ok) return allowed;
      const applied = applyEdits(document, step.edits);
      if (!applied.ok) return fail('badEdit', `${applied.at}: ${applied.reason}`);
      const entry: JournalEntry = { kind: 'edit', step, parent, ...stampFor(rooms, draft, allowed.value.actor.staffId, entries.length) };
      document = replay(document, [entry]);
      entries.push(entry);
    }
    return append(rooms, draft, entries, document);
  });
}

async function append(rooms: Rooms, draft: OpenDraft, entries: readonly JournalEntry[], document: IepDocument): Promise<Result<Appended>> {
  const appended = await rooms.drafts.append(draft, entries, document);
  if (!appended.ok) return appended;
  await forgetKept(rooms, draft.draftId, appended.value.recent);
  return ok({ rev: appended.value.rev, savedAt: appended.value.savedAt, entries });
}

/** Judges an event and appends it; the caller holds the draft alone. */
export async function appendEvent(rooms: Rooms, draft: OpenDraft, event: FlowEvent): Promise<Result<Appended>> {
  const attempt = await eventNow(rooms, draft, event);
  if (!attempt.ok) return attempt;
  const allowed = judged(rooms, draft.document, attempt.value);
  if (!allowed.ok) return allowed;
  const stamp = stampFor(rooms, draft, allowed.value.actor.staffId);
  return append(rooms, draft, [{ kind: 'flow', event, ...stamp }], applyEvent(draft.document, event, stamp));
}

/** Events that are the trace of something main itself did; from the page they would be a claim nobody checked. */
const MADE_BY_MAIN: ReadonlySet<FlowEvent['type']> = new Set<FlowEvent['type']>(['parentCopyPrinted', 'amendmentPrinted', 'affirmed']);

/** An answer to take back with what stood before it, read from the whole journal; anything else is what the page asked for. */
async function eventOf(rooms: Rooms, draftId: string, asked: FlowCommand): Promise<Result<FlowEvent>> {
  if (asked.type !== 'answerTakenBack') return ok(asked);
  const whole = await rooms.drafts.whole(draftId);
  if (!whole.ok) return whole;
  const before = lastAsked(whole.value.base, whole.value.entries);
  return before === null ? fail('refused', 'This answer was not recorded here, so what stood before it is not known.') : ok({ ...asked, stood: stoodIn(before) });
}

/** Carries out a named command of the page. */
export function command(rooms: Rooms, draftId: string, parent: number, asked: FlowCommand): Promise<Result<Appended>> {
  return rooms.drafts.alone(draftId, async () => {
    if (MADE_BY_MAIN.has(asked.type)) return fail('refused', 'Only printing makes a parent copy, and only affirming affirms.');
    const loaded = await rooms.drafts.load(draftId);
    if (!loaded.ok) return loaded;
    if (parent !== loaded.value.rev) return fail('staleDraft');
    const event = await eventOf(rooms, draftId, asked);
    if (!event.ok) return event;
    const done = await appendEvent(rooms, loaded.value, event.value);
    if (!done.ok) return done;
    // The entry is written and says it; what the disk refuses here is made up at the next unlock.
    if (asked.type === 'abandoned' || asked.type === 'changeWithdrawn') await closeAbandoned(rooms, draftId);
    rooms.tools.notify('caseload', { changed: loaded.value.studentId });
    return done;
  });
}

/** The document behind the parent copy, for the redline. */
export async function parentCopy(rooms: Rooms, draftId: string): Promise<Result<{ readonly copyId: string; readonly document: IepDocument }>> {
  const allowed = mayLook(rooms, 'openRecord');
  if (!allowed.ok) return allowed;
  const loaded = await rooms.drafts.load(draftId);
  if (!loaded.ok) return loaded;
  const copy = parentCopyOf(loaded.value.document);
  const document = await rooms.drafts.atCopy(loaded.value);
  if (!document.ok) return document;
  if (copy === null || document.value === null) return fail('notFound', 'No parent copy has been printed from this draft yet.');
  return ok({ copyId: copy.copyId, document: document.value });
}
