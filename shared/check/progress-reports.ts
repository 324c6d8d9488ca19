/** Which progress reports of a plan are printed and sent now, what is still blank on them, and why none of a student's is (iep-forms.md 3.15 and 6.10). */
import { rowsAt, textAt, workOf } from '../flow/read.ts';
import { ROW_ID, type Row } from '../iep/address.ts';
import type { IepDocument } from '../iep/document.ts';
import { addDays, isDate } from '../time/dates.ts';

/** Calendar days before its day from which a report is written and printed (iep-forms.md 6.10). */
export const REPORT_OPENS_DAYS = 14;

export interface OpenReport {
  /** Its sheet, as a page key. */
  readonly page: string;
  /** As the schedule counts it, '' when it does not. */
  readonly number: string;
  /** ISO, '' when the schedule names no day. */
  readonly due: string;
  readonly isLate: boolean;
  readonly goals: number;
  /** Goals nobody wrote about: their boxes are printed empty, to write in. */
  readonly blank: number;
}

/** Why no report of a student is printed. */
export const NO_REPORT = ['notHere', 'unreadable', 'notYours', 'noPlan', 'noneAgreed', 'noSchedule', 'allSent', 'later', 'failed'] as const;
export type NoReport = (typeof NO_REPORT)[number];

/** What is open of one plan; `later` names the day from which its next report is printed. */
export type ReportsNow = { readonly open: readonly OpenReport[] } | { readonly open: null; readonly why: Extract<NoReport, 'noSchedule' | 'allSent' | 'later'>; readonly from: string };

function keptGoals(doc: IepDocument): readonly Row[] {
  const known = workOf(doc).goals;
  return rowsAt(doc, 'pages/goals/items').filter((goal) => known[goal[ROW_ID]]?.state !== 'dropped');
}

function isWritten(goal: Row, reportNo: unknown): boolean {
  return rowsAt(goal, 'progressReports').some((report) => report['reportNo'] === reportNo && (textAt(report, 'reportDate') !== '' || textAt(report, 'summary') !== ''));
}

/** @param doc the plan that is carried out, its rows named */
export function reportsNow(doc: IepDocument, today: string): ReportsNow {
  const rounds = rowsAt(doc, 'progressReportSchedule');
  if (rounds.length === 0) return { open: null, why: 'noSchedule', from: '' };
  const unsent = rounds.filter((round) => textAt(round, 'sentDate') === '');
  if (unsent.length === 0) return { open: null, why: 'allSent', from: '' };
  const opens = (round: Row): string => (isDate(textAt(round, 'dueDate')) ? addDays(textAt(round, 'dueDate'), -REPORT_OPENS_DAYS) : '');
  const now = unsent.filter((round) => opens(round) <= today);
  if (now.length === 0) return { open: null, why: 'later', from: unsent.map(opens).toSorted()[0] ?? '' };
  const goals = keptGoals(doc);
  return {
    open: now.map((round) => ({
      page: `progressReport/@${round[ROW_ID]}`, number: typeof round['reportNo'] === 'number' ? String(round['reportNo']) : '', due: textAt(round, 'dueDate'),
      isLate: isDate(textAt(round, 'dueDate')) && textAt(round, 'dueDate') < today, goals: goals.length, blank: goals.filter((goal) => !isWritten(goal, round['reportNo'])).length,
    })),
  };
}

/** Why a student has no report in the print, and what to do about it, in one sentence or two. */
export const NO_REPORT_WORDS: Readonly<Record<Exclude<NoReport, 'later' | 'notYours'>, string>> = {
  notHere: 'The IEP that is carried out is not on this computer. Import it, or get the caseload from the district.',
  unreadable: 'The Current IEP cannot be read on this computer. Settings says what to do.',
  noPlan: 'The student is not eligible, so there are no goals to report on.',
  noneAgreed: 'The parents have not agreed to a plan yet, so there are no goals to report on.',
  noSchedule: 'The IEP names no days for progress reports.',
  allSent: 'Every report of this IEP is marked sent.',
  failed: 'The PDF could not be made, and nothing of it was printed or saved. Try this student again.',
};
