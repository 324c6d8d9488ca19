/**
 * Puts laid-out sheets into the file, with the tags a screen reader follows. Writes the drawing operators itself: a line of text is one operation
 * and not one per word, which makes the file a third smaller and the whole print twice as fast (paper.md section 3).
 */
import type { LaidItem, LaidSheet, LaidVector } from './audit.ts';
import type { DocumentFont, GlyphRun } from './font-parts.ts';
import type { DrawnInline } from './pdfmake.ts';
import type { PaperFile, StructureElement } from './file-parts.ts';
import { inVisualOrder, mirrored } from './reading.ts';
import type { TagElement, TextTag } from './tags.ts';

/** A sheet to print, and where each text on it by its number belongs. */
export interface PrintedSheet extends LaidSheet<DrawnInline> { readonly tags: readonly TextTag[] }

/** Thousandths of a point are finer than any printer. */
function number(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}

const INKS = new Map<string, string>();

/** "#14304a" as the three shares PDF wants. */
function colour(name: string): string {
  const known = INKS.get(name);
  if (known !== undefined) return known;
  const hex = name === 'black' ? '000000' : name === 'white' ? 'ffffff' : name.replace('#', '');
  if (!/^[0-9a-f]{6}$/i.test(hex)) throw new Error(`the press knows no colour ${name}`);
  const shares = [0, 2, 4].map((from) => number(Number.parseInt(hex.slice(from, from + 2), 16) / 255)).join(' ');
  INKS.set(name, shares);
  return shares;
}

/** A word as PDF text: glyph numbers with the kerning between them. Words with raised or shifted marks are shown glyph by glyph. */
interface EncodedWord {
  readonly shown: string;
  readonly advance: number;
  readonly shifted: readonly { readonly glyph: string; readonly x: number; readonly y: number }[];
}

/** Joiners and variation selectors shape their neighbours and are no letters of their own. */
const SHAPING = /\p{Variation_Selector}|\p{Join_Control}/gu;

function isShaping(point: number): boolean {
  return String.fromCodePoint(point).replace(SHAPING, '') === '';
}

/** A blank of no width: what a glyph stands for when its letters are said by its neighbour. Readers make letters of their own out of nothing at all. */
const NOTHING = 0x200b;

/**
 * The letters each glyph stands for when the text is copied or searched. Read in the order of the word they must be the word; where a font swaps,
 * joins or splits letters so that they are not, the first glyph stands for all of them and the others for none.
 */
function lettersOf(word: string, { glyphs, positions }: GlyphRun, fromRight: boolean): readonly (readonly number[])[] {
  const points = Array.from(word.replace(SHAPING, ''), (letter) => letter.codePointAt(0) ?? 0);
  if (points.length === glyphs.length && !fromRight) return points.map((point) => [point]);
  // A joiner is shaped as a blank of no width.
  const isHidden = (index: number): boolean => positions[index]?.xAdvance === 0 && glyphs[index]?.codePoints.join() === '32';
  const own = glyphs.map((glyph, index) => (isHidden(index) ? [] : glyph.codePoints).filter((point) => !isShaping(point)).map((point) => (fromRight ? mirrored(String.fromCodePoint(point)).codePointAt(0) ?? 0 : point)));
  const read = (fromRight ? own.toReversed() : own).flat();
  const isWhole = read.length === points.length && read.every((point, index) => point === points[index]);
  const letters = isWhole ? own : glyphs.map((_, index) => (index === 0 ? points : []));
  // Readers turn a line from right to left around letter by letter, also the letters of one glyph.
  return letters.map((some) => (some.length === 0 ? [NOTHING] : fromRight ? some.toReversed() : some));
}

/** The number of a glyph in the file's font. A glyph that stands for other letters elsewhere gets a second number. */
function codeFor(font: DocumentFont, glyph: { readonly id: number; readonly advanceWidth: number }, letters: readonly number[]): number {
  const first = font.subset.includeGlyph(glyph.id);
  const same = (code: number): boolean => {
    const others = font.unicode[code] ?? letters;
    return font.subset.glyphs[code] === glyph.id && others.length === letters.length && others.every((point, index) => point === letters[index]);
  };
  const known = same(first) ? first : font.subset.glyphs.findIndex((_, code) => code > 0 && same(code));
  const code = known === -1 ? font.subset.glyphs.push(glyph.id) - 1 : known;
  font.widths[code] ??= glyph.advanceWidth * font.scale;
  font.unicode[code] ??= letters;
  return code;
}

