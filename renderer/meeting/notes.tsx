/**
 * The running notes of the session: one line per thing said, with time, kind, speaker, page and the field it is about; Enter adds it. Lines are
 * rows of the structured notes page; a team that keeps free notes writes them here too.
 */
import { memo, useRef, useState, type KeyboardEvent } from 'react';
import { ROW_ID, parentOf, rowSegment, valueAt, type Address, type Row, type RowId } from '../../shared/iep/address.ts';
import { openRequests, type OpenRequest } from '../../shared/check/comments.ts';
import { disputeEdits } from '../../shared/flow/dispute.ts';
import { holds } from '../../shared/iep/conditions.ts';
import type { FieldDef } from '../../shared/iep/definition.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import type { Json } from '../../shared/iep/json.ts';
import { emptyRow, fieldAt } from '../../shared/iep/fields.ts';
import { isPageId, pageDef } from '../../shared/iep/pages.ts';
import { NOTE_KINDS } from '../../shared/iep/pages/notes.ts';
import { pageIdOf } from '../../shared/iep/page-keys.ts';
import { placeWords } from '../../shared/iep/place-words.ts';
import { Field } from '../form/field.tsx';
import { cleanPaste } from '../form/paste.ts';
import type { Edit } from '../../shared/journal/edit.ts';
import { nextOwnId } from '../../shared/journal/rows.ts';
import { rowAddress, rowsAt, useValue, wordsOf, write, writeText } from '../form/values.ts';
import { Button } from '../ui/button.tsx';
import { timeOfDay } from '../workbench/clock.ts';
import { edit } from '../workbench/draft-edits.ts';
import { flushDraft } from '../workbench/draft-queue.ts';
import { useDraftStore } from '../workbench/draft-store.ts';
import { newRowId } from '../workbench/ids.ts';
import { follow } from '../workbench/rest.ts';
import { useSettings } from '../workbench/settings-store.ts';
import { showField } from './show-field.ts';
import { speakers } from './speakers.ts';
import styles from './notes.module.css';

const LIST = 'pages/structuredNotes/topics';
const ACTIONS = 'pages/structuredNotes/actions';
const FREE = 'pages/meetingNotes/notes';
/** What a line is unless the note-taker says otherwise. */
const USUAL_KIND = 'information';
/** An address at which no form has anything. */
const NOWHERE: Address = 'nowhere';

function defAt(at: Address): FieldDef {
  const found = fieldAt(at);
  if (found === undefined) throw new Error(`The form has no field at "${at}".`);
  return found.def;
}

function kindWords(kind: string): string {
  return NOTE_KINDS.find((known) => known.value === kind)?.label.en ?? kind;
}

function placeOf(document: IepDocument, row: Row): string {
  const about = wordsOf(row['about']);
  const page = wordsOf(row['pageId']);
  if (about !== '') return ` · about ${placeWords(document, about)}`;
  return page === '' ? '' : ` · ${isPageId(page) ? pageDef(page).short.en : page}`;
}

/** A refused request is an action refused (34 CFR 300.503(a)(2)): its row is made from the request and named by it, in one step. */
function listAsRefused(row: Row): void {
  const document = useDraftStore.getState().draft?.document;
  if (document === undefined) return;
  const actions = rowsAt(valueAt(document, ACTIONS));
  const id = nextOwnId(actions) ?? 'a1';
  const action: Row = { ...emptyRow(defAt(ACTIONS), newRowId()), id, verdict: 'refuse', description: wordsOf(row['text']), why: wordsOf(row['why']) };
  const ref = `${LIST}/${rowSegment(row[ROW_ID])}/actionRef`;
  edit('List a request as an action refused', [
    Array.isArray(valueAt(document, ACTIONS)) ? { op: 'insertRow', at: ACTIONS, row: action, after: actions.at(-1)?.[ROW_ID] ?? null } : { op: 'set', at: ACTIONS, value: [action], was: valueAt(document, ACTIONS) },
    { op: 'set', at: ref, value: id, was: valueAt(document, ref) },
  ]);
}

type Missing = OpenRequest['missing'] | null;

