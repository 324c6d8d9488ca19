/** The PDF library behind one door: fonts from memory, no file and no network, and the laid-out sheets handed back for the audit. */
import pdfmake from 'pdfmake';
import type { LaidSheet } from './audit.ts';
import type { PaperFonts } from './fonts.ts';
import { TABLE_LAYOUTS } from './table-layouts.ts';

export const FAMILY = 'Arimo';

/** The part of a pdfkit document used here. `_pdfMakePages` is internal to pdfmake 0.3.11, which is pinned; the audit tests fail when it changes. */
export interface FinishedDocument {
  readonly _pdfMakePages: readonly LaidSheet[];
  readonly provideFont: (family: string, bold: boolean, italics: boolean) => { readonly font: { readonly hasGlyphForCodePoint: (code: number) => boolean } };
}

interface Engine {
  readonly virtualfs: { readonly writeFileSync: (name: string, bytes: Uint8Array) => void };
  readonly setFonts: (fonts: unknown) => void;
  readonly setTableLayouts: (layouts: unknown) => void;
  readonly setUrlAccessPolicy: (allow: () => boolean) => void;
  readonly setLocalAccessPolicy: (allow: () => boolean) => void;
  readonly createPdf: (definition: unknown) => { readonly getStream: () => Promise<FinishedDocument>; readonly getBuffer: () => Promise<Uint8Array> };
}

// The typings describe the browser build's builder; the server build has the members named above (pdfmake/js/index.js).
const engine = pdfmake as unknown as Engine;

/** Gives the library its fonts and takes everything else away from it. */
export function prepareEngine(fonts: PaperFonts): void {
  const files = { normal: `${FAMILY}-Regular.ttf`, bold: `${FAMILY}-Bold.ttf`, italics: `${FAMILY}-Italic.ttf`, bolditalics: `${FAMILY}-BoldItalic.ttf` };
  engine.virtualfs.writeFileSync(files.normal, Buffer.from(fonts.regular));
  engine.virtualfs.writeFileSync(files.bold, Buffer.from(fonts.bold));
  engine.virtualfs.writeFileSync(files.italics, Buffer.from(fonts.italic));
  engine.virtualfs.writeFileSync(files.bolditalics, Buffer.from(fonts.boldItalic));
  engine.setFonts({ [FAMILY]: files });
  engine.setTableLayouts(TABLE_LAYOUTS);
  engine.setUrlAccessPolicy(() => false);
  engine.setLocalAccessPolicy(() => false);
}

export interface Laid {
  readonly pdf: Uint8Array;
  readonly sheets: readonly LaidSheet[];
  readonly document: FinishedDocument;
}

/** Lays out and writes one document. The definition is used up: pdfmake changes what it is given. */
export async function layOut(definition: unknown): Promise<Laid> {
  const output = engine.createPdf(definition);
  const document = await output.getStream();
  const pdf = await output.getBuffer();
  return { pdf, sheets: document._pdfMakePages, document };
}

/** Which characters the regular face can draw; the four faces cover the same ones (tested). */
export async function readCoverage(): Promise<(codePoint: number) => boolean> {
  const document = await engine.createPdf({ content: [{ text: '.' }], defaultStyle: { font: FAMILY } }).getStream();
  const { font } = document.provideFont(FAMILY, false, false);
  return (codePoint) => font.hasGlyphForCodePoint(codePoint);
}
