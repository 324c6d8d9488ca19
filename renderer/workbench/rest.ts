/**
 * The open draft as it stood when the hand last rested: for everything beside the field that is typed in. A change follows at once; letters typed into a text
 * follow when the hand rests for a moment or the caret leaves the text, so that no key waits for what only tells of the document.
 */
import { create } from 'zustand';
import { valueAt } from '../../shared/iep/address.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { useDocumentStore } from './document-store.ts';
import { useDraftStore, type OpenDraft } from './draft-store.ts';

/** Between two keys of a fast typist there is less time than this. */
export const REST_MS = 120;

/** For whoever asks for a part of it; `useRested` gives it whole. */
export const useRestedStore = create<{ readonly document: IepDocument | null; readonly draft: OpenDraft | null }>(() => ({ document: null, draft: null }));

/** The document to tell of, never to write to: it may lack the letters of the last moment. */
export function useRested(): IepDocument {
  const document = useRestedStore((state) => state.document);
  if (document === null) throw new Error('A draft is told of only while it is open.');
  return document;
}

/** The draft of that moment, for what reads its journal too; null while none is open. */
export function useRestedDraft(): OpenDraft | null {
  return useRestedStore((state) => state.draft);
}

/** True between press and release of the pointer. A line that appeared then would move the page under it, and the click would miss. */
let isPressed = false;
window.addEventListener('pointerdown', () => { isPressed = true; }, true);
for (const end of ['pointerup', 'pointercancel']) window.addEventListener(end, () => { isPressed = false; }, true);

export function whenReleased(work: () => void): void {
  if (!isPressed) return work();
  // The click comes after the release, and this after the click.
  window.addEventListener('pointerup', () => setTimeout(work), { once: true });
  return undefined;
}

const listeners = new Set<() => void>();
let rest: ReturnType<typeof setTimeout> | undefined;

/** Has `listener` called after every change of the open draft, once the hand rests from it. */
export function whenRested(listener: () => void): void {
  listeners.add(listener);
}

/** Follows now: for somebody who has ended a line and wants to see it. */
export function follow(): void {
  clearTimeout(rest);
  rest = undefined;
  useRestedStore.setState({ document: useDocumentStore.getState().document, draft: useDraftStore.getState().draft });
  for (const listener of listeners) listener();
}

/** A list that is open beside a combobox closes when something above it moves: only texts without one are waited for. */
function isInText(): boolean {
  const { activeElement: control } = window.document;
  return control instanceof HTMLTextAreaElement || (control instanceof HTMLInputElement && control.type === 'text' && control.getAttribute('role') !== 'combobox');
}

useDocumentStore.subscribe(({ document, changed }, { document: before }) => {
  if (document === before) return;
  const [end] = changed?.ends ?? [];
  const isOneText = document !== null && before !== null && end !== undefined && changed?.ends.length === 1 && typeof valueAt(before, end) === 'string' && typeof valueAt(document, end) === 'string';
  if (!isOneText || !isInText()) return follow();
  clearTimeout(rest);
  rest = setTimeout(() => whenReleased(follow), REST_MS);
  return undefined;
});

window.addEventListener('focusout', () => {
  if (rest !== undefined) whenReleased(follow);
});
