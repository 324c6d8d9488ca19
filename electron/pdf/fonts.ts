/**
 * The font files and the colour profile main reads and hands to the PDF worker. The printing font is Arimo, whose text extracts whole in every
 * Latin language tested (Noto Sans breaks Vietnamese, paper.md section 6); the others draw the letters Arimo has not.
 */
export interface PaperFonts {
  readonly regular: Uint8Array;
  readonly bold: Uint8Array;
  readonly italic: Uint8Array;
  readonly boldItalic: Uint8Array;
  readonly armenian: Uint8Array;
  readonly gurmukhi: Uint8Array;
  /** Arabic, Farsi, Urdu. */
  readonly arabic: Uint8Array;
  /** Simplified and traditional Chinese, and Japanese kana. */
  readonly chinese: Uint8Array;
  readonly emoji: Uint8Array;
  /** ICC profile of sRGB, which an archival PDF carries (ISO 19005-1, 6.2.2). */
  readonly colours: Uint8Array;
}

/** The printing font, in four faces. */
export const FAMILY = 'Arimo';

/** The families behind it, one face each. What Arabic writes from left to right (its digits) is a family of its own: a font shapes in one direction. */
export const FALLBACKS = ['Armenian', 'Gurmukhi', 'Arabic', 'ArabicFromLeft', 'Chinese', 'Emoji'] as const;

export type Family = typeof FAMILY | (typeof FALLBACKS)[number];

/** File names inside the `fonts` folder that the bundler puts beside main. */
export const FONT_FILES: Readonly<Record<keyof PaperFonts, string>> = {
  regular: 'arimo-regular.ttf',
  bold: 'arimo-bold.ttf',
  italic: 'arimo-italic.ttf',
  boldItalic: 'arimo-bold-italic.ttf',
  armenian: 'noto-sans-armenian.ttf',
  gurmukhi: 'noto-sans-gurmukhi.ttf',
  arabic: 'vazirmatn.ttf',
  chinese: 'noto-sans-sc.ttf',
  emoji: 'noto-emoji.ttf',
  colours: 'srgb.icc',
};

/** Reads the fonts with the given reader; `folder` is the absolute path of the fonts folder. Rejects when a file is missing: without fonts there is no paper. */
export async function readFonts(folder: string, read: (path: string) => Promise<Uint8Array>): Promise<PaperFonts> {
  const names = Object.keys(FONT_FILES) as (keyof PaperFonts)[];
  const files = await Promise.all(names.map((name) => read(`${folder}/${FONT_FILES[name]}`)));
  return Object.fromEntries(names.map((name, index) => [name, files[index]])) as unknown as PaperFonts;
}
