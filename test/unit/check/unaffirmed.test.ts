/** Who is on the unaffirmed list, and from which day they are late. */
import { expect, it } from 'vitest';
import { unaffirmed } from '../../../shared/check/unaffirmed.ts';

it('holds an IEP from the day of its meeting on, due for seven days and overdue on the eighth', () => {
  expect(unaffirmed('2027-09-29', '2027-09-28')).toBeNull();
  expect(unaffirmed('2027-09-29', '2027-09-29')).toEqual({ days: 0, by: '2027-10-06', isOverdue: false });
  expect(unaffirmed('2027-09-29', '2027-10-06')).toEqual({ days: 7, by: '2027-10-06', isOverdue: false });
  expect(unaffirmed('2027-09-29', '2027-10-07')).toEqual({ days: 8, by: '2027-10-06', isOverdue: true });
});

it('holds nobody whose day is not known', () => {
  for (const day of ['', 'soon', '2027-02-30']) expect(unaffirmed(day, '2027-10-07')).toBeNull();
});
