/** Promise: paper of open drafts and progress reports: made, printed, saved, and waiting for a printer. */
import { z } from 'zod';
import { rowName } from './values.ts';
import { NO_REPORT } from '../check/progress-reports.ts';
import { KB, bytes, call, localId, none } from './call.ts';

const clock = z.string().regex(/^\d{2}:\d{2}$/);

/** `waits`: no printer answered, and the paper stands on the list of what waits; `noPrinter`: no printer answered, and the disk did not take the list. */
export const PRINTER_ANSWERS = ['sent', 'waits', 'noPrinter', 'cancelled'] as const;

export const audit = z.strictObject({
  layout: z.enum(['full', 'plain', 'annex']), charactersIn: z.int(), charactersPlaced: z.int(), missingGlyphs: z.array(z.string()),
});
export const printed = z.strictObject({
  copyId: localId, code: z.string(), /** Of one set. */ sheets: z.int(), /** Identical sets in the file: two where there is no copier at the table. */ sets: z.int(), contentHash: z.string(), pdfSha256: z.string(), audit,
  printer: z.enum([...PRINTER_ANSWERS, 'notAsked']), rev: z.int(),
});

const noReport = z.strictObject({ studentId: localId, name: z.string(), why: z.enum(NO_REPORT), /** The same for people, with what to do about it. */ words: z.string() });
/** Everybody on the caseload: with the reports that can be printed now, or with the reason why none is. */
export const progressReports = z.strictObject({
  /** By last name, as they are printed. */
  students: z.array(z.strictObject({
    studentId: localId, name: z.string(), language: z.enum(['en', 'es', 'both']), /** The language the parents read when no label is in it; '' otherwise. */ parentsRead: z.string(),
    reports: z.array(z.strictObject({ page: z.string(), number: z.string(), /** ISO, '' when the IEP names no day. */ due: z.string(), isLate: z.boolean(), /** Only what was affirmed is printed. */ state: z.enum(['affirmed', 'writing', 'blank']), goals: z.int(), /** Goals whose boxes are printed empty, to write in. */ blank: z.int() })),
  })),
  leftOut: z.array(noReport),
});
const progressPrinted = z.strictObject({
  papers: z.array(z.strictObject({ studentId: localId, name: z.string(), code: z.string(), reports: z.int(), sheets: z.int(), iepId: localId, /** Rounds on these sheets that are affirmed and not marked as sent. */ toSend: z.array(rowName), /** Its file where each student has one, else ''. */ file: z.string() })),
  leftOut: z.array(noReport),
  /** Signs the printing fonts lack; while there are any, nothing is printed before the user has seen them. */
  missingSigns: z.array(z.strictObject({ studentId: localId, name: z.string(), signs: z.array(z.string()) })),
  printer: z.enum([...PRINTER_ANSWERS, 'notAsked']), saved: z.boolean(),
});

/** Paper that was to be printed and was not. */
const waitingOnPrinter = z.strictObject({
  waitingId: localId, kind: z.enum(['draft', 'parentCopy', 'glance', 'amendment', 'redline', 'copy', 'affirmed', 'cleanCopy', 'revocationNotice', 'progressReports', 'progressReport']), /** Whose it is. */ names: z.array(z.string()), /** On its sheets; '' where each student's has another, or it is not known. */ code: z.string(),
  /** District-local `YYYY-MM-DDTHH:MM` it was first asked for. */
  since: z.string(), /** IEP Desk ended before the printer answered: it may have come out. */ cutOff: z.boolean(),
});

export const paperCalls = {
  'paper.print': call(z.strictObject({
    draftId: localId, parent: z.int(), kind: z.enum(['draft', 'parentCopy', 'glance', 'amendment', 'redline']), language: z.enum(['en', 'es', 'both']),
    /** District-local end time of the session, for the parent copy. */
    end: clock.optional(),
    /** Keys of the pages of a draft to print by themselves; without them the whole packet. */
    only: z.array(z.string().max(200)).min(1).max(200).optional(),
    /** Identical sets of the parent copy: both are written on and signed where nothing can be copied (iep-forms.md 8.1). */
    sets: z.union([z.literal(1), z.literal(2)]).optional(),
    /** Hand it to the printer at once. */
    toPrinter: z.boolean(),
  }), printed),
  'paper.read': call(z.strictObject({ copyId: localId }), bytes),
  'paper.reprint': call(z.strictObject({ copyId: localId }), z.strictObject({ printer: z.enum(PRINTER_ANSWERS) })),
  'paper.save': call(z.strictObject({ copyId: localId }), z.strictObject({ saved: z.boolean() })),
  'paper.progressReports': call(none, progressReports),
  'paper.printProgress': call(z.strictObject({ students: z.array(localId).min(1).max(1000), to: z.enum(['printer', 'file', 'folder']), evenWithoutSigns: z.boolean(), /** One round alone, also when it was sent; every open one where it is not named. */ round: rowName.optional(), /** Its plan, where it is not the one that is carried out. */ iepId: localId.optional() }), progressPrinted, 128 * KB),
  'paper.waiting': call(none, z.array(waitingOnPrinter)),
  /** Printed paper leaves the list by itself; saved paper stays on it. */
  'paper.endWaiting': call(z.strictObject({ waitingId: localId, to: z.enum(['printer', 'file']) }), z.strictObject({ printer: z.enum([...PRINTER_ANSWERS, 'notAsked']), saved: z.boolean(), leftOut: z.array(noReport) })),
  'paper.dropWaiting': call(z.strictObject({ waitingId: localId }), z.null()),
} as const;

export type Printed = z.infer<typeof printed>;
export type ProgressReports = z.infer<typeof progressReports>;
export type ProgressPrinted = z.infer<typeof progressPrinted>;
export type WaitingOnPrinter = z.infer<typeof waitingOnPrinter>;
