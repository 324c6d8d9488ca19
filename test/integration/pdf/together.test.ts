/** Several papers in one PDF: progress reports of a caseload, each a paper of its own. */
import { describe, expect, test } from 'vitest';
import { LAYOUTS, renderPaper, renderTogether } from '../../../electron/pdf/render.ts';
import { withEveryForm } from '../../../build/run/samples/papers.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import type { JsonObject } from '../../../shared/iep/json.ts';
import { pageIdOf, pageKeysOf } from '../../../shared/iep/page-keys.ts';
import type { PaperFacts } from '../../../shared/paper/facts.ts';
import { paperOf } from '../../../shared/paper/plan.ts';
import { factsOf, sampleDocument } from '../../unit/paper/sample.ts';
import { FONTS, HAS_PDFTOTEXT, NEEDS_PDFTOTEXT, readWithPdfjs, sheetTexts } from './tools.ts';

const nolan = withEveryForm(sampleDocument());
const report = (firstName: string, goals: number, language: PaperFacts['language'], code: string): PaperFacts => {
  const [info, all] = [nolan.pages.infoEligibility as JsonObject, nolan.pages.goals as JsonObject];
  const document = { ...nolan, pages: { ...nolan.pages, infoEligibility: { ...info, firstName }, goals: { ...all, items: (all['items'] as readonly JsonObject[]).slice(0, goals) } } } as unknown as IepDocument;
  return factsOf(document, { kind: 'report', language, code, only: pageKeysOf(document).filter((key) => pageIdOf(key) === 'progressReport') });
};
/** One sheet and several, in English, Spanish and both; the last two are equal but for the code. */
const JOBS = [report('Ana', 1, 'en', 'AAAAAA'), report('Ben', 4, 'es', 'BBBBBB'), report('Cid', 2, 'both', 'CCCCCC'), report('Cid', 2, 'both', 'DDDDDD')];

describe('several papers in one PDF', () => {
  test.skipIf(!HAS_PDFTOTEXT)(`stand in their order, each with its own student, code and sheet numbers, and say what they say by themselves${NEEDS_PDFTOTEXT}`, async () => {
    const each = await Promise.all(JOBS.map(async (job) => sheetTexts((await renderPaper(job, FONTS)).pdf)));
    expect(each.map((sheets) => sheets.length > 1)).toEqual([false, true, true, true]);
    const file = sheetTexts(await renderTogether(JOBS, FONTS));
    expect(file.filter((sheet) => sheet.trim() !== '')).toEqual(each.flat());
    const [, ben = []] = each;
    expect(ben.map((sheet, index) => sheet.includes(`Página ${index + 1} de ${ben.length}`))).toEqual(ben.map(() => true));
  });

  test.skipIf(!HAS_PDFTOTEXT)(`begin on the front of a sheet each, after an empty back where the one before ended on a front${NEEDS_PDFTOTEXT}`, async () => {
    const file = sheetTexts(await renderTogether(JOBS, FONTS));
    const firsts = JOBS.map(({ code }) => file.findIndex((sheet) => sheet.includes(code)));
    expect(firsts.map((index) => index % 2)).toEqual([0, 0, 0, 0]);
    expect(file[1]?.trim()).toBe('');
    expect(file.filter((sheet) => sheet.trim() === '').length).toBe(firsts.filter((first) => first > 0 && file[first - 1]?.trim() === '').length);
  });

  test('are heard one after another, all of each, a Spanish one in Spanish, and nothing of an empty back', async () => {
    const { sheets, outline, marked } = await readWithPdfjs(await renderTogether(JOBS, FONTS));
    const alone = await Promise.all(JOBS.map(async (job) => (await readWithPdfjs((await renderPaper(job, FONTS)).pdf)).sheets));
    const heard = (all: typeof sheets): string => all.map(({ tree }) => JSON.stringify(tree, (key, value: unknown) => (key === 'lang' ? undefined : value))).filter((tree) => !tree.endsWith('"children":[]}')).join('\n');
    expect(heard(sheets).length).toBeGreaterThan(5_000);
    expect(heard(sheets)).toBe(heard(alone.flat()));
    const inSpanish = sheets.map(({ tree }) => JSON.stringify(tree).includes('"lang":"es-US","words":"","children":[{"role":"H1"'));
    expect(inSpanish.indexOf(true)).toBe(2);
    expect(inSpanish.filter(Boolean)).toHaveLength(alone[1]?.filter(({ tree }) => JSON.stringify(tree).includes('"H1"')).length ?? 0);
    expect([marked, outline.length]).toEqual([true, JOBS.length]);
    expect(sheets.every(({ unmarked }) => unmarked === '')).toBe(true);
  });

  test('are the same bytes for the same jobs, and one whose sheets lose text by itself is never put in', async () => {
    const [first, again] = [await renderTogether(JOBS, FONTS), await renderTogether(JOBS, FONTS)];
    expect(Buffer.from(again).equals(Buffer.from(first))).toBe(true);
    const broken = (job: PaperFacts) => {
      const plan = paperOf(job);
      const lost = { kind: 'columns', gap: 0, items: [{ width: 700, node: { kind: 'leaf', text: 'wide', style: 'body', at: '' } }, { width: 100, node: { kind: 'leaf', text: 'pushed off the paper', style: 'body', at: 'pages/planted' } }] } as never;
      return { ...plan, definition: { ...plan.definition, sections: plan.definition.sections.map((section) => ({ ...section, content: [...section.content, lost] })) } };
    };
    const plain = await renderTogether(JOBS.slice(0, 2), FONTS, { ...LAYOUTS, full: broken });
    expect(Buffer.from(plain).equals(Buffer.from(await renderTogether(JOBS.slice(0, 2), FONTS, { ...LAYOUTS, full: LAYOUTS.plain })))).toBe(true);
    await expect(renderTogether([], FONTS)).rejects.toThrow('one paper at least');
  });
});
