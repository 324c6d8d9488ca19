/** Promise: what happens to a goal at the table, and to the goals page with it; a goal the team dropped leaves the list and is kept beside the pages. */
import type { IepDocument } from '../../iep/document.ts';
import type { Stamp } from '../../journal/edit.ts';
import { openGoals, pageStateOf, rowsAt, workOf } from '../read.ts';
import { put, withWork } from './writing.ts';
import { discussedPage, setPageState } from './page-states.ts';

/** The goal is discussed or dropped; with the last open one its page is discussed. */
export function withGoal(doc: IepDocument, goal: string, state: 'discussed' | 'dropped', by: string, reason: string, stamp: Stamp): IepDocument {
  const here = withWork(doc, { goals: { ...workOf(doc).goals, [goal]: { state, by, reason } } });
  return openGoals(here).length === 0 ? discussedPage(here, 'goals', stamp) : here;
}

/** Goals that are open again, and their page with them. */
export function reopenedGoals(doc: IepDocument, goals: readonly string[]): IepDocument {
  const here = withWork(doc, { goals: Object.fromEntries(Object.entries(workOf(doc).goals).filter(([id]) => !goals.includes(id))) });
  return pageStateOf(here, 'goals') === 'discussed' ? setPageState(here, 'goals', 'draft') : here;
}

/**
 * A goal the team dropped is no goal of the affirmed IEP: it leaves the list, or the next IEP and the district would take it for one. Its words
 * stay beside the pages with who suggested dropping it and why.
 */
export function withoutDropped(doc: IepDocument): IepDocument {
  const known = workOf(doc).goals;
  const items = rowsAt(doc, 'pages/goals/items');
  const dropped = items.filter((goal) => known[goal.$row]?.state === 'dropped');
  if (dropped.length === 0) return doc;
  const kept = put(doc, 'pages/goals/items', items.filter((goal) => !dropped.includes(goal)));
  return { ...kept, droppedGoals: [...rowsAt(doc, 'droppedGoals'), ...dropped.map((goal) => ({ ...goal, suggestedBy: known[goal.$row]?.by ?? '', reason: known[goal.$row]?.reason ?? '' }))] };
}
