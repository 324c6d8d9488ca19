/** One field that finds words in every affirmed IEP of a student (Ctrl+F): newest first, each place with its page, its field and a little around it, and the way to it. */
import { useLayoutEffect, useRef, useState } from 'react';
import { FEWEST_LETTERS } from '../../shared/iep/find.ts';
import type { RecordSummary, StudentSummary } from '../../shared/bridge/summaries.ts';
import { Button } from '../ui/button.tsx';
import { Labelled } from '../ui/labelled.tsx';
import { noteOpened, searchRecords, stopSearch, useRecordSearch, type Place, type Searched } from '../workbench/record-search.ts';
import { recordsNow } from '../workbench/working-set.ts';
import { LeftOpenDialog } from './left-open.tsx';
import { readPlace } from './read-pdf.ts';
import { recordWords } from './record-words.ts';
import { sumWords, unreadWords } from './search-words.ts';
import { awaitField, takeTyped, type TypedAhead } from './typed-ahead.ts';
import placeStyles from '../ui/found-places.module.css';
import styles from './find-in-records.module.css';

/** Places of one IEP shown before anybody asks for all: ten years are looked over first. */
const FIRST_PLACES = 5;

/** The key may be pressed before the field is drawn. */
export function focusSearch(): void {
  const box = document.querySelector<HTMLInputElement>('[data-search-records]');
  if (box === null) return awaitField();
  box.focus();
  box.select();
}

function idOf(record: RecordSummary, { at, language }: Place): string {
  return `${record.iepId} ${at} ${language ?? ''}`;
}

const LEADS_TO: Readonly<Record<Place['shownOn'], string>> = { affirmed: '', cleanCopy: ' · came after affirming: opens the clean copy', leftOpen: ' · on no sheet: opens what was left open' };

interface LineProps {
  readonly studentId: string;
  readonly record: RecordSummary;
  readonly place: Place;
  /** A reason for what was left open is read here, over the page. */
  readonly onReason: () => void;
}

function PlaceLine({ studentId, record, place, onReason }: LineProps) {
  const id = idOf(record, place);
  return (
    <li>
      <button
        type="button"
        className={placeStyles.place}
        data-found-at={id}
        onClick={() => {
          if (place.shownOn === 'leftOpen') return onReason();
          noteOpened(id);
          return readPlace(studentId, record, place);
        }}
      >
        <span className={placeStyles.where}>
          {place.place}
          {place.language === null ? '' : ` · in ${place.language}`}
          {LEADS_TO[place.shownOn]}
        </span>
        <span>
          {place.before}
          <mark>{place.found}</mark>
          {place.after}
        </span>
      </button>
    </li>
  );
}

function Places({ studentId, found, words, opened }: { readonly studentId: string; readonly found: Searched; readonly words: string; readonly opened: string | null }) {
  const { record, places } = found;
  const [reason, setReason] = useState(false);
  // Whoever comes back from a PDF finds the place it was opened from.
  const [all, setAll] = useState(places.findIndex((place) => idOf(record, place) === opened) >= FIRST_PLACES);
  const heading = `found-in-${record.iepId}`;
  return (
    <section aria-labelledby={heading} data-found-in={record.iepId}>
      <h3 id={heading} className={styles.record}>
        {recordWords(record)} <span className={placeStyles.where}>({places.length === 1 ? '1 place' : `${places.length} places`})</span>
      </h3>
      <ul className={placeStyles.list}>
        {(all ? places : places.slice(0, FIRST_PLACES)).map((place) => (
          <PlaceLine key={idOf(record, place)} studentId={studentId} record={record} place={place} onReason={() => setReason(true)} />
        ))}
      </ul>
      {all || places.length <= FIRST_PLACES ? null : (
        <Button small look="quiet" label={`Show all ${places.length} places in the ${recordWords(record)}`} onPress={() => setAll(true)}>
          Show all {places.length} places
        </Button>
      )}
      {reason ? <LeftOpenDialog record={record} words={words} onClose={() => setReason(false)} /> : null}
    </section>
  );
}

/** Where the caret is once the screen is there: in the field that was asked for, else at the place whose PDF was read. Before anything is painted, so that no key falls between. */
function useFirstFocus(opened: string | null, onTyped: (typed: TypedAhead) => void): void {
  const first = useRef({ opened, onTyped });
  useLayoutEffect(() => {
    const typed = takeTyped();
    if (typed !== null) {
      focusSearch();
      return first.current.onTyped(typed);
    }
    if (first.current.opened === null) return undefined;
    document.querySelector<HTMLElement>(`[data-found-at="${CSS.escape(first.current.opened)}"]`)?.focus();
    noteOpened(null);
    return undefined;
  }, []);
}

export function FindInRecords({ student }: { readonly student: StudentSummary }) {
  const { studentId } = student;
  const search = useRecordSearch();
  const own = search.studentId === studentId;
  const [words, setWords] = useState(own ? search.words : '');
  const [tooFew, setTooFew] = useState(false);
  const running = own && search.state === 'running';
  const start = (asked: string): void => {
    const few = asked.trim().length < FEWEST_LETTERS;
    setTooFew(few);
    if (!few) void searchRecords(studentId, asked.trim(), () => recordsNow(studentId));
  };
  useFirstFocus(own ? search.opened : null, (typed) => {
    if (typed.words !== '') setWords(typed.words);
    if (typed.sent) start(typed.words);
  });
  const unread = own ? unreadWords(search.searched) : [];
  return (
    <div className={styles.find}>
      <form
        className={styles.ask}
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          start(words);
        }}
      >
        <Labelled label="Find words in every affirmed IEP" hint="Ctrl+F comes here; Enter searches, newest first. Accents and capitals make no difference.">
          {({ id, describedBy }) => <input id={id} aria-describedby={describedBy} type="text" maxLength={200} autoComplete="off" spellCheck={false} data-search-records value={words} onChange={(event) => setWords(event.target.value)} />}
        </Labelled>
        <Button submit onPress={() => start(words)}>
          Find
        </Button>
        {running ? (
          <Button
            onPress={() => {
              stopSearch();
              focusSearch();
            }}
          >
            Stop
          </Button>
        ) : null}
      </form>
      <p role="status" data-search-state={own ? search.state : 'none'}>
        {tooFew ? 'Type at least two letters.' : own ? sumWords(search) : ''}
      </p>
      {unread.length === 0 && (!own || search.state === 'none' || student.unreadable.records === 0) ? null : (
        <div role="alert" data-search-unread>
          {unread.map((line) => (
            <p key={line}>{line}</p>
          ))}
          {student.unreadable.records === 0 ? null : <p>{student.unreadable.records === 1 ? 'One affirmed IEP that cannot be read was not searched.' : `${student.unreadable.records} affirmed IEPs that cannot be read were not searched.`}</p>}
          <p>Settings names the files and what to do.</p>
        </div>
      )}
      {own ? search.searched.filter(({ places }) => places.length > 0).map((found) => <Places key={found.record.iepId} studentId={studentId} found={found} words={search.words} opened={search.opened} />) : null}
    </div>
  );
}
