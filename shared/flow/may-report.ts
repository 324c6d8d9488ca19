/** Promise: who may write, finish, affirm, send, correct and add a progress report, and when; each refusal in words. */
import type { RowId } from '../iep/address.ts';
import type { IepDocument } from '../iep/document.ts';
import { isDate } from '../time/dates.ts';
import type { Verdict, Who } from './events.ts';
import { roleVerdict, verdictFor } from './roles.ts';
import { reportedGoals, type ProgressRound } from './progress-rounds.ts';
import type { SentRound } from './progress.ts';

const DATE_LENGTH = 10;

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
