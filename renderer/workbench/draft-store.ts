/**
 * The open draft: the document is the replay of its journal plus the steps still on their way to main, so that the screen, undo, the list of
 * changes and the redline all read the same thing (design.md, idea 2).
 */
import { create } from 'zustand';
import type { Attestation } from '../../shared/bridge/affirm.ts';
import type { DraftLoad } from '../../shared/bridge/drafts.ts';
import type { HalfWritten } from '../../shared/bridge/session.ts';
import type { Input, Output, Reply } from '../../shared/bridge/contract.ts';
import type { Printed } from '../../shared/bridge/paper.ts';
import type { Address } from '../../shared/iep/address.ts';
import type { Json } from '../../shared/iep/json.ts';
import { valueAt } from '../../shared/iep/address.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { placeWords } from '../../shared/iep/place-words.ts';
import type { FlowCommand } from '../../shared/flow/events.ts';
import { replay } from '../../shared/flow/replay.ts';
import type { Edit, JournalEntry, Step } from '../../shared/journal/edit.ts';
import { undoStep } from '../../shared/journal/invert.ts';
import { rebase } from '../../shared/journal/merge.ts';
import { undoState } from '../../shared/journal/undo.ts';
import type { Failure, FailureCode } from '../../shared/words/failures.ts';
import { ask, askWhileOpen, bridge } from './bridge.ts';
import { now } from './clock.ts';
import { createEditQueue, type EditQueue, type SaveState } from './edit-queue.ts';
import { layAside } from './half-written.ts';
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

/** The document after `count` entries, `confirmed`, with the steps main has not stamped yet on top. */
function withSteps(confirmed: IepDocument, count: number, steps: readonly Step[]): IepDocument {
  return replay(confirmed, steps.map((step, index) => provisional(step, count + index + 1)));
}

function change(update: (draft: OpenDraft) => Partial<OpenDraft>): void {
  useDraftStore.setState(({ draft }) => (draft === null ? { draft } : { draft: { ...draft, ...update(draft) } }));
}

/** Requests that move a draft on run one after another: each is built on the revision the one before left. */
let turn: Promise<unknown> = Promise.resolve();

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = turn.then(work);
  turn = mine.catch(() => undefined);
  return mine;
}

function requireDraft(): OpenDraft {
  const { draft } = useDraftStore.getState();
  if (draft === null) throw new Error('An edit needs an open draft.');
  return draft;
}

