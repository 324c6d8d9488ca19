import { describe, expect, it } from 'vitest';
import { goalWords } from '../../../shared/flow/goal-words.ts';
import { redline } from '../../../shared/flow/redline.ts';
import { valueAt } from '../../../shared/iep/address.ts';
import { insertingEdits } from '../../../shared/journal/make.ts';
import { diff } from '../../../shared/journal/diff.ts';
import { OPEN, printing, Walk } from './room.ts';

const GOALS = 'pages/goals/items';

function table(): { readonly walk: Walk; readonly first: string } {
  const walk = new Walk().must(OPEN);
  const first = (valueAt(walk.document, GOALS) as readonly { readonly $row: string }[])[0]?.$row ?? '';
  walk.must({ type: 'goalDropped', goal: first, suggestedBy: 'Parent', reason: 'Met in June.' });
  return { walk, first };
}

describe('what happened to a goal at the table', () => {
  it('is said with who suggested it and why', () => {
    const { walk, first } = table();
    walk.edit(insertingEdits(walk.document, GOALS, { $row: 'new', annualGoal: 'Read.', addedBy: '' }, null));
    expect(goalWords(walk.document, `${GOALS}/@${first}`)).toBe('Dropped at the meeting, suggested by Parent: Met in June.');
    expect(goalWords(walk.document, `${GOALS}/@new`)).toBe('Added at the meeting, not said yet by whom.');
    walk.edit([{ op: 'set', at: `${GOALS}/@new/addedBy`, value: 'Teacher', was: '' }]);
    expect(goalWords(walk.document, `${GOALS}/@new`)).toBe('Added at the meeting, suggested by Teacher.');
    for (const at of [`${GOALS}/@new/annualGoal`, GOALS, 'pages/presentLevels']) expect(goalWords(walk.document, at)).toBe('');
  });

  it('stays in the list of changes, before and after, and in a redline from a copy that still had the goal', () => {
    const before = new Walk().must(OPEN).document;
    const { walk, first } = table();
    expect(diff(before, walk.document)).toMatchObject([{ at: `${GOALS}/@${first}`, kind: 'removed', before: { $row: first } }]);
    expect(redline(walk.document, before)).toMatchObject([{ at: `${GOALS}/@${first}`, said: 'Dropped at the meeting, suggested by Parent: Met in June.', after: undefined }]);
  });

  it('is no difference from a copy that was printed after it', () => {
    const { walk } = table();
    walk.must(printing(walk.document, walk.entries.length));
    expect(walk.differences()).toEqual([]);
  });
});
