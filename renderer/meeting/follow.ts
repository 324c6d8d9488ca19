/** Writes what follows from a step that main has taken, as an edit of its own. */
import { followingEdits } from '../../shared/flow/follows.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { edit } from '../workbench/draft-edits.ts';
import { useDraftStore } from '../workbench/draft-store.ts';

/** @param before the document as it stood when the step was asked for */
export function followStep(before: IepDocument): void {
  const { draft } = useDraftStore.getState();
  const edits = draft === null ? [] : followingEdits(before, draft.document);
  if (edits.length > 0) edit('Dates and notice follow the meeting', edits);
}
