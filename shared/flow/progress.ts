/**
 * Promise: progress reports on the goals of an affirmed plan, round by round: written by the providers who monitor the goals, affirmed by the case manager,
 * sent home (handbook, "Progress Reports"; iep-forms.md 3.15 and 6.10). They stand beside the plan, whose own words nobody changes.
 */
import { ROW_ID, type Row, type RowId } from '../iep/address.ts';
import type { IepDocument } from '../iep/document.ts';
import { isObject, type JsonObject } from '../iep/json.ts';
import { withReportsInOrder } from '../iep/report-order.ts';
import { PROGRESS_FIELDS } from '../iep/pages/progress-fields.ts';
import { rowsAt, textAt } from './read.ts';

export const SCHEDULE = 'progressReportSchedule';
export const GOALS = 'pages/goals/items';

/** Of a round what the schedule says of it. */
export interface RoundFacts {
  readonly id: RowId;
  readonly reportNo: number;
  /** ISO, '' when the schedule names no day. */
  readonly dueDate: string;
  readonly note: string;
}

/** What is said of one goal: values of the fields of `pages/progress-fields.ts`. */
export interface GoalReport {
  readonly goal: RowId;
  readonly report: JsonObject;
}

/** As it is typed, with who typed last (staff id) and when, by main's clock. */
export interface WrittenReport extends GoalReport {
  readonly by: string;
  readonly at: string;
}

/** A round that is not affirmed yet, or an affirmed one that is being corrected. */
export interface RoundBeingWritten {
  readonly round: RoundFacts;
  /** 1 for the first of a round; each correction is the next. */
  readonly edition: number;
  /** Why it is corrected; '' for the first. */
  readonly reason: string;
  readonly reports: readonly WrittenReport[];
}

export interface AffirmedRound {
  readonly round: RoundFacts;
  readonly edition: number;
  readonly reason: string;
  /** Name of the person who affirmed. */
  readonly affirmedBy: string;
  /** District-local, YYYY-MM-DDTHH:MM, as it is printed. */
  readonly affirmedAt: string;
  readonly reports: readonly GoalReport[];
}

export interface SentRound {
  readonly round: RowId;
  /** Which edition of the report went home. */
  readonly edition: number;
  readonly how: string;
  readonly on: string;
}

/** What came to a plan since, in its order: `at` is the instant it was recorded, `by` the staff id. */
export type ProgressEntry = { readonly by: string; readonly at: string } & ({ readonly progress: AffirmedRound } | { readonly sent: SentRound });

/** What a row of the schedule says of its round. */
export function factsOf(row: Row, index: number): RoundFacts {
  return { id: row[ROW_ID], reportNo: typeof row['reportNo'] === 'number' ? row['reportNo'] : index + 1, dueDate: textAt(row, 'dueDate'), note: textAt(row, 'note') };
}

/** The rounds of the plan, in their order. */
export function schedule(plan: IepDocument): readonly Row[] {
  return rowsAt(plan, SCHEDULE);
}

/** A schedule of another system may leave the numbers out, and by its number a report on a goal is found: rounds without one are counted. */
function withNumbers(plan: IepDocument): IepDocument {
  const rows = schedule(plan);
  if (rows.every((row) => typeof row['reportNo'] === 'number')) return plan;
  return { ...plan, [SCHEDULE]: rows.map((row, index) => ({ ...row, reportNo: factsOf(row, index).reportNo })) };
}

function withRoundRow(plan: IepDocument, round: RoundFacts, change: (row: Row) => Row): IepDocument {
  const rows = schedule(plan);
  const there = rows.some((row) => row[ROW_ID] === round.id);
  const all = there ? rows : [...rows, { [ROW_ID]: round.id, reportNo: round.reportNo, dueDate: round.dueDate, note: round.note }];
  return { ...plan, [SCHEDULE]: all.map((row) => (row[ROW_ID] === round.id ? change(row) : row)) };
}

/** The row a report on a goal has in the plan; a new one is named the same on every computer. */
export function reportRow(goal: Row, { reportNo }: RoundFacts): Row {
  return rowsAt(goal, 'progressReports').find((report) => report['reportNo'] === reportNo) ?? { [ROW_ID]: `p${reportNo}-${goal[ROW_ID]}`, reportNo };
}

function withGoalReport(goal: Row, round: RoundFacts, report: JsonObject): Row {
  const row = reportRow(goal, round);
  const next: Row = { ...row, ...report, [ROW_ID]: row[ROW_ID], reportNo: round.reportNo, dueDate: round.dueDate };
  const rows = rowsAt(goal, 'progressReports');
  return { ...goal, progressReports: rows.includes(row) ? rows.map((one) => (one === row ? next : one)) : [...rows, next] };
}

