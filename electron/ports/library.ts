/** Promise: the document library: each document written once, and a list of what is said of them. */
import type { LibraryDocument } from '../../shared/library/document.ts';
import type { LibraryNews } from '../../shared/library/from-district.ts';
import type { Result } from '../../shared/words/failures.ts';

/** The document library: each document written once under the vault's own key, and a list of what is said of them. */
export interface Library {
  /** What is said of each; none of them is opened. */
  readonly list: () => Promise<Result<readonly LibraryDocument[]>>;
  readonly pdf: (documentId: string) => Promise<Result<Uint8Array>>;
  /** Keeps a document, in the place of another where one is named; `judge` says of those that are there when its turn comes why it cannot be kept. */
  readonly add: (document: LibraryDocument, pdf: Uint8Array, replaces: string | null, judge: (others: readonly LibraryDocument[]) => string | null) => Promise<Result<null>>;
  readonly remove: (documentId: string) => Promise<Result<null>>;
}

/** What deliveries of documents have told. */
export interface Told {
  /** Newest first; until somebody has put them away. */
  readonly news: readonly LibraryNews[];
  /** Editions that were said to be refused; `wasRead` when the file itself is the reason, which no other day changes. */
  readonly refused: readonly { readonly documentId: string; readonly wasRead: boolean }[];
}

export interface LibraryTold {
  readonly read: () => Promise<Result<Told>>;
  /** Answers whether anything was changed. */
  readonly change: (change: (before: Told) => Told) => Promise<Result<boolean>>;
}
