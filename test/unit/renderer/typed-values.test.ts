import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDate, readTime, showDate, weekday } from '../../../renderer/form/dates.ts';
import { cleanPaste } from '../../../renderer/form/paste.ts';
import { isDate } from '../../../shared/time/dates.ts';

const TODAY = '2027-09-29';

describe('a date as people type it', () => {
  it.each([
    ['3/4/26', '2026-03-04'],
    ['03/04/2026', '2026-03-04'],
    ['3-4-2026', '2026-03-04'],
    ['3.4.2026', '2026-03-04'],
    ['2026-03-04', '2026-03-04'],
    ['12/31/85', '1985-12-31'],
    [' Today ', TODAY],
    ['+7d', '2027-10-06'],
    ['-1', '2027-09-28'],
    ['+2w', '2027-10-13'],
    ['2/29/2028', '2028-02-29'],
  ])('%s is %s', (typed, expected) => {
    expect(readDate(typed, TODAY)).toBe(expected);
  });

  it.each(['2/29/2027', '13/1/2026', '4/31/2026', 'soon', '3/4', '', '2026-3-4-1'])('%s is no date', (typed) => {
    expect(readDate(typed, TODAY)).toBeNull();
  });

  it('reads back every date it shows', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1980, max: 2099 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 31 }), (year, month, day) => {
        const iso = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
        fc.pre(isDate(iso));
        expect(readDate(showDate(iso), TODAY)).toBe(iso);
      }),
      { numRuns: 500 },
    );
  });

  it('has its weekday beside it', () => {
    expect(weekday('2026-10-14')).toBe('Wednesday');
    expect(weekday('')).toBe('');
  });
});

describe('a time as people type it', () => {
  it.each([
    ['14:35', '14:35'],
    ['2:35', '14:35'],
    ['2:35 pm', '14:35'],
    ['8:05', '08:05'],
    ['02:35', '02:35'],
    ['12:10 am', '00:10'],
    ['1435', '14:35'],
    ['9', '09:00'],
  ])('%s is %s', (typed, expected) => {
    expect(readTime(typed)).toBe(expected);
  });

  it.each(['25:00', '9:60', 'noon', '', '13 pm'])('%s is no time', (typed) => {
    expect(readTime(typed)).toBeNull();
  });
});

describe('pasted text', () => {
  it('keeps its lines and turns the bullets of word processors into list lines', () => {
    expect(cleanPaste('One\r\nTwo\u2028\u2022 a\r\uF0B7\tb')).toBe('One\nTwo\n- a\n- b');
  });

  it('loses no visible character', () => {
    const visible = (text: string): string => text.normalize('NFC').replace(/[\s\u0000-\u001F\u007F-\u009F\u00AD\u200B\u200E\u200F\u2060\uFEFF•·▪◦‣\uF0B7\uF0A7\uFFFD-]/gu, '');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        expect(visible(cleanPaste(text))).toBe(visible(text));
      }),
      { numRuns: 500 },
    );
  });

  it('is the same when pasted twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(cleanPaste(cleanPaste(text))).toBe(cleanPaste(text));
      }),
      { numRuns: 500 },
    );
  });
});
