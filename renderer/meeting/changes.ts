/** What changed since the meeting began, or since the parent copy was printed: read from the journal, never kept twice. */
import { useMemo } from 'react';
import { replayTo } from '../../shared/flow/replay.ts';
import { diff, type Difference } from '../../shared/journal/diff.ts';
import type { JournalEntry } from '../../shared/journal/edit.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { pageKeyAt, pageKeysOf } from '../../shared/iep/page-keys.ts';
import type { OpenDraft } from '../workbench/draft-store.ts';

interface Changes {
  /** Words for the moment counted from; null before the meeting has opened. */
  readonly since: string | null;
  readonly list: readonly Difference[];
}

const BEGINNINGS: Readonly<Record<string, string>> = { parentCopyPrinted: 'the parent copy', openMeeting: 'the meeting began', reconvened: 'the meeting went on' };

/** Position of the newest event the changes are counted from, and its words. */
export function countedFrom(entries: readonly JournalEntry[]): { readonly position: number; readonly words: string } | null {
  for (let index = entries.length - 1; index >= 0; index -= 1) {
    const entry = entries[index];
    const words = entry?.kind === 'flow' ? BEGINNINGS[entry.event.type] : undefined;
    if (words !== undefined) return { position: index + 1, words };
  }
  return null;
}

export function useChanges(draft: OpenDraft): Changes {
  const start = useMemo(() => {
    const from = countedFrom(draft.entries);
    return from === null ? null : { words: from.words, document: replayTo(draft.base, draft.entries, from.position) };
    // Only flow entries move the start; typing adds edit entries, and folding 1,000 of them on every key would be waste.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [draft.base, countedFrom(draft.entries)?.position]);
  return useMemo(() => (start === null ? { since: null, list: [] } : { since: start.words, list: diff(start.document, draft.document) }), [start, draft.document]);
}

/** The pages of the document on which something changed, in their order. */
export function changedPages(document: IepDocument, list: readonly Difference[]): readonly string[] {
  const changed = new Set(list.map((difference) => pageKeyAt(difference.at)));
  return pageKeysOf(document).filter((key) => changed.has(key));
}
