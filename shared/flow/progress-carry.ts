/**
 * Promise: reports on the goals of a plan stay with those goals when an amendment, a correction or a continuation takes the plan's place. Rows of two records have
 * no ids in common, so a round is known by its number and a goal by its words; what fits nowhere stays with the record it was written for.
 */
import { ROW_ID, type Row, type RowId } from '../iep/address.ts';
import type { IepDocument } from '../iep/document.ts';
import { progressRounds, reportedGoals } from './progress-rounds.ts';
import type { GoalReport, ProgressEntry, RoundBeingWritten, RoundFacts } from './progress.ts';
import { rowsAt, textAt } from './read.ts';

interface Carry {
  readonly goal: (goal: RowId) => RowId | null;
  readonly round: (round: RoundFacts) => RoundFacts;
}

/** The record this one changed or went on from; null for an IEP of its own. */
export function changedDocument(doc: IepDocument): string | null {
  return doc.amendmentOf ?? doc.correctionOf ?? doc.continuationOf ?? null;
}

function isSameGoal(a: Row, b: Row): boolean {
  const words = textAt(a, 'annualGoal').trim();
  return words !== '' && words === textAt(b, 'annualGoal').trim() && textAt(a, 'areaOfNeed') === textAt(b, 'areaOfNeed');
}

/** Where the goals and rounds of one record are in the one that took its place. */
function carry(from: IepDocument, to: IepDocument): Carry {
  const [before, after] = [rowsAt(from, 'pages/goals/items'), reportedGoals(to)];
  const rounds = progressRounds(to, [], '').map(({ round }) => round);
  return {
    goal: (id) => {
      const goal = before.find((row) => row[ROW_ID] === id);
      const same = goal === undefined ? [] : after.filter((row) => isSameGoal(goal, row));
      return same.length === 1 ? (same[0]?.[ROW_ID] ?? null) : null;
    },
    round: (round) => ({ ...round, id: rounds.find(({ reportNo }) => reportNo === round.reportNo)?.id ?? round.id }),
  };
}

function carriedReports<R extends GoalReport>(reports: readonly R[], { goal }: Carry): readonly R[] {
  return reports.flatMap((report) => {
    const at = goal(report.goal);
    return at === null ? [] : [{ ...report, goal: at }];
  });
}

/** @param from the record the entries were written beside, its rows named; `to` likewise */
export function carriedEntries(entries: readonly ProgressEntry[], from: IepDocument, to: IepDocument): readonly ProgressEntry[] {
  const known = carry(from, to);
  const ids = new Map(entries.flatMap((entry) => ('progress' in entry ? [[entry.progress.round.id, known.round(entry.progress.round).id] as const] : [])));
  return entries.flatMap((entry): readonly ProgressEntry[] => {
    if ('sent' in entry) return [{ ...entry, sent: { ...entry.sent, round: ids.get(entry.sent.round) ?? entry.sent.round } }];
    const reports = carriedReports(entry.progress.reports, known);
    return reports.length === 0 ? [] : [{ ...entry, progress: { ...entry.progress, round: known.round(entry.progress.round), reports } }];
  });
}

export function carriedWriting(writing: readonly RoundBeingWritten[], from: IepDocument, to: IepDocument): readonly RoundBeingWritten[] {
  const known = carry(from, to);
  return writing.map((one) => ({ ...one, round: known.round(one.round), reports: carriedReports(one.reports, known) }));
}
