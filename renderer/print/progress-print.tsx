/** Progress reports in bulk: whose are open, what is still blank on them, who is left out and why; one press prints or saves those ticked. */
import { useEffect, useState } from 'react';
import type { ProgressPrinted, ProgressReports } from '../../shared/bridge/paper.ts';
import { REPORT_OPENS_DAYS } from '../../shared/flow/progress-rounds.ts';
import type { Failure } from '../../shared/words/failures.ts';
import { Button } from '../ui/button.tsx';
import { useCommand } from '../ui/commands-store.ts';
import { Dialog } from '../ui/dialog.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { SentDialog } from '../progress/steps.tsx';
import { ask, bridge } from '../workbench/bridge.ts';
import { fillWorkingSet } from '../workbench/working-set.ts';
import styles from './progress-print.module.css';
import { LeftOut, Outcome, StudentLine, counted } from './progress-lists.tsx';

type To = 'printer' | 'file' | 'folder';

/** Whose reports can be printed now; read again once some were marked as sent. */
function useReports() {
  const [found, setFound] = useState<ProgressReports | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    let wanted = true;
    void ask(bridge().paper.progressReports()).then((reply) => {
      if (!wanted) return;
      if (reply.ok) setFound(reply.value);
      else setFailure(reply.failure as Failure);
    });
    return () => {
      wanted = false;
    };
  }, []);
  const readAgain = async (): Promise<void> => {
    const reply = await ask(bridge().paper.progressReports());
    if (reply.ok) setFound(reply.value);
  };
  return { found, failure, setFailure, readAgain };
}

interface ListProps {
  readonly found: ProgressReports;
  readonly without: ReadonlySet<string>;
  readonly onWithout: (without: ReadonlySet<string>) => void;
}

/** Whose reports are open, each to be left out with one press. */
function List({ found, without, onWithout }: ListProps) {
  const notTicked = found.students.filter(({ studentId }) => without.has(studentId)).length;
  return (
    <>
      <p>
        Reports of the plan that is carried out, printed from {REPORT_OPENS_DAYS} days before their day until they are marked sent. Each student’s sheets are numbered by themselves and begin on the front of a sheet.
      </p>
      {found.students.length === 0 ? <p data-progress-none>No report is due now.</p> : null}
      <ul className={styles.list} aria-label="Reports to print">
        {found.students.map((student) => (
          <StudentLine key={student.studentId} student={student} ticked={!without.has(student.studentId)} onTick={(ticked) => onWithout(new Set(ticked ? [...without].filter((id) => id !== student.studentId) : [...without, student.studentId]))} />
        ))}
      </ul>
      {notTicked === 0 ? null : <p>{counted(notTicked, 'student is', 'students are')} not ticked and will not be printed.</p>}
      <LeftOut leftOut={found.leftOut} />
    </>
  );
}

interface MadeProps {
  readonly found: ProgressReports | null;
  readonly result: ProgressPrinted;
  readonly notTicked: number;
  readonly toSend: Parameters<typeof SentDialog>[0]['reports'];
  readonly sending: 'no' | 'asked' | 'done';
  /** How many were marked as sent. */
  readonly marked: number;
  readonly onSent: (count: number) => void;
}

/** What became of the paper, and the marking of what was affirmed on it. */
function Made({ found, result, notTicked, toSend, sending, marked, onSent }: MadeProps) {
  return (
    <>
      <Outcome printed={result} />
      {sending === 'done' ? <p role="status" data-progress-sent>{counted(marked, 'report is', 'reports are')} marked as sent.{marked < toSend.length ? ` ${counted(toSend.length - marked, 'report is', 'reports are')} not.` : ''}</p> : null}
      {sending === 'asked' ? <SentDialog reports={toSend} title="The affirmed reports on this paper" onClose={onSent} /> : null}
      <LeftOut leftOut={[...(found?.leftOut ?? []), ...result.leftOut.filter(({ studentId }) => found?.leftOut.every((other) => other.studentId !== studentId) !== false)]} />
      {notTicked === 0 ? null : <p>{counted(notTicked, 'student was', 'students were')} not ticked.</p>}
    </>
  );
}

type Print = (to: To, evenWithoutSigns?: boolean) => Promise<void>;

