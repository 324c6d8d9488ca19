/**
 * The running notes of the session: one line per thing said, with time, kind, speaker, page and the field it is about; Enter adds it. Lines are
 * rows of the structured notes page; a team that keeps free notes writes them here too.
 */
import { memo, useRef, useState } from 'react';
import { ROW_ID, parentOf, rowSegment, valueAt, type Address, type Row, type RowId } from '../../shared/iep/address.ts';
import { openRequests, type OpenRequest } from '../../shared/check/comments.ts';
import { holds } from '../../shared/iep/conditions.ts';
import type { FieldDef } from '../../shared/iep/definition.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { emptyRow, fieldAt } from '../../shared/iep/fields.ts';
import { isPageId, pageDef } from '../../shared/iep/pages.ts';
import { NOTE_KINDS } from '../../shared/iep/pages/notes.ts';
import { placeWords } from '../../shared/iep/place-words.ts';
import { Field } from '../form/field.tsx';
import { useIsClosed } from '../form/yours.tsx';
import { nextOwnId } from '../../shared/journal/rows.ts';
import { rowAddress, rowsAt, wordsOf } from '../form/values.ts';
import { Button } from '../ui/button.tsx';
import { edit } from '../workbench/draft-edits.ts';
import { useDraftStore } from '../workbench/draft-store.ts';
import { newRowId } from '../workbench/ids.ts';
import { showField } from './show-field.ts';
import styles from './notes.module.css';
import { Entry, LIST } from './note-entry.tsx';

const ACTIONS = 'pages/structuredNotes/actions';
const FREE = 'pages/meetingNotes/notes';

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
function Answer({ row, missing, isClosed }: { readonly row: Row; readonly missing: Missing; readonly isClosed: boolean }) {
  const [open, setOpen] = useState(false);
  const at = `${LIST}/${rowSegment(row[ROW_ID])}`;
  const answer = wordsOf(row['answer']);
  const type = defAt(`${at}/answer`).type;
  const said = type.kind === 'choice' ? (type.choices.find((choice) => choice.value === answer)?.label.en ?? answer) : answer;
  return (
    <div className={styles.answer}>
      <p className={missing === null ? styles.meta : styles.open} data-request={missing ?? 'answered'}>
        {missing === 'answer' ? 'No answer yet' : missing === 'why' ? `${said}; not said why yet` : `${said}: ${wordsOf(row['why'])}`}
        {isClosed ? null : (
          <Button look="quiet" small pressed={open} label={`${open ? 'Close the answer to' : 'Answer'} the request of ${wordsOf(row['time'])}`} onPress={() => setOpen(!open)}>
            {open ? 'Close' : missing === null ? 'Change' : 'Answer…'}
          </Button>
        )}
      </p>
      {open ? ['answer', 'actionRef', 'why'].map((id) => <Field key={id} at={`${at}/${id}`} def={defAt(`${at}/${id}`)} />) : null}
      {answer === 'refused' && wordsOf(row['actionRef']) === '' && !isClosed ? (
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
  /** Notes of a meeting that was held, beside a change of its IEP, or of somebody else's: read, not written. */
  readonly isClosed: boolean;
}

/** Drawn again only when it says something else: a meeting has a hundred of them, and each key of any field comes by here. */
const Line = memo(function Line({ row, place, missing, isClosed }: LineProps) {
  const kind = wordsOf(row['kind']);
  return (
    <li className={styles.line} data-kind={kind}>
      <p className={styles.meta}>
        {wordsOf(row['time'])}
        {kind === '' ? '' : ` · ${kindWords(kind)}`} · <strong>{wordsOf(row['speakerRole'])}</strong>
        {place}
      </p>
      <p className={styles.text}>{wordsOf(row['text'])}</p>
      {kind === 'request' ? <Answer row={row} missing={missing} isClosed={isClosed} /> : null}
      {isClosed ? null : (
        <Button look="quiet" small label={`Edit the note of ${wordsOf(row['time'])}`} onPress={() => editLine(row)}>
          Edit
        </Button>
      )}
    </li>
  );
});

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
  const isClosed = useIsClosed(LIST);
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
          <Line key={row[ROW_ID]} row={row} place={placeOf(document, row)} missing={missing.get(rowAddress(LIST, row[ROW_ID])) ?? null} isClosed={isClosed} />
        ))}
        {rows.length === 0 ? <li className={styles.none}>{open ? 'Nothing noted yet.' : 'Notes begin when the meeting is open.'}</li> : null}
      </ol>
      <div ref={end} />
      {open ? <Entry document={document} page={page} about={about} onAbout={onAbout} row={writing} onRow={setWriting} onAdded={() => requestAnimationFrame(() => end.current?.scrollIntoView({ block: 'end' }))} /> : null}
    </>
  );
}
