import { describe, expect, it } from 'vitest';
import { pronounHints } from '../../../shared/check/pronoun.ts';
import { statementsOf } from '../../../shared/check/statements.ts';
import { sampleDocument } from '../iep/sample.ts';
import { STRENGTHS, saying } from './words.ts';

function hintsOf(text: string, gender: string) {
  const doc = saying(text, { gender });
  return pronounHints(doc, statementsOf(doc)).filter(({ at }) => at[0] === STRENGTHS);
}

describe('a pronoun that contradicts the record', () => {
  it.each([
    ['M', 'She reads well.', 'she', 1], ['M', 'Nolan reads well. Her writing is short.', 'her', 2], ['M', 'The book is hers.', 'hers', 1], ['M', 'Nolan dresses herself.', 'herself', 1],
    ['F', 'He reads well.', 'he', 1], ['F', 'Nolan likes his desk.', 'his', 1], ['F', 'Directions are read to him.', 'him', 1], ['F', 'The student feeds himself.', 'himself', 1],
    ['M', 'Ella lee bien cuando se le da tiempo.', 'ella', 1], ['F', 'En la clase él termina las tareas.', 'él', 1],
    ['M', 'His mother reads to him. The student reads well. She writes.', 'she', 3], ['M', 'The teacher reads aloud. Nolan answers. She writes.', 'she', 3],
  ] as const)('is named for a student with gender %s: "%s"', (gender, text, word, sentence) => {
    expect(hintsOf(text, gender)).toEqual([
      { id: 'HINT-PRONOUN', severity: 'hint', fields: [], page: 'presentLevels', at: [STRENGTHS], message: `Strengths, preferences and interests: "${word}" stands in sentence ${sentence}, and the record says ${gender === 'M' ? 'Male' : 'Female'}. Check whom it speaks of.` },
    ]);
  });

  it.each([
    ['M', 'He reads well and likes his desk.'], ['F', 'She reads well and likes her desk.'],
    ['M', 'His mother says that she reads to Nolan.'], ['M', 'Ms. Delacroix-Wu says she is pleased.'], ['M', 'Dana reads at home. She helps with homework.'], ['M', 'The teacher reads aloud. She waits. Her voice is calm.'],
    ['M', 'She would like him to read.'], ['M', 'Rosalind sees Nolan daily; she keeps a log.'], ['M', 'He plays with a friend and her brother.'], ['M', 'Whether the sheriff shears sheep here matters.'],
    ['F', 'He observado que ella lee las palabras.'], ['F', 'La maestra dice que él ayuda.'], ['F', 'Le gusta la lectura; con él practica la escritura.'], ['M', 'La lectura le gusta y con ella aprende las palabras.'], ['M', 'El niño lee el texto.'],
    ['X', 'He reads. She reads.'], ['', 'He reads. She reads.'], ['U', 'She reads.'],
  ])('is not seen for gender "%s" in "%s"', (gender, text) => expect(hintsOf(text, gender)).toEqual([]));

  it('is not looked for where parents speak', () => {
    const doc = sampleDocument();
    const said = { ...doc, pages: { ...doc.pages, presentLevels: { ...(doc.pages.presentLevels as Record<string, never>), parentConcerns: 'She would like more reading.' } } };
    expect(pronounHints(said, statementsOf(said))).toEqual([]);
  });

  it('is in no statement of the example, and in many when the record says otherwise', () => {
    expect(pronounHints(sampleDocument(), statementsOf(sampleDocument()))).toEqual([]);
    const doc = saying('He reads.', { gender: 'F' });
    const found = pronounHints(doc, statementsOf(doc));
    expect(found.length).toBeGreaterThanOrEqual(10);
    expect(new Set(found.map(({ at }) => at[0])).size).toBe(found.length);
  });
});
