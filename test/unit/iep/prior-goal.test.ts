import { describe, expect, it } from 'vitest';
import { progressWords } from '../../../shared/iep/prior-goal.ts';

describe('the progress of last year’s goal', () => {
  it('is one sentence a report, in the words of the form', () => {
    expect(progressWords({
      progressReports: [
        { reportNo: 1, dueDate: '2026-12-04', reportDate: '2026-12-02', progressCode: '2', summary: 'Reads 60 words a minute', comment: '' },
        { reportNo: 2, dueDate: '2027-03-12', progressCode: '3', summary: 'Reads 80 words a minute.', comment: 'He asks for longer books.' },
      ],
      annualReviewDate: '2027-10-01', goalMet: 'N', annualReviewComment: 'Two of four trials.',
    })).toEqual([
      'Report 1, Dec 2, 2026: Partial progress (1 to 49 %). Reads 60 words a minute.',
      'Report 2, Mar 12, 2027: Substantial progress (50 to 99 %). Reads 80 words a minute. He asks for longer books.',
      'Annual review, Oct 1, 2027: Goal not met. Two of four trials.',
    ]);
  });

  it('is nothing where nobody has reported', () => {
    expect(progressWords({ progressReports: [{ reportNo: 1, dueDate: '2026-12-04' }], goalMet: '', annualReviewDate: null })).toEqual([]);
    expect(progressWords({})).toEqual([]);
  });
});