function encodeWord(font: DocumentFont, word: string): EncodedWord {
  const run = font.layoutCached(word);
  const { glyphs, positions, advanceWidth } = run;
  const letters = lettersOf(word, run, font.fromRight);
  const codes = glyphs.map((glyph, index) => codeFor(font, glyph, letters[index] ?? []).toString(16).padStart(4, '0'));
  if (positions.some((position) => position.xOffset !== 0 || position.yOffset !== 0)) {
    let x = 0;
    const shifted = positions.map((position, index) => {
      const at = { glyph: codes[index] ?? '', x: x + position.xOffset, y: position.yOffset };
      x += position.xAdvance;
      return at;
    });
    return { shown: '', advance: advanceWidth, shifted };
  }
  let shown = '<';
  positions.forEach((position, index) => {
    shown += codes[index] ?? '';
    const kern = position.xAdvance - position.advanceWidth;
    if (kern !== 0) shown += `> ${number(-kern)} <`;
  });
  return { shown: `${shown}>`.replace('<>', ''), advance: advanceWidth, shifted: [] };
}

/** The texts of a line: one, or the two halves of a label in two languages, each heard by itself. */
function textsOn(inlines: readonly DrawnInline[]): readonly (readonly DrawnInline[])[] {
  const change = inlines.findIndex((inline) => inline.textNumber !== inlines[0]?.textNumber);
  return change === -1 ? [inlines] : [inlines.slice(0, change), ...textsOn(inlines.slice(change))];
}

/** Draws one document; holds what the file's state is, so that nothing is said twice. */
class Press {
  readonly #file: PaperFile;
  readonly #root: TagElement;
  readonly #elements = new Map<TagElement, StructureElement>();
  readonly #words = new Map<DocumentFont, Map<string, EncodedWord>>();
  readonly #firstSheet = new Map<TagElement, number>();
  #sheet = -1;
  #tags: readonly TextTag[] = [];
  #height = 0;
  #open: TagElement | 'Pagination' | 'Layout' | null = null;
  #ink = '';
  #bookmarks = 0;

  constructor(file: PaperFile, root: TagElement) {
    this.#file = file;
    this.#root = root;
  }

  print(sheets: readonly PrintedSheet[]): void {
    const root = this.#structure(this.#root);
    this.#file.addStructure(root);
    for (const sheet of sheets) this.#printSheet(sheet);
    root.end();
    this.#bookmark(this.#root, this.#file.outline);
    // Every bookmark is open; pdfkit counts none of them at the top, and PDF/A asks for it.
    this.#file.outline.outlineData['Count'] = this.#bookmarks;
  }

  #structure(tag: TagElement): StructureElement {
    const spoken = tag.spoken === undefined ? {} : { actual: tag.spoken, alt: tag.spoken };
    const made = this.#file.struct(tag.type, { ...(tag.type === 'TH' ? { scope: 'Column' } : {}), ...(tag.lang === undefined ? {} : { lang: tag.lang }), ...spoken });
    this.#elements.set(tag, made);
    for (const one of tag.children) made.add(this.#structure(one));
    return made;
  }

