/**
 * The notice of meeting, step by step: prepared, sent, answered, replaced for another day, and every attempt to reach the parent. A day too close to a
 * due date is warned of where it is chosen, with the latest safe one.
 */
import { useState } from 'react';
import { safeDateWarning } from '../../shared/check/safe-date.ts';
import { lastNotice, noticeState, REPLIES, SENDINGS, type NoticeState } from '../../shared/flow/notice.ts';
import { purposesOf, rowsAt, textAt } from '../../shared/flow/read.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { readDate, readTime, showDate, weekday } from '../form/dates.ts';
import { wordsOf } from '../form/values.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Pick, TextInput, Tick } from '../ui/labelled.tsx';
import { today } from '../workbench/clock.ts';
import { useSettings } from '../workbench/settings-store.ts';
import { useStudent } from '../workbench/working-set.ts';
import { AskMain } from './ask-main.tsx';
import { ContactDialog, ContactList } from './contacts.tsx';
import { followStep } from './follow.ts';
import { showPage } from './show-field.ts';

interface Props {
  readonly document: IepDocument;
  readonly studentId: string;
  readonly onClose: () => void;
}

const STATE_WORDS: Readonly<Record<NoticeState, string>> = { prepared: 'prepared, not sent yet', sent: 'sent, no answer yet', answered: 'answered', replaced: 'replaced by a newer one' };

/** The warning about a chosen day, read out when it changes; nothing where the day leaves time. */
export function DateWarning({ date, purposes, studentId }: { readonly date: string | null; readonly purposes: readonly string[]; readonly studentId: string }) {
  const due = useStudent(studentId)?.due ?? [];
  const leadDays = useSettings((state) => state.settings?.noticeLeadDays);
  const warning = date === null || leadDays === undefined ? null : safeDateWarning(date, purposes, due, leadDays, today());
  return (
    <p role="status" data-date-warning={warning === null ? undefined : warning.latest}>
      {warning === null ? '' : `⚠ ${warning.words}`}
    </p>
  );
}

function DayDialog({ document, studentId, onClose, again }: Props & { readonly again: boolean }) {
  const notice = lastNotice(document);
  const [date, setDate] = useState(again ? '' : showDate(textAt(document, 'meeting/meetingDate')));
  const [time, setTime] = useState(again && notice !== undefined ? textAt(notice, 'meetingTime') : '');
  const [place, setPlace] = useState(notice === undefined ? '' : textAt(notice, 'meetingPlace'));
  const [remote, setRemote] = useState(notice === undefined ? '' : textAt(notice, 'remoteInfo'));
  const [reason, setReason] = useState('');
  const day = readDate(date, today());
  const at = readTime(time);
  const said = day !== null && at !== null && place.trim() !== '' ? { date: day, time: at, place: place.trim(), remote: remote.trim() } : null;
  const event = said === null ? null : again ? (reason.trim() === '' ? null : ({ type: 'noticeRescheduled', ...said, reason: reason.trim() } as const)) : ({ type: 'noticePrepared', ...said } as const);
  return (
    <AskMain title={again ? 'Another day' : 'Prepare the notice'} action={again ? 'Prepare a new notice' : 'Prepare it'} onClose={onClose} onDone={() => followStep(document)} event={event}>
      <p>{again ? 'The notice before this one stays in the record. Agree on the new day with the parent.' : 'Agree on day and place with the parent; the notice goes out early enough that they can come.'}</p>
      <TextInput label="Date of the meeting" hint={day === null ? 'Write it like 3/4/2027.' : weekday(day)} value={date} onChange={setDate} autoFocus />
      <DateWarning date={day} purposes={purposesOf(document)} studentId={studentId} />
      <TextInput label="Time" value={time} onChange={setTime} />
      <TextInput label="Place" value={place} onChange={setPlace} />
      <TextInput label="By telephone or video" value={remote} onChange={setRemote} />
      {again ? <TextInput label="Why another day" value={reason} onChange={setReason} /> : null}
    </AskMain>
  );
}

