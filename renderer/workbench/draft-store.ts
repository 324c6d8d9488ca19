/**
 * The open draft: the document is the replay of its journal plus the steps still on their way to main, so that the screen, undo, the list of
 * changes and the redline all read the same thing (design.md, idea 2).
 */
import { create } from 'zustand';
import type { Address } from '../../shared/iep/address.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { replay } from '../../shared/flow/replay.ts';
import type { JournalEntry, Step } from '../../shared/journal/edit.ts';
import type { Failure } from '../../shared/words/failures.ts';
import { now } from './clock.ts';
import type { SaveState } from './edit-queue.ts';
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

/** Staff id of whoever works here. */
export function me(): string {
  return currentProfile()?.staffId ?? '';
}

/** An entry as main will stamp it, for showing an edit before main has answered. */
export function provisional(step: Step, seq: number): JournalEntry {
  return { kind: 'edit', step, parent: seq - 1, by: me(), device: '', seq, at: now() };
}

/** The document after `count` entries, `confirmed`, with the steps main has not stamped yet on top. */
export function withSteps(confirmed: IepDocument, count: number, steps: readonly Step[]): IepDocument {
  return replay(confirmed, steps.map((step, index) => provisional(step, count + index + 1)));
}

/** Parts of the open draft become these; nothing where none is open. */
export function change(update: (draft: OpenDraft) => Partial<OpenDraft>): void {
  useDraftStore.setState(({ draft }) => (draft === null ? { draft } : { draft: { ...draft, ...update(draft) } }));
}

/** The open draft. Throws where none is open. */
export function requireDraft(): OpenDraft {
  const { draft } = useDraftStore.getState();
  if (draft === null) throw new Error('An edit needs an open draft.');
  return draft;
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
