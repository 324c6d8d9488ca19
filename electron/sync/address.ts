/** Which district addresses are safe to send records to: https anywhere, plain http only to this very computer (decisions.md 24). */
import { fail, ok, type Result } from '../../shared/words/failures.ts';

export interface DistrictAddress {
  /** Origin and path without a slash at the end; the API path follows. */
  readonly url: string;
  /** Plain http on this computer: shown as "trial district on this computer". */
  readonly loopback: boolean;
}

/** Host names as the URL parser writes them. `localhost` is missing on purpose: a hosts file can point it elsewhere. */
const THIS_COMPUTER = ['127.0.0.1', '[::1]'];

/** Fails with badServerAddress; a user name, query or fragment in the address is refused rather than dropped. */
export function districtAddress(text: string): Result<DistrictAddress> {
  const trimmed = text.trim();
  if (!URL.canParse(trimmed)) return fail('badServerAddress');
  const url = new URL(trimmed);
  const loopback = url.protocol === 'http:' && THIS_COMPUTER.includes(url.hostname);
  if (url.protocol !== 'https:' && !loopback) return fail('badServerAddress');
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return fail('badServerAddress');
  return ok({ url: `${url.origin}${url.pathname.replace(/\/+$/, '')}`, loopback });
}
