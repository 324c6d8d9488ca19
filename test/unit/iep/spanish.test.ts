import { describe, expect, test } from 'vitest';
import { samplePapers } from '../../../build/run/samples/papers.ts';
import { paperOf } from '../../../shared/paper/plan.ts';
import { sampleDocument } from '../paper/sample.ts';
import { pairsIn, PRINTED } from './spanish-pairs.ts';

/** Words that are the same in both languages. */
const SAME = /^(?:[A-Z0-9 .()/–-]+|No|Hmong|Chamorro|Chaozhou|Mien|Lahu|Khmu|Hospital|Head Start|Error|Formal|Individual|Portal|Total|Virtual|Plan|Final|Diploma|General|Lao|Farsi|Hindi|Ilocano|Urdu|Cebuano|Mixteco)$/u;

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
