import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IepDocument } from '../../../shared/iep/document.ts';
import { diff, editsBetween } from '../../../shared/journal/diff.ts';
import { RUNS, documents, mustApply, walk, wishes } from './documents.ts';

function goals(...rows: readonly (readonly [string, string])[]): IepDocument {
  return { ...BASE, pages: { goals: { items: rows.map(([id, words]) => ({ $row: id, annualGoal: words })) } } } as IepDocument;
}

const BASE = {
  schemaVersion: 1, documentId: 'd1', documentStatus: 'draft', consentStatus: 'notAsked', previousDocumentId: null, continuationOf: null, formLanguage: 'en', agency: {}, staff: [], meeting: { meetingDate: '2026-10-14' }, pages: {},
} as unknown as IepDocument;

describe('Edits between two documents', () => {
  it('applied to the first give the second, whatever the two are', () => {
    fc.assert(fc.property(documents, documents, (before, after) => {
      expect(mustApply(before, editsBetween(before, after))).toEqual(after);
    }), RUNS);
  });

  it('applied to the first give the second after random writing', () => {
    fc.assert(fc.property(documents, wishes, (doc, wanted) => {
      const { end } = walk(doc, wanted);
      expect(mustApply(doc, editsBetween(doc, end))).toEqual(end);
      expect(mustApply(end, editsBetween(end, doc))).toEqual(doc);
    }), RUNS);
  });

  it('are none when nothing differs', () => {
    fc.assert(fc.property(documents, (doc) => {
      expect(editsBetween(doc, structuredClone(doc))).toEqual([]);
    }), RUNS);
  });

  it('move one row when one row moved', () => {
    expect(editsBetween(goals(['a', ''], ['b', ''], ['c', ''], ['d', '']), goals(['b', ''], ['c', ''], ['d', ''], ['a', '']))).toEqual([{ op: 'moveRow', at: 'pages/goals/items', row: 'a', after: 'd', wasAfter: null }]);
  });
});

describe('Differences for people', () => {
  it('speak of the row, not of its position', () => {
    expect(diff(goals(['a', 'Read'], ['b', 'Write']), goals(['x', 'New'], ['b', 'Write well']))).toEqual([
      { at: 'pages/goals/items/@a', kind: 'removed', before: { $row: 'a', annualGoal: 'Read' }, after: undefined },
      { at: 'pages/goals/items/@b/annualGoal', kind: 'changed', before: 'Write', after: 'Write well' },
      { at: 'pages/goals/items/@x', kind: 'added', before: undefined, after: { $row: 'x', annualGoal: 'New' } },
    ]);
  });

  it('say from behind which row to behind which row one has moved', () => {
    expect(diff(goals(['a', ''], ['b', ''], ['c', '']), goals(['c', ''], ['a', ''], ['b', '']))).toEqual([{ at: 'pages/goals/items/@c', kind: 'moved', before: 'b', after: null }]);
  });

  it('say that a goal dropped at the table has left, and come again when that was taken back', () => {
    const dropped = (doc: IepDocument, ...ids: readonly string[]): IepDocument => ({ ...doc, work: { goals: Object.fromEntries(ids.map((id) => [id, { state: 'dropped', by: 'Parent', reason: 'Met.' }])) } }) as unknown as IepDocument;
    const two = goals(['a', 'Read'], ['b', 'Write']);
    expect(diff(two, dropped(two, 'b'))).toEqual([{ at: 'pages/goals/items/@b', kind: 'removed', before: { $row: 'b', annualGoal: 'Write' }, after: undefined }]);
    expect(diff(dropped(two, 'b'), two)).toMatchObject([{ at: 'pages/goals/items/@b', kind: 'added' }]);
    expect(diff(dropped(two, 'b'), dropped(two, 'b'))).toEqual([]);
    expect(diff(dropped(two, 'b'), dropped(goals(['a', 'Read'], ['b', 'Write well']), 'b'))).toMatchObject([{ at: 'pages/goals/items/@b/annualGoal', kind: 'changed' }]);
    expect(diff(goals(['a', 'Read']), dropped(two, 'b'))).toMatchObject([{ at: 'pages/goals/items/@b', kind: 'added' }]);
  });

  it('say that a page was added or removed', () => {
    const amended = { ...BASE, pages: { amendment: { changes: 'x' } } } as IepDocument;
    const without = { ...BASE, pages: { amendment: null } } as unknown as IepDocument;
    expect(diff(without, amended)).toEqual([{ at: 'pages/amendment', kind: 'added', before: null, after: { changes: 'x' } }]);
    expect(diff(amended, without)).toEqual([{ at: 'pages/amendment', kind: 'removed', before: { changes: 'x' }, after: null }]);
  });

  it('are none exactly when the edits between are none, apart from what the flow writes', () => {
    fc.assert(fc.property(documents, wishes, (doc, wanted) => {
      const { end } = walk(doc, wanted);
      expect(diff(doc, end).length === 0).toBe(editsBetween(doc, end).length === 0);
    }), RUNS);
  });

  const traces: readonly (readonly [string, object, object])[] = [
    ['page states', { goals: { pageState: 'draft' } }, { goals: { pageState: 'final' } }],
    ["the parent's answer and signatures", { consent: [{ $row: 'c', consentChoice: '', parentSignatures: [] }] }, { consent: [{ $row: 'c', consentChoice: 'agreeAll', parentSignatures: [{ $row: 's' }] }] }],
    ['sign-in lines', { attendance: [{ $row: 'a', participants: [{ $row: 'p', sig: { outcome: 'none' } }] }] }, { attendance: [{ $row: 'a', participants: [{ $row: 'p', sig: { outcome: 'signed' } }] }] }],
    ['the end of the session in the notes', { structuredNotes: { header: { end: '' } } }, { structuredNotes: { header: { end: '15:30' } } }],
    ['results of rules', { structuredNotes: { pwnCheck: null } }, { structuredNotes: { pwnCheck: { complete: true } } }],
  ];
  it.each(traces)('leave out %s: ink and states, not changed words', (_name, before, after) => {
    expect(diff({ ...BASE, pages: before } as IepDocument, { ...BASE, pages: after } as IepDocument)).toEqual([]);
    expect(editsBetween({ ...BASE, pages: before } as IepDocument, { ...BASE, pages: after } as IepDocument)).not.toEqual([]);
  });

  it('do not leave out words beside them', () => {
    const before = { ...BASE, pages: { consent: [{ $row: 'c', parentComment: '' }], attendance: [{ $row: 'a', participants: [{ $row: 'p', name: 'A' }] }] } } as unknown as IepDocument;
    const after = { ...BASE, pages: { consent: [{ $row: 'c', parentComment: 'Please call.' }], attendance: [{ $row: 'a', participants: [{ $row: 'p', name: 'B' }] }] } } as unknown as IepDocument;
    expect(diff(before, after).map((difference) => difference.at)).toEqual(['pages/consent/@c/parentComment', 'pages/attendance/@a/participants/@p/name']);
  });
});
