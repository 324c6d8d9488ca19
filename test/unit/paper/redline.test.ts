import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redline } from '../../../shared/flow/redline.ts';
import type { DifferenceAnswer, IepDocument } from '../../../shared/iep/document.ts';
import type { Json, JsonObject } from '../../../shared/iep/json.ts';
import { clean, visible } from '../../../shared/paper/clean.ts';
import type { PaperLanguage, PaperPlan } from '../../../shared/paper/facts.ts';
import type { PaperNode } from '../../../shared/paper/node.ts';
import { textsOf } from '../../../shared/paper/node.ts';
import { paperOf } from '../../../shared/paper/plan.ts';
import { documents, walk, wishes } from '../journal/documents.ts';
import { factsOf, NO_WORK, sampleDocument, withPage } from './sample.ts';

const copy = sampleDocument();

function printed(document: IepDocument, then: IepDocument = copy, language: PaperLanguage = 'en'): PaperPlan {
  return paperOf(factsOf(document, { kind: 'redline', language, redline: { copy: then, copyCode: 'AB12CD', copyPrintedAt: '2026-10-14T15:22', differences: redline(document, then) } }));
}

function tables(node: PaperNode): readonly Extract<PaperNode, { readonly kind: 'table' }>[] {
  return node.kind === 'table' ? [node] : node.kind === 'stack' ? node.items.flatMap(tables) : [];
}

/** The rows of every table but their heads, each cell as its words. */
function rowsOf(plan: PaperPlan): readonly (readonly string[])[] {
  return plan.definition.sections.flatMap((section) => section.content.flatMap(tables)).flatMap((table) => table.rows.slice(table.headRows)).map((row) => row.map((cell) => textsOf(cell).map(({ text }) => text).join(' | ')));
}

function answered(document: IepDocument, differences: readonly DifferenceAnswer[]): IepDocument {
  return { ...document, work: { ...NO_WORK, paper: { original: 'room 12', fileCopy: 'the office' }, differences } } as unknown as IepDocument;
}

describe('the redline on paper', () => {
  const accommodations = (copy.pages.fapeServices as JsonObject)['accommodations'] as readonly JsonObject[];
  const struck = String(accommodations[0]?.['$row']);
  const changed = answered(
    withPage(withPage(copy, 'presentLevels', { strengths: 'He builds bridges.', health: '' }), 'fapeServices', { accommodations: accommodations.slice(1) }),
    [
      { at: 'pages/presentLevels/strengths', kind: 'handwriting', writtenBy: 'Dana Birchwater', initials: ['DB', 'RO'], reason: '' },
      { at: `pages/fapeServices/accommodations/@${struck}`, kind: 'correction', writtenBy: '', initials: [], reason: 'listed twice' },
    ],
  );

  test('says of each place what stood printed, what the record says, and whose hand it was with whose initials', () => {
    const rows = rowsOf(printed(changed));
    expect(rows.map(([place]) => place)).toEqual(['Present levels · Strengths, preferences and interests', 'Present levels · Health', 'Services · Accommodation 1']);
    expect(rows[0]?.[1]).toBe((copy.pages.presentLevels as { strengths: string }).strengths);
    expect(rows[0]?.slice(2)).toEqual(['He builds bridges.', 'Handwriting of Dana Birchwater | Initials: DB, RO']);
    expect(rows[1]?.slice(2)).toEqual(['(nothing)', 'Not explained yet']);
    expect(rows[2]?.[1]).toContain(String(accommodations[0]?.['text']).slice(0, 40));
    expect(rows[2]?.slice(2)).toEqual(['(nothing)', 'Correction: listed twice']);
  });

  test('names the copy it was held against and where the signed paper is, and is no IEP', () => {
    const plan = printed(changed);
    const text = plan.texts.map((one) => one.text).join('\n');
    for (const words of ['Compared with the parent copy: Code AB12CD, Printed Oct 14, 2026 3:22 p.m.', 'The signed original is in: room 12 · The file copy is in: the office', 'Differences: 3']) expect(text).toContain(words);
    expect(plan.definition.frame.label).toBe('LIST OF CHANGES, NOT THE IEP');
    expect(plan.definition.sections.map(({ title, draft }) => [title, draft])).toEqual([['Differences Between the Parent Copy and the Record', false]]);
  });

  test('says so when nothing differs, and when nobody said where the paper is', () => {
    const text = printed(copy).texts.map((one) => one.text).join('\n');
    expect(text).toContain('The record says what was printed.');
    expect(text).toContain('Nobody has said yet where the signed paper is kept.');
    expect(rowsOf(printed(copy))).toEqual([]);
  });

  test('speaks Spanish', () => {
    expect(rowsOf(printed(changed, copy, 'es')).map((row) => row[3])).toEqual(['Escrito a mano por Dana Birchwater | Iniciales: DB, RO', 'Sin explicar todavía', 'Corrección: listed twice']);
  });

  test('of a thousand changed documents it lists every difference and invents none', () => {
    let differences = 0;
    const letters = (text = ''): string => visible(clean(text)).replaceAll('|', '');
    const texts = (value: Json | undefined): readonly string[] => (typeof value === 'string' ? [value] : Array.isArray(value) ? (value as readonly Json[]).flatMap(texts) : typeof value === 'object' && value !== null ? Object.entries(value).filter(([name]) => name !== '$row').flatMap(([, part]) => texts(part)) : []);
    fc.assert(fc.property(documents, wishes, (start, wanted) => {
      const { end } = walk(start, wanted);
      const found = redline(end, start);
      differences += found.length;
      const rows = rowsOf(printed(end, start));
      expect(rows).toHaveLength(found.length);
      const byPage = [...new Set(found.map(({ page }) => page))].flatMap((page) => found.filter((one) => one.page === page));
      for (const [index, { kind, before, after }] of byPage.entries()) {
        if (kind === 'moved') continue;
        for (const word of texts(before)) expect(letters(rows[index]?.[1])).toContain(letters(word));
        for (const word of texts(after)) expect(letters(rows[index]?.[2])).toContain(letters(word));
      }
    }), { numRuns: 1_000 });
    expect(differences).toBeGreaterThan(2_000);
  }, 120_000);
});
