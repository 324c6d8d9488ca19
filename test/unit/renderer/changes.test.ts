import { expect, test } from 'vitest';
import { changedPages } from '../../../renderer/meeting/changes.ts';
import { diff } from '../../../shared/journal/diff.ts';
import { sampleDocument, withPage } from '../paper/sample.ts';

test('the pages on which something changed are named once each, in the order of the IEP', () => {
  const before = sampleDocument();
  const after = withPage(withPage(before, 'structuredNotes', { otherFactors: 'He moves in March.', agreements: 'All of it.' }), 'presentLevels', { health: 'He wears glasses now.' });
  expect(changedPages(after, diff(before, after))).toEqual(['presentLevels', 'structuredNotes']);
  expect(changedPages(before, diff(before, before))).toEqual([]);
});
