/** The journals that are open now: each opened once, also when two callers ask at the same moment, because a journal has one writer. */
import { ok, type Result } from '../../shared/words/failures.ts';
import { attempt } from '../vault/disk-failure.ts';
import { allInTurn } from '../vault/queue.ts';
import type { DraftJournal } from './live-journal.ts';

export interface OpenJournals {
  /** The open journal of this draft, or the one that `open` opens; one that did not open is opened anew the next time. */
  readonly of: (draftId: string, open: () => Promise<Result<DraftJournal>>) => Promise<Result<DraftJournal>>;
  readonly add: (draftId: string, journal: DraftJournal) => void;
  /**
   * One that does not close in order keeps no other open, and is forgotten with them: what it acknowledged is on the disk. Until all are closed none of them
   * can be opened anew.
   */
  readonly close: (draftIds: readonly string[]) => Promise<void>;
  readonly closeAll: () => Promise<void>;
}

export function createOpenJournals(): OpenJournals {
  const journals = new Map<string, Promise<Result<DraftJournal>>>();
  const closeOne = async (draftId: string): Promise<void> => {
    const journal = await journals.get(draftId);
    if (journal?.ok === true) await journal.value.close();
  };
  const close = (draftIds: readonly string[]): Promise<void> =>
    allInTurn(draftIds.map((draftId) => () => closeOne(draftId))).finally(() => {
      for (const draftId of draftIds) journals.delete(draftId);
    });
  return {
    of: async (draftId, open) => {
      const known = journals.get(draftId);
      if (known !== undefined) return known;
      const opening = attempt(open);
      journals.set(draftId, opening);
      const opened = await opening.catch((error: unknown) => {
        journals.delete(draftId);
        throw error;
      });
      if (!opened.ok) journals.delete(draftId);
      return opened;
    },
    add: (draftId, journal) => void journals.set(draftId, Promise.resolve(ok(journal))),
    close,
    closeAll: () => close([...journals.keys()]),
  };
}
