/**
 * The document of the open draft alone, for the hundreds of controls that read one place of it: they are asked again when the document changed, and
 * not when a save began or ended, which happens just as often while somebody types.
 */
import { create } from 'zustand';
import type { IepDocument } from '../../shared/iep/document.ts';
import { useDraftStore } from './draft-store.ts';

export const useDocumentStore = create<{ readonly document: IepDocument | null }>(() => ({ document: null }));

useDraftStore.subscribe(({ draft }) => {
  const document = draft?.document ?? null;
  if (document !== useDocumentStore.getState().document) useDocumentStore.setState({ document });
});

/** What `read` finds in the document, or `none` while no draft is open; the component draws again only when that changes. */
export function useInDocument<T>(read: (document: IepDocument) => T, none: T): T {
  return useDocumentStore(({ document }) => (document === null ? none : read(document)));
}
