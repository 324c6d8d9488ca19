import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IepDocument } from '../../../shared/iep/document.ts';
import { applyEdits } from '../../../shared/journal/apply.ts';
import type { Edit } from '../../../shared/journal/edit.ts';
import { invertEdit, undoStep } from '../../../shared/journal/invert.ts';
import { RUNS, documents, editsFor, mustApply, walk, wishes, words } from './documents.ts';

const DOCUMENT = {
  schemaVersion: 1, documentId: 'd1', documentStatus: 'draft', consentStatus: 'notAsked', previousDocumentId: null, continuationOf: null, formLanguage: 'en', agency: {}, staff: [], meeting: {},
  pages: {
    presentLevels: { strengths: 'Curious.', hearingScreen: null },
    goals: { items: [{ $row: 'a', annualGoal: 'First' }, { $row: 'b', annualGoal: 'Second' }, { $row: 'c', annualGoal: 'Third' }] },
  },
} as IepDocument;

const ITEMS = 'pages/goals/items';
const STRENGTHS = 'pages/presentLevels/strengths';

function order(doc: IepDocument): string {
  return (doc.pages.goals as unknown as { items: { $row: string }[] }).items.map((row) => row.$row).join('');
}

function refused(edit: Edit): string {
  const before = structuredClone(DOCUMENT);
  const outcome = applyEdits(DOCUMENT, [{ op: 'set', at: STRENGTHS, value: 'Touched first.', was: 'Curious.' }, edit]);
  expect(DOCUMENT).toEqual(before);
  if (outcome.ok) throw new Error('The edit was taken.');
  expect(outcome.at).toBe(edit.at);
  return outcome.reason;
}

describe('An edit', () => {
  it('sets, begins and takes out a field', () => {
    expect(mustApply(DOCUMENT, [{ op: 'set', at: STRENGTHS, value: 'Kind.', was: 'Curious.' }]).pages.presentLevels).toEqual({ strengths: 'Kind.', hearingScreen: null });
    const begun = mustApply(DOCUMENT, [{ op: 'set', at: 'pages/presentLevels/health', value: 'Good.', was: undefined }]);
    expect(begun.pages.presentLevels).toHaveProperty('health', 'Good.');
    expect(mustApply(begun, [{ op: 'unset', at: 'pages/presentLevels/health', was: 'Good.' }])).toEqual(DOCUMENT);
  });

  it('replaces a stretch of text', () => {
    expect(mustApply(DOCUMENT, [{ op: 'splice', at: STRENGTHS, index: 0, removed: 'C', inserted: 'Very c' }]).pages.presentLevels).toHaveProperty('strengths', 'Very curious.');
  });

  it('inserts, moves and removes rows at the place of their neighbours', () => {
    expect(order(mustApply(DOCUMENT, [{ op: 'insertRow', at: ITEMS, row: { $row: 'x' }, after: null }]))).toBe('xabc');
    expect(order(mustApply(DOCUMENT, [{ op: 'insertRow', at: ITEMS, row: { $row: 'x' }, after: 'b' }]))).toBe('abxc');
    expect(order(mustApply(DOCUMENT, [{ op: 'moveRow', at: ITEMS, row: 'a', after: 'c', wasAfter: null }]))).toBe('bca');
    expect(order(mustApply(DOCUMENT, [{ op: 'moveRow', at: ITEMS, row: 'c', after: null, wasAfter: 'b' }]))).toBe('cab');
    expect(order(mustApply(DOCUMENT, [{ op: 'removeRow', at: ITEMS, row: { $row: 'b', annualGoal: 'Second' }, after: 'a' }]))).toBe('ac');
  });

  it('keeps speaking of its own row when rows are inserted and moved around it', () => {
    const moved = mustApply(DOCUMENT, [{ op: 'insertRow', at: ITEMS, row: { $row: 'x' }, after: null }, { op: 'moveRow', at: ITEMS, row: 'b', after: null, wasAfter: 'a' }]);
    expect(mustApply(moved, [{ op: 'set', at: `${ITEMS}/@b/annualGoal`, value: 'Mine', was: 'Second' }]).pages.goals).toEqual({
      items: [{ $row: 'b', annualGoal: 'Mine' }, { $row: 'x' }, { $row: 'a', annualGoal: 'First' }, { $row: 'c', annualGoal: 'Third' }],
    });
  });

  it('shares every part of the document it did not touch', () => {
    const after = mustApply(DOCUMENT, [{ op: 'set', at: `${ITEMS}/@b/annualGoal`, value: 'New', was: 'Second' }]);
    expect(after.pages.presentLevels).toBe(DOCUMENT.pages.presentLevels);
    expect(after.meeting).toBe(DOCUMENT.meeting);
    const [first, , third] = (after.pages.goals as unknown as { items: object[] }).items;
    const [wasFirst, , wasThird] = (DOCUMENT.pages.goals as unknown as { items: object[] }).items;
    expect(first).toBe(wasFirst);
    expect(third).toBe(wasThird);
  });
});