/** How a request stands, in words, and its answer on the spot: the same fields as on the notes page. */
function Answer({ row, missing }: { readonly row: Row; readonly missing: Missing }) {
  const [open, setOpen] = useState(false);
  const at = `${LIST}/${rowSegment(row[ROW_ID])}`;
  const answer = wordsOf(row['answer']);
  const type = defAt(`${at}/answer`).type;
  const said = type.kind === 'choice' ? (type.choices.find((choice) => choice.value === answer)?.label.en ?? answer) : answer;
  return (
    <div className={styles.answer}>
      <p className={missing === null ? styles.meta : styles.open} data-request={missing ?? 'answered'}>
        {missing === 'answer' ? 'No answer yet' : missing === 'why' ? `${said}; not said why yet` : `${said}: ${wordsOf(row['why'])}`}
        <Button look="quiet" small pressed={open} label={`${open ? 'Close the answer to' : 'Answer'} the request of ${wordsOf(row['time'])}`} onPress={() => setOpen(!open)}>
          {open ? 'Close' : missing === null ? 'Change' : 'Answer…'}
        </Button>
      </p>
      {open ? ['answer', 'actionRef', 'why'].map((id) => <Field key={id} at={`${at}/${id}`} def={defAt(`${at}/${id}`)} />) : null}
      {answer === 'refused' && wordsOf(row['actionRef']) === '' ? (
        <Button small label={`List the request of ${wordsOf(row['time'])} as an action refused`} onPress={() => listAsRefused(row)}>
          List it as an action refused
        </Button>
      ) : null}
    </div>
  );
}

function editLine(row: Row): void {
  const { draft } = useDraftStore.getState();
  if (draft !== null) showField(draft, 'structuredNotes', `${LIST}/${rowSegment(row[ROW_ID])}/text`);
}

interface LineProps {
  readonly row: Row;
  /** The page and the field it is about, in words. */
  readonly place: string;
  readonly missing: Missing;
}

/** Drawn again only when it says something else: a meeting has a hundred of them, and each key of any field comes by here. */
const Line = memo(function Line({ row, place, missing }: LineProps) {
  const kind = wordsOf(row['kind']);
  return (
    <li className={styles.line} data-kind={kind}>
      <p className={styles.meta}>
        {wordsOf(row['time'])}
        {kind === '' ? '' : ` · ${kindWords(kind)}`} · <strong>{wordsOf(row['speakerRole'])}</strong>
        {place}
      </p>
      <p className={styles.text}>{wordsOf(row['text'])}</p>
      {kind === 'request' ? <Answer row={row} missing={missing} /> : null}
      <Button look="quiet" small label={`Edit the note of ${wordsOf(row['time'])}`} onPress={() => editLine(row)}>
        Edit
      </Button>
    </li>
  );
});

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

/** The line is a row of the document from its first letter, so that what is written of it is saved like any other word; Enter ends it. */
function Entry({ document, page, about, onAbout, row: written, onRow, onAdded }: EntryProps) {
  const [kind, setKind] = useState(USUAL_KIND);
  const [speaker, setSpeaker] = useState('Parent');
  const { present, others } = speakers(document);
  const text = wordsOf(useValue(written === null ? NOWHERE : `${rowAddress(LIST, written)}/text`));
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
      <label className={styles.speaker}>
        <span>Who speaks</span>
        <select value={speaker} onChange={(event) => setSpeaker(event.target.value)}>
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
      {about === null ? null : (
        <p className={styles.about} data-note-about={about}>
          About {placeWords(document, about)}
          <Button look="quiet" small keys="Alt+0" label="Not about this field" onPress={() => onAbout(null)}>
            ✕
          </Button>
        </p>
      )}
      <label className={styles.speaker}>
        <span>
          Said about {pageDef(pageIdOf(page)).short.en} <span className={styles.hint}>(Enter adds the line)</span>
        </span>
        <textarea data-note-entry value={text} onChange={(event) => say(event.target.value)} onBlur={() => void flushDraft()} onKeyDown={onKey} />
      </label>
    </div>
  );
}

interface NotesProps {
  readonly document: IepDocument;
  readonly page: string;
  readonly about: Address | null;
  readonly onAbout: (about: Address | null) => void;
}

export function Notes({ document, page, about, onAbout }: NotesProps) {
  const end = useRef<HTMLDivElement>(null);
  const [writing, setWriting] = useState<RowId | null>(null);
  const rows = rowsAt(valueAt(document, LIST)).filter((row) => row[ROW_ID] !== writing);
  const missing = new Map(openRequests(document).map((request) => [parentOf(request.at), request.missing]));
  const open = document.documentStatus === 'inMeeting';
  if (holds('freeNotes', document, '')) {
    return (
      <div className={styles.lines} data-free-notes>
        <p className={styles.none}>The team keeps free notes.</p>
        <Field at={FREE} def={defAt(FREE)} />
      </div>
    );
  }
  return (
    <>
      <ol className={styles.lines} aria-label="Notes so far">
        {rows.map((row) => (
          <Line key={row[ROW_ID]} row={row} place={placeOf(document, row)} missing={missing.get(rowAddress(LIST, row[ROW_ID])) ?? null} />
        ))}
        {rows.length === 0 ? <li className={styles.none}>{open ? 'Nothing noted yet.' : 'Notes begin when the meeting is open.'}</li> : null}
      </ol>
      <div ref={end} />
      {open ? <Entry document={document} page={page} about={about} onAbout={onAbout} row={writing} onRow={setWriting} onAdded={() => requestAnimationFrame(() => end.current?.scrollIntoView({ block: 'end' }))} /> : null}
    </>
  );
}
