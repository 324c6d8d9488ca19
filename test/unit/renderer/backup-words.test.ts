/** A backup is told by the clock of this computer, whatever UTC says. */
import { expect, test } from 'vitest';
import { whenMade } from '../../../renderer/backups/words.ts';

test('a backup of an afternoon in Los Angeles is told as that afternoon, midnight and noon as twelve', () => {
  expect(whenMade('2027-09-29T21:30:00.000Z', 'America/Los_Angeles')).toBe('9/29/2027, 2:30 pm');
  expect(whenMade('2027-09-30T06:59:00.000Z', 'America/Los_Angeles')).toBe('9/29/2027, 11:59 pm');
  expect(whenMade('2027-09-30T07:05:00.000Z', 'America/Los_Angeles')).toBe('9/30/2027, 12:05 am');
  expect(whenMade('2027-09-30T19:00:00.000Z', 'America/Los_Angeles')).toBe('9/30/2027, 12:00 pm');
});
