import { describe, expect, it } from 'vitest';
import { localDate, localTime } from '../../../shared/time/zone.ts';

const DISTRICT = 'America/Los_Angeles';

describe("the district's clock", () => {
  it('still shows the evening of the day before when UTC has turned the page', () => {
    expect(localDate('2026-10-15T06:59:00Z', DISTRICT)).toBe('2026-10-14');
    expect(localTime('2026-10-15T06:59:00Z', DISTRICT)).toBe('23:59');
  });

  it('shows midnight as 00:00 and follows daylight saving time', () => {
    expect(localTime('2026-10-15T07:00:00Z', DISTRICT)).toBe('00:00');
    expect(localTime('2026-12-15T08:00:00Z', DISTRICT)).toBe('00:00');
    expect(localTime('2026-11-01T08:30:00Z', DISTRICT)).toBe('01:30');
    expect(localTime('2026-11-01T09:30:00Z', DISTRICT)).toBe('01:30');
  });

  it('refuses an instant or a zone that does not exist', () => {
    expect(() => localDate('yesterday', DISTRICT)).toThrow('is not an instant');
    expect(() => localDate('2026-10-15T07:00:00Z', 'Mars/Olympus')).toThrow();
  });
});
