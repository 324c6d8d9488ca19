/** Under a statement, for each word no dictionary knows: what may have been meant, and keeping it as it is. One press puts a word right where it stands. */
import { useEffect, useMemo, useState } from 'react';
import { misspelledIn, ownWordsOf, type Spelt } from '../../shared/check/spelling.ts';
import type { Address } from '../../shared/iep/address.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
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

interface ToolsProps {
  readonly text: string;
  readonly spelt: Spelt;
  readonly onText: (text: string) => void;
}

function WordTools({ text, spelt, onText }: ToolsProps) {
  const suggestions = useSuggestions(spelt.word);
  const [failure, setFailure] = useState<Failure | null>(null);
  const replace = (word: string): void => onText(text.slice(0, spelt.from) + word + text.slice(spelt.to));
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

interface WordsProps {
  readonly text: string;
  /** Whose names count as known. */
  readonly document: IepDocument;
  readonly onText: (text: string) => void;
}

/** Each word of a text once that no dictionary knows, where it stands first; nothing while there is none. */
export function UnknownWords({ text, document, onText }: WordsProps) {
  const unknown = useSpelling((state) => state.unknown);
  const words = useMemo(() => misspelledIn(text, unknown, ownWordsOf(document)), [text, unknown, document]);
  const once = words.filter((spelt, n) => words.findIndex(({ word }) => word === spelt.word) === n);
  if (once.length === 0) return null;
  return (
    <ul className={styles.words}>
      {once.map((spelt) => (
        <WordTools key={spelt.word} text={text} spelt={spelt} onText={onText} />
      ))}
    </ul>
  );
}

export function SpellTools({ at, label }: { readonly at: Address; readonly label: string }) {
  return <UnknownWords text={wordsOf(useValue(at))} document={useDocument()} onText={(text) => writeText(at, label, text)} />;
}
