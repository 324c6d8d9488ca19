/**
 * The open draft: the document is the replay of its journal plus the steps still on their way to main, so that the screen, undo, the list of
 * changes and the redline all read the same thing (design.md, idea 2).
 */
import { create } from 'zustand';
import type { Attestation, DraftLoad, Input, Output, Printed, Reply } from '../../shared/bridge/contract.ts';
import type { Address } from '../../shared/iep/address.ts';
import type { Json } from '../../shared/iep/json.ts';
import { valueAt } from '../../shared/iep/address.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import type { FlowEvent } from '../../shared/flow/events.ts';
import { replay } from '../../shared/flow/replay.ts';
import type { Edit, JournalEntry, Step } from '../../shared/journal/edit.ts';
import { undoStep } from '../../shared/journal/invert.ts';
import { rebase } from '../../shared/journal/merge.ts';
import { undoState } from '../../shared/journal/undo.ts';
import type { Failure, FailureCode } from '../../shared/words/failures.ts';
import { ask, bridge } from './bridge.ts';
import { now } from './clock.ts';
import { createEditQueue, type EditQueue, type SaveState } from './edit-queue.ts';
import { newStepId } from './ids.ts';
import { isHeld } from './red-question.ts';
import { currentProfile } from './session-state.ts';

export interface OpenDraft {
  readonly draftId: string;
  readonly studentId: string;
  readonly base: IepDocument;
  /** Entries main has on disk. */
  readonly entries: readonly JournalEntry[];
  /** The document as the user sees it: base + entries + steps under way. */
  readonly document: IepDocument;
  readonly save: SaveState;
  /** Where main keeps a sealed copy of the words it cannot save, and what became of the last try; null while nothing is kept. */
  readonly elsewhere: { readonly folder: string; readonly file: string; readonly at: string; readonly failure: Failure | null } | null;
  /** A refusal or clash to show until the user has read it. */
  readonly trouble: Failure | null;
  /** Text that clashed with somebody else's change and was not written, kept for the user. */
  readonly kept: readonly { readonly at: Address; readonly text: string }[];
}

interface DraftState {
  readonly draft: OpenDraft | null;
}

export const useDraftStore = create<DraftState>(() => ({ draft: null }));

let queue: EditQueue | null = null;

function me(): string {
  return currentProfile()?.staffId ?? '';
}

/** An entry as main will stamp it, for showing an edit before main has answered. */
function provisional(step: Step, seq: number): JournalEntry {
  return { kind: 'edit', step, parent: seq - 1, by: me(), device: '', seq, at: now() };
}

function withPending(base: IepDocument, entries: readonly JournalEntry[], pending: readonly Step[]): IepDocument {
  const confirmed = replay(base, entries);
  return replay(confirmed, pending.map((step, index) => provisional(step, entries.length + index + 1)));
}

function change(update: (draft: OpenDraft) => Partial<OpenDraft>): void {
  useDraftStore.setState(({ draft }) => (draft === null ? { draft } : { draft: { ...draft, ...update(draft) } }));
}

function requireDraft(): OpenDraft {
  const { draft } = useDraftStore.getState();
  if (draft === null) throw new Error('An edit needs an open draft.');
  return draft;
}

/** Failures another place helps against. */
export const DISK_TROUBLE: ReadonlySet<FailureCode> = new Set<FailureCode>(['diskFull', 'diskTrouble']);

/** Has main seal what is not saved into a folder of the user's; they are asked for one, or the one they picked before is used, if they did. */
export async function keepElsewhere(where: 'choose' | 'same'): Promise<void> {
  const { draftId, entries } = requireDraft();
  const steps = queue?.pending() ?? [];
  if (steps.length === 0) return;
  const reply = await ask(bridge().drafts.keepElsewhere({ draftId, parent: entries.length, steps: [...steps], where }));
  change((draft) => {
    if (draft.draftId !== draftId || draft.save.kind === 'saved') return {};
    if (reply.ok) return reply.value === null ? {} : { elsewhere: { ...reply.value, failure: null } };
    return { elsewhere: { folder: '', file: '', at: '', ...draft.elsewhere, failure: reply.failure as Failure } };
  });
}

