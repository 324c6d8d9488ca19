/** Promise: an open draft is begun, read, written step by step and moved on by named commands. */
import { z } from 'zod';
import { jsonObject, flowCommand, step, journalEntry } from './values.ts';
import { MB, call, isoDate, localId } from './call.ts';
import { changeKind } from './summaries.ts';

const draftLoad = z.strictObject({
  draftId: localId, studentId: localId, rev: z.int(), savedAt: z.string(),
  document: jsonObject,
  /** All entries since the draft began: undo after a restart, the audit list and the redline read them. */
  entries: z.array(journalEntry),
  base: jsonObject,
});

export const draftsCalls = {
  'drafts.start': call(z.strictObject({ studentId: localId, meetingDate: isoDate, purposes: z.array(z.string()).min(1) }), z.strictObject({ draftId: localId })),
  /** The meeting of the Current IEP goes on: one Future IEP with its date, sheets and marks. */
  'drafts.continue': call(z.strictObject({ studentId: localId }), z.strictObject({ draftId: localId })),
  /** Begins a record that changes the Current: an amendment without a meeting, or the correction of a data error. */
  'drafts.startChange': call(z.strictObject({ studentId: localId, kind: changeKind, reason: z.string().min(1).max(2000) }), z.strictObject({ draftId: localId })),
  'drafts.load': call(z.strictObject({ draftId: localId }), draftLoad),
  'drafts.append': call(z.strictObject({ draftId: localId, parent: z.int(), steps: z.array(step).min(1).max(1000) }), z.strictObject({ rev: z.int(), savedAt: z.string(), entries: z.array(journalEntry) }), 16 * MB),
  'drafts.command': call(z.strictObject({ draftId: localId, parent: z.int(), event: flowCommand }), z.strictObject({ rev: z.int(), savedAt: z.string(), entries: z.array(journalEntry) })),
  /** The document as it was when the parent copy was printed, for the redline. */
  'drafts.parentCopy': call(z.strictObject({ draftId: localId }), z.strictObject({ copyId: localId, document: jsonObject })),
  /** Seals steps main could not save into a folder of the user's: the one picked before, or one asked for in a dialog of the system; null when there is none. */
  'drafts.keepElsewhere': call(z.strictObject({ draftId: localId, parent: z.int(), steps: z.array(step).min(1).max(1000), where: z.enum(['choose', 'same']) }), z.strictObject({ folder: z.string(), file: z.string(), at: z.string() }).nullable(), 16 * MB),
  /** Asks for the folder such steps lie in and gives back those the draft does not hold; null when the user cancelled. */
  'drafts.takeBack': call(z.strictObject({ draftId: localId }), z.strictObject({ parent: z.int(), steps: z.array(step) }).nullable()),
} as const;

export type DraftLoad = z.infer<typeof draftLoad>;