function ListActions({ busy, students, onPrint }: { readonly busy: boolean; readonly students: number; readonly onPrint: Print }) {
  return (
    <>
      <Button look="primary" disabled={busy || students === 0} onPress={() => void onPrint('printer')}>
        {busy ? 'Making the reports…' : `Print for ${counted(students, 'student', 'students')}`}
      </Button>
      <Button disabled={busy || students === 0} onPress={() => void onPrint('file')}>Save one PDF…</Button>
      <Button disabled={busy || students === 0} onPress={() => void onPrint('folder')}>Save a PDF each…</Button>
    </>
  );
}

interface MadeActionsProps {
  readonly busy: boolean;
  readonly to: To;
  readonly result: ProgressPrinted;
  readonly onPrint: Print;
  /** Null where there is nothing left to mark as sent. */
  readonly onMark: (() => void) | null;
  readonly onBack: () => void;
}

function MadeActions({ busy, to, result: { missingSigns, saved, printer }, onPrint, onMark, onBack }: MadeActionsProps) {
  const waits = missingSigns.length > 0 && !saved && printer === 'notAsked';
  const noPrinter = printer === 'waits' || printer === 'noPrinter';
  return (
    <>
      {waits ? <Button look="primary" disabled={busy} onPress={() => void onPrint(to, true)}>Go on with the codes</Button> : null}
      {noPrinter ? <Button look="primary" disabled={busy} onPress={() => void onPrint('file', true)}>{busy ? 'Making the reports…' : 'Save to a folder or stick…'}</Button> : null}
      {onMark === null ? null : <Button disabled={busy} onPress={onMark}>Mark those affirmed as sent…</Button>}
      <Button disabled={busy} onPress={onBack}>Back to the list</Button>
    </>
  );
}

function ProgressDialog({ onClose }: { readonly onClose: () => void }) {
  const { found, failure, setFailure, readAgain } = useReports();
  const [without, setWithout] = useState<ReadonlySet<string>>(new Set());
  const [busy, setBusy] = useState(false);
  const [printed, setPrinted] = useState<{ readonly to: To; readonly result: ProgressPrinted } | null>(null);
  const [sending, setSending] = useState<'no' | 'asked' | 'done'>('no');
  const [marked, setMarked] = useState(0);
  const all = found?.students ?? [];
  const students = all.filter(({ studentId }) => !without.has(studentId));
  const print: Print = async (to, evenWithoutSigns = false) => {
    setBusy(true);
    setFailure(null);
    const reply = await ask(bridge().paper.printProgress({ students: students.map(({ studentId }) => studentId), to, evenWithoutSigns }));
    setBusy(false);
    if (reply.ok) setPrinted({ to, result: reply.value });
    else setFailure(reply.failure as Failure);
  };
  const toSend = (printed?.result.papers ?? []).flatMap(({ studentId, iepId, name, toSend: rounds }) => rounds.map((round) => ({ studentId, iepId, round, name })));
  const sent = async (count: number): Promise<void> => {
    setMarked(count);
    setSending(count > 0 ? 'done' : 'no');
    await fillWorkingSet();
    await readAgain();
  };
  return (
    <Dialog
      // The button that was pressed is gone: the outcome is a dialog of its own, so that the keys go on in it.
      key={printed === null ? 'list' : printed.to}
      title="Progress reports"
      wide
      onClose={onClose}
      closeLabel="Close"
      actions={
        printed === null ? (
          <ListActions busy={busy} students={students.length} onPrint={print} />
        ) : (
          <MadeActions busy={busy} to={printed.to} result={printed.result} onPrint={print} onMark={toSend.length === 0 || sending === 'done' ? null : () => setSending('asked')} onBack={() => setPrinted(null)} />
        )
      }
    >
      {failure === null ? null : <FailureNotice failure={failure} />}
      {found === null && failure === null ? <p role="status">Looking through the caseload…</p> : null}
      {found !== null && printed === null ? <List found={found} without={without} onWithout={setWithout} /> : null}
      {printed === null ? null : <Made found={found} result={printed.result} notTicked={all.length - students.length} toSend={toSend} sending={sending} marked={marked} onSent={(count) => void sent(count)} />}
    </Dialog>
  );
}

/** Answers the command on every screen. */
export function ProgressPrint() {
  const [open, setOpen] = useState(false);
  useCommand('file.progress', () => setOpen(true));
  return open ? <ProgressDialog onClose={() => setOpen(false)} /> : null;
}
