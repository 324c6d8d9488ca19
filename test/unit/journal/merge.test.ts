import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { valueAt } from '../../../shared/iep/address.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import type { Edit, JournalEntry, Step } from '../../../shared/journal/edit.ts';
import { rebase } from '../../../shared/journal/merge.ts';
import { textEdit } from '../../../shared/journal/text.ts';
import { RUNS, documents, mustApply, walk, wishes } from './documents.ts';

const TEXT = 'He reads well and writes little.';
const AT = 'pages/presentLevels/academicSkills';
const ITEMS = 'pages/goals/items';
const DOCUMENT = {
  schemaVersion: 1, documentId: 'd1', documentStatus: 'draft', consentStatus: 'notAsked', previousDocumentId: null, continuationOf: null, formLanguage: 'en', agency: {}, staff: [], meeting: {},
  pages: { presentLevels: { academicSkills: TEXT, health: '' }, goals: { items: [{ $row: 'a', annualGoal: 'A' }, { $row: 'b', annualGoal: 'B' }] } },
} as unknown as IepDocument;

function entries(steps: readonly Step[]): readonly JournalEntry[] {
  return steps.map((step, n) => ({ kind: 'edit', step, parent: n, by: 'them', device: 'other', seq: n + 1, at: '' }));
}

const step = (id: string, ...edits: readonly Edit[]): Step => ({ id, label: id, edits });

/** Both write from the same document; theirs reached the journal first. */
function meet(theirs: readonly Step[], mine: readonly Step[], start = DOCUMENT) {
  const doc = theirs.reduce((here, one) => mustApply(here, one.edits), start);
  const { applied, clashes } = rebase(mine, entries(theirs), doc);
  return { end: applied.reduce((here, one) => mustApply(here, one.edits), doc), applied, clashes };
}

