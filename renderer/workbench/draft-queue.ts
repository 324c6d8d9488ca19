/**
 * Promise: what is typed into the open draft goes to main in its order and is on screen meanwhile; what main has and what is still on its way are one document. Opening,
 * leaving and reading it again lose no word.
 */
import type { DraftLoad } from '../../shared/bridge/drafts.ts';
import type { HalfWritten } from '../../shared/bridge/session.ts';
import type { Reply } from '../../shared/bridge/contract.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { placeWords } from '../../shared/iep/place-words.ts';
import { replay } from '../../shared/flow/replay.ts';
import type { Edit, JournalEntry, Step } from '../../shared/journal/edit.ts';
import { rebase } from '../../shared/journal/merge.ts';
import type { Failure, FailureCode } from '../../shared/words/failures.ts';
import { ask, askWhileOpen, bridge } from './bridge.ts';
import { createEditQueue, type EditQueue } from './edit-queue.ts';
import { layAside } from './half-written.ts';
import { newStepId } from './ids.ts';
import { change, provisional, requireDraft, useDraftStore, withSteps, type OpenDraft } from './draft-store.ts';

let queue: EditQueue | null = null;

/** The queue of the draft that is open now; null when none is. */
export function openQueue(): EditQueue | null {
  return queue;
}

/** Requests that move a draft on run one after another: each is built on the revision the one before left. */
let turn: Promise<unknown> = Promise.resolve();

export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = turn.then(work);
  turn = mine.catch(() => undefined);
  return mine;
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

/** Leaves the draft; words of it that are saved nowhere are laid aside. */
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
export function growTo(base: IepDocument, entries: readonly JournalEntry[], taken: Kept = { steps: [], parent: entries.length }): void {
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
export async function reload(draftId: string, taken?: Kept): Promise<void> {
  const asking = queue;
  const reply = await ask(bridge().drafts.load({ draftId }));
  if (queue !== asking) return;
  if (reply.ok) return growTo(reply.value.base as IepDocument, reply.value.entries, taken);
  change(() => ({ trouble: reply.failure as Failure }));
  return queue?.retryLater(reply.failure as Failure);
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
