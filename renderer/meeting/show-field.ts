/** Goes to a page of the open draft, and to one field of it when asked: the one key that leads from a finding to its place. */
import { create } from 'zustand';
import type { Address } from '../../shared/iep/address.ts';
import { go, useRoutes } from '../routes.ts';
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

/** Focuses the control of an address, or of the nearest field above it; false when the page does not show it. */
export function focusField(at: Address): boolean {
  for (let place = at; place !== ''; place = place.slice(0, Math.max(0, place.lastIndexOf('/')))) {
    const control = document.querySelector<HTMLElement>(`[data-at="${CSS.escape(place)}"]`);
    if (control !== null) {
      control.scrollIntoView({ block: 'center' });
      control.focus();
      return true;
    }
  }
  return false;
}
