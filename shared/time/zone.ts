/** Turns an instant of main's clock into the district's own date and time of day; the only place that knows time zones. */

const FORMATS = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs a millisecond, formatting a few microseconds; a district has one zone. */
function formatOf(zone: string): Intl.DateTimeFormat {
  const known = FORMATS.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US', { timeZone: zone, calendar: 'gregory', numberingSystem: 'latn', hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' });
  FORMATS.set(zone, made);
  return made;
}

function parts(instant: string, zone: string): Readonly<Record<string, string>> {
  const moment = Date.parse(instant);
  if (Number.isNaN(moment)) throw new Error(`"${instant}" is not an instant such as 2026-10-14T21:35:00Z`);
  return Object.fromEntries(formatOf(zone).formatToParts(moment).map((part) => [part.type, part.value]));
}

/** The calendar date YYYY-MM-DD at that instant in an IANA zone such as America/Los_Angeles. Throws on an unknown zone. */
export function localDate(instant: string, zone: string): string {
  const { year, month, day } = parts(instant, zone);
  return `${year}-${month}-${day}`;
}

/** The time of day HH:MM (24 hours) at that instant in an IANA zone. Throws on an unknown zone. */
export function localTime(instant: string, zone: string): string {
  const { hour, minute } = parts(instant, zone);
  return `${hour}:${minute}`;
}
