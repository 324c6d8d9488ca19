import { describe, expect, it } from 'vitest';
import { byTitle, documentWords, KIND_WORDS, MOST_DOCUMENTS, MOST_LIBRARY_BYTES, sizeInWords, TOO_LARGE, whyNotKept, type DocumentKind } from '../../../shared/library/document.ts';
import { findDocuments } from '../../../shared/library/find.ts';
import { DOCUMENT_LANGUAGES } from '../../../shared/library/languages.ts';

const held = (title: string, change: object = {}) => ({ title, language: 'English', sha256: title.padEnd(64, '0'), bytes: 1_000, ...change });

describe('A document of the library', () => {
  it('is not kept twice, nor beside one of its name and language; a sentence says which', () => {
    const others = [held('Notice'), held('Booklet', { language: 'Spanish' })];
    expect(whyNotKept(held('Other'), others)).toBeNull();
    expect(whyNotKept(held('Other', { sha256: held('Booklet').sha256 }), others)).toBe('It is in the library already, as “Booklet”.');
    expect(whyNotKept(held('NOTICE', { sha256: 'x' }), others)).toMatch(/^There is a document called “NOTICE” in English already\..*“Newer version”/u);
    expect(whyNotKept(held('Booklet', { sha256: 'x' }), others)).toBeNull();
  });

  it('is not kept beyond what one library holds, by number and by size', () => {
    const full = Array.from({ length: MOST_DOCUMENTS }, (_none, n) => held(`Notice ${n}`));
    expect(whyNotKept(held('One more'), full)).toBe('The library holds 100 documents already. Take one out first.');
    expect(whyNotKept(held('One more'), full.slice(1))).toBeNull();
    expect(whyNotKept(held('Large', { bytes: 2 }), [held('Very large', { bytes: MOST_LIBRARY_BYTES - 1 })])).toBe('With it the library would hold more than 300 MB. Take one out first.');
    expect(whyNotKept(held('Large', { bytes: 1 }), [held('Very large', { bytes: MOST_LIBRARY_BYTES - 1 })])).toBeNull();
  });

  it('has a size people read', () => {
    expect([1, 1536, 1024 * 1024, 1_468_006, 20 * 1024 * 1024].map(sizeInWords)).toEqual(['1 KB', '2 KB', '1 MB', '1.4 MB', '20 MB']);
    expect(TOO_LARGE).toBe('It is larger than 20 MB.');
  });

  it('has a title and a language, and may say no version', () => {
    const words = { title: ' Notice ', kind: 'notice', language: 'Hmong', version: '', source: '' };
    expect(documentWords.parse(words).title).toBe('Notice');
    for (const wrong of [{ title: '  ' }, { language: '' }, { kind: 'song' }, { version: 'x'.repeat(201) }, { colour: 'red' }]) expect(documentWords.safeParse({ ...words, ...wrong }).success).toBe(false);
  });

  it('is in one of the languages of the state, each offered once, those of most families first', () => {
    expect(DOCUMENT_LANGUAGES.slice(0, 3)).toEqual(['English', 'Spanish', 'English and Spanish']);
    expect(DOCUMENT_LANGUAGES).toContain('Hmong');
    expect(new Set(DOCUMENT_LANGUAGES).size).toBe(DOCUMENT_LANGUAGES.length);
  });
});

describe('A search in the library', () => {
  const one = (title: string, kind: DocumentKind, language: string, version = '', source = '') => ({ title, kind, language, version, source });
  const documents = [one('Garantías de procedimiento', 'notice', 'Spanish', 'August 2027', 'Vexholm SELPA'), one('Procedural safeguards', 'notice', 'English'), one('How to write goals', 'training', 'English')];
  const titles = (wanted: Partial<Parameters<typeof findDocuments>[1]>): readonly string[] => findDocuments(documents, { words: '', kind: '', language: '', ...wanted }).map(({ title }) => title);

  it('finds documents that hold every word, whatever the accents and capitals, in title, kind, language, version and source', () => {
    expect(titles({})).toHaveLength(3);
    expect(titles({ words: 'GARANTIAS notice' })).toEqual(['Garantías de procedimiento']);
    expect(titles({ words: 'vexholm 2027' })).toEqual(['Garantías de procedimiento']);
    expect(titles({ words: 'english training' })).toEqual(['How to write goals']);
    expect(titles({ words: 'english spanish' })).toEqual([]);
  });

  it('keeps to the kind and the language asked for', () => {
    expect(titles({ kind: 'notice', language: 'English' })).toEqual(['Procedural safeguards']);
    expect(Object.keys(KIND_WORDS)).toHaveLength(5);
    expect(documents.toSorted(byTitle).map(({ title }) => title)[1]).toBe('How to write goals');
  });
});
