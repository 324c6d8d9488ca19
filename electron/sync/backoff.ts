/** When to try again: full jitter, so that a school full of laptops does not return in the same second. */

/** Longest first wait, ms. */
const BASE = 2_000;
/** Longest wait, ms. */
const CAP = 15 * 60_000;

/** Wait before try number `attempts` + 1, in ms; `unit` is random in [0, 1). A server that names a time (`retryAfterMs`) is obeyed, up to the cap. */
export function waitMs(attempts: number, unit: number, retryAfterMs: number | null): number {
  const jitter = unit * Math.min(CAP, BASE * 2 ** Math.max(0, attempts - 1));
  return Math.round(Math.max(jitter, Math.min(CAP, retryAfterMs ?? 0)));
}

/** `Retry-After` as seconds or as a date, in ms from `now`; null when absent or unreadable. */
export function retryAfterMs(header: string | undefined, now: string): number | null {
  if (header === undefined) return null;
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - Date.parse(now));
}

/** A number in [0, 1) from four random bytes. */
export function unitOf(bytes: Uint8Array): number {
  return new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0) / 2 ** 32;
}
