/** Words on a sheet: over lines and pieces, whatever the accents; and which of many places is the one that was found in the record. */
import { describe, expect, it } from 'vitest';
import { closestTo, placesOnSheet, type Piece } from '../../../renderer/history/page-text.ts';

function line(...texts: readonly string[]): readonly Piece[] {
  return texts.map((text, n) => ({ text, endsLine: n === texts.length - 1 }));
}

/** The letters from a start to an end, as a range over the pieces gives them. */
function cut(pieces: readonly Piece[], place: ReturnType<typeof placesOnSheet>[number] | undefined): string {
  if (place === undefined) return '';
  const { start, end } = place;
  if (start.piece === end.piece) return (pieces[start.piece]?.text ?? '').slice(start.offset, end.offset);
  const between = pieces.slice(start.piece + 1, end.piece).map(({ text }) => text);
  return [(pieces[start.piece]?.text ?? '').slice(start.offset), ...between, (pieces[end.piece]?.text ?? '').slice(0, end.offset)].join('|');
}

describe('Words on a sheet', () => {
  const sheet = [...line('La ', 'MAMÁ', ' dice que lee'), ...line('con gusto en casa.'), ...line('', ''), ...line('Lee con gusto.')];

  it('are found over pieces and line ends, without accents, and the places are those of the letters', () => {
    const places = placesOnSheet(sheet, 'lee con  gusto');
    expect(places.map((place) => cut(sheet, place))).toEqual(['lee|con gusto', 'Lee con gusto']);
    expect(placesOnSheet(sheet, 'mama dice').map((place) => cut(sheet, place))).toEqual(['MAMÁ| dice']);
    expect(placesOnSheet(sheet, 'casa.').map((place) => cut(sheet, place))).toEqual(['casa.']);
  });

  it('are not found where letters of two lines only touch, and one letter is not looked for', () => {
    expect(placesOnSheet(sheet, 'leecon')).toEqual([]);
    expect(placesOnSheet(sheet, 'e')).toEqual([]);
    expect(placesOnSheet([], 'lee')).toEqual([]);
  });

  it('of many places with the same words the one with the same words around it is chosen, however the lines were broken', () => {
    const long = [...line('Goal 1: he reads 40 words in a minute.'), ...line('Goal 2: he reads 60 words in'), ...line('a minute, with the speech teacher.')];
    const places = placesOnSheet(long, 'words');
    expect(places).toHaveLength(2);
    expect(closestTo(places, { before: '… 2: he reads 60 ', after: ' in a minute, with the …' })).toBe(1);
    expect(closestTo(places, { before: '… 1: he reads 40 ', after: ' in a minute.' })).toBe(0);
    expect(closestTo(places, { before: '', after: '' })).toBe(0);
    expect(closestTo([], { before: 'a', after: 'b' })).toBe(-1);
  });
});
