/** Promise: what lists tell of a student, of an open draft and of an affirmed IEP, without its words. */
import { z } from 'zod';
import { lateRevoking, lateStopping } from './values.ts';
import { DUE_KINDS } from '../check/due-kinds.ts';
import { isoDate, localId } from './call.ts';

/** The team found that the student is not, or no longer, eligible, and what the parent who understands it says against it. */
const finding = z.strictObject({ outcome: z.enum(['notEligible', 'noLongerEligible']), isDisputed: z.boolean() });

const due = z.strictObject({
  kind: z.enum(DUE_KINDS), label: z.string(), due: isoDate, countedFrom: z.strictObject({ label: z.string(), date: isoDate }),
  daysLeft: z.int(), isOverdue: z.boolean(), source: z.string(), next: z.string(),
});

/** A record that changes an affirmed IEP. */
export const changeKind = z.enum(['amendment', 'correction']);

export const draftSummary = z.strictObject({
  draftId: localId, status: z.string(), consent: z.string(), finding: finding.nullable(), /** What this draft changes the Current by; null for an IEP of its own. */ change: changeKind.nullable(), meetingDate: z.string(), purposes: z.array(z.string()),
  /** The day from which affirming it is counted; '' when none is known yet. */
  countedFrom: z.string(),
  /** It goes on with the meeting of the Current IEP. */
  continues: z.boolean(),
  savedAt: z.string(), /** Pages the team has discussed, of those that are discussed. */
  pagesDone: z.int(), pagesAll: z.int(),
  /** Places that still say what last year's IEP said, looked at by nobody yet. */
  carried: z.int(), gaps: z.int(), errors: z.int(),
});
export const recordSummary = z.strictObject({
  iepId: localId, meetingDate: z.string(), affirmedAt: z.string(), imported: z.boolean(), /** Set when this record changes the one before it: its kind and its own day. */ change: z.strictObject({ kind: changeKind, on: z.string() }).nullable(), standing: z.enum(['current', 'history']),
  /** The plan that is carried out while this is the newest: without consent it is an earlier one (34 CFR 300.300, Ed. Code 56346). */
  inForce: z.discriminatedUnion('plan', [z.strictObject({ plan: z.enum(['this', 'none', 'notHere']) }), z.strictObject({ plan: z.literal('earlier'), meetingDate: z.string() }), z.strictObject({ plan: z.literal('ended'), on: z.string() }), z.strictObject({ plan: z.literal('revoked'), on: z.string(), servicesEndOn: z.string() })]),
  /** The record of that plan: what the next IEP changes; null when there is none or it is not here. */
  planIepId: localId.nullable(),
  consent: z.string(), finding: finding.nullable(), /** The student has left without such a finding: since when, and why in words. */ exit: z.strictObject({ on: isoDate, why: z.string() }).nullable(), purposes: z.array(z.string()), delivery: z.enum(['waiting', 'delivered', 'refused', 'conflict', 'noServer']), pages: z.int(),
  /** Its meeting goes on another day; until that part is affirmed it is in no state report. */
  toBeContinued: z.boolean(), inStateReport: z.boolean(),
  /** Which part of a meeting held on several days under one date; null when it took place in one. */
  part: z.strictObject({ no: z.int(), of: z.int() }).nullable(),
  /** The language its parents read where it is another than the form's, and how many of its statements are not translated into it. */
  translation: z.strictObject({ language: z.string(), statements: z.int(), left: z.int() }).nullable(),
  /** Where the signed original and the file copy are; null where no paper was signed, or nobody here was asked. */
  paper: z.strictObject({ original: z.string(), fileCopy: z.string() }).nullable(),
  /** The written revocation of consent that ends its plan (34 CFR 300.300(b)(4)), and the record it is kept beside; `delivery` is of this record alone. */
  revoked: lateRevoking.extend({ iepId: localId, stop: lateStopping.nullable(), delivery: z.enum(['waiting', 'delivered', 'refused', 'noServer']).nullable() }).nullable(),
  /** Answers of the parent that came after affirming, oldest first; `consent` and `inForce` count them in. */
  late: z.array(z.strictObject({ /** Of the finding that there is no plan the parent understands it, and agrees with it or does not. */ agreed: z.enum(['all', 'part', 'understood', 'disagrees']), signedBy: z.string(), signedOn: z.string(), signed: z.enum(['original', 'copy']), returnedOn: z.string(), delivery: z.enum(['waiting', 'delivered', 'refused', 'noServer']) })),
});
export const studentSummary = z.strictObject({
  studentId: localId, name: z.string(), grade: z.string(), birthDate: z.string(), caseManager: z.string(),
  nextAnnualDate: z.string(), nextTriennialDate: z.string(),
  draft: draftSummary.nullable(), current: recordSummary.nullable(), historyCount: z.int(), due: z.array(due),
  /** What is stored of this student and cannot be read: it is never told as if it were not there. */
  unreadable: z.strictObject({ draft: z.boolean(), records: z.int() }),
});
export type StudentSummary = z.infer<typeof studentSummary>;
export type DraftSummary = z.infer<typeof draftSummary>;
export type RecordSummary = z.infer<typeof recordSummary>;