describe('An edit that does not fit is refused with a reason and changes nothing', () => {
  const misfits: readonly (readonly [string, Edit, RegExp])[] = [
    ['the field holds something else', { op: 'set', at: 'pages/presentLevels/hearingScreen', value: 'x', was: 'y' }, /something else by now/u],
    ['the field was thought empty', { op: 'set', at: 'pages/presentLevels/hearingScreen', value: 'x', was: undefined }, /something else by now/u],
    ['the field to take out holds something else', { op: 'unset', at: 'pages/presentLevels/hearingScreen', was: 'y' }, /something else by now/u],
    ['the page is not there', { op: 'set', at: 'pages/amendment/changes', value: 'x', was: undefined }, /could hold a field/u],
    ['the group is absent', { op: 'set', at: 'pages/presentLevels/hearingScreen/date', value: 'x', was: undefined }, /could hold a field/u],
    ['the text reads differently', { op: 'splice', at: STRENGTHS, index: 0, removed: 'Kind', inserted: '' }, /reads differently/u],
    ['the offset lies behind the text', { op: 'splice', at: STRENGTHS, index: 99, removed: '', inserted: 'x' }, /reads differently/u],
    ['there is no text', { op: 'splice', at: 'pages/goals', index: 0, removed: '', inserted: 'x' }, /no text/u],
    ['the row is there already', { op: 'insertRow', at: ITEMS, row: { $row: 'a' }, after: null }, /already in the list/u],
    ['the row above is gone', { op: 'insertRow', at: ITEMS, row: { $row: 'x' }, after: 'gone' }, /row above/u],
    ['there is no list', { op: 'insertRow', at: 'pages/presentLevels', row: { $row: 'x' }, after: null }, /no list of rows/u],
    ['the row to move is gone', { op: 'moveRow', at: ITEMS, row: 'gone', after: null, wasAfter: null }, /no longer/u],
    ['the row stands elsewhere', { op: 'moveRow', at: ITEMS, row: 'a', after: 'c', wasAfter: 'b' }, /another order/u],
    ['a row is to stand after itself', { op: 'moveRow', at: ITEMS, row: 'a', after: 'a', wasAfter: null }, /after itself/u],
    ['the row to remove was changed', { op: 'removeRow', at: ITEMS, row: { $row: 'a', annualGoal: 'Else' }, after: null }, /something else/u],
    ['the row to remove stands elsewhere', { op: 'removeRow', at: ITEMS, row: { $row: 'b', annualGoal: 'Second' }, after: null }, /another order/u],
    ['the row to remove is gone', { op: 'removeRow', at: ITEMS, row: { $row: 'gone' }, after: null }, /no longer/u],
    ['a row would change its id', { op: 'set', at: `${ITEMS}/@a/$row`, value: 'z', was: 'a' }, /keeps its id/u],
    ['a row is replaced whole', { op: 'set', at: `${ITEMS}/@a`, value: { $row: 'a' }, was: { $row: 'a', annualGoal: 'First' } }, /inserted, moved or removed/u],
    ['a new row has no id inside', { op: 'insertRow', at: ITEMS, row: { $row: 'x', objectives: [{ text: 'no id' }] }, after: null }, /own row id/u],
    ['two rows would share an id', { op: 'set', at: 'pages/presentLevels/hearingScreen', value: [{ $row: 'p' }, { $row: 'p' }], was: null }, /same row id/u],
  ];
  it.each(misfits)('%s', (_name, edit, reason) => {
    expect(refused(edit)).toMatch(reason);
  });

  it.each(['__proto__', 'constructor', 'prototype'])('the name %s, in an address and in a value', (name) => {
    expect(refused({ op: 'set', at: `pages/${name}/polluted`, value: 'x', was: undefined })).toMatch(/not one of this document/u);
    expect(refused({ op: 'set', at: `pages/presentLevels/${name}`, value: 'x', was: undefined })).toMatch(/not one of this document/u);
    const hostile = JSON.parse(`{"note":{"${name}":{"polluted":true}}}`) as Record<string, never>;
    expect(refused({ op: 'set', at: 'pages/presentLevels/hearingScreen', value: hostile, was: null })).toMatch(/no IEP has/u);
    expect(refused({ op: 'insertRow', at: ITEMS, row: { $row: 'x', inner: hostile }, after: null })).toMatch(/no IEP has/u);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('whatever random thing was wrong about it', () => {
    let looked = 0;
    fc.assert(fc.property(documents, wishes, words, (doc, wanted, other) => {
      for (const wanting of wanted) {
        for (const edit of editsFor(doc, wanting)) {
          const stale = edit.op === 'set' || edit.op === 'unset' ? { ...edit, was: { gone: other } } : edit.op === 'splice' ? { ...edit, removed: `${edit.removed}\u0000${other}` } : edit.op === 'moveRow' ? { ...edit, wasAfter: 'nobody' } : { ...edit, after: 'nobody' };
          const before = structuredClone(doc);
          expect(applyEdits(doc, [stale]).ok).toBe(false);
          expect(doc).toEqual(before);
          looked += 1;
        }
      }
    }), RUNS);
    expect(looked).toBeGreaterThan(1000);
  });
});

describe('Random writing', () => {
  it('is taken back whole by undoing every step, newest first', () => {
    fc.assert(fc.property(documents, wishes, (doc, wanted) => {
      const { start, end, steps } = walk(doc, wanted);
      const back = steps.toReversed().reduce((here, step) => mustApply(here, undoStep(step, `undo-${step.id}`).edits), end);
      expect(back).toEqual(start);
    }), RUNS);
  });

  it('comes back by undoing the undo', () => {
    fc.assert(fc.property(documents, wishes, (doc, wanted) => {
      for (const { edits } of walk(doc, wanted).steps) for (const edit of edits) expect(invertEdit(invertEdit(edit))).toEqual(edit);
    }), RUNS);
  });

  it('gives the same document one edit at a time and all at once', () => {
    fc.assert(fc.property(documents, wishes, (doc, wanted) => {
      const { end, steps } = walk(doc, wanted);
      expect(mustApply(doc, steps.flatMap((step) => step.edits))).toEqual(end);
    }), RUNS);
  });

  it('of different fields gives the same document in either order', () => {
    let compared = 0;
    fc.assert(fc.property(documents, wishes, wishes, (doc, left, right) => {
      const mine = left.flatMap((one) => editsFor(doc, one)).slice(0, 1);
      const yours = right.flatMap((one) => editsFor(doc, one)).slice(0, 1);
      const [a, b] = [mine[0], yours[0]];
      if (a === undefined || b === undefined || a.at === b.at || a.at.startsWith(`${b.at}/`) || b.at.startsWith(`${a.at}/`)) return;
      compared += 1;
      expect(mustApply(mustApply(doc, mine), yours)).toEqual(mustApply(mustApply(doc, yours), mine));
    }), { numRuns: 800 });
    expect(compared).toBeGreaterThan(300);
  });
});
