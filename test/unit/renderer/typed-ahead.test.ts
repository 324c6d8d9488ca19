/** What somebody types for a search whose field is not drawn yet, key by key. */
import { describe, expect, it } from 'vitest';
import { withKey, type TypedAhead } from '../../../renderer/student/typed-ahead.ts';

const NO_KEYS = { ctrlKey: false, metaKey: false, altKey: false };
const START: TypedAhead = { words: '', sent: false };

function typed(keys: readonly string[], from: TypedAhead | null = START): TypedAhead | null {
  return keys.reduce<TypedAhead | null>((so, key) => (so === null ? null : withKey(so, { ...NO_KEYS, key })), from);
}

describe('what is typed before the field of the search is there', () => {
  it('is kept letter by letter, with spaces, accents and whole signs, and Backspace takes the last one', () => {
    expect(typed([...Array.from('café 😀x'), 'Backspace', 'Backspace', '!'])).toEqual({ words: 'café !', sent: false });
    expect(typed(['Backspace', 'Shift', 'ArrowLeft', 'Tab', 'F5', 'Dead'])).toEqual(START);
  });

  it('is looked for when Enter follows it, and nothing is typed behind that', () => {
    expect(typed([...Array.from('glue'), 'Enter', 'x', 'Backspace'])).toEqual({ words: 'glue', sent: true });
    expect(typed(['Enter'])).toEqual(START);
  });

  it('is given up with Escape', () => {
    expect(typed([...Array.from('glue'), 'Escape'])).toBeNull();
  });

  it('takes no key that is a command, and the letters that are written with AltGr', () => {
    for (const held of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }]) expect(withKey(START, { ...NO_KEYS, ...held, key: 'f' })).toBe(START);
    expect(withKey(START, { ...NO_KEYS, ctrlKey: true, altKey: true, key: '@' })).toEqual({ words: '@', sent: false });
  });
});
