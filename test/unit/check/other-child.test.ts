import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameFinder, otherChildHints, peopleOf, type PersonName } from '../../../shared/check/other-child.ts';
import { statementsOf } from '../../../shared/check/statements.ts';
import { sampleDocument } from '../iep/sample.ts';
import { STRENGTHS, saying } from './words.ts';

const CASELOAD: readonly PersonName[] = [
  ['Marisol', 'Quintero'], ['José', 'Ibarra'], ['Anne-Marie', 'Thornbury'], ['Will', 'Okafor'], ['May', 'Sundaram'], ['Grace', 'Holloway'], ['Hope', 'Lindqvist'], ['Mark', 'Tran'],
  ['Chase', 'Devereaux'], ['Art', 'Vasquez'], ['Madison', 'Fairweather'], ['Dana', 'Kowalczyk'], ['Nolan', 'Reyes'], ["D'Angelo", 'Whitfield'], ['Mary Ann', 'Petrov'], ['Lily', 'De la Cruz'], ['June', 'Abernathy'], ['Zoë', "O'Brien"],
].map(([first, last]) => ({ first: String(first), last: String(last) }));

const find = nameFinder(CASELOAD, peopleOf(sampleDocument()));

/** Sentences in which another child's name stands. */
const NAMED: readonly string[] = [
  'Marisol enjoys science.', 'The class helped Marisol with the map.', "He sits at Marisol's table.", 'He sits at Marisol’s table.', 'MARISOL reads aloud.', 'Nolan and Marisol-led groups meet daily.',
  'Jose reads well.', 'JOSÉ reads well.', 'Reading: José reads well.', 'Anne-Marie reads well.', 'Anne Marie reads well.', "D'Angelo reads well.", 'D’Angelo’s goal was met.', 'Mary Ann reads well.', 'Zoe reads well.',
  'When asked, Will answers in one word.', 'Nolan sits beside Grace and reads.', 'It was said that Mark likes drums.', 'The aide and Hope walk together.', 'Then Chase reads the passage.', 'In music, Art sings.', 'The group chose May as its speaker.',
  'Will Okafor reads well.', 'Hope K. Lindqvist reads well.', 'Art Vasquez, grade 4, reads well.', 'Quintero, Marisol: reading.', 'Nolan Reyes reads well.', 'Dana Kowalczyk reads well.', 'Lily de la Cruz reads well.', 'May Sundaram is nine.',
  'Marisol Elena Quintero is nine.', 'A Marisol le gusta leer.', 'El equipo habló con José.', 'Madison reads 40 words.', '1. Marisol reads well.',
  '5 children heard June read.', 'The aide heard June read page 5', 'He thanked the principal, Marisol too.', 'He saw Marisol (Elementary was over).',
];

/** Sentences in which none does. */
const UNNAMED: readonly string[] = [
  'Nolan will read.', 'Will he read?', 'Will you be there in May?', 'He hopes to read in May 2027.', 'By May, he will read.', 'May he read aloud?', 'Since last May he reads.', 'The review is on 4 May 2027.', 'In June and July he rests.', 'The team compared June and September probes.',
  'Grace and patience help him.', 'He works with grace.', 'Hope is what he needs.', 'Mark the answer with a pen.', 'Art is his favorite class.', 'His best class is: Art.', 'Chase games please him.', 'He took art and music.', 'marisol', 'a madison avenue', 'He attends Madison Elementary.',
  'He moved from Madison Middle School.', 'Ms. Grace reads to him.', 'Mr. Mark is his coach.', 'La Escuela Madison está cerca.', 'Dana signed the notes.', 'Nolan reads.', "Nolan's friend reads.", 'Quintero and Okafor are teachers.', 'Lilypad and Marisolina are words.', 'The jose-like plant.', '“Will it help?” he asked.',
  'The team compared March versus June.', 'The March June probes were flat.', 'The June July probes were flat.', 'The team held June versus September.', 'He came June 4.', 'It was 4 June.', 'Mary, Ann and Ruth read.', 'Mary reads with Ann.', 'Mary reads well.',
];

