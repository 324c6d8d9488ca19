/** The page keeps main's clock: one program, one time, and the district's zone (design.md section 5). */
import { localDate, localTime } from '../../shared/time/zone.ts';

let offsetMs = 0;
let zone = 'America/Los_Angeles';

/** Sets the clock by what main says it is now. */
export function setClock(now: string, districtZone: string): void {
  offsetMs = Date.parse(now) - Date.now();
  zone = districtZone;
}

export function now(): string {
  return new Date(Date.now() + offsetMs).toISOString();
}

/** Today in the district, YYYY-MM-DD. */
export function today(): string {
  return localDate(now(), zone);
}

/** The time of day in the district, HH:MM. */
export function timeOfDay(): string {
  return localTime(now(), zone);
}

/** When something was marked, as people say it: "2:14 pm", with its day when that is not today. */
export function markTime(instant: string): string {
  const at = new Date(instant);
  const time = new Intl.DateTimeFormat('en-US', { timeZone: zone, hour: 'numeric', minute: '2-digit' }).format(at).toLowerCase().replace(/\s/gu, ' ');
  const day = new Intl.DateTimeFormat('en-US', { timeZone: zone, month: 'numeric', day: 'numeric', year: 'numeric' }).format(at);
  return localDate(instant, zone) === today() ? time : `${day}, ${time}`;
}

/** An instant as the district's clock shows it, HH:MM:SS. */
export function clockTime(instant: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(new Date(instant));
}
