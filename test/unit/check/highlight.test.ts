import { describe, expect, it } from 'vitest';
import { DEFAULT_CALENDAR, closingBefore, highlight, nextReportDate } from '../../../shared/check/highlight.ts';

describe('the highlight of reported fields', () => {
  it.each([
    ['2026-11-02', 'yellow'], ['2026-11-03', 'red'], ['2026-12-01', 'red'], ['2026-12-02', 'yellow'],
    ['2026-06-01', 'yellow'], ['2026-06-02', 'red'], ['2026-06-30', 'red'], ['2026-07-01', 'yellow'],
  ] as const)('on %s is %s', (today, colour) => {
    expect(highlight(true, today)).toBe(colour);
    expect(highlight(false, today)).toBe('none');
  });

  it('follows the dates and the window of the district, across New Year too', () => {
    const calendar = { reportDates: [{ label: 'Jan 10', month: 1, day: 10 }], redWindowDays: 14 };
    expect([highlight(true, '2026-12-26', calendar), highlight(true, '2026-12-27', calendar), highlight(true, '2027-01-10', calendar), highlight(true, '2027-01-11', calendar)]).toEqual(['yellow', 'red', 'red', 'yellow']);
    expect(nextReportDate('2026-12-26', calendar)).toBe('2027-01-10');
  });

  it('knows the next report date of the state', () => {
    expect([nextReportDate('2026-12-01'), nextReportDate('2026-12-02'), nextReportDate('2026-07-01')]).toEqual(['2026-12-01', '2027-06-30', '2026-12-01']);
    expect(() => nextReportDate('2026-12-01', { ...DEFAULT_CALENDAR, reportDates: [] })).toThrow('no report date');
  });
});

describe('changing a red field (CAS-901)', () => {
  it('asks first when the meeting comes after the report date or is not dated', () => {
    expect(closingBefore('2026-11-20', '2026-12-02')).toBe('2026-12-01');
    expect(closingBefore('2026-11-20', '')).toBe('2026-12-01');
  });

  it('is free for a meeting before the report and in other weeks', () => {
    expect(closingBefore('2026-11-20', '2026-12-01')).toBeNull();
    expect(closingBefore('2026-11-02', '2026-12-02')).toBeNull();
  });
});
