/**
 * Dictionaries in memory: which words they know, and what may have been meant. The packed lists of cspell are tries: 670 KB unpacked for English, read
 * in a fraction of a second, where an engine that expands the affixes of a Spanish Hunspell file first takes hundreds of megabytes (wooorm/nspell#11).
 */
import { decodeTrie } from 'cspell-trie-lib';

export interface Speller {
  /** Those of the words that no dictionary knows, in the order given. */
  readonly unknown: (words: readonly string[]) => readonly string[];
  /** What may have been meant, the nearest first; at most `MOST_SUGGESTIONS`. */
  readonly suggest: (word: string) => readonly string[];
}

/** More than this is a list to search and no help. */
export const MOST_SUGGESTIONS = 4;
/** Suggestions taken from each dictionary before the nearest are chosen. */
const TAKEN = 8;

async function unpack(packed: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([packed.slice()]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function isCapital(word: string): boolean {
  return /^\p{Lu}/u.test(word);
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

/** The forms a word may stand in the list under: as written, in small letters where it begins a sentence, without its 's. */
function forms(word: string): readonly string[] {
  const bare = word.replace(/'s?$/u, '');
  const both = bare === word ? [word] : [word, bare];
  return isCapital(word) ? [...both, ...both.map((form) => form.toLowerCase())] : both;
}

/**
 * @param packed gzipped trie files of cspell; rejects when one cannot be read
 * @param fieldWords words of the field, in small letters, that count as known
 */
export async function openSpeller(packed: readonly Uint8Array[], fieldWords: readonly string[]): Promise<Speller> {
  const lists = (await Promise.all(packed.map(unpack))).map((bytes) => decodeTrie(bytes));
  const field = new Set(fieldWords);
  const isKnown = (word: string): boolean => forms(word).some((form) => field.has(form.toLowerCase()) || lists.some((list) => list.has(form)));
  return {
    unknown: (words) => words.filter((word) => !isKnown(word)),
    suggest: (word) => {
      const found = lists.flatMap((list) => list.suggestWithCost(word.toLowerCase(), { numSuggestions: TAKEN, ignoreCase: false }));
      const nearest = found.toSorted((a, b) => a.cost - b.cost).map((each) => (isCapital(word) ? capital(each.word) : each.word));
      return [...new Set(nearest)].filter((each) => !each.includes(' ')).slice(0, MOST_SUGGESTIONS);
    },
  };
}
