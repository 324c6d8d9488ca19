/** What the district changed in the library since somebody last put it away: a quiet list above the documents. */
import { useState } from 'react';
import { shownNews, type LibraryNews } from '../../shared/library/from-district.ts';
import type { Failure } from '../../shared/words/failures.ts';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import box from '../ui/panel.module.css';
import { markTime } from '../workbench/clock.ts';
import { putNewsAway } from '../workbench/library.ts';
import styles from './library.module.css';

/** Colour never alone, and the words begin with the same. */
const SIGNS: Readonly<Record<LibraryNews['what'], string>> = { came: '+', newer: '↻', withdrawn: '−', refused: '⚠' };

export function DistrictNews({ lines }: { readonly lines: readonly LibraryNews[] }) {
  const [failure, setFailure] = useState<Failure | null>(null);
  if (lines.length === 0) return null;
  return (
    <section className={`${box.panel} ${styles.news}`} aria-label="What the district changed" data-library-news={lines.length}>
      <ul>
        {shownNews(lines).map(({ what, words, at }) => (
          <li key={words} data-news={what}>
            <span aria-hidden="true" className={styles.sign}>{SIGNS[what]}</span>
            <span>
              {words} <span className={styles.soft}>{markTime(at)}</span>
            </span>
          </li>
        ))}
      </ul>
      {failure === null ? null : <FailureNotice failure={failure} />}
      <Button small onPress={() => void putNewsAway(lines).then(setFailure)}>I have read this</Button>
    </section>
  );
}
