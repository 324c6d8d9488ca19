import { describe, expect, test } from 'vitest';
import { renderLibraryPaper, renderPaper } from '../../../electron/pdf/render.ts';
import { LANGUAGES, libraryJobs, samplePapers } from '../../../build/run/samples/papers.ts';
import type { PaperLanguage } from '../../../shared/paper/facts.ts';
import { sampleDocument } from '../../unit/paper/sample.ts';
import { FONTS, HAS_PDFTOTEXT, NEEDS_PDFTOTEXT, readWithPdfjs, sheetTexts } from './tools.ts';

const PAPERS = samplePapers(sampleDocument());
/** Kinds of paper the issue names and this program prints. */
const FEWEST = 14;

describe('the papers of npm run samples', () => {
  test('are every kind in each language, each under its own name', () => {
    expect(PAPERS.length).toBeGreaterThanOrEqual(FEWEST);
    expect(new Set(PAPERS.map(({ name }) => name)).size).toBe(PAPERS.length);
    expect(LANGUAGES).toEqual(['en', 'es', 'both']);
  });

  test.each(PAPERS.map((paper) => [paper.name, paper] as const))('%s opens in another program, whole and on its own sheets', async (_name, { facts }) => {
    // In two languages, where headers, footers and labels are longest.
    const made = await renderPaper({ ...facts, language: 'both' }, FONTS);
    expect(made.audit).toMatchObject({ layout: 'full', charactersPlaced: made.audit.charactersIn, missingGlyphs: [] });
    expect(made.audit.charactersIn).toBeGreaterThan(500);
    const { sheets, marked } = await readWithPdfjs(made.pdf);
    expect([sheets.length, marked]).toEqual([made.sheets, true]);
  });
});

describe('the papers of the document library', () => {
  test.each(libraryJobs().map((job) => [job.paper, job.language, job] as const))('%s opens in %s in another program, whole, tagged, with a bookmark for each of its parts', async (paper, _language, job) => {
    const made = await renderLibraryPaper(job, FONTS);
    expect(made.audit).toMatchObject({ layout: 'full', charactersPlaced: made.audit.charactersIn, missingGlyphs: [] });
    const { sheets, marked, outline } = await readWithPdfjs(made.pdf);
    expect([sheets.length, marked]).toEqual([made.sheets, true]);
    expect(outline.flatMap(({ items }) => items).length).toBeGreaterThanOrEqual(5);
    expect(sheets.every(({ unmarked }) => unmarked.trim() === '')).toBe(true);
    // One sheet to hang up; the others are lists to look things up in.
    if (paper === 'meeting-day') expect(made.sheets).toBe(1);
  });
});

describe('laid out like the statewide forms,', () => {
  const made = async (name: string, language: PaperLanguage = 'en'): Promise<readonly string[]> => {
    const paper = PAPERS.find((one) => one.name === name);
    if (paper === undefined) throw new Error(`no sample is called ${name}`);
    return sheetTexts((await renderPaper({ ...paper.facts, language }, FONTS)).pdf);
  };

  test.skipIf(!HAS_PDFTOTEXT)(`page 1 of a child with two parents is one sheet, and the answer stands on one sheet with its signature lines${NEEDS_PDFTOTEXT}`, async () => {
    const sheets = await made('parent-copy');
    expect(sheets.filter((sheet) => sheet.includes('Information / Eligibility'))).toHaveLength(1);
    expect((await made('parent-copy', 'es')).filter((sheet) => sheet.includes('Información / Elegibilidad'))).toHaveLength(1);
    const answers = sheets.filter((sheet) => sheet.includes('I agree to all parts of the IEP'));
    expect(answers).toHaveLength(1);
    expect(answers[0]).toContain('Printed name');
  });

  test.skipIf(!HAS_PDFTOTEXT)(`no sheet ends with the head of a table or a heading, none begins with the last line of a sentence, and none is there for one small box${NEEDS_PDFTOTEXT}`, async () => {
    const glance = await made('at-a-glance', 'both');
    expect(glance.filter((sheet) => sheet.includes('Service / Servicio'))).toHaveLength(1);
    expect(glance.find((sheet) => sheet.includes('Service / Servicio'))).toContain('Weekly / Por');
    expect(await made('at-a-glance', 'es')).toHaveLength(1);
    // A row that has room on a sheet is not parted, and the head of its table goes with it.
    const redline = await made('redline', 'both');
    const crossedOut = redline.findIndex((sheet) => sheet.includes('Rosa Ortiz'));
    expect(redline[crossedOut]).toContain('Oferta de educación pública');
    expect(redline[crossedOut]).toContain('General');
    expect(redline.filter((sheet) => sheet.includes('Oferta de educación pública'))).toHaveLength(1);
    const consent = (await made('parent-copy', 'both')).filter((sheet) => sheet.includes('Signature and Parent Consent'));
    expect(consent).toHaveLength(2);
    expect(consent[1]).toContain('Los padres colocan al estudiante en una escuela privada');
    // Nine lines that would leave one behind.
    const levels = (await made('parent-copy', 'both')).filter((sheet) => sheet.includes('Academic achievement'));
    expect(levels).toHaveLength(1);
  });

  test.skipIf(!HAS_PDFTOTEXT)(`the parent's reply to a notice stands on one sheet with the line under it${NEEDS_PDFTOTEXT}`, async () => {
    for (const language of ['en', 'es', 'both'] as const) {
      const reply = (await made('notice-of-meeting', language)).filter((sheet) => sheet.includes(language === 'es' ? 'Asistiré' : 'I will attend'));
      expect(reply).toHaveLength(1);
      expect(reply[0]).toContain(language === 'es' ? 'Nombre en letra de molde' : 'Printed name');
    }
  });

  test.skipIf(!HAS_PDFTOTEXT)(`a choice in a table stands in whole words, also where Spanish ones are longer${NEEDS_PDFTOTEXT}`, async () => {
    const notes = (await made('parent-copy', 'es')).filter((sheet) => sheet.includes('Acciones propuestas o rechazadas')).join('\n');
    for (const word of ['Propuesta', 'Rechazada', 'Colocación']) expect(notes).toMatch(new RegExp(`(?<!\\p{L})${word}(?!\\p{L})`, 'u'));
  });

  test.skipIf(!HAS_PDFTOTEXT)(`a progress report says of each goal what was found, and a contact log is one log${NEEDS_PDFTOTEXT}`, async () => {
    const report = (await made('progress-report')).join('\n');
    for (const words of ['Goal 1', 'Goal 4', 'Partial progress (1 to 49 %)', 'On 3 of the last 4 probes Nolan came to 54 percent', 'Nine days of illness']) expect(report).toContain(words);
    // Who affirmed it and when, as people say it.
    expect(report).toContain('Rosalind Achterberg');
    expect(report).toContain('Dec 4, 2026 2:10 p.m.');
    expect(report).not.toMatch(/\bst1\b/u);
    const log = await made('contact-log');
    expect(log).toHaveLength(1);
    expect(log[0]).toContain('Sep 23, 2026 4:10 p.m.');
  });

  test.skipIf(!HAS_PDFTOTEXT)(`a notice is no draft copy of anything${NEEDS_PDFTOTEXT}`, async () => {
    expect((await made('notice-of-meeting')).join('')).not.toMatch(/DRAFT/);
    expect((await made('draft-packet')).join('')).toContain('DRAFT COPY');
  });
});
