/** The running notes of the session: one line per thing said, with time, speaker and page; Enter adds it. Lines are rows of the structured notes page. */
import { useRef, useState, type KeyboardEvent } from 'react';
import { ROW_ID, rowSegment, valueAt, type Row } from '../../shared/iep/address.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { pageIdOf } from '../../shared/iep/page-keys.ts';
import { pageDef } from '../../shared/iep/pages.ts';
import { cleanPaste } from '../form/paste.ts';
import { rowsAt, wordsOf, write } from '../form/values.ts';
import { Button } from '../ui/button.tsx';
import { timeOfDay } from '../workbench/clock.ts';
import { edit, useDraftStore } from '../workbench/draft-store.ts';
import { newRowId } from '../workbench/ids.ts';
import { showField } from './show-field.ts';
import styles from './notes.module.css';

const LIST = 'pages/structuredNotes/topics';

function speakers(document: IepDocument): readonly string[] {
  const titles = document.staff.map((person) => person.title.split(',')[0] ?? person.title);
  return ['Parent', 'Student', ...new Set(titles), 'Interpreter'];
}

function Line({ row }: { readonly row: Row }) {
  const draft = useDraftStore((state) => state.draft);
  const page = typeof row['pageId'] === 'string' ? row['pageId'] : '';
  return (
    <li className={styles.line}>
      <p className={styles.meta}>
        {wordsOf(row['time'])} · <strong>{wordsOf(row['speakerRole'])}</strong>
        {page === '' ? '' : ` · ${pageDef(pageIdOf(page)).short.en}`}
      </p>
      <p className={styles.text}>{wordsOf(row['text'])}</p>
      {draft === null ? null : (
        <Button look="quiet" small label={`Edit the note of ${wordsOf(row['time'])}`} onPress={() => showField(draft, 'structuredNotes', `${LIST}/${rowSegment(row[ROW_ID])}/text`)}>
          Edit
        </Button>
      )}
    </li>
  );
}

export function Notes({ document, page }: { readonly document: IepDocument; readonly page: string }) {
  const [text, setText] = useState('');
  const [speaker, setSpeaker] = useState('Parent');
  const end = useRef<HTMLDivElement>(null);
  const rows = rowsAt(valueAt(document, LIST));
  const open = document.documentStatus === 'inMeeting';
  const add = (): void => {
    const said = cleanPaste(text).trim();
    if (said === '') return;
    const row: Row = { [ROW_ID]: newRowId(), time: timeOfDay(), pageId: pageIdOf(page), speakerRole: speaker, text: said };
    const last = rows.at(-1);
    if (last === undefined) write(LIST, 'Note', [row]);
    else edit('Note', [{ op: 'insertRow', at: LIST, row, after: last[ROW_ID] }]);
    setText('');
    requestAnimationFrame(() => end.current?.scrollIntoView({ block: 'end' }));
  };
  const onKey = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.ctrlKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    add();
  };
  return (
    <>
      <ol className={styles.lines} aria-label="Notes so far">
        {rows.map((row) => (
          <Line key={row[ROW_ID]} row={row} />
        ))}
        {rows.length === 0 ? <li className={styles.none}>{open ? 'Nothing noted yet.' : 'Notes begin when the meeting is open.'}</li> : null}
      </ol>
      <div ref={end} />
      {open ? (
        <div className={styles.entry}>
          <label className={styles.speaker}>
            <span>Who speaks</span>
            <select value={speaker} onChange={(event) => setSpeaker(event.target.value)}>
              {speakers(document).map((name) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          </label>
          <label className={styles.speaker}>
            <span>
              Said about {pageDef(pageIdOf(page)).short.en} <span className={styles.hint}>(Enter adds the line)</span>
            </span>
            <textarea data-note-entry value={text} onChange={(event) => setText(event.target.value)} onKeyDown={onKey} />
          </label>
        </div>
      ) : null}
    </>
  );
}
