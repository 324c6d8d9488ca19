/**
 * Promise: pdfmake's layout, with two changes that make it three times as fast and move no letter (paper.md section 3): a text's style is looked up once and not
 * for every word, and a word's width is measured once. A word wider than its column is cut between two letters (lines.ts).
 */
import type { LaidSheet } from './audit.ts';
import type { Family } from './fonts.ts';
import { FAMILY } from './fonts.ts';
import { nextLine } from './lines.ts';
import { TABLE_LAYOUTS } from './table-layouts.ts';
import { faceOf, forgetTooMany, type Faces } from './faces.ts';
import { NOWHERE, StockContextClass, StockInlinesClass, StockLayoutClass, StockLineClass, StockMeasureClass, StockPreprocessorClass, StockWriterClass, type DrawnInline, type StockLayout, type StockTextInlines, type StockWriter, type StyleStack, type Word } from './pdfmake.ts';

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
