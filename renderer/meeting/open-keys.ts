/** F8 and Shift+F8: to the next and the previous thing open, across all pages of the IEP. */
import { nextOpen, openByPage } from '../../shared/check/open-list.ts';
import { checkedNow, checkPage } from '../form/issues.ts';
import { useCommand } from '../ui/commands-store.ts';
import { useDraftStore } from '../workbench/draft-store.ts';
import { caretAt, showField } from './show-field.ts';

function goOn(page: string, by: 1 | -1): void {
  const { draft } = useDraftStore.getState();
  if (draft === null) return;
  const next = nextOpen(draft.document, openByPage(draft.document, checkedNow()?.issues ?? []), { page, at: caretAt() }, by);
  if (next === null) return;
  checkPage(next.page);
  showField(draft, next.page, next.at);
}

/** @param page the page at hand, where the search begins when the caret is in no field */
export function useOpenKeys(page: string): void {
  useCommand('meeting.nextOpen', () => goOn(page, 1));
  useCommand('meeting.previousOpen', () => goOn(page, -1));
}
