/** Where the user is: a typed route and its history. There is no URL, so no student's name can leak into one (libraries.md 3.3). */
import { create } from 'zustand';

export type StudentTab = 'future' | 'current' | 'history';

/** A PDF to read: an affirmed IEP as it was made, a clean copy of it, the notice of its revocation, a copy printed from a draft, or a document of the library. */
export type ReaderSource = { readonly kind: 'affirmed' | 'cleanCopy' | 'revocationNotice'; readonly iepId: string } | { readonly kind: 'copy'; readonly copyId: string } | { readonly kind: 'library'; readonly documentId: string };

/** Tells one PDF from another. */
export function sourceKey(source: ReaderSource): string {
  switch (source.kind) {
    case 'affirmed':
    case 'cleanCopy':
    case 'revocationNotice':
      return `${source.kind} ${source.iepId}`;
    case 'copy':
      return source.copyId;
    case 'library':
      return `library ${source.documentId}`;
  }
}

/** Words that were found in a record, with a little around them: the reader opens at them. */
export interface Passage {
  readonly before: string;
  readonly found: string;
  readonly after: string;
}

export type Route =
  | { readonly name: 'home' }
  | { readonly name: 'student'; readonly studentId: string; readonly tab: StudentTab }
  | { readonly name: 'progress'; readonly studentId: string }
  | { readonly name: 'meeting'; readonly studentId: string; readonly draftId: string }
  | { readonly name: 'reconcile'; readonly studentId: string; readonly draftId: string }
  | { readonly name: 'affirm'; readonly studentId: string; readonly draftId: string }
  | { readonly name: 'reader'; /** Null for a document of the library, which is nobody's record. */ readonly studentId: string | null; readonly title: string; readonly source: ReaderSource; readonly passage?: Passage }
  | { readonly name: 'goals' }
  | { readonly name: 'library' }
  | { readonly name: 'sync' }
  | { readonly name: 'settings' };

interface Routes {
  readonly route: Route;
  readonly behind: readonly Route[];
  readonly ahead: readonly Route[];
}

const HOME: Route = { name: 'home' };
/** How many places Alt+Left can go back. */
const MEMORY = 50;

export const useRoutes = create<Routes>(() => ({ route: HOME, behind: [], ahead: [] }));

export function go(route: Route): void {
  useRoutes.setState((here) => ({ route, behind: [...here.behind, here.route].slice(-MEMORY), ahead: [] }));
}

export function back(): void {
  useRoutes.setState((here) => {
    const last = here.behind.at(-1);
    return last === undefined ? here : { route: last, behind: here.behind.slice(0, -1), ahead: [here.route, ...here.ahead] };
  });
}

export function forward(): void {
  useRoutes.setState((here) => {
    const [next, ...rest] = here.ahead;
    return next === undefined ? here : { route: next, behind: [...here.behind, here.route], ahead: rest };
  });
}

/** Forgets every place; at lock nothing may lead back into a record. */
export function forgetRoutes(): void {
  useRoutes.setState({ route: HOME, behind: [], ahead: [] });
}
