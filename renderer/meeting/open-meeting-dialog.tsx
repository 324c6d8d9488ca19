/** Opens a session of the meeting, the first or a later one: date, time, place and who takes the notes. */
import { useState } from 'react';
import type { IepDocument } from '../../shared/iep/document.ts';
import { readDate, readTime, showDate } from '../form/dates.ts';
import { Pick, TextInput } from '../ui/labelled.tsx';
import { timeOfDay, today } from '../workbench/clock.ts';
import { currentProfile } from '../workbench/session-state.ts';
import { AskMain } from './ask-main.tsx';
import { followStep } from './follow.ts';

interface Props {
  readonly document: IepDocument;
  readonly session: 'openMeeting' | 'reconvened';
  readonly onClose: () => void;
}

const TITLES: Record<Props['session'], string> = { openMeeting: 'Open the meeting', reconvened: 'Go on with the meeting' };

export function OpenMeetingDialog({ document, session, onClose }: Props) {
  const [date, setDate] = useState(showDate(today()));
  const [start, setStart] = useState(timeOfDay());
  const [place, setPlace] = useState('');
  const [noteTaker, setNoteTaker] = useState(currentProfile()?.staffId ?? '');
  const day = readDate(date, today());
  const time = readTime(start);
  const ready = day !== null && time !== null && place.trim() !== '' && noteTaker !== '';
  return (
    <AskMain title={TITLES[session]} action={TITLES[session]} onClose={onClose} onDone={() => followStep(document)} event={ready ? { type: session, date: day, start: time, place: place.trim(), noteTaker } : null}>
      <p>Sign-in and consent sheets and the structured notes begin with this session. Pages prepared ahead keep their DRAFT mark until the team has discussed them.</p>
      <TextInput label="Date" value={date} onChange={setDate} />
      <TextInput label="Start" value={start} onChange={setStart} />
      <TextInput label="Place" value={place} onChange={setPlace} autoFocus />
      <Pick label="Who takes the notes" value={noteTaker} onChange={setNoteTaker} options={document.staff.map((person) => ({ value: person.id, label: `${person.name}, ${person.title}` }))} />
    </AskMain>
  );
}
