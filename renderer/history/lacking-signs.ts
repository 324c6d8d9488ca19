/** Signs the printing fonts lacked when a PDF was made: a code in brackets stands in their place, and whoever prints it reads which to write in by hand. */
import type { Pdf } from './pdf.ts';
import { piecesOf } from './find.ts';

/** As electron/pdf/scripts.ts writes it. */
const CODE = /\[(U\+[0-9A-F]{4,6})\]/gu;

/** The codes in the text of a sheet, each once; its pieces without what parts them, for a line may end within a code. */
export function codesIn(pieces: readonly string[]): readonly string[] {
  return [...new Set([...pieces.join('').matchAll(CODE)].map(([, code = '']) => code))];
}

export async function signsLacking(pdf: Pdf): Promise<readonly string[]> {
  const found = new Set<string>();
  for (let page = 1; page <= pdf.numPages; page += 1) for (const code of codesIn((await piecesOf(pdf, page)).map(({ text }) => text))) found.add(code);
  return [...found];
}
