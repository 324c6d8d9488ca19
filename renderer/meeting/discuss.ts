/** Marks what the caret is in as discussed, or takes the mark back: one key for fields, rows and goals. Main decides. */
import type { FlowEvent } from '../../shared/flow/events.ts';
import { workOf } from '../../shared/flow/read.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { command } from '../workbench/draft-commands.ts';
import { refuse, useDraftStore } from '../workbench/draft-store.ts';
import { itemAt, useCaret, type Item } from './caret.ts';

function eventFor(document: IepDocument, item: Item): FlowEvent {
  const { goals, discussed } = workOf(document);
  if (item.kind === 'goal') return goals[item.row]?.state === 'discussed' ? { type: 'goalReopened', goal: item.row } : { type: 'goalDiscussed', goal: item.row };
  return discussed[item.at] === undefined ? { type: 'itemDiscussed', at: item.at } : { type: 'itemReopened', at: item.at };
}

export function discussItem(): void {
  const { draft } = useDraftStore.getState();
  const { at } = useCaret.getState();
  if (draft === null) return;
  if (at === null) refuse('Put the caret in a field or a row first, then mark it.');
  else void command(eventFor(draft.document, itemAt(at)));
}
