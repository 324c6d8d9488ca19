import { describe, expect, test } from 'vitest';
import type { LaidInline, LaidSheet } from '../../../electron/pdf/audit.ts';
import { auditSheets } from '../../../electron/pdf/audit.ts';

const LETTER = { width: 612, height: 792 };
const piece = (text: string, textNumber: number, x = 0): LaidInline => ({ text, textNumber, x, width: text.length * 5 });
const sheet = (...lines: readonly { readonly x?: number; readonly y?: number; readonly inlines: readonly LaidInline[] }[]): LaidSheet => ({
  pageSize: LETTER, items: lines.map((line) => ({ type: 'line', item: { x: 40, y: 100, getHeight: () => 11, ...line } })),
});
const texts = [{ at: 'pages/goals/x', text: 'Nolan will read.' }, { at: '', text: 'Goal' }];

describe('the audit of laid-out sheets', () => {
  test('passes when every text stands whole, also over two sheets', () => {
    const report = auditSheets([sheet({ inlines: [piece('Goal', 1)] }, { inlines: [piece('Nolan ', 0), piece('will ', 0, 30)] }), sheet({ inlines: [piece('read.', 0)] })], texts);
    expect(report).toEqual({ charactersIn: 18, charactersPlaced: 18, lost: [], offSheet: [] });
  });

  test('names a text of which a word is missing', () => {
    const report = auditSheets([sheet({ inlines: [piece('Goal', 1), piece('Nolan ', 0), piece('read.', 0)] })], texts);
    expect(report.lost).toEqual([texts[0]]);
    expect(report.charactersPlaced).toBe(report.charactersIn - 4);
  });

  test('names a text that is missing altogether', () => {
    expect(auditSheets([sheet({ inlines: [piece('Goal', 1)] })], texts).lost).toEqual([texts[0]]);
  });

  test('does not take other letters for the right ones', () => {
    expect(auditSheets([sheet({ inlines: [piece('Goal', 1), piece('Nolan must read.', 0)] })], texts).lost).toEqual([texts[0]]);
  });

  test('names a text beyond each edge of the paper', () => {
    for (const place of [{ x: 600 }, { x: -20 }, { y: 785 }, { y: -5 }]) {
      const report = auditSheets([sheet({ inlines: [piece('Goal', 1)] }, { ...place, inlines: [piece('Nolan will read.', 0)] })], texts);
      expect(report.offSheet).toEqual([texts[0]]);
      expect(report.lost).toEqual([texts[0]]);
    }
  });

  test('accepts a table head repeated whole on further sheets, and not one cut short', () => {
    const whole = sheet({ inlines: [piece('Goal', 1)] });
    const body = sheet({ inlines: [piece('Nolan will read.', 0)] });
    expect(auditSheets([whole, body, whole], texts).lost).toEqual([]);
    expect(auditSheets([whole, body, sheet({ inlines: [piece('Go', 1)] })], texts).lost).toEqual([texts[1]]);
  });

  test('refuses to speak about text that belongs to no plan', () => {
    expect(() => auditSheets([sheet({ inlines: [{ text: 'stray', x: 0, width: 20 }] })], texts)).toThrow('belongs to no text');
  });
});
