/** Words somebody said are right, each to be taken out again. */
import { useEffect, useState } from 'react';
import type { Failure } from '../../shared/words/failures.ts';
import { removeWord, useSpelling } from '../spell/spelling.ts';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { ask, bridge } from '../workbench/bridge.ts';
import { Section } from './section.tsx';
import styles from './settings.module.css';

export function OwnWords() {
  const mine = useSpelling((state) => state.mine);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    void ask(bridge().words.list()).then((reply) => (reply.ok ? useSpelling.setState({ mine: reply.value.words }) : setFailure(reply.failure as Failure)));
  }, []);
  return (
    <Section label="Spelling">
      <h2>Spelling</h2>
      <p>English and Spanish are checked on this computer, with no network. Names in the record count as right; so do these words of yours, which are sealed with the records.</p>
      {mine.length === 0 ? <p>You have added no word yet.</p> : null}
      <ul className={styles.words} data-own-words={mine.length}>
        {mine.map((word) => (
          <li key={word}>
            {word}
            <Button small look="quiet" label={`Take out ${word}`} onPress={() => void removeWord(word).then(setFailure)}>
              ✕
            </Button>
          </li>
        ))}
      </ul>
      {failure === null ? null : <FailureNotice failure={failure} />}
    </Section>
  );
}
