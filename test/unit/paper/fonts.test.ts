import { expect, test } from 'vitest';
import { FONT_FILES, readFonts } from '../../../electron/pdf/fonts.ts';

test('the four font files are read from one folder, and one that is missing is an error', async () => {
  const read = (path: string): Promise<Uint8Array> => Promise.resolve(new TextEncoder().encode(path));
  const fonts = await readFonts('/app/fonts', read);
  expect(new TextDecoder().decode(fonts.boldItalic)).toBe(`/app/fonts/${FONT_FILES.boldItalic}`);
  const missing = (path: string): Promise<Uint8Array> => (path.endsWith(FONT_FILES.bold) ? Promise.reject(new Error('ENOENT')) : read(path));
  await expect(readFonts('/app/fonts', missing)).rejects.toThrow('ENOENT');
});
