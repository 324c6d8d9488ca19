/** Lays out a definition and writes it as a PDF: fonts from memory, no file and no network, and the laid-out sheets handed back for the audit. */
import type { LaidSheet } from './audit.ts';
import type { PaperFonts } from './fonts.ts';
import type { Faces, FileOptions, LayoutDefinition } from './library.ts';
import { faceOf, keepFaces, layOutSheets, openFile } from './library.ts';
import type { Meaning } from './press.ts';
import { printSheets } from './press.ts';
import type { Coverage } from './scripts.ts';

/** The faces of a set of fonts are read once: parsing one costs more than a sheet. */
const kept = new WeakMap<PaperFonts, Faces>();

export function facesOf(fonts: PaperFonts): Faces {
  const known = kept.get(fonts);
  if (known !== undefined) return known;
  const faces = keepFaces(fonts);
  kept.set(fonts, faces);
  return faces;
}

export interface Laid {
  readonly pdf: Uint8Array;
  readonly sheets: readonly LaidSheet[];
}

/** Lays out and writes one document. The definition is used up: pdfmake changes what it is given. */
export async function layOut(fonts: PaperFonts, options: FileOptions, definition: LayoutDefinition, meaning: Meaning): Promise<Laid> {
  const faces = facesOf(fonts);
  const file = openFile(faces, options, fonts.colours);
  const sheets = layOutSheets(file, faces, definition);
  printSheets(file, sheets, meaning);
  file.end();
  const parts: Uint8Array[] = [];
  for await (const part of file) parts.push(part);
  return { pdf: Buffer.concat(parts), sheets };
}

/** Which characters each family can draw; the four faces of the printing font cover the same ones (tested). */
export function coverageOf(fonts: PaperFonts): Coverage {
  const faces = facesOf(fonts);
  return { has: (family, codePoint) => faces[faceOf(family, false, false)].file.font.hasGlyphForCodePoint(codePoint) };
}
