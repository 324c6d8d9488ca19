/**
 * One open draft: its entries, the fold of them, and the journal file behind both. An append is acknowledged when it is flushed; appends that
 * arrive while a flush is under way are flushed together in the next one. Snapshots only make opening quick: the journal is the record.
 */
import type { IepDocument } from '../../shared/iep/document.ts';
import type { JournalEntry } from '../../shared/journal/edit.ts';
import { fail, ok, type Result } from '../../shared/words/failures.ts';
import type { Clock, Disk, OpenDraft, Seal, WholeDraft } from '../ports.ts';
import { attempt, evenIfTheDiskFails } from '../vault/disk-failure.ts';
import { createGenerations, type Generations } from '../vault/generations.ts';
import { allInTurn, createQueue } from '../vault/queue.ts';
import type { SetAside } from '../vault/set-aside.ts';
import { newJournal, readJournal, type Frame, type JournalWriter, type ReadJournal } from './journal-file.ts';

/** Entries after which a folded snapshot is written: about ten minutes of typing. */
const SNAPSHOT_EVERY = 200;

/** Entries kept in memory: as many as one append may hold (shared/bridge/contract.ts), so that an append that is sent again is recognised. Older ones are read from the disk when somebody asks. */
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

interface Beginning {
  readonly base: IepDocument;
  readonly at: string;
}
/** What is written in each frame after the first. */
interface Saved {
  readonly entries: readonly JournalEntry[];
  readonly at: string;
}
/** `hash` is that of the last frame the snapshot includes. It shows when a snapshot belongs to another journal, or the journal has lost its end. */
interface Snapshot {
  readonly rev: number;
  readonly hash: string;
  readonly document: IepDocument;
}
/** A state of the draft that is on disk. */
interface Durable extends Snapshot {
  readonly savedAt: string;
}

function bytesOf(value: Beginning | Saved | Snapshot): Uint8Array {
  return Buffer.from(JSON.stringify(value), 'utf8');
}

/** Bytes that authenticated were written by this program; they are parsed, not doubted again. */
function valueOf<T extends Beginning | Saved | Snapshot>(bytes: Uint8Array): T {
  return JSON.parse(Buffer.from(bytes).toString('utf8')) as T;
}

function journalOptions({ disk, folder, draftId, studentId, seal }: DraftJournalOptions) {
  return { disk, folder, journalId: draftId, studentId, seal };
}

function snapshotsOf({ disk, folder, draftId, studentId, seal, setAside }: DraftJournalOptions): Generations {
  return createGenerations({
    disk, folder, name: 'snap', setAside,
    seal: (revision, plain) => seal.seal('snapshot', draftId, revision, plain, studentId),
    open: (sealed) => seal.open('snapshot', draftId, sealed, studentId),
  });
}

/** True when both entries are the same step or command, whatever they were stamped with. */
function sameDeed(a: JournalEntry, b: JournalEntry): boolean {
  if (a.kind === 'edit') return b.kind === 'edit' && a.step.id === b.step.id;
  return b.kind === 'flow' && JSON.stringify(a.event) === JSON.stringify(b.event);
}

/** Begins the journal of a new draft; resolves when its base is flushed. Throws the disk's own error. */
export async function beginJournal(options: DraftJournalOptions, base: IepDocument): Promise<DraftJournal> {
  await options.disk.makeFolder(options.folder);
  const writer = newJournal(journalOptions(options));
  const at = options.clock.now();
  const hash = await writer.append(bytesOf({ base, at }));
  const snapshots = snapshotsOf(options);
  return createDraftJournal(options, { entries: [], durable: { rev: 0, hash, document: base, savedAt: at }, folded: 0, writer, snapshots });
}

/**
 * Opens the journal of a draft. `damaged` when entries that were once saved are missing or changed: it is never opened shorter than it was.
 * @throws the disk's own error.
 */
