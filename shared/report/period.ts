/**
 * What a report date asks for (casemis.md section 11): a date in the second half of the year counts the pupils of that one day (Dec 1), one in the
 * first half everybody served in the school year that it closes (June 30).
 */
import { yearEnd } from '../time/dates.ts';

export interface Period {
  readonly kind: 'oneDay' | 'schoolYear';
  /** The report date, YYYY-MM-DD. */
  readonly on: string;
  /** Services that touch the days from here to `on` are reported. */
  readonly from: string;
}

/** First month of a school year. */
const JULY = 7;

/** @param on a real date, YYYY-MM-DD */
export function periodOf(on: string): Period {
  if (Number(on.slice(5, 7)) >= JULY) return { kind: 'oneDay', on, from: on };
  return { kind: 'schoolYear', on, from: `${Number(yearEnd(on).slice(0, 4)) - 1}-07-01` };
}
