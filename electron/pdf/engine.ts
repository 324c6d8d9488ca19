/** Lays out the forms of a plan and writes them as a PDF: fonts from memory, no file and no network, and the laid-out sheets handed back for the audit. */
import type { SheetFrame } from '../../shared/paper/facts.ts';
import type { PaperFonts } from './fonts.ts';
import type { Faces } from './faces.ts';
import type { FileOptions } from './file-parts.ts';
import { addHeadersAndFooters } from './layout.ts';
import { faceOf, keepFaces } from './faces.ts';
import { openFile } from './file.ts';
import { printSheets, type PrintedSheet } from './press.ts';
import type { Coverage } from './scripts.ts';
import type { FramedForms, KeptForms, PrintedForm, Sheet } from './sections.ts';
import { formsOf, layoutFrame, surroundOf } from './sections.ts';
import { element } from './tags.ts';

/** What is kept between documents for a set of fonts: its parsed faces, and forms laid out with them. */
interface Kept {
  readonly faces: Faces;
  readonly forms: KeptForms;
}

const kept = new WeakMap<PaperFonts, Kept>();

function keptFor(fonts: PaperFonts): Kept {
  const known = kept.get(fonts);
  if (known !== undefined) return known;
  const made: Kept = { faces: keepFaces(fonts), forms: new Map() };
  kept.set(fonts, made);
  return made;
}

/** The faces of a set of fonts are read once: parsing one costs more than a sheet. */
export function facesOf(fonts: PaperFonts): Faces {
  return keptFor(fonts).faces;
}

/** A form of the print with its sheets whole. */
export type LaidForm = Omit<PrintedForm, 'section'>;

export interface Laid {
  readonly pdf: Uint8Array;
  readonly forms: readonly LaidForm[];
}

/** The first sheet of a form has its title as a heading; the second has the header that stands on every further one. */
const HEADERS_DRAWN = 2;

function withAround(sheet: Sheet, header: unknown, footer: unknown): Sheet {
  return { ...sheet, items: [...sheet.items], customProperties: { header, footer } };
}

/** The forms with header and footer on each of their sheets; sheets kept for the next print stay without. */
function surrounded(faces: Faces, frame: SheetFrame, forms: readonly PrintedForm[]): readonly LaidForm[] {
  const headed = forms.map(({ section, ...form }) => {
    const { header, footer } = surroundOf(frame, section, form);
    return { form, footer, sheets: form.sheets.map((sheet, index) => withAround(sheet, index < HEADERS_DRAWN ? header : null, null)) };
  });
  addHeadersAndFooters(faces, layoutFrame(), headed.flatMap(({ sheets }) => sheets));
  const whole = headed.map(({ form, footer, sheets }) => {
    const header = sheets[1]?.items.slice(form.sheets[1]?.items.length) ?? [];
    return { ...form, sheets: sheets.map((sheet, index) => withAround(index < HEADERS_DRAWN ? sheet : { ...sheet, items: [...sheet.items, ...header] }, null, footer)) };
  });
  addHeadersAndFooters(faces, layoutFrame(), whole.flatMap(({ sheets }) => sheets));
  return whole;
}

/** A sheet nobody writes on, so that the next paper begins on the front of one when both sides are printed. */
function blankSheet(like: Sheet): Sheet {
  return { ...like, items: [] };
}

/** The papers of a file, each with its own sheet numbers; every one after the first begins on an odd sheet of the file. */
function sheetsInOrder(papers: readonly (readonly LaidForm[])[]): readonly PrintedSheet[] {
  return papers.reduce<readonly PrintedSheet[]>((before, forms) => {
    const own = forms.flatMap(({ sheets, register }) => sheets.map((sheet) => ({ ...sheet, tags: register.tags })));
    const last = before.at(-1);
    return [...before, ...(last === undefined || before.length % 2 === 0 ? [] : [{ ...blankSheet(last), tags: [] }]), ...own];
  }, []);
}

/** Lays out and writes one file of one paper or several; `forms` are those of all of them. */
export async function layOut(fonts: PaperFonts, options: FileOptions, papers: readonly FramedForms[]): Promise<Laid> {
  const { faces, forms: keptForms } = keptFor(fonts);
  const printed = formsOf(faces, coverageOf(fonts), keptForms, papers);
  const laid = papers.map(({ frame }, index) => surrounded(faces, frame, printed[index] ?? []));
  const forms = laid.flat();
  const file = openFile(faces, options, fonts.colours);
  printSheets(file, element('Document', { children: forms.map(({ form }) => form) }), sheetsInOrder(laid));
  file.end();
  const parts: Uint8Array[] = [];
  for await (const part of file) parts.push(part);
  return { pdf: Buffer.concat(parts), forms };
}

/** Which characters each family can draw; the four faces of the printing font cover the same ones (tested). */
export function coverageOf(fonts: PaperFonts): Coverage {
  const faces = facesOf(fonts);
  return { has: (family, codePoint) => faces[faceOf(family, false, false)].file.font.hasGlyphForCodePoint(codePoint) };
}
