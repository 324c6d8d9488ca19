import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { FIELD_WORDS } from '../../../renderer/spell/field-words.ts';
import { MOST_SUGGESTIONS, openSpeller, type Speller } from '../../../renderer/spell/dictionary.ts';
import { misspelledIn, ownWordsOf, wordsToSpell } from '../../../shared/check/spelling.ts';
import { statementsOf } from '../../../shared/check/statements.ts';
import { PAGES } from '../../../shared/iep/pages.ts';
import { fieldsOf, innerFields } from '../../../shared/iep/fields.ts';
import type { FieldDef } from '../../../shared/iep/definition.ts';
import { sampleDocument } from '../iep/sample.ts';

const packedOf = (path: string): Uint8Array => readFileSync(new URL(`../../../node_modules/@cspell/${path}`, import.meta.url));
const PACKED = [packedOf('dict-en_us/en_US.trie.gz'), packedOf('dict-es-es/Spanish.trie.gz')];
let speller: Speller;

beforeAll(async () => {
  speller = await openSpeller(PACKED, FIELD_WORDS);
});

const unknownIn = (text: string): ReadonlySet<string> => new Set(speller.unknown(wordsToSpell(text).map(({ word }) => word)));

/** Usual slips of tired people, with what was meant. */
const SLIPS: readonly (readonly [string, string])[] = [
  ['recieve', 'receive'], ['definately', 'definitely'], ['seperate', 'separate'], ['accomodation', 'accommodation'], ['occured', 'occurred'], ['begining', 'beginning'], ['writting', 'writing'], ['comprehention', 'comprehension'],
  ['behaviour', 'behavior'], ['independant', 'independent'], ['asessment', 'assessment'], ['goverment', 'government'], ['teh', 'the'], ['studnet', 'student'], ['langauge', 'language'], ['readng', 'reading'], ['Teh', 'The'],
  ['maestrra', 'maestra'], ['lecura', 'lectura'], ['estudainte', 'estudiante'], ['habilidaes', 'habilidades'], ['comprencion', 'comprensión'], ['recivir', 'recibir'],
];

describe('the dictionaries that ship', () => {
  it.each(SLIPS)('do not know "%s" and offer "%s"', (slip, meant) => {
    expect(speller.unknown([slip])).toEqual([slip]);
    const offered = speller.suggest(slip);
    expect(offered).toContain(meant);
    expect(offered.length).toBeLessThanOrEqual(MOST_SUGGESTIONS);
  });

  it('know words at the beginning of a sentence, in capitals, with an s of possession, and in both languages', () => {
    expect(speller.unknown(['Reading', 'READING', "student's", "students'", "doesn't", 'fluency', 'phonemic', 'graphemes', 'niño', 'leerá', 'Matemáticas', 'comprensión', 'evaluación'])).toEqual([]);
  });

  it('find no fault with the statements of the example but its one British spelling', () => {
    const doc = sampleDocument();
    const own = ownWordsOf(doc);
    const texts = statementsOf(doc).map(({ text }) => text);
    expect(texts.length).toBeGreaterThan(60);
    expect([...new Set(texts.flatMap((text) => misspelledIn(text, unknownIn(text), own).map(({ word }) => word)))]).toEqual(['practise']);
  });

  it('find no fault with the sentences to start from, in both languages', () => {
    const stems = PAGES.flatMap((page) => fieldsOf(page)).flatMap(function all(def: FieldDef): readonly string[] {
      return [...(def.stem === undefined ? [] : [def.stem.en, def.stem.es]), ...innerFields(def).flatMap(all)];
    });
    expect(stems.length).toBeGreaterThan(40);
    expect([...new Set(stems.flatMap((text) => [...unknownIn(text)]))]).toEqual([]);
  });

  it('are joined by words of the field, each once and none that they know already', async () => {
    const bare = await openSpeller(PACKED, []);
    expect(bare.unknown(FIELD_WORDS)).toEqual(FIELD_WORDS);
    expect(speller.unknown(FIELD_WORDS)).toEqual([]);
    expect(new Set(FIELD_WORDS).size).toBe(FIELD_WORDS.length);
    expect(FIELD_WORDS.length).toBeGreaterThan(40);
  });

  it('cannot be opened from a cut file', async () => {
    await expect(openSpeller([packedOf('dict-en_us/en_US.trie.gz').subarray(0, 1000)], [])).rejects.toThrow();
  });
});
