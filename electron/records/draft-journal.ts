/**
 * One open draft: its entries, the fold of them, and the journal file behind both. An append is acknowledged when it is flushed; appends that
 * arrive while a flush is under way are flushed together in the next one. Snapshots only make opening quick: the journal is the record.
 */
import type { IepDocument } from '../../shared/iep/document.ts';
import type { JournalEntry } from '../../shared/journal/edit.ts';
import { fail, ok, type Result } from '../../shared/words/failures.ts';
import type { Clock, Disk, OpenDraft, Seal } from '../ports.ts';
import { attempt, evenIfTheDiskFails } from '../vault/disk-failure.ts';
import { createGenerations, type Generations } from '../vault/generations.ts';
import { createQueue } from '../vault/queue.ts';
import type { SetAside } from '../vault/set-aside.ts';
import { newJournal, readJournal, type JournalWriter, type ReadJournal } from './journal-file.ts';

/** Entries after which a folded snapshot is written: about ten minutes of typing. */
const SNAPSHOT_EVERY = 200;

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
  readonly load: () => Promise<OpenDraft>;
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
/** `hash` is that of the frame the snapshot was folded after: a snapshot of another journal, or of one that lost its end, is told apart. */
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
  return createDraftJournal(options, { base, entries: [], durable: { rev: 0, hash, document: base, savedAt: at }, folded: 0, writer, snapshots });
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

function assemble(options: DraftJournalOptions, { frames, writer }: ReadJournal, snapshot: Snapshot | null, snapshots: Generations): Result<DraftJournal> {
  const [first, ...rest] = frames;
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
  if (snapshot !== null && snapshot.rev > entries.length) {
    options.setAside.name(options.folder, 'inPlace');
    return fail('damaged', 'The end of the journal of this draft is missing.');
  }
  const usable = snapshot !== null && hashAt.get(snapshot.rev) === snapshot.hash ? snapshot : null;
  const from = usable ?? { rev: 0, document: base };
  const document = options.fold(from.document, entries.slice(from.rev));
  const durable: Durable = { rev: entries.length, hash: (frames.at(-1) ?? first).hash, document, savedAt };
  return ok(createDraftJournal(options, { base, entries, durable, folded: from.rev, writer, snapshots }));
}

interface Start {
  readonly base: IepDocument;
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
  const { base, writer, snapshots } = start;
  const { clock, draftId, studentId } = options;
  /** Accepted entries: those up to `durable.rev` are on disk, the others wait for a flush. */
  let accepted: readonly JournalEntry[] = start.entries;
  /** Steps among them, kept up with them: a save must not cost more the longer the meeting lasts. */
  let steps = new Set(stepIds(accepted));
  let document = start.durable.document;
  let durable = start.durable;
  let folded = start.folded;
  let flushing: Promise<Result<null>> | null = null;
  let closing = false;
  const background = createQueue();

  const flush = async (): Promise<Result<null>> => {
    const target = { rev: accepted.length, document };
    const flushed = await attempt(async () => {
      const savedAt = clock.now();
      const hash = await writer.append(bytesOf({ entries: accepted.slice(durable.rev), at: savedAt }));
      durable = { ...target, hash, savedAt };
      return ok(null);
    });
    if (!flushed.ok) {
      // Entries that waited behind the failed ones were made on top of them, so none of them stands.
      accepted = accepted.slice(0, durable.rev);
      steps = new Set(stepIds(accepted));
      document = durable.document;
    }
    flushing = null;
    if (durable.rev - folded >= SNAPSHOT_EVERY) void background.run(snapshot);
    return flushed;
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
    let count = 0;
    for (const entry of entries) {
      const there = accepted[parent + count];
      if (there === undefined || !sameDeed(there, entry)) break;
      count += 1;
    }
    return count;
  };
  return {
    load: async (): Promise<OpenDraft> => {
      if (flushing !== null) await flushing;
      return { draftId, studentId, base, entries: accepted.slice(0, durable.rev), document: durable.document, savedAt: durable.savedAt };
    },
    append: async (parent, entries, next) => {
      if (closing) return fail('locked');
      const there = known(parent, entries);
      const fresh = entries.slice(there).map((entry, position) => ({ ...entry, seq: parent + there + position + 1 }));
      const rev = parent + entries.length;
      if (fresh.length > 0) {
        const ids = stepIds(fresh);
        if (parent + there !== accepted.length || ids.some((id) => steps.has(id))) return fail('staleDraft');
        accepted = [...accepted, ...fresh];
        for (const id of ids) steps.add(id);
        document = next;
      }
      const settled = await settle(rev);
      return settled.ok ? ok({ rev, savedAt: durable.savedAt }) : settled;
    },
    close: async () => {
      closing = true;
      await settle(accepted.length);
      await background.run(snapshot);
      await writer.close();
    },
  };
}

