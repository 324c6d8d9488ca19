/** Promise: a line of the notes is written: a row of the document from its first letter, ended by Enter; kind, speaker and field by one key each. */
import { useState, type KeyboardEvent } from 'react';
import { ROW_ID, valueAt, type Address, type Row, type RowId } from '../../shared/iep/address.ts';
import { disputeEdits } from '../../shared/flow/dispute.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import type { Json } from '../../shared/iep/json.ts';
import { pageIdOf } from '../../shared/iep/page-keys.ts';
import { shortName } from '../../shared/iep/page-names.ts';
import { NOTE_KINDS } from '../../shared/iep/pages/notes.ts';
import { placeWords } from '../../shared/iep/place-words.ts';
import { cleanPaste } from '../form/paste.ts';
import type { Edit } from '../../shared/journal/edit.ts';
import { rowAddress, rowsAt, useValue, wordsOf, write, writeText } from '../form/values.ts';
import { Button } from '../ui/button.tsx';
import { timeOfDay } from '../workbench/clock.ts';
import { edit } from '../workbench/draft-edits.ts';
import { flushDraft } from '../workbench/draft-queue.ts';
import { useDraftStore } from '../workbench/draft-store.ts';
import { newRowId } from '../workbench/ids.ts';
import { follow } from '../workbench/rest.ts';
import { useSettings } from '../workbench/settings-store.ts';
import { speakers } from './speakers.ts';
import styles from './notes.module.css';

/** The lines are rows of the structured notes. */
export const LIST: Address = 'pages/structuredNotes/topics';
/** What a line is unless the note-taker says otherwise. */
const USUAL_KIND = 'information';
/** An address at which no form has anything. */
const NOWHERE: Address = 'nowhere';

interface KindProps {
  readonly kind: string;
  readonly onKind: (kind: string) => void;
}

function Kinds({ kind, onKind }: KindProps) {
  return (
    <div role="radiogroup" aria-label="Kind of line, Alt+1 to Alt+5" className={styles.kinds}>
      {NOTE_KINDS.map((known, index) => (
        <label key={known.value} className={styles.kind} data-chosen={kind === known.value}>
          <input type="radio" name="note-kind" value={known.value} checked={kind === known.value} onChange={() => onKind(known.value)} />
          <kbd>{index + 1}</kbd> {known.label.en}
        </label>
      ))}
    </div>
  );
}

interface EntryProps {
  readonly document: IepDocument;
  readonly page: string;
  /** The field the caret came from, or null. */
  readonly about: Address | null;
  readonly onAbout: (about: Address | null) => void;
  /** The row of the line being written; null before its first letter. */
  readonly row: RowId | null;
  readonly onRow: (row: RowId | null) => void;
  readonly onAdded: () => void;
}

/** What a line is besides its words, as chosen now. */
function facts(kind: string, speaker: string, page: string, about: Address | null): Readonly<Record<string, Json>> {
  const asked = kind === 'request' ? { answer: '', why: '', actionRef: null } : {};
  return { kind, pageId: pageIdOf(page), speakerRole: speaker, about: about ?? '', ...asked };
}

/** The lines as they stand at this very key; what is drawn around the page follows a moment later. */
function linesNow(): readonly Row[] {
  const { draft } = useDraftStore.getState();
  return draft === null ? [] : rowsAt(valueAt(draft.document, LIST));
}

type Line = Pick<EntryProps, 'document' | 'page' | 'about' | 'row' | 'onRow' | 'onAdded'>;

