/** Drafts by id: each one a journal in its own folder, listed in the sealed index so that a missing folder is missed (decisions.md 1). */
import { join } from 'node:path';
import { fail, ok, type Result } from '../../shared/words/failures.ts';
import type { Clock, Disk, Random } from '../ports/computer.ts';
import type { Drafts } from '../ports/drafts.ts';
import { attempt, VaultClosed } from '../vault/disk-failure.ts';
import type { VaultKeys } from '../vault/keys.ts';
import { DRAFTS_FOLDER } from '../vault/folders.ts';
import type { SetAside } from '../vault/set-aside.ts';
import type { ListedDraft, SealedIndex } from './caseload.ts';
import { readCopy, saveCopy, type CopyFiles } from './copies.ts';
import { beginJournal, openJournal } from './draft-journal.ts';
import type { DraftJournal, DraftJournalOptions, Fold } from './live-journal.ts';
import { createOpenJournals } from './open-journals.ts';

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

/** A listed draft whose folder is missing is damage and not a draft with nothing in it. */
async function openThere(options: DraftJournalOptions): Promise<Result<DraftJournal>> {
  if (await options.disk.exists(options.folder)) return openJournal(options);
  options.setAside.name(options.folder, 'inPlace');
  return fail('damaged', 'The files of this draft are missing.');
}

export function createDrafts({ disk, root, clock, random, keys, index, setAside, fold }: DraftsOptions): ClosableDrafts {
  const journals = createOpenJournals();
  const copies: CopyFiles = { disk, root, keys, setAside };
  const optionsOf = (draftId: string, studentId: string): DraftJournalOptions => ({ disk, clock, seal: keys, setAside, fold, draftId, studentId, folder: join(root, DRAFTS_FOLDER, draftId) });
  const listed = (draftId: string): ListedDraft | undefined => index.drafts().find((draft) => draft.draftId === draftId);
  const journalOf = ({ draftId, studentId }: ListedDraft): Promise<Result<DraftJournal>> => journals.of(draftId, () => openThere(optionsOf(draftId, studentId)));
  const withJournal = <T>(draftId: string, work: (journal: DraftJournal, draft: ListedDraft) => Promise<Result<T>>): Promise<Result<T>> =>
    attempt(async () => {
      const draft = listed(draftId);
      if (draft === undefined) return fail('notFound');
      const journal = await journalOf(draft);
      return journal.ok ? work(journal.value, draft) : journal;
    });

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
        journals.add(draftId, journal);
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
        return draft === undefined ? fail('notFound') : saveCopy(copies, copyId, pdf, draft.studentId);
      }),
    readCopy: (copyId) => attempt(() => readCopy(copies, copyId)),
  };
  return {
    drafts,
    closeOf: (studentId) => journals.close(index.drafts().filter((draft) => draft.studentId === studentId).map(({ draftId }) => draftId)),
    closeAll: journals.closeAll,
  };
}
