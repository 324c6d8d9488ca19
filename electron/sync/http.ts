/**
 * The only way out of the computer: Electron's network stack (system proxy and certificate store), without redirects or cookies
 * (the server marks every answer no-store).
 * A redirect is handed on as its 3xx status and never followed: it would send a student's record to an address nobody chose.
 */
import { net } from 'electron';
import type { Http } from '../ports/sync.ts';
import { LIMITS } from '../../shared/district-api/contract.ts';

/** Largest answer read, in bytes: a PDF is the largest thing a district sends; an endless body must not fill the memory. */
const MAX_ANSWER = LIMITS.pdfBytes;

/** What `fetch` answers with, as far as it is read here. */
interface Answer {
  readonly status: number;
  readonly type: string;
  readonly headers: { readonly forEach: (each: (value: string, name: string) => void) => void };
  readonly body: { readonly getReader: () => { readonly read: () => Promise<{ readonly done: boolean; readonly value?: Uint8Array }>; readonly cancel: () => Promise<void> } } | null;
}

async function readAll(answer: Answer): Promise<Uint8Array> {
  if (answer.body === null) return new Uint8Array(0);
  const reader = answer.body.getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new Uint8Array(Buffer.concat(parts));
    size += value?.byteLength ?? 0;
    if (size > MAX_ANSWER) {
      await reader.cancel();
      throw new Error('The answer is larger than anything a district server sends.');
    }
    if (value !== undefined) parts.push(value);
  }
}

/** `request` rejects when no complete answer came within `timeoutMs`, or before `signal` was aborted. */
export function electronHttp(): Http {
  return {
    request: async ({ method, url, headers, body, timeoutMs, signal }) => {
      const inTime = AbortSignal.timeout(timeoutMs);
      const answer = (await net.fetch(url, {
        method, headers: { ...headers }, redirect: 'manual', credentials: 'omit', signal: signal === undefined ? inTime : AbortSignal.any([inTime, signal]),
        ...(body === undefined ? {} : { body: Buffer.from(body) }),
      })) as unknown as Answer;
      const found: Record<string, string> = {};
      answer.headers.forEach((value, name) => {
        found[name.toLowerCase()] = value;
      });
      // Web fetch hides a refused redirect behind status 0; sync reads any 3xx as "not our district".
      const status = answer.type === 'opaqueredirect' ? 302 : answer.status;
      return { status, headers: found, body: await readAll(answer) };
    },
  };
}
