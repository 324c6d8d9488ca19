/** What a request for something of the district gave: content of the schema, or bytes of the digest that were asked for, or why there is none. */
import type { z } from 'zod';
import { fail, ok, type Failure, type Result } from '../../shared/words/failures.ts';
import { sha256Hex } from '../vault/digest.ts';
import { readJson, troubleOf, type Answer } from './answers.ts';

function failureOf(answer: Answer | null): Failure {
  if (answer === null) return { code: 'unreachable' };
  if (answer.status === 401) return { code: 'signInNeeded' };
  if (answer.status === 403) return { code: 'districtRefused', reason: 'The district says a student is not on your caseload.' };
  return troubleOf(answer);
}

export function read<T>(answer: Answer | null, schema: z.ZodType<T>): Result<T> {
  return answer === null || answer.status !== 200 ? { ok: false, failure: failureOf(answer) } : readJson(answer, schema);
}

export function download(answer: Answer | null, sha256: string): Result<Uint8Array> {
  if (answer === null || answer.status !== 200) return { ok: false, failure: failureOf(answer) };
  return sha256Hex(answer.body) === sha256 ? ok(answer.body) : fail('damagedDownload');
}
