/** Opens the draft a screen is about, and the document as the parent took it home. */
import { useEffect, useState } from 'react';
import type { IepDocument } from '../../shared/iep/document.ts';
import type { Failure } from '../../shared/words/failures.ts';
import { ask, bridge } from '../workbench/bridge.ts';
import { openDraft } from '../workbench/draft-queue.ts';
import { useDraftStore, type OpenDraft } from '../workbench/draft-store.ts';

interface Loaded {
  readonly draft: OpenDraft | null;
  readonly failure: Failure | null;
}

export function useDraft(draftId: string): Loaded {
  const [failure, setFailure] = useState<Failure | null>(null);
  const draft = useDraftStore((state) => (state.draft?.draftId === draftId ? state.draft : null));
  const loaded = draft !== null;
  useEffect(() => {
    if (!loaded) void openDraft(draftId).then((reply) => (reply.ok ? undefined : setFailure(reply.failure as Failure)));
  }, [draftId, loaded]);
  return { draft, failure };
}

/** The document as it was when the parent copy was printed; null until main has answered. */
export function useParentCopy(draftId: string): { readonly copyId: string; readonly document: IepDocument } | null {
  const [copy, setCopy] = useState<{ readonly copyId: string; readonly document: IepDocument } | null>(null);
  useEffect(() => {
    void ask(bridge().drafts.parentCopy({ draftId })).then((reply) => {
      if (reply.ok) setCopy({ copyId: reply.value.copyId, document: reply.value.document as IepDocument });
    });
  }, [draftId]);
  return copy;
}
