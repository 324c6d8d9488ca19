/** Schemas of the values that travel inside bridge calls: JSON, edits, steps, flow events and journal entries. */
import { z } from 'zod';
import type { Json, JsonObject } from '../iep/json.ts';
import type { JournalEntry, Step } from '../journal/edit.ts';
import { TABLE_KINDS, type FlowCommand, type FlowEvent } from '../flow/events.ts';
import type { LateEntry } from '../flow/late.ts';
import type { Signing } from '../flow/late-signature.ts';
import type { GoalReport, RoundBeingWritten } from '../flow/progress.ts';
import { progressReportShape } from '../iep/schema.ts';

export const json = z.json() as unknown as z.ZodType<Json>;
export const jsonObject = z.record(z.string(), json) as unknown as z.ZodType<JsonObject>;

const address = z.string().min(1).max(400);
const rowId = z.string().min(1).max(80);
const row = z.looseObject({ $row: rowId });
/** Longest text one edit may carry, in UTF-16 units. */
const TEXT_LIMIT = 2_000_000;
const text = z.string().max(TEXT_LIMIT);

export const edit = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('set'), at: address, value: json, was: json.optional() }),
  z.strictObject({ op: z.literal('unset'), at: address, was: json }),
  z.strictObject({ op: z.literal('splice'), at: address, index: z.int().min(0), removed: text, inserted: text }),
  z.strictObject({ op: z.literal('insertRow'), at: address, row, after: rowId.nullable() }),
  z.strictObject({ op: z.literal('moveRow'), at: address, row: rowId, after: rowId.nullable(), wasAfter: rowId.nullable() }),
  z.strictObject({ op: z.literal('removeRow'), at: address, row, after: rowId.nullable() }),
]);

export const step = z.strictObject({
  id: z.string().min(1).max(80), label: z.string().max(300), edits: z.array(edit).min(1).max(5000), undoes: z.string().max(80).optional(),
}) as unknown as z.ZodType<Step>;

const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const clock = z.string().regex(/^\d{2}:\d{2}$/);
const short = z.string().max(500);
const words = z.string().max(20_000);
const pageKey = z.string().min(1).max(120);

export const parentCopy = z.looseObject({
  copyId: z.string().max(64), code: z.string().max(16), label: short, printedAt: short, sheets: z.int(), sets: z.int().optional(), contentHash: short, pdfSha256: short, position: z.int(), pages: z.array(pageKey),
});

const signedPaper = z.strictObject({ signed: z.enum(['original', 'copy']), returnedOn: isoDate }).optional();

const EVENTS = {
  openMeeting: { date: isoDate, start: clock, place: short, noteTaker: short },
  noticePrepared: { date: isoDate, time: clock, place: short, remote: short },
  noticeSent: { notice: rowId, on: isoDate, how: z.array(short).min(1).max(10) },
  noticeAnswered: { notice: rowId, on: isoDate, answer: short, comment: words },
  noticeRescheduled: { date: isoDate, time: clock, place: short, remote: short, reason: words },
  preMeetingOpened: { date: isoDate, start: clock, place: short, participants: z.array(short).min(1).max(100) },
  preMeetingNoted: { text: words },
  preMeetingEnded: { end: clock },
  pageDiscussed: { page: pageKey },
  pageReopened: { page: pageKey, reason: words },
  goalDiscussed: { goal: rowId },
  goalReopened: { goal: rowId },
  goalDropped: { goal: rowId, suggestedBy: short, reason: words },
  itemDiscussed: { at: address },
  itemReopened: { at: address },
  sectionPreparedBy: { at: address, staff: z.string().min(1).max(64) },
  sectionHandedBack: { at: address },
  carriedConfirmed: { at: z.array(address).min(1) },
  parentCopyPrinted: { copy: parentCopy, end: clock },
  parentCopyHanded: { to: short, at: short, method: short },
  reopenedSameDay: { reason: words },
  tabled: { kind: z.enum(TABLE_KINDS), reason: words, reconvene: z.string(), end: clock },
  contactLogged: { on: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/), channel: short, result: words },
  reconvened: { date: isoDate, start: clock, place: short, noteTaker: short },
  sheetAnswered: { answer: z.strictObject({ page: pageKey, answer: z.enum(['asPrinted', 'changedByHand', 'skipped']), reason: words }) },
  differenceExplained: { answer: z.strictObject({ at: address, kind: z.enum(['handwriting', 'correction']), writtenBy: short, initials: z.array(short), reason: words }) },
  declaredReconciled: { original: short, fileCopy: short },
  agreedAll: { signedBy: short, relation: short, signedOn: isoDate, paper: signedPaper },
  agreedExcept: { signedBy: short, relation: short, signedOn: isoDate, paper: signedPaper, exceptions: z.array(z.strictObject({ page: pageKey, what: short, parentWords: words })).min(1) },
  notEligibleUnderstood: { signedBy: short, relation: short, signedOn: isoDate, paper: signedPaper, parentWords: words.optional() },
  refused: { on: isoDate, scope: z.enum(['all', 'initialServices']), parentWords: words },
  tookHome: { on: isoDate, returnBy: isoDate, signedPaper: z.enum(['original', 'copy']) },
  followedUp: { on: isoDate, channel: short, result: words },
  noResponse: { on: isoDate },
  answerTakenBack: { reason: words, stood: z.array(z.strictObject({ at: address, value: json })).max(20) },
  abandoned: { reason: words },
  amendmentPrinted: { copy: parentCopy },
  amendmentSigned: { signedBy: short, relation: short, signedOn: isoDate, district: short, districtTitle: short, districtSignedOn: isoDate },
  teamTold: { names: z.array(short).min(1).max(100), on: isoDate, how: short },
  changeWithdrawn: { reason: words },
  correctionDeclared: {},
  affirmed: { iepId: z.string().max(64), on: isoDate },
} as const satisfies Record<FlowEvent['type'], Record<string, z.ZodType>>;

