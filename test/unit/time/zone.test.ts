import { describe, expect, it } from 'vitest';
import { localDate, localName, localTime } from '../../../shared/time/zone.ts';

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

  it('names an instant by its own time of day, and the hour that comes twice by two names', () => {
    expect(localName('2026-11-01T08:30:00.250Z', DISTRICT)).toBe('2026-11-01-013000-250-utc-0700');
    expect(localName('2026-11-01T09:30:00.250Z', DISTRICT)).toBe('2026-11-01-013000-250-utc-0800');
    expect(localName('2026-10-15T06:59:07.004Z', 'UTC')).toBe('2026-10-15-065907-004-utc-plus-0000');
    expect(localName('2026-10-15T06:59:07.004Z', 'Asia/Kolkata')).toBe('2026-10-15-122907-004-utc-plus-0530');
  });

  it('is the same when it is asked for twice, in another zone, or a millisecond later on another day', () => {
    for (const [instant, zone, date] of [
      ['2026-10-15T06:59:59.250Z', DISTRICT, '2026-10-14'], ['2026-10-15T06:59:59.999Z', DISTRICT, '2026-10-14'], ['2026-10-15T07:00:00.000Z', DISTRICT, '2026-10-15'], ['2026-10-15T07:00:00.001Z', 'Pacific/Honolulu', '2026-10-14'],
      ['2026-10-15T07:00:00.001Z', DISTRICT, '2026-10-15'], ['2027-10-15T07:00:00.001Z', DISTRICT, '2027-10-15'], ['2026-10-15T07:00:00.001-09:00', DISTRICT, '2026-10-15'], ['2026-10-15T07:00:00', 'UTC', localDate(new Date('2026-10-15T07:00:00').toISOString(), 'UTC')],
    ] as const) expect([localDate(instant, zone), localDate(instant, zone)]).toEqual([date, date]);
  });

  it('refuses an instant or a zone that does not exist', () => {
    expect(() => localDate('yesterday', DISTRICT)).toThrow('is not an instant');
    expect(() => localDate('2026-10-15T07:00:00Z', 'Mars/Olympus')).toThrow();
  });
});
