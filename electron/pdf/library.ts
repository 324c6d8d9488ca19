/**
 * The parts of pdfmake this folder builds on, and the only file that knows them: its layout, with three changes that make it three times as
 * fast and move no letter (paper.md section 3): parsed fonts are kept between documents, a text's style is looked up once and not for every
 * word, and a word's width is measured once. A word wider than its column is cut between two letters (lines.ts). pdfmake is pinned, and the sheets are compared with those of the untouched library in the tests.
 */
import { deflateSync } from 'node:zlib';
import docMeasureModule from 'pdfmake/js/DocMeasure.js';
import docPreprocessorModule from 'pdfmake/js/DocPreprocessor.js';
import documentContextModule from 'pdfmake/js/DocumentContext.js';
import layoutBuilderModule from 'pdfmake/js/LayoutBuilder.js';
import lineModule from 'pdfmake/js/Line.js';
import pageWriterModule from 'pdfmake/js/PageElementWriter.js';
import documentModule from 'pdfmake/js/PDFDocument.js';
import textInlinesModule from 'pdfmake/js/TextInlines.js';
import type { LaidInline, LaidSheet } from './audit.ts';
import type { Family, PaperFonts } from './fonts.ts';
import { FAMILY } from './fonts.ts';
import type { Inline, Line } from './lines.ts';
import { nextLine } from './lines.ts';
import { mirrored } from './reading.ts';
import { TABLE_LAYOUTS } from './table-layouts.ts';

type Constructor<T> = new (...parts: never[]) => T;

/** One glyph of a font; `codePoints` are those of its first use anywhere, so they are never written to a file (see `KeptRun`). */
interface Glyph {
  readonly id: number;
  readonly codePoints: readonly number[];
  readonly advanceWidth: number;
}

interface GlyphPosition {
  readonly xAdvance: number;
  readonly xOffset: number;
  readonly yOffset: number;
  readonly advanceWidth: number;
}

export interface GlyphRun {
  readonly glyphs: readonly Glyph[];
  readonly positions: readonly GlyphPosition[];
  readonly advanceWidth: number;
}

/** A parsed font file; reading one costs more than a sheet. */
interface FontFile {
  readonly hasGlyphForCodePoint: (code: number) => boolean;
  readonly layout: (text: string, features?: undefined, script?: undefined, language?: undefined, direction?: 'ltr' | 'rtl') => GlyphRun;
  /** Glyphs made so far, each with the letters of its first use. */
  _glyphs: Record<number, unknown>;
  readonly _layoutEngine: { readonly engine: { readonly GPOSProcessor: object | null } | null };
}

/** What the layout asks of a font. It belongs to no document, so that what is laid out can be printed in any. */
export interface MeasuringFont {
  /** Thousandths of the font's size. */
  readonly ascender: number;
  readonly face: FaceName;
  readonly lineHeight: (size: number) => number;
  readonly widthOfString: (text: string, size: number) => number;
}

/** A font inside one document: which glyphs it uses, and the letters they stand for. */
export interface DocumentFont {
  readonly id: string;
  readonly font: FontFile;
  readonly ascender: number;
  readonly scale: number;
  readonly subset: { readonly glyphs: number[]; readonly includeGlyph: (id: number) => number };
  /** Words of this font run from right to left, and its brackets are drawn mirrored. */
  fromRight: boolean;
  readonly unicode: (readonly number[])[];
  readonly widths: number[];
  layoutCache: Record<string, GlyphRun>;
  readonly layoutCached: (word: string) => GlyphRun;
  readonly ref: () => unknown;
}

/** A laid-out piece of text with everything it takes to draw it. */
export interface DrawnInline extends LaidInline {
  readonly font: MeasuringFont;
  /** Points. */
  readonly fontSize: number;
  readonly color: string;
}

/** A reference to an object of the file; `data` is its dictionary. */
interface FileObject {
  readonly data: Record<string, unknown>;
  readonly write: (bytes: Uint8Array) => void;
  readonly end: () => void;
}

