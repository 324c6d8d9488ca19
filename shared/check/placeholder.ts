/** Tells a sentence from a placeholder: "Do not leave blank spaces or write N/A in a section designed to have a statement written" (handbook). */
import type { FieldDef } from '../iep/definition.ts';
import { fieldsOf, innerFields } from '../iep/fields.ts';
import { PAGES } from '../iep/pages.ts';
import { OPEN_PLACE, stemFor } from '../iep/stems.ts';
import { folded, squeezed } from './reading.ts';

/** Words that stand for saying nothing (iep-forms.md section 2), English and Spanish, case and accents folded. */
const PLACEHOLDERS: ReadonlySet<string> = new Set([
  'n/a', 'na', 'n.a.', 'not applicable', 'none', 'nil', 'no', 'yes', 'ok', 'same', 'same as above', 'see above', 'ditto', 'see notes', 'tbd', 'tba', 'pending', 'unknown', 'x', '-', '--', '.', '?',
  'no aplica', 'ninguno', 'ninguna', 'igual',
]);

function stemsOf(def: FieldDef): readonly string[] {
  return def.type.kind === 'statement' ? [stemFor(def, 'en'), stemFor(def, 'es')] : innerFields(def).flatMap(stemsOf);
}

/** A sentence to start from that nobody went on with says as little as N/A. A stem that is whole as it stands is a sentence. */
const STEMS: ReadonlySet<string> = new Set(PAGES.flatMap((page) => fieldsOf(page).flatMap(stemsOf)).filter((stem) => stem.includes(OPEN_PLACE)));

/** As many signs without a blank between them as no placeholder has: a paragraph is looked at only as far as this, because all of them are looked at on every key. */
const SAYS_MORE = /^(?:\s*\S){40}/u;
/** Fewer letters than three say nothing. */
const HAS_WORDS = /^(?:\P{L}*\p{L}){3}/u;

export function isPlaceholder(text: string): boolean {
  if (!HAS_WORDS.test(text) || STEMS.has(text.trim())) return true;
  if (SAYS_MORE.test(text)) return false;
  const words = folded(squeezed(text));
  return PLACEHOLDERS.has(words) || PLACEHOLDERS.has(words.replace(/[.!]+$/u, ''));
}