describe('another student’s name', () => {
  it.each(NAMED)('is found in "%s"', (text) => expect(find(text)).not.toBeNull());
  it.each(UNNAMED)('is not found in "%s"', (text) => expect(find(text)).toBeNull());

  it('is told as whole where the last name stands beside it', () => {
    expect(find('Then Will reads.')).toEqual({ from: 5, whole: false });
    expect(find('Then Will Okafor reads.')).toEqual({ from: 5, whole: true });
  });

  it.each([
    ['Quintero, Marisol: reading.', 10, true], ['Later, Marisol reads.', 7, false], ['He said quintero, Marisol reads.', 18, false], ['Quintero; Marisol reads.', 10, false],
    ['Marisol Elena Luz Quintero reads.', 0, true], ['Marisol Elena Luz Paz Quintero reads.', 0, false], ['Marisol, Quintero taught.', 0, false], ['Marisol quintero reads.', 0, false],
  ])('is told as whole only as a name is written: %s', (text, from, whole) => expect(find(text)).toEqual({ from, whole }));

  it('counts a last name of one letter, and a first name of one letter alone, for nothing', () => {
    expect(nameFinder([{ first: 'Marisol', last: 'Q' }], [])('Marisol Q reads.')).toEqual({ from: 0, whole: false });
    const initial = nameFinder([{ first: 'J', last: 'Quarterman' }], []);
    expect([initial('Then J reads.'), initial('Then J Quarterman reads.')]).toEqual([null, { from: 5, whole: true }]);
    expect(nameFinder([{ first: 'Bo', last: 'Ng' }], [])('Then Bo Ng reads.')).toEqual({ from: 5, whole: true });
  });

  it('counts together with the last name when somebody here bears part of the first', () => {
    const ann = nameFinder([{ first: 'Mary Ann', last: 'Petrov' }], ['Ann Doe']);
    expect([ann('Then Mary Ann reads.'), ann('Then Mary Ann Petrov reads.')]).toEqual([null, { from: 5, whole: true }]);
    expect(nameFinder([{ first: 'Rosalind', last: 'Quarterman' }], peopleOf(sampleDocument()))('Rosalind Quarterman reads.')).toEqual({ from: 0, whole: true });
  });

  it('is no other student’s when this student, a parent or a member of the team bears it', () => {
    expect(peopleOf(sampleDocument())).toEqual(expect.arrayContaining(['Nolan Everett Birchwater', 'Dana Birchwater', 'Rosalind Achterberg', 'Gideon Yarrow']));
    for (const first of ['Everett', 'Tobias', 'Rosalind', 'Gideon']) expect(nameFinder([{ first, last: 'Nobody' }], peopleOf(sampleDocument()))(`Then ${first} reads.`)).toBeNull();
    expect(nameFinder([{ first: 'Nolan', last: 'Birchwater' }], peopleOf(sampleDocument()))('Nolan Birchwater reads.')).toBeNull();
  });

  it('is never found in a text of other words', () => {
    const word = fc.stringMatching(/^[A-Z]?[b-df-hj-np-tv-z]{3,9}$/u);
    fc.assert(fc.property(fc.array(word, { maxLength: 40 }), (words) => {
      expect(find(words.join(' '))).toBeNull();
    }), { numRuns: 300 });
  });

  it('is found wherever it is planted, among sixty names', () => {
    const letters = fc.stringMatching(/^[bdfgklmnprst]{4,10}x$/u);
    const text = fc.array(fc.stringMatching(/^[aeiou]{1,9}$/u), { minLength: 1, maxLength: 30 });
    const names = fc.uniqueArray(letters, { minLength: 60, maxLength: 60 });
    const after = fc.constantFrom('', "'s", '’s', ',', '.', ';', ')', '!', '-led');
    fc.assert(
      fc.property(names, text, text, fc.nat(59), after, (firsts, before, rest, which, mark) => {
        const others = firsts.map((first) => ({ first, last: 'Quarterman' }));
        const planted = `${String(firsts[which]).charAt(0).toUpperCase()}${String(firsts[which]).slice(1)}`;
        expect(nameFinder(others, [])(`${before.join(' ')} ${planted}${mark} ${rest.join(' ')}`)).toEqual({ from: before.join(' ').length + 1, whole: false });
      }),
      { numRuns: 300 },
    );
  });
});

describe('the hint about another student', () => {
  const hintsOf = (text: string) => {
    const doc = saying(text);
    return otherChildHints(doc, statementsOf(doc), CASELOAD);
  };

  it('says where the name stands and never prints it, once for a statement', () => {
    const [hint, ...more] = hintsOf('Nolan reads daily. He works with a partner. Then Marisol reads, and Marisol sings.');
    expect(more).toEqual([]);
    expect(hint).toMatchObject({ id: 'HINT-CHILD', severity: 'hint', at: [STRENGTHS], page: 'presentLevels' });
    expect(hint?.message).toBe("Another student's first name stands here (Strengths, preferences and interests, sentence 3). Check that these words are about this student.");
  });

  it('holds no name of the caseload, whatever stands in the text', () => {
    for (const text of NAMED) for (const { message } of hintsOf(text)) for (const { first, last } of CASELOAD.filter(({ first: name }) => !['Art', 'Mark', 'Hope', 'Will'].includes(name))) expect(message.includes(first) || message.includes(last)).toBe(false);
  });

  it('is not given for the example itself, read with its caseload', () => {
    expect(otherChildHints(sampleDocument(), statementsOf(sampleDocument()), CASELOAD)).toEqual([]);
    expect(statementsOf(sampleDocument()).length).toBeGreaterThan(100);
  });
});
