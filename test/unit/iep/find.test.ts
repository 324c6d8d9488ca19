import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findIn, folded, snippetOf } from '../../../shared/iep/find.ts';
import { sampleDocument } from './sample.ts';

describe('Find in the document', () => {
  const doc = sampleDocument();

  it('finds what people wrote, wherever it stands, and leads to its field', () => {
    const found = findIn(doc, 'structured literacy');
    expect(found.map((one) => one.page)).toContain('fapeServices');
    for (const one of found) expect(folded(one.text.slice(one.start, one.end))).toBe('structured literacy');
  });

  it('finds codes by number and by words, choices and dates as they are read', () => {
    expect(findIn(doc, '330').map((one) => one.label)).toContain('Service');
    expect(findIn(doc, 'specialized academic').map((one) => one.label)).toContain('Service');
    expect(findIn(doc, '10/14/2026').map((one) => one.at)).toContain('pages/infoEligibility/meetingDate');
  });

  it('does not mind accents and capitals, and gives places in the text as it is written', () => {
    const pages = doc.pages as { readonly presentLevels: object };
    const spanish = { ...doc, pages: { ...doc.pages, presentLevels: { ...pages.presentLevels, health: 'La MAMÁ dice que está bien.' } } } as typeof doc;
    const [found] = findIn(spanish, 'mama dice');
    expect(found).toMatchObject({ at: 'pages/presentLevels/health', start: 3, end: 12 });
    expect(snippetOf(found as NonNullable<typeof found>)).toEqual({ before: 'La ', found: 'MAMÁ dice', after: ' que está bien.' });
  });

  it('finds a field by its name once, and nothing for one letter', () => {
    expect(findIn(doc, 'parent concerns').filter((one) => one.at === 'pages/presentLevels/parentConcerns')).toHaveLength(1);
    expect(findIn(doc, 'a')).toEqual([]);
    expect(findIn(doc, '  ')).toEqual([]);
  });

  it('finds words over a line end and double blanks, and takes signs of the search as they are', () => {
    const pages = doc.pages as { readonly presentLevels: object };
    const broken = { ...doc, pages: { ...doc.pages, presentLevels: { ...pages.presentLevels, health: 'He counts to\n  twenty (by ones).' } } } as typeof doc;
    expect(findIn(broken, 'counts  to twenty')).toMatchObject([{ at: 'pages/presentLevels/health', start: 3, end: 21 }]);
    expect(findIn(broken, 'twenty (by ones).')).toHaveLength(1);
    expect(findIn(broken, 'twenty .by')).toEqual([]);
  });

  it('keeps every place when it folds: a text and its fold have one length', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      expect(folded(text)).toHaveLength(text.length);
    }), { numRuns: 500 });
  });

  it('shows what was found whole with whole words around it', () => {
    const text = `${'long before '.repeat(20)}needle${' long after'.repeat(20)}`;
    const start = text.indexOf('needle');
    const { before, found, after } = snippetOf({ text, start, end: start + 6 });
    expect(found).toBe('needle');
    expect(before).toMatch(/^… (long|before)/u);
    expect(before.length).toBeLessThan(60);
    expect(after).toMatch(/(long|after) …$/u);
  });
});
