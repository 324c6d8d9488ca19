/**
 * What somebody typed into a dialog that is not answered yet is kept over a lock and a quit: main seals it, and the next unlock shows it to be copied to where it
 * belongs. One way for every dialog: the boxes are found on the screen (`data-typed` of ui/labelled.tsx); fields of the IEP have no part in it, the journal has them.
 */
import { create } from 'zustand';
import type { HalfWritten } from '../../shared/bridge/session.ts';
import { useRoutes } from '../routes.ts';
import { ask, askWhileOpen, bridge } from './bridge.ts';

/** Where what is typed is an answer or a reason; a box to find something in, or a setting, loses nothing. */
const PLACES = ['[role="dialog"]', '[data-screen="meeting"]', '[data-screen="reconcile"]', '[data-screen="affirm"]'];
const BOXES = PLACES.map((place) => `${place} [data-typed]`).join(', ');

interface Kept {
  readonly dialogs: readonly HalfWritten[];
  /** The student at whose place all of it was written; null when this window does not know. An id, which may outlive a lock. */
  readonly of: string | null;
  /** Main has said what it keeps since the records were opened. Until then it is not known here, and nothing is written over it. */
  readonly isRead: boolean;
}

export const useHalfWritten = create<Kept>(() => ({ dialogs: [], of: null, isRead: false }));

function titleOf(box: Element): string {
  const around = box.closest(PLACES.join(', '));
  return around?.querySelector('h1, h2, h3')?.textContent ?? '';
}

/** What stands in open dialogs, in the order of the screen. */
function onScreen(): readonly HalfWritten[] {
  const dialogs = new Map<string, { readonly label: string; readonly text: string }[]>();
  for (const box of document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(BOXES)) {
    if (box.value.trim() === '') continue;
    const title = titleOf(box);
    dialogs.set(title, [...(dialogs.get(title) ?? []), { label: box.labels?.[0]?.textContent ?? '', text: box.value }]);
  }
  return [...dialogs].map(([title, boxes]) => ({ title, boxes }));
}

function boxesIn(dialogs: readonly HalfWritten[]): number {
  return dialogs.reduce((count, { boxes }) => count + boxes.length, 0);
}

/** The student all of it is about, once words about `here` join it. */
function ofWhom(here: string | null): string | null {
  const { dialogs, of } = useHalfWritten.getState();
  return dialogs.length > 0 && of !== here ? null : here;
}

/** Keeps words that have no other place any more with what stood in dialogs: shown with the student they were written about, and sealed by main at the next lock. */
export function layAside(words: readonly HalfWritten[], studentId: string): void {
  if (words.length === 0) return;
  useHalfWritten.setState({ dialogs: [...useHalfWritten.getState().dialogs, ...words], of: ofWhom(studentId) });
}

/** Has main keep what stands in dialogs, `others`, and what was kept before and not taken over. Returns how many boxes could not be kept. */
export async function keepHalfWritten(others: readonly HalfWritten[] = []): Promise<number> {
  const written = [...onScreen(), ...others];
  // A lock right after the unlock: what main keeps is read first, for it is written again as a whole.
  if (!useHalfWritten.getState().isRead) await refreshHalfWritten();
  const { dialogs: before, isRead } = useHalfWritten.getState();
  if (!isRead) return boxesIn(before) + boxesIn(written);
  const dialogs = [...before, ...written];
  const { route } = useRoutes.getState();
  if (written.length > 0) useHalfWritten.setState({ of: ofWhom('studentId' in route ? route.studentId : null) });
  const kept = await ask(bridge().session.keepHalfWritten({ dialogs }));
  // Locked already: nothing stands on the screen any more.
  if (kept.ok || kept.failure.code === 'locked') return 0;
  return boxesIn(dialogs);
}

/** Reads what main keeps, once for each unlock: after that this window knows more than main does. */
export async function refreshHalfWritten(): Promise<void> {
  if (useHalfWritten.getState().isRead) return;
  const read = await askWhileOpen(bridge().session.halfWritten());
  if (read.ok) useHalfWritten.setState(({ dialogs }) => ({ dialogs: [...read.value.dialogs, ...dialogs], isRead: true }));
  // What does not open any more is named in Settings, and main puts it aside before it writes anything new.
  else if (read.failure.code === 'damaged') useHalfWritten.setState({ isRead: true });
}

/** Somebody has the words: they go from the screen and from the disk. When the disk refuses, they are shown again at the next unlock. */
export async function tookOver(): Promise<void> {
  useHalfWritten.setState({ dialogs: [] });
  await ask(bridge().session.keepHalfWritten({ dialogs: [] }));
}

export function forgetHalfWritten(): void {
  useHalfWritten.setState({ dialogs: [], isRead: false });
}
