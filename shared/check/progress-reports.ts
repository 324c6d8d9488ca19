/** Which progress reports of a plan are printed and sent now, what is still blank on them, and why none of a student's is (iep-forms.md 3.15 and 6.10). */
import { progressRounds, type ProgressRound } from '../flow/progress-rounds.ts';
import type { RoundBeingWritten } from '../flow/progress.ts';
import type { IepDocument } from '../iep/document.ts';

export interface OpenReport {
  /** Its sheet, as a page key. */
  readonly page: string;
  /** As the schedule counts it, '' when it does not. */
  readonly number: string;
  /** ISO, '' when the schedule names no day. */
  readonly due: string;
  readonly isLate: boolean;
  /** Only what was affirmed is printed; of the others the boxes are empty, to write in. */
  readonly state: 'affirmed' | 'writing' | 'blank';
  readonly goals: number;
  /** Goals whose boxes are printed empty, to write in: nothing that was affirmed, or came with the record, says anything about them. */
  readonly blank: number;
}

/** Why no report of a student is printed. */
export const NO_REPORT = ['notHere', 'unreadable', 'notYours', 'noPlan', 'left', 'revoked', 'noneAgreed', 'noSchedule', 'allSent', 'later', 'failed'] as const;
export type NoReport = (typeof NO_REPORT)[number];

/** What is open of one plan; `later` names the day from which its next report is printed. */
export type ReportsNow = { readonly open: readonly OpenReport[] } | { readonly open: null; readonly why: Extract<NoReport, 'noSchedule' | 'allSent' | 'later'>; readonly from: string };

/** @param printed the same round without what is being written */
function openReport({ round, state, isLate, goals }: ProgressRound, printed: ProgressRound | undefined): OpenReport {
  const blank = (printed?.goals ?? []).filter(({ isBlank }) => isBlank).length;
  return {
    page: `progressReport/@${round.id}`, number: String(round.reportNo), due: round.dueDate, isLate,
    state: state === 'affirmed' ? 'affirmed' : goals.every(({ isBlank }) => isBlank) ? 'blank' : 'writing', goals: goals.length, blank,
  };
}

/**
 * @param plan the plan that is carried out, with what was affirmed and sent (`withProgress`)
 * @param writing what is not affirmed yet
 */
export function reportsNow(plan: IepDocument, writing: readonly RoundBeingWritten[], today: string): ReportsNow {
  const rounds = progressRounds(plan, writing, today);
  if (rounds.length === 0) return { open: null, why: 'noSchedule', from: '' };
  const unsent = rounds.filter(({ state }) => state !== 'sent');
  if (unsent.length === 0) return { open: null, why: 'allSent', from: '' };
  const now = unsent.filter(({ state, opensOn }) => state === 'affirmed' || opensOn <= today);
  if (now.length === 0) return { open: null, why: 'later', from: unsent.map(({ opensOn }) => opensOn).toSorted()[0] ?? '' };
  const printed = progressRounds(plan, [], today);
  return { open: now.map((one) => openReport(one, printed.find(({ round }) => round.id === one.round.id))) };
}

/** One round by its row; null when the plan has no such round. Of one that was sent the sheet can be printed again. */
export function reportOf(plan: IepDocument, round: string, today: string): OpenReport | null {
  const found = progressRounds(plan, [], today).find((one) => one.round.id === round);
  return found === undefined ? null : openReport(found, found);
}

/** Why a student has no report in the print, and what to do about it, in one sentence or two. */
export const NO_REPORT_WORDS: Readonly<Record<Exclude<NoReport, 'later' | 'notYours'>, string>> = {
  notHere: 'The IEP that is carried out is not on this computer. Import it, or get the caseload from the district.',
  unreadable: 'The Current IEP cannot be read on this computer. Settings says what to do.',
  noPlan: 'The student is not eligible, so there are no goals to report on.',
  left: 'The student has left special education, and no report was due until then.',
  revoked: 'Consent to special education was revoked in writing, so no report on goals is owed.',
  noneAgreed: 'The parents have not agreed to a plan yet, so there are no goals to report on.',
  noSchedule: 'The IEP names no days for progress reports.',
  allSent: 'Every report of this IEP is marked sent.',
  failed: 'The PDF could not be made, and nothing of it was printed or saved. Try this student again.',
};
