import pdfmake from 'pdfmake';
import { describe, expect, test } from 'vitest';
import { renderPlan } from '../../../electron/pdf/render.ts';
import { TABLE_LAYOUTS } from '../../../electron/pdf/table-layouts.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import type { PaperPlan } from '../../../shared/paper/facts.ts';
import { paperOf } from '../../../shared/paper/plan.ts';
import { factsOf, NO_WORK, sampleDocument, withPage } from '../../unit/paper/sample.ts';
import { stockDefinition } from './stock.ts';
import { archivalFaults, FONTS, greyPictures, HAS_PDFTOTEXT, HAS_PREFLIGHT, NEEDS_PDFTOTEXT, NEEDS_PREFLIGHT } from './tools.ts';

const sample = sampleDocument();
const PRINTED = '2026-10-14T15:22';
/** No simple part of 72 points: at 60 a rule may fall in the very middle between two rows of dots, and a ten-thousandth of a point then decides which of them it darkens. */
const DPI = 67;
/** Steps of 255 by which two pictures of the same letter may differ where its edge falls between two dots. */
const EDGE = 90;

/** The same plan by the library as it comes, drawing and all. */
async function byTheLibrary(plan: PaperPlan): Promise<Uint8Array> {
  const stock = pdfmake as unknown as {
    readonly virtualfs: { readonly writeFileSync: (name: string, bytes: Uint8Array) => void };
    readonly setFonts: (fonts: unknown) => void;
    readonly setTableLayouts: (layouts: unknown) => void;
    readonly setUrlAccessPolicy: (allow: () => boolean) => void;
    readonly setLocalAccessPolicy: (allow: () => boolean) => void;
    readonly createPdf: (definition: unknown) => { readonly getBuffer: () => Promise<Uint8Array> };
  };
  for (const [name, bytes] of Object.entries(FONTS)) stock.virtualfs.writeFileSync(name, Buffer.from(bytes as Uint8Array));
  stock.setFonts({ Arimo: { normal: 'regular', bold: 'bold', italics: 'italic', bolditalics: 'boldItalic' } });
  stock.setTableLayouts(TABLE_LAYOUTS);
  stock.setUrlAccessPolicy(() => false);
  stock.setLocalAccessPolicy(() => false);
  return stock.createPdf(stockDefinition(plan, FONTS)).getBuffer();
}

function differingDots(one: Uint8Array, other: Uint8Array): number {
  let count = 0;
  for (let at = 0; at < one.length; at += 1) if (Math.abs((one[at] ?? 0) - (other[at] ?? 0)) > EDGE) count += 1;
  return count;
}

describe('the press', () => {
  const draft = { ...withPage(sample, 'presentLevels', { pageState: 'draft', strengths: `Nguyễn Thị Hồng; q\u0301 m\u0323\u0302; Анна Щербакова; ${'Wi'.repeat(150)} and on; 1/2-year; a/b/c\n- first\n- second` }), work: { ...NO_WORK, prepared: ['presentLevels'] } } as unknown as IepDocument;

  test.skipIf(!HAS_PDFTOTEXT).each([
    ['the sample', paperOf(factsOf(sample))],
    ['a draft in two languages', paperOf(factsOf(draft, { kind: 'draft', language: 'both' }))],
  ])(`draws %s as the untouched library does, dot for dot${NEEDS_PDFTOTEXT}`, async (_name, plan) => {
    const ours = greyPictures((await renderPlan(plan, PRINTED, FONTS)).pdf, DPI);
    const theirs = greyPictures(await byTheLibrary(plan), DPI);
    expect(ours.length).toBeGreaterThan(15);
    expect(ours.map((picture) => picture.length)).toEqual(theirs.map((picture) => picture.length));
    expect(ours.map((picture, sheet) => differingDots(picture, theirs[sheet] ?? new Uint8Array()))).toEqual(ours.map(() => 0));
    expect(ours.every((picture) => picture.some((dot) => dot < 80))).toBe(true);
  });
});

describe('what is kept for ever', () => {
  const claims = (pdf: Uint8Array): boolean => Buffer.from(pdf).toString('latin1').includes('pdfaid:part');

  test('claims PDF/A; a draft and a parent copy claim nothing', async () => {
    for (const [kind, claim] of [['affirmed', true], ['imported', true], ['draft', false], ['parentCopy', false]] as const) {
      const { pdf } = await renderPlan(paperOf(factsOf(sample, { kind, affirmedOn: kind === 'affirmed' ? '2026-10-16' : null })), PRINTED, FONTS);
      expect([kind, claims(pdf)]).toEqual([kind, claim]);
    }
  });

  test.skipIf(!HAS_PREFLIGHT).each(['en', 'es', 'both'] as const)(`and an independent validator finds it valid PDF/A-1b, in %s${NEEDS_PREFLIGHT}`, async (language) => {
    const { pdf } = await renderPlan(paperOf(factsOf(sample, { kind: 'affirmed', affirmedOn: '2026-10-16', language })), PRINTED, FONTS);
    expect(archivalFaults(pdf)).toBe('');
  }, 60_000);

  test.skipIf(!HAS_PREFLIGHT)(`also when another system wrote markup where a date and a name belong${NEEDS_PREFLIGHT}`, async () => {
    const odd = withPage(sample, 'infoEligibility', { lastName: "O'Br & <ien> (x) \\ )", meetingDate: '10 & <b>' });
    const { pdf } = await renderPlan(paperOf(factsOf({ ...odd, meeting: { ...odd.meeting, meetingDate: '10 & <b>' } } as unknown as IepDocument, { kind: 'affirmed', affirmedOn: '2026-10-16' })), PRINTED, FONTS);
    expect(archivalFaults(pdf)).toBe('');
  }, 60_000);

  test.skipIf(!HAS_PREFLIGHT)(`which finds fault with a file that claims it and lacks the colour profile${NEEDS_PREFLIGHT}`, async () => {
    const { pdf } = await renderPlan(paperOf(factsOf(sample, { kind: 'affirmed', affirmedOn: '2026-10-16' })), PRINTED, FONTS);
    const broken = Buffer.from(Buffer.from(pdf).toString('latin1').replace('/OutputIntents [', '/OutputIntentX [ '.slice(0, 16)), 'latin1');
    expect(archivalFaults(broken)).not.toBe('');
  }, 60_000);
});
