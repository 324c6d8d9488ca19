/** Promise: faces are read once and kept between documents, with the words they measured; of a script's own when its first letter is printed. */
import type { Family, PaperFonts } from './fonts.ts';
import { FAMILY } from './fonts.ts';
import { mirrored } from './reading.ts';
import type { DocumentFont, FaceName, FontFile, GlyphRun, MeasuringFont, ScriptFace } from './font-parts.ts';
import type { PaperFile } from './file-parts.ts';
import { NOWHERE, openStock, type Constructor } from './pdfmake.ts';

/** A face kept between documents: the parsed file, its measured words, and how to open it in a document. */
interface KeptFace {
  readonly file: { readonly font: FontFile };
  readonly measuring: MeasuringFont;
  readonly open: (document: PaperFile, id: string) => DocumentFont;
  readonly words: Record<string, GlyphRun>;
  readonly widths: Map<string, number>;
}
export type Faces = Readonly<Record<FaceName, KeptFace>>;

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

/** Words kept between documents; more of them are forgotten at once, so that a long day does not fill the memory. */
const WORDS_KEPT = 60_000;

export function forgetTooMany(faces: Faces, opened: readonly FaceName[]): void {
  for (const face of opened.map((name) => faces[name])) {
    if (face.widths.size <= WORDS_KEPT) continue;
    face.widths.clear();
    for (const word of Object.keys(face.words)) Reflect.deleteProperty(face.words, word);
  }
}
