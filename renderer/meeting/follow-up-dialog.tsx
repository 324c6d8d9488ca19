/** Logs that the parent was reached for, or reached, about the IEP taken home: when, how, and what came of it (handbook, "make sure to follow up"). */
import { useState } from 'react';
import { rowsAt, textAt } from '../../shared/flow/read.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { fieldAt } from '../../shared/iep/fields.ts';
import { readDate, showDate } from '../form/dates.ts';
import { Pick, TextInput } from '../ui/labelled.tsx';
import { today } from '../workbench/clock.ts';
import { AskMain } from './ask-main.tsx';

/** The ways of the contact log, as its form lists them. */
function channels(): readonly { readonly value: string; readonly label: string }[] {
  const type = fieldAt('meeting/contactLog/@r1/channel')?.path.at(-1)?.type;
  if (type?.kind !== 'choice') throw new Error('The contact log has no list of ways to reach a parent.');
  return type.choices.map(({ value, label }) => ({ value, label: label.en }));
}

export function FollowUpDialog({ document, onClose }: { readonly document: IepDocument; readonly onClose: () => void }) {
  const ways = channels();
  const [date, setDate] = useState(showDate(today()));
  const [channel, setChannel] = useState('phone');
  const [result, setResult] = useState('');
  const on = readDate(date, today());
  const home = textAt(document, 'parentCopy/tookHomeOn');
  const logged = rowsAt(document, 'meeting/contactLog').filter((contact) => textAt(contact, 'at').slice(0, 10) >= home);
  return (
    <AskMain title="Follow up with the parent" action="Log it" onClose={onClose} event={on === null || result.trim() === '' ? null : { type: 'followedUp', on, channel, result: result.trim() }}>
      <ul aria-label="Logged since the IEP went home">
        {logged.map((contact) => (
          <li key={contact.$row}>
            {showDate(textAt(contact, 'at').slice(0, 10))}, {ways.find((way) => way.value === textAt(contact, 'channel'))?.label ?? textAt(contact, 'channel')}: {textAt(contact, 'result')}
          </li>
        ))}
      </ul>
      <TextInput label="On" value={date} onChange={setDate} />
      <Pick label="How" value={channel} onChange={setChannel} options={ways} />
      <TextInput label="What came of it" value={result} onChange={setResult} autoFocus />
    </AskMain>
  );
}
