/** Every pair of English and Spanish words that stands on paper, with the place it is written at. */
import * as pwnWords from '../../../shared/check/pwn-words.ts';
import { CODE_TABLES, codeTable } from '../../../shared/iep/codes.ts';
import { PAGES } from '../../../shared/iep/pages.ts';
import { SIGNATURE_FIELDS } from '../../../shared/iep/signature-fields.ts';
import { PAPER_WORDS } from '../../../shared/paper/words.ts';

export interface Pair { readonly at: string; readonly en: string; readonly es: string }

/** Guidance on screen; it is never printed. */
const NOT_PRINTED: ReadonlySet<string> = new Set(['hint', 'stem']);

/** Every pair of words below a value, each once. */
export function pairsIn(value: unknown, at: string, skipped = NOT_PRINTED, seen = new Set<unknown>()): readonly Pair[] {
  if (typeof value !== 'object' || value === null || seen.has(value)) return [];
  seen.add(value);
  const { en, es } = value as { readonly en?: unknown; readonly es?: unknown };
  if (typeof en === 'string' && typeof es === 'string') return [{ at, en, es }];
  return Object.entries(value).flatMap(([name, part]) => (skipped.has(name) ? [] : pairsIn(part, `${at}/${name}`, skipped, seen)));
}

/** What is printed in the language of the labels, and the least there is of each. */
export const PRINTED: readonly (readonly [string, unknown, number])[] = [
  ['labels, choices and titles of the pages', PAGES, 700],
  ['lines to sign', SIGNATURE_FIELDS, 4],
  ['codes of the state', CODE_TABLES.map(codeTable), 280],
  ['words of the paper', PAPER_WORDS, 70],
  ['elements of the notice', pwnWords, 7],
];
