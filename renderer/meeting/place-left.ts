/**
 * The place a lock took the user from, kept while the records are sealed so that unlock leads back to the same caret. Ids and positions only: no word of a
 * student is held while the screen is locked.
 */
import type { Address } from '../../shared/iep/address.ts';
import { useRoutes, type Route } from '../routes.ts';
import { ask, bridge } from '../workbench/bridge.ts';
import { openDraft } from '../workbench/draft-queue.ts';
import { useCaret } from './caret.ts';
import { controlAt, focusNotes, selectWhenFocused, useShown } from './show-field.ts';

interface Caret {
  readonly at: Address;
  /** What was selected in it; null in a control that takes no caret. */
  readonly selected: readonly [start: number, end: number] | null;
}

interface PlaceLeft {
  readonly route: Route;
  readonly page: string;
  readonly caret: Caret | null;
  /** The caret was in the line for the next note. */
  readonly inNotes: boolean;
}

let left: PlaceLeft | null = null;

function caretNow(): Caret | null {
  const { at } = useCaret.getState();
  if (at === null) return null;
  const control = controlAt(at);
  const takesText = control instanceof HTMLTextAreaElement || (control instanceof HTMLInputElement && control.type === 'text');
  return { at, selected: takesText ? [control.selectionStart ?? 0, control.selectionEnd ?? 0] : null };
}

/** The words a PDF was opened at are a student's: it is read from its beginning again. */
function withoutWords(route: Route): Route {
  if (route.name !== 'reader') return route;
  const { passage: _words, ...place } = route;
  return place;
}

/** Called while everything still stands on screen. */
export function keepPlace(): void {
  const route = withoutWords(useRoutes.getState().route);
  left = { route, page: useShown.getState().page, caret: caretNow(), inNotes: document.activeElement?.matches('[data-note-entry]') === true };
}

/** True when what the place is about can still be opened; a draft is opened with it, so that it is drawn at once. */
async function opens(route: Route): Promise<boolean> {
  if (route.name === 'meeting' || route.name === 'reconcile' || route.name === 'affirm') return (await openDraft(route.draftId)).ok;
  if (route.name === 'reader' && route.studentId === null) return true;
  if (route.name === 'student' || route.name === 'reader' || route.name === 'progress') return (await ask(bridge().caseload.student({ studentId: route.studentId ?? '' }))).ok;
  return true;
}

/** Called with the records open again and nothing drawn yet. Whatever cannot be opened any more leaves the user at Home. */
export async function returnToPlace(): Promise<void> {
  if (left === null) return;
  const { route, page, caret, inNotes } = left;
  left = null;
  if (route.name === 'home' || !(await opens(route))) return;
  useRoutes.setState({ route, behind: [{ name: 'home' }], ahead: [] });
  useShown.setState({ page, wanted: inNotes ? null : (caret?.at ?? null) });
  if (route.name !== 'meeting' && route.name !== 'progress') return;
  if (inNotes) focusNotes();
  else if (caret?.selected) selectWhenFocused(caret.at, caret.selected);
}
