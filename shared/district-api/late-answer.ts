/**
 * A parent's answer that came after affirming, as it travels (iep-forms.md 6.3 lateSignature): it names the very bytes of the record it stands
 * beside, and it is canonical JSON, so that every computer that knows the answer makes the same bytes with the same digest.
 */
import { z } from 'zod';
import { lateSigning } from '../bridge/values.ts';
import type { LateSignature } from '../flow/late-signature.ts';
import { canonicalJson } from '../iep/canonical.ts';
import type { JsonObject } from '../iep/json.ts';
import { iepId, sha256 } from './contract.ts';

export const LATE_ANSWER_TYPE = 'application/vnd.iep-desk.late-signature+json;version=1';

export const lateAnswer = z.strictObject({
  format: z.literal(1),
  iepId,
  studentKey: z.string().min(1).max(64),
  /** SHA-256 of the package it belongs to. */
  packageSha256: sha256,
  signing: lateSigning,
  /** Claims of the laptop: staff id and instant. */
  by: z.string().min(1).max(64),
  at: z.iso.datetime(),
});
export type LateAnswer = z.infer<typeof lateAnswer>;

export interface AnsweredRecord {
  readonly iepId: string;
  readonly studentKey: string;
  readonly sha256: string;
}

/** The text that is sent for a late signature and whose digest names it. */
export function lateAnswerText({ iepId: record, studentKey, sha256: packageSha256 }: AnsweredRecord, { signing, by, at }: LateSignature): string {
  return canonicalJson({ format: 1, iepId: record, studentKey, packageSha256, signing, by, at } as unknown as JsonObject);
}

/** The answer such a text holds, or null: another spelling of the same answer would have another digest, and counts as none. */
export function readLateAnswer(text: string): LateAnswer | null {
  const parsed = lateAnswer.safeParse(jsonOf(text));
  return parsed.success && canonicalJson(parsed.data as unknown as JsonObject) === text ? parsed.data : null;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
