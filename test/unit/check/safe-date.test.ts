import { describe, expect, it } from 'vitest';
import { LEAD_DAYS, safeDateWarning } from '../../../shared/check/safe-date.ts';

const TODAY = '2027-09-29';
const DUES = [
  { kind: 'annual', label: 'Annual review', due: '2027-10-14' }, { kind: 'triennial', label: 'Triennial evaluation', due: '2027-11-06' }, { kind: 'progressReport', label: 'Progress report 4 on goals', due: '2027-10-01' },
] as const;
const warn = (meeting: string, purposes: readonly string[] = ['annual'], leadDays = LEAD_DAYS, today = TODAY) => safeDateWarning(meeting, purposes, DUES, leadDays, today);

describe('a day chosen for a meeting', () => {
  it('warns from nine days before the due date on, not at ten, and names the latest safe date', () => {
    expect(LEAD_DAYS).toBe(10);
    expect(warn('2027-10-04')).toBeNull();
    expect(warn('2027-10-05')).toEqual({ due: '2027-10-14', latest: '2027-10-04', words: 'Annual review: a meeting on Oct 5, 2027 leaves 9 days to move it before it is due on Oct 14, 2027. The latest safe date is Oct 4, 2027.' });
    expect(warn('2027-10-13')?.words).toContain('leaves 1 day to move it');
    expect(warn('2027-10-14')?.words).toContain('leaves no day to move it');
  });

  it('after the due date says that it is late', () => {
    expect(warn('2027-10-20')?.words).toBe('Annual review: a meeting on Oct 20, 2027 is after its due date, Oct 14, 2027. The latest safe date is Oct 4, 2027.');
  });

  it('counts the days the district has set', () => {
    expect(warn('2027-10-04', ['annual'], 14)).toMatchObject({ latest: '2027-09-30' });
    expect(warn('2027-10-13', ['annual'], 0)).toBeNull();
    expect(warn('2027-10-15', ['annual'], 0)).toMatchObject({ latest: '2027-10-14' });
  });

  it('is held against what the meeting settles: its purposes, and whatever every meeting settles', () => {
    expect(warn('2027-10-30', ['triennial'])).toMatchObject({ due: '2027-11-06', latest: '2027-10-27' });
    expect(warn('2027-10-30', ['annual', 'triennial'])).toMatchObject({ due: '2027-10-14' });
    expect(warn('2027-10-30', ['transition'])).toBeNull();
    expect(safeDateWarning('2027-10-30', ['other'], [{ kind: 'parentRequest', label: 'Meeting the parents asked for', due: '2027-11-01' }], 10, TODAY)).toMatchObject({ latest: '2027-10-22' });
  });

  it('is held against the nearest of several days, whatever order they come in, and is no day past on that day itself', () => {
    const later = [...DUES].toReversed();
    expect(safeDateWarning('2027-10-30', ['annual', 'triennial'], later, 10, TODAY)).toMatchObject({ due: '2027-10-14' });
    expect(warn('2027-10-08', ['annual'], 10, '2027-10-04')?.words).toContain('The latest safe date is Oct 4, 2027.');
  });

  it('says that the safe date has passed where it has, and is silent for what is no day', () => {
    expect(warn('2027-10-08', ['annual'], 10, '2027-10-06')?.words).toContain('The latest safe date, Oct 4, 2027, has passed: take the earliest day the parent can come.');
    expect(warn('')).toBeNull();
    expect(warn('10/8')).toBeNull();
  });
});
