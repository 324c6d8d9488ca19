import { describe, expect, it } from 'vitest';
import { fileOf, gradesInWords, GRADES, MOST_GOALS, readBank, type BankGoal } from '../../../shared/goals/bank.ts';
import { BANK_GOALS } from '../../../shared/goals/bank-goals.ts';
import { areasOf, findGoals } from '../../../shared/goals/find.ts';
import { withoutNames } from '../../../shared/goals/keep.ts';
import { OPEN_PLACE } from '../../../shared/iep/stems.ts';

const goal = (change: Partial<BankGoal> = {}): BankGoal => ({ id: 'a-1', area: 'Reading: fluency', from: '2', to: '5', standard: 'RF.3.4', en: 'By …, the student will read aloud.', es: 'Para …, el estudiante leerá en voz alta.', ...change });
const file = (change: object = {}): object => ({ ...fileOf({ name: 'Goals', source: 'Us', mayCopy: true, goals: [goal()] }), ...change });
const reasonOf = (parsed: unknown): string => {
  const read = readBank(parsed);
  if (read.ok) throw new Error('It was taken in.');
  expect(read.failure.code).toBe('badGoalBank');
  return read.failure.reason ?? '';
};

describe("A goal bank's file", () => {
  it('is read back as it was written', () => {
    const bank = { name: 'Goals', source: 'Us', mayCopy: false, goals: [goal(), goal({ id: 'a-2', es: '' }), goal({ id: 'a-3', en: '' })] };
    expect(readBank(JSON.parse(JSON.stringify(fileOf(bank))))).toEqual({ ok: true, value: bank });
  });

  it.each([
    ['is something else', [], /does not say that it is one/],
    ['says it is another kind', file({ kind: 'recipes' }), /does not say that it is one/],
    ['is of a newer program', file({ version: 2 }), /newer/],
    ['has no name', file({ name: ' ' }), /At name/],
    ['has a name too many', file({ colour: 'red' }), /colour/],
    ['holds no goal', file({ goals: [] }), /no goal/],
    ['has a goal without words', file({ goals: [goal({ en: '', es: ' ' })] }), /"a-1" says nothing/],
    ['has a goal for no grade', file({ goals: [goal(), { ...goal(), id: 'b', from: '13' }] }), /At goals\/1\/from/],
    ['has grades that run backwards', file({ goals: [goal({ id: 'back', from: '5', to: '2' })] }), /"back" run backwards/],
    ['has two goals of one id', file({ goals: [goal(), goal()] }), /"a-1"/],
    ['holds more goals than a bank may', file({ goals: Array.from({ length: MOST_GOALS + 1 }, (_none, n) => goal({ id: `g${n}` })) }), /At goals/],
  ])('that %s is refused as a whole, by the place of what is wrong', (_what, parsed, reason) => {
    expect(reasonOf(parsed)).toMatch(reason);
  });
});

describe('The bank that comes with IEP Desk', () => {
  it('is a bank like any other, of a hundred goals and more', () => {
    expect(readBank(fileOf({ name: 'Ours', source: '', mayCopy: true, goals: [...BANK_GOALS] })).ok).toBe(true);
    expect(BANK_GOALS.length).toBeGreaterThanOrEqual(100);
    expect(areasOf(BANK_GOALS).length).toBeGreaterThanOrEqual(30);
  });

  it('holds measurable goals alone, in English and Spanish, with the same open places in both', () => {
    for (const { id, en, es } of BANK_GOALS) {
      expect(en, id).toMatch(/^By …/u);
      expect(en, id).toMatch(/the student will/u);
      expect(en, id).toMatch(/as measured by/u);
      expect(es, id).toMatch(/^Para …/u);
      expect(es, id).toMatch(/medid[oa]s?|según/u);
      const places = (text: string): number => text.split(OPEN_PLACE).length - 1;
      expect(places(es), id).toBe(places(en));
      expect(places(en), id).toBeGreaterThanOrEqual(2);
    }
  });

  it('has goals for every grade', () => {
    for (const grade of GRADES) expect(findGoals(BANK_GOALS, { words: '', area: '', grade }).length, grade).toBeGreaterThan(3);
  });
});

describe('A search in goal banks', () => {
  const goals = [goal(), goal({ id: 'math', area: 'Mathematics: facts', from: 'K', to: 'K', standard: '3.OA.7', en: 'By …, the student will add.', es: 'Para …, el estudiante sumará.' }), goal({ id: 'adult', area: 'Transition: employment', from: 'A', to: 'A', standard: '', en: 'By …, the student will apply for work.', es: 'Buscará un empleo en la región.' })];
  const ids = (wanted: Partial<Parameters<typeof findGoals>[1]>): readonly string[] => findGoals(goals, { words: '', area: '', grade: '', ...wanted }).map(({ id }) => id);

  it('finds goals that hold every word, in either language, without case and accents, and by their standard', () => {
    expect(ids({})).toEqual(['a-1', 'math', 'adult']);
    expect(ids({ words: 'ALOUD student' })).toEqual(['a-1']);
    expect(ids({ words: 'region' })).toEqual(['adult']);
    expect(ids({ words: '3.oa.7' })).toEqual(['math']);
    expect(ids({ words: 'aloud work' })).toEqual([]);
  });

  it('keeps to the area and the grade asked for, their first and last grade among them', () => {
    expect(ids({ area: 'Mathematics: facts' })).toEqual(['math']);
    expect([ids({ grade: '1' }), ids({ grade: '2' }), ids({ grade: '5' }), ids({ grade: '6' }), ids({ grade: 'A' })]).toEqual([[], ['a-1'], ['a-1'], [], ['adult']]);
  });

  it('says grades in words', () => {
    expect([gradesInWords({ from: 'P', to: 'K' }), gradesInWords({ from: '6', to: '6' }), gradesInWords({ from: '12', to: 'A' })]).toEqual(['preschool to K', '6', '12 to adult programmes']);
  });
});

describe('A goal that is kept', () => {
  it.each([
    ['By June, Nolan will read.', ['Nolan'], 'By June, … will read.'],
    ["NOLAN's peers ask Birchwater-Okafor; Okafor answers.", ['Nolan', 'Birchwater-Okafor'], "…'s peers ask …; … answers."],
    ['Nolan James Birchwater reads to Ms. Achterberg.', ['Nolan', 'James', 'Birchwater', 'Rosalind Achterberg'], '… reads to Ms. ….'],
    ['Ann reads; Annual goals stay, and so does planning.', ['Ann'], '… reads; Annual goals stay, and so does planning.'],
    ['José escribe; josé lee.', ['José'], '… escribe; … lee.'],
    ['A. adds 3 + 4.', ['A'], 'A. adds 3 + 4.'],
    ['Nothing (x.y) here.', ['', 'x+y', '(x.y)'], 'Nothing … here.'],
  ])('names nobody of the record: %s', (text, names, kept) => {
    expect(withoutNames(text, names)).toBe(kept);
  });
});
