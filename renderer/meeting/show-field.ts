/** Goes to a page of the open draft, and to one field of it when asked: the one key that leads from a finding to its place. */
import { create } from 'zustand';
import { parentOf, type Address } from '../../shared/iep/address.ts';
import { go, useRoutes } from '../routes.ts';
import { drawRowsAround } from '../form/near.ts';
import { forgetCaret } from './caret.ts';

interface Shown {
  /** Page key at hand. */
  readonly page: string;
  /** Field to focus once its page is drawn; taken by the page editor. */
  readonly wanted: Address | null;
}

export const useShown = create<Shown>(() => ({ page: 'infoEligibility', wanted: null }));

export function showPage(page: string): void {
  forgetCaret();
  useShown.setState({ page, wanted: null });
}

export function showField(draft: { readonly draftId: string; readonly studentId: string }, page: string, at: Address | null): void {
  forgetCaret();
  useShown.setState({ page, wanted: at });
  const { route } = useRoutes.getState();
  if (route.name !== 'meeting') go({ name: 'meeting', studentId: draft.studentId, draftId: draft.draftId });
}

/** What a finding led to, until the caret goes elsewhere: a place that is not on screen was led to the control nearest to it. Held weakly: one element would keep a whole page that was turned. */
let led: { readonly at: Address; readonly element: WeakRef<HTMLElement> } | null = null;

/** The control of an address, when it is on screen. */
export function controlAt(at: Address): HTMLElement | null {
  return document.querySelector<HTMLElement>(`:is(input, textarea, select, button)[data-at="${CSS.escape(at)}"]`);
}

/** What to select once the field is focused next. */
let selection: { readonly at: Address; readonly range: readonly [start: number, end: number] } | null = null;

export function selectWhenFocused(at: Address, range: readonly [start: number, end: number]): void {
  selection = { at, range };
}

/** Puts the caret into the line for the next note, once it is drawn. */
export function focusNotes(): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-note-entry]')?.focus());
}

function nearestControl(at: Address): HTMLElement | null {
  for (let place = at; place !== ''; place = parentOf(place)) {
    const escaped = CSS.escape(place);
    const control = controlAt(place) ?? document.querySelector<HTMLElement>(`[data-row="${escaped}"] :is(input, textarea, select)`);
    if (control !== null) return control;
  }
  return null;
}

/** Focuses the control of an address, or of the nearest field above it, or the page when it shows neither. */
export function focusField(at: Address): void {
  // A row that is far from the screen is drawn first, and stands in the next frame.
  if (drawRowsAround(at)) {
    requestAnimationFrame(() => focusField(at));
    return;
  }
  const control = nearestControl(at) ?? document.querySelector<HTMLElement>('[data-page-body]');
  if (control === null) return;
  control.scrollIntoView({ block: control.matches('[data-page-body]') ? 'start' : 'center' });
  // What is read only takes no caret: the place around it does, with its reason.
  const place = control.closest<HTMLElement>('[data-not-yours]') ?? control;
  place.focus({ preventScroll: true });
  if (selection?.at === at && (place instanceof HTMLTextAreaElement || place instanceof HTMLInputElement)) place.setSelectionRange(...selection.range);
  selection = null;
  led = { at, element: new WeakRef(place) };
}

/** The place the caret is in; null when it is in no field. */
export function caretAt(): Address | null {
  const active = document.activeElement;
  if (led !== null && active !== null && led.element.deref() === active) return led.at;
  const holder = active?.closest<HTMLElement>('[data-at], [data-field-at], [data-row]')?.dataset;
  return holder?.['at'] ?? holder?.['fieldAt'] ?? holder?.['row'] ?? null;
}
