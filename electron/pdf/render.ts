/** One print job from document to bytes: the full layout, audited; if that fails the plain one; if that fails, the full one with an annex. */
import type { MadePaper, PaperJob } from '../ports/paper.ts';
import type { PaperPlan, SheetFrame } from '../../shared/paper/facts.ts';
import { libraryPaper, type LibraryJob } from '../../shared/library/papers.ts';
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

/** Lays out plans in one file and audits them, each form against its own sheets. Equal plans and times give equal bytes: the only clock in the file is the print time. */
async function renderPlans(plans: readonly [PaperPlan<SheetFrame>, ...(readonly PaperPlan<SheetFrame>[])], printedAt: string, fonts: PaperFonts): Promise<RenderedPlan> {
  const { title, lang, archival } = plans[0].definition;
  const { pdf, forms } = await layOut(fonts, {
    archival, lang,
    info: { Title: title, Producer: 'IEP Desk', Creator: 'IEP Desk', CreationDate: new Date(`${printedAt}:00Z`) },
  }, plans.map(({ definition }) => definition));
  const reports = forms.map(({ sheets, register }) => auditSheets(sheets, register.texts));
  const sum = (count: (report: AuditReport) => number): number => reports.reduce((all, report) => all + count(report), 0);
  return {
    pdf, sheets: forms.reduce((all, { sheets }) => all + sheets.length, 0),
    report: { charactersIn: sum((report) => report.charactersIn), charactersPlaced: sum((report) => report.charactersPlaced), lost: reports.flatMap((report) => report.lost), offSheet: reports.flatMap((report) => report.offSheet) },
    missingGlyphs: [...new Set(forms.flatMap(({ register }) => [...register.missingGlyphs]))].sort(),
  };
}

export function renderPlan(plan: PaperPlan<SheetFrame>, printedAt: string, fonts: PaperFonts): Promise<RenderedPlan> {
  return renderPlans([plan], printedAt, fonts);
}

function unplaced({ lost, offSheet }: AuditReport): number {
  return lost.length + offSheet.length;
}

function isComplete(report: AuditReport): boolean {
  return unplaced(report) === 0;
}

/** The layouts a job may use; tests put a faulty one in front to see the next take over. */
export interface Layouts {
  readonly full: (job: PaperJob) => PaperPlan;
  readonly plain: (job: PaperJob) => PaperPlan;
}

export const LAYOUTS: Layouts = { full: paperOf, plain: plainPaperOf };

/** A plan whose sheets passed their audit, and what was laid out of it. */
interface Passed<Plan extends PaperPlan<SheetFrame> = PaperPlan> {
  readonly plan: Plan;
  readonly layout: MadePaper['audit']['layout'];
  readonly rendered: RenderedPlan;
}

/** The first layout that passes its audit; rejects when none does. */
async function passing(job: PaperJob, fonts: PaperFonts, layouts: Layouts): Promise<Passed> {
  const fullPlan = layouts.full(job);
  const full = await renderPlan(fullPlan, job.printedAt, fonts);
  if (isComplete(full.report)) return { rendered: full, plan: fullPlan, layout: 'full' };

  const plainPlan = layouts.plain(job);
  const plain = await renderPlan(plainPlan, job.printedAt, fonts);
  if (isComplete(plain.report)) return { rendered: plain, plan: plainPlan, layout: 'plain' };

  const missing = [...new Set([...plain.report.lost, ...plain.report.offSheet])];
  const annexPlan = withAnnex(plainPlan, missing);
  const annexed = await renderPlan(annexPlan, job.printedAt, fonts);
  const still = new Set(missing.map((text) => `${text.at}\n${text.text}`));
  const unforeseen = [...annexed.report.lost, ...annexed.report.offSheet].filter((text) => !still.has(`${text.at}\n${text.text}`));
  if (unforeseen.length > 0) throw new Error(`${unforeseen.length} texts fit neither the forms nor the annex`);
  return { rendered: annexed, plan: annexPlan, layout: 'annex' };
}

function made({ rendered, plan, layout }: Passed<PaperPlan<SheetFrame>>): MadePaper {
  const { charactersIn, charactersPlaced } = rendered.report;
  return { pdf: rendered.pdf, sheets: rendered.sheets, pages: plan.pages, audit: { layout, charactersIn, charactersPlaced, missingGlyphs: [...rendered.missingGlyphs] } };
}

/** Makes the paper of a job. A sheet that fails its audit is never handed out; rejects when no layout passes. */
export async function renderPaper(job: PaperJob, fonts: PaperFonts, layouts: Layouts = LAYOUTS): Promise<MadePaper> {
  return made(await passing(job, fonts, layouts));
}

/** A paper that comes with the library. Its words are ours, so there is no other layout to fall back on: the test that draws all of them is. */
export async function renderLibraryPaper(job: LibraryJob, fonts: PaperFonts): Promise<MadePaper> {
  const plan = libraryPaper(job);
  const rendered = await renderPlan(plan, job.printedAt, fonts);
  if (!isComplete(rendered.report)) throw new Error('a paper of the library does not fit its sheets');
  return made({ rendered, plan, layout: 'full' });
}

/** The papers of several jobs in one file, each with its own sheet numbers. Each is laid out and audited by itself first, and again as it stands in the file. */
export async function renderTogether(jobs: readonly PaperJob[], fonts: PaperFonts, layouts: Layouts = LAYOUTS): Promise<Uint8Array> {
  const passed: Passed[] = [];
  for (const job of jobs) passed.push(await passing(job, fonts, layouts));
  const [first, ...others] = passed.map(({ plan }) => plan);
  const printedAt = jobs[0]?.printedAt;
  if (first === undefined || printedAt === undefined) throw new Error('a file is made of one paper at least');
  const { pdf, report } = await renderPlans([first, ...others], printedAt, fonts);
  // What stands in an annex is missing on its form in the file as it was by itself, and nothing else is.
  if (unplaced(report) !== passed.reduce((sum, { rendered }) => sum + unplaced(rendered.report), 0)) throw new Error('the papers pass by themselves and not together');
  return pdf;
}
