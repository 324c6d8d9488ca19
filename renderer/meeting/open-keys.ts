/** F8 and Shift+F8: to the next and the previous thing open, across all pages of the IEP; F7: to the next word to look at the spelling of. */
import { nextOpen, openByPage } from '../../shared/check/open-list.ts';
import { checkedNow, checkPage } from '../form/issues.ts';
import { judgeSpelling } from '../spell/spelling.ts';
import { useCommand } from '../ui/commands-store.ts';
import { useDraftStore } from '../workbench/draft-store.ts';
import { caretAt, showField } from './show-field.ts';

function goOn(page: string, by: 1 | -1, only?: string): void {
  const { draft } = useDraftStore.getState();
  if (draft === null) return;
  const issues = (checkedNow()?.issues ?? []).filter(({ id }) => only === undefined || id === only);
  const next = nextOpen(draft.document, openByPage(draft.document, issues), { page, at: caretAt() }, by);
  if (next === null) return;
  checkPage(next.page);
  showField(draft, next.page, next.at);
}

/** @param page the page at hand, where the search begins when the caret is in no field */
export function useOpenKeys(page: string): void {
  useCommand('meeting.nextOpen', () => goOn(page, 1));
  useCommand('meeting.previousOpen', () => goOn(page, -1));
  // The word the caret is in was not judged yet.
  useCommand('meeting.spelling', () => void judgeSpelling().then(() => goOn(page, 1, 'HINT-SPELL')));
}
