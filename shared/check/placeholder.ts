/** Tells a sentence from a placeholder: "Do not leave blank spaces or write N/A in a section designed to have a statement written" (handbook). */

/** Words that stand for saying nothing (iep-forms.md section 2), English and Spanish, case and accents folded. */
const PLACEHOLDERS: ReadonlySet<string> = new Set([
  'n/a', 'na', 'n.a.', 'not applicable', 'none', 'nil', 'no', 'yes', 'ok', 'same', 'same as above', 'see above', 'ditto', 'see notes', 'tbd', 'tba', 'pending', 'unknown', 'x', '-', '--', '.', '?',
  'no aplica', 'ninguno', 'ninguna', 'igual',
]);
/** Fewer letters than this say nothing. */
const LEAST_LETTERS = 3;

function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/\s+/gu, ' ').trim().toLowerCase();
}

/** As many signs without a blank between them as no placeholder has: a paragraph is looked at only as far as this, because all of them are looked at on every key. */
const SAYS_MORE = /^(?:\s*\S){40}/u;
const HAS_WORDS = /^(?:\P{L}*\p{L}){3}/u;

export function isPlaceholder(text: string): boolean {
  if (SAYS_MORE.test(text) && HAS_WORDS.test(text)) return false;
  const words = folded(text);
  return [...words.matchAll(/\p{L}/gu)].length < LEAST_LETTERS || PLACEHOLDERS.has(words) || PLACEHOLDERS.has(words.replace(/[.!]+$/u, ''));
}
