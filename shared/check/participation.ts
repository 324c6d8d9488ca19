/**
 * A parent who does not confirm that they took part meaningfully is asked what was missing: concern, discussion and decision are written down, the parent is asked
 * again, and whoever was heard and still does not agree has a disagreement, which is something else (handbook; iep-forms.md 6.9). It stops no print.
 */
import type { Address } from '../iep/address.ts';
import type { IepDocument } from '../iep/document.ts';
import { rowsAt, textAt } from '../flow/read.ts';
import { isPlaceholder } from './placeholder.ts';

export interface NotConfirmed {
  readonly answer: 'N' | 'unchecked';
  /** Statements that say nothing yet, in the order they are written. */
  readonly missing: readonly { readonly at: Address; readonly words: string }[];
}

const CONCERN = 'pages/structuredNotes/participationConcern';
const STATEMENTS = [{ at: `${CONCERN}/concern`, words: 'the concern' }, { at: `${CONCERN}/discussion`, words: 'what was discussed about it' }, { at: `${CONCERN}/decision`, words: 'what the team decided' }] as const;

/** What the newest consent sheet says; null where the parent confirmed it or was not asked yet. */
export function notConfirmed(doc: IepDocument): NotConfirmed | null {
  const sheet = rowsAt(doc, 'pages/consent').at(-1);
  const answer = sheet === undefined ? '' : textAt(sheet, 'meaningfulParticipation');
  return answer === 'N' || answer === 'unchecked' ? { answer, missing: STATEMENTS.filter(({ at }) => isPlaceholder(textAt(doc, at))) } : null;
}