function SentDialog({ document, onClose }: Props) {
  const [date, setDate] = useState(showDate(today()));
  const [how, setHow] = useState<readonly string[]>([]);
  const on = readDate(date, today());
  const notice = lastNotice(document);
  return (
    <AskMain title="The notice was sent" action="Record it" onClose={onClose} event={on === null || how.length === 0 || notice === undefined ? null : { type: 'noticeSent', notice: notice.$row, on, how }}>
      <TextInput label="On" value={date} onChange={setDate} />
      {SENDINGS.map(({ value, label }) => (
        <Tick key={value} label={label} checked={how.includes(value)} onChange={(sent) => setHow(sent ? [...how, value] : how.filter((known) => known !== value))} />
      ))}
    </AskMain>
  );
}

function AnswerDialog({ document, onClose }: Props) {
  const [date, setDate] = useState(showDate(today()));
  const [answer, setAnswer] = useState(REPLIES[0]?.value ?? '');
  const [comment, setComment] = useState('');
  const on = readDate(date, today());
  const notice = lastNotice(document);
  return (
    <AskMain title="The parent's reply to the notice" action="Record the reply" onClose={onClose} event={on === null || notice === undefined ? null : { type: 'noticeAnswered', notice: notice.$row, on, answer, comment: comment.trim() }}>
      <Pick label="The parent says" value={answer} onChange={setAnswer} options={REPLIES} />
      <TextInput label="On" value={date} onChange={setDate} />
      <TextInput label="The parent's own words" value={comment} onChange={setComment} multiline />
    </AskMain>
  );
}

type Step = 'prepare' | 'sent' | 'answer' | 'again' | 'attempt';

export function NoticeDialog(props: Props) {
  const { document, onClose } = props;
  const [step, setStep] = useState<Step | null>(null);
  const notice = lastNotice(document);
  const state = notice === undefined ? null : noticeState(document, notice);
  const back = (): void => setStep(null);
  switch (step) {
    case 'prepare':
    case 'again':
      return <DayDialog {...props} onClose={back} again={step === 'again'} />;
    case 'sent':
      return <SentDialog {...props} onClose={back} />;
    case 'answer':
      return <AnswerDialog {...props} onClose={back} />;
    case 'attempt':
      return <ContactDialog document={document} onClose={back} />;
    default:
  }
  const show = (key: string): void => {
    showPage(key);
    onClose();
  };
  return (
    <Dialog
      title="Notice of meeting"
      onClose={onClose}
      closeLabel="Close"
      actions={
        <>
          {state === null ? <Button look="primary" onPress={() => setStep('prepare')}>Prepare the notice…</Button> : null}
          {state === 'prepared' ? <Button look="primary" onPress={() => setStep('sent')}>Record that it was sent…</Button> : null}
          {state === 'sent' ? <Button look="primary" onPress={() => setStep('answer')}>Record the reply…</Button> : null}
          {state === null ? null : <Button onPress={() => setStep('again')}>Another day…</Button>}
          <Button onPress={() => setStep('attempt')}>Log a contact…</Button>
        </>
      }
    >
      {notice === undefined || state === null ? (
        <p>No notice has been prepared yet.</p>
      ) : (
        <p data-notice-state={state}>
          Notice {wordsOf(notice['noticeNo'])} for {showDate(textAt(notice, 'meetingDate'))}, {textAt(notice, 'meetingTime')}, {textAt(notice, 'meetingPlace')}: <strong>{STATE_WORDS[state]}</strong>.{' '}
          <Button look="quiet" small onPress={() => show(`meetingNotice/@${notice.$row}`)}>
            Open it to check and print
          </Button>
        </p>
      )}
      {notice !== undefined && textAt(notice, 'parentReply/answer') === 'otherTime' ? <p>The parent asked for another time: agree on one and prepare a new notice.</p> : null}
      <p>{rowsAt(document, 'meeting/contactLog').length === 0 ? 'No contact with the parent is logged yet.' : 'Contacts with the parent:'}</p>
      <ContactList document={document} since="" label="Contacts with the parent" />
    </Dialog>
  );
}
