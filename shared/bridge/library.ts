/** Promise: documents of the library are taken in, read, printed and taken out. */
import { z } from 'zod';
import { libraryNews } from '../library/from-district.ts';
import { documentWords, libraryDocument, MOST_DOCUMENT_BYTES } from '../library/document.ts';
import { KB, bytes, call, localId, none } from './call.ts';

export const libraryCalls = {
  /** What was taken in; no document is opened for it. The papers that come with IEP Desk are known to the page. */
  'library.list': call(none, z.array(libraryDocument)),
  /** A paper that comes with IEP Desk is made anew, a document is as it was taken in. */
  'library.read': call(z.strictObject({ documentId: localId }), bytes),
  /** `replaces` names the document it is a newer version of. */
  'library.takeIn': call(z.strictObject({ words: documentWords, bytes, replaces: localId.nullable() }), z.strictObject({ documentId: localId }), MOST_DOCUMENT_BYTES + 64 * KB),
  'library.takeOut': call(z.strictObject({ documentId: localId }), z.null()),
  'library.print': call(z.strictObject({ documentId: localId }), z.strictObject({ printer: z.enum(['sent', 'noPrinter', 'cancelled']) })),
  'library.save': call(z.strictObject({ documentId: localId }), z.strictObject({ saved: z.boolean() })),
  /** What the district changed in it, until somebody has put it away. */
  'library.news': call(none, z.array(libraryNews)),
  /** Lines that were seen; one that came since stays. */
  'library.putNewsAway': call(z.strictObject({ seen: z.array(libraryNews.pick({ name: true, at: true })).max(1_000) }), z.null()),
} as const;
