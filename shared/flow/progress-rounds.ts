/**
 * Promise: where each round of progress reports stands, goal by goal (iep-forms.md 6.10): not open yet, being written, done by its providers, affirmed, sent home;
 * and which rounds of a plan are still owed when another takes its place or special education ends.
 */
import { ROW_ID, type Row, type RowId } from '../iep/address.ts';
import type { IepDocument } from '../iep/document.ts';
import { everyField, isAnswered, type PlacedField } from '../iep/fields.ts';
import type { JsonObject } from '../iep/json.ts';
import { addDays, isDate } from '../time/dates.ts';
import { rowsAt, textAt, workOf } from './read.ts';
import { GOALS, SCHEDULE, editionOf, factsOf, reportRow, schedule, stillWritten, withWriting, type RoundBeingWritten, type RoundFacts } from './progress.ts';

/** Calendar days before its day from which a report is written and printed (iep-forms.md 6.10). */
export const REPORT_OPENS_DAYS = 14;

/** The round as it is being written; begun where nobody wrote a word of it. */
export function begunRound(writing: readonly RoundBeingWritten[], { round, edition }: Pick<ProgressRound, 'round' | 'edition'>): RoundBeingWritten {
  return writing.find((one) => one.round.id === round.id && one.edition === edition + 1) ?? { round, edition: edition + 1, reason: '', reports: [] };
}

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

/** How many parts the address of a report has: the list of goals, the goal, its list of reports, the report. */
const REPORT_PARTS = GOALS.split('/').length + 3;

/** What stands in each report, by its address: looked for among all fields of all goals, the reports of a year took longer than everything else a student's progress asks for. */
type FieldsOfReports = ReadonlyMap<string, readonly PlacedField[]>;

function fieldsOfReports(fields: readonly PlacedField[]): FieldsOfReports {
  const found = new Map<string, PlacedField[]>();
  for (const field of fields) {
    const at = field.at.split('/').slice(0, REPORT_PARTS).join('/');
    const known = found.get(at);
    if (known === undefined) found.set(at, [field]);
    else known.push(field);
  }
  return found;
}

function goalIn(plan: IepDocument, fields: FieldsOfReports, goal: Row, round: RoundFacts): GoalInRound {
  const row = reportRow(goal, round);
  const at = `${GOALS}/@${goal[ROW_ID]}/progressReports/@${row[ROW_ID]}`;
  const ownerId = textAt(goal, 'ownerProviderId');
  const number = goal['goalNumber'];
  return {
    goal: goal[ROW_ID], goalNumber: typeof number === 'number' || typeof number === 'string' ? String(number) : '', areaOfNeed: textAt(goal, 'areaOfNeed'), annualGoal: textAt(goal, 'annualGoal'),
    ownerId, owner: plan.staff.find(({ id }) => id === ownerId)?.name ?? '', at, report: row, isBlank: isBlankReport(row), isDone: row['providerDone'] === true,
    missing: missingOf(fields.get(at) ?? [], row),
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
  const fields = fieldsOfReports(goals.length === 0 ? [] : everyField(whole, 'goals'));
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

/** Its number is the next that no report has: those before it keep theirs, whatever their days. @param id a fresh row id */
export function newRound(rounds: readonly ProgressRound[], id: RowId, dueDate: string): RoundFacts {
  return { id, reportNo: Math.max(0, ...rounds.map(({ round }) => round.reportNo)) + 1, dueDate, note: '' };
}
