/** The unaffirmed list (casemis.md section 10; handbook, "affirmed within 7 days of the IEP meeting"): whose meeting, or amendment, has come and who is not affirmed yet. */
import { addDays, daysBetween, isDate } from '../time/dates.ts';
import { AFFIRM_DAYS } from './rules/meetings.ts';

export interface Unaffirmed {
  /** Calendar days since the day it is counted from. */
  readonly days: number;
  /** Last day that is on time. */
  readonly by: string;
  readonly isOverdue: boolean;
}

/** @param countedFrom the last session, or the planned day while there was none; of a change its own day; '' when it is not known. Null: it is not on the list */
export function unaffirmed(countedFrom: string, today: string): Unaffirmed | null {
  if (!isDate(countedFrom) || countedFrom > today) return null;
  const days = daysBetween(countedFrom, today);
  return { days, by: addDays(countedFrom, AFFIRM_DAYS), isOverdue: days > AFFIRM_DAYS };
}