/** Failures against which saving in another place helps. */
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
      stale: () => void reload(load.draftId),
      refused: (_steps, failure) => {
        const { base, entries } = requireDraft();
        growTo(base, entries);
        change(() => ({ trouble: failure }));
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

/** Counts what opened or closed a draft. */
let openings = 0;

/**
 * Loads a draft into the window. While the words of the one that is open cannot be saved, that one stays: they are here and nowhere else. Asked for another one
 * before this one was read, only that one is opened.
 */
export async function openDraft(draftId: string): Promise<Reply<null>> {
  const failure = await flushFailure();
  // A journal that is damaged takes no words however often they are sent; leaving it lays them aside.
  if (failure !== null && failure.code !== 'damaged') return { ok: false, failure };
  closeDraft();
  const mine = openings;
  const reply = await askWhileOpen(bridge().drafts.load({ draftId }));
  if (!reply.ok) return reply;
  if (mine !== openings) return { ok: true, value: null };
  const load = reply.value;
  const base = load.base as IepDocument;
  useDraftStore.setState({
    draft: { draftId, studentId: load.studentId, base, entries: load.entries, document: replay(base, load.entries), save: { kind: 'saved', at: load.savedAt }, elsewhere: null, trouble: null, kept: [] },
  });
  queue = startQueue(load);
  return { ok: true, value: null };
}

/** Words as a dialog of them, to be copied to where they belong. */
function asHalfWritten(title: string, document: IepDocument, words: OpenDraft['kept']): readonly HalfWritten[] {
  const boxes = words.filter(({ text }) => text !== '').map(({ at, text }) => ({ label: placeWords(document, at), text }));
  return boxes.length === 0 ? [] : [{ title, boxes }];
}

/** Words of the open draft that met a change made elsewhere and stand on the screen alone. */
export function metAChange(): readonly HalfWritten[] {
  const { draft } = useDraftStore.getState();
  return draft === null ? [] : asHalfWritten('Met a change made elsewhere', draft.document, draft.kept);
}

/** What the draft leaves behind that its journal does not have is laid aside. */
function layAsideWordsOf({ studentId, document }: OpenDraft): void {
  const unsaved = (queue?.pending() ?? []).flatMap(({ edits }) => edits.map((edit) => ({ at: edit.at, text: wordsOf(edit) })));
  layAside([...metAChange(), ...asHalfWritten('Could not be saved', document, unsaved)], studentId);
}

export function closeDraft(): void {
  openings += 1;
  const { draft } = useDraftStore.getState();
  if (draft !== null) layAsideWordsOf(draft);
  queue?.stop();
  queue = null;
  useDraftStore.setState({ draft: null });
}

/** Words sealed elsewhere that are taken back: steps made when the draft had `parent` entries. */
interface Kept {
  readonly steps: readonly Step[];
  readonly parent: number;
}

function wordsOf(edit: Edit): string {
  if (edit.op === 'splice') return edit.inserted;
  return edit.op === 'set' && typeof edit.value === 'string' ? edit.value : '';
}

function wordsIn(step: Step): string {
  return step.edits.map(wordsOf).join('');
}

/**
 * The journal in main has grown to `entries`: everything not saved yet goes on top of it, field by field, and every clashing word is kept. What is pending is
 * asked for only here, with nothing under way: words typed while main was asked are among it.
 */
function growTo(base: IepDocument, entries: readonly JournalEntry[], taken: Kept = { steps: [], parent: entries.length }): void {
  const draft = requireDraft();
  const pending = queue?.pending() ?? [];
  const isMine = new Set(pending.map(({ id }) => id));
  const there = new Set(entries.flatMap((entry) => (entry.kind === 'edit' ? [entry.step.id] : [])));
  const theirs = entries.slice(draft.entries.length).filter((entry) => entry.kind !== 'edit' || !isMine.has(entry.step.id));
  const confirmed = replay(base, entries);
  const back = rebase(taken.steps, entries.slice(taken.parent), confirmed);
  const mine = rebase(pending.filter(({ id }) => !there.has(id)), [...theirs, ...back.applied.map((step) => provisional(step, entries.length + 1))], withSteps(confirmed, entries.length, back.applied));
  const applied = [...back.applied, ...mine.applied];
  const kept = [...back.clashes, ...mine.clashes].map(({ step, at }) => ({ at, text: wordsIn(step) }));
  change(() => ({ entries, base, document: withSteps(confirmed, entries.length, applied), kept: [...draft.kept, ...kept] }));
  queue?.resume(entries.length, applied);
}

/** Reads the journal of the open draft again; nothing is under way meanwhile. */
async function reload(draftId: string, taken?: Kept): Promise<void> {
  const asking = queue;
  const reply = await ask(bridge().drafts.load({ draftId }));
  if (queue !== asking) return;
  if (reply.ok) return growTo(reply.value.base as IepDocument, reply.value.entries, taken);
  change(() => ({ trouble: reply.failure as Failure }));
  return queue?.retryLater(reply.failure as Failure);
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
async function flushFailure(): Promise<Failure | null> {
  const { unsaved } = await flushDraft();
  const save = useDraftStore.getState().draft?.save;
  if (unsaved === 0) return null;
  return save?.kind === 'trouble' ? save.failure : { code: 'diskTrouble' };
}

/** Takes words back that a sealed copy in a folder of the user's still holds, and saves them as if they had just been typed. */
export function takeBackKept(): Promise<void> {
  return inTurn(async () => {
    const { draftId } = requireDraft();
    const failure = await flushFailure();
    if (failure !== null) return change(() => ({ trouble: failure }));
    const asking = queue;
    await asking?.hold();
    if (queue !== asking) return undefined;
    const reply = await ask(bridge().drafts.takeBack({ draftId }));
    if (queue !== asking) return undefined;
    if (reply.ok && reply.value !== null) return reload(draftId, { steps: reply.value.steps as readonly Step[], parent: reply.value.parent });
    if (!reply.ok) change(() => ({ trouble: reply.failure as Failure }));
    return asking?.release();
  });
}

/** Asks main about the draft once everything typed is saved. While words cannot be saved main is not asked, and the answer says why. */
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

/** A named step of the meeting: everything typed is saved first, then main decides. What is typed while it decides is saved after it. */
export function command(event: FlowCommand): Promise<Reply<null>> {
  return inTurn(async () => {
    const asking = queue;
    const reply = await onceSaved(async () => {
      await asking?.hold();
      // Locked or left meanwhile: there is no draft to ask about.
      if (queue !== asking) return { ok: false, failure: { code: 'staleDraft' } };
      const { draftId, base, entries } = requireDraft();
      const answer = await ask(bridge().drafts.command({ draftId, parent: entries.length, event }));
      if (queue !== asking) return answer;
      if (answer.ok) {
        growTo(base, [...entries, ...answer.value.entries]);
        change(() => ({ trouble: null }));
      } else {
        change(() => ({ trouble: answer.failure as Failure }));
        if (answer.failure.code === 'staleDraft') await reload(draftId);
        else asking?.release();
      }
      return answer;
    });
    return reply.ok ? { ok: true, value: null } : reply;
  });
}

/** Reads the journal again after main appended to it on its own (parent copy printed). */
export function refreshDraft(): Promise<void> {
  return inTurn(async () => {
    const asking = queue;
    await asking?.hold();
    return queue === asking ? reload(requireDraft().draftId) : undefined;
  });
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

/** Somebody has read what went wrong, and has the words that met a change. */
export function dismissTrouble(): void {
  change(() => ({ trouble: null, kept: [] }));
}

/** For a dialog that tells the refusal itself: it is not told twice. Words that met a change stay: they stand nowhere else. */
export function dismissRefusal(): void {
  change(() => ({ trouble: null }));
}

/** Gives a Future IEP up and leaves it. Nothing is given up while words of it, or of the one that is open instead, cannot be saved. */
export async function giveUpDraft(draftId: string, reason: string): Promise<Reply<null>> {
  const opened = await openDraft(draftId);
  if (!opened.ok) return opened;
  const reply = await command({ type: 'abandoned', reason });
  dismissRefusal();
  if (reply.ok) closeDraft();
  return reply;
}
