/** Under a statement, for each word no dictionary knows: what may have been meant, and keeping it as it is. One press puts a word right where it stands. */
import { useEffect, useMemo, useState } from 'react';
import { misspelledIn, ownWordsOf, type Spelt } from '../../shared/check/spelling.ts';
import type { Address } from '../../shared/iep/address.ts';
import type { Failure } from '../../shared/words/failures.ts';
import { addWord, suggestionsFor, useSpelling } from '../spell/spelling.ts';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { useDocument, useValue, wordsOf, writeText } from './values.ts';
import styles from './spell-tools.module.css';

function useSuggestions(word: string): readonly string[] {
  const [found, setFound] = useState<readonly string[]>([]);
  useEffect(() => {
    let wanted = true;
    void suggestionsFor(word).then((words) => wanted && setFound(words));
    return () => {
      wanted = false;
    };
  }, [word]);
  return found;
}

function WordTools({ at, label, text, spelt }: { readonly at: Address; readonly label: string; readonly text: string; readonly spelt: Spelt }) {
  const suggestions = useSuggestions(spelt.word);
  const [failure, setFailure] = useState<Failure | null>(null);
  const replace = (word: string): void => writeText(at, label, text.slice(0, spelt.from) + word + text.slice(spelt.to));
  return (
    <li className={styles.word} data-spelling={spelt.word}>
      <span className={styles.wrong}>{spelt.word}</span>
      {suggestions.map((word) => (
        <Button key={word} small look="quiet" label={`Replace ${spelt.word} with ${word}`} onPress={() => replace(word)}>
          {word}
        </Button>
      ))}
      <Button small look="quiet" label={`${spelt.word} is right: add it to my words`} onPress={() => void addWord(spelt.word).then(setFailure)}>
        It is right
      </Button>
      {failure === null ? null : <FailureNotice failure={failure} />}
    </li>
  );
}

export function SpellTools({ at, label }: { readonly at: Address; readonly label: string }) {
  const text = wordsOf(useValue(at));
  const document = useDocument();
  const unknown = useSpelling((state) => state.unknown);
  const words = useMemo(() => misspelledIn(text, unknown, ownWordsOf(document)), [text, unknown, document]);
  const once = words.filter((spelt, n) => words.findIndex(({ word }) => word === spelt.word) === n);
  return (
    <ul className={styles.words}>
      {once.map((spelt) => (
        <WordTools key={spelt.word} at={at} label={label} text={text} spelt={spelt} />
      ))}
    </ul>
  );
}
