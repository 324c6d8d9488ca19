/** What the parent took home, and everything in a draft that differs from it. */
import { parentCopyOf } from '../../shared/flow/read.ts';
import { differencesFrom } from '../../shared/flow/redline.ts';
import { replayTo } from '../../shared/flow/replay.ts';
import type { IepDocument, ParentCopy } from '../../shared/iep/document.ts';
import type { Difference } from '../../shared/journal/diff.ts';
import type { OpenDraft } from '../ports.ts';

/** The document as it stood when that copy was printed. */
export function documentAtCopy(draft: OpenDraft, copy: ParentCopy): IepDocument {
  return replayTo(draft.base, draft.entries, copy.position);
}

/** Empty before a copy exists. */
export function differencesOf(draft: OpenDraft): readonly Difference[] {
  const copy = parentCopyOf(draft.document);
  return copy === null ? [] : differencesFrom(documentAtCopy(draft, copy), draft.document);
}
