/** The document library: what is in it, reading, printing and saving a document, taking one in and out, and what the district changed in it. */
import { listLibrary, newsOf, printDocument, putNewsAway, readDocument, saveDocument, takeIn, takeOut } from '../../records/library-service.ts';
import type { Session } from '../../records/session.ts';
import type { HandlersOf } from '../answer.ts';

export function libraryHandlers({ inside }: Session): HandlersOf<`library.${'list' | 'read' | 'takeIn' | 'takeOut' | 'print' | 'save' | 'news' | 'putNewsAway'}`> {
  return {
    'library.list': () => inside(listLibrary),
    'library.read': ({ documentId }) => inside((rooms) => readDocument(rooms, documentId)),
    'library.takeIn': ({ words, bytes, replaces }) => inside((rooms) => takeIn(rooms, words, bytes, replaces)),
    'library.takeOut': ({ documentId }) => inside((rooms) => takeOut(rooms, documentId)),
    'library.print': ({ documentId }) => inside((rooms) => printDocument(rooms, documentId)),
    'library.news': () => inside(newsOf),
    'library.putNewsAway': ({ seen }) => inside((rooms) => putNewsAway(rooms, seen)),
    'library.save': ({ documentId }) => inside((rooms) => saveDocument(rooms, documentId)),
  };
}
