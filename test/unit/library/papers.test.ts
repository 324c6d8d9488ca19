/** The papers that come with IEP Desk hold what the program itself goes by: every topic of the guidance, every code that may be chosen, every step of the meeting. */
import { describe, expect, it } from 'vitest';
import { SPANISH_TOPICS } from '../../../shared/help/spanish.ts';
import { HELP_TOPICS } from '../../../shared/help/topics.ts';
import { CODE_TABLES, codeTable } from '../../../shared/iep/codes.ts';
import { PAGES } from '../../../shared/iep/pages.ts';
import { MEETING_DAY } from '../../../shared/library/meeting-day.ts';
import { LIBRARY_LANGUAGES, LIBRARY_PAPERS, listedPapers, type LibraryLanguage, type LibraryPaper } from '../../../shared/library/listed.ts';
import { libraryPaper } from '../../../shared/library/papers.ts';

const paper = (name: LibraryPaper, language: LibraryLanguage) => libraryPaper({ paper: name, language, printedAt: '2026-10-14T15:22', version: '0.1.0' });
const textsOf = (name: LibraryPaper, language: LibraryLanguage): readonly string[] => paper(name, language).texts.map(({ text }) => text);

describe('The guidance in Spanish', () => {
  it('has every topic of the English one, paragraph by paragraph, and no other', () => {
    expect(Object.keys(SPANISH_TOPICS).toSorted()).toEqual(HELP_TOPICS.map(({ id }) => id).toSorted());
    for (const { id, title, answer } of HELP_TOPICS) {
      const spanish = SPANISH_TOPICS[id];
      expect(spanish?.answer.length, id).toBe(answer.length);
      expect(spanish?.title, id).not.toBe(title);
      for (const paragraph of spanish?.answer ?? []) expect(paragraph.split(/\s+/u).length, `${id}: ${paragraph}`).toBeLessThanOrEqual(75);
    }
  });

  it('keeps the words of the offer without a signature in English, as the record needs them', () => {
    expect(SPANISH_TOPICS['unsigned-offer']?.answer.join(' ')).toContain('district offer of FAPE. No parent signature.');
  });
});

describe('The papers of the library', () => {
  it('are three in two languages, each under an id of its own', () => {
    const listed = listedPapers('0.1.0');
    expect(listed.map(({ id }) => id)).toEqual(LIBRARY_PAPERS.flatMap((name) => LIBRARY_LANGUAGES.map((language) => `iep-desk-${name}-${language}`)));
    expect(new Set(listed.map(({ title }) => title)).size).toBe(listed.length);
    expect(listed.every(({ version, id }) => version === 'IEP Desk 0.1.0' && /^[a-z0-9-]{1,64}$/u.test(id))).toBe(true);
  });

  it.each(LIBRARY_LANGUAGES)('say in %s each topic in full once, under its page, and name it at every other page it speaks of', (language) => {
    const texts = textsOf('guidance', language);
    for (const topic of HELP_TOPICS) {
      const words = language === 'en' ? topic : SPANISH_TOPICS[topic.id];
      for (const said of [words?.title ?? '', ...(words?.answer ?? [])]) expect(texts.filter((text) => text === said), said).toHaveLength(1);
      const pages = new Set(topic.at.map((place) => place.split('/')[0]));
      expect(texts.filter((text) => text.includes(`${words?.title ?? ''} (`)), topic.id).toHaveLength(pages.size - 1);
    }
    for (const { formNo, title } of PAGES) expect(texts).toContain(`${formNo} · ${title[language]}`);
  });

  it.each(LIBRARY_LANGUAGES)('list in %s every code of every table that may be chosen, once', (language) => {
    const texts = textsOf('codes', language);
    const entries = CODE_TABLES.flatMap((id) => codeTable(id).filter(({ active }) => active));
    expect(entries.length).toBeGreaterThan(200);
    const count = (wanted: string): number => texts.filter((text) => text === wanted).length;
    for (const { code, label } of entries) {
      expect(count(code), code).toBe(entries.filter((other) => other.code === code).length + (entries.filter(({ legacy }) => legacy === code).length));
      expect(count(label[language]), label.en).toBeGreaterThanOrEqual(1);
    }
    expect(CODE_TABLES.flatMap((id) => codeTable(id).filter(({ active }) => !active)).filter(({ label }) => texts.includes(label[language]) && !entries.some((entry) => entry.label[language] === label[language]))).toEqual([]);
  });

  it.each(LIBRARY_LANGUAGES)('hold in %s the whole day of the meeting on one part: convene, table, reconvene, who signs, the copy that leaves, the seven days', (language) => {
    const { definition, texts } = paper('meeting-day', language);
    expect(definition.sections).toHaveLength(1);
    for (const { name, steps } of MEETING_DAY) for (const words of [name, ...steps]) expect(texts.map(({ text }) => text)).toContain(words[language]);
    const said = MEETING_DAY.flatMap(({ name, steps }) => [name, ...steps]).map(({ en }) => en).join(' ');
    for (const wanted of ['Convene', 'reconvene', 'Table the meeting', 'sign the original', 'leaves with the copy', 'seven days', 'day 8']) expect(said).toContain(wanted);
  });
});
