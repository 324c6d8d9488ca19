/** Promise: progress reports on the goals of a plan, from the first word to the day they were sent home. */
import { z } from 'zod';
import { jsonObject, goalReport, roundBeingWritten, rowName } from './values.ts';
import { KB, MB, call, failure, localId } from './call.ts';

const ofRound = { studentId: localId, /** The plan on the screen. */ iepId: localId, round: rowName };

export const progressCalls = {
  /** A plan with its affirmed progress reports, and what is being written: the one that is carried out, where none is named. */
  'progress.read': call(z.strictObject({ studentId: localId, iepId: localId.optional() }), z.strictObject({
    iepId: localId, document: jsonObject, writing: z.array(roundBeingWritten),
    /** Earlier plans with reports that did not go home, by their numbers. */ left: z.array(z.strictObject({ iepId: localId, meetingDate: z.string(), reports: z.array(z.string()) })),
  })),
  /** Words for reports on goals; each whole, as it stands on the screen. */
  'progress.write': call(z.strictObject({ ...ofRound, reports: z.array(goalReport).min(1).max(100) }), z.strictObject({ keptAt: z.string() }), 4 * MB),
  'progress.finish': call(z.strictObject({ ...ofRound, goal: rowName, done: z.boolean() }), z.null()),
  'progress.affirm': call(z.strictObject(ofRound), z.null()),
  'progress.correct': call(z.strictObject({ ...ofRound, reason: z.string().max(2000) }), z.null(), 64 * KB),
  'progress.giveUpCorrection': call(z.strictObject(ofRound), z.null()),
  'progress.add': call(z.strictObject({ studentId: localId, iepId: localId, dueDate: z.string().max(10) }), z.null()),
  /** As sent home, one or many; one that cannot be is named, the others are marked. */
  'progress.send': call(
    z.strictObject({ reports: z.array(z.strictObject(ofRound)).min(1).max(1000), how: z.string().max(40), on: z.string().max(10) }),
    z.strictObject({ sent: z.int(), refused: z.array(z.strictObject({ studentId: localId, round: rowName, failure })) }), 256 * KB,
  ),
} as const;
