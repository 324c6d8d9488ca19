import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { valueAt } from '../../../shared/iep/address.ts';
import type { FieldDef } from '../../../shared/iep/definition.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import { fieldAt } from '../../../shared/iep/fields.ts';
import { undoStep } from '../../../shared/journal/invert.ts';
import { addingRow, copyingRow, listAround, movingRow, removingRow, rowAround, rowName, rowsIn, type RowPlace } from '../../../shared/journal/rows.ts';
import { sampleDocument } from '../iep/sample.ts';
import { mustApply } from './documents.ts';

const GOALS = 'pages/goals/items';
const SERVICES = 'pages/fapeServices/services';

function defOf(list: string): FieldDef {
  const found = fieldAt(list);
  if (found === undefined) throw new Error(`${list} is not on the form.`);
  return found.def;
}

/** Ids in the order they are asked for. */
function ids(): () => string {
  let n = 0;
  return () => {
    n += 1;
    return `new${n}`;
  };
}

const numbers = (doc: IepDocument): readonly unknown[] => rowsIn(doc, GOALS).map((row) => row['goalNumber']);
const place = (doc: IepDocument, list: string, index: number): RowPlace => ({ list, def: defOf(list), row: rowsIn(doc, list)[index]?.$row ?? '' });

describe('Rows of a list', () => {
  const doc = sampleDocument();
  const count = rowsIn(doc, GOALS).length;

  it('are added behind the row at hand or at the end, with a number of their own', () => {
    expect(count).toBeGreaterThan(2);
    const end = addingRow(doc, GOALS, defOf(GOALS), ids());
    expect(rowsIn(mustApply(doc, end.edits), GOALS).at(-1)?.$row).toBe(end.row);
    const first = addingRow(doc, GOALS, defOf(GOALS), ids(), { after: rowsIn(doc, GOALS)[0]?.$row ?? null });
    const after = mustApply(doc, first.edits);
    expect(rowsIn(after, GOALS)[1]?.$row).toBe(first.row);
    expect(numbers(after)).toEqual(Array.from({ length: count + 1 }, (_, n) => n + 1));
  });

  it('may say something from the start, and are empty otherwise', () => {
    const made = addingRow(doc, GOALS, defOf(GOALS), ids(), { start: { ownerProviderId: 'st2' } });
    const row = rowsIn(mustApply(doc, made.edits), GOALS).at(-1);
    expect(row).toMatchObject({ $row: made.row, ownerProviderId: 'st2', goalNumber: count + 1, annualGoal: '' });
  });

  it('are copied with ids of their own all the way down', () => {
    const made = copyingRow(doc, place(doc, GOALS, 0), ids());
    const after = mustApply(doc, made?.edits ?? []);
    const seen = JSON.stringify(after.pages).match(/"\$row":"[^"]+"/gu) ?? [];
    expect(seen.length).toBeGreaterThan(20);
    expect(new Set(seen).size).toBe(seen.length);
    expect(rowsIn(after, GOALS)[1]?.['annualGoal']).toBe(rowsIn(doc, GOALS)[0]?.['annualGoal']);
  });

  it('that others point to get the next free name when they are copied', () => {
    const made = copyingRow(doc, place(doc, SERVICES, 0), ids());
    const names = rowsIn(mustApply(doc, made?.edits ?? []), SERVICES).map((row) => row['id']);
    expect(new Set(names).size).toBe(names.length);
  });

  it('stay where they are at the ends of the list', () => {
    expect(movingRow(doc, place(doc, GOALS, 0), -1)).toEqual([]);
    expect(movingRow(doc, place(doc, GOALS, count - 1), 1)).toEqual([]);
  });

  it('are found around any place in them, the innermost first; a sheet of a meeting is no row', () => {
    const goal = rowsIn(doc, GOALS)[0]?.$row ?? '';
    expect(rowAround(`${GOALS}/@${goal}/objectives/@o/text`)).toMatchObject({ list: `${GOALS}/@${goal}/objectives`, row: 'o' });
    expect(rowAround(`${GOALS}/@${goal}/baseline`)).toMatchObject({ list: GOALS, row: goal });
    expect(rowAround('pages/presentLevels/health')).toBeUndefined();
    expect(rowAround('pages/consent/@c1/parentComment')).toBeUndefined();
    expect(listAround(GOALS)).toMatchObject({ list: GOALS });
    expect(rowName(doc, place(doc, GOALS, 1))).toBe('Goal 2');
  });

  it('begin a list nobody has begun', () => {
    const bare = { ...doc, pages: { ...doc.pages, goals: {} } } as unknown as IepDocument;
    const made = addingRow(bare, GOALS, defOf(GOALS), ids());
    expect(rowsIn(mustApply(bare, made.edits), GOALS).map((row) => row.$row)).toEqual([made.row]);
  });

  it('keep goals numbered 1 to n, what points to a goal with it, and one undo a step, in any sequence', () => {
    const wish = fc.record({ kind: fc.constantFrom('add', 'copy', 'up', 'down', 'remove'), index: fc.nat(9) });
    let steps = 0;
    fc.assert(fc.property(fc.array(wish, { minLength: 1, maxLength: 12 }), (wishes) => {
      const newRow = ids();
      let here = doc;
      for (const { kind, index } of wishes) {
        const rows = rowsIn(here, GOALS);
        const row = rows.length === 0 ? '' : (rows[index % rows.length]?.$row ?? '');
        const at: RowPlace = { list: GOALS, def: defOf(GOALS), row };
        const edits = kind === 'add' ? addingRow(here, GOALS, defOf(GOALS), newRow).edits : row === '' ? [] : kind === 'copy' ? (copyingRow(here, at, newRow)?.edits ?? []) : kind === 'remove' ? removingRow(here, at) : movingRow(here, at, kind === 'up' ? -1 : 1);
        if (edits.length === 0) continue;
        const after = mustApply(here, edits);
        expect(mustApply(after, undoStep({ id: 's', label: 'Rows', edits }, 'u').edits)).toEqual(here);
        expect(numbers(after)).toEqual(rowsIn(after, GOALS).map((_, n) => n + 1));
        here = after;
        steps += 1;
      }
    }), { numRuns: 60 });
    expect(steps).toBeGreaterThan(150);
    expect(valueAt(doc, GOALS)).toHaveLength(count);
  });

  it('of goals take the links of the transition plan along', () => {
    const linked = { ...doc, pages: { ...doc.pages, transitionPlan: { psgTrainingLinkedGoals: [1, 2] } } } as unknown as IepDocument;
    const moved = mustApply(linked, movingRow(linked, place(linked, GOALS, 0), 1));
    expect(valueAt(moved, 'pages/transitionPlan/psgTrainingLinkedGoals')).toEqual([2, 1]);
    const gone = mustApply(linked, removingRow(linked, place(linked, GOALS, 0)));
    expect(valueAt(gone, 'pages/transitionPlan/psgTrainingLinkedGoals')).toEqual([1]);
  });
});
