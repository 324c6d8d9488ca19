/** Promise: what of a font the layout and the file use, whichever library reads it. */
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
export interface FontFile {
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

export type ScriptFace = 'armenian' | 'gurmukhi' | 'arabic' | 'arabicFromLeft' | 'chinese' | 'emoji';
export type FaceName = 'regular' | 'bold' | 'italic' | 'boldItalic' | ScriptFace;
