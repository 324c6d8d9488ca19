/** Promise: one call of the bridge as its two schemas and its size limit (decisions.md 27), and the small values that calls of every room speak in. */
import { z } from 'zod';
import { FAILURES, type FailureCode } from '../words/failures.ts';

const failureCodes = Object.keys(FAILURES) as [FailureCode, ...FailureCode[]];
/** A named failure, with the reason where it has one of its own. */
export const failure = z.strictObject({ code: z.enum(failureCodes), reason: z.string().max(4000).optional() });

/** Random local id of a student, draft, copy, package: never a name, SSID or record number. */
export const localId = z.string().regex(/^[a-z0-9-]{1,64}$/);
export const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
export const none = z.undefined();
export const bytes = z.instanceof(Uint8Array);

export const KB = 1024;
export const MB = 1024 * KB;

/** One call: the schemas of its argument and its result; `maxBytes` limits the argument (strings as UTF-8, bytes as they are). */
export function call<I extends z.ZodType, O extends z.ZodType>(input: I, output: O, maxBytes: number = 64 * KB) {
  return { input, output, maxBytes } as const;
}
