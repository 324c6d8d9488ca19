/** Fonts from the package, and an independent reader of PDF text: pdftotext, where it is installed. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PaperFonts } from '../../../electron/pdf/fonts.ts';
import { visible } from '../../../shared/paper/clean.ts';

const arimo = (file: string): Uint8Array => readFileSync(new URL(`../../../node_modules/@expo-google-fonts/arimo/${file}`, import.meta.url));

export const FONTS: PaperFonts = {
  regular: arimo('400Regular/Arimo_400Regular.ttf'),
  bold: arimo('700Bold/Arimo_700Bold.ttf'),
  italic: arimo('400Regular_Italic/Arimo_400Regular_Italic.ttf'),
  boldItalic: arimo('700Bold_Italic/Arimo_700Bold_Italic.ttf'),
  colours: readFileSync(new URL('../../../node_modules/pdfkit/js/data/sRGB_IEC61966_2_1.icc', import.meta.url)),
};

export const HAS_PDFTOTEXT = spawnSync('pdftotext', ['-v']).error === undefined;
export const NEEDS_PDFTOTEXT = HAS_PDFTOTEXT ? '' : ' (SKIPPED: pdftotext of poppler-utils is not installed)';

/** The text of each sheet in the order it was written. */
export function sheetTexts(pdf: Uint8Array): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'paper-'));
  try {
    writeFileSync(join(folder, 'paper.pdf'), pdf);
    const text = execFileSync('pdftotext', ['-raw', '-enc', 'UTF-8', join(folder, 'paper.pdf'), '-'], { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 });
    return text.split('\f').slice(0, -1);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** True when the letters of `text` stand together on one sheet, or run on from one sheet to the next. */
export function standsOn(sheets: readonly string[], text: string): boolean {
  const lettersOf = sheets.map(visible);
  const runsFrom = (rest: string, first: number): boolean => {
    const sheet = lettersOf[first];
    if (sheet === undefined) return false;
    if (sheet.includes(rest)) return true;
    let length = rest.length - 1;
    while (length > 0 && !sheet.includes(rest.slice(0, length))) length = Math.floor(length / 2);
    while (length > 0 && sheet.includes(rest.slice(0, length + 1))) length += 1;
    return length > 0 && runsFrom(rest.slice(length), first + 1);
  };
  const wanted = visible(text);
  return lettersOf.some((_, index) => runsFrom(wanted, index));
}
