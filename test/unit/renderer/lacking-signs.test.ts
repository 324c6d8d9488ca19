/** Which signs a PDF has only as codes is read from its text, wherever a line ends. */
import { expect, test } from 'vitest';
import { cutText } from '../../../electron/pdf/scripts.ts';
import { codesIn } from '../../../renderer/history/lacking-signs.ts';

test('a sign no font has is found by the code the press prints for it, also over the end of a line, and each once', () => {
  const { text } = cutText('A rune \u16a0 and a chess king \u{1fa00}, \u16a0 again.', { has: (_family, point) => point < 0x3000 && point !== 0x16a0 });
  expect(codesIn([text])).toEqual(['U+16A0', 'U+1FA00']);
  expect(codesIn(['A rune [U+1', '6A0', '] here'])).toEqual(['U+16A0']);
  expect(codesIn(['[U+16A0', ' ] U+16A0 [u+16a0] [U+GGGG]', ''])).toEqual([]);
});
