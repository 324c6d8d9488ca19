/** Dates as people write them in a sentence, English and Spanish, with the days they can mean. A month or a school year is a span of days. */
import { isDate } from '../time/dates.ts';

export interface WrittenDate {
  /** First and last day meant, YYYY-MM-DD; the same for a full date. */
  readonly first: string;
  readonly last: string;
  /** Where it stands in the text. */
  readonly from: number;
  readonly to: number;
  readonly form: 'day' | 'month' | 'season' | 'schoolYear' | 'year';
}

const MONTHS: readonly (readonly string[])[] = [
  ['january', 'jan', 'enero', 'ene'], ['february', 'feb', 'febrero'], ['march', 'mar', 'marzo'], ['april', 'apr', 'abril', 'abr'], ['may', 'mayo'], ['june', 'jun', 'junio'],
  ['july', 'jul', 'julio'], ['august', 'aug', 'agosto', 'ago'], ['september', 'sept', 'sep', 'septiembre', 'setiembre'], ['october', 'oct', 'octubre'], ['november', 'nov', 'noviembre'], ['december', 'dec', 'diciembre', 'dic'],
];
const NUMBER_OF = new Map(MONTHS.flatMap((names, index) => names.map((name) => [name, index + 1] as const)));
const MONTH = `(${[...NUMBER_OF.keys()].toSorted((a, b) => b.length - a.length).join('|')})\\b\\.?`;
const YEAR = '((?:19|20)\\d{2})';
const DAY = '(\\d{1,2})(?:st|nd|rd|th|º|°)?';
const LINK = ',?\\s+(?:of\\s+|del?\\s+)?';

/** First and last day of each season inside one school's year; winter spans two years and is left out. */
const SEASONS: Readonly<Record<string, readonly [string, string]>> = {
  spring: ['03-01', '06-30'], primavera: ['03-01', '06-30'], summer: ['06-01', '08-31'], verano: ['06-01', '08-31'], fall: ['08-01', '12-31'], autumn: ['08-01', '12-31'], otoño: ['08-01', '12-31'],
};

function two(n: number): string {
  return String(n).padStart(2, '0');
}

function dayOf(year: string, month: number, day: string): readonly [string, string] | null {
  const full = year.length === 2 ? `20${year}` : year;
  const date = `${full}-${two(month)}-${two(Number(day))}`;
  return isDate(date) ? [date, date] : null;
}

/** All numbers: month first as in this country, day first where only that is a date. */
function slashed(first: string, second: string, year: string): readonly [string, string] | null {
  return dayOf(year, Number(first), second) ?? dayOf(year, Number(second), first);
}

function monthOf(name: string): number {
  const number = NUMBER_OF.get(name.toLowerCase());
  if (number === undefined) throw new Error(`"${name}" is not the name of a month.`);
  return number;
}

function schoolYear(start: string, end: string): readonly [string, string] | null {
  const next = Number(start) + 1;
  return [String(next), String(next).slice(2)].includes(end) ? [`${start}-07-01`, `${next}-06-30`] : null;
}

function month(year: string, number: number): readonly [string, string] | null {
  const days = [31, 30, 29, 28].map((day) => `${year}-${two(number)}-${two(day)}`);
  const last = days.find(isDate);
  return last === undefined ? null : [`${year}-${two(number)}-01`, last];
}

function season(name: string, year: string): readonly [string, string] | null {
  const days = SEASONS[name.toLowerCase()];
  return days === undefined ? null : [`${year}-${days[0]}`, `${year}-${days[1]}`];
}

interface Form {
  readonly form: WrittenDate['form'];
  readonly pattern: RegExp;
  readonly read: (parts: readonly string[]) => readonly [string, string] | null;
}

const part = (parts: readonly string[], n: number): string => parts[n] ?? '';

/** The fullest forms first: what one of them has taken is not read again. */
const FORMS: readonly Form[] = [
  { form: 'day', pattern: /\b(\d{4})-(\d{2})-(\d{2})\b/gu, read: (p) => dayOf(part(p, 1), Number(part(p, 2)), part(p, 3)) },
  { form: 'schoolYear', pattern: /\b(20\d{2})\s?[-–/]\s?(20\d{2}|\d{2})\b(?![-/]\d)/gu, read: (p) => schoolYear(part(p, 1), part(p, 2)) },
  { form: 'day', pattern: /\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})\b/gu, read: (p) => slashed(part(p, 1), part(p, 2), part(p, 3)) },
  { form: 'day', pattern: new RegExp(`\\b${MONTH}\\s+${DAY}${LINK}${YEAR}\\b`, 'giu'), read: (p) => dayOf(part(p, 3), monthOf(part(p, 1)), part(p, 2)) },
  { form: 'day', pattern: new RegExp(`\\b${DAY}\\s+(?:of\\s+|de\\s+)?${MONTH}${LINK}${YEAR}\\b`, 'giu'), read: (p) => dayOf(part(p, 3), monthOf(part(p, 2)), part(p, 1)) },
  { form: 'month', pattern: new RegExp(`\\b${MONTH}${LINK}${YEAR}\\b`, 'giu'), read: (p) => month(part(p, 2), monthOf(part(p, 1))) },
  { form: 'month', pattern: /\b(\d{1,2})\/(20\d{2})\b/gu, read: (p) => month(part(p, 2), Number(part(p, 1))) },
  { form: 'season', pattern: new RegExp(`\\b(${Object.keys(SEASONS).join('|')})${LINK}${YEAR}\\b`, 'giu'), read: (p) => season(part(p, 1), part(p, 2)) },
  { form: 'year', pattern: new RegExp(`(?<![\\d.,/-])${YEAR}(?![\\d/-])(?!\\s*%|\\.\\d|,\\d)`, 'gu'), read: (p) => [`${part(p, 1)}-01-01`, `${part(p, 1)}-12-31`] },
];

/** No date is written without one of these; looked for first, because most statements hold none. */
const MAYBE = /(?:19|20)\d{2}|\d[/.-]\d{1,2}[/.-]\d/u;

/** Every date of a text, in reading order. A month without a year names no day and is left out. */
export function writtenDates(text: string): readonly WrittenDate[] {
  if (!MAYBE.test(text)) return [];
  const found: WrittenDate[] = [];
  for (const { form, pattern, read } of FORMS) {
    for (const match of text.matchAll(pattern)) {
      const [from, to] = [match.index, match.index + match[0].length];
      const span = found.some((known) => from < known.to && known.from < to) ? null : read(match);
      if (span !== null) found.push({ first: span[0], last: span[1], from, to, form });
    }
  }
  return found.toSorted((a, b) => a.from - b.from);
}

const BEFORE_A_TARGET = /(?:^|[\s(,;])(?:by|until|till|before|no later than|on or before|through|antes del?|para(?: el| la)?|hasta(?: el| la)?|a m[aá]s tardar(?: el| en)?)\s+(?:(?:the|el|la)\s+)?(?:(?:end|beginning|start|close|middle|fines?|finales|final|principios)\s+(?:of|del?)\s+)?(?:(?:the|el|la)\s+)?$/iu;

/** True when the words before a date make it something to reach: "by the end of March 2027", "antes del 3 de marzo de 2027". */
export function isTarget(text: string, date: WrittenDate): boolean {
  return BEFORE_A_TARGET.test(text.slice(Math.max(0, date.from - 40), date.from));
}
