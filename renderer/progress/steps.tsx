/** What follows once the reports of a round are written: affirm, print, mark as sent, correct; each says why it cannot be done yet. */
import { useState } from 'react';
import { FAILURES, type Failure } from '../../shared/words/failures.ts';
import type { Who } from '../../shared/flow/events.ts';
import { mayAffirmRound, mayCorrectRound, mayGiveUpCorrection } from '../../shared/flow/may-report.ts';
import type { ProgressRound } from '../../shared/flow/progress-rounds.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { PAGES } from '../../shared/iep/pages.ts';
import { fieldsOf } from '../../shared/iep/fields.ts';
import { showDate } from '../form/dates.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Pick, TextInput } from '../ui/labelled.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { ask, bridge } from '../workbench/bridge.ts';
import { today } from '../workbench/clock.ts';
import styles from './progress.module.css';

/** The form's own list of ways a report goes home. */
export const SENT_HOW = PAGES.filter(({ id }) => id === 'progressReport').flatMap(fieldsOf).flatMap(({ id, type }) => (id === 'sentHow' && type.kind === 'choice' ? type.choices.map(({ value, label }) => ({ value, label: label.en })) : []));

interface ToSend {
  readonly studentId: string;
  readonly iepId: string;
  readonly round: string;
  /** Whose report it is, said with the reason when it cannot be marked. */
  readonly name: string;
}

interface SentProps {
  readonly reports: readonly ToSend[];
  readonly title: string;
  /** How many were marked. */
  readonly onClose: (marked: number) => void;
}

interface NotMarked {
  readonly report: ToSend;
  readonly why: string;
}

/** How and on which day, for one report or for many. */
export function SentDialog({ reports, title, onClose }: SentProps) {
  const [how, setHow] = useState('');
  const [on, setOn] = useState(today());
  const [failure, setFailure] = useState<Failure | null>(null);
  const [left, setLeft] = useState<readonly NotMarked[] | null>(null);
  const [busy, setBusy] = useState(false);
  const waiting = left === null ? reports : left.map(({ report }) => report);
  const send = async (): Promise<void> => {
    setBusy(true);
    setFailure(null);
    const reply = await ask(bridge().progress.send({ reports: waiting.map(({ studentId, iepId, round }) => ({ studentId, iepId, round })), how, on }));
    setBusy(false);
    if (!reply.ok) return setFailure(reply.failure as Failure);
    const notMarked = reply.value.refused.flatMap(({ studentId, round, failure: { code, reason } }): readonly NotMarked[] => {
      const report = waiting.find((one) => one.studentId === studentId && one.round === round);
      return report === undefined ? [] : [{ report, why: reason ?? FAILURES[code].happened }];
    });
    return notMarked.length === 0 ? onClose(reports.length) : setLeft(notMarked);
  };
  const marked = reports.length - waiting.length;
  return (
    <Dialog title={title} onClose={() => onClose(marked)} actions={<Button look="primary" disabled={busy || how === '' || on === ''} onPress={() => void send()}>Mark as sent</Button>}>
      <p>Mark {reports.length === 1 ? 'the report' : `${reports.length} reports`} as sent once the copies are on their way. Home shows a report as due until then.</p>
      <Pick label="How it was sent" value={how} onChange={setHow} options={[{ value: '', label: 'Choose…' }, ...SENT_HOW]} />
      <TextInput label="Day it was sent" type="date" value={on} onChange={setOn} />
      {failure === null ? null : <FailureNotice failure={failure} />}
      {left === null ? null : (
        <div role="alert">
          <p>{marked === 0 ? 'Nothing was marked.' : `${marked} of ${reports.length} are marked. Not marked:`}</p>
          <ul>{left.map(({ report: { studentId, round, name }, why }) => <li key={`${studentId} ${round}`}>{name}: {why}</li>)}</ul>
        </div>
      )}
    </Dialog>
  );
}

interface StepProps {
  readonly round: ProgressRound;
  readonly busy: boolean;
  /** Of the step just tried. */
  readonly failure: Failure | null;
  readonly onClose: () => void;
}

