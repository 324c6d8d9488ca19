/**
 * Puts steps that were made against an older revision onto the document as it is now. Two people merge by field: changes of different fields, rows or
 * stretches of one text both stay; a change of the same thing is a clash, which is handed back whole with the place, never decided silently.
 */
import { ROW_ID, isWithin, valueAt, type Address } from '../iep/address.ts';
import type { IepDocument } from '../iep/document.ts';
import { isList, type Json } from '../iep/json.ts';
import { applyEdits } from './apply.ts';
import type { Edit, JournalEntry, Step } from './edit.ts';
import { sameJson } from './equal.ts';
import { indexOfRow, rowBefore } from './place.ts';

export interface Rebased {
  /** The steps as they fit `doc`, in order; a step whose work the other person has done already is left out. */
  readonly applied: readonly Step[];
  readonly clashes: readonly { readonly step: Step; readonly at: Address }[];
}

type Splice = Edit & { readonly op: 'splice' };

interface Ground {
  /** The document with every step placed so far. */
  readonly document: IepDocument;
  /** The other person's splices as they would read if they came after the steps placed so far. */
  readonly theirs: readonly Splice[];
  /** Texts that were replaced whole, or whose earlier step clashed: an offset into them means nothing any more. */
  readonly closed: readonly Address[];
}

/** `steps` were made before `theirs` were known; `doc` has `theirs` in it. A step with one clashing edit clashes whole. */
export function rebase(steps: readonly Step[], theirs: readonly JournalEntry[], doc: IepDocument): Rebased {
  const foreign = theirs.flatMap((entry) => (entry.kind === 'edit' ? entry.step.edits : []));
  let ground: Ground = { document: doc, theirs: foreign.filter(isSplice), closed: foreign.filter((edit) => edit.op === 'set' || edit.op === 'unset').map((edit) => edit.at) };
  const applied: Step[] = [];
  const clashes: { readonly step: Step; readonly at: Address }[] = [];
  for (const step of steps) {
    const outcome = rebaseStep(step, ground);
    if ('clash' in outcome) {
      clashes.push({ step, at: outcome.clash });
      ground = { ...ground, closed: [...ground.closed, ...step.edits.map((edit) => edit.at)] };
    } else {
      ground = outcome.ground;
      if (outcome.edits.length > 0) applied.push({ ...step, edits: outcome.edits });
    }
  }
  return { applied, clashes };
}

function isSplice(edit: Edit): edit is Splice {
  return edit.op === 'splice';
}

type StepOutcome = { readonly clash: Address } | { readonly ground: Ground; readonly edits: readonly Edit[] };

function rebaseStep(step: Step, start: Ground): StepOutcome {
  let ground = start;
  const edits: Edit[] = [];
  for (const edit of step.edits) {
    const crossed = isSplice(edit) ? cross(edit, ground) : { mine: edit, theirs: ground.theirs };
    const fitted = crossed === null ? null : fit(crossed.mine, ground.document);
    if (crossed === null || fitted === null) return { clash: edit.at };
    const result = applyEdits(ground.document, fitted);
    if (!result.ok) return { clash: edit.at };
    ground = { ...ground, document: result.document, theirs: crossed.theirs };
    edits.push(...fitted);
  }
  return { ground, edits };
}

/** Carries my splice over each of theirs of the same text, and theirs over mine; null when they touch the same words. */
function cross(mine: Splice, { theirs, closed }: Ground): { readonly mine: Splice; readonly theirs: readonly Splice[] } | null {
  if (closed.some((address) => isWithin(mine.at, address))) return null;
  let moved = mine;
  const after: Splice[] = [];
  for (const their of theirs) {
    if (their.at !== mine.at) {
      after.push(their);
      continue;
    }
    if (endsBefore(moved, their)) after.push(shifted(their, moved));
    else if (endsBefore(their, moved)) {
      moved = shifted(moved, their);
      after.push(their);
    } else return null;
  }
  return { mine: moved, theirs: after };
}

/** At least one character lies between the two: splices that touch are read as changes of the same words. */
function endsBefore(first: Splice, second: Splice): boolean {
  return first.index + first.removed.length < second.index;
}

function shifted(edit: Splice, by: Splice): Splice {
  return { ...edit, index: edit.index + by.inserted.length - by.removed.length };
}

/** The edits that do on `doc` what `edit` was meant to do; empty when it is done already; null when somebody else changed the same thing. */
function fit(edit: Edit, doc: IepDocument): readonly Edit[] | null {
  const present = valueAt(doc, edit.at);
  switch (edit.op) {
    case 'set': return sameJson(present, edit.value) ? [] : [edit];
    case 'unset': return present === undefined ? [] : [edit];
    case 'splice': return [edit];
    case 'insertRow': return isList(present) ? [{ ...edit, after: placeIn(present, edit.after) }] : null;
    case 'moveRow': return isList(present) ? fitMove(edit, present) : null;
    case 'removeRow': return isList(present) ? fitRemoval(edit, present) : null;
  }
}

/** The row to stand behind; when it is gone the end of the list, so that a new row is never lost. */
function placeIn(list: readonly Json[], after: string | null): string | null {
  return after === null || indexOfRow(list, after) >= 0 ? after : rowBefore(list, list.length);
}

function fitMove(edit: Edit & { op: 'moveRow' }, list: readonly Json[]): readonly Edit[] | null {
  const index = indexOfRow(list, edit.row);
  if (index < 0) return null;
  const wasAfter = rowBefore(list, index);
  const after = placeIn(list, edit.after);
  return after === wasAfter || after === edit.row ? [] : [{ ...edit, after, wasAfter }];
}

function fitRemoval(edit: Edit & { op: 'removeRow' }, list: readonly Json[]): readonly Edit[] | null {
  const index = indexOfRow(list, edit.row[ROW_ID]);
  if (index < 0) return [];
  return sameJson(list[index], edit.row) ? [{ ...edit, after: rowBefore(list, index) }] : null;
}
