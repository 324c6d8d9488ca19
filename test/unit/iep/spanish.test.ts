import { describe, expect, test } from 'vitest';
import { samplePapers } from '../../../build/run/samples/papers.ts';
import * as pwnWords from '../../../shared/check/pwn-words.ts';
import { CODE_TABLES, codeTable } from '../../../shared/iep/codes.ts';
import { PAGES } from '../../../shared/iep/pages.ts';
import { SIGNATURE_FIELDS } from '../../../shared/iep/signature-fields.ts';
import { paperOf } from '../../../shared/paper/plan.ts';
import { PAPER_WORDS } from '../../../shared/paper/words.ts';
import { sampleDocument } from '../paper/sample.ts';

interface Pair { readonly at: string; readonly en: string; readonly es: string }

/** Guidance on screen; it is never printed. */
const NOT_PRINTED: ReadonlySet<string> = new Set(['hint', 'stem']);

/** Every pair of words below a value, each once. */
function pairsIn(value: unknown, at: string, seen = new Set<unknown>()): readonly Pair[] {
  if (typeof value !== 'object' || value === null || seen.has(value)) return [];
  seen.add(value);
  const { en, es } = value as { readonly en?: unknown; readonly es?: unknown };
  if (typeof en === 'string' && typeof es === 'string') return [{ at, en, es }];
  return Object.entries(value).flatMap(([name, part]) => (NOT_PRINTED.has(name) ? [] : pairsIn(part, `${at}/${name}`, seen)));
}

/** What is printed in the language of the labels, and the least there is of each. */
const PRINTED: readonly (readonly [string, unknown, number])[] = [
  ['labels, choices and titles of the pages', PAGES, 700],
  ['lines to sign', SIGNATURE_FIELDS, 4],
  ['codes of the state', CODE_TABLES.map(codeTable), 280],
  ['words of the paper', PAPER_WORDS, 70],
  ['elements of the notice', pwnWords, 7],
];

/** Words that are the same in both languages. */
const SAME = /^(?:[A-Z0-9 .()/–-]+|No|Hmong|Chamorro|Chaozhou|Mien|Lahu|Khmu|Hospital|Head Start|Error|Formal|Individual|Portal|Total|Virtual|Plan|Final|Diploma|General|Filipino|Lao|Farsi|Hindi|Ilocano|Urdu|Cebuano|Mixteco)$/u;

describe('every word on paper is there in Spanish', () => {
  test.each(PRINTED)('%s', (_name, value, fewest) => {
    const pairs = pairsIn(value, '');
    expect(pairs.length).toBeGreaterThanOrEqual(fewest);
    expect(pairs.filter(({ en, es }) => en.trim() === '' || es.trim() === '')).toEqual([]);
  });

  test('and is not the English word again', () => {
    const same = PRINTED.flatMap(([, value]) => pairsIn(value, '')).filter(({ en, es }) => en === es && !SAME.test(en));
    expect(same).toEqual([]);
  });

  test('no sheet in Spanish has an English label', () => {
    const pairs = PRINTED.flatMap(([, value]) => pairsIn(value, ''));
    const spanish = new Set(pairs.map(({ es }) => es));
    const english = new Set(pairs.map(({ en }) => en).filter((en) => !spanish.has(en)));
    const labels = samplePapers(sampleDocument()).flatMap(({ name, facts }) => {
      const { definition, texts } = paperOf({ ...facts, language: 'es' });
      return [...definition.sections.map(({ title }) => ({ name, text: title })), ...texts.filter(({ at }) => at === '').map(({ text }) => ({ name, text }))];
    });
    expect(labels.length).toBeGreaterThan(2_000);
    expect(labels.filter(({ text }) => english.has(text))).toEqual([]);
  });
});
