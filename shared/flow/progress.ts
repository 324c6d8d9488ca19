/**
 * Promise: progress reports on the goals of an affirmed plan, round by round: written by the providers who monitor the goals, affirmed by the case manager,
 * sent home (handbook, "Progress Reports"; iep-forms.md 3.15 and 6.10). They stand beside the plan, whose own words nobody changes.
 */
import { ROW_ID, isWithin, type Row, type RowId } from '../iep/address.ts';
import type { IepDocument } from '../iep/document.ts';
import { everyField, isAnswered, type PlacedField } from '../iep/fields.ts';
import { isObject, type JsonObject } from '../iep/json.ts';
import { withReportsInOrder } from '../iep/report-order.ts';
import { PROGRESS_FIELDS } from '../iep/pages/progress-fields.ts';
import { addDays, isDate } from '../time/dates.ts';
import type { Verdict, Who } from './events.ts';
import { rowsAt, textAt, workOf } from './read.ts';
import { roleVerdict, verdictFor } from './roles.ts';

/** Calendar days before its day from which a report is written and printed (iep-forms.md 6.10). */
export const REPORT_OPENS_DAYS = 14;

const DATE_LENGTH = 10;

export const SCHEDULE = 'progressReportSchedule';
const GOALS = 'pages/goals/items';

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

// 1. The plan as it reads with its reports ------------------------------------------------------------------------------------

function factsOf(row: Row, index: number): RoundFacts {
  return { id: row[ROW_ID], reportNo: typeof row['reportNo'] === 'number' ? row['reportNo'] : index + 1, dueDate: textAt(row, 'dueDate'), note: textAt(row, 'note') };
}

