/** The guess of how wide a text is, against the font it is printed in: a guess that is far off puts a box to tick on the words before it. */
import PDFDocument from 'pdfkit';
import { describe, expect, test } from 'vitest';
import { boldWidth, textWidth } from '../../../shared/paper/letters.ts';
import { FONTS } from '../../integration/pdf/tools.ts';
import { PRINTED, pairsIn } from '../iep/spanish-pairs.ts';

const file = new PDFDocument({ autoFirstPage: false });
file.registerFont('body', Buffer.from(FONTS.regular));
file.registerFont('bold', Buffer.from(FONTS.bold));
const drawn = (text: string, size: number, face: 'body' | 'bold' = 'body'): number => file.font(face).fontSize(size).widthOfString(text);

const TEXTS = [...new Set(PRINTED.flatMap(([, value]) => pairsIn(value, '')).flatMap(({ en, es }) => [en, es, `${en}\u00a0/ ${es}`]))];

describe('how wide a text is', () => {
  test('is guessed within a point in thirty of what the body font draws', () => {
    expect(TEXTS.length).toBeGreaterThan(1_500);
    expect(TEXTS.map((text) => [text, textWidth(text) - drawn(text, 9.5)] as const).filter(([text, off]) => Math.abs(off) > 1 + drawn(text, 9.5) / 30)).toEqual([]);
  });

  test('is guessed no narrower than bold titles are, or a title of two lines would stand on what is under it', () => {
    expect(TEXTS.filter((text) => text.length > 20 && boldWidth(text, 13) < drawn(text, 13, 'bold'))).toEqual([]);
  });

  test('counts a mark over a letter as nothing and a Chinese letter as a square', () => {
    expect(textWidth('e\u0301')).toBe(textWidth('e'));
    expect(textWidth('中文', 10)).toBe(20);
  });
});
