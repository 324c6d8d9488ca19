/** Promise: the students of this computer, those who left it, and the first Future IEP of one who has no record yet. */
import { z } from 'zod';
import { STAYS_BECAUSE } from '../flow/retention.ts';
import { ASKED, type Asked } from '../flow/first-future.ts';
import { call, isoDate, localId, none } from './call.ts';
import { recordSummary, studentSummary } from './summaries.ts';

/** A line somebody typed: too long for a form is said at its field, so more is let through than a form holds. */
const line = z.string().max(1000);
const saidOfStudent = z.strictObject({
  answers: z.strictObject(Object.fromEntries(ASKED.map((id) => [id, line])) as Record<Asked, typeof line>),
  caseManager: z.strictObject({ name: line, staffId: line, title: line }),
});
/** `alreadyHere`: nothing was added, because this student is on this computer. */
const addedStudent = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('added'), studentId: localId, draftId: localId }),
  z.strictObject({ outcome: z.literal('alreadyHere'), studentId: localId, name: z.string(), birthDate: z.string(), by: z.enum(['number', 'name']) }),
]);
/** Students who left the caseload: who is still here and why, and the record of each removal. */
export const leavers = z.strictObject({
  staying: z.array(z.strictObject({ studentId: localId, name: z.string(), leftOn: isoDate, records: z.int(), /** First day time allows the removal. */ from: isoDate, stays: z.enum(STAYS_BECAUSE).nullable() })),
  removed: z.array(z.strictObject({ studentKey: z.string(), leftOn: isoDate, removedOn: isoDate, records: z.int() })),
});

export const caseloadCalls = {
  'caseload.list': call(none, z.array(studentSummary)),
  'caseload.leavers': call(none, leavers),
  'caseload.student': call(z.strictObject({ studentId: localId }), z.strictObject({ summary: studentSummary, records: z.array(recordSummary) })),
  /** Opens the first Future IEP of a student who has no record yet. */
  'caseload.add': call(saidOfStudent, addedStudent),
} as const;

export type Leavers = z.infer<typeof leavers>;