function schedule(plan: IepDocument): readonly Row[] {
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
function reportRow(goal: Row, { reportNo }: RoundFacts): Row {
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
function editionOf(row: Row | undefined): number {
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

/** The round as it is being written; begun where nobody wrote a word of it. */
export function begunRound(writing: readonly RoundBeingWritten[], { round, edition }: Pick<ProgressRound, 'round' | 'edition'>): RoundBeingWritten {
  return writing.find((one) => one.round.id === round.id && one.edition === edition + 1) ?? { round, edition: edition + 1, reason: '', reports: [] };
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

// 2. Where each round stands ---------------------------------------------------------------------------------------------------

/** iep-forms.md 6.10: not open yet; being written; every provider is done; affirmed; sent home. */
export type RoundState = 'scheduled' | 'open' | 'providersDone' | 'affirmed' | 'sent';

export interface GoalInRound {
  readonly goal: RowId;
  readonly goalNumber: string;
  readonly areaOfNeed: string;
  readonly annualGoal: string;
  /** Staff id of the provider who reports, and the name; '' when the goal names nobody. */
  readonly ownerId: string;
  readonly owner: string;
  /** Address of the report in the plan as `withWriting` gives it. */
  readonly at: string;
  readonly report: JsonObject;
  /** Nobody wrote a word of it. */
  readonly isBlank: boolean;
  readonly isDone: boolean;
  /** Labels of what a finished report must say and this one does not. */
  readonly missing: readonly string[];
}

export interface ProgressRound {
  readonly round: RoundFacts;
  readonly state: RoundState;
  /** Day from which it is open, '' when the schedule names no day: then it is open. */
  readonly opensOn: string;
  readonly isLate: boolean;
  /** An affirmed report is being corrected, and why; '' when it is not. */
  readonly correction: string;
  readonly goals: readonly GoalInRound[];
  readonly affirmedBy: string;
  /** District-local, YYYY-MM-DDTHH:MM; '' before. */
  readonly affirmedAt: string;
  /** How often it was affirmed here: above 1 it was corrected. */
  readonly edition: number;
  readonly sentHow: string;
  readonly sentDate: string;
}

const SAID: readonly string[] = ['reportDate', 'progressCode', 'summary', 'comment', 'sufficient'];

function isBlankReport(report: JsonObject): boolean {
  return SAID.every((id) => (report[id] ?? '') === '');
}

/** Goals the team kept. */
export function reportedGoals(plan: IepDocument): readonly Row[] {
  const known = workOf(plan).goals;
  return rowsAt(plan, GOALS).filter((goal) => known[goal[ROW_ID]]?.state !== 'dropped');
}

/** A report says what a report must say; the day is put in when the provider is done. */
function missingOf(fields: readonly PlacedField[], report: JsonObject): readonly string[] {
  if (isBlankReport(report)) return ['Nothing is written yet.'];
  return fields.filter(({ def, value, required, shown }) => shown && required && def.id !== 'providerDone' && def.id !== 'reportDate' && !isAnswered(def, value)).map(({ def }) => `${def.label.en} is blank.`);
}

function goalIn(plan: IepDocument, fields: readonly PlacedField[], goal: Row, round: RoundFacts): GoalInRound {
  const row = reportRow(goal, round);
  const at = `${GOALS}/@${goal[ROW_ID]}/progressReports/@${row[ROW_ID]}`;
  const ownerId = textAt(goal, 'ownerProviderId');
  const number = goal['goalNumber'];
  return {
    goal: goal[ROW_ID], goalNumber: typeof number === 'number' || typeof number === 'string' ? String(number) : '', areaOfNeed: textAt(goal, 'areaOfNeed'), annualGoal: textAt(goal, 'annualGoal'),
    ownerId, owner: plan.staff.find(({ id }) => id === ownerId)?.name ?? '', at, report: row, isBlank: isBlankReport(row), isDone: row['providerDone'] === true,
    missing: missingOf(fields.filter((field) => isWithin(field.at, at)), row),
  };
}

function stateOf(row: Row, isCorrected: boolean, goals: readonly GoalInRound[], opensOn: string, today: string): RoundState {
  if (!isCorrected && textAt(row, 'sentDate') !== '') return 'sent';
  if (!isCorrected && textAt(row, 'affirmedAt') !== '') return 'affirmed';
  if (goals.length > 0 && goals.every(({ isDone }) => isDone)) return 'providersDone';
  return opensOn > today && goals.every(({ isBlank }) => isBlank) ? 'scheduled' : 'open';
}

/**
 * Every round of the plan in the order of their days.
 * @param plan as `withProgress` gives it
 * @param today district-local date
 */
export function progressRounds(plan: IepDocument, writing: readonly RoundBeingWritten[], today: string): readonly ProgressRound[] {
  const still = stillWritten(plan, writing);
  const whole = withWriting(plan, writing);
  const goals = reportedGoals(whole);
  const fields = goals.length === 0 ? [] : everyField(whole, 'goals');
  return schedule(whole).map((row, index) => {
    const round = factsOf(row, index);
    const open = still.find((one) => one.round.id === round.id);
    const inRound = goals.map((goal) => goalIn(whole, fields, goal, round));
    const opensOn = isDate(round.dueDate) ? addDays(round.dueDate, -REPORT_OPENS_DAYS) : '';
    const correction = open !== undefined && textAt(row, 'affirmedAt') !== '' ? open.reason : '';
    const state = stateOf(row, correction !== '', inRound, opensOn, today);
    return {
      round, state, opensOn, isLate: isDate(round.dueDate) && round.dueDate < today && state !== 'sent', correction, goals: inRound,
      affirmedBy: textAt(row, 'affirmedBy'), affirmedAt: textAt(row, 'affirmedAt'), edition: editionOf(row), sentHow: textAt(row, 'sentHow'), sentDate: textAt(row, 'sentDate'),
    };
  });
}

/**
 * Reports of a plan that another IEP took the place of, which still have to go home: what was affirmed and not sent, what is being written, and what was due while
 * the plan was carried out (handbook: a copy of the final report is given to the parent at the annual IEP and filed). Of a plan that came from another system
 * nobody here knows what went home; only what was begun here counts.
 * @param endedOn day of the meeting whose IEP took its place
 */
export function roundsLeft(rounds: readonly ProgressRound[], writing: readonly RoundBeingWritten[], endedOn: string, isImported: boolean): readonly ProgressRound[] {
  const begun = new Set(writing.filter(({ reports }) => reports.length > 0).map(({ round }) => round.id));
  return rounds.filter(({ round, state, edition }) => state !== 'sent' && (edition > 0 || begun.has(round.id) || (!isImported && isDate(round.dueDate) && round.dueDate <= endedOn)));
}

/** The plan as it is reported on when special education has ended: what was to be reported after `endedOn` is owed by nobody; what was begun, affirmed or sent stays. */
export function withRoundsUntil(plan: IepDocument, writing: readonly RoundBeingWritten[], endedOn: string): IepDocument {
  const rounds = progressRounds(plan, writing, endedOn);
  const stays = new Set([...rounds.filter(({ state }) => state === 'sent'), ...roundsLeft(rounds, writing, endedOn, false)].map(({ round }) => round.id));
  return { ...plan, [SCHEDULE]: schedule(plan).filter((row) => stays.has(row[ROW_ID])) };
}

// 3. Who may do what, when -----------------------------------------------------------------------------------------------------

function no(guard: string, reason: string): Verdict {
  return { ok: false, guard, reason };
}

const OK: Verdict = { ok: true };

/** Whether somebody writes the report on this goal: the provider who monitors it, or the case manager for anybody. */
export function mayWriteReport(plan: IepDocument, { state, goals }: ProgressRound, goal: RowId, who: Who): Verdict {
  const right = verdictFor(plan, 'writeProgress', who);
  if (!right.ok) return right;
  const known = goals.find((one) => one.goal === goal);
  if (known === undefined) return no('goal', 'This goal is not in the plan that is carried out.');
  if (state === 'affirmed' || state === 'sent') return no('readOnly', 'This report is affirmed. The case manager can correct it; the words that were affirmed are kept.');
  if (known.ownerId === who.actor.staffId || roleVerdict('editOtherAreas', who).ok) return OK;
  return no('area', known.owner === '' ? 'No provider is named for this goal: the case manager writes this report.' : `${known.owner} reports on this goal; the case manager may type it in.`);
}

/** A report is finished when it says what a report must say. */
export function mayFinishReport({ goals }: ProgressRound, goal: RowId): Verdict {
  const missing = goals.find((one) => one.goal === goal)?.missing ?? [];
  return missing.length === 0 ? OK : no('unfinished', missing.join(' '));
}

/** Whether the round can be affirmed: by the case manager, once every provider is done (handbook: "Once all service providers complete the progress reports on goals"). */
export function mayAffirmRound(plan: IepDocument, { state, goals }: ProgressRound, who: Who): Verdict {
  const right = verdictFor(plan, 'affirmProgress', who);
  if (!right.ok) return right;
  if (state === 'affirmed' || state === 'sent') return no('readOnly', 'This report is affirmed already.');
  if (goals.length === 0) return no('goal', 'The plan has no goals to report on.');
  const open = goals.filter(({ isDone, missing }) => !isDone || missing.length > 0);
  if (open.length === 0) return OK;
  const whose = [...new Set(open.map(({ owner }) => (owner === '' ? 'a provider the goal does not name' : owner)))];
  return no('providersDone', `${open.length === 1 ? 'One report is' : `${open.length} reports are`} not finished: ${whose.join(', ')}.`);
}

/** Whether the round can be marked as sent. @param how a value of the form's own list */
export function maySendRound(plan: IepDocument, { state, affirmedAt }: ProgressRound, { how, on }: Pick<SentRound, 'how' | 'on'>, today: string, who: Who): Verdict {
  const right = verdictFor(plan, 'affirmProgress', who);
  if (!right.ok) return right;
  if (state === 'sent') return no('sent', 'This report is marked as sent already.');
  if (state !== 'affirmed' || affirmedAt === '') return no('affirmed', 'Affirm the report first: what goes home is what was affirmed.');
  if (how === '') return no('how', 'Say how the report was sent.');
  if (!isDate(on)) return no('on', 'Say on which day the report was sent.');
  if (on < affirmedAt.slice(0, DATE_LENGTH)) return no('on', 'A report cannot have been sent before the day it was affirmed.');
  return on > today ? no('on', 'A report is marked as sent once it was: the day lies in the future.') : OK;
}

/** An affirmed report is never changed: a corrected one takes its place, says why, and has to go home again. */
export function mayCorrectRound(plan: IepDocument, { state }: ProgressRound, reason: string, who: Who): Verdict {
  const right = verdictFor(plan, 'affirmProgress', who);
  if (!right.ok) return right;
  if (state !== 'affirmed' && state !== 'sent') return no('affirmed', 'This report is not affirmed yet: change it where it stands.');
  return reason.trim() === '' ? no('reason', 'Say what is corrected, and why.') : OK;
}

/** A correction nobody needs after all: the report counts as it was affirmed, and as it was sent. */
export function mayGiveUpCorrection(plan: IepDocument, { correction }: ProgressRound, who: Who): Verdict {
  const right = verdictFor(plan, 'affirmProgress', who);
  if (!right.ok) return right;
  return correction === '' ? no('correction', 'This report is not being corrected.') : OK;
}

/** A day more in the schedule, asked for by whoever sends the reports. */
export function mayAddRound(plan: IepDocument, rounds: readonly ProgressRound[], dueDate: string, who: Who): Verdict {
  const right = verdictFor(plan, 'affirmProgress', who);
  if (!right.ok) return right;
  if (!isDate(dueDate)) return no('date', 'Say on which day the report is due.');
  if (reportedGoals(plan).length === 0) return no('goal', 'The plan has no goals to report on.');
  return rounds.some(({ round }) => round.dueDate === dueDate) ? no('date', 'A report is due on this day already.') : OK;
}

/** Its number is the next that no report has: those before it keep theirs, whatever their days. @param id a fresh row id */
export function newRound(rounds: readonly ProgressRound[], id: RowId, dueDate: string): RoundFacts {
  return { id, reportNo: Math.max(0, ...rounds.map(({ round }) => round.reportNo)) + 1, dueDate, note: '' };
}
