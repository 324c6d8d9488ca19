/** What happened to a goal at the table, in words: added or dropped, who suggested it, and why. The list of changes and the redline say the same. */
import { valueAt, type Address } from '../iep/address.ts';
import type { IepDocument } from '../iep/document.ts';
import { textAt, workOf } from './read.ts';

const GOAL = /^pages\/goals\/items\/@([^/]+)$/u;

/** '' for places that are no goal as a whole, and for goals nobody added or dropped at the table. */
export function goalWords(doc: IepDocument, at: Address): string {
  const id = GOAL.exec(at)?.[1];
  if (id === undefined) return '';
  const { goals, goalsAdded } = workOf(doc);
  const known = goals[id];
  const goal = valueAt(doc, at);
  const by = goal === undefined ? '' : textAt(goal, 'addedBy').trim();
  const added = goalsAdded.includes(id) && goal !== undefined ? `Added at the meeting, ${by === '' ? 'not said yet by whom' : `suggested by ${by}`}.` : '';
  const dropped = known?.state === 'dropped' ? `Dropped at the meeting, suggested by ${known.by}: ${known.reason}` : '';
  return [added, dropped].filter((part) => part !== '').join(' ');
}
