/** Finds words in the whole IEP: each place with a little around it; Enter and F3 go from one to the next, Escape back to where the caret was. */
import { useDeferredValue, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { IepDocument } from '../../shared/iep/document.ts';
import { FEWEST_LETTERS, findIn, snippetOf, type Found } from '../../shared/iep/find.ts';
import { shortName } from '../../shared/iep/page-names.ts';
import { useDraftStore } from '../workbench/draft-store.ts';
import { showField } from './show-field.ts';
import placeStyles from '../ui/found-places.module.css';
import styles from './find-part.module.css';

/** Goes to the field and, where it is a text box, selects the words in it. */
function lead(found: Found): void {
  const { draft } = useDraftStore.getState();
  if (draft === null) return;
  showField(draft, found.page, found.at);
  // The page focuses the field once it is drawn; the words are selected after that.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const control = document.activeElement;
      const words = found.text.slice(found.start, found.end);
      if (!(control instanceof HTMLTextAreaElement || (control instanceof HTMLInputElement && control.type === 'text'))) return;
      const start = control.value.indexOf(words);
      if (words !== '' && start >= 0) control.setSelectionRange(start, start + words.length);
    }),
  );
}

function sum(count: number, words: string): string {
  if (words.trim().length < FEWEST_LETTERS) return 'Type at least two letters.';
  if (count === 0) return 'Nowhere in this IEP.';
  return count === 1 ? 'In one place.' : `In ${count} places.`;
}

/** What is looked for, where it stands, and the step from one place to the next by F3 wherever the caret is. */
function useFound(live: IepDocument) {
  const [words, setWords] = useState('');
  const [current, setCurrent] = useState(-1);
  const document = useDeferredValue(live);
  const wanted = useDeferredValue(words);
  const found = useMemo(() => findIn(document, wanted), [document, wanted]);
  const step = useRef<(by: 1 | -1) => void>(() => undefined);
  useEffect(() => {
    step.current = (by) => {
      // The list may still be that of the letters before; Enter goes to the words as they stand.
      const places = words === wanted ? found : findIn(live, words);
      if (places.length === 0) return;
      const next = (current + by + places.length) % places.length;
      setCurrent(next);
      const one = places[next];
      if (one !== undefined) lead(one);
    };
  });
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent): void => {
      if (event.key !== 'F3') return;
      event.preventDefault();
      step.current(event.shiftKey ? -1 : 1);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return { words, setWords, wanted, found, current, setCurrent, step };
}

interface PlaceProps {
  readonly document: IepDocument;
  readonly place: Found;
  readonly isCurrent: boolean;
  readonly onGo: () => void;
}

/** One place with a little of what stands around the words. */
function Place({ document, place, isCurrent, onGo }: PlaceProps) {
  const { before, found: meant, after } = snippetOf(place);
  return (
    <button type="button" className={placeStyles.place} aria-current={isCurrent} onClick={onGo}>
      <span className={placeStyles.where}>
        {shortName(document, place.page)} · {place.label}
      </span>
      {place.text === '' ? null : (
        <span>
          {before}
          <mark>{meant}</mark>
          {after}
        </span>
      )}
    </button>
  );
}

export function FindPart({ document, onLeave }: { readonly document: IepDocument; readonly onLeave: () => void }) {
  const { words, setWords, wanted, found, current, setCurrent, step } = useFound(document);
  const onKey = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    if (event.key === 'Escape') onLeave();
    else step.current(event.shiftKey ? -1 : 1);
  };
  const onWords = (typed: string): void => {
    setWords(typed);
    setCurrent(-1);
  };
  const goTo = (place: Found, index: number): void => {
    setCurrent(index);
    lead(place);
  };
  return (
    <div className={styles.find}>
      <label className={styles.box}>
        <span>
          Find in this IEP <span className={placeStyles.where}>(Enter or F3: next, Shift+F3: back)</span>
        </span>
        <input type="text" data-find-words value={words} onChange={(event) => onWords(event.target.value)} onKeyDown={onKey} />
      </label>
      <p className={placeStyles.where} role="status" data-found={found.length}>
        {sum(found.length, wanted)}
      </p>
      <ol className={placeStyles.list}>
        {found.map((place, index) => (
          <li key={place.at}>
            <Place document={document} place={place} isCurrent={index === current} onGo={() => goTo(place, index)} />
          </li>
        ))}
      </ol>
    </div>
  );
}
