/** Over the structured notes: which of the seven contents of a prior written notice are there, and the way to where a missing one would go. It counts; it never calls a notice valid. */
import { memo, useMemo } from 'react';
import { pwnCheck, type PwnCheck, type PwnElement } from '../../shared/check/pwn.ts';
import { elementsInWords, LANGUAGE_WORDS, partInWords, PWN_ELEMENTS, TIMING_WORDS } from '../../shared/check/pwn-words.ts';
import type { Address } from '../../shared/iep/address.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import type { Json } from '../../shared/iep/json.ts';
import { sameJson } from '../../shared/journal/equal.ts';
import { useRead } from '../form/known.ts';
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

/** What the offer changes against the Current IEP and no action speaks of: while there is any, the first element is open, here and on paper. */
function Changes({ check: { compared, uncovered } }: { readonly check: PwnCheck }) {
  if (!compared) return <Line words="Changes: no earlier IEP is at hand to compare the offer with." at={null} />;
  if (uncovered.length === 0) return <Line words="Changes: no service or setting has changed without an action that names it." at={null} />;
  return uncovered.map(({ words, at }) => <Line key={`${words.en} ${at}`} words={`Changes: ${words.en}; no action names it.`} at={ACTIONS} />);
}

/** Most keys change nothing of it. */
const Contents = memo(function Contents({ check }: { readonly check: PwnCheck }) {
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
        <Changes check={check} />
      </ul>
    </section>
  );
}, (before, now) => sameJson(before.check as unknown as Json, now.check as unknown as Json));

export const NoticeStrip = memo(function NoticeStrip({ document }: { readonly document: IepDocument }) {
  const previous = useRead((state) => state.previous);
  return <Contents check={useMemo(() => pwnCheck(document, previous), [document, previous])} />;
});
