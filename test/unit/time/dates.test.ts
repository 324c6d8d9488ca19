import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, addYears, ageOn, daysBetween, formatDate, isDate, monthsOn, schoolYearSept1, yearEnd } from '../../../shared/time/dates.ts';

/** Any real date a record may hold, made by another calendar than ours. */
const anyDate = fc.integer({ min: 0, max: 43_829 }).map((days) => Temporal.PlainDate.from('1980-01-01').add({ days }).toString());
const RUNS = { numRuns: 2_000 };

describe('dates', () => {
  it('are real calendar days between 1980 and 2099', () => {
    for (const date of ['1980-01-01', '2099-12-31', '2024-02-29', '2000-02-29', '2026-04-30']) expect(isDate(date), date).toBe(true);
    for (const text of ['', '1979-12-31', '2100-01-01', '2026-02-29', '2026-04-31', '2026-13-01', '2026-00-10', '2026-1-1', '10/14/2026', '2026-10-14T00:00', ' 2026-10-14']) expect(isDate(text), text).toBe(false);
  });

  it('clamp to the last day of a shorter month', () => {
    expect(addYears('2024-02-29', 1)).toBe('2025-02-28');
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2026-01-15', -1)).toBe('2025-12-15');
  });

  it('agree with Temporal on every sum of days, months and years', () => {
    fc.assert(fc.property(anyDate, fc.integer({ min: -800, max: 800 }), (date, n) => {
      const plain = Temporal.PlainDate.from(date);
      expect(addDays(date, n)).toBe(plain.add({ days: n }).toString());
      expect(addMonths(date, n)).toBe(plain.add({ months: n }).toString());
      expect(addYears(date, n % 40)).toBe(plain.add({ years: n % 40 }).toString());
    }), RUNS);
  });

  it('agree with Temporal on every distance', () => {
    fc.assert(fc.property(anyDate, anyDate, (a, b) => {
      expect(daysBetween(a, b)).toBe(Temporal.PlainDate.from(a).until(b).days);
      expect(addDays(a, daysBetween(a, b))).toBe(b);
    }), RUNS);
  });

  it('count the birthday itself as the new age', () => {
    expect(ageOn('2020-02-10', '2026-02-09')).toBe(5);
    expect(ageOn('2020-02-10', '2026-02-10')).toBe(6);
    expect(ageOn('2020-02-29', '2023-02-28')).toBe(3);
    expect(monthsOn('2023-05-10', '2026-02-09')).toBe(32);
    expect(monthsOn('2023-05-10', '2026-02-10')).toBe(33);
  });

  it('give the largest age whose birthday has been reached', () => {
    fc.assert(fc.property(anyDate, anyDate, (born, on) => {
      const age = ageOn(born, on);
      expect(addYears(born, age) <= on && on < addYears(born, age + 1)).toBe(true);
      const months = monthsOn(born, on);
      expect(addMonths(born, months) <= on && on < addMonths(born, months + 1)).toBe(true);
    }), RUNS);
  });

  it('know the June 30 and the September 1 of a school year', () => {
    expect(['2026-02-10', '2026-06-30', '2026-07-01', '2026-12-31'].map(yearEnd)).toEqual(['2026-06-30', '2026-06-30', '2027-06-30', '2027-06-30']);
    expect(['2026-02-10', '2026-06-30', '2026-07-01', '2026-09-30'].map(schoolYearSept1)).toEqual(['2025-09-01', '2025-09-01', '2026-09-01', '2026-09-01']);
  });

  it('are written with the month as a word, and text that is no date as it stands', () => {
    expect(formatDate('2026-10-04', 'en')).toBe('Oct 4, 2026');
    expect(formatDate('2026-10-04', 'es')).toBe('4 oct 2026');
    expect(formatDate('soon', 'en')).toBe('soon');
  });

  it('refuse to count from something that is no date', () => {
    expect(() => addYears('', 1)).toThrow('is not a calendar date');
    expect(() => daysBetween('2026-02-30', '2026-03-01')).toThrow('is not a calendar date');
  });
});
