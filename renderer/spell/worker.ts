/** The spelling worker: holds the dictionaries away from the page, so that neither reading them nor looking for suggestions stops a key. */
import { openSpeller, type Speller } from './dictionary.ts';
import { FIELD_WORDS } from './field-words.ts';
import type { Answer, Question } from './messages.ts';

let speller: Speller | null = null;

async function answer(question: Question): Promise<readonly string[] | null> {
  switch (question.kind) {
    case 'open':
      speller = await openSpeller(question.packed, FIELD_WORDS);
      return [];
    case 'unknown':
      return speller?.unknown(question.words) ?? null;
    case 'suggest':
      return speller?.suggest(question.word) ?? null;
  }
}

globalThis.addEventListener('message', ({ data }: MessageEvent<Question>) => {
  const send = (words: Answer['words']): void => globalThis.postMessage({ ticket: data.ticket, words } satisfies Answer);
  answer(data).then(send, () => send(null));
});