/** The line being written, and what a key does to it: a row of the document from its first letter, so that what is written of it is saved like any other word. */
function useLine({ document, page, about, row: written, onRow, onAdded }: Line) {
  const [kind, setKind] = useState(USUAL_KIND);
  const [speaker, setSpeaker] = useState('Parent');
  const begin = (said: string): void => {
    const fresh: Row = { [ROW_ID]: newRowId(), time: timeOfDay(), text: said, ...facts(kind, speaker, page, about) };
    const last = linesNow().at(-1);
    if (last === undefined) write(LIST, 'Note', [fresh]);
    else edit('Note', [{ op: 'insertRow', at: LIST, row: fresh, after: last[ROW_ID] }]);
    onRow(fresh[ROW_ID]);
  };
  const say = (said: string): void => {
    const rows = linesNow();
    const index = rows.findIndex((known) => known[ROW_ID] === written);
    const row = rows[index];
    if (row === undefined) begin(said);
    else if (said === '') edit('Note', [{ op: 'removeRow', at: LIST, row, after: rows[index - 1]?.[ROW_ID] ?? null }]);
    else writeText(`${rowAddress(LIST, row[ROW_ID])}/text`, 'Note', said);
  };
  const add = (): void => {
    const row = linesNow().find((known) => known[ROW_ID] === written);
    const said = cleanPaste(wordsOf(row?.['text'])).trim();
    if (row === undefined || said === '') return;
    const at = rowAddress(LIST, row[ROW_ID]);
    const ended: Readonly<Record<string, Json>> = { ...facts(kind, speaker, page, about), text: said };
    const changed = Object.entries(ended).filter(([name, value]) => row[name] !== value);
    const settled = kind === 'disagreement' ? disputeEdits(useDraftStore.getState().draft?.document ?? document, useSettings.getState().settings?.disputeWords ?? '') : [];
    const edits: readonly Edit[] = [...changed.map(([name, value]) => ({ op: 'set' as const, at: `${at}/${name}`, value, was: row[name] })), ...settled];
    if (edits.length > 0) edit('Note', edits);
    // The line ends with its last letter, not with what stood there when the hand last rested.
    follow();
    onRow(null);
    setKind(USUAL_KIND);
    onAdded();
  };
  return { kind, setKind, speaker, setSpeaker, say, add };
}

function Speaker({ document, speaker, onSpeaker }: { readonly document: IepDocument; readonly speaker: string; readonly onSpeaker: (speaker: string) => void }) {
  const { present, others } = speakers(document);
  return (
    <label className={styles.speaker}>
      <span>Who speaks</span>
      <select value={speaker} onChange={(event) => onSpeaker(event.target.value)}>
        <optgroup label="At the table">
          {present.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </optgroup>
        <optgroup label="Others">
          {others.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </optgroup>
      </select>
    </label>
  );
}

/** The field the line is about, to be taken off by one key. */
function About({ document, about, onAbout }: { readonly document: IepDocument; readonly about: Address; readonly onAbout: (about: null) => void }) {
  return (
    <p className={styles.about} data-note-about={about}>
      About {placeWords(document, about)}
      <Button look="quiet" small keys="Alt+0" label="Not about this field" onPress={() => onAbout(null)}>
        ✕
      </Button>
    </p>
  );
}

/** One line of the notes, from its first letter to the Enter that ends it. */
export function Entry(props: EntryProps) {
  const { document, page, about, onAbout, row } = props;
  const { kind, setKind, speaker, setSpeaker, say, add } = useLine(props);
  const text = wordsOf(useValue(row === null ? NOWHERE : `${rowAddress(LIST, row)}/text`));
  const onKey = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.ctrlKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    add();
  };
  /** Alt with a digit: the code of the key, because with Alt some keyboards write another sign. */
  const onDigit = (event: KeyboardEvent<HTMLDivElement>): void => {
    const digit = event.altKey && !event.ctrlKey ? /^Digit([0-5])$/u.exec(event.code)?.[1] : undefined;
    if (digit === undefined) return;
    event.preventDefault();
    if (digit === '0') onAbout(null);
    else setKind(NOTE_KINDS[Number(digit) - 1]?.value ?? kind);
  };
  return (
    // Keys of the entry as a whole; every one of them has a control of its own below.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className={styles.entry} onKeyDown={onDigit}>
      <Kinds kind={kind} onKind={setKind} />
      <Speaker document={document} speaker={speaker} onSpeaker={setSpeaker} />
      {about === null ? null : <About document={document} about={about} onAbout={onAbout} />}
      <label className={styles.speaker}>
        <span>
          Said about {shortName(document, page)} <span className={styles.hint}>(Enter adds the line)</span>
        </span>
        <textarea data-note-entry value={text} onChange={(event) => say(event.target.value)} onBlur={() => void flushDraft()} onKeyDown={onKey} />
      </label>
    </div>
  );
}
