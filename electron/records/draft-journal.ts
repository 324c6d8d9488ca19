/**
 * Begins and opens the journal of one draft: its entries, the fold of them, and the journal file behind both. Appends that arrive while a flush
 * is under way are flushed together in the next one (live-journal.ts). Snapshots only make opening quick: the journal is the record.
 */
import type { IepDocument } from '../../shared/iep/document.ts';
import { fail, ok, type Result } from '../../shared/words/failures.ts';
import { createGenerations, type Generations } from '../vault/generations.ts';
import { bytesOf, tell, valueOf, type Durable, type Snapshot } from './draft-frames.ts';
import { newJournal, readJournal, type ReadJournal } from './journal-file.ts';
import { goOn, journalOptions, type DraftJournal, type DraftJournalOptions } from './live-journal.ts';

function snapshotsOf({ disk, folder, draftId, studentId, seal, setAside }: DraftJournalOptions): Generations {
  return createGenerations({
    disk, folder, name: 'snap', setAside,
    seal: (revision, plain) => seal.seal('snapshot', draftId, revision, plain, studentId),
    open: (sealed) => seal.open('snapshot', draftId, sealed, studentId),
  });
}

/** Begins the journal of a new draft; resolves when its base is flushed. Throws the disk's own error. */
export async function beginJournal(options: DraftJournalOptions, base: IepDocument): Promise<DraftJournal> {
  await options.disk.makeFolder(options.folder);
  const writer = newJournal(journalOptions(options));
  const at = options.clock.now();
  const hash = await writer.append(bytesOf({ base, at }));
  const snapshots = snapshotsOf(options);
  return goOn(options, { entries: [], durable: { rev: 0, hash, document: base, savedAt: at }, folded: 0, writer, snapshots });
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
  const { base, entries, savedAt, hashAt } = tell(frames);
  if (snapshot !== null && snapshot.rev > entries.length) {
    options.setAside.name(options.folder, 'inPlace');
    return fail('damaged', 'The end of the journal of this draft is missing.');
  }
  const usable = snapshot !== null && hashAt.get(snapshot.rev) === snapshot.hash ? snapshot : null;
  const from = usable ?? { rev: 0, document: base };
  const document = options.fold(from.document, entries.slice(from.rev));
  const durable: Durable = { rev: entries.length, hash: hashAt.get(entries.length) ?? '', document, savedAt };
  return ok(goOn(options, { entries, durable, folded: from.rev, writer, snapshots }));
}
