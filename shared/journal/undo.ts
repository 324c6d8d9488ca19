/**
 * Which step Ctrl+Z and Ctrl+Y take back next, read from the journal itself: so undo still works after a restart, and two people who write in one
 * draft each undo only their own steps. Undo never reaches behind an event that changed what the document is (a printed parent copy, a closed
 * session): behind it the same keys would silently change what the parent holds in hand.
 */
import type { FlowEventType } from '../flow/events.ts';
import type { JournalEntry, Step } from './edit.ts';

const BARRIERS: ReadonlySet<FlowEventType> = new Set<FlowEventType>(['openMeeting', 'parentCopyPrinted', 'reopenedSameDay', 'tabled', 'reconvened', 'declaredReconciled', 'amendmentPrinted', 'correctionDeclared', 'answerTakenBack', 'changeWithdrawn', 'abandoned', 'affirmed']);

export interface UndoState {
  /** The step the next undo takes back; hand it to `undoStep`. */
  readonly undo: Step | null;
  /** The undo the next redo takes back; hand it to `undoStep`. */
  readonly redo: Step | null;
}

/** `pending` are steps made here that are not in the journal yet, oldest first; a step that is in both is counted once. */
export function undoState(entries: readonly JournalEntry[], pending: readonly Step[], by: string): UndoState {
  const stacks: Stacks = { undo: [], redo: [], seen: new Set() };
  for (const entry of entries) {
    if (entry.kind === 'edit') {
      if (entry.by === by) push(stacks, entry.step);
    } else if (BARRIERS.has(entry.event.type)) {
      stacks.undo.length = 0;
      stacks.redo.length = 0;
    }
  }
  for (const step of pending) push(stacks, step);
  return { undo: stacks.undo.at(-1) ?? null, redo: stacks.redo.at(-1) ?? null };
}

interface Stacks {
  readonly undo: Step[];
  readonly redo: Step[];
  readonly seen: Set<string>;
}

function push(stacks: Stacks, step: Step): void {
  if (stacks.seen.has(step.id)) return;
  stacks.seen.add(step.id);
  if (step.undoes === undefined) {
    stacks.undo.push(step);
    stacks.redo.length = 0;
  } else if (stacks.undo.at(-1)?.id === step.undoes) {
    stacks.undo.pop();
    stacks.redo.push(step);
  } else if (stacks.redo.at(-1)?.id === step.undoes) {
    stacks.redo.pop();
    stacks.undo.push(step);
  }
}
