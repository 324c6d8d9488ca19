/** The edit that takes an edit back, and the step that takes a step back. Undo is a new entry: the journal never loses one (decisions.md 3). */
import type { Edit, Step } from './edit.ts';

export function invertEdit(edit: Edit): Edit {
  switch (edit.op) {
    case 'set':
      return edit.was === undefined ? { op: 'unset', at: edit.at, was: edit.value } : { op: 'set', at: edit.at, value: edit.was, was: edit.value };
    case 'unset':
      return { op: 'set', at: edit.at, value: edit.was, was: undefined };
    case 'splice':
      return { op: 'splice', at: edit.at, index: edit.index, removed: edit.inserted, inserted: edit.removed };
    case 'insertRow':
      return { op: 'removeRow', at: edit.at, row: edit.row, after: edit.after };
    case 'removeRow':
      return { op: 'insertRow', at: edit.at, row: edit.row, after: edit.after };
    case 'moveRow':
      return { op: 'moveRow', at: edit.at, row: edit.row, after: edit.wasAfter, wasAfter: edit.after };
  }
}

/** The step that undoes `step` (or redoes it, when `step` is itself an undo). It keeps the label, so menus read "Undo Edit of Parent concerns". */
export function undoStep(step: Step, id: string): Step {
  return { id, label: step.label, edits: step.edits.map(invertEdit).toReversed(), undoes: step.id };
}
