/** Tables the meeting: what kind of reason, why, when it goes on, and when this session ended. Requests still open are named; they stop nothing. */
import { useState } from 'react';
import { noShowRails } from '../../shared/check/no-show-rails.ts';
import { TABLE_KINDS, type TableKind } from '../../shared/flow/events.ts';
import type { Failure } from '../../shared/words/failures.ts';
import { readDate, readTime } from '../form/dates.ts';
import { Button } from '../ui/button.tsx';
import { Pick, TextInput } from '../ui/labelled.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { timeOfDay, today } from '../workbench/clock.ts';
import { command } from '../workbench/draft-commands.ts';
import { dismissRefusal, type OpenDraft } from '../workbench/draft-store.ts';
import { AskMain } from './ask-main.tsx';
import { ContactList, useContact } from './contacts.tsx';
import { OpenRequests } from './open-requests.tsx';

const KINDS: Readonly<Record<TableKind, string>> = {
  parentNoShow: 'The parent did not come', outOfTime: 'Out of time', noConsensus: 'The team does not agree yet', moreInformation: 'More information is needed', other: 'Another reason',
};

/** What the notes have to say of such a session (iep-forms.md 6.5 N3); the team may say it in its own words. */
const NO_SHOW = 'The team met; the parent did not come. The team agreed to table the meeting and to reconvene.';

/** The attempt to reach the parent during the session, and what speaks against tabling for it. */
function WithoutParent({ draft: { document } }: { readonly draft: OpenDraft }) {
  const { said, fields, clear } = useContact();
  const [failure, setFailure] = useState<Failure | null>(null);
  const log = async (): Promise<void> => {
    if (said === null) return;
    const reply = await command({ type: 'contactLogged', on: `${today()}T${timeOfDay()}`, ...said });
    dismissRefusal();
    setFailure(reply.ok ? null : (reply.failure as Failure));
    if (reply.ok) clear();
  };
  return (
    <>
      <p>Try the telephone or a video call now. Nothing is decided, discussed or offered without the parent; the team signs the sign-in sheet and all dates stay.</p>
      {noShowRails(document, today()).map((words) => (
        <p key={words} role="note" data-rail>
          <span aria-hidden="true">⚠ </span>
          {words}
        </p>
      ))}
      <ContactList document={document} since={today()} label="Attempts today" />
      {fields}
      <Button disabled={said === null} onPress={() => void log()}>
        Log this attempt
      </Button>
      {failure === null ? null : <FailureNotice failure={failure} />}
    </>
  );
}

export function TableDialog({ draft, onClose }: { readonly draft: OpenDraft; readonly onClose: () => void }) {
  const [kind, setKind] = useState<TableKind>('outOfTime');
  const [reason, setReason] = useState('');
  const [reconvene, setReconvene] = useState('');
  const [end, setEnd] = useState(timeOfDay());
  const time = readTime(end);
  const plan = readDate(reconvene, today()) ?? reconvene.trim();
  const event = reason.trim() === '' || plan === '' || time === null ? null : ({ type: 'tabled', kind, reason: reason.trim(), reconvene: plan, end: time } as const);
  const choose = (value: string): void => {
    setKind(value as TableKind);
    if (value === 'parentNoShow' && reason.trim() === '') setReason(NO_SHOW);
    if (value !== 'parentNoShow' && reason === NO_SHOW) setReason('');
  };
  return (
    <AskMain title="Table the meeting" action="Table the meeting" onClose={onClose} event={event}>
      <p>Everything written and discussed stays. Pages written on before the meeting goes on have to be discussed again.</p>
      <Pick label="What for" value={kind} onChange={choose} options={TABLE_KINDS.map((value) => ({ value, label: KINDS[value] }))} />
      {kind === 'parentNoShow' ? <WithoutParent draft={draft} /> : null}
      <TextInput label="Why" hint="Goes into the notes." value={reason} onChange={setReason} multiline />
      <TextInput label="It goes on" hint="A date like 10/6/2027, or the plan for finding one." value={reconvene} onChange={setReconvene} />
      <TextInput label="This session ends at" value={end} onChange={setEnd} />
      <OpenRequests draft={draft} onLeave={onClose} />
    </AskMain>
  );
}
