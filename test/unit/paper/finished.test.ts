import { describe, expect, test } from 'vitest';
import { keepingFinished } from '../../../electron/pdf/finished.ts';
import type { MadePaper, PaperJob } from '../../../electron/ports/paper.ts';
import { factsOf, sampleDocument, withPage } from './sample.ts';

const job = factsOf(sampleDocument());

function press() {
  const made: string[] = [];
  const make = keepingFinished(async (asked: PaperJob): Promise<MadePaper> => {
    if (asked.code === 'never') throw new Error('cannot be made');
    made.push(asked.code);
    return { pdf: Buffer.from(`${asked.code} ${made.length}`), sheets: 1, pages: [], audit: { layout: 'full', charactersIn: 1, charactersPlaced: 1, missingGlyphs: [] } };
  });
  return { make, made };
}

describe('papers made a moment ago', () => {
  test('are handed over again for an equal job, which may be another object', async () => {
    const { make, made } = press();
    const first = await make(job);
    expect(await make(structuredClone(job))).toBe(first);
    expect(made).toHaveLength(1);
  });

  test.each([
    ['a word', { document: withPage(sampleDocument(), 'presentLevels', { health: 'Sleeps well now.' }) }],
    ['the kind', { kind: 'draft' as const }],
    ['the language', { language: 'es' as const }],
    ['the minute', { printedAt: '2026-10-14T15:23' }],
    ['the pages', { only: ['goals'] }],
    ['the IEP before', { previous: sampleDocument() }],
  ])('are made anew when %s is another', async (_what, change) => {
    const { make, made } = press();
    await make(job);
    await make({ ...job, ...change });
    expect(made).toHaveLength(2);
  });

  test('are forgotten from the oldest on, so that a long day does not fill the memory', async () => {
    const { make, made } = press();
    for (const code of ['a', 'b', 'c', 'd', 'a', 'e', 'a', 'b']) await make({ ...job, code });
    expect(made).toEqual(['a', 'b', 'c', 'd', 'e', 'b']);
  });

  test('that could not be made are tried again', async () => {
    const { make, made } = press();
    await expect(make({ ...job, code: 'never' })).rejects.toThrow('cannot be made');
    await expect(make({ ...job, code: 'never' })).rejects.toThrow('cannot be made');
    expect(made).toEqual([]);
  });
});