/** An element of the structure a reader follows. */
export interface StructureElement {
  readonly add: (child: StructureElement | StructureContent) => void;
  readonly end: () => void;
}
/** A stretch of drawing on one sheet that belongs to an element. */
export interface StructureContent { readonly refs: readonly unknown[] }

interface Outline {
  readonly outlineData: Record<string, unknown>;
  readonly addItem: (title: string, options: { readonly expanded: boolean; readonly pageNumber: number }) => Outline;
}

/** What is used of a pdfkit document. */
export interface PaperFile extends AsyncIterable<Uint8Array> {
  readonly outline: Outline;
  readonly page: { readonly width: number; readonly height: number; readonly fonts: Record<string, unknown>; /** Its drawing operators; whether pdfkit packs them. */ readonly content: FileObject & { compress: boolean } };
  readonly _root: FileObject;
  readonly ref: (data: Record<string, unknown>) => FileObject;
  /** The font of a face in this file; in the order they are first asked for. */
  readonly fontOf: (face: FaceName) => DocumentFont;
  readonly addPage: (options: { readonly size: readonly [number, number] }) => void;
  readonly addContent: (operators: string) => void;
  /** Writes the operators of the sheet that was drawn; before the next one, and before the end. */
  readonly endSheet: () => void;
  readonly markContent: (tag: 'Artifact', options?: { readonly type: 'Pagination' | 'Layout' }) => void;
  readonly markStructureContent: (tag: string) => StructureContent;
  readonly endMarkedContent: () => void;
  readonly struct: (type: string, options: { readonly scope?: string; readonly lang?: string; readonly actual?: string; readonly alt?: string; readonly title?: string }) => StructureElement;
  readonly addStructure: (element: StructureElement) => void;
  readonly end: () => void;
}

interface StockDocument extends PaperFile {
  _fontCount: number;
  readonly _fontFamilies: Record<string, DocumentFont>;
  readonly font: (bytes: Uint8Array) => { readonly _font: DocumentFont };
}

interface StockContext { pages: readonly LaidSheet<DrawnInline>[]; pageMargins: unknown }

interface StockWriter { readonly context: () => { readonly availableWidth: number } }

