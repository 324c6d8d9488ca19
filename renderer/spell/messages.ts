/** What page and spelling worker say to each other; every answer names the question it answers. */
export type Question =
  | { readonly kind: 'open'; readonly ticket: number; readonly packed: readonly Uint8Array[] }
  | { readonly kind: 'unknown'; readonly ticket: number; readonly words: readonly string[] }
  | { readonly kind: 'suggest'; readonly ticket: number; readonly word: string };

/** `words` are the unknown ones or the suggestions; null when the worker could not answer. */
export interface Answer {
  readonly ticket: number;
  readonly words: readonly string[] | null;
}
