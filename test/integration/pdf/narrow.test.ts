/** A word wider than its column, in the narrowest columns there are: it is cut between two letters, so that no mark stands without its letter and no emoji is two halves. */
import { describe, expect, test } from 'vitest';
import { coverageOf } from '../../../electron/pdf/engine.ts';
import { keepFaces } from '../../../electron/pdf/faces.ts';
import { formsOf } from '../../../electron/pdf/sections.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import type { JsonObject } from '../../../shared/iep/json.ts';
import { visible } from '../../../shared/paper/clean.ts';
import { paperOf } from '../../../shared/paper/plan.ts';
import { factsOf, sampleDocument } from '../../unit/paper/sample.ts';
import { FONTS } from './tools.ts';

const sample = sampleDocument();
const faces = keepFaces(FONTS);
/** Letters of the longest word that has no place to break in it (clean.ts). */
const LONGEST = 38;
const LETTERS: Readonly<Record<string, string>> = { 'a vowel sign after its letter': 'ਕੀ', 'a vowel sign before its letter': 'ਕਿ', 'a joined letter': 'ਕ੍ਰੀ', 'marks over a letter': 'wq\u0323\u0301', 'a skin': '👍🏽', 'a family': '👩‍👩‍👧‍👦' };
/** Beginnings of several widths, so that the end of a column falls at every place of a letter. */
const BEGINNINGS = ['', 'i', 'il', 'nn', 'mil', 'Wim'];

/** The word in two columns of the supports for school personnel, where it is typed by people. */
function withWord(word: string): IepDocument {
  const services = sample.pages.fapeServices as JsonObject;
  const supports = services['otherSupports'] as readonly JsonObject[];
  return { ...sample, pages: { ...sample.pages, fapeServices: { ...services, otherSupports: supports.map((row) => ({ ...row, frequency: word, duration: `a ${word}` })) } } } as unknown as IepDocument;
}

/** The lines of the sheets, as they were laid out. */
function linesOf(document: IepDocument): readonly string[] {
  const { definition } = paperOf(factsOf(document, { kind: 'draft', only: ['fapeServices'] }));
  return formsOf(faces, coverageOf(FONTS), new Map(), [definition]).flat().flatMap(({ sheets }) => sheets.flatMap(({ items }) => items.flatMap((one) => (one.type === 'line' ? [(one.item.inlines ?? []).map(({ text }) => text).join('')] : []))));
}

describe('a word wider than its column', () => {
  test.each(Object.entries(LETTERS))('%s is never taken apart, and none is lost', (_name, letter) => {
    let cuts = 0;
    for (const beginning of BEGINNINGS) {
      const word = (beginning + letter.repeat(LONGEST)).slice(0, beginning.length + letter.length * Math.floor((LONGEST - beginning.length) / Array.from(letter).length));
      const lines = linesOf(withWord(word));
      const parts = lines.filter((line) => line.includes(letter.slice(0, 2)) || /^[\p{M}\p{Emoji_Modifier}\u200d\udc00-\udfff]/u.test(line));
      cuts += parts.length;
      expect([beginning, parts.filter((line) => /^[\p{M}\p{Emoji_Modifier}\u200d]|\p{Surrogate}|\u200d\s*$/u.test(line))]).toEqual([beginning, []]);
      const all = visible(lines.join(''));
      expect([beginning, all.split(visible(letter)).length - 1]).toEqual([beginning, 4 * (visible(word).split(visible(letter)).length - 1)]);
    }
    expect(cuts).toBeGreaterThan(4 * BEGINNINGS.length);
  }, 60_000);
});
