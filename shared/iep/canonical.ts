/**
 * Promise: one value, one text. Two machines that hold the same document compute the same bytes, so a content hash printed on paper
 * can be compared with the record years later (decisions.md 6).
 */
import type { Json, JsonObject } from './json.ts';

/**
 * JSON with keys in code-unit order and no spaces. Members that are `undefined` are dropped.
 * Throws on what JSON cannot hold (NaN, functions), because a hash over a silently changed value would be a lie.
 */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error('A document cannot hold a number that is not finite.');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object') throw new Error(`A document cannot hold a value of type ${typeof value}.`);
  const members = value as JsonObject;
  const parts = Object.keys(members)
    .filter((key) => members[key] !== undefined)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(members[key] as Json)}`);
  return `{${parts.join(',')}}`;
}