export async function openJournal(options: DraftJournalOptions): Promise<Result<DraftJournal>> {
  const read = await readJournal(journalOptions(options));
  if (!read.ok) {
    options.setAside.name(read.where ?? options.folder, 'inPlace');
    return fail('damaged', 'The journal of this draft is damaged.');
  }
  if (read.value.tailCut !== null) options.setAside.name(read.value.tailCut, 'tailCut');
  const snapshots = snapshotsOf(options);
  // Snapshots hold nothing the journal does not, so two damaged ones cost time and no words.
  const newest = await snapshots.read();
  return assemble(options, read.value, newest.ok && newest.value !== null ? valueOf<Snapshot>(newest.value) : null, snapshots);
}

interface Told {
  readonly base: IepDocument;
  readonly entries: readonly JournalEntry[];
  readonly savedAt: string;
  /** By number of entries: the hash of the frame after which the journal has so many. */
  readonly hashAt: ReadonlyMap<number, string>;
}

/** What the frames of a journal say. */
function tell([first, ...rest]: readonly Frame[]): Told {
  if (first === undefined) throw new Error('A journal that was read has at least the frame of its base.');
  const { base, at } = valueOf<Beginning>(first.payload);
  const entries: JournalEntry[] = [];
  const hashAt = new Map<number, string>([[0, first.hash]]);
  let savedAt = at;
  for (const frame of rest) {
    const saved = valueOf<Saved>(frame.payload);
    entries.push(...saved.entries);
    savedAt = saved.at;
    hashAt.set(entries.length, frame.hash);
  }
  return { base, entries, savedAt, hashAt };
}

function assemble(options: DraftJournalOptions, { frames, writer }: ReadJournal, snapshot: Snapshot | null, snapshots: Generations): Result<DraftJournal> {
  const { base, entries, savedAt, hashAt } = tell(frames);
  if (snapshot !== null && snapshot.rev > entries.length) {
    options.setAside.name(options.folder, 'inPlace');
    return fail('damaged', 'The end of the journal of this draft is missing.');
  }
  const usable = snapshot !== null && hashAt.get(snapshot.rev) === snapshot.hash ? snapshot : null;
  const from = usable ?? { rev: 0, document: base };
  const document = options.fold(from.document, entries.slice(from.rev));
  const durable: Durable = { rev: entries.length, hash: hashAt.get(entries.length) ?? '', document, savedAt };
  return ok(createDraftJournal(options, { entries, durable, folded: from.rev, writer, snapshots }));
}

interface Start {
  readonly entries: readonly JournalEntry[];
  readonly durable: Durable;
  /** Revision of the newest snapshot. */
  readonly folded: number;
  readonly writer: JournalWriter;
  readonly snapshots: Generations;
}

function stepIds(entries: readonly JournalEntry[]): readonly string[] {
  return entries.flatMap((entry) => (entry.kind === 'edit' ? [entry.step.id] : []));
}

