import { describe, expect, it } from 'vitest';
import { pwnCheck } from '../../../shared/check/pwn.ts';
import { PWN_ELEMENTS, elementsInWords, elementsThere, partInWords } from '../../../shared/check/pwn-words.ts';
import { changed } from './law-fixtures.ts';

const NOTES = 'pages/structuredNotes';

describe('the seven elements in words', () => {
  it('are said to be contained when all are there, and else counted', () => {
    const whole = pwnCheck(changed({}));
    expect([elementsThere(whole), elementsInWords(whole)]).toEqual([7, 'The notes contain the seven elements']);
    const short = pwnCheck(changed({ [`${NOTES}/otherFactors`]: '', [`${NOTES}/safeguardsNote`]: '' }));
    expect([elementsThere(short), elementsInWords(short)]).toEqual([5, '5 of seven elements are there']);
  });

  it('are never called valid', () => {
    for (const { en, es } of PWN_ELEMENTS) expect(`${en} ${es}`).not.toMatch(/valid|válid/iu);
    expect(PWN_ELEMENTS.map(({ n }) => n)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('name the part of the notes a missing word belongs in, also inside a row', () => {
    expect(partInWords(`${NOTES}/otherFactors`)).toBe('Other relevant factors');
    const doc = changed({ [`${NOTES}/actions/0/why`]: '' });
    const [missing = ''] = pwnCheck(doc).elements[1]?.missing ?? [];
    expect(missing).toMatch(/\/actions\/@\w+\/why$/u);
    expect(partInWords(missing)).toBe('Actions proposed or refused');
  });

  it('know no part for a place that is not in the notes', () => {
    expect(() => partInWords('pages/nowhere')).toThrow('No field of the notes stands at pages/nowhere');
  });
});
