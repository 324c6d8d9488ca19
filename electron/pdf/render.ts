/** One print job from document to bytes: the full layout, audited; if that fails the plain one; if that fails, the full one with an annex. */
import type { MadePaper, PaperJob } from '../ports.ts';
import { BOTTOM, MARGIN, SHEET, TOP, draftMark, footerOf, headerOf, pageMargins } from '../../shared/paper/frame.ts';
import type { PaperPlan } from '../../shared/paper/facts.ts';
import { plainPaperOf, withAnnex } from '../../shared/paper/plain.ts';
import { paperOf } from '../../shared/paper/plan.ts';
import type { AuditReport } from './audit.ts';
import { auditSheets } from './audit.ts';
import type { Register } from './draw.ts';
import { openRegister, STYLES } from './draw.ts';
import { coverageOf, layOut } from './engine.ts';
import type { PaperFonts } from './fonts.ts';
import { FAMILY } from './fonts.ts';
import type { LayoutDefinition } from './library.ts';
import type { TagElement } from './tags.ts';
import { child, element } from './tags.ts';

export interface RenderedPlan {
  readonly pdf: Uint8Array;
  readonly sheets: number;
  readonly report: AuditReport;
  readonly missingGlyphs: readonly string[];
}

export interface DrawnPlan {
  readonly definition: LayoutDefinition;
  readonly root: TagElement;
  /** Its lists grow while the sheets get their headers. */
  readonly register: Register;
  /** The header of the form a text belongs to, null for the headers and footers themselves. */
  readonly headerOf: (textNumber: number) => unknown;
}

/** A plan in the layout's own words, and the tree it is heard in. */
export function drawPlan(plan: PaperPlan, fonts: PaperFonts): DrawnPlan {
  const register = openRegister(coverageOf(fonts));
  const { frame, sections } = plan.definition;
  const root = element('Document');
  const owners: unknown[] = [];
  const content = sections.map((section) => {
    const form = child(root, 'Sect');
    const header = () => register.drawAround(headerOf(frame, section), form);
    const drawn = section.content.map((node) => register.draw(node, form));
    while (owners.length < register.texts.length) owners.push(header);
    return {
      section: drawn,
      pageMargins: [...pageMargins(frame, section)],
      header,
      footer: (sheet: number, sheets: number) => register.drawAround(footerOf(frame, section, sheet, sheets), form),
      background: section.draft ? () => register.drawAround(draftMark(frame), form) : null,
    };
  });
  const definition = { pageSize: { ...SHEET }, pageMargins: [MARGIN, TOP, frame.rightMargin, BOTTOM], content, styles: structuredClone(STYLES), defaultStyle: { font: FAMILY, fontSize: 9.5 } };
  return { definition, root, register, headerOf: (textNumber) => owners[textNumber] ?? null };
}

/** Lays out one plan and audits it. Equal plans and times give equal bytes: the only clock in the file is the print time. */
export async function renderPlan(plan: PaperPlan, printedAt: string, fonts: PaperFonts): Promise<RenderedPlan> {
  const { definition, root, register, headerOf: ownHeader } = drawPlan(plan, fonts);
  const { title, lang, archival } = plan.definition;
  const { pdf, sheets } = await layOut(fonts, {
    archival, lang,
    info: { Title: title, Producer: 'IEP Desk', Creator: 'IEP Desk', CreationDate: new Date(`${printedAt}:00Z`) },
  }, definition, { root, tagOf: (number) => register.tags[number] ?? null });
  return { pdf, sheets: sheets.length, report: auditSheets(sheets, register.texts, ownHeader), missingGlyphs: [...register.missingGlyphs].sort() };
}

function isComplete(report: AuditReport): boolean {
  return report.lost.length === 0 && report.offSheet.length === 0 && report.underOther.length === 0;
}

function made(rendered: RenderedPlan, plan: PaperPlan, layout: MadePaper['audit']['layout']): MadePaper {
  const { charactersIn, charactersPlaced } = rendered.report;
  return { pdf: rendered.pdf, sheets: rendered.sheets, pages: plan.pages, audit: { layout, charactersIn, charactersPlaced, missingGlyphs: [...rendered.missingGlyphs] } };
}

/** The layouts a job may use; tests put a faulty one in front to see the next take over. */
export interface Layouts {
  readonly full: (job: PaperJob) => PaperPlan;
  readonly plain: (job: PaperJob) => PaperPlan;
}

export const LAYOUTS: Layouts = { full: paperOf, plain: plainPaperOf };

/** Makes the paper of a job. A sheet that fails its audit is never handed out; rejects when no layout passes. */
export async function renderPaper(job: PaperJob, fonts: PaperFonts, layouts: Layouts = LAYOUTS): Promise<MadePaper> {
  const fullPlan = layouts.full(job);
  const full = await renderPlan(fullPlan, job.printedAt, fonts);
  if (isComplete(full.report)) return made(full, fullPlan, 'full');

  const plainPlan = layouts.plain(job);
  const plain = await renderPlan(plainPlan, job.printedAt, fonts);
  if (isComplete(plain.report)) return made(plain, plainPlan, 'plain');

  const missing = [...new Set([...plain.report.lost, ...plain.report.offSheet, ...plain.report.underOther])];
  const annexPlan = withAnnex(plainPlan, missing);
  const annexed = await renderPlan(annexPlan, job.printedAt, fonts);
  const still = new Set(missing.map((text) => `${text.at}\n${text.text}`));
  const unforeseen = [...annexed.report.lost, ...annexed.report.offSheet, ...annexed.report.underOther].filter((text) => !still.has(`${text.at}\n${text.text}`));
  if (unforeseen.length > 0) throw new Error(`${unforeseen.length} texts fit neither the forms nor the annex`);
  return made(annexed, annexPlan, 'annex');
}
