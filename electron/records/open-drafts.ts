/**
 * The drafts that are open now, each loaded once and kept folded, with one writer at a time per draft: between a verdict and the append it
 * allows, nobody else changes that draft.
 */
import { parentCopyOf } from '../../shared/flow/read.ts';
import { replayTo } from '../../shared/flow/replay.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import type { JournalEntry } from '../../shared/journal/edit.ts';
import { ok, type Result } from '../../shared/words/failures.ts';
import { RECENT_ENTRIES } from './live-journal.ts';
import type { Drafts, OpenDraft, WholeDraft } from '../ports/drafts.ts';

export interface OpenDrafts {
  readonly load: (draftId: string) => Promise<Result<OpenDraft>>;
  /** With its base and every entry, read from the disk. */
  readonly whole: (draftId: string) => Promise<Result<WholeDraft>>;
  /** The document as the parent took it home, read once for each copy; null before a copy was printed. */
  readonly atCopy: (draft: OpenDraft) => Promise<Result<IepDocument | null>>;
  /** Runs when every earlier run for this draft has settled. */
  readonly alone: <T>(draftId: string, run: () => Promise<T>) => Promise<T>;
  /** Flushes the entries to disk, then and only then makes them part of the open draft. */
  readonly append: (draft: OpenDraft, entries: readonly JournalEntry[], document: IepDocument) => Promise<Result<OpenDraft>>;
  readonly forget: (draftId: string) => void;
}

export function createOpenDrafts(drafts: Drafts): OpenDrafts {
  const open = new Map<string, OpenDraft>();
  const copies = new Map<string, { readonly copyId: string; readonly document: IepDocument }>();
  const tails = new Map<string, Promise<unknown>>();

  return {
    load: async (draftId) => {
      const known = open.get(draftId);
      if (known !== undefined) return ok(known);
      const loaded = await drafts.open(draftId);
      if (loaded.ok) open.set(draftId, loaded.value);
      return loaded;
    },
    whole: drafts.load,
    atCopy: async ({ draftId, document }) => {
      const copy = parentCopyOf(document);
      if (copy === null) return ok(null);
      const known = copies.get(draftId);
      if (known?.copyId === copy.copyId) return ok(known.document);
      const whole = await drafts.load(draftId);
      if (!whole.ok) return whole;
      const then = replayTo(whole.value.base, whole.value.entries, copy.position);
      copies.set(draftId, { copyId: copy.copyId, document: then });
      return ok(then);
    },
    alone: (draftId, run) => {
      const mine = (tails.get(draftId) ?? Promise.resolve()).then(run, run);
      tails.set(draftId, mine.catch(() => undefined));
      return mine;
    },
    append: async (draft, entries, document) => {
      const appended = await drafts.append(draft.draftId, draft.rev, entries, document);
      if (!appended.ok) return appended;
      const next: OpenDraft = { ...draft, rev: draft.rev + entries.length, recent: [...draft.recent, ...entries].slice(-Math.max(RECENT_ENTRIES, entries.length)), document, savedAt: appended.value.savedAt };
      open.set(draft.draftId, next);
      return ok(next);
    },
    forget: (draftId) => {
      open.delete(draftId);
      copies.delete(draftId);
    },
  };
}
