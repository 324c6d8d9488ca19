/** Tables the meeting: why, when it goes on, and when this session ended. Requests still open are named; they stop nothing. */
import { useState } from 'react';
import { readDate, readTime } from '../form/dates.ts';
import { TextInput } from '../ui/labelled.tsx';
import { timeOfDay, today } from '../workbench/clock.ts';
import type { OpenDraft } from '../workbench/draft-store.ts';
import { AskMain } from './ask-main.tsx';
import { OpenRequests } from './open-requests.tsx';

export function TableDialog({ draft, onClose }: { readonly draft: OpenDraft; readonly onClose: () => void }) {
  const [reason, setReason] = useState('');
  const [reconvene, setReconvene] = useState('');
  const [end, setEnd] = useState(timeOfDay());
  const time = readTime(end);
  const plan = readDate(reconvene, today()) ?? reconvene.trim();
  const event = reason.trim() === '' || plan === '' || time === null ? null : ({ type: 'tabled', reason: reason.trim(), reconvene: plan, end: time } as const);
  return (
    <AskMain title="Table the meeting" action="Table the meeting" onClose={onClose} event={event}>
      <p>Everything written and discussed stays. Pages written on before the meeting goes on have to be discussed again.</p>
      <TextInput label="Why" value={reason} onChange={setReason} autoFocus />
      <TextInput label="It goes on" hint="A date like 10/6/2027, or the plan for finding one." value={reconvene} onChange={setReconvene} />
      <TextInput label="This session ends at" value={end} onChange={setEnd} />
      <OpenRequests draft={draft} onLeave={onClose} />
    </AskMain>
  );
}
