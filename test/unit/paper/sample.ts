/** The invented sample IEP and print facts around it, for the tests of paper. */
import { readFileSync } from 'node:fs';
import type { IepDocument, Work } from '../../../shared/iep/document.ts';
import type { JsonObject } from '../../../shared/iep/json.ts';
import { readDocument } from '../../../shared/iep/schema.ts';
import type { PaperFacts } from '../../../shared/paper/facts.ts';

const file = new URL('../../fixtures/sample-iep.json', import.meta.url);

/** The sample as the program holds it, with row ids. */
export function sampleDocument(): IepDocument {
  const read = readDocument(JSON.parse(readFileSync(file, 'utf8')));
  if (!read.ok) throw new Error(`the sample does not read: ${read.problem}`);
  return read.document;
}

export const NO_WORK: Work = { prepared: [], carried: [], goals: {}, discussed: {}, preparedBy: {}, goalsAtOpening: [], goalsAdded: [], prior: [], paper: null, sheets: [], differences: [], openSession: null, superseded: [] };

export function factsOf(document: IepDocument, more: Partial<PaperFacts> = {}): PaperFacts {
  return {
    document, kind: 'parentCopy', language: 'en', printedAt: '2026-10-14T15:22', code: 'K7QM-2PXA',
    contentHash: 'a3f9c2d17be0441197c0d2e85b1f66aa0c7d4b1f9e2a3c5d6e7f8091a2b3c4d5', affirmedOn: null, previous: null, ...more,
  };
}

/** The document with members of one page replaced. */
export function withPage(document: IepDocument, page: 'presentLevels' | 'goals' | 'fapeServices' | 'structuredNotes' | 'infoEligibility', members: JsonObject): IepDocument {
  return { ...document, pages: { ...document.pages, [page]: { ...(document.pages[page] as JsonObject), ...members } } };
}

/** Every text of the pages that is prose: sentences, not codes, dates or references. */
export function proseOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.length > 24 && value.includes(' ') ? [value] : [];
  if (Array.isArray(value)) return value.flatMap(proseOf);
  if (typeof value === 'object' && value !== null) return Object.entries(value).flatMap(([key, part]) => (key === 'pwnCheck' ? [] : proseOf(part)));
  return [];
}
