import { describe, expect, test } from 'vitest';
import { renderPaper } from '../../../electron/pdf/render.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import { BETWEEN } from '../../../shared/iep/labels.ts';
import { visible } from '../../../shared/paper/clean.ts';
import { paperOf } from '../../../shared/paper/plan.ts';
import { factsOf, NO_WORK, sampleDocument, withPage } from '../../unit/paper/sample.ts';
import type { ReadElement } from './tools.ts';
import { FONTS, HAS_PDFTOTEXT, heardByPoppler, NEEDS_PDFTOTEXT, readWithPdfjs } from './tools.ts';

const sample = sampleDocument();
const copy = renderPaper(factsOf(sample), FONTS);
const plan = paperOf(factsOf(sample));

function elementsOf(element: ReadElement, role: string): readonly ReadElement[] {
  return [...(element.role === role ? [element] : []), ...element.children.flatMap((child) => elementsOf(child, role))];
}

function wordsOf(element: ReadElement): string {
  return `${element.words}${element.children.map(wordsOf).join('')}`;
}

/** Every text of the plan that is heard, in the order of the plan; an X says no more than its box, which is heard in words. */
const HEARD = plan.texts.filter((text) => text.text !== 'X').map((text) => visible(text.text));

describe('a parent copy as it is heard', () => {
  test('is a tagged document in a named language, with its title and one bookmark for each form and card', async () => {
    const { pdf } = await copy;
    const { outline, marked } = await readWithPdfjs(pdf);
    expect(marked).toBe(true);
    expect(outline.map((item) => item.title)).toEqual(plan.definition.sections.map((section) => section.title));
    const goals = outline.find((item) => item.title.includes('Goals'));
    expect(goals?.items.map((item) => item.title)).toEqual(['Goal 1', 'Goal 2', 'Goal 3', 'Goal 4']);
    const bytes = Buffer.from(pdf).toString('latin1');
    expect(bytes).toContain('/Lang (en-US)');
    expect(bytes).toContain('/DisplayDocTitle true');
  });

  test('has every word of the plan in its tree', async () => {
    const { sheets } = await readWithPdfjs((await copy).pdf);
    // A part that runs over sheets is read on each of them, so only its first words stand together.
    const heard = sheets.map((sheet) => visible(wordsOf(sheet.tree))).join('');
    expect(HEARD.length).toBeGreaterThan(1_000);
    expect(HEARD.filter((text) => !heard.includes(text.slice(0, 60)))).toEqual([]);
  });

  test('has nothing outside the tree but headers, footers and repeated heads, and nothing unmarked', async () => {
    const { sheets } = await readWithPdfjs((await copy).pdf);
    expect(sheets.length).toBeGreaterThan(15);
    for (const sheet of sheets) {
      expect(sheet.unmarked).toBe('');
      expect(sheet.unheard).toContain('PARENT COPY');
      expect(wordsOf(sheet.tree)).not.toContain('PARENT COPY');
    }
  });

  test('hears a form by its heading, and no heading is skipped', async () => {
    const { sheets } = await readWithPdfjs((await copy).pdf);
    const headings = sheets.flatMap((sheet) => ['H1', 'H2', 'H3'].flatMap((role) => elementsOf(sheet.tree, role).map((element) => ({ role, words: wordsOf(element) })))).filter((heading) => heading.words !== '');
    expect(headings.filter((heading) => heading.role === 'H1').map((heading) => visible(heading.words))).toEqual(plan.definition.sections.map((section) => visible(section.title)));
    expect(headings.filter((heading) => heading.role === 'H2').length).toBeGreaterThan(15);
  });

  test('hears a table by rows, each column under its head', async () => {
    const { sheets } = await readWithPdfjs((await copy).pdf);
    const tables = sheets.flatMap((sheet) => elementsOf(sheet.tree, 'Table'));
    expect(tables.length).toBeGreaterThan(10);
    for (const table of tables) {
      const heads = elementsOf(table, 'TH').length;
      expect(heads).toBeGreaterThan(1);
      for (const row of elementsOf(table, 'TR').slice(1)) expect(elementsOf(row, 'TD')).toHaveLength(heads);
    }
    expect(Buffer.from((await copy).pdf).toString('latin1').split('/Scope /Column').length - 1).toBeGreaterThan(tables.length);
  });

  test('hears each box to tick as checked or not checked before its words', async () => {
    const { sheets } = await readWithPdfjs((await copy).pdf);
    const items = sheets.flatMap((sheet) => elementsOf(sheet.tree, 'LI'));
    const states = items.map((item) => elementsOf(item, 'Span').map((span) => span.alt)[0]);
    const gender = items.map((item, index) => `${states[index]}: ${visible(elementsOf(item, 'LBody').map(wordsOf).join(''))}`);
    expect(gender.slice(0, 3)).toEqual(['not checked: Female', 'checked: Male', 'not checked: Nonbinary']);
    const drawn = plan.texts.filter((text) => text.text === 'X').length;
    expect(drawn).toBeGreaterThan(30);
    expect(states.filter((state) => state === 'checked')).toHaveLength(drawn);
  });

  test('is read in the voice of its own language where the labels are in another: what the team wrote in English, a translation in Spanish', async () => {
    const at = 'pages/presentLevels/strengths';
    const of = (sample.pages.presentLevels as { readonly strengths: string }).strengths;
    const document = { ...sample, translations: [{ $row: 't1', at, language: 'Spanish', of, text: 'Construye puentes y los explica.', translator: 'Marta Quiroga', date: '2026-10-20' }] } as unknown as typeof sample;
    const { sheets } = await readWithPdfjs((await renderPaper(factsOf(document, { language: 'es' }), FONTS)).pdf);
    const spoken = sheets.flatMap(({ tree }) => elementsOf(tree, 'P')).filter(({ lang }) => lang !== undefined).map(({ lang, words }) => [lang, visible(words)]);
    expect(spoken).toContainEqual(['es-US', visible('Construye puentes y los explica.')]);
    expect(spoken).toContainEqual(['en-US', visible(of)]);
    expect(spoken.filter(([lang]) => lang === 'en-US').length).toBeGreaterThan(40);
  }, 120_000);

  const inBoth = renderPaper(factsOf(sample, { language: 'both' }), FONTS);
  /** Labels of every kind: a heading, a box, the head of a column, a choice to tick. */
  const LABELS = [['Present Levels', 'Niveles actuales'], ['Strengths, preferences and interests', 'Fortalezas, preferencias e intereses'], ['Service', 'Servicio'], ['Female', 'Femenino']] as const;

  test('says each label in two languages in the voice of each', async () => {
    const { sheets, outline } = await readWithPdfjs((await inBoth).pdf);
    const spans = sheets.flatMap(({ tree }) => elementsOf(tree, 'Span')).filter(({ lang, words }) => lang !== undefined && words !== '');
    const of = (lang: string): readonly string[] => spans.filter((span) => span.lang === lang).map(({ words }) => visible(words));
    expect(of('en-US').length).toBeGreaterThan(300);
    expect(of('es-US').length).toBe(of('en-US').length);
    for (const [english, spanish] of LABELS) {
      expect(of('en-US').filter((words) => words.startsWith(visible(english))).length, english).toBeGreaterThan(0);
      expect(of('es-US').filter((words) => words.startsWith(visible(spanish))).length, spanish).toBeGreaterThan(0);
    }
    // No label is left in one voice: what stands in the plan with both halves and nothing else is heard in two.
    const both = paperOf(factsOf(sample, { language: 'both' }));
    const whole = both.texts.filter(({ text }) => text.split(BETWEEN).length === 2).map(({ text }) => text.split(BETWEEN).map(visible));
    const spanish = new Set(of('es-US'));
    expect(whole.length).toBeGreaterThan(300);
    expect(whole.filter(([, second = '']) => !spanish.has(second))).toEqual([]);
    expect(outline.map(({ title }) => title)).toEqual(both.definition.sections.map(({ title }) => title));
  }, 120_000);

  test.skipIf(!HAS_PDFTOTEXT)(`is heard by another reader label for label in both voices, in order and each word once${NEEDS_PDFTOTEXT}`, async () => {
    const lines = heardByPoppler((await inBoth).pdf);
    const spans = lines.filter((line) => line.trim().startsWith('Span'));
    expect(spans.length).toBeGreaterThan(600);
    const words = visible(lines.filter((line) => line.trim().startsWith('"')).map((line) => line.trim().slice(1, -1)).join(''));
    const texts = paperOf(factsOf(sample, { language: 'both' })).texts.filter(({ text }) => text !== 'X').map(({ text }) => visible(text));
    let at = 0;
    expect(texts.filter((text) => {
      const found = words.indexOf(text, at);
      if (found >= 0) at = found + text.length;
      return found < 0;
    })).toEqual([]);
    const titles = paperOf(factsOf(sample, { language: 'both' })).definition.sections.map(({ title }) => visible(title));
    expect(words).toHaveLength([...texts, ...titles].reduce((sum, text) => sum + text.length, 0));
  }, 120_000);

  test('says the state of a box in the language of the print', async () => {
    const { sheets } = await readWithPdfjs((await renderPaper(factsOf(sample, { language: 'es' }), FONTS)).pdf);
    const states = new Set(sheets.flatMap((sheet) => elementsOf(sheet.tree, 'Span').map((span) => span.alt)));
    expect([...states].sort()).toEqual(['marcado', 'sin marcar']);
  });

  test('never hears the DRAFT mark or a head again on the next sheet', async () => {
    const document = { ...withPage(sample, 'presentLevels', { pageState: 'draft', strengths: 'He likes to read about birds. '.repeat(400) }), work: { ...NO_WORK, prepared: ['presentLevels'] } } as unknown as IepDocument;
    const { sheets } = await readWithPdfjs((await renderPaper(factsOf(document), FONTS)).pdf);
    const label = 'Strengths, preferences and interests';
    const heard = sheets.filter((sheet) => wordsOf(sheet.tree).includes(label)).length;
    const seen = sheets.filter((sheet) => sheet.unheard.includes(label)).length;
    expect([heard, seen > 0]).toEqual([1, true]);
    expect(sheets.some((sheet) => sheet.unheard.includes('DRAFT'))).toBe(true);
    expect(sheets.every((sheet) => !wordsOf(sheet.tree).includes('DRAFT'))).toBe(true);
  });

  test.skipIf(!HAS_PDFTOTEXT)(`is heard by another reader form after form, in the order of the plan, each word once${NEEDS_PDFTOTEXT}`, async () => {
    const lines = heardByPoppler((await copy).pdf);
    const words = visible(lines.filter((line) => line.trim().startsWith('"')).map((line) => line.trim().slice(1, -1)).join(''));
    const titles = plan.definition.sections.map((section) => visible(section.title));
    let at = 0;
    const misplaced = HEARD.filter((text) => {
      const found = words.indexOf(text, at);
      if (found >= 0) at = found + text.length;
      return found < 0;
    });
    expect(misplaced).toEqual([]);
    expect(words).toHaveLength([...HEARD, ...titles].reduce((sum, text) => sum + text.length, 0));
    const count = (role: string): number => lines.filter((line) => line.trim().startsWith(role)).length;
    expect(count('H1')).toBe(titles.length);
    expect(count('TH')).toBeGreaterThan(20);
    expect(count('LI')).toBeGreaterThan(100);
  });
});
