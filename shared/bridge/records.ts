/** Promise: affirmed IEPs are read, searched and printed, and what came later is kept beside them. */
import { z } from 'zod';
import { json, jsonObject, lateRevoking, lateSigning, lateStopping } from './values.ts';
import { KB, MB, bytes, call, localId } from './call.ts';
import { recordSummary } from './summaries.ts';
import { PRINTER_ANSWERS } from './paper.ts';

const foundInRecord = z.strictObject({
  /** In document order, as shared/iep/find-record.ts gives them, and then the reasons for what was left open (shared/flow/find-reasons.ts). */
  places: z.array(z.strictObject({ at: z.string(), language: z.string().nullable(), place: z.string(), before: z.string(), found: z.string(), after: z.string(), shownOn: z.enum(['affirmed', 'cleanCopy', 'leftOpen']) })),
  /** What came after affirming and could not be read: no search was made in it. */
  unread: z.array(z.enum(['late', 'translation'])),
});

/** The PDF of an affirmed IEP as it was made then, a clean copy of it, or the prior written notice its revocation owes. */
const recordPaper = z.enum(['affirmed', 'cleanCopy', 'revocationNotice']);

export const recordsCalls = {
  'records.read': call(z.strictObject({ iepId: localId }), z.strictObject({ record: recordSummary, document: jsonObject, attestation: json })),
  /** Where the words stand in one affirmed IEP and in what came after it; one call a record, so that a search over years can be stopped. */
  'records.find': call(z.strictObject({ iepId: localId, words: z.string().max(200) }), foundInRecord),
  /** A signature that came after affirming, kept beside the record. */
  'records.lateSignature': call(z.strictObject({ iepId: localId, signing: lateSigning }), z.null()),
  /** A written revocation of consent, and later the notice and the last day of services it owes; both kept beside the record of the plan that is carried out. */
  'records.revoke': call(z.strictObject({ iepId: localId, revoking: lateRevoking }), z.null(), 64 * KB),
  'records.stopServices': call(z.strictObject({ iepId: localId, stopping: lateStopping }), z.null(), 64 * KB),
  /** A translator's words for statements of an affirmed IEP, kept beside the record; empty words take one back. */
  'records.translate': call(z.strictObject({
    iepId: localId, language: z.string().min(1).max(100), translator: z.string().max(200), words: z.array(z.strictObject({ at: z.string().max(400), text: z.string().max(200_000) })).min(1).max(1000),
  }), z.strictObject({ keptAt: z.string() }), 16 * MB),
  /** The list of translations was left: what stands in it goes to the district. */
  'records.tellTranslations': call(z.strictObject({ iepId: localId }), z.null()),
  'records.pdf': call(z.strictObject({ iepId: localId }), bytes),
  'records.cleanCopy': call(z.strictObject({ iepId: localId }), bytes),
  /** The prior written notice to the parent who revoked consent, drawn now (34 CFR 300.503). */
  'records.revocationNotice': call(z.strictObject({ iepId: localId }), bytes),
  'records.print': call(z.strictObject({ iepId: localId, paper: recordPaper }), z.strictObject({ printer: z.enum(PRINTER_ANSWERS) })),
  'records.save': call(z.strictObject({ iepId: localId, paper: recordPaper }), z.strictObject({ saved: z.boolean() })),
} as const;

export type FoundInRecord = z.infer<typeof foundInRecord>;
