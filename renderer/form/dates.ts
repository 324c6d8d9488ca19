/** Reads dates as people type them: 3/4/26, 3-4-2026, 2026-03-04, today, +7d; answers ISO or null when it is no real date. */
import { addDays, isDate } from '../../shared/time/dates.ts';

const TWO_DIGIT_PIVOT = 70;

function iso(year: number, month: number, day: number): string | null {
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return isDate(text) ? text : null;
}

function fullYear(text: string): number {
  const year = Number(text);
  if (text.length > 2) return year;
  return year < TWO_DIGIT_PIVOT ? 2000 + year : 1900 + year;
}

/** @param today ISO date in the district */
export function readDate(text: string, today: string): string | null {
  const typed = text.trim().toLowerCase();
  if (typed === 'today' || typed === 'hoy') return today;
  const shift = /^([+-])\s*(\d{1,4})\s*([dw]?)$/.exec(typed);
  if (shift !== null) return addDays(today, (shift[1] === '-' ? -1 : 1) * Number(shift[2]) * (shift[3] === 'w' ? 7 : 1));
  const written = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed);
  if (written !== null) return iso(Number(written[1]), Number(written[2]), Number(written[3]));
  const american = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{2}|\d{4})$/.exec(typed);
  if (american !== null) return iso(fullYear(american[3] ?? ''), Number(american[1]), Number(american[2]));
  return null;
}

/** 24-hour HH:MM from 2:35, 2:35 pm, 1435; null when it is no time. A bare hour below 7 is in the afternoon: nobody meets at night. */
export function readTime(text: string): string | null {
  const match = /^(\d{1,2}):?(\d{2})?\s*(am|pm|a|p)?\.?m?\.?$/.exec(text.trim().toLowerCase());
  if (match === null) return null;
  const half = match[3]?.[0];
  const typed = Number(match[1]);
  const minute = Number(match[2] ?? '0');
  if (minute > 59 || typed > 23 || (half !== undefined && (typed < 1 || typed > 12))) return null;
  const leadingZero = match[1]?.startsWith('0') === true;
  const hour = half === 'p' ? (typed % 12) + 12 : half === 'a' ? typed % 12 : typed > 0 && typed < 7 && !leadingZero ? typed + 12 : typed;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/** 3/4/2026, as it is written on the forms. */
export function showDate(value: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  return match === null ? value : `${Number(match[2])}/${Number(match[3])}/${match[1]}`;
}

export function weekday(value: string): string {
  return isDate(value) ? new Intl.DateTimeFormat('en-US', { weekday: 'long', timeZone: 'UTC' }).format(new Date(`${value}T00:00:00Z`)) : '';
}
