/**
 * Calendar arithmetic on ISO `YYYY-MM-DD` strings, exactly as casemis.md section 3 counts.
 * Strings, never `Date`: a Date carries a time zone, and a due date that moves by a day at midnight UTC is a missed deadline.
 */

interface Ymd {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;
/** Bounds of a date the state data may hold (casemis.md section 3). */
const FIRST_YEAR = 1980;
const LAST_YEAR = 2099;
const MONTHS_EN = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const MONTHS_ES = ['ene', 'feb', 'mar', 'abr', 'may', 'jun', 'jul', 'ago', 'sep', 'oct', 'nov', 'dic'];

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function parse(text: string): Ymd | null {
  const match = SHAPE.exec(text);
  if (match === null) return null;
  const year = Number(match[1]);
  const month = Number(match[2]);
  const day = Number(match[3]);
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month) ? { year, month, day } : null;
}

function real(text: string): Ymd {
  const date = parse(text);
  if (date === null) throw new Error(`"${text}" is not a calendar date; check it with isDate first`);
  return date;
}

function write({ year, month, day }: Ymd): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Days counted from March 1 of year 0: years that begin in March have their leap day at the end. */
function dayNumber({ year, month, day }: Ymd): number {
  const y = month > 2 ? year : year - 1;
  const fromMarch = (month + 9) % 12;
  return y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + Math.floor((fromMarch * 153 + 2) / 5) + day - 1;
}

/** True for a real calendar date between 1980-01-01 and 2099-12-31. */
export function isDate(text: string): boolean {
  const date = parse(text);
  return date !== null && date.year >= FIRST_YEAR && date.year <= LAST_YEAR;
}

/** The date `days` calendar days later (earlier when negative). Throws when `date` is no date. */
export function addDays(date: string, days: number): string {
  let { year, month, day } = real(date);
  day += days;
  while (day < 1) {
    [year, month] = month === 1 ? [year - 1, 12] : [year, month - 1];
    day += daysInMonth(year, month);
  }
  while (day > daysInMonth(year, month)) {
    day -= daysInMonth(year, month);
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
  }
  return write({ year, month, day });
}

/** Same day `months` later, clamped to the last day of that month. Throws when `date` is no date. */
export function addMonths(date: string, months: number): string {
  const { year, month, day } = real(date);
  const count = year * 12 + (month - 1) + months;
  const target = { year: Math.floor(count / 12), month: (count % 12) + 1 };
  return write({ ...target, day: Math.min(day, daysInMonth(target.year, target.month)) });
}

/** Same day `years` later; February 29 becomes February 28. Throws when `date` is no date. */
export function addYears(date: string, years: number): string {
  return addMonths(date, years * 12);
}

/** Calendar days from `from` to `to` (negative when `to` is earlier). Throws when either is no date. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(real(to)) - dayNumber(real(from));
}

/** Minutes from midnight to a time of day `HH:MM`; what follows the minutes is not read. NaN where it begins with no such time. */
export function minutesOfDay(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
}

/** Completed months on a day: the largest n with `addMonths(birthDate, n) <= on`. Negative before birth. Throws on a non-date. */
export function monthsOn(birthDate: string, on: string): number {
  const born = real(birthDate);
  const day = real(on);
  const guess = (day.year - born.year) * 12 + day.month - born.month;
  return addMonths(birthDate, guess) <= on ? guess : guess - 1;
}

/** Completed years on a day; the birthday itself counts as the new age. Negative before birth. Throws on a non-date. */
export function ageOn(birthDate: string, on: string): number {
  return Math.floor(monthsOn(birthDate, on) / 12);
}

/** The June 30 that ends the school year of a date. */
export function yearEnd(date: string): string {
  const { year, month } = real(date);
  return write({ year: month >= 7 ? year + 1 : year, month: 6, day: 30 });
}

/** The September 1 on which the grade of a school year is measured. */
export function schoolYearSept1(date: string): string {
  const { year, month } = real(date);
  return write({ year: month >= 7 ? year : year - 1, month: 9, day: 1 });
}

/**
 * A date for people: "Oct 14, 2026" or "14 oct 2026". The month is a word because 10/11 is two different days to an
 * English and a Spanish reader. Text that is no date is returned as it is, so that a form shows what was entered.
 */
export function formatDate(date: string, language: 'en' | 'es'): string {
  const parsed = parse(date);
  if (parsed === null) return date;
  const month = (language === 'en' ? MONTHS_EN : MONTHS_ES)[parsed.month - 1];
  return language === 'en' ? `${month} ${parsed.day}, ${parsed.year}` : `${parsed.day} ${month} ${parsed.year}`;
}
