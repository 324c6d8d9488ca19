/**
 * Promise: the app sees its own scheme, Chromium sees an https origin, and only this file knows how one becomes the other.
 * Chromium offers no custom scheme over its debugging protocol; a reserved ".internal" host is a secure context that no resolver answers.
 */

/** Schemes the app declared "standard" and "secure"; only those have an origin that can be mapped. */
const mapped = new Set<string>();

const INTERNAL = /^https:\/\/([^/?#]*)\.([a-z0-9-]+)\.internal(?=[/?#]|$)/;

export function mapScheme(scheme: string): void {
  mapped.add(scheme);
}

export function isMapped(scheme: string): boolean {
  return mapped.has(scheme);
}

/** `app://iep/x` → `https://iep.app.internal/x`; anything else unchanged. */
export function toChromium(url: string): string {
  const match = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]+)/.exec(url);
  if (match?.[1] === undefined || !mapped.has(match[1])) return url;
  return `https://${match[2]}.${match[1]}.internal${url.slice(match[0].length)}`;
}

/** `https://iep.app.internal/x` → `app://iep/x`; anything else unchanged. */
export function toApp(url: string): string {
  const match = INTERNAL.exec(url);
  if (match?.[2] === undefined || !mapped.has(match[2])) return url;
  return `${match[2]}://${match[1]}${url.slice(match[0].length)}`;
}

/** Rewrites the app's own origins inside a header value, e.g. a policy that names `app://iep`. */
export function headerToChromium(value: string): string {
  return value.replace(/\b([a-z][a-z0-9+.-]*):\/\/[a-z0-9.-]+/g, (url) => toChromium(url));
}
