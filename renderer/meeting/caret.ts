/** Where the caret last stood on the page at hand: what "mark discussed" and "about this" speak of, also when they are asked from the notes, the menu or the palette. */
import { create } from 'zustand';
import { segments, type Address } from '../../shared/iep/address.ts';
import { pageKeyAt, pageRoot } from '../../shared/iep/page-keys.ts';

interface Caret {
  /** The field, or the row where only a row is in reach; null when the page was just turned. */
  readonly at: Address | null;
}

export const useCaret = create<Caret>(() => ({ at: null }));

export function caretMovedTo(element: Element): void {
  const holder = element.closest<HTMLElement>('[data-at], [data-field-at], [data-row]');
  const at = holder?.dataset['at'] ?? holder?.dataset['fieldAt'] ?? holder?.dataset['row'];
  if (at !== undefined) useCaret.setState({ at });
}

export function forgetCaret(): void {
  useCaret.setState({ at: null });
}

export type Item = { readonly kind: 'goal'; readonly row: string } | { readonly kind: 'place'; readonly at: Address };

/** What one key marks discussed: in a goal the goal, in another row the row, else the field. */
export function itemAt(at: Address): Item {
  const goal = /^pages\/goals\/items\/@([^/]+)/u.exec(at)?.[1];
  if (goal !== undefined) return { kind: 'goal', row: goal };
  const key = pageKeyAt(at);
  const root = key === undefined ? 0 : segments(pageRoot(key)).length;
  const parts = segments(at);
  const row = parts.findLastIndex((part, n) => n >= root && part.startsWith('@'));
  return { kind: 'place', at: row === -1 ? at : parts.slice(0, row + 1).join('/') };
}
