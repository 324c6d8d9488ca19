import { describe, expect, it } from 'vitest';
import type { Issue } from '../../../shared/check/issue.ts';
import { pastDateHints, unchangedHints } from '../../../shared/check/stale.ts';
import { statementsOf } from '../../../shared/check/statements.ts';
import { writtenDates } from '../../../shared/check/written-dates.ts';
import { isWithin, valueAt, type Address } from '../../../shared/iep/address.ts';
import { nextFuture } from '../../../shared/iep/carry.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import type { JsonObject } from '../../../shared/iep/json.ts';
import { sampleDocument } from '../iep/sample.ts';
import { STRENGTHS, saying } from './words.ts';

describe('a date written in words', () => {
  it.each([
    ['by 2026-03-05', '2026-03-05', '2026-03-05'], ['by 3/5/2026', '2026-03-05', '2026-03-05'], ['by 03-05-26', '2026-03-05', '2026-03-05'], ['el 25/3/2026', '2026-03-25', '2026-03-25'],
    ['by March 5, 2026', '2026-03-05', '2026-03-05'], ['by Mar. 5th, 2026', '2026-03-05', '2026-03-05'], ['by 5 March 2026', '2026-03-05', '2026-03-05'], ['el 5 de marzo de 2026', '2026-03-05', '2026-03-05'], ['el 5 de marzo del 2026', '2026-03-05', '2026-03-05'],
    ['by March 2026', '2026-03-01', '2026-03-31'], ['in February of 2028', '2028-02-01', '2028-02-29'], ['en setiembre de 2026', '2026-09-01', '2026-09-30'], ['by 3/2026', '2026-03-01', '2026-03-31'],
    ['by spring 2026', '2026-03-01', '2026-06-30'], ['en otoño de 2026', '2026-08-01', '2026-12-31'], ['in the 2025-2026 school year', '2025-07-01', '2026-06-30'], ['in 2025-26', '2025-07-01', '2026-06-30'], ['by 2026', '2026-01-01', '2026-12-31'],
  ])('"%s" is from %s to %s', (text, first, last) => {
    expect(writtenDates(text)).toEqual([expect.objectContaining({ first, last })]);
  });

  it.each(['in grade 4', '13/32/2026x', '2,026 words', 'by May', 'RF.4.3', '20260305', '99/99/9999', 'February 30, 2026x'])('"%s" names no day', (text) => expect(writtenDates(text).filter((date) => date.form === 'day')).toEqual([]));

  it('stands in reading order also where a looser form comes first', () => {
    expect(writtenDates('In spring 2026, on 2026-09-02 and in 2027.').map(({ form }) => form)).toEqual(['season', 'day', 'year']);
  });

  it('is read once each, in reading order', () => {
    expect(writtenDates('From 10/14/2025 to March 5, 2026, then May 2026.').map(({ first, form }) => [first, form])).toEqual([['2025-10-14', 'day'], ['2026-03-05', 'day'], ['2026-05-01', 'month']]);
  });
});

/** The example meets on 2026-10-14; its previous meeting was on 2025-10-22. */
describe('a date that has passed and is written as still to come', () => {
  const hintsOf = (doc: IepDocument) => pastDateHints(doc, statementsOf(doc));
  const goalOf = (annualGoal: string): IepDocument => {
    const doc = sampleDocument();
    const goals = doc.pages.goals as { readonly items: readonly JsonObject[] } & JsonObject;
    return { ...doc, pages: { ...doc.pages, goals: { ...goals, items: goals.items.map((goal, index) => (index === 0 ? { ...goal, annualGoal } : goal)) } } };
  };

  it.each([
    ['Nolan will read 60 words by March 2026.', 'March 2026'], ['By the end of March 2026 he will read.', 'March 2026'], ['He will read on his own no later than 10/13/2026.', '10/13/2026'], ['He is going to read by spring 2026.', 'spring 2026'],
    ['During the 2025-2026 school year he will read.', '2025-2026'], ['Services will begin on October 22, 2025.', 'October 22, 2025'], ['Para el 13 de marzo de 2026 leerá mejor.', '13 de marzo de 2026'], ['Antes de junio de 2026 va a leer.', 'junio de 2026'], ['He reads. He will stop by 2025.', '2025'],
  ])('is named: "%s"', (text, date) => {
    expect(hintsOf(saying(text)).map(({ id, at, message }) => [id, at[0], message])).toEqual([['HINT-DATE', STRENGTHS, `Strengths, preferences and interests: "${date}" lies before this meeting but is written as still to come. Check the date.`]]);
  });

  it.each([
    'By March 2026 Nolan had read 60 words.', 'In March 2026 he read 60 words, and he will go on.', 'He will read 60 words by March 2027.', 'He will read by October 14, 2026.', 'He met his goal on October 22, 2025.', 'The 2025-2026 school year was hard.', 'Para marzo de 2026 leía mejor.', 'Nolan will read by May.',
  ])('is not seen in history or in a true future: "%s"', (text) => expect(hintsOf(saying(text))).toEqual([]));

  it('is named in a goal without a word of the future, and once for a statement', () => {
    expect(hintsOf(goalOf('By 10/22/2025 and 3/5/2026: read 95 words.')).map(({ message }) => message)).toEqual(['Measurable annual goal: "10/22/2025" lies before this meeting but is written as still to come. Check the date.']);
  });

  it('is in no statement of the example, and in every goal of it once the meeting is a year and a day later', () => {
    expect(hintsOf(sampleDocument())).toEqual([]);
    const later = hintsOf(saying('He reads.', { meetingDate: '2027-10-15', priorAnnualDate: '2026-10-14' }));
    expect(later.filter(({ at }) => String(at[0]).endsWith('annualGoal'))).toHaveLength(4);
  });

  it('is not looked for while the meeting has no date', () => {
    const doc = saying('He will read by March 2020.', { meetingDate: '' });
    expect(hintsOf({ ...doc, meeting: { ...doc.meeting, meetingDate: '' } })).toEqual([]);
  });
});

