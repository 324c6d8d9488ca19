/** Promise: the words of a definition in the language asked for; a missing Spanish label never leaves an empty caption. */
import type { Words } from './definition.ts';

/** Between the two halves of a label: the blank before the stroke holds the line, and no typed text keeps one (shared/paper/clean.ts), so that whoever reads the paper aloud knows where the language changes. */
export const BETWEEN = '\u00a0/ ';

/** `both` gives "English / Español", the form of the bilingual parent copy (iep-forms.md section 8.1). */
export function label(words: Words, language: 'en' | 'es' | 'both'): string {
  if (words.es === '' || language === 'en') return words.en;
  if (language === 'es') return words.es;
  return words.en === words.es ? words.en : `${words.en}${BETWEEN}${words.es}`;
}