describe('Two people in one draft', () => {
  it('write in two places of one text and both stay', () => {
    const theirs = step('t', textEdit(AT, TEXT, 'At school he reads well and writes little.'));
    const mine = step('m', textEdit(AT, TEXT, 'He reads well and writes very little.'));
    expect(valueAt(meet([theirs], [mine]).end, AT)).toBe('At school he reads well and writes very little.');
    expect(valueAt(meet([mine], [theirs]).end, AT)).toBe('At school he reads well and writes very little.');
  });

  it('keep several steps of each in one text apart', () => {
    const first = 'He reads well and writes very little.';
    const mine = [step('m1', textEdit(AT, TEXT, first)), step('m2', textEdit(AT, first, 'He reads well and, when alone, writes very little.'))];
    const middle = 'At school he reads well and writes little.';
    const theirs = [step('t1', textEdit(AT, TEXT, middle)), step('t2', textEdit(AT, middle, 'At school he reads quite well and writes little.'))];
    const { end, clashes } = meet(theirs, mine);
    expect(clashes).toEqual([]);
    expect(valueAt(end, AT)).toBe('At school he reads quite well and, when alone, writes very little.');
  });

  it('clash over the same words, and the later step on the same text goes with the one it stands on', () => {
    const first = 'He reads fluently and writes little.';
    const mine = [step('m1', textEdit(AT, TEXT, first)), step('m2', textEdit(AT, first, `${first} He likes maps.`)), step('m3', { op: 'set', at: 'pages/presentLevels/health', value: 'Good.', was: '' })];
    const { end, clashes, applied } = meet([step('t', textEdit(AT, TEXT, 'He reads poorly and writes little.'))], mine);
    expect(clashes.map((clash) => [clash.step.id, clash.at])).toEqual([['m1', AT], ['m2', AT]]);
    expect(applied.map((one) => one.id)).toEqual(['m3']);
    expect(valueAt(end, AT)).toBe('He reads poorly and writes little.');
  });

  it('clash when one replaced the text the other typed into', () => {
    const { clashes } = meet([step('t', { op: 'set', at: AT, value: 'New.', was: TEXT })], [step('m', textEdit(AT, TEXT, `Yes. ${TEXT}`))]);
    expect(clashes).toHaveLength(1);
  });

  it('who set the same field to the same value agree', () => {
    const both: Edit = { op: 'set', at: 'pages/presentLevels/health', value: 'Good.', was: '' };
    expect(meet([step('t', both)], [step('m', both)])).toMatchObject({ applied: [], clashes: [] });
  });

  it('who set the same field differently clash', () => {
    const { clashes, end } = meet([step('t', { op: 'set', at: 'pages/presentLevels/health', value: 'Good.', was: '' })], [step('m', { op: 'set', at: 'pages/presentLevels/health', value: 'Poor.', was: '' })]);
    expect(clashes.map((clash) => clash.at)).toEqual(['pages/presentLevels/health']);
    expect(valueAt(end, 'pages/presentLevels/health')).toBe('Good.');
  });

  it('never lose a new row, even when the row above it was removed', () => {
    const theirs = step('t', { op: 'removeRow', at: ITEMS, row: { $row: 'b', annualGoal: 'B' }, after: 'a' });
    const mine = step('m', { op: 'insertRow', at: ITEMS, row: { $row: 'x', annualGoal: 'X' }, after: 'b' });
    expect(valueAt(meet([theirs], [mine]).end, ITEMS)).toEqual([{ $row: 'a', annualGoal: 'A' }, { $row: 'x', annualGoal: 'X' }]);
  });

  it('clash when one removed the row the other wrote in, whoever came first', () => {
    const removal = step('r', { op: 'removeRow', at: ITEMS, row: { $row: 'b', annualGoal: 'B' }, after: 'a' });
    const writing = step('w', { op: 'set', at: `${ITEMS}/@b/annualGoal`, value: 'Better', was: 'B' });
    expect(meet([removal], [writing]).clashes).toHaveLength(1);
    expect(meet([writing], [removal]).clashes).toHaveLength(1);
  });

  it('who both removed a row, or both moved it, agree or follow the later hand', () => {
    const removal = step('r', { op: 'removeRow', at: ITEMS, row: { $row: 'b', annualGoal: 'B' }, after: 'a' });
    expect(meet([removal], [{ ...removal, id: 'm' }])).toMatchObject({ applied: [], clashes: [] });
    const move = step('v', { op: 'moveRow', at: ITEMS, row: 'b', after: null, wasAfter: 'a' });
    expect(meet([move], [{ ...move, id: 'm' }])).toMatchObject({ applied: [], clashes: [] });
    expect(meet([removal], [move]).clashes).toHaveLength(1);
  });

  it('get everything they wrote, or are told of it: no step vanishes in random writing', () => {
    let merged = 0;
    let clashed = 0;
    fc.assert(fc.property(documents, wishes, wishes, (doc, left, right) => {
      const theirs = walk(doc, left, 'theirs');
      const mine = walk(doc, right, 'mine');
      const { applied, clashes } = rebase(mine.steps, entries(theirs.steps), theirs.end);
      // Every applied step fits, in order, on the document as it is now.
      applied.reduce((here, one) => mustApply(here, one.edits), theirs.end);
      const told = new Set([...applied.map((one) => one.id), ...clashes.map((clash) => clash.step.id)]);
      const silent = mine.steps.filter((one) => !told.has(one.id));
      // A step left out silently had nothing left to do: the other person had done the same.
      for (const one of silent) for (const edit of one.edits) expect(['set', 'unset', 'moveRow', 'removeRow']).toContain(edit.op);
      merged += applied.length;
      clashed += clashes.length;
    }), RUNS);
    expect(merged).toBeGreaterThan(500);
    expect(clashed).toBeGreaterThan(50);
  });

  it('who touch different pages merge to the same document in either order', () => {
    let compared = 0;
    fc.assert(fc.property(documents, wishes, wishes, (doc, left, right) => {
      const page = (one: Step): string => one.edits[0]?.at.split('/').slice(0, 2).join('/') ?? '';
      const theirs = walk(doc, left, 't');
      const mine = walk(doc, right, 'm');
      const pages = new Set(theirs.steps.map(page));
      if (mine.steps.some((one) => pages.has(page(one)))) return;
      compared += 1;
      const one = rebase(mine.steps, entries(theirs.steps), theirs.end);
      const other = rebase(theirs.steps, entries(mine.steps), mine.end);
      expect([...one.clashes, ...other.clashes]).toEqual([]);
      expect(one.applied.reduce((here, item) => mustApply(here, item.edits), theirs.end)).toEqual(other.applied.reduce((here, item) => mustApply(here, item.edits), mine.end));
    }), { numRuns: 2000 });
    expect(compared).toBeGreaterThan(100);
  });
});
