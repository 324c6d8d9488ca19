/**
 * Forms laid out on their sheets, and kept: a print after an edit lays out only the form that was edited, because each form begins a new sheet and
 * what stands on its sheets between header and footer follows from its own nodes alone. Kept in memory only, and never more than a few packets.
 */
import { createHash } from 'node:crypto';
import type { PaperSection, SheetFrame } from '../../shared/paper/facts.ts';
import { SHEET, draftMark, footerOf, headerOf, pageMargins } from '../../shared/paper/frame.ts';
import type { LaidSheet } from './audit.ts';
import type { DrawnNode, Register } from './draw.ts';
import { openRegister, STYLES } from './draw.ts';
import { FAMILY } from './fonts.ts';
import type { DrawnInline } from './pdfmake.ts';
import type { Faces } from './faces.ts';
import type { LayoutFrame } from './layout.ts';
import { layOutSections } from './layout.ts';
import type { Coverage } from './scripts.ts';
import type { TagElement } from './tags.ts';
import { element } from './tags.ts';

export type Sheet = LaidSheet<DrawnInline>;

/** A form in the layout's own words: its nodes and the tree they are heard in. */
export interface DrawnForm {
  readonly node: DrawnNode;
  readonly form: TagElement;
  readonly register: Register;
}

/** Header and footer of a form's sheets, drawn when the number of all sheets is known. */
export interface Surround {
  readonly header: () => DrawnNode;
  readonly footer: (sheet: number, sheets: number) => DrawnNode;
}

interface LaidForm extends Omit<DrawnForm, 'node'> { readonly sheets: readonly Sheet[] }

/** The forms of one set of fonts, the one used last at the end. */
export type KeptForms = Map<string, LaidForm>;

/** Ten packets of thirty sheets; a sheet takes about a fifth of a megabyte. */
const SHEETS_KEPT = 300;

export function layoutFrame(): LayoutFrame {
  return { pageSize: { ...SHEET }, styles: structuredClone(STYLES), defaultStyle: { font: FAMILY, fontSize: 9.5 } };
}

export function drawForm(frame: SheetFrame, section: PaperSection, coverage: Coverage): DrawnForm {
  const register = openRegister(coverage);
  const form = element('Sect');
  const node = {
    section: section.content.map((one) => register.draw(one, form)),
    pageMargins: [...pageMargins(frame, section)], header: null, footer: null,
    background: section.draft ? () => register.drawAround(draftMark(frame), form) : null,
  };
  return { node, form, register };
}

export function surroundOf(frame: SheetFrame, section: PaperSection, { register, form }: Omit<DrawnForm, 'node'>): Surround {
  return {
    header: () => register.drawAround(headerOf(frame, section), form),
    footer: (sheet, sheets) => register.drawAround(footerOf(frame, section, sheet, sheets), form),
  };
}

/** Everything the sheets of a form follow from; `ordinal` tells equal forms of one document apart, because each is heard by itself. */
function keyOf(frame: SheetFrame, section: PaperSection, ordinal: number): string {
  const mark = section.draft ? draftMark(frame) : null;
  return `${createHash('sha256').update(JSON.stringify([pageMargins(frame, section), mark, section.content])).digest('base64')} ${ordinal}`;
}

function forgetTooMany(kept: KeptForms): void {
  let sheets = [...kept.values()].reduce((sum, form) => sum + form.sheets.length, 0);
  for (const [key, form] of kept) {
    if (sheets <= SHEETS_KEPT) return;
    kept.delete(key);
    sheets -= form.sheets.length;
  }
}

/** One paper of a file: its forms, and the lines around them. */
export interface FramedForms {
  readonly lang: string;
  readonly frame: SheetFrame;
  readonly sections: readonly PaperSection[];
}

/** A form of this print: its own tree, register and sheets, to which header and footer are added. */
export interface PrintedForm extends LaidForm { readonly section: PaperSection }

/** The forms of a file, laid out now or for an earlier print: of each of its papers, in their order. */
export function formsOf(faces: Faces, coverage: Coverage, kept: KeptForms, papers: readonly FramedForms[]): readonly (readonly PrintedForm[])[] {
  const layout = layoutFrame();
  const used = new Map<string, number>();
  const forms = papers.map(({ lang, frame, sections }) => sections.map((section): PrintedForm => {
    const first = keyOf(frame, section, 0);
    const ordinal = used.get(first) ?? 0;
    used.set(first, ordinal + 1);
    const key = ordinal === 0 ? first : keyOf(frame, section, ordinal);
    const known = kept.get(key);
    const laid = known ?? laidOut(faces, layout, drawForm(frame, section, coverage));
    kept.delete(key);
    kept.set(key, laid);
    return { section, form: { ...laid.form, children: [...laid.form.children], ...(lang === papers[0]?.lang ? {} : { lang }) }, register: openRegister(coverage, laid.register), sheets: laid.sheets };
  }));
  forgetTooMany(kept);
  return forms;
}

function laidOut(faces: Faces, layout: LayoutFrame, { node, form, register }: DrawnForm): LaidForm {
  return { form, register, sheets: layOutSections(faces, layout, [node]) };
}
