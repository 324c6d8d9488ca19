/**
 * How every paper looks, sheet by sheet, against the pictures kept in test/fixtures/paper-pictures.json, which somebody has looked at: each sheet as a
 * grid of how dark its parts are. What was seen now is written to out/pictures/paper-pictures.json: when a change of the look is meant, look at
 * `npm run samples`, run this file in the long form (IEP_CRASH=long) and put what it wrote in the place of the kept one.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { bulkReports, LANGUAGES, libraryJobs, samplePapers } from '../../../build/run/samples/papers.ts';
import { renderLibraryPaper, renderPaper, renderTogether } from '../../../electron/pdf/render.ts';
import type { PaperLanguage } from '../../../shared/paper/facts.ts';
import { sampleDocument } from '../../unit/paper/sample.ts';
import { LONG } from '../../crash/size.ts';
import { FONTS, greyPictures, HAS_PDFTOTEXT, NEEDS_PDFTOTEXT } from './tools.ts';

const KEPT = new URL('../../fixtures/paper-pictures.json', import.meta.url);
const SEEN = new URL('../../../out/pictures/', import.meta.url);
/** US Letter at so many dots an inch is 204 dots wide and 264 high: twelve parts each way. */
const DPI = 24;
const [DOTS_WIDE, PARTS, PART_WIDE, PART_HIGH] = [204, 12, 17, 22] as const;
/** Darkness is written in 36 steps; text is a sixth of full black at most, so a step is half a hundredth. */
const STEPS = 36;
const FULL = 255 / 6;
/** Another drawing program smooths letters a little differently: so many steps of a part are no difference, and so many parts of a sheet. */
const STEPS_ALIKE = 2;
const PARTS_ALIKE = 2;

const sample = sampleDocument();
const PAPERS = [
  ...samplePapers(sample).map(({ name, facts }) => ({ name, make: async (language: PaperLanguage) => (await renderPaper({ ...facts, language }, FONTS)).pdf })),
  { name: 'progress-reports-in-bulk', make: (language: PaperLanguage) => renderTogether(bulkReports(sample).map((facts) => ({ ...facts, language })), FONTS) },
];
const LIBRARY = libraryJobs();
const NAMES = [...PAPERS.flatMap(({ name }) => LANGUAGES.map((language) => `${name}.${language}`)), ...LIBRARY.map(({ paper, language }) => `library-${paper}.${language}`)];
/** What the issue on paper says is printed; a second set is the same bytes, and History shows those of "affirmed". */
const EVERY_KIND = ['draft-packet', 'parent-copy', 'changed-pages', 'affirmed', 'clean-copy', 'notice-of-meeting', 'progress-report', 'progress-reports-in-bulk', 'assessment-plan', 'amendment', 'revocation-notice', 'excusal', 'at-a-glance'];

function gridOf(picture: Uint8Array): string {
  let grid = '';
  for (let part = 0; part < PARTS * PARTS; part += 1) {
    const [left, top] = [(part % PARTS) * PART_WIDE, Math.floor(part / PARTS) * PART_HIGH];
    let dark = 0;
    for (let y = top; y < top + PART_HIGH; y += 1) for (let x = left; x < left + PART_WIDE; x += 1) dark += 255 - (picture[y * DOTS_WIDE + x] ?? 255);
    grid += Math.min(STEPS - 1, Math.round((dark / (PART_WIDE * PART_HIGH) / FULL) * (STEPS - 1))).toString(STEPS);
  }
  return grid;
}

function partsApart(one: string, other: string): number {
  return Array.from(one, (step, at) => Math.abs(Number.parseInt(step, STEPS) - Number.parseInt(other.charAt(at) || '0', STEPS))).filter((apart) => apart > STEPS_ALIKE).length;
}

/** A packet of many sheets is drawn in one language in `npm test`, the parent copy in all; every paper in each in the long form. */
const SHORT: Readonly<Record<string, readonly PaperLanguage[]>> = { 'draft-packet': ['en'], 'parent-copy-to-write-on': ['es'], affirmed: ['en'], imported: ['es'], 'clean-copy': ['both'] };
const languagesOf = (name: string): readonly PaperLanguage[] => (LONG ? LANGUAGES : (SHORT[name] ?? LANGUAGES));

const seen: Record<string, readonly string[]> = {};

describe('every kind of paper', () => {
  const kept = JSON.parse(readFileSync(KEPT, 'utf8')) as Readonly<Record<string, readonly string[]>>;
  /** Sheets that do not look as they are kept, for people. */
  const differencesOf = (paper: string, pdf: Uint8Array): readonly string[] => {
    const grids = greyPictures(pdf, DPI).map(gridOf);
    seen[paper] = grids;
    const before = kept[paper] ?? [];
    const counted = grids.length === before.length ? [] : [`${paper}: ${grids.length} sheets, kept ${before.length}`];
    return [...counted, ...grids.flatMap((grid, sheet) => (partsApart(grid, before[sheet] ?? '') > PARTS_ALIKE ? [`${paper}: sheet ${sheet + 1}`] : []))];
  };
  afterAll(() => {
    mkdirSync(SEEN, { recursive: true });
    writeFileSync(new URL('paper-pictures.json', SEEN), `${JSON.stringify(seen, null, 1)}\n`);
  });

  test('has its pictures kept in three languages, and no picture is of a paper there is not', () => {
    expect(EVERY_KIND.filter((kind) => !PAPERS.some(({ name }) => name === kind))).toEqual([]);
    expect(Object.keys(kept)).toEqual(NAMES);
    expect(Object.values(kept).flat().length).toBeGreaterThan(250);
    expect(Object.values(kept).flat().every((grid) => grid.length === PARTS * PARTS)).toBe(true);
  });

  test.skipIf(!HAS_PDFTOTEXT).each(PAPERS.map((paper) => [paper.name, paper] as const))(`%s looks as it was looked at, in each language${NEEDS_PDFTOTEXT}`, async (name, { make }) => {
    const different: string[] = [];
    for (const language of languagesOf(name)) {
      different.push(...differencesOf(`${name}.${language}`, await make(language)));
    }
    expect(different).toEqual([]);
  }, 120_000);

  test.skipIf(!HAS_PDFTOTEXT).each(LIBRARY.map((job) => [job.paper, job.language, job] as const))(`the paper of the library %s looks in %s as it was looked at${NEEDS_PDFTOTEXT}`, async (name, language, job) => {
    expect(differencesOf(`library-${name}.${language}`, (await renderLibraryPaper(job, FONTS)).pdf)).toEqual([]);
  });
});