  #printSheet(sheet: PrintedSheet): void {
    this.#file.addPage({ size: [sheet.pageSize.width, sheet.pageSize.height] });
    this.#sheet += 1;
    this.#tags = sheet.tags;
    this.#height = sheet.pageSize.height;
    this.#ink = '';
    // pdfkit turned the sheet upside down; turned back, PDF's own coordinates hold.
    this.#file.addContent(`1 0 0 -1 0 ${number(this.#height)} cm`);
    for (const item of sheet.items) this.#printItem(item);
    this.#mark(null);
    this.#file.endSheet();
  }

  #printItem(laid: LaidItem<DrawnInline>): void {
    switch (laid.type) {
      case 'line': return this.#printLine(laid.item.inlines ?? [], laid.item.x ?? 0, laid.item.y ?? 0);
      case 'vector': return this.#printVector(laid.item);
    }
    throw new Error('the press draws lines of text and rules, nothing else');
  }

  /** Everything drawn from here on belongs to `to`; neighbours that belong together share one mark. */
  #mark(to: TagElement | 'Pagination' | 'Layout' | null): void {
    if (this.#open === to) return;
    if (this.#open !== null) this.#file.endMarkedContent();
    this.#open = to;
    if (to === null) return;
    if (to === 'Pagination' || to === 'Layout') {
      this.#file.markContent('Artifact', { type: to });
      return;
    }
    const structure = this.#elements.get(to);
    if (structure === undefined) throw new Error('a text belongs to an element outside the tree');
    structure.add(this.#file.markStructureContent(to.type));
  }

  /** Bookmarks in the order of the tree; a form's heading is drawn after its first cards, with the header. */
  #bookmark(tag: TagElement, form: PaperFile['outline']): PaperFile['outline'] {
    let under = form;
    for (const one of tag.children) {
      const { bookmark } = one;
      const pageNumber = this.#firstSheetOf(one);
      if (bookmark !== undefined && pageNumber !== undefined) {
        const item = (bookmark.level === 0 ? this.#file.outline : under).addItem(bookmark.title, { expanded: true, pageNumber });
        this.#bookmarks += 1;
        if (bookmark.level === 0) under = item;
      }
      under = this.#bookmark(one, under);
    }
    return under;
  }

  /** Where an element begins: a heading in two languages by its first half. */
  #firstSheetOf(tag: TagElement): number | undefined {
    return this.#firstSheet.get(tag) ?? tag.children.map((one) => this.#firstSheet.get(one)).find((sheet) => sheet !== undefined);
  }

  /** The element a text is heard in here; a repeated head is heard on its first sheet only. */
  #heard(textNumber: number | undefined): TagElement | 'Pagination' {
    const tag = textNumber === undefined ? undefined : this.#tags[textNumber];
    if (tag === null || tag === undefined) return 'Pagination';
    const first = this.#firstSheet.get(tag.element) ?? this.#sheet;
    this.#firstSheet.set(tag.element, first);
    return tag.once && first !== this.#sheet ? 'Pagination' : tag.element;
  }

  #encoded(font: DocumentFont, word: string): EncodedWord {
    const known = this.#words.get(font) ?? new Map<string, EncodedWord>();
    this.#words.set(font, known);
    const before = known.get(word);
    if (before !== undefined) return before;
    const encoded = encodeWord(font, word);
    known.set(word, encoded);
    return encoded;
  }

  #printLine(inlines: readonly DrawnInline[], x: number, y: number): void {
    // Fonts of different height stand on one line.
    const ascent = Math.max(...inlines.map((inline) => (inline.font.ascender / 1000) * inline.fontSize));
    for (const text of textsOn(inlines)) this.#printText(text, x, this.#height - y - ascent);
  }

  #printText(inlines: readonly DrawnInline[], x: number, baseline: number): void {
    const first = inlines[0];
    const visible = inlines.some((inline) => inline.text.trim() !== '');
    if (first === undefined || !visible) return;
    this.#mark(this.#heard(first.textNumber));
    this.#useInk(first.color);
    let operators = 'BT\n';
    let words = '';
    let end: number | null = null;
    let inUse: DocumentFont | null = null;
    const flush = (): void => {
      if (words !== '') operators += `[${words}] TJ\n`;
      words = '';
    };
    for (const { inline, x: from, text } of inVisualOrder(inlines)) {
      const { fontSize } = inline;
      const font = this.#file.fontOf(inline.font.face);
      const at = x + from;
      if (font !== inUse) {
        flush();
        this.#file.page.fonts[font.id] ??= font.ref();
        operators += `/${font.id} ${number(fontSize)} Tf\n`;
        inUse = font;
        end = null;
      }
      // After a blank the next word follows by itself; after "-" or "/" the place the layout gave it is kept.
      if (end === null || Math.abs(at - end) > 0.001) {
        flush();
        operators += `1 0 0 1 ${number(at)} ${number(baseline)} Tm\n`;
      }
      const encoded = this.#encoded(font, text);
      words += encoded.shown;
      for (const one of encoded.shifted) {
        flush();
        operators += `1 0 0 1 ${number(at + (one.x * fontSize) / 1000)} ${number(baseline + (one.y * fontSize) / 1000)} Tm\n<${one.glyph}> Tj\n`;
      }
      end = encoded.shifted.length === 0 && text.endsWith(' ') ? at + inline.width : null;
    }
    flush();
    this.#file.addContent(`${operators}ET`);
  }

  #useInk(wanted: string): void {
    if (this.#ink !== wanted) this.#file.addContent(`${colour(wanted)} rg`);
    this.#ink = wanted;
  }

  #printVector(vector: LaidVector): void {
    if (vector.room === true) return;
    this.#mark(vector.spoken ?? 'Layout');
    if (vector.type === 'line') {
      this.#file.addContent(`${number(vector.lineWidth ?? 1)} w\n${colour(vector.lineColor ?? 'black')} RG\n${number(vector.x1 ?? 0)} ${number(this.#height - (vector.y1 ?? 0))} m\n${number(vector.x2 ?? 0)} ${number(this.#height - (vector.y2 ?? 0))} l\nS`);
      return;
    }
    if (vector.type !== 'rect') throw new Error(`the press draws no ${vector.type}`);
    const { x = 0, y = 0, w = 0, h = 0 } = vector;
    const box = `${number(x)} ${number(this.#height - y - h)} ${number(w)} ${number(h)} re`;
    if (vector.color === undefined) {
      this.#file.addContent(`${number(vector.lineWidth ?? 1)} w\n${colour(vector.lineColor ?? 'black')} RG\n${box}\nS`);
      return;
    }
    this.#useInk(vector.color);
    this.#file.addContent(`${box}\nf`);
  }
}

/** Prints the sheets; `root` is the tree their tags belong to. */
export function printSheets(file: PaperFile, root: TagElement, sheets: readonly PrintedSheet[]): void {
  new Press(file, root).print(sheets);
}
