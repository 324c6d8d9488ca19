/** The papers the bench prints: the example as it is and grown to about 60 and 200 sheets, and one with a very long note. */
import { readFileSync } from 'node:fs';
import { FONT_FILES, type PaperFonts } from '../../../electron/pdf/fonts.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import type { JsonObject } from '../../../shared/iep/json.ts';
import type { PaperFacts, PaperPlan } from '../../../shared/paper/facts.ts';
import { paperOf } from '../../../shared/paper/plan.ts';
import { longFile, read } from '../../fixtures/long-iep.ts';
import { stockDefinition } from '../../integration/pdf/stock.ts';

/** As the product ships them; `npm run bench` builds first. */
export const FONTS = Object.fromEntries(Object.entries(FONT_FILES).map(([name, file]) => [name, readFileSync(`out/main/fonts/${file}`)])) as unknown as PaperFonts;

export const PRINTED = '2026-10-14T15:22';

function factsOf(document: IepDocument): PaperFacts {
  return { document, kind: 'parentCopy', language: 'en', printedAt: PRINTED, code: 'K7QM2P', contentHash: 'a3f9c2d17be0441197c0d2e85b1f66aa', affirmedOn: null, previous: null };
}

/** The document after one edit: another word in one box. */
function edited(document: IepDocument, number: number): IepDocument {
  const levels = document.pages.presentLevels as JsonObject;
  return { ...document, pages: { ...document.pages, presentLevels: { ...levels, health: `Edit number ${number}: he sleeps well and eats at school.` } } } as unknown as IepDocument;
}

export interface Paper {
  readonly name: string;
  readonly facts: (edit: number) => PaperFacts;
  readonly plan: (edit: number) => PaperPlan;
}

function paper(name: string, document: IepDocument): Paper {
  const facts = (edit: number): PaperFacts => factsOf(edited(document, edit));
  return { name, facts, plan: (edit) => paperOf(facts(edit)) };
}

/** How often the example says itself to be so many sheets. */
const TIMES = { twenty: 1, sixty: 6, twoHundred: 19 } as const;
export const TWENTY = paper('20 sheets', read(longFile(TIMES.twenty)));
export const SIXTY = paper('60 sheets', read(longFile(TIMES.sixty)));
export const TWO_HUNDRED = paper('200 sheets', read(longFile(TIMES.twoHundred)));

const NOTE_BYTES = 200_000;
const SENTENCE = 'The team heard what she said about reading at home, and wrote it down as she said it. ';

/** A note of 200 KB in one box, in paragraphs of `letters`. */
export function noted(letters: number): Paper {
  const example = read(longFile(1));
  const paragraph = SENTENCE.repeat(Math.ceil(letters / SENTENCE.length));
  const text = Array.from({ length: Math.ceil(NOTE_BYTES / paragraph.length) }, () => paragraph).join('\n').slice(0, NOTE_BYTES);
  const facts = (edit: number): PaperFacts => ({ ...factsOf({ ...example, pages: { ...example.pages, presentLevels: { ...(example.pages.presentLevels as JsonObject), strengths: `${edit} ${text}` } } } as unknown as IepDocument), only: ['presentLevels'] });
  return { name: `200 KB in one box, paragraphs of ${letters} letters`, facts, plan: (edit) => paperOf(facts(edit)) };
}

/** The same sheets in the words of the layout library. */
export function definitionOf(plan: PaperPlan): unknown {
  return stockDefinition(plan, FONTS);
}
