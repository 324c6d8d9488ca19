import { describe, expect, test } from 'vitest';
import { FAMILY, type Family } from '../../../electron/pdf/fonts.ts';
import { inVisualOrder, readingOf } from '../../../electron/pdf/reading.ts';
import { cutText } from '../../../electron/pdf/scripts.ts';

/** Stand-ins for fonts: which letters each has. */
const HAS: Readonly<Record<Family, RegExp>> = {
  Arimo: /[\u0020-\u024f\u2018-\u201d\u0400-\u04ff]/u, Armenian: /[\u0530-\u058f]/u, Gurmukhi: /[\u0a00-\u0a7f]/u, Arabic: /[\u0600-\u06ff ().,:0-9]/u, ArabicFromLeft: /[\u06f0-\u06f9]/u, Chinese: /[\u3000-\u9fff]/u, Emoji: /\p{Emoji_Presentation}/u,
};
const coverage = { has: (family: Family, code: number) => HAS[family].test(String.fromCodePoint(code)) };
const cut = (text: string) => cutText(text, coverage).stretches.map((one) => [one.text, one.family, one.level]);

describe('a text is cut into stretches of one font', () => {
  test('and is left whole while the printing font has every letter', () => {
    expect(cut('Nolan reads; niño, “so” and Щ.')).toEqual([['Nolan reads; niño, “so” and Щ.', FAMILY, 0]]);
    expect(cut('plain')).toEqual([['plain', FAMILY, 0]]);
  });

  test('where blanks and marks stay with the letters before them', () => {
    expect(cut('read 他 每 Աշ x')).toEqual([['read ', FAMILY, 0], ['他 每 ', 'Chinese', 0], ['Աշ ', 'Armenian', 0], ['x', FAMILY, 0]]);
  });

  test('and of one direction: numbers in Arabic run from left to right, in their own font', () => {
    expect(cut('كل ۹۰ IEP يوم')).toEqual([['كل ', 'Arabic', 1], ['۹۰', 'ArabicFromLeft', 2], [' ', 'Arabic', 1], ['IEP', FAMILY, 2], [' يوم', 'Arabic', 1]]);
    expect(cutText('كل', coverage).fromRight).toBe(true);
    expect(cutText('He said كل', coverage).fromRight).toBe(false);
  });

  test('what no font has is named, once for each sign, and reported', () => {
    expect(cutText('a ខ b', coverage)).toMatchObject({ text: 'a [U+1781] b', missing: ['U+1781'] });
  });

  test('joiners stay where they shape, and go where the printing font stands before them', () => {
    expect(cutText('a\u200db', coverage).text).toBe('ab');
    expect(cutText('می\u200cخواند', coverage).text).toBe('می\u200cخواند');
  });
});

describe('the words of a line', () => {
  const inline = (text: string, x: number, level = 0, trailingCut = 0) => ({ text, x, width: text.length, level, trailingCut });

  test('stay as they were laid out when they run from left to right', () => {
    expect(inVisualOrder([inline('He ', 0), inline('reads', 3)]).map((one) => [one.text, one.x])).toEqual([['He ', 0], ['reads', 3]]);
  });

  test('are turned around from right to left, numbers kept, the blank at the end of the line let go', () => {
    const line = [inline('aa ', 0, 1), inline('12', 3, 2), inline(' bb ', 5, 1, 1)];
    expect(inVisualOrder(line).map((one) => [one.text, one.x])).toEqual([[' bb', 0], ['12', 3], ['aa ', 5]]);
  });

  test('in a line from left to right only the foreign words are turned around', () => {
    const line = [inline('he ', 0), inline('aa ', 3, 1), inline('bb ', 6, 1), inline('so', 9)];
    expect(inVisualOrder(line).map((one) => [one.text, one.x])).toEqual([['he ', 0], ['bb ', 3], ['aa ', 6], ['so', 9]]);
  });

  test('a text without such letters is not looked at twice', () => {
    expect(readingOf('Nolan').levels).toBeNull();
  });
});
