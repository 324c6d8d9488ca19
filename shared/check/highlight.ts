/** Colour of a state-reported field and the question before it is changed in the red weeks: CAS-901 (casemis.md section 1). */
import { addDays, formatDate, isDate } from '../time/dates.ts';
import type { RecordField } from './record.ts';
import type { RecordIssue } from './run.ts';
import { issueOf } from './run.ts';

export interface ReportDate {
  readonly label: string;
  readonly month: number;
  readonly day: number;
}

/** District setting: when the state report closes and how many days before that reported fields are red. */
export interface ReportCalendar {
  readonly reportDates: readonly ReportDate[];
  readonly redWindowDays: number;
}

export const DEFAULT_CALENDAR: ReportCalendar = { reportDates: [{ label: 'Dec 1', month: 12, day: 1 }, { label: 'June 30', month: 6, day: 30 }], redWindowDays: 28 };

export type Highlight = 'none' | 'yellow' | 'red';

export const EDIT_GUARD = {
  id: 'CAS-901', severity: 'warning', source: 'S',
  message: 'Report closes {date}. Do not change this field to prepare a later meeting. Change it anyway?',
} as const;

function reportDay(year: number, { month, day }: ReportDate): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** The first report date on or after `today`. */
export function nextReportDate(today: string, calendar: ReportCalendar = DEFAULT_CALENDAR): string {
  const year = Number(today.slice(0, 4));
  const next = [year, year + 1].flatMap((each) => calendar.reportDates.map((date) => reportDay(each, date))).filter((date) => date >= today).sort()[0];
  if (next === undefined) throw new Error('The district settings name no report date');
  return next;
}

/** Red within the window before a report date (both ends included), yellow on other days, none for fields the state does not collect. */
export function highlight(isReported: boolean, today: string, calendar: ReportCalendar = DEFAULT_CALENDAR): Highlight {
  if (!isReported) return 'none';
  return addDays(nextReportDate(today, calendar), -calendar.redWindowDays) <= today ? 'red' : 'yellow';
}

/** The question to ask before a red field is changed for a meeting after the report date; null when the change is free. */
export function editGuard(field: RecordField, isReported: boolean, today: string, meetingDate: string, calendar: ReportCalendar = DEFAULT_CALENDAR): RecordIssue | null {
  if (highlight(isReported, today, calendar) !== 'red') return null;
  const closes = nextReportDate(today, calendar);
  if (isDate(meetingDate) && meetingDate <= closes) return null;
  return issueOf(EDIT_GUARD, { fields: [field], fill: { date: formatDate(closes, 'en') } });
}
