/**
 * The pre-meeting without the parent: who takes part, since when, and the preparation notes, which no copy of the IEP holds. While it is held the
 * flow refuses every decision; this only says so. The projector view shows none of it.
 */
import { memo, useState } from 'react';
import { openPreMeeting, preMeetingsOf } from '../../shared/flow/pre-meeting.ts';
import { staffWords } from '../../shared/iep/staff.ts';
import type { IepDocument, PreMeeting } from '../../shared/iep/document.ts';
import type { Failure } from '../../shared/words/failures.ts';
import { readTime, showDate } from '../form/dates.ts';
import { Button } from '../ui/button.tsx';
import { TextInput, Tick } from '../ui/labelled.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { timeOfDay, today } from '../workbench/clock.ts';
import { command } from '../workbench/draft-commands.ts';
import { useProjector } from '../workbench/projector.ts';
import { AskMain } from './ask-main.tsx';
import styles from './notes-choice.module.css';

export function PreMeetingDialog({ document, onClose }: { readonly document: IepDocument; readonly onClose: () => void }) {
  const [start, setStart] = useState(timeOfDay());
  const [place, setPlace] = useState('');
  const [there, setThere] = useState<readonly string[]>([]);
  const [others, setOthers] = useState('');
  const time = readTime(start);
  const participants = [...there, ...others.split(',').map((name) => name.trim()).filter((name) => name !== '')];
  const ready = time !== null && place.trim() !== '' && participants.length > 0;
  return (
    <AskMain title="Pre-meeting without the parent" action="Begin the pre-meeting" onClose={onClose} event={ready ? { type: 'preMeetingOpened', date: today(), start: time, place: place.trim(), participants } : null}>
      <p>School people may meet to prepare. Nothing is decided here: no placement, no services, no offer. Everything is considered again with the parent at the meeting, and what the parent asks is considered there.</p>
      <TextInput label="Start" value={start} onChange={setStart} />
      <TextInput label="Place" value={place} onChange={setPlace} autoFocus />
      {document.staff.map(({ id, name, title }) => (
        <Tick key={id} label={`${name}, ${title}`} checked={there.includes(name)} onChange={(on) => setThere(on ? [...there, name] : there.filter((known) => known !== name))} />
      ))}
      <TextInput label="Others, by name" hint="Several are separated by commas." value={others} onChange={setOthers} />
    </AskMain>
  );
}

function Notes({ document, held }: { readonly document: IepDocument; readonly held: PreMeeting }) {
  if (held.notes.length === 0) return <p>No preparation notes yet.</p>;
  return (
    <ul aria-label={`Preparation notes of ${showDate(held.date)}`}>
      {held.notes.map((note) => (
        <li key={note.at}>
          {note.text} <span className={styles.said}>{staffWords(document, note.by)}</span>
        </li>
      ))}
    </ul>
  );
}

function Held({ document, held }: { readonly document: IepDocument; readonly held: PreMeeting }) {
  const [text, setText] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const send = async (event: Parameters<typeof command>[0], done: () => void): Promise<void> => {
    const reply = await command(event);
    setFailure(reply.ok ? null : (reply.failure as Failure));
    if (reply.ok) done();
  };
  const add = (): void => {
    if (text.trim() !== '') void send({ type: 'preMeetingNoted', text: text.trim() }, () => setText(''));
  };
  return (
    <section className={styles.ask} aria-label="Pre-meeting without the parent" data-pre-meeting="held">
      <p>
        <strong>Pre-meeting without the parent</strong>, {held.place}, since {held.start}: {held.participants.join(', ')}. Nothing is decided here. Pages may be prepared; discussing, options, the offer and the parent's answer wait for the meeting.
      </p>
      <Notes document={document} held={held} />
      <TextInput label="Preparation note" hint="Stays with this draft on this computer; no copy of the IEP holds it." value={text} onChange={setText} multiline />
      <div className={styles.actions}>
        <Button small look="primary" disabled={text.trim() === ''} onPress={add}>
          Add the note
        </Button>
        <Button small onPress={() => void send({ type: 'preMeetingEnded', end: timeOfDay() }, () => undefined)}>
          End the pre-meeting
        </Button>
      </div>
      {failure === null ? null : <FailureNotice failure={failure} onDismiss={() => setFailure(null)} />}
    </section>
  );
}

/** The one that is held now, and those that were. */
export const PreMeetings = memo(function PreMeetings({ document }: { readonly document: IepDocument }) {
  const projecting = useProjector((state) => state.on);
  if (projecting || preMeetingsOf(document).length === 0) return null;
  const held = openPreMeeting(document);
  const ended = preMeetingsOf(document).filter(({ end }) => end !== '');
  return (
    <>
      {held === null ? null : <Held document={document} held={held} />}
      {ended.length === 0 ? null : (
        <details className={styles.said} data-pre-meeting="ended">
          <summary>Preparation notes, not part of the IEP ({ended.map(({ date }) => showDate(date)).join(', ')})</summary>
          {ended.map((one) => (
            <div key={`${one.date} ${one.start}`}>
              <p>
                {showDate(one.date)}, {one.start} to {one.end}, {one.place}: {one.participants.join(', ')}
              </p>
              <Notes document={document} held={one} />
            </div>
          ))}
        </details>
      )}
    </>
  );
});
