/** Promise: the dictionaries, and the words somebody said are right. */
import { z } from 'zod';
import { bytes, call, none } from './call.ts';

const spellingLanguage = z.enum(['en', 'es']);
/** One word as it is written: letters, with apostrophes and hyphens inside. */
const ownWord = z.string().max(60).regex(/^[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*$/u);
const ownWords = z.strictObject({ words: z.array(z.string()) });

export const wordsCalls = {
  /** The packed word list of a language, as the spelling worker unpacks it. */
  'words.dictionary': call(z.strictObject({ language: spellingLanguage }), z.strictObject({ packed: bytes })),
  'words.list': call(none, ownWords),
  'words.add': call(z.strictObject({ word: ownWord }), ownWords),
  'words.remove': call(z.strictObject({ word: ownWord }), ownWords),
} as const;

export type SpellingLanguage = z.infer<typeof spellingLanguage>;
