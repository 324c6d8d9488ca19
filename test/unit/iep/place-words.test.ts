import { describe, expect, it } from 'vitest';
import { valueAt } from '../../../shared/iep/address.ts';
import { placeWords } from '../../../shared/iep/place-words.ts';
import { sampleDocument } from './sample.ts';

const doc = sampleDocument();
const idOf = (list: string, n: number): string => String((valueAt(doc, list) as readonly { readonly $row: string }[])[n]?.$row);

describe('a place in words', () => {
  it.each([
    ['a page', 'pages/presentLevels', 'Present levels'],
    ['a field', 'pages/presentLevels/parentConcerns', 'Present levels · Parent concerns'],
    ['a goal, by the number it gives itself', `pages/goals/items/@${idOf('pages/goals/items', 1)}`, 'Goals · Goal 2'],
    ['a field of a goal', `pages/goals/items/@${idOf('pages/goals/items', 1)}/baseline`, 'Goals · Goal 2 · Baseline'],
    ['a service, by its place in the list', `pages/fapeServices/services/@${idOf('pages/fapeServices/services', 2)}/minutes`, 'Services · Service 3 · Minutes'],
    ['a row that is gone', 'pages/goals/items/@nobody', 'Goals · Goal (no longer there)'],
    ['the sheet of a session', `pages/consent/@${idOf('pages/consent', 0)}/consentChoice`, 'Consent · The parent’s answer'],
  ])('is %s', (_what, at, words) => expect(placeWords(doc, at)).toBe(words));

  it('is Spanish where the form has Spanish', () => {
    expect(placeWords(doc, `pages/goals/items/@${idOf('pages/goals/items', 0)}/baseline`, 'es')).toBe('Metas · Meta 1 · Nivel de partida');
    expect(placeWords(doc, 'pages/goals/items/@nobody', 'es')).toBe('Metas · Meta (ya no está)');
  });

  it('stays as it stands when it is no place of the form', () => {
    for (const text of ['Goals · Goal 2', 'pages/goals/nothing', 'meeting/sessions', '']) expect(placeWords(doc, text)).toBe(text);
  });
});
