/** The edit that takes an edit back, and the step that takes a step back. Undo is a new entry: the journal never loses one (decisions.md 3). */
import { at } from '../iep/address.ts';
import { isObject } from '../iep/json.ts';
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

/** A page begun by an edit has a state by now and is not taken away whole; only what the edit wrote on it goes. */
function inverses(edit: Edit): readonly Edit[] {
  const begun = edit.op === 'set' && (edit.was ?? null) === null && /^pages\/[^/]+$/u.test(edit.at) && isObject(edit.value) ? edit.value : null;
  return begun === null ? [invertEdit(edit)] : Object.entries(begun).flatMap(([name, was]) => (was === undefined ? [] : [{ op: 'unset' as const, at: at(edit.at, name), was }]));
}

/** The step that undoes `step` (or redoes it, when `step` is itself an undo). It keeps the label, so menus read "Undo Edit of Parent concerns". */
export function undoStep(step: Step, id: string): Step {
  return { id, label: step.label, edits: step.edits.toReversed().flatMap(inverses), undoes: step.id };
}