function startQueue(load: DraftLoad): EditQueue {
  return createEditQueue(
    {
      append: (parent, steps) => ask(bridge().drafts.append({ draftId: load.draftId, parent, steps: [...steps] })),
      after: (ms, run) => {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
      newStepId,
      acknowledged: (entries) => change((draft) => ({ entries: [...draft.entries, ...entries], trouble: null })),
      stale: (pending) => void reload(load.draftId, pending),
      refused: (_steps, failure) => {
        change((draft) => ({ trouble: failure, document: withPending(draft.base, draft.entries, queue?.pending() ?? []) }));
      },
      changed: (save) => {
        change((draft) => ({ save, elsewhere: save.kind === 'saved' ? null : draft.elsewhere }));
        // Each try that fails takes the words typed since to the place picked before.
        if (save.kind === 'trouble' && DISK_TROUBLE.has(save.failure.code)) void keepElsewhere('same');
      },
    },
    { rev: load.rev, savedAt: load.savedAt },
  );
}

/** Loads a draft into the window. While the disk does not take the words of the one that is open, that one stays: its words are here and nowhere else. */
export async function openDraft(draftId: string): Promise<Reply<null>> {
  const failure = await flushFailure();
  if (failure !== null && DISK_TROUBLE.has(failure.code)) return { ok: false, failure };
  closeDraft();
  const reply = await ask(bridge().drafts.load({ draftId }));
  if (!reply.ok) return reply;
  const load = reply.value;
  const base = load.base as IepDocument;
  useDraftStore.setState({
    draft: { draftId, studentId: load.studentId, base, entries: load.entries, document: replay(base, load.entries), save: { kind: 'saved', at: load.savedAt }, elsewhere: null, trouble: null, kept: [] },
  });
  queue = startQueue(load);
  return { ok: true, value: null };
}

export function closeDraft(): void {
  queue?.stop();
  queue = null;
  useDraftStore.setState({ draft: null });
}

/** The draft moved on in main: take its journal, put our unsent steps on top field by field, keep every clashing word. The steps were made when the draft had `known` entries. */
async function reload(draftId: string, pending: readonly Step[], known = useDraftStore.getState().draft?.entries.length ?? 0): Promise<void> {
  const reply = await ask(bridge().drafts.load({ draftId }));
  if (!reply.ok) {
    change(() => ({ trouble: reply.failure as Failure }));
    return;
  }
  const { base, entries, rev } = reply.value;
  const fresh = replay(base as IepDocument, entries);
  const { applied, clashes } = rebase(pending, entries.slice(known), fresh);
  const kept = clashes.map(({ step, at }) => ({ at, text: step.edits.map((edit) => (edit.op === 'splice' ? edit.inserted : edit.op === 'set' && typeof edit.value === 'string' ? edit.value : '')).join('') }));
  change((draft) => ({ entries, base: base as IepDocument, document: withPending(base as IepDocument, entries, applied), kept: [...draft.kept, ...kept] }));
  queue?.resume(rev, applied);
}

/** Makes edits in one step, shows them at once and sends them to main. */
export function edit(label: string, edits: readonly Edit[], undoes?: string): void {
  const draft = requireDraft();
  if (undoes === undefined && isHeld(draft, edits, () => edit(label, edits))) return;
  const step: Step = undoes === undefined ? { id: newStepId(), label, edits } : { id: newStepId(), label, edits, undoes };
  change(() => ({ document: replay(draft.document, [provisional(step, draft.entries.length + 1)]) }));
  queue?.push(step);
}

/** Typing in one text: shown at once, sent after a pause. */
export function typeText(at: Address, label: string, text: string): void {
  const draft = requireDraft();
  const was = valueAt(draft.document, at);
  if (was === text) return;
  if (typeof was !== 'string') {
    edit(label, [{ op: 'set', at, value: text, was }]);
    return;
  }
  const edits: readonly Edit[] = [{ op: 'set', at, value: text, was }];
  if (isHeld(draft, edits, () => typeText(at, label, text))) return;
  const step: Step = { id: newStepId(), label, edits };
  change(() => ({ document: replay(draft.document, [provisional(step, draft.entries.length + 1)]) }));
  queue?.type(at, was, text, label);
}

export function setValue(at: Address, label: string, value: Json): void {
  const was = valueAt(requireDraft().document, at);
  edit(label, [{ op: 'set', at, value, was }]);
}

/** Sends everything unsaved now (blur, page change, print, lock, quit). */
export function flushDraft(): Promise<{ readonly unsaved: number }> {
  return queue?.flush() ?? Promise.resolve({ unsaved: 0 });
}

/** Sends everything unsaved; the failure that keeps some of it here, or null. */
export async function flushFailure(): Promise<Failure | null> {
  const { unsaved } = await flushDraft();
  const save = useDraftStore.getState().draft?.save;
  if (unsaved === 0) return null;
  return save?.kind === 'trouble' ? save.failure : { code: 'diskTrouble' };
}

/** Takes words back that a sealed copy in a folder of the user's still holds, and saves them as if they had just been typed. */
export async function takeBackKept(): Promise<void> {
  const { draftId } = requireDraft();
  const failure = await flushFailure();
  const reply = failure === null ? await ask(bridge().drafts.takeBack({ draftId })) : ({ ok: false, failure } as const);
  if (!reply.ok) change(() => ({ trouble: reply.failure as Failure }));
  else if (reply.value !== null) await reload(draftId, reply.value.steps as readonly Step[], reply.value.parent);
}

/** What main is asked about the draft as it stands once everything typed is saved; with words that could not be saved it is not asked. */
async function onceSaved<T>(asked: (draft: { readonly draftId: string; readonly parent: number }) => Promise<Reply<T>>): Promise<Reply<T>> {
  const failure = await flushFailure();
  if (failure !== null) return { ok: false, failure };
  // Counted only now: the words just saved are entries too.
  const { draftId, entries } = requireDraft();
  return asked({ draftId, parent: entries.length });
}

/** Paper of the draft, handed to the printer. */
export function printDraft(what: Omit<Input<'paper.print'>, 'draftId' | 'parent' | 'toPrinter'>): Promise<Reply<Printed>> {
  return onceSaved((draft) => ask(bridge().paper.print({ ...what, ...draft, toPrinter: true })));
}

export function affirmDraft(attestation: Attestation): Promise<Reply<Output<'affirm.commit'>>> {
  return onceSaved((draft) => ask(bridge().affirm.commit({ ...draft, attestation })));
}

/** A named step of the meeting: everything typed is saved first, then main decides. */
export async function command(event: FlowEvent): Promise<Reply<null>> {
  const reply = await onceSaved(async (draft) => {
    const answer = await ask(bridge().drafts.command({ ...draft, event }));
    if (!answer.ok) change(() => ({ trouble: answer.failure as Failure }));
    return answer;
  });
  if (!reply.ok) return reply;
  took(reply.value.entries);
  return { ok: true, value: null };
}

/** Entries main wrote by itself (a command, a print): shown and counted. */
function took(fresh: readonly JournalEntry[]): void {
  change((draft) => {
    const entries = [...draft.entries, ...fresh];
    return { entries, document: withPending(draft.base, entries, queue?.pending() ?? []), trouble: null };
  });
  queue?.resume(useDraftStore.getState().draft?.entries.length ?? 0, queue.pending());
}

/** Reads the journal again after main appended to it on its own (parent copy printed). */
export async function refreshDraft(): Promise<void> {
  const { draftId } = requireDraft();
  await reload(draftId, queue?.pending() ?? []);
}

export function undoable(): { readonly undo: Step | null; readonly redo: Step | null } {
  const { draft } = useDraftStore.getState();
  return draft === null ? { undo: null, redo: null } : undoState(draft.entries, queue?.pending() ?? [], me());
}

/** Takes back the last step of this user, wherever in the document it was. */
export function undo(): void {
  const { undo: last } = undoable();
  if (last !== null) takeBack(last);
}

export function redo(): void {
  const { redo: last } = undoable();
  if (last !== null) takeBack(last);
}

function takeBack(last: Step): void {
  const step = undoStep(last, newStepId());
  edit(step.label, step.edits, last.id);
}

/** Says why something asked for here cannot be done; nothing was sent. */
export function refuse(reason: string): void {
  change(() => ({ trouble: { code: 'refused', reason } }));
}

export function dismissTrouble(): void {
  change(() => ({ trouble: null, kept: [] }));
}
