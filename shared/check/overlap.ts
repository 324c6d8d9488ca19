/** When two service lines are the same service at the same time: the key of a duplicate (casemis.md section 8), used by the rules and by the repairs. */
import { isDate } from '../time/dates.ts';
import type { ServiceLine } from './record.ts';

/** Periods per week of each frequency code: daily 5 school days, monthly 12 of 52 weeks, yearly 36 school weeks; any other counts nothing. */
const PER_WEEK: Readonly<Record<string, number>> = { '10': 5, '20': 1, '30': 12 / 52, '40': 1 / 36 };

/** True when both lines carry one code, both or neither are ESY, and a day lies in both. Lines one after the other are a change of placement, not a duplicate. */
export function overlaps(a: ServiceLine, b: ServiceLine): boolean {
  return a.code !== '' && a.code === b.code && a.esy === b.esy && hasDates(a) && hasDates(b) && a.startDate <= b.endDate && b.startDate <= a.endDate;
}

function hasDates({ startDate, endDate }: ServiceLine): boolean {
  return isDate(startDate) && isDate(endDate) && startDate <= endDate;
}

/** Minutes a line gives in an average week; 0 when they cannot be told. */
export function weeklyMinutes({ minutes, frequency }: ServiceLine): number {
  return typeof minutes === 'number' ? minutes * (PER_WEEK[frequency] ?? 0) : 0;
}
