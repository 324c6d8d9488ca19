/** Findings are shown anew only when they say something else: same is what reads the same, letter by letter. */
import { expect, test } from 'vitest';
import { checkDocument, foundTheSame, type Checked } from '../../../shared/check/summary.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import { dice } from '../../crash/seeded.ts';
import { sampleDocument } from '../iep/sample.ts';
import { randomlyEdited } from './random-edits.ts';

const EDITS = 250;
const TODAY = '2026-10-20';

test.each([1, 2, 3])('after random edits (seed %s) the findings are called the same exactly when they read the same', { timeout: 120_000 }, (seed) => {
  const random = dice(seed);
  let document: IepDocument = sampleDocument();
  let before: Checked = checkDocument(document, TODAY);
  const verdicts = { same: 0, other: 0 };
  for (let n = 0; n < EDITS; n += 1) {
    document = randomlyEdited(document, random);
    const now = checkDocument(document, TODAY);
    const same = foundTheSame(before, now);
    expect(same, `seed ${seed}, edit ${n}`).toBe(JSON.stringify(before) === JSON.stringify(now));
    verdicts[same ? 'same' : 'other'] += 1;
    before = now;
  }
  expect(Math.min(verdicts.same, verdicts.other)).toBeGreaterThan(20);
});

test('a finding that differs in one member alone, or stands elsewhere, is another; so is one more page, and another count', () => {
  const found: Checked = {
    issues: [{ id: 'L-1', severity: 'gap', message: 'Say why.', fields: ['f'], at: ['pages/goals/a'], page: 'goals', detail: 'd', law: 'S-1' }, { id: 'L-2', severity: 'error', message: 'No.', fields: [], at: [], page: 'goals' }],
    pages: { goals: { gaps: 1, errors: 1, warnings: 0, waiting: 0 } },
  };
  const [first, second] = found.issues as [Checked['issues'][number], Checked['issues'][number]];
  const changes = [{ id: 'L-3' }, { severity: 'warning' }, { message: 'Say when.' }, { fields: ['g'] }, { fields: ['f', 'g'] }, { at: ['pages/goals/b'] }, { page: 'consent' }, { detail: 'e' }, { law: 'S-2' }] as const;
  for (const change of changes) expect(foundTheSame(found, { ...found, issues: [{ ...first, ...change }, second] }), JSON.stringify(change)).toBe(false);
  expect(foundTheSame(found, { ...found, issues: [second, first] })).toBe(false);
  expect(foundTheSame(found, { ...found, issues: [first] })).toBe(false);
  for (const count of ['gaps', 'errors', 'warnings', 'waiting'] as const) expect(foundTheSame(found, { ...found, pages: { goals: { gaps: 1, errors: 1, warnings: 0, waiting: 0, [count]: 9 } } })).toBe(false);
  expect(foundTheSame(found, { ...found, pages: { ...found.pages, consent: { gaps: 0, errors: 0, warnings: 0, waiting: 0 } } })).toBe(false);
  expect(foundTheSame(found, structuredClone(found))).toBe(true);
});
