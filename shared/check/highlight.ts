/** Colour of a state-reported field and the question before it is changed in the red weeks: CAS-901 (casemis.md section 1). */
import { addDays, isDate } from '../time/dates.ts';

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

const MONTHS = ['Jan', 'Feb', 'March', 'April', 'May', 'June', 'July', 'Aug', 'Sept', 'Oct', 'Nov', 'Dec'] as const;
/** A year without a leap day: a report date comes every year. */
const PLAIN_YEAR = 2025;

/** A report date with its words, "Dec 1"; null when there is no such day every year. */
export function reportDate(month: number, day: number): ReportDate | null {
  const name = MONTHS[month - 1];
  return name !== undefined && isDate(reportDay(PLAIN_YEAR, { label: '', month, day })) ? { label: `${name} ${day}`, month, day } : null;
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

/** The words of the report date that comes next: "Dec 1". */
export function closingLabel(today: string, calendar: ReportCalendar = DEFAULT_CALENDAR): string {
  const closes = nextReportDate(today, calendar);
  const date = calendar.reportDates.find((each) => reportDay(Number(closes.slice(0, 4)), each) === closes);
  if (date === undefined) throw new Error(`No report date falls on ${closes}`);
  return date.label;
}

/** The day the report closes, when today is in the red days before it and the meeting is not held by then; null when a change is free. */
export function closingBefore(today: string, meetingDate: string, calendar: ReportCalendar = DEFAULT_CALENDAR): string | null {
  if (highlight(true, today, calendar) !== 'red') return null;
  const closes = nextReportDate(today, calendar);
  return isDate(meetingDate) && meetingDate <= closes ? null : closes;
}
