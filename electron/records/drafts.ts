/** Drafts by id: each one a journal in its own folder, listed in the sealed index so that a missing folder is missed (decisions.md 1). */
import { join } from 'node:path';
import { fail, ok, type Result } from '../../shared/words/failures.ts';
import type { Clock, Disk, Drafts, Random } from '../ports.ts';
import { attempt, VaultClosed } from '../vault/disk-failure.ts';
import { durableWrite } from '../vault/durable-write.ts';
import type { VaultKeys } from '../vault/keys.ts';
import { COPIES_FOLDER, DRAFTS_FOLDER } from '../vault/folders.ts';
import { allInTurn } from '../vault/queue.ts';
import type { SetAside } from '../vault/set-aside.ts';
import type { ListedDraft, SealedIndex } from './caseload.ts';
import { beginJournal, openJournal, type DraftJournal, type DraftJournalOptions, type Fold } from './draft-journal.ts';

/** A printed copy is written once. */
const ONCE = 1;

export interface DraftsOptions {
  readonly disk: Disk;
  readonly root: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly keys: VaultKeys;
  readonly index: SealedIndex;
  readonly setAside: SetAside;
  readonly fold: Fold;
}

export interface ClosableDrafts {
  readonly drafts: Drafts;
  /** Ends every open journal: what was accepted is flushed and folded. */
  readonly closeAll: () => Promise<void>;
  /** Ends the open journals of one student. */
  readonly closeOf: (studentId: string) => Promise<void>;
}

export function createDrafts({ disk, root, clock, random, keys, index, setAside, fold }: DraftsOptions): ClosableDrafts {
  /** Opened once per draft, also when two callers ask at the same moment: a journal has one writer. */
  const journals = new Map<string, Promise<Result<DraftJournal>>>();
  const copyPath = (copyId: string): string => join(root, COPIES_FOLDER, `${copyId}.pdf`);
  const optionsOf = (draftId: string, studentId: string): DraftJournalOptions => ({ disk, clock, seal: keys, setAside, fold, draftId, studentId, folder: join(root, DRAFTS_FOLDER, draftId) });
  const listed = (draftId: string): ListedDraft | undefined => index.drafts().find((draft) => draft.draftId === draftId);

  const open = async ({ draftId, studentId }: ListedDraft): Promise<Result<DraftJournal>> => {
    const options = optionsOf(draftId, studentId);
    if (!(await disk.exists(options.folder))) {
      setAside.name(options.folder, 'inPlace');
      return fail('damaged', 'The files of this draft are missing.');
    }
    return openJournal(options);
  };
  const journalOf = async (draft: ListedDraft): Promise<Result<DraftJournal>> => {
    const known = journals.get(draft.draftId);
    if (known !== undefined) return known;
    const opening = attempt(() => open(draft));
    journals.set(draft.draftId, opening);
    const opened = await opening.catch((error: unknown) => {
      journals.delete(draft.draftId);
      throw error;
    });
    if (!opened.ok) journals.delete(draft.draftId);
    return opened;
  };
  const withJournal = <T>(draftId: string, work: (journal: DraftJournal, draft: ListedDraft) => Promise<Result<T>>): Promise<Result<T>> => {
    return attempt(async () => {
      const draft = listed(draftId);
      if (draft === undefined) return fail('notFound');
      const journal = await journalOf(draft);
      return journal.ok ? work(journal.value, draft) : journal;
    });
  };

  const closeOne = async (draftId: string): Promise<void> => {
    const journal = await journals.get(draftId);
    if (journal?.ok === true) await journal.value.close();
  };
  /** One that does not close in order keeps no other open, and is forgotten with them: what it acknowledged is on the disk. Until all are closed none of them can be opened anew. */
  const closeThese = (draftIds: readonly string[]): Promise<void> =>
    allInTurn(draftIds.map((draftId) => () => closeOne(draftId))).finally(() => {
      for (const draftId of draftIds) journals.delete(draftId);
    });

  /** A printed copy is never replaced; the same bytes again are a retry after a failed folder flush. */
  const sameCopy = async (copyId: string, pdf: Uint8Array, studentId: string): Promise<Result<null>> => {
    const there = keys.open('copy', copyId, await disk.read(copyPath(copyId)), studentId);
    if (!there.ok || !Buffer.from(there.value.plain).equals(pdf)) return fail('readOnly', 'A printed copy is never replaced.');
    await disk.syncFolder(join(root, COPIES_FOLDER));
    return ok(null);
  };

  const drafts: Drafts = {
    create: (studentId, base) =>
      attempt(async () => {
        const key = await index.ensureKey(studentId);
        if (!key.ok) return key;
        const draftId = random.id();
        const journal = await beginJournal(optionsOf(draftId, studentId), base);
        await disk.syncFolder(join(root, DRAFTS_FOLDER));
        const indexed = await index.putDraft({ draftId, studentId, closed: false });
        if (!indexed.ok) {
          await journal.close();
          return indexed;
        }
        journals.set(draftId, Promise.resolve(ok(journal)));
        return ok(draftId);
      }),
    open: (draftId) => withJournal(draftId, async (journal) => ok(await journal.open())),
    load: (draftId) => withJournal(draftId, (journal) => journal.load()),
    append: (draftId, parent, entries, document) => withJournal(draftId, async (journal, draft) => (draft.closed ? fail('readOnly') : journal.append(parent, entries, document))),
    list: async () => {
      const found: { draftId: string; studentId: string; damaged: boolean }[] = [];
      for (const draft of index.drafts().filter(({ closed }) => !closed)) {
        const journal = await journalOf(draft);
        if (!journal.ok && journal.failure.code === 'locked') throw new VaultClosed();
        found.push({ draftId: draft.draftId, studentId: draft.studentId, damaged: !journal.ok });
      }
      return found;
    },
    close: (draftId) => withJournal(draftId, (_journal, draft) => index.putDraft({ ...draft, closed: true })),
    saveCopy: (draftId, copyId, pdf) =>
      attempt(async () => {
        const draft = listed(draftId);
        if (draft === undefined) return fail('notFound');
        if (await disk.exists(copyPath(copyId))) return sameCopy(copyId, pdf, draft.studentId);
        await durableWrite(disk, copyPath(copyId), keys.seal('copy', copyId, ONCE, pdf, draft.studentId));
        return ok(null);
      }),
    readCopy: (copyId) =>
      attempt(async () => {
        if (!(await disk.exists(copyPath(copyId)))) return fail('notFound');
        const sealed = await disk.read(copyPath(copyId));
        const student = keys.studentOf(sealed);
        const opened = student === null ? fail('damaged') : keys.open('copy', copyId, sealed, student);
        if (!opened.ok) setAside.name(copyPath(copyId), 'inPlace');
        return opened.ok ? ok({ studentId: student ?? '', pdf: opened.value.plain }) : opened;
      }),
  };
  return {
    drafts,
    closeOf: (studentId) => closeThese(index.drafts().filter((draft) => draft.studentId === studentId).map(({ draftId }) => draftId)),
    closeAll: () => closeThese([...journals.keys()]),
  };
}
