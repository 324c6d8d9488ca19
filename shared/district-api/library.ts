/**
 * The documents a district hands out, as they travel: a list of what is handed out now, and each PDF under the digest of its bytes. Nothing here is a record of
 * a student. What may be said of a document and how large it may be is the library's own rule (shared/library).
 */
import { z } from 'zod';
import { documentWords, MOST_DOCUMENT_BYTES, MOST_DOCUMENTS } from '../library/document.ts';
import { handedOutName } from '../library/from-district.ts';
import { sha256 } from './contract.ts';

const { title, kind, language, source } = documentWords.shape;

/** What whoever hands a document out says of it. */
export const handedOutWords = z.object({
  title, kind, language, source,
  /** "March 2027": how people tell this edition from the one before. */
  edition: z.string().trim().min(1).max(200),
});
export type HandedOutWords = z.infer<typeof handedOutWords>;

/** One document as it is handed out now; another edition has the same `name`. */
export const handedOut = z.object({ ...handedOutWords.shape, name: handedOutName, sha256, bytes: z.int().min(1).max(MOST_DOCUMENT_BYTES), handedOutAt: z.string().max(40) });
export type HandedOut = z.infer<typeof handedOut>;

/** Everything that is handed out now: what is not in it was withdrawn. */
export const handedOutList = z.object({ documents: z.array(handedOut).max(MOST_DOCUMENTS) });
