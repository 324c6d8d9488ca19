/**
 * Promise: the inner parts of pdfmake this folder builds on, and the only file that names them. pdfmake is pinned, and the sheets are compared with those of
 * the untouched library in the tests.
 */
import docMeasureModule from 'pdfmake/js/DocMeasure.js';
import docPreprocessorModule from 'pdfmake/js/DocPreprocessor.js';
import documentContextModule from 'pdfmake/js/DocumentContext.js';
import layoutBuilderModule from 'pdfmake/js/LayoutBuilder.js';
import lineModule from 'pdfmake/js/Line.js';
import pageWriterModule from 'pdfmake/js/PageElementWriter.js';
import documentModule from 'pdfmake/js/PDFDocument.js';
import textInlinesModule from 'pdfmake/js/TextInlines.js';
import type { LaidInline, LaidSheet } from './audit.ts';
import type { Family } from './fonts.ts';
import type { Inline, Line } from './lines.ts';
import type { DocumentFont, MeasuringFont } from './font-parts.ts';
import type { FileOptions, PaperFile } from './file-parts.ts';

export type Constructor<T> = new (...parts: never[]) => T;

/** A laid-out piece of text with everything it takes to draw it. */
export interface DrawnInline extends LaidInline {
  readonly font: MeasuringFont;
  /** Points. */
  readonly fontSize: number;
  readonly color: string;
}

interface StockDocument extends PaperFile {
  _fontCount: number;
  readonly _fontFamilies: Record<string, DocumentFont>;
  readonly font: (bytes: Uint8Array) => { readonly _font: DocumentFont };
}

interface StockContext { pages: readonly LaidSheet<DrawnInline>[]; pageMargins: unknown }

export interface StockWriter { readonly context: () => { readonly availableWidth: number } }

export interface StockLayout {
  docPreprocessor: unknown;
  docMeasure: unknown;
  linearNodeList: unknown[];
  writer: unknown;
  buildNextLine: (text: { readonly _inlines?: Inline[] }) => Line | null;
  registerTableLayouts: (layouts: unknown) => void;
  tryLayoutDocument: (...parts: readonly unknown[]) => { readonly pages: readonly LaidSheet<DrawnInline>[] };
  addHeadersAndFooters: () => void;
}

/** A style looked up through the nodes around a text. */
export interface StyleStack { readonly getProperty: (name: string) => unknown }

export interface Word { text: string; width?: number; font?: Family | MeasuringFont }

export interface StockTextInlines {
  readonly measure: (words: Word[], styles: StyleStack) => Word[];
}

/** The library's files are of the older kind of module; a bundler hands over their default, Node the module itself. */
function partOf<T>(module: unknown): T {
  const part = typeof module === 'object' && module !== null && 'default' in module ? module.default : module;
  return part as T;
}

const StockDocumentClass = partOf<Constructor<StockDocument>>(documentModule);
export const StockLayoutClass = partOf<Constructor<StockLayout>>(layoutBuilderModule);
export const StockMeasureClass = partOf<Constructor<{ textInlines: unknown }>>(docMeasureModule);
export const StockPreprocessorClass = partOf<Constructor<unknown>>(docPreprocessorModule);
export const StockContextClass = partOf<Constructor<StockContext>>(documentContextModule);
export const StockWriterClass = partOf<Constructor<unknown>>(pageWriterModule);
export const StockLineClass = partOf<Constructor<Line>>(lineModule);
export const StockInlinesClass = partOf<Constructor<StockTextInlines>>(textInlinesModule);

function fileOptions({ archival, lang, info }: FileOptions): Record<string, unknown> {
  return {
    // PDF/A-1 is PDF 1.4.
    pdfVersion: archival ? '1.4' : '1.7', tagged: true, displayTitle: true, lang, info: { ...info }, autoFirstPage: false, font: null, bufferPages: false, compress: true, fontLayoutCache: true,
    ...(archival ? { subset: 'PDF/A-1b' } : {}),
  };
}

export function openStock(options: FileOptions): StockDocument {
  return new StockDocumentClass(...([{}, {}, {}, {}, fileOptions(options), null, () => false] as never[]));
}

/** A file nobody writes: what is only measured belongs to it. Nothing outside memory can be read through it either. */
export const NOWHERE = openStock({ archival: false, lang: 'en-US', info: {} });