describe('words that are last year’s', () => {
  let n = 0;
  const next = (): IepDocument => nextFuture(sampleDocument(), { documentId: 'next', meetingDate: '2027-10-13', purposes: ['annual'], newRow: () => `fresh${(n += 1)}` });
  const sameIn = (doc: IepDocument, previous: IepDocument | null, kept: readonly string[] = []) => unchangedHints(doc, statementsOf(doc), previous, kept);

  const placesOf = (found: readonly Issue[]): readonly Address[] => found.flatMap(({ at }) => at);

  it('are named once a page, with every place that was carried over and not looked at, with and without last year’s IEP', () => {
    const found = sameIn(next(), null);
    expect(new Set(found.map(({ page }) => page)).size).toBe(found.length);
    expect(found.length).toBeGreaterThanOrEqual(6);
    expect(placesOf(found).length).toBeGreaterThanOrEqual(25);
    expect(new Set(placesOf(found)).size).toBe(placesOf(found).length);
    expect(sameIn(next(), sampleDocument()).map(({ at }) => at)).toEqual(found.map(({ at }) => at));
    const levels = found.find(({ page }) => page === 'presentLevels');
    expect(levels?.at[0]).toBe(STRENGTHS);
    expect(levels?.message).toBe(`Strengths, preferences and interests and ${(levels?.at.length ?? 0) - 1} more places on this page are word for word last year's. Check that they are still true.`);
  });

  it('are told of in the words of one place where only one, or one more, is left on a page', () => {
    const doc = next();
    const places = sameIn(doc, null).find(({ page }) => page === 'presentLevels')?.at ?? [];
    const leaving = (left: number) => sameIn(doc, null, places.slice(0, places.length - left)).find(({ page }) => page === 'presentLevels');
    expect(places.length).toBeGreaterThanOrEqual(5);
    expect(leaving(1)?.message).toMatch(/^[^:]+ is word for word last year's\. Check that it is still true\.$/);
    expect(leaving(2)?.message).toMatch(/ and 1 more place on this page are word for word last year's\./);
    expect(leaving(2)?.at).toEqual(places.slice(-2));
    expect(leaving(0)).toBeUndefined();
  });

  it('are named once for a row nobody has touched, and for each statement of a row once somebody has', () => {
    const doc = next();
    const goal = `pages/goals/items/@${String((valueAt(doc, 'pages/goals/items') as readonly JsonObject[])[0]?.['$row'])}`;
    const inGoal = (one: IepDocument) => placesOf(sameIn(one, sampleDocument())).filter((at) => isWithin(at, goal));
    expect(inGoal(doc)).toEqual([goal]);
    expect(sameIn(doc, null).find(({ page }) => page === 'goals')?.message).toMatch(/^Goal 1 and \d+ more places/);
    const work = { ...(doc.work as JsonObject), carried: (doc.work?.carried ?? []).filter((at) => at !== goal && at !== `${goal}/annualGoal`) };
    expect(inGoal({ ...doc, work } as unknown as IepDocument).length).toBeGreaterThanOrEqual(4);
    expect(inGoal({ ...doc, work } as unknown as IepDocument)).toContain(`${goal}/baseline`);
  });

  it('are found by comparison where nothing was carried: white space does not hide them, another field or a short statement is none', () => {
    const long = 'Nolan is curious, generous with classmates and persistent when a task has a visible end.';
    const previous = saying(long);
    const isNamed = (text: string, before: IepDocument | null) => placesOf(sameIn(saying(text), before)).includes(STRENGTHS);
    expect(isNamed(`  ${long.replaceAll(' ', ' \n')} `, previous)).toBe(true);
    expect(isNamed(long, null)).toBe(false);
    expect(isNamed(`${long} He reads.`, previous)).toBe(false);
    expect(isNamed('Nolan is kind and curious.', saying('Nolan is kind and curious.'))).toBe(false);
    expect(isNamed('x'.repeat(40), saying('x'.repeat(40)))).toBe(true);
    expect(isNamed('x'.repeat(39), saying('x'.repeat(39)))).toBe(false);
    expect(isNamed(String((previous.pages.presentLevels as JsonObject)['motor']), previous)).toBe(false);
  });

  it('are not named again where somebody kept them, nor where the team has discussed the page and a gap asks for them', () => {
    const doc = next();
    expect(placesOf(sameIn(doc, sampleDocument()))).toContain(STRENGTHS);
    expect(placesOf(sameIn(doc, sampleDocument(), [STRENGTHS]))).not.toContain(STRENGTHS);
    const discussed = { ...doc, pages: { ...doc.pages, presentLevels: { ...(doc.pages.presentLevels as JsonObject), pageState: 'discussed' } } };
    expect(sameIn(discussed, sampleDocument()).filter(({ page }) => page === 'presentLevels')).toEqual([]);
    expect(sameIn(discussed, sampleDocument()).length).toBeGreaterThan(0);
  });
});
