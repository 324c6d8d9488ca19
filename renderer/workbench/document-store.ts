/**
 * The document of the open draft alone, and who reads which place of it. Hundreds of controls are on a long page and a key changes one place: only
 * those that read there are asked again, and nobody when a save began or ended.
 */
import { useCallback, useSyncExternalStore } from 'react';
import { create } from 'zustand';
import { isWithin, type Address } from '../../shared/iep/address.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { changedPlaces, mayHaveChanged, type ChangedPlaces } from '../../shared/journal/changed-places.ts';
import { useDraftStore } from './draft-store.ts';

interface Shown {
  readonly document: IepDocument | null;
  /** Where it differs from what was shown before; null when there was none, or it was another draft's. */
  readonly changed: ChangedPlaces | null;
}

export const useDocumentStore = create<Shown>(() => ({ document: null, changed: null }));

/** Stands for everything beside the pages, and no field is called so: the state of the draft, its meeting, its team, what is known of its parts. */
export const BESIDE_PAGES: Address = '* beside pages';

type Listener = () => void;

/** Who reads at a place, or below it. */
const listeners = new Map<Address, Set<Listener>>();

/** Has `listener` called after every change at one of `places` or below one; the way back takes it off again. */
export function listen(places: readonly Address[], listener: Listener): () => void {
  for (const place of places) {
    const known = listeners.get(place) ?? new Set();
    listeners.set(place, known.add(listener));
  }
  return () => {
    for (const place of places) {
      const known = listeners.get(place);
      known?.delete(listener);
      if (known?.size === 0) listeners.delete(place);
    }
  };
}

/** The places that somebody reads and that may hold another value now. */
function readAt(changed: ChangedPlaces): readonly Address[] {
  const isBeside = [...changed.places].some((place) => place !== '' && !isWithin(place, 'pages'));
  const known = [...changed.places].filter((place) => listeners.has(place));
  // Of a letter in a text there are none below, and a long page has a thousand places to ask.
  const below = changed.blind.length === 0 ? [] : [...listeners.keys()].filter((place) => mayHaveChanged(changed, place));
  return [...new Set([...known, ...below, ...(isBeside ? [BESIDE_PAGES] : [])])];
}

function tell(places: Iterable<Address>): void {
  const told = new Set([...places].flatMap((place) => [...(listeners.get(place) ?? [])]));
  for (const listener of told) listener();
}

useDraftStore.subscribe(({ draft }, { draft: last }) => {
  const document = draft?.document ?? null;
  const before = useDocumentStore.getState().document;
  if (document === before) return;
  const changed = document === null || before === null || draft?.draftId !== last?.draftId ? null : changedPlaces(before, document);
  useDocumentStore.setState({ document, changed });
  tell(changed === null ? listeners.keys() : readAt(changed));
});

/**
 * What `read` finds in the document, or `none` while no draft is open. It is asked again only when something at one of `places`, or below one, is
 * another than before, so `read` looks nowhere else; the component draws again only when the answer changes.
 */
export function useInDocument<T>(places: readonly Address[], read: (document: IepDocument) => T, none: T): T {
  const key = places.join('\n');
  const subscribe = useCallback((listener: Listener) => listen(key === '' ? [] : key.split('\n'), listener), [key]);
  return useSyncExternalStore(subscribe, () => {
    const { document } = useDocumentStore.getState();
    return document === null ? none : read(document);
  });
}