const eventSchemas = Object.entries(EVENTS).map(([type, shape]) => z.strictObject({ type: z.literal(type), ...shape }));
export const flowEvent = z.discriminatedUnion('type', eventSchemas as unknown as [z.ZodObject<{ type: z.ZodLiteral<string> }>]) as unknown as z.ZodType<FlowEvent>;

/** As `flowEvent`; what main says of it is not the page's to claim. */
const commands = [...eventSchemas.filter((schema) => schema.shape.type.value !== 'answerTakenBack'), z.strictObject({ type: z.literal('answerTakenBack'), reason: EVENTS.answerTakenBack.reason })];
export const flowCommand = z.discriminatedUnion('type', commands as unknown as [z.ZodObject<{ type: z.ZodLiteral<string> }>]) as unknown as z.ZodType<FlowCommand>;

const stamp = { by: short, device: short, seq: z.int().min(1), at: short };
export const journalEntry = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('edit'), step: step as unknown as z.ZodType, parent: z.int(), ...stamp }),
  z.strictObject({ kind: z.literal('flow'), event: flowEvent as unknown as z.ZodType, ...stamp }),
]) as unknown as z.ZodType<JournalEntry>;

/** A parent's answer that came after affirming. */
export const lateSigning = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('agreedAll'), ...EVENTS.agreedAll }), z.strictObject({ type: z.literal('agreedExcept'), ...EVENTS.agreedExcept }),
  z.strictObject({ type: z.literal('notEligibleUnderstood'), ...EVENTS.notEligibleUnderstood }),
]) as unknown as z.ZodType<Signing>;
const named = z.string().trim().min(1).max(500);
/** A written revocation of consent to an affirmed IEP, and what it owes. */
export const lateRevoking = z.strictObject({ revokedBy: short, relation: short, revokedOn: isoDate, receivedOn: isoDate, paper: named });
export const lateStopping = z.strictObject({ noticeSentOn: isoDate, how: named, servicesEndOn: isoDate });
const lateWord = { at: address, language: short, of: text, text, translator: short, date: short };
/** A translation of an affirmed IEP, as it is kept beside it while the list is being worked on. */
export const lateTranslation = z.strictObject({ ...lateWord, by: short, keptAt: short });

/** Id of a row of an affirmed IEP. */
export const rowName = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
const roundFacts = z.strictObject({ id: rowName, reportNo: z.int().min(1).max(1000), dueDate: z.union([isoDate, z.literal('')]), note: words });
const reported = { goal: rowName, report: progressReportShape };
export const goalReport = z.strictObject(reported) as unknown as z.ZodType<GoalReport>;
/** Sheets a plan has at most; a hostile file must not take the memory. */
const MOST_GOALS = 1000;
const edition = z.int().min(1).max(1000);
export const roundBeingWritten = z.strictObject({ round: roundFacts, edition, reason: words, reports: z.array(z.strictObject({ ...reported, by: short, at: short })).max(MOST_GOALS) }) as unknown as z.ZodType<RoundBeingWritten>;

const ENTRY = { by: short, at: short };
/** What came to an affirmed IEP since, by kind: the one key that is not `by` or `at`. */
export const LATE_BODIES = {
  signing: lateSigning as unknown as z.ZodType,
  revoking: lateRevoking,
  stopping: lateStopping,
  progress: z.strictObject({ round: roundFacts, edition, reason: words, affirmedBy: z.string().min(1).max(500), affirmedAt: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/), reports: z.array(goalReport).min(1).max(MOST_GOALS) }),
  sent: z.strictObject({ round: rowName, edition: z.int().min(0).max(1000), how: short, on: isoDate }),
  translations: z.array(z.strictObject(lateWord)).min(1).max(20_000),
} as const;
export const lateEntry = z.union(Object.entries(LATE_BODIES).map(([key, body]) => z.strictObject({ [key]: body, ...ENTRY }))) as unknown as z.ZodType<LateEntry>;
