/** Handlers of spelling: the dictionaries that ship with the product, and the words somebody added to them. */
import type { SpellingLanguage } from '../../../shared/bridge/words.ts';
import { fail, ok } from '../../../shared/words/failures.ts';
import { addWord, ownWords, removeWord } from '../../records/word-service.ts';
import type { Session } from '../../records/session.ts';
import type { HandlersOf } from '../answer.ts';

/** Reads the packed word list of a language from the product's own folder; rejects when it is not there. */
export type ReadDictionary = (language: SpellingLanguage) => Promise<Uint8Array<ArrayBuffer>>;

export function wordHandlers(session: Session, readDictionary: ReadDictionary): HandlersOf<`words.${'dictionary' | 'list' | 'add' | 'remove'}`> {
  const { inside } = session;
  return {
    'words.dictionary': ({ language }) => inside(async () => {
      try {
        return ok({ packed: await readDictionary(language) });
      } catch {
        return fail('notFound', 'The dictionary that comes with IEP Desk is missing, so spelling is not checked. Install IEP Desk again.');
      }
    }),
    'words.list': () => inside(async (rooms) => ok({ words: ownWords(rooms) })),
    'words.add': ({ word }) => inside((rooms) => addWord(rooms, word)),
    'words.remove': ({ word }) => inside((rooms) => removeWord(rooms, word)),
  };
}
