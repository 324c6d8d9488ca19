import { describe, expect, test } from 'vitest';
import { breakable, clean, cutPlace, lettersThatFit, oneLine, visible } from '../../../shared/paper/clean.ts';

describe('what a user pasted is made safe to print', () => {
  test('letters are composed, so that decomposed Vietnamese extracts as it reads', () => {
    expect(clean('Thi\u0323 Ho\u0302\u0300ng')).toBe('Thị Hồng');
  });

  test('controls and invisible direction marks vanish, line ends of every kind become one', () => {
    expect(clean('a\u0000b\u0007c\u202ed\u2066e')).toBe('abcde');
    expect(clean('1\r\n2\r3\u20284\u20295\u00856\u000b7\f8')).toBe('1\n2\n3\n4\n5\n6\n7\n8');
  });

  test('a sign among plain letters is read as it is read among others', () => {
    const beside = Array.from({ length: 0x250 }, (_none, code) => String.fromCharCode(code));
    expect(beside.filter((sign) => clean(`He${sign}reads`) !== clean(`é He${sign}reads`).slice(2))).toEqual([]);
    expect(beside.filter((sign) => clean(`He${sign}reads`) === `He${sign}reads`)).toContain('~');
    expect(clean('1\u007f2\t3\r4')).toBe('12 3\n4');
  });

  test('what an audit compares has no blank of any kind, at its ends or between', () => {
    const blanks = [' ', '\t', '\n', '\r', '\u00a0', '\u2003', '\u200b', '\u3000', '\ufeff'];
    expect(blanks.filter((blank) => visible(`${blank}He${blank}${blank}reads${blank}it${blank}`) !== 'Hereadsit')).toEqual([]);
  });

  test('a lone surrogate becomes the replacement character, a pair stays whole', () => {
    expect(clean('x\ud83dy')).toBe('x\ufffdy');
    expect(clean('x😀y')).toBe('x😀y');
  });

  test('marks piled on one letter are cut after eight', () => {
    expect(Array.from(clean(`a${'\u0316'.repeat(10_000)}b`))).toHaveLength(10);
  });

  test('an object where a text was expected is printed as text and never read as a page element', () => {
    expect(clean({ image: '/etc/passwd' })).toBe('[object Object]');
  });

  test('a word longer than forty characters may break after every fortieth, and loses nothing', () => {
    const word = 'x'.repeat(3_000);
    const broken = breakable(word);
    expect(Math.max(...broken.split('\u200b').map((part) => part.length))).toBe(40);
    expect(visible(broken)).toBe(word);
    expect(breakable('short words stay')).toBe('short words stay');
  });

  test('a long word never breaks inside a letter: a mark alone on the next sheet would join the letter that stands there', () => {
    const letters = { marked: `e${'\u0301'.repeat(8)}`, family: '👩‍👩‍👧‍👦', skin: '👍🏽', flag: '🇺🇸', thai: 'กี่', punjabi: 'ਕ੍ਰਿ', hangul: '\u1112\u1161\u11ab' };
    for (const [name, letter] of Object.entries(letters)) {
      const word = letter.repeat(600);
      const parts = breakable(word).split('\u200b');
      expect([name, parts.join('')]).toEqual([name, word]);
      expect([name, parts.length > 20]).toEqual([name, true]);
      expect([name, parts.filter((part) => Array.from(part).length > 40)]).toEqual([name, []]);
      expect([name, parts.filter((part) => part.length % letter.length !== 0)]).toEqual([name, []]);
      expect([name, cutPlace(word, 1_000) % letter.length, cutPlace(word, 1_000) > 980]).toEqual([name, 0, true]);
    }
  });

  test('signs joined without end are one letter to a reader and still break, never before a mark', () => {
    for (const word of ['\u1100'.repeat(3_000), '👩\u200d'.repeat(3_000), `क${'\u094dक'.repeat(3_000)}`]) {
      const parts = breakable(word).split('\u200b');
      expect(parts.join('')).toBe(word);
      expect(Math.max(...parts.map((part) => Array.from(part).length))).toBeLessThanOrEqual(40);
      expect(parts.filter((part) => /^\p{M}/u.test(part))).toEqual([]);
      expect(cutPlace(word, 1_000)).toBeGreaterThan(0);
    }
  });

  test('a line for the header is bounded and single', () => {
    expect(oneLine(`A\nB ${'c'.repeat(100)}`, 10)).toBe('A B ccccc…');
    expect(oneLine(`Nq\u0301eeb 👨‍👩‍👧 and more`, 11)).toBe('Nq\u0301eeb …');
    expect(oneLine(`Nq\u0301eeb`, 4)).toBe('Nq\u0301…');
    expect(oneLine(`Nq\u0301eeb`, 3)).toBe('N…');
  });

  test('what stands on a line is whole letters, and at least one', () => {
    const first = (text: string, most: number): string => text.slice(0, lettersThatFit(text, (beginning) => beginning.length <= most));
    expect(first('q\u0301q\u0301q\u0301', 3)).toBe('q\u0301');
    expect(first('😀😀😀', 3)).toBe('😀');
    expect(first('👨‍👩‍👧👍🏽', 4)).toBe('👨‍👩‍👧');
    expect(first('word', 40)).toBe('word');
  });
});
