/** Promise: an edit of the open draft is shown at once and sent to main, and every step of this user can be taken back. */
import type { Address } from '../../shared/iep/address.ts';
import type { Json } from '../../shared/iep/json.ts';
import { valueAt } from '../../shared/iep/address.ts';
import { replay } from '../../shared/flow/replay.ts';
import type { Edit, Step } from '../../shared/journal/edit.ts';
import { undoStep } from '../../shared/journal/invert.ts';
import { undoState } from '../../shared/journal/undo.ts';
import { newStepId } from './ids.ts';
import { isHeld } from './red-question.ts';
import { change, me, provisional, requireDraft, useDraftStore } from './draft-store.ts';
import { openQueue } from './draft-queue.ts';

/** Makes edits in one step, shows them at once and sends them to main. */
export function edit(label: string, edits: readonly Edit[], undoes?: string): void {
  const draft = requireDraft();
  if (undoes === undefined && isHeld(draft, edits, () => edit(label, edits))) return;
  const step: Step = undoes === undefined ? { id: newStepId(), label, edits } : { id: newStepId(), label, edits, undoes };
  change(() => ({ document: replay(draft.document, [provisional(step, draft.entries.length + 1)]) }));
  openQueue()?.push(step);
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
  openQueue()?.type(at, was, text, label);
}

/** One field becomes this value. */
export function setValue(at: Address, label: string, value: Json): void {
  const was = valueAt(requireDraft().document, at);
  edit(label, [{ op: 'set', at, value, was }]);
}

/** The steps that undo and redo would take back. */
export function undoable(): { readonly undo: Step | null; readonly redo: Step | null } {
  const { draft } = useDraftStore.getState();
  return draft === null ? { undo: null, redo: null } : undoState(draft.entries, openQueue()?.pending() ?? [], me());
}

/** Takes back the last step of this user, wherever in the document it was. */
export function undo(): void {
  const { undo: last } = undoable();
  if (last !== null) takeBack(last);
}

/** Does the last step again that was taken back. */
export function redo(): void {
  const { redo: last } = undoable();
  if (last !== null) takeBack(last);
}

function takeBack(last: Step): void {
  const step = undoStep(last, newStepId());
  edit(step.label, step.edits, last.id);
}
