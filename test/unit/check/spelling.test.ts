import { describe, expect, it } from 'vitest';
import { hints, NOTHING_KNOWN } from '../../../shared/check/hints.ts';
import { misspelledIn, ownWordsOf, spellingHints, wordsToSpell } from '../../../shared/check/spelling.ts';
import { statementsOf } from '../../../shared/check/statements.ts';
import { sampleDocument } from '../iep/sample.ts';
import { STRENGTHS, saying } from './words.ts';

const NOBODY = new Set<string>();

describe('the words a dictionary is asked about', () => {
  it.each([
    ['Nolan reads 60 words, well.', ['Nolan', 'reads', 'words', 'well']],
    ["He doesn’t like Ms. Wu's co-taught class", ['He', "doesn't", 'like', 'Ms', 'Wu\'s', 'co', 'taught', 'class']],
    ['in the 4th grade, RF.4.3, 12min', ['in', 'the', 'grade']],
    ['IEP and IEPs, FAPE, CAASPP; READINGS', ['and', 'READINGS']],
    ['an iPad, Mr. McKinney', ['an', 'Mr']],
    ['write a.b@school.org or www.school.org/reading, https://x.example/abc today', ['write', 'or', 'today']],
    ['la niña leerá más', ['la', 'niña', 'leerá', 'más']],
    ['他读书 و يقرأ Читает', []],
    ['A a b', []],
    [`a ${'y'.repeat(64)} ${'z'.repeat(65)} end`, ['y'.repeat(64), 'end']],
    ['(a.b@school.org) wrote @home', ['wrote', 'home']],
  ])('of "%s"', (text, words) => expect(wordsToSpell(text).map(({ word }) => word)).toEqual(words));

  // Read from each sign anew, 100 KB without a space takes half a minute, and the window stands still for as long.
  it.each(['x', 'xX', 'a1', '@', 'é'])('are read in one pass through 100 KB of "%s" without a space', (signs) => {
    expect(wordsToSpell(signs.repeat(102_400 / signs.length))).toEqual([]);
  }, 2000);

  it('stand where they stand in the text, accents apart or joined', () => {
    const text = `El nin\u0303o no lee`;
    for (const { word, from, to } of wordsToSpell(text)) expect(text.slice(from, to).normalize('NFC')).toBe(word);
    expect(wordsToSpell(text).map(({ word }) => word)).toContain('niño');
  });
});

describe('a word no dictionary knows', () => {
  const unknown = new Set(['definately', 'Birchwater', "Birchwater's", 'lecura']);

  it('is one hint a statement, which names every such word once', () => {
    const doc = saying('He definately reads the lecura, definately.');
    const found = spellingHints(doc, statementsOf(doc), unknown).filter(({ at }) => at[0] === STRENGTHS);
    expect(found.map(({ id, severity, message }) => [id, severity, message])).toEqual([['HINT-SPELL', 'hint', 'Strengths, preferences and interests: "definately" and "lecura" are in no dictionary here. Check their spelling.']]);
    const one = saying('He definately reads.');
    expect(spellingHints(one, statementsOf(one), unknown).map(({ message }) => message)).toEqual(['Strengths, preferences and interests: "definately" is in no dictionary here. Check its spelling.']);
    expect(hints(doc, { ...NOTHING_KNOWN, unknownWords: unknown }).filter(({ id }) => id === 'HINT-SPELL')).toEqual(found);
  });

  it('is right when it is a name of this record, with and without an apostrophe', () => {
    const doc = saying("Birchwater reads Birchwater's books.");
    expect(ownWordsOf(doc).size).toBeGreaterThan(60);
    expect(spellingHints(doc, statementsOf(doc), unknown)).toEqual([]);
    expect(misspelledIn('Birchwater reads.', unknown, NOBODY).map(({ word }) => word)).toEqual(['Birchwater']);
  });

  it('is right when it stands in a list of short values of this record', () => {
    expect([...ownWordsOf(sampleDocument())]).toContain('decoding');
  });

  it('are named three as three', () => {
    const doc = saying('He definately reads the lecura and the bok every day.');
    expect(spellingHints(doc, statementsOf(doc), new Set([...unknown, 'bok'])).find(({ at }) => at[0] === STRENGTHS)?.message).toContain('"definately", "lecura" and "bok" are in no dictionary');
  });

  it('is not made right by standing in another statement', () => {
    expect(ownWordsOf(saying('He definately reads.')).has('definately')).toBe(false);
  });

  it('is left alone in a text that is mostly unknown: it is in another language', () => {
    const hmong = 'Nws nyiam nyeem ntawv thiab kos duab';
    const all = new Set(wordsToSpell(hmong).map(({ word }) => word));
    expect(all.size).toBeGreaterThanOrEqual(6);
    expect(misspelledIn(hmong, all, NOBODY)).toEqual([]);
    expect(misspelledIn('nyeem ntawv', all, NOBODY)).toHaveLength(2);
    expect(misspelledIn(`${hmong} in the library with his class and reads many books`, all, NOBODY).length).toBeGreaterThan(5);
  });

  it('is nothing before the dictionaries were asked', () => {
    const doc = sampleDocument();
    expect(spellingHints(doc, statementsOf(doc), NOBODY)).toEqual([]);
  });
});
