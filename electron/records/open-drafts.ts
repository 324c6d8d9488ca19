/**
 * The drafts that are open now, each loaded once and kept folded, with one writer at a time per draft: between a verdict and the append it
 * allows, nobody else changes that draft.
 */
import type { IepDocument } from '../../shared/iep/document.ts';
import type { JournalEntry } from '../../shared/journal/edit.ts';
import { ok, type Result } from '../../shared/words/failures.ts';
import type { Drafts, OpenDraft } from '../ports.ts';

export interface OpenDrafts {
  readonly load: (draftId: string) => Promise<Result<OpenDraft>>;
  /** Runs when every earlier run for this draft has settled. */
  readonly alone: <T>(draftId: string, run: () => Promise<T>) => Promise<T>;
  /** Flushes the entries to disk, then and only then makes them part of the open draft. */
  readonly append: (draft: OpenDraft, entries: readonly JournalEntry[], document: IepDocument) => Promise<Result<OpenDraft>>;
  readonly forget: (draftId: string) => void;
}

/** Revision of a draft = number of its entries. */
export function revisionOf(draft: OpenDraft): number {
  return draft.entries.length;
}

export function createOpenDrafts(drafts: Drafts): OpenDrafts {
  const open = new Map<string, OpenDraft>();
  const tails = new Map<string, Promise<unknown>>();

  return {
    load: async (draftId) => {
      const known = open.get(draftId);
      if (known !== undefined) return ok(known);
      const loaded = await drafts.load(draftId);
      if (loaded.ok) open.set(draftId, loaded.value);
      return loaded;
    },
    alone: (draftId, run) => {
      const mine = (tails.get(draftId) ?? Promise.resolve()).then(run, run);
      tails.set(draftId, mine.catch(() => undefined));
      return mine;
    },
    append: async (draft, entries, document) => {
      const appended = await drafts.append(draft.draftId, revisionOf(draft), entries, document);
      if (!appended.ok) return appended;
      const next: OpenDraft = { ...draft, entries: [...draft.entries, ...entries], document, savedAt: appended.value.savedAt };
      open.set(draft.draftId, next);
      return ok(next);
    },
    forget: (draftId) => void open.delete(draftId),
  };
}
