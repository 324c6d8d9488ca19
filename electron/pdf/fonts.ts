/** The four font files and the colour profile main reads and hands to the PDF worker. The font is Arimo, whose text extracts whole in every Latin language tested (Noto Sans breaks Vietnamese, paper.md section 6). */
export interface PaperFonts {
  readonly regular: Uint8Array;
  readonly bold: Uint8Array;
  readonly italic: Uint8Array;
  readonly boldItalic: Uint8Array;
  /** ICC profile of sRGB, which an archival PDF carries (ISO 19005-1, 6.2.2). */
  readonly colours: Uint8Array;
}

/** File names inside the `fonts` folder that the bundler puts beside main. */
export const FONT_FILES: Readonly<Record<keyof PaperFonts, string>> = {
  regular: 'arimo-regular.ttf',
  bold: 'arimo-bold.ttf',
  italic: 'arimo-italic.ttf',
  boldItalic: 'arimo-bold-italic.ttf',
  colours: 'srgb.icc',
};

/** Reads the fonts with the given reader; `folder` is the absolute path of the fonts folder. Rejects when a file is missing: without fonts there is no paper. */
export async function readFonts(folder: string, read: (path: string) => Promise<Uint8Array>): Promise<PaperFonts> {
  const file = (style: keyof PaperFonts) => read(`${folder}/${FONT_FILES[style]}`);
  const [regular, bold, italic, boldItalic, colours] = await Promise.all([file('regular'), file('bold'), file('italic'), file('boldItalic'), file('colours')]);
  return { regular, bold, italic, boldItalic, colours };
}