function createDraftJournal(options: DraftJournalOptions, start: Start): DraftJournal {
  const { writer, snapshots } = start;
  const { clock, draftId, studentId } = options;
  /** Number of accepted entries: those up to `durable.rev` are on disk, the others wait for a flush. */
  let count = start.entries.length;
  /** The newest of them; the rest is on disk only, so that memory and time of a save are the same however long the meeting lasts. */
  let recent: readonly JournalEntry[] = start.entries.slice(-RECENT_ENTRIES);
  let document = start.durable.document;
  let durable = start.durable;
  let folded = start.folded;
  let flushing: Promise<Result<null>> | null = null;
  let closing = false;
  const background = createQueue();

  /** The last `number` accepted entries; there are always so many in memory when they are not on disk yet. */
  const newest = (number: number): readonly JournalEntry[] => (number === 0 ? [] : recent.slice(-number));
  const write = (): Promise<Result<null>> =>
    attempt(async () => {
      const target = { rev: count, document };
      const savedAt = clock.now();
      const hash = await writer.append(bytesOf({ entries: newest(target.rev - durable.rev), at: savedAt }));
      durable = { ...target, hash, savedAt };
      recent = newest(Math.max(RECENT_ENTRIES, count - durable.rev));
      return ok(null);
    });
  /** Lets go of what is not on disk: entries that waited behind the failed ones were made on top of them, so none of them stands. */
  const giveUpUnsaved = (): void => {
    const unsaved = newest(count - durable.rev);
    recent = recent.slice(0, recent.length - unsaved.length);
    count = durable.rev;
    document = durable.document;
  };
  const flush = async (): Promise<Result<null>> => {
    let flushed: Result<null> | null = null;
    try {
      flushed = await write();
      return flushed;
    } finally {
      // Also after an error that is not the disk's: every later save would wait for this one and fail with it.
      if (flushed?.ok !== true) giveUpUnsaved();
      flushing = null;
      if (durable.rev - folded >= SNAPSHOT_EVERY) void background.run(snapshot);
    }
  };
  /** Waits until `rev` is on disk; whoever finds no flush under way starts the next one. */
  const settle = async (rev: number): Promise<Result<null>> => {
    while (durable.rev < rev) {
      flushing ??= flush();
      const flushed = await flushing;
      if (!flushed.ok) return flushed;
    }
    return ok(null);
  };
  /** A snapshot that fails costs time at the next open and nothing else, so it never fails the save that asked for it. */
  const snapshot = async (): Promise<void> => {
    const { rev, hash, document: whole } = durable;
    if (rev === folded) return;
    await evenIfTheDiskFails(async () => {
      await snapshots.write(bytesOf({ rev, hash, document: whole }));
      folded = rev;
    });
  };
  /** How many of these entries the journal already holds, in this order, right behind `parent`. */
  const known = (parent: number, entries: readonly JournalEntry[]): number => {
    const from = parent - (count - recent.length);
    let same = 0;
    for (const entry of entries) {
      const there = recent[from + same];
      if (there === undefined || !sameDeed(there, entry)) break;
      same += 1;
    }
    return same;
  };
  const open = async (): Promise<OpenDraft> => {
    if (flushing !== null) await flushing;
    return { draftId, studentId, rev: durable.rev, recent: recent.slice(0, recent.length - (count - durable.rev)), document: durable.document, savedAt: durable.savedAt };
  };
  /** Whether a step is among the newest entries already. An older one that is sent again comes with an old revision, which is refused as stale anyway. */
  const repeats = (entries: readonly JournalEntry[]): boolean => {
    const ids = new Set(stepIds(entries));
    return stepIds(recent).some((id) => ids.has(id));
  };
  return {
    open,
    load: async () => {
      const now = await open();
      const read = await readJournal(journalOptions(options));
      if (!read.ok) options.setAside.name(read.where ?? options.folder, 'inPlace');
      const told = read.ok ? tell(read.value.frames) : null;
      // What was accepted after `open` may be among the frames already; what was saved before must be.
      if (told === null || told.entries.length < now.rev) return fail('damaged', 'The journal of this draft is damaged.');
      return ok({ ...now, base: told.base, entries: told.entries.slice(0, now.rev) });
    },
    append: async (parent, entries, next) => {
      if (closing) return fail('locked');
      const there = known(parent, entries);
      const fresh = entries.slice(there).map((entry, position) => ({ ...entry, seq: parent + there + position + 1 }));
      const rev = parent + entries.length;
      if (fresh.length > 0) {
        if (parent + there !== count || repeats(fresh)) return fail('staleDraft');
        recent = [...recent, ...fresh];
        count += fresh.length;
        document = next;
      }
      const settled = await settle(rev);
      return settled.ok ? ok({ rev, savedAt: durable.savedAt }) : settled;
    },
    close: async () => {
      closing = true;
      await allInTurn([async () => void (await settle(count)), () => background.run(snapshot), writer.close]);
    },
  };
}

