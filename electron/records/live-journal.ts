/** One draft whose journal is open: takes entries, flushes those that wait together, and folds them into snapshots now and then. */
import type { IepDocument } from '../../shared/iep/document.ts';
import type { JournalEntry } from '../../shared/journal/edit.ts';
import { fail, ok, type Result } from '../../shared/words/failures.ts';
import type { Clock, Disk } from '../ports/computer.ts';
import type { OpenDraft, WholeDraft } from '../ports/drafts.ts';
import type { Seal } from '../ports/vault.ts';
import { attempt, evenIfTheDiskFails } from '../vault/disk-failure.ts';
import type { Generations } from '../vault/generations.ts';
import { allInTurn, createQueue, type Queue } from '../vault/queue.ts';
import type { SetAside } from '../vault/set-aside.ts';
import { bytesOf, tell, type Durable } from './draft-frames.ts';
import { readJournal, type JournalWriter } from './journal-file.ts';

/** Entries after which a folded snapshot is written: about ten minutes of typing. */
const SNAPSHOT_EVERY = 200;

/** Entries kept in memory: as many as one append may hold (shared/bridge/drafts.ts), so that an append that is sent again is recognised. Older ones are read from the disk when somebody asks. */
export const RECENT_ENTRIES = 1_000;

/** Folds journal entries over a document: shared/flow/replay. */
export type Fold = (base: IepDocument, entries: readonly JournalEntry[]) => IepDocument;

export interface DraftJournalOptions {
  readonly disk: Disk;
  readonly clock: Clock;
  readonly seal: Seal;
  readonly setAside: SetAside;
  readonly fold: Fold;
  readonly folder: string;
  readonly draftId: string;
  readonly studentId: string;
}

export interface DraftJournal {
  /** What is on disk, once the flush under way has ended. */
  readonly open: () => Promise<OpenDraft>;
  /** The same with its base and every entry, read afresh; `damaged` when what was saved does not read back. Throws the disk's own error. */
  readonly load: () => Promise<Result<WholeDraft>>;
  readonly append: (parent: number, entries: readonly JournalEntry[], document: IepDocument) => Promise<Result<{ readonly rev: number; readonly savedAt: string }>>;
  /** Waits for writes under way, folds what is not folded yet into a snapshot and gives the file back. */
  readonly close: () => Promise<void>;
}

export function journalOptions({ disk, folder, draftId, studentId, seal }: DraftJournalOptions) {
  return { disk, folder, journalId: draftId, studentId, seal };
}

/** True when both entries are the same step or command, whatever they were stamped with. */
function sameDeed(a: JournalEntry, b: JournalEntry): boolean {
  if (a.kind === 'edit') return b.kind === 'edit' && a.step.id === b.step.id;
  return b.kind === 'flow' && JSON.stringify(a.event) === JSON.stringify(b.event);
}

export interface Start {
  readonly entries: readonly JournalEntry[];
  readonly durable: Durable;
  /** Revision of the newest snapshot. */
  readonly folded: number;
  readonly writer: JournalWriter;
  readonly snapshots: Generations;
}

/** One journal as it stands; the functions below are what happens to it. */
interface Live {
  readonly options: DraftJournalOptions;
  readonly writer: JournalWriter;
  readonly snapshots: Generations;
  /** Snapshots, one after the other, while saving goes on. */
  readonly background: Queue;
  /** Number of accepted entries: those up to `durable.rev` are on disk, the others wait for a flush. */
  count: number;
  /** The newest of them; the rest is on disk only, so that memory and time of a save are the same however long the meeting lasts. */
  recent: readonly JournalEntry[];
  document: IepDocument;
  durable: Durable;
  folded: number;
  flushing: Promise<Result<null>> | null;
  closing: boolean;
}

function stepIds(entries: readonly JournalEntry[]): readonly string[] {
  return entries.flatMap((entry) => (entry.kind === 'edit' ? [entry.step.id] : []));
}

/** The last `number` accepted entries; there are always so many in memory when they are not on disk yet. */
function newest({ recent }: Live, number: number): readonly JournalEntry[] {
  return number === 0 ? [] : recent.slice(-number);
}

function write(live: Live): Promise<Result<null>> {
  return attempt(async () => {
    const target = { rev: live.count, document: live.document };
    const savedAt = live.options.clock.now();
    const hash = await live.writer.append(bytesOf({ entries: newest(live, target.rev - live.durable.rev), at: savedAt }));
    live.durable = { ...target, hash, savedAt };
    live.recent = newest(live, Math.max(RECENT_ENTRIES, live.count - live.durable.rev));
    return ok(null);
  });
}

