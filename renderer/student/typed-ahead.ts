/** Promise: what somebody types after the key that asks for the search (Ctrl+F) and before its field is drawn stands in the field once it is there; Enter too. */

export interface TypedAhead {
  readonly words: string;
  /** Enter was pressed behind the words: they are looked for at once. */
  readonly sent: boolean;
}

const NOTHING: TypedAhead = { words: '', sent: false };

/** What is typed with one key more, as a field would take it; the same object where a field would do nothing, null where Escape gives it up. */
export function withKey(typed: TypedAhead, { key, ctrlKey, metaKey, altKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>): TypedAhead | null {
  // On some keyboards Ctrl and Alt together write a letter.
  if ((ctrlKey || metaKey) !== altKey) return typed;
  if (key === 'Escape') return null;
  if (typed.sent) return typed;
  if (key === 'Enter') return { ...typed, sent: typed.words !== '' };
  if (key === 'Backspace') return typed.words === '' ? typed : { ...typed, words: Array.from(typed.words).slice(0, -1).join('') };
  return Array.from(key).length === 1 ? { ...typed, words: typed.words + key } : typed;
}

/** Null while nobody waits for the field. */
let typed: TypedAhead | null = null;

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable="true"]');
}

function keepKey(event: KeyboardEvent): void {
  if (typed === null || isField(event.target)) return;
  const next = withKey(typed, event);
  if (next === typed) return;
  event.preventDefault();
  if (next === null) takeTyped();
  else typed = next;
}

/** The field was asked for and is not drawn yet. */
export function awaitField(): void {
  if (typed !== null) return;
  typed = NOTHING;
  window.addEventListener('keydown', keepKey, true);
}

/** The field is there, or nobody waits for it any more; null when nobody did. */
export function takeTyped(): TypedAhead | null {
  const taken = typed;
  typed = null;
  window.removeEventListener('keydown', keepKey, true);
  return taken;
}
