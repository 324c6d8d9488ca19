import { describe, expect, it } from 'vitest';
import { earlierReports, progressWords } from '../../../shared/iep/prior-goal.ts';
import { inDayOrder, isEarlierReport, withReportsInOrder } from '../../../shared/iep/report-order.ts';
import { sampleDocument } from './sample.ts';

const numbers = (reports: readonly { readonly reportNo?: number }[]): readonly unknown[] => reports.map(({ reportNo }) => reportNo);

describe('progress reports', () => {
  it('come in the order of their days, those without a day last, and keep their numbers', () => {
    const reports = [{ reportNo: 1, dueDate: '2026-12-04' }, { reportNo: 5 }, { reportNo: 3, dueDate: '2027-06-04' }, { reportNo: 4, dueDate: '2027-04-09' }, { reportNo: 2, dueDate: '', reportDate: '2027-03-10' }];
    expect(numbers(inDayOrder(reports))).toEqual([1, 2, 4, 3, 5]);
  });

  it('of the same day stay as they stood, and a list in order is the same list', () => {
    const reports = [{ reportNo: 2, dueDate: '2026-12-04' }, { reportNo: 1, dueDate: '2026-12-04' }, { reportNo: 3, dueDate: '2027-12-04' }];
    expect(inDayOrder(reports)).toBe(reports);
    const sample = sampleDocument();
    expect(withReportsInOrder(sample)).toBe(sample);
  });

  it('are earlier by their day; by their number where a day is missing; and none is earlier than itself', () => {
    expect(isEarlierReport({ reportNo: 4, dueDate: '2027-04-09' }, { reportNo: 3, dueDate: '2027-06-04' })).toBe(true);
    expect(isEarlierReport({ reportNo: 3, dueDate: '2027-06-04' }, { reportNo: 4, dueDate: '2027-04-09' })).toBe(false);
    expect(isEarlierReport({ reportNo: 1 }, { reportNo: 2, dueDate: '2026-12-04' })).toBe(true);
    expect(isEarlierReport({ reportNo: 2, reportDate: '2026-12-01' }, { reportNo: 2, dueDate: '2026-12-04' })).toBe(false);
  });

  it('on a goal are read in that order, and what was said before one is what is earlier than it', () => {
    const goal = { progressReports: [{ reportNo: 1, dueDate: '2026-12-04', summary: 'First.' }, { reportNo: 3, dueDate: '2027-06-04', summary: 'Last.' }, { reportNo: 4, dueDate: '2027-04-09', summary: 'Between.' }] };
    expect(progressWords(goal)).toEqual(['Report 1, Dec 4, 2026: First.', 'Report 4, Apr 9, 2027: Between.', 'Report 3, Jun 4, 2027: Last.']);
    expect(earlierReports(goal, { reportNo: 4, dueDate: '2027-04-09' })).toEqual(['Report 1, Dec 4, 2026: First.']);
    expect(earlierReports(goal, { reportNo: 3, dueDate: '2027-06-04' })).toEqual(['Report 1, Dec 4, 2026: First.', 'Report 4, Apr 9, 2027: Between.']);
  });
});
