/** Turns an instant of main's clock into the district's own date and time of day; the only place that knows time zones. */

const FORMATS = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs a millisecond, formatting a few microseconds; a district has one zone. */
function formatOf(zone: string): Intl.DateTimeFormat {
  const known = FORMATS.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US', { timeZone: zone, calendar: 'gregory', numberingSystem: 'latn', hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'longOffset' });
  FORMATS.set(zone, made);
  return made;
}

function parts(instant: string, zone: string): Readonly<Record<string, string>> {
  const moment = Date.parse(instant);
  if (Number.isNaN(moment)) throw new Error(`"${instant}" is not an instant such as 2026-10-14T21:35:00Z`);
  return Object.fromEntries(formatOf(zone).formatToParts(moment).map((part) => [part.type, part.value]));
}

/** The date that was asked for last: typing asks for the same one at every key, and a formatter is slow. No zone changes its date within a second. */
let last = { second: '', zone: '', date: '' };

/** An instant without its milliseconds; '' when it is written otherwise than the clocks here write it. */
const SECOND = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?=\.\d{3}Z$)/;

/** The calendar date YYYY-MM-DD at that instant in an IANA zone such as America/Los_Angeles. Throws on an unknown zone. */
export function localDate(instant: string, zone: string): string {
  const second = SECOND.exec(instant)?.[0] ?? '';
  if (second !== '' && second === last.second && zone === last.zone) return last.date;
  const { year, month, day } = parts(instant, zone);
  last = { second, zone, date: `${year}-${month}-${day}` };
  return last.date;
}

/** The time of day HH:MM (24 hours) at that instant in an IANA zone. Throws on an unknown zone. */
export function localTime(instant: string, zone: string): string {
  const { hour, minute } = parts(instant, zone);
  return `${hour}:${minute}`;
}

/** Milliseconds of an instant as digits; the one part of it no zone changes. */
const MILLISECONDS = /\.(\d{3})Z$/;

/**
 * An instant as part of a file's name, in the zone's own time and told apart from the same hour after the clocks go back: 2026-11-01-013000-000-utc-0700.
 * Lower-case letters, digits and hyphens only. Throws on an unknown zone.
 */
export function localName(instant: string, zone: string): string {
  const { year, month, day, hour, minute, second, timeZoneName = '' } = parts(instant, zone);
  const [, sign = '+', hours = '00', minutes = '00'] = /^GMT(?:([+-])(\d{2}):(\d{2}))?$/.exec(timeZoneName) ?? [];
  const offset = `${sign === '-' ? '' : 'plus-'}${hours}${minutes}`;
  return `${year}-${month}-${day}-${hour}${minute}${second}-${MILLISECONDS.exec(instant)?.[1] ?? '000'}-utc-${offset}`;
}
