/** Finds documents of the library by words of their title, kind, language, version and source, and narrows them by kind and language. */
import { holdsEveryWord } from '../words/every-word.ts';
import { KIND_WORDS, type DocumentKind, type DocumentWords } from './document.ts';

export interface Wanted {
  readonly words: string;
  /** '' for every kind. */
  readonly kind: DocumentKind | '';
  /** '' for every language. */
  readonly language: string;
}

/** In the order given. */
export function findDocuments<D extends DocumentWords>(documents: readonly D[], { words, kind, language }: Wanted): readonly D[] {
  const isMeant = holdsEveryWord(words);
  return documents.filter((one) => (kind === '' || one.kind === kind) && (language === '' || one.language === language) && isMeant(`${one.title} ${KIND_WORDS[one.kind]} ${one.language} ${one.version} ${one.source}`));
}