function CorrectDialog({ round, busy, failure, onCorrect, onClose }: StepProps & { readonly onCorrect: (reason: string) => Promise<boolean> }) {
  const [reason, setReason] = useState('');
  const correct = async (): Promise<void> => {
    if (await onCorrect(reason)) onClose();
  };
  return (
    <Dialog title={`Correct report ${round.round.reportNo}`} onClose={onClose} actions={<Button look="primary" disabled={busy || reason.trim() === ''} onPress={() => void correct()}>Correct it</Button>}>
      <p>The report as it was affirmed is kept. The corrected one takes its place once it is affirmed, and has to be sent home again.</p>
      <TextInput label="What is corrected, and why" value={reason} onChange={setReason} />
      {failure === null ? null : <FailureNotice failure={failure} />}
    </Dialog>
  );
}

/** Words that were typed go by it, so it is asked for twice. */
function GiveUpDialog({ round, busy, failure, onGiveUp, onClose }: StepProps & { readonly onGiveUp: () => Promise<boolean> }) {
  const giveUp = async (): Promise<void> => {
    if (await onGiveUp()) onClose();
  };
  return (
    <Dialog title={`Give the correction of report ${round.round.reportNo} up?`} closeLabel="Go on correcting" onClose={onClose} actions={<Button disabled={busy} onPress={() => void giveUp()}>Give it up</Button>}>
      <p>What was typed since “{round.correction}” is taken away. The report counts again as it was affirmed.</p>
      {failure === null ? null : <FailureNotice failure={failure} />}
    </Dialog>
  );
}

interface Props {
  readonly plan: IepDocument;
  readonly studentId: string;
  readonly name: string;
  readonly iepId: string;
  readonly round: ProgressRound;
  readonly who: Who;
  readonly busy: boolean;
  readonly failure: Failure | null;
  readonly onAffirm: () => void;
  readonly onPrint: (to: 'printer' | 'file') => void;
  readonly onCorrect: (reason: string) => Promise<boolean>;
  readonly onGiveUp: () => Promise<boolean>;
  readonly onSent: () => void;
}

/** One primary action: the next step of this round. */
export function Steps({ plan, studentId, name, iepId, round, who, busy, failure, onAffirm, onPrint, onCorrect, onGiveUp, onSent }: Props) {
  const [open, setOpen] = useState<'none' | 'sent' | 'correct' | 'giveUp'>('none');
  const affirm = mayAffirmRound(plan, round, who);
  const correct = mayCorrectRound(plan, round, 'reason', who);
  const isAffirmed = round.state === 'affirmed' || round.state === 'sent';
  return (
    <>
      {isAffirmed ? null : <p className={styles.words} data-affirm={affirm.ok}>{affirm.ok ? 'Every report is finished. Affirming puts the day and your name on it; after that it is read-only.' : affirm.reason}</p>}
      <div className={styles.actions}>
        {isAffirmed ? null : <Button look="primary" disabled={busy || !affirm.ok} onPress={onAffirm}>Affirm report {round.round.reportNo}</Button>}
        {mayGiveUpCorrection(plan, round, who).ok ? <Button disabled={busy} onPress={() => setOpen('giveUp')}>Give the correction up…</Button> : null}
        {isAffirmed && correct.ok ? <Button look={round.state === 'affirmed' ? 'primary' : 'plain'} disabled={busy} onPress={() => onPrint('printer')}>Print it</Button> : null}
        {isAffirmed && correct.ok ? <Button disabled={busy} onPress={() => onPrint('file')}>Save as PDF…</Button> : null}
        {round.state === 'affirmed' && correct.ok ? <Button disabled={busy} onPress={() => setOpen('sent')}>Mark as sent…</Button> : null}
        {isAffirmed && correct.ok ? <Button disabled={busy} onPress={() => setOpen('correct')}>Correct it…</Button> : null}
      </div>
      {open === 'sent' ? <SentDialog reports={[{ studentId, iepId, round: round.round.id, name }]} title={`Report ${round.round.reportNo}, due ${showDate(round.round.dueDate)}`} onClose={(marked) => { setOpen('none'); if (marked > 0) onSent(); }} /> : null}
      {open === 'correct' ? <CorrectDialog round={round} busy={busy} failure={failure} onCorrect={onCorrect} onClose={() => setOpen('none')} /> : null}
      {open === 'giveUp' ? <GiveUpDialog round={round} busy={busy} failure={failure} onGiveUp={onGiveUp} onClose={() => setOpen('none')} /> : null}
    </>
  );
}
