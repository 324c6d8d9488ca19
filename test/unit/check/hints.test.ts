import { describe, expect, it } from 'vitest';
import { NOTHING_KNOWN, hints } from '../../../shared/check/hints.ts';
import { checkDocument } from '../../../shared/check/summary.ts';
import { nameFinder } from '../../../shared/check/other-child.ts';
import { statementsOf } from '../../../shared/check/statements.ts';
import { sentenceNumber, sentencesOf } from '../../../shared/check/reading.ts';
import { hinted } from '../../bench/check/hinted.ts';
import { isPlaceholder } from '../../../shared/check/placeholder.ts';
import { everyField } from '../../../shared/iep/fields.ts';
import { isAsked, pageKeysOf } from '../../../shared/iep/page-keys.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import { sampleDocument } from '../iep/sample.ts';
import { STRENGTHS, saying } from './words.ts';

const MARISOL = { ...NOTHING_KNOWN, otherNames: [{ first: 'Marisol', last: 'Quintero' }] };

describe('hints', () => {
  it('are none for the words of the example', () => {
    expect(hints(sampleDocument(), MARISOL)).toEqual([]);
    expect(statementsOf(sampleDocument()).length).toBeGreaterThan(100);
  });

  it('are each kind once for a statement, and no finding that has to be answered', () => {
    const text = 'Marisol and Marisol will read … by March 2026 and by April 2026. She, she and she read.';
    expect(hints(saying(text), MARISOL).map(({ id, severity, at }) => [id, severity, at[0]])).toEqual([['HINT-CHILD', 'hint', STRENGTHS], ['HINT-PRONOUN', 'hint', STRENGTHS], ['HINT-DATE', 'hint', STRENGTHS], ['HINT-OPEN', 'hint', STRENGTHS]]);
    expect(checkDocument(saying(text), '2026-10-14')).toEqual(checkDocument(saying('He reads about rivers.'), '2026-10-14'));
  });

  it.each([['The student will read … by May.', 1], ['… will read.', 1], ['He reads …', 1], ['He said "well…" and read.', 0], ['One…two.', 0]])('see open places of a stem, not an ellipsis of prose: "%s"', (text, count) => {
    expect(hints(saying(text), NOTHING_KNOWN).filter(({ id }) => id === 'HINT-OPEN')).toHaveLength(count);
  });
});

describe('statements', () => {
  it('are exactly the shown prose fields of the form that say something', () => {
    const doc = saying('n/a');
    const slow = pageKeysOf(doc).filter((key) => isAsked(doc, key)).flatMap((key) => everyField(doc, key)).filter(({ def, value, shown }) => shown && def.type.kind === 'statement' && typeof value === 'string' && !isPlaceholder(value));
    expect(statementsOf(doc).map(({ at, def, text }) => [at, def, text])).toEqual(slow.map(({ at, def, value }) => [at, def, value]));
    expect(slow.length).toBeGreaterThan(100);
  });
});

describe('statements of a goal the team dropped', () => {
  it('are not read, and those of the other goals are', () => {
    const doc = sampleDocument();
    const goals = (doc.pages.goals as unknown as { readonly items: readonly { readonly $row: string }[] }).items.map(({ $row }) => $row);
    const dropped = { ...doc, work: { ...(doc['work'] as object | undefined), goals: { [goals[0] ?? '']: { state: 'dropped' }, [goals[1] ?? '']: { state: 'dropped' } } } } as unknown as IepDocument;
    const read = (of: IepDocument): readonly string[] => [...new Set(statementsOf(of).flatMap(({ at }) => /^pages\/goals\/items\/@(\w+)/u.exec(at)?.[1] ?? []))];
    expect(read(doc)).toEqual(goals);
    expect(read(dropped)).toEqual(goals.slice(2));
  });
});

describe('sentences', () => {
  it('end at a full stop, a question or a new line, and not after a title, a month or an hour', () => {
    expect(sentencesOf('Ms. Wu reads. At 9 a.m. he came on Oct. 3. Why? "Yes." he said\n- a line\n\n').map(({ text }) => text.trim())).toEqual(['Ms. Wu reads.', 'At 9 a.m. he came on Oct. 3.', 'Why?', '"Yes."', 'he said', '- a line']);
    expect(sentenceNumber('One. Two. Three.', 5)).toBe(2);
    expect(sentencesOf('  ')).toEqual([]);
  });

  it('lose no character', () => {
    for (const { text } of statementsOf(sampleDocument())) expect(sentencesOf(text).map((sentence) => sentence.text).join('')).toBe(text);
  });
});

describe('the bench of the hints', () => {
  it('reads sixty pages of 1,500 characters and more, and sixty names, and every statement of them', () => {
    expect(hinted.characters).toBeGreaterThan(60 * 1500);
    expect(hinted.names).toHaveLength(60);
    expect(hinted.run().filter(({ id }) => id === 'HINT-SAME').flatMap(({ at }) => at).length).toBeGreaterThan(300);
  });

  it('goes through the names once, to build its table, and through none of them when a text is read', () => {
    let reads = 0;
    const others = Array.from({ length: 60 }, (_, n) => ({
      get first() {
        reads += 1;
        return `Quorin${'x'.repeat(n)}`;
      },
      last: 'Vexley',
    }));
    const find = nameFinder(others, []);
    const built = reads;
    expect(built).toBeGreaterThanOrEqual(60);
    expect(find('Nolan reads with Tomas and Ines in the Garden.')).toBeNull();
    expect(find('Nolan reads with Quorinxxx in the Garden.')).not.toBeNull();
    expect(reads).toBe(built);
  });
});
