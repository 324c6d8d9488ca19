/** Whether a day chosen for a meeting leaves time to move it before its due date (handbook: "in plenty of time to cancel and reschedule within the timelines"). */
import { addDays, daysBetween, formatDate, isDate } from '../time/dates.ts';
import type { DueItem } from './deadlines.ts';
import type { DueKind } from './due-kinds.ts';

/** Days before a due date by which a meeting should be set, unless the district says otherwise. */
export const LEAD_DAYS = 10;

/** The purpose of a meeting that settles each kind of deadline; `any` where every meeting does. */
const SETTLED_BY: Partial<Readonly<Record<DueKind, string>>> = { annual: 'annual', triennial: 'triennial', sixtyDays: 'initial', reassessment: 'any', thirtyDays: 'initial', thirdBirthday: 'initial', interim: 'interim', parentRequest: 'any' };

export interface DateWarning {
  readonly due: string;
  /** The last day that leaves the time to move the meeting. */
  readonly latest: string;
  readonly words: string;
}

type Due = Pick<DueItem, 'kind' | 'label' | 'due'>;

function said({ label, due }: Due, meeting: string, latest: string, today: string): string {
  const left = daysBetween(meeting, due);
  const late = left < 0 ? `is after its due date, ${formatDate(due, 'en')}` : `leaves ${left === 0 ? 'no day' : left === 1 ? '1 day' : `${left} days`} to move it before it is due on ${formatDate(due, 'en')}`;
  const advice = latest < today ? `The latest safe date, ${formatDate(latest, 'en')}, has passed: take the earliest day the parent can come.` : `The latest safe date is ${formatDate(latest, 'en')}.`;
  return `${label}: a meeting on ${formatDate(meeting, 'en')} ${late}. ${advice}`;
}

/** The nearest deadline a meeting on this day would come too close to; null when it leaves time. */
export function safeDateWarning(meeting: string, purposes: readonly string[], dues: readonly Due[], leadDays: number, today: string): DateWarning | null {
  if (!isDate(meeting)) return null;
  const settled = dues.filter(({ kind }) => SETTLED_BY[kind] === 'any' || purposes.includes(SETTLED_BY[kind] ?? '')).toSorted((a, b) => (a.due < b.due ? -1 : 1));
  const first = settled.find(({ due }) => isDate(due) && meeting > addDays(due, -leadDays));
  if (first === undefined) return null;
  const latest = addDays(first.due, -leadDays);
  return { due: first.due, latest, words: said(first, meeting, latest, today) };
}
