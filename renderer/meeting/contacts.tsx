/** Contacts with the parent: what is logged, and the questions for one more (handbook, "make sure to follow up with parents"; 34 CFR 300.322(d)). */
import { useState, type ReactNode } from 'react';
import { waysToReach, wayInWords } from '../../shared/flow/no-show.ts';
import { rowsAt, textAt } from '../../shared/flow/read.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { readDate, readTime, showDate } from '../form/dates.ts';
import { Pick, TextInput } from '../ui/labelled.tsx';
import { timeOfDay, today } from '../workbench/clock.ts';
import { AskMain } from './ask-main.tsx';

export function ContactList({ document, since, label }: { readonly document: IepDocument; readonly since: string; readonly label: string }) {
  const logged = rowsAt(document, 'meeting/contactLog').filter((contact) => textAt(contact, 'at').slice(0, 10) >= since);
  if (logged.length === 0) return null;
  return (
    <ul aria-label={label}>
      {logged.map((contact) => (
        <li key={contact.$row}>
          {showDate(textAt(contact, 'at').slice(0, 10))}, {wayInWords(contact)}: {textAt(contact, 'result')}
        </li>
      ))}
    </ul>
  );
}

interface Said {
  readonly channel: string;
  readonly result: string;
}

/** How the parent was reached for, and what came of it; null until both are said. */
export function useContact(): { readonly said: Said | null; readonly fields: ReactNode; readonly clear: () => void } {
  const [channel, setChannel] = useState('phone');
  const [result, setResult] = useState('');
  const fields = (
    <>
      <Pick label="How" value={channel} onChange={setChannel} options={waysToReach()} />
      <TextInput label="What came of it" value={result} onChange={setResult} />
    </>
  );
  return { said: result.trim() === '' ? null : { channel, result: result.trim() }, fields, clear: () => setResult('') };
}

/** After the IEP went home. */
export function FollowUpDialog({ document, onClose }: { readonly document: IepDocument; readonly onClose: () => void }) {
  const [date, setDate] = useState(showDate(today()));
  const { said, fields } = useContact();
  const on = readDate(date, today());
  return (
    <AskMain title="Follow up with the parent" action="Log it" onClose={onClose} event={on === null || said === null ? null : { type: 'followedUp', on, ...said }}>
      <ContactList document={document} since={textAt(document, 'parentCopy/tookHomeOn')} label="Logged since the IEP went home" />
      <TextInput label="On" value={date} onChange={setDate} />
      {fields}
    </AskMain>
  );
}

/** Around the meeting: invitations, attempts, and the day that was agreed. */
export function ContactDialog({ document, onClose }: { readonly document: IepDocument; readonly onClose: () => void }) {
  const [date, setDate] = useState(showDate(today()));
  const [time, setTime] = useState(timeOfDay());
  const { said, fields } = useContact();
  const [day, at] = [readDate(date, today()), readTime(time)];
  return (
    <AskMain title="Log a contact with the parent" action="Log it" onClose={onClose} event={day === null || at === null || said === null ? null : { type: 'contactLogged', on: `${day}T${at}`, ...said }}>
      <ContactList document={document} since="" label="Logged so far" />
      <TextInput label="On" value={date} onChange={setDate} />
      <TextInput label="At" value={time} onChange={setTime} />
      {fields}
    </AskMain>
  );
}
