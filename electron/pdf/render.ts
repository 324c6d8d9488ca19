/** One print job from document to bytes: the full layout, audited; if that fails the plain one; if that fails, the full one with an annex. */
import type { MadePaper, PaperJob } from '../ports.ts';
import type { PaperPlan } from '../../shared/paper/facts.ts';
import { plainPaperOf, withAnnex } from '../../shared/paper/plain.ts';
import { paperOf } from '../../shared/paper/plan.ts';
import type { AuditReport } from './audit.ts';
import { auditSheets } from './audit.ts';
import { layOut } from './engine.ts';
import type { PaperFonts } from './fonts.ts';

export interface RenderedPlan {
  readonly pdf: Uint8Array;
  readonly sheets: number;
  readonly report: AuditReport;
  readonly missingGlyphs: readonly string[];
}

/** Lays out one plan and audits it, each form against its own sheets. Equal plans and times give equal bytes: the only clock in the file is the print time. */
export async function renderPlan(plan: PaperPlan, printedAt: string, fonts: PaperFonts): Promise<RenderedPlan> {
  const { title, lang, archival, frame, sections } = plan.definition;
  const { pdf, forms } = await layOut(fonts, {
    archival, lang,
    info: { Title: title, Producer: 'IEP Desk', Creator: 'IEP Desk', CreationDate: new Date(`${printedAt}:00Z`) },
  }, frame, sections);
  const reports = forms.map(({ sheets, register }) => auditSheets(sheets, register.texts));
  const sum = (count: (report: AuditReport) => number): number => reports.reduce((all, report) => all + count(report), 0);
  return {
    pdf, sheets: forms.reduce((all, { sheets }) => all + sheets.length, 0),
    report: { charactersIn: sum((report) => report.charactersIn), charactersPlaced: sum((report) => report.charactersPlaced), lost: reports.flatMap((report) => report.lost), offSheet: reports.flatMap((report) => report.offSheet) },
    missingGlyphs: [...new Set(forms.flatMap(({ register }) => [...register.missingGlyphs]))].sort(),
  };
}

function isComplete(report: AuditReport): boolean {
  return report.lost.length === 0 && report.offSheet.length === 0;
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

  const missing = [...new Set([...plain.report.lost, ...plain.report.offSheet])];
  const annexPlan = withAnnex(plainPlan, missing);
  const annexed = await renderPlan(annexPlan, job.printedAt, fonts);
  const still = new Set(missing.map((text) => `${text.at}\n${text.text}`));
  const unforeseen = [...annexed.report.lost, ...annexed.report.offSheet].filter((text) => !still.has(`${text.at}\n${text.text}`));
  if (unforeseen.length > 0) throw new Error(`${unforeseen.length} texts fit neither the forms nor the annex`);
  return made(annexed, annexPlan, 'annex');
}