/** Lets go of what is not on disk: entries that waited behind the failed ones were made on top of them, so none of them stands. */
function giveUpUnsaved(live: Live): void {
  const unsaved = newest(live, live.count - live.durable.rev);
  live.recent = live.recent.slice(0, live.recent.length - unsaved.length);
  live.count = live.durable.rev;
  live.document = live.durable.document;
}

async function flush(live: Live): Promise<Result<null>> {
  let flushed: Result<null> | null = null;
  try {
    flushed = await write(live);
    return flushed;
  } finally {
    // Also after an error that is not the disk's: every later save would wait for this one and fail with it.
    if (flushed?.ok !== true) giveUpUnsaved(live);
    live.flushing = null;
    if (live.durable.rev - live.folded >= SNAPSHOT_EVERY) void live.background.run(() => snapshot(live));
  }
}

/** Waits until `rev` is on disk; whoever finds no flush under way starts the next one. */
async function settle(live: Live, rev: number): Promise<Result<null>> {
  while (live.durable.rev < rev) {
    live.flushing ??= flush(live);
    const flushed = await live.flushing;
    if (!flushed.ok) return flushed;
  }
  return ok(null);
}

/** A snapshot that fails costs time at the next open and nothing else, so it never fails the save that asked for it. */
async function snapshot(live: Live): Promise<void> {
  const { rev, hash, document } = live.durable;
  if (rev === live.folded) return;
  await evenIfTheDiskFails(async () => {
    await live.snapshots.write(bytesOf({ rev, hash, document }));
    live.folded = rev;
  });
}

/** How many of these entries the journal already holds, in this order, right behind `parent`. */
function known({ recent, count }: Live, parent: number, entries: readonly JournalEntry[]): number {
  const from = parent - (count - recent.length);
  let same = 0;
  for (const entry of entries) {
    const there = recent[from + same];
    if (there === undefined || !sameDeed(there, entry)) break;
    same += 1;
  }
  return same;
}

/** Whether a step is among the newest entries already. An older one that is sent again comes with an old revision, which is refused as stale anyway. */
function repeats({ recent }: Live, entries: readonly JournalEntry[]): boolean {
  const ids = new Set(stepIds(entries));
  return stepIds(recent).some((id) => ids.has(id));
}

async function open(live: Live): Promise<OpenDraft> {
  if (live.flushing !== null) await live.flushing;
  const { options: { draftId, studentId }, durable, recent, count } = live;
  return { draftId, studentId, rev: durable.rev, recent: recent.slice(0, recent.length - (count - durable.rev)), document: durable.document, savedAt: durable.savedAt };
}

async function load(live: Live): Promise<Result<WholeDraft>> {
  const { options } = live;
  const now = await open(live);
  const read = await readJournal(journalOptions(options));
  if (!read.ok) options.setAside.name(read.where ?? options.folder, 'inPlace');
  const told = read.ok ? tell(read.value.frames) : null;
  // What was accepted after `open` may be among the frames already; what was saved before must be.
  if (told === null || told.entries.length < now.rev) return fail('damaged', 'The journal of this draft is damaged.');
  return ok({ ...now, base: told.base, entries: told.entries.slice(0, now.rev) });
}

async function append(live: Live, parent: number, entries: readonly JournalEntry[], next: IepDocument): Promise<Result<{ readonly rev: number; readonly savedAt: string }>> {
  if (live.closing) return fail('locked');
  const there = known(live, parent, entries);
  const fresh = entries.slice(there).map((entry, position) => ({ ...entry, seq: parent + there + position + 1 }));
  const rev = parent + entries.length;
  if (fresh.length > 0) {
    if (parent + there !== live.count || repeats(live, fresh)) return fail('staleDraft');
    live.recent = [...live.recent, ...fresh];
    live.count += fresh.length;
    live.document = next;
  }
  const settled = await settle(live, rev);
  return settled.ok ? ok({ rev, savedAt: live.durable.savedAt }) : settled;
}

async function close(live: Live): Promise<void> {
  live.closing = true;
  await allInTurn([async () => void (await settle(live, live.count)), () => live.background.run(() => snapshot(live)), live.writer.close]);
}

/** Goes on from what was read or begun. */
export function goOn(options: DraftJournalOptions, { entries, durable, folded, writer, snapshots }: Start): DraftJournal {
  const live: Live = { options, writer, snapshots, background: createQueue(), count: entries.length, recent: entries.slice(-RECENT_ENTRIES), document: durable.document, durable, folded, flushing: null, closing: false };
  return {
    open: () => open(live),
    load: () => load(live),
    append: (parent, added, document) => append(live, parent, added, document),
    close: () => close(live),
  };
}
