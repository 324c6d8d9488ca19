/** Over the structured notes: which of the seven contents of a prior written notice are there, and the way to where a missing one would go. It counts; it never calls a notice valid. */
import { useMemo } from 'react';
import { pwnCheck, type PwnElement } from '../../shared/check/pwn.ts';
import { elementsInWords, LANGUAGE_WORDS, partInWords, PWN_ELEMENTS, TIMING_WORDS } from '../../shared/check/pwn-words.ts';
import type { Address } from '../../shared/iep/address.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { useDraftStore } from '../workbench/draft-store.ts';
import { showField } from './show-field.ts';
import styles from './notice-strip.module.css';

const INTERPRETER = 'pages/structuredNotes/header/interpreter';
const ACTIONS = 'pages/structuredNotes/actions';

function lead(at: Address): void {
  const { draft } = useDraftStore.getState();
  if (draft !== null) showField(draft, 'structuredNotes', at);
}

function Light({ element }: { readonly element: PwnElement }) {
  const words = PWN_ELEMENTS.find((known) => known.n === element.n);
  const [missing] = element.missing;
  if (words === undefined) throw new Error(`A prior written notice has no element ${element.n}`);
  return (
    <li className={styles.light} data-element={element.n} data-there={element.ok}>
      <span className={styles.shape} aria-hidden="true">
        {element.ok ? '✓' : element.n}
      </span>
      <span>
        <span className={styles.name}>
          {element.n}. {words.en}
        </span>
        {element.ok || missing === undefined ? (
          <span className={styles.there}>There</span>
        ) : (
          <button type="button" className={styles.jump} onClick={() => lead(missing)}>
            Missing: goes in {partInWords(missing)}
          </button>
        )}
      </span>
    </li>
  );
}

function Line({ words, at }: { readonly words: string; readonly at: Address | null }) {
  return (
    <li>
      {at === null ? (
        words
      ) : (
        <button type="button" className={styles.jump} onClick={() => lead(at)}>
          {words}
        </button>
      )}
    </li>
  );
}

export function NoticeStrip({ document }: { readonly document: IepDocument }) {
  const check = useMemo(() => pwnCheck(document), [document]);
  return (
    <section className={styles.strip} aria-label="Prior written notice contents">
      <p className={styles.sum} role="status">
        {elementsInWords(check)}
      </p>
      <ol className={styles.lights}>
        {check.elements.map((element) => (
          <Light key={element.n} element={element} />
        ))}
      </ol>
      <ul className={styles.lines}>
        <Line words={LANGUAGE_WORDS[check.language]} at={check.language === 'open' ? INTERPRETER : null} />
        <Line words={TIMING_WORDS[check.timing]} at={check.timing === 'tooEarly' || check.timing === 'sameDay' ? ACTIONS : null} />
      </ul>
    </section>
  );
}
