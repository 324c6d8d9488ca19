/** What was written and what was struck out, word by word, for the redline a case manager reads. */
import { diffWordsWithSpace } from 'diff';

export interface WordChange {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** Most word changes compared one by one; beyond it the texts have nothing to do with each other and are shown whole, in time. */
const MOST_CHANGES = 2_000;

export function wordDiff(before: string, after: string): readonly WordChange[] {
  const changes = diffWordsWithSpace(before, after, { maxEditLength: MOST_CHANGES });
  if (changes === undefined) return wholly(before, after);
  return changes.map((change) => ({ kind: change.added ? 'added' : change.removed ? 'removed' : 'same', text: change.value }));
}

function wholly(before: string, after: string): readonly WordChange[] {
  const both: readonly WordChange[] = [{ kind: 'removed', text: before }, { kind: 'added', text: after }];
  return both.filter((change) => change.text !== '');
}