interface StockLayout {
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
interface StyleStack { readonly getProperty: (name: string) => unknown }

interface Word { text: string; width?: number; font?: Family | MeasuringFont }

interface StockTextInlines {
  readonly measure: (words: Word[], styles: StyleStack) => Word[];
}

/** The library's files are of the older kind of module; a bundler hands over their default, Node the module itself. */
function partOf<T>(module: unknown): T {
  const part = typeof module === 'object' && module !== null && 'default' in module ? module.default : module;
  return part as T;
}

const StockDocumentClass = partOf<Constructor<StockDocument>>(documentModule);
const StockLayoutClass = partOf<Constructor<StockLayout>>(layoutBuilderModule);
const StockMeasureClass = partOf<Constructor<{ textInlines: unknown }>>(docMeasureModule);
const StockPreprocessorClass = partOf<Constructor<unknown>>(docPreprocessorModule);
const StockContextClass = partOf<Constructor<StockContext>>(documentContextModule);
const StockWriterClass = partOf<Constructor<unknown>>(pageWriterModule);
const StockLineClass = partOf<Constructor<Line>>(lineModule);
const StockInlinesClass = partOf<Constructor<StockTextInlines>>(textInlinesModule);

/** A face kept between documents: the parsed file, its measured words, and how to open it in a document. */
interface KeptFace {
  readonly file: { readonly font: FontFile };
  readonly measuring: MeasuringFont;
  readonly open: (document: PaperFile, id: string) => DocumentFont;
  readonly words: Record<string, GlyphRun>;
  readonly widths: Map<string, number>;
}

type ScriptFace = 'armenian' | 'gurmukhi' | 'arabic' | 'arabicFromLeft' | 'chinese' | 'emoji';
export type FaceName = 'regular' | 'bold' | 'italic' | 'boldItalic' | ScriptFace;
export type Faces = Readonly<Record<FaceName, KeptFace>>;

/** Options of the file itself, in pdfkit's words. */
export interface FileOptions {
  /** Claims PDF/A-1b (ISO 19005-1) and carries what that asks for. */
  readonly archival: boolean;
  readonly lang: string;
  readonly info: Readonly<Record<string, string | Date>>;
}

function fileOptions({ archival, lang, info }: FileOptions): Record<string, unknown> {
  return {
    // PDF/A-1 is PDF 1.4.
    pdfVersion: archival ? '1.4' : '1.7', tagged: true, displayTitle: true, lang, info: { ...info }, autoFirstPage: false, font: null, bufferPages: false, compress: true, fontLayoutCache: true,
    ...(archival ? { subset: 'PDF/A-1b' } : {}),
  };
}

function openStock(options: FileOptions): StockDocument {
  return new StockDocumentClass(...([{}, {}, {}, {}, fileOptions(options), null, () => false] as never[]));
}

/** A file nobody writes: what is only measured belongs to it. Nothing outside memory can be read through it either. */
const NOWHERE = openStock({ archival: false, lang: 'en-US', info: {} });

interface AnchorProcessor { applyAnchor: (mark: { readonly markAnchor: unknown }, base: unknown, index: number) => void }

/** fontkit 2.0.4 throws on a mark without an anchor, as Punjabi words have them (foliojs/fontkit #367): such a mark stays where its letter ends. */
function withoutAnchorFault(font: FontFile): void {
  // A letter laid out once makes the processor.
  font.layout('a');
  const processor = font._layoutEngine.engine?.GPOSProcessor as (object & AnchorProcessor) | null | undefined;
  if (processor === null || processor === undefined) return;
  const stock = processor.applyAnchor;
  processor.applyAnchor = function applyAnchor(this: AnchorProcessor, mark, base, index): void {
    if (mark.markAnchor !== null && base !== null && base !== undefined) stock.call(this, mark, base, index);
  };
}

/** The file shaped in one direction, each word with letters of its own: fontkit remembers of a glyph only the letters of its first use. */
function shaping(font: FontFile, direction: 'ltr' | 'rtl'): FontFile {
  withoutAnchorFault(font);
  return Object.assign(Object.create(font) as FontFile, {
    layout: (text: string): GlyphRun => {
      font._glyphs = {};
      return font.layout(direction === 'rtl' ? Array.from(text, mirrored).join('') : text, undefined, undefined, undefined, direction);
    },
  });
}

/** Reads the faces once; a script's own when its first letter is printed. */
export function keepFaces(fonts: PaperFonts): Faces {
  const parsed = (bytes: Uint8Array): DocumentFont => openStock({ archival: false, lang: 'en-US', info: {} }).font(Buffer.from(bytes))._font;
  const keep = (face: FaceName, first: DocumentFont, font: FontFile, fromRight: boolean): KeptFace => {
    const FontClass = first.constructor as Constructor<DocumentFont>;
    const words: Record<string, GlyphRun> = {};
    const open = (document: PaperFile, id: string): DocumentFont => Object.assign(new FontClass(...([document, font, id] as never[])), { fromRight, layoutCache: words });
    return { file: first, measuring: Object.assign(open(NOWHERE, 'measuring') as DocumentFont & Omit<MeasuringFont, 'face'>, { face }), open, words, widths: new Map() };
  };
  const latin = (face: FaceName, bytes: Uint8Array): KeptFace => {
    const first = parsed(bytes);
    return keep(face, first, first.font, false);
  };
  const script = (face: ScriptFace, bytes: Uint8Array, direction: 'ltr' | 'rtl' = 'ltr'): KeptFace => {
    const first = parsed(bytes);
    return keep(face, first, shaping(first.font, direction), direction === 'rtl');
  };
  const later = (make: () => KeptFace): (() => KeptFace) => {
    let made: KeptFace | null = null;
    return () => (made ??= make());
  };
  const [armenian, gurmukhi, arabic, arabicFromLeft, chinese, emoji] = [
    later(() => script('armenian', fonts.armenian)), later(() => script('gurmukhi', fonts.gurmukhi)), later(() => script('arabic', fonts.arabic, 'rtl')),
    later(() => script('arabicFromLeft', fonts.arabic)), later(() => script('chinese', fonts.chinese)), later(() => script('emoji', fonts.emoji)),
  ] as const;
  return {
    regular: latin('regular', fonts.regular), bold: latin('bold', fonts.bold), italic: latin('italic', fonts.italic), boldItalic: latin('boldItalic', fonts.boldItalic),
    get armenian() { return armenian(); }, get gurmukhi() { return gurmukhi(); }, get arabic() { return arabic(); }, get arabicFromLeft() { return arabicFromLeft(); }, get chinese() { return chinese(); }, get emoji() { return emoji(); },
  };
}

const SCRIPT_FACES: Readonly<Record<Exclude<Family, typeof FAMILY>, ScriptFace>> = { Armenian: 'armenian', Gurmukhi: 'gurmukhi', Arabic: 'arabic', ArabicFromLeft: 'arabicFromLeft', Chinese: 'chinese', Emoji: 'emoji' };

/** The face of a family; a script has one, whatever the style around it. */
export function faceOf(family: Family, bold: boolean, italics: boolean): FaceName {
  if (family !== FAMILY) return SCRIPT_FACES[family];
  return bold ? (italics ? 'boldItalic' : 'bold') : italics ? 'italic' : 'regular';
}

/** Of zlib: a few hundredths larger than pdfkit's own packing, in half the time, for somebody waits for the printer. */
const PACKED = { level: 3 } as const;

/** A file to draw into, with the kept faces. Nothing outside memory can be read through it. */
export function openFile(faces: Faces, options: FileOptions, colours: Uint8Array): PaperFile {
  const file = openStock(options);
  const opened = new Map<FaceName, DocumentFont>();
  // pdfkit makes a buffer of every operator; one for a sheet is enough.
  const drawn: string[] = [];
  return Object.assign(file, {
    addContent: (operators: string): void => {
      drawn.push(operators);
    },
    endSheet: (): void => {
      const { content } = file.page;
      content.compress = false;
      content.data['Filter'] = 'FlateDecode';
      content.write(deflateSync(Buffer.from(`${drawn.splice(0).join('\n')}\n`, 'latin1'), PACKED));
    },
    fontOf: (face: FaceName): DocumentFont => {
      const known = opened.get(face);
      if (known !== undefined) return known;
      file._fontCount += 1;
      const font = faces[face].open(file, `F${file._fontCount}`);
      file._fontFamilies[face] = font;
      opened.set(face, font);
      return font;
    },
    // pdfkit reads the profile from a path beside its own code, which a bundle has not.
    _addColorOutputIntent: () => {
      const profile = file.ref({ N: 3 });
      profile.write(colours);
      profile.end();
      const intent = file.ref({ Type: 'OutputIntent', S: 'GTS_PDFA1', Info: pdfString('sRGB IEC61966-2.1'), OutputConditionIdentifier: pdfString('sRGB IEC61966-2.1'), DestOutputProfile: profile });
      intent.end();
      file._root.data['OutputIntents'] = [intent];
    },
  });
}

/** pdfkit writes a String object as a PDF string and a plain one as a name. */
function pdfString(text: string): object {
  // oxlint-disable-next-line no-new-wrappers, unicorn/new-for-builtins -- see above
  return new String(text);
}

const STYLE_OF_A_WORD = ['alignment', 'color', 'fontSize'] as const;
const DEFAULTS = { alignment: 'left', color: 'black', fontSize: 12 } as const;
/** Line height by font size at most: some scripts ask for half as much again, and a name in a header has no more room. */
const TALLEST_LINE = 1.35;
/** The spaces around a word that take no room at the start and the end of a line. */
const LEADING = /^\s+/;
const TRAILING = /\s+$/;

/** Measures words with one look at their style; what our nodes never set (decoration, links, indents) is not asked for. */
function fastInlines(faces: Faces): StockTextInlines {
  const inlines = new StockInlinesClass(...([NOWHERE] as never[]));
  return Object.assign(inlines, {
    measure: (words: Word[], styles: StyleStack): Word[] => {
      const bold = styles.getProperty('bold') === true;
      const italics = styles.getProperty('italics') === true;
      const [alignment, color, fontSize] = STYLE_OF_A_WORD.map((name) => styles.getProperty(name) ?? DEFAULTS[name]);
      const size = Number(fontSize);
      const measureIn = (family: Family) => {
        const face = faceOf(family, bold, italics);
        const { measuring: font, widths } = faces[face];
        const widthOf = (text: string): number => {
          const known = widths.get(text);
          if (known !== undefined) return known * size;
          const width = font.widthOfString(text, 1);
          widths.set(text, width);
          return width * size;
        };
        return { font, widthOf, height: Math.min(font.lineHeight(size), size * TALLEST_LINE) };
      };
      let family: Family = FAMILY;
      let { font, widthOf, height } = measureIn(family);
      for (const word of words) {
        const wanted = typeof word.font === 'string' ? word.font : FAMILY;
        if (wanted !== family) {
          family = wanted;
          ({ font, widthOf, height } = measureIn(family));
        }
        const leading = LEADING.exec(word.text);
        const trailing = TRAILING.exec(word.text);
        Object.assign(word, {
          font, alignment, color, fontSize: size, height, opacity: 1, width: widthOf(word.text),
          leadingCut: leading === null ? 0 : widthOf(leading[0]), trailingCut: trailing === null ? 0 : widthOf(trailing[0]),
        });
      }
      return words;
    },
  });
}

/** Words kept between documents; more of them are forgotten at once, so that a long day does not fill the memory. */
const WORDS_KEPT = 60_000;

function forgetTooMany(faces: Faces, opened: readonly FaceName[]): void {
  for (const face of opened.map((name) => faces[name])) {
    if (face.widths.size <= WORDS_KEPT) continue;
    face.widths.clear();
    for (const word of Object.keys(face.words)) Reflect.deleteProperty(face.words, word);
  }
}

/** Sheet, styles and the style of a text that names none, in pdfmake's words. */
export interface LayoutFrame {
  readonly pageSize: { readonly width: number; readonly height: number };
  readonly styles: unknown;
  readonly defaultStyle: unknown;
}

function openLayout(faces: Faces, { pageSize, styles, defaultStyle }: LayoutFrame): StockLayout {
  const layout = new StockLayoutClass(...([{ ...pageSize, orientation: 'portrait' }, { left: 0, top: 0, right: 0, bottom: 0 }, null] as never[]));
  layout.registerTableLayouts(TABLE_LAYOUTS);
  layout.docPreprocessor = new StockPreprocessorClass();
  const measure = new StockMeasureClass(...([NOWHERE, styles, defaultStyle, null, TABLE_LAYOUTS] as never[]));
  measure.textInlines = fastInlines(faces);
  layout.docMeasure = measure;
  layout.buildNextLine = (text) => nextLine(text._inlines, new StockLineClass(...([(layout.writer as StockWriter).context().availableWidth] as never[])));
  return layout;
}

/** Lays sections out, each on new sheets. They are used up: pdfmake changes what it is given. */
export function layOutSections(faces: Faces, frame: LayoutFrame, sections: readonly unknown[]): readonly LaidSheet<DrawnInline>[] {
  forgetTooMany(faces, ['regular', 'bold', 'italic', 'boldItalic']);
  return openLayout(faces, frame).tryLayoutDocument([...sections], NOWHERE, frame.styles, frame.defaultStyle).pages;
}

/** Adds to sheets laid out before the headers and footers their `customProperties` name. */
export function addHeadersAndFooters(faces: Faces, frame: LayoutFrame, sheets: readonly LaidSheet<DrawnInline>[]): void {
  const layout = openLayout(faces, frame);
  const context = new StockContextClass();
  context.pages = sheets;
  // Header and footer are placed by the margins of their own sheet; these are only asked for in what is reported of a place.
  context.pageMargins = { left: 0, top: 0, right: 0, bottom: 0 };
  layout.linearNodeList = [];
  layout.writer = new StockWriterClass(...([context] as never[]));
  layout.addHeadersAndFooters();
}