function withReports(plan: IepDocument, round: RoundFacts, reports: readonly GoalReport[]): IepDocument {
  const { goals } = plan.pages;
  if (!isObject(goals)) return plan;
  const said = new Map(reports.map(({ goal, report }) => [goal, report]));
  const items = rowsAt(plan, GOALS).map((goal) => {
    const report = said.get(goal[ROW_ID]);
    return report === undefined ? goal : withGoalReport(goal, round, report);
  });
  return { ...plan, pages: { ...plan.pages, goals: { ...goals, items } } };
}

/** True when the plan has what the reports are about: an entry of another plan says nothing here. */
function isAbout(plan: IepDocument, reports: readonly GoalReport[]): boolean {
  const goals = new Set(rowsAt(plan, GOALS).map((goal) => goal[ROW_ID]));
  return reports.some(({ goal }) => goals.has(goal));
}

/** 0 while nothing was affirmed here; a report that came affirmed from another system has none either. */
export function editionOf(row: Row | undefined): number {
  return typeof row?.['edition'] === 'number' ? row['edition'] : 0;
}

function withEntry(plan: IepDocument, entry: ProgressEntry): IepDocument {
  if ('sent' in entry) {
    const { round, edition, how, on } = entry.sent;
    const row = schedule(plan).find((one) => one[ROW_ID] === round);
    // What was corrected since has to go home again.
    if (row === undefined || editionOf(row) !== edition) return plan;
    return withRoundRow(plan, factsOf(row, 0), (one) => ({ ...one, sentHow: how, sentDate: on }));
  }
  const { round, reports, edition, reason, affirmedBy, affirmedAt } = entry.progress;
  if (!isAbout(plan, reports)) return plan;
  return withReports(withRoundRow(plan, round, (row) => ({ ...row, edition, correction: reason, affirmedBy, affirmedAt, sentHow: '', sentDate: '' })), round, reports.map(({ goal, report }) => ({ goal, report: { ...report, providerDone: true } })));
}

/**
 * The plan with the reports that were affirmed and sent since: for reading only, the stored record is not touched. Entries that came to an earlier record
 * of the same plan count for the one that took its place: its goals and rounds keep their rows.
 */
export function withProgress(plan: IepDocument, entries: readonly ProgressEntry[]): IepDocument {
  return withReportsInOrder(entries.reduce(withEntry, withNumbers(plan)));
}

/** What is being written and not yet overtaken: a crash between affirming and clearing away leaves a round that is affirmed already. */
export function stillWritten(plan: IepDocument, writing: readonly RoundBeingWritten[]): readonly RoundBeingWritten[] {
  const rows = schedule(plan);
  return writing.filter(({ round, edition }) => edition === editionOf(rows.find((row) => row[ROW_ID] === round.id)) + 1);
}

/** The plan with the days of the rounds that were added to its schedule; of what is being written only that there is such a round. */
export function withRoundsAdded(plan: IepDocument, writing: readonly RoundBeingWritten[]): IepDocument {
  return withReportsInOrder(stillWritten(plan, writing).reduce((here, { round }) => withRoundRow(here, round, (row) => row), plan));
}

/** The plan with what is being written in its places, for the screen and for what is asked before affirming; never for paper. */
export function withWriting(plan: IepDocument, writing: readonly RoundBeingWritten[]): IepDocument {
  return withReportsInOrder(stillWritten(plan, writing).reduce((here, { round, reports }) => withReports(withRoundRow(here, round, (row) => row), round, reports), withNumbers(plan)));
}

/** A report is written whole: the later words of a goal take the place of the earlier. */
export function withWritten(one: RoundBeingWritten, next: WrittenReport): RoundBeingWritten {
  return { ...one, reports: [...one.reports.filter(({ goal }) => goal !== next.goal), next] };
}

/** The list with this round as it stands now. */
export function withRound(writing: readonly RoundBeingWritten[], next: RoundBeingWritten): readonly RoundBeingWritten[] {
  return [...writing.filter(({ round }) => round.id !== next.round.id), next];
}

/** What somebody types of a report: not its number and day, which the schedule gives, nor the tick of the provider, which is a step of its own. */
export function typedOf(report: JsonObject): JsonObject {
  const typed = PROGRESS_FIELDS.filter(({ id, by }) => !by.includes('sys') && id !== 'providerDone').map(({ id }) => id);
  return Object.fromEntries(Object.entries(report).filter(([id]) => typed.includes(id)));
}
