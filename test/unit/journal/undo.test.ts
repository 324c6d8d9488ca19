import { describe, expect, it } from 'vitest';
import type { FlowEvent } from '../../../shared/flow/events.ts';
import type { JournalEntry, Step } from '../../../shared/journal/edit.ts';
import { undoStep } from '../../../shared/journal/invert.ts';
import { undoState } from '../../../shared/journal/undo.ts';

const step = (id: string): Step => ({ id, label: `Edit ${id}`, edits: [{ op: 'set', at: `pages/presentLevels/${id}`, value: id, was: '' }] });
const ONE = step('one');
const TWO = step('two');
const THREE = step('three');

function journal(...items: readonly (Step | FlowEvent | readonly [string, Step])[]): readonly JournalEntry[] {
  return items.map((item, n): JournalEntry => {
    const stamp = { by: Array.isArray(item) ? (item[0] as string) : 'me', device: 'laptop', seq: n + 1, at: '2026-10-14T21:35:00Z' };
    if (Array.isArray(item)) return { kind: 'edit', step: item[1] as Step, parent: n, ...stamp };
    return 'type' in item ? { kind: 'flow', event: item, ...stamp } : { kind: 'edit', step: item as Step, parent: n, ...stamp };
  });
}

const ids = (state: { readonly undo: Step | null; readonly redo: Step | null }): readonly (string | null)[] => [state.undo?.id ?? null, state.redo?.id ?? null];

describe('What Ctrl+Z and Ctrl+Y take back next', () => {
  it('is nothing in an empty journal', () => {
    expect(ids(undoState([], [], 'me'))).toEqual([null, null]);
  });

  it('is the last step, then the one before, then forward again', () => {
    const back = undoStep(TWO, 'u2');
    const backAgain = undoStep(ONE, 'u1');
    const forward = undoStep(backAgain, 'r1');
    expect(ids(undoState(journal(ONE, TWO), [], 'me'))).toEqual(['two', null]);
    expect(ids(undoState(journal(ONE, TWO, back), [], 'me'))).toEqual(['one', 'u2']);
    expect(ids(undoState(journal(ONE, TWO, back, backAgain), [], 'me'))).toEqual([null, 'u1']);
    expect(ids(undoState(journal(ONE, TWO, back, backAgain, forward), [], 'me'))).toEqual(['r1', 'u2']);
  });

  it('forgets the way forward when something new is written', () => {
    expect(ids(undoState(journal(ONE, TWO, undoStep(TWO, 'u2'), THREE), [], 'me'))).toEqual(['three', null]);
  });

  it('counts steps that are still on their way to disk, each once', () => {
    expect(ids(undoState(journal(ONE), [ONE, TWO], 'me'))).toEqual(['two', null]);
    expect(ids(undoState(journal(ONE, TWO), [undoStep(TWO, 'u2')], 'me'))).toEqual(['one', 'u2']);
  });

  it("leaves another person's steps alone", () => {
    expect(ids(undoState(journal(ONE, ['somebody', TWO]), [], 'me'))).toEqual(['one', null]);
    expect(ids(undoState(journal(ONE, ['somebody', TWO]), [], 'somebody'))).toEqual(['two', null]);
  });

  it('never reaches behind a printed parent copy, but past a page marked discussed', () => {
    const copy = { copyId: 'c', code: 'c', label: 'PARENT COPY', printedAt: '', sheets: 1, contentHash: '', pdfSha256: '', position: 1, pages: [] };
    expect(ids(undoState(journal(ONE, { type: 'parentCopyPrinted', copy, end: '15:30' }), [], 'me'))).toEqual([null, null]);
    expect(ids(undoState(journal(ONE, { type: 'parentCopyPrinted', copy, end: '15:30' }, TWO), [], 'me'))).toEqual(['two', null]);
    expect(ids(undoState(journal(ONE, { type: 'pageDiscussed', page: 'goals' }), [], 'me'))).toEqual(['one', null]);
  });
});
