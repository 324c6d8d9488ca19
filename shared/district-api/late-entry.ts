/**
 * What came to an affirmed IEP since, as it travels (iep-forms.md 6.3 lateSignature, 6.10, 8.6): it names the very bytes of the record it stands
 * beside, and it is canonical JSON, so that every computer that knows the entry makes the same bytes with the same digest.
 */
import { z } from 'zod';
import { LATE_BODIES } from '../bridge/values.ts';
import type { LateEntry } from '../flow/late.ts';
import { canonicalJson } from '../iep/canonical.ts';
import type { JsonObject } from '../iep/json.ts';
import { iepId, sha256 } from './contract.ts';

export const LATE_ENTRY_TYPE = 'application/vnd.iep-desk.late-entry+json;version=1';

const HEAD = {
  format: z.literal(1),
  iepId,
  studentKey: z.string().min(1).max(64),
  /** SHA-256 of the package it belongs to. */
  packageSha256: sha256,
  /** Claims of the laptop: staff id and instant. */
  by: z.string().min(1).max(64),
  at: z.iso.datetime(),
} as const;

/** One of the kinds, told by the key its content stands under. */
export const sentLate = z.union(Object.entries(LATE_BODIES).map(([key, body]) => z.strictObject({ ...HEAD, [key]: body })));

interface Head {
  readonly format: 1;
  readonly iepId: string;
  readonly studentKey: string;
  readonly packageSha256: string;
}
export type SentLate = Head & LateEntry;

/** The record an entry stands beside. */
export interface LateTo {
  readonly iepId: string;
  readonly studentKey: string;
  readonly sha256: string;
}

/** The entry alone, without what is kept with it on one computer. */
export function bareEntry(late: LateEntry): LateEntry {
  const { by, at } = late;
  if ('signing' in late) return { signing: late.signing, by, at };
  if ('revoking' in late) return { revoking: late.revoking, by, at };
  if ('stopping' in late) return { stopping: late.stopping, by, at };
  if ('progress' in late) return { progress: late.progress, by, at };
  return 'sent' in late ? { sent: late.sent, by, at } : { translations: late.translations, by, at };
}

/** The text that is sent for an entry and whose digest names it. */
export function lateText({ iepId: record, studentKey, sha256: packageSha256 }: LateTo, late: LateEntry): string {
  return canonicalJson({ format: 1, iepId: record, studentKey, packageSha256, ...bareEntry(late) } as unknown as JsonObject);
}

/** The entry such a text holds, or null: another spelling of the same entry would have another digest, and counts as none. */
export function readLateText(text: string): SentLate | null {
  const parsed = sentLate.safeParse(jsonOf(text));
  return parsed.success && canonicalJson(parsed.data as unknown as JsonObject) === text ? (parsed.data as unknown as SentLate) : null;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
