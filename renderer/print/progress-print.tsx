/** Progress reports in bulk: whose are open, what is still blank on them, who is left out and why; one press prints or saves those ticked. */
import { useEffect, useState } from 'react';
import type { ProgressPrinted, ProgressReports } from '../../shared/bridge/paper.ts';
import { REPORT_OPENS_DAYS } from '../../shared/flow/progress-rounds.ts';
import type { Failure } from '../../shared/words/failures.ts';
import { showDate } from '../form/dates.ts';
import { Button } from '../ui/button.tsx';
import { useCommand } from '../ui/commands-store.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Tick } from '../ui/labelled.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { SAVED_WORDS, SIGNS_LACKING } from '../ui/words.ts';
import { SentDialog } from '../progress/steps.tsx';
import { ask, bridge } from '../workbench/bridge.ts';
import { fillWorkingSet } from '../workbench/working-set.ts';
import styles from './progress-print.module.css';
import { signOf } from './signs.ts';

type Student = ProgressReports['students'][number];
type To = 'printer' | 'file' | 'folder';

const LANGUAGE_WORDS: Record<Student['language'], string> = { en: 'labels in English', es: 'labels in Spanish', both: 'labels in English and Spanish' };

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

function reportWords({ number, due, goals, blank, state }: Student['reports'][number]): string {
  const day = due === '' ? 'the IEP names no day' : `due ${showDate(due)}`;
  const written = blank === 0 ? 'written on every goal' : blank === goals ? 'nothing is written: boxes to write in' : `${blank} of ${counted(goals, 'goal', 'goals')} not written: boxes to write in`;
  return `Report${number === '' ? '' : ` ${number}`}, ${day}; ${state === 'affirmed' ? 'affirmed' : state === 'writing' ? 'being written, not affirmed: boxes to write in' : written}`;
}

function StudentLine({ student, ticked, onTick }: { readonly student: Student; readonly ticked: boolean; readonly onTick: (ticked: boolean) => void }) {
  return (
    <li data-progress={student.studentId}>
      <Tick label={`${student.name}, ${LANGUAGE_WORDS[student.language]}${student.parentsRead === '' ? '' : `; the parents read ${student.parentsRead}, which the labels are not printed in`}`} checked={ticked} onChange={onTick} />
      <ul className={styles.reports}>
        {student.reports.map((report) => (
          <li key={report.page} className={report.isLate ? styles.late : ''}>
            {report.isLate ? <strong>Late: </strong> : null}
            {reportWords(report)}
          </li>
        ))}
      </ul>
    </li>
  );
}

function LeftOut({ leftOut }: { readonly leftOut: ProgressReports['leftOut'] }) {
  if (leftOut.length === 0) return <p>Nobody is left out.</p>;
  return (
    <>
      <h3>Left out: {counted(leftOut.length, 'student', 'students')}</h3>
      <ul className={styles.list} aria-label="Left out">
        {leftOut.map(({ studentId, name, why, words }) => (
          <li key={studentId} className={styles.out} data-left-out={why}>
            <strong>{name}.</strong> {words}
          </li>
        ))}
      </ul>
    </>
  );
}

const PRINTER_WORDS: Record<ProgressPrinted['printer'], string> = {
  sent: 'Sent to the printer.', waits: 'No printer answered. The reports wait on Home to be printed again. To print them elsewhere, save one PDF to a folder or stick.', noPrinter: 'No printer answered. Nothing was printed: connect a printer and print again, or save the reports.', cancelled: 'Printing was cancelled.', notAsked: '',
};

function outcome({ papers, printer, saved, missingSigns }: ProgressPrinted): string {
  if (papers.length === 0) return 'Nothing was printed or saved.';
  const made = `${counted(papers.reduce((sum, { reports }) => sum + reports, 0), 'report', 'reports')} of ${counted(papers.length, 'student', 'students')}, ${counted(papers.reduce((sum, { sheets }) => sum + sheets, 0), 'sheet', 'sheets')}.`;
  if (missingSigns.length > 0 && !saved && printer === 'notAsked') return `${made} Not printed yet: look at the signs below first.`;
  return `${made} ${saved ? SAVED_WORDS : printer === 'notAsked' ? 'Saving was cancelled; nothing was written.' : PRINTER_WORDS[printer]}`;
}

function Outcome({ printed }: { readonly printed: ProgressPrinted }) {
  return (
    <>
      <p role="status" data-progress-outcome={printed.saved ? 'saved' : printed.printer}>
        {outcome(printed)}
      </p>
      {printed.missingSigns.length === 0 ? null : (
        <div role="alert">
          <p>{SIGNS_LACKING}</p>
          <ul>
            {printed.missingSigns.map(({ studentId, name, signs }) => (
              <li key={studentId}>
                {name}: {signs.map(signOf).join('  ')}
              </li>
            ))}
          </ul>
        </div>
      )}
      <ul className={styles.list} aria-label="Printed or saved">
        {printed.papers.map(({ studentId, name, reports, sheets, code, file }) => (
          <li key={studentId} className={styles.out}>
            <strong>{name}:</strong> {counted(reports, 'report', 'reports')}, {counted(sheets, 'sheet', 'sheets')}, code {code}
            {file === '' ? '' : `, in ${file}`}
          </li>
        ))}
      </ul>
    </>
  );
}

function ProgressDialog({ onClose }: { readonly onClose: () => void }) {
  const [found, setFound] = useState<ProgressReports | null>(null);
  const [without, setWithout] = useState<ReadonlySet<string>>(new Set());
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [printed, setPrinted] = useState<{ readonly to: To; readonly result: ProgressPrinted } | null>(null);
  const [sending, setSending] = useState<'no' | 'asked' | 'done'>('no');
  const [marked, setMarked] = useState(0);
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
  const students = (found?.students ?? []).filter(({ studentId }) => !without.has(studentId));
  const notTicked = (found?.students ?? []).length - students.length;
  const print = async (to: To, evenWithoutSigns = false): Promise<void> => {
    setBusy(true);
    setFailure(null);
    const reply = await ask(bridge().paper.printProgress({ students: students.map(({ studentId }) => studentId), to, evenWithoutSigns }));
    setBusy(false);
    if (reply.ok) setPrinted({ to, result: reply.value });
    else setFailure(reply.failure as Failure);
  };
  const waits = printed !== null && printed.result.missingSigns.length > 0 && !printed.result.saved && printed.result.printer === 'notAsked';
  const toSend = (printed?.result.papers ?? []).flatMap(({ studentId, iepId, name, toSend: rounds }) => rounds.map((round) => ({ studentId, iepId, round, name })));
  const noPrinter = printed !== null && (printed.result.printer === 'waits' || printed.result.printer === 'noPrinter');
  const sent = async (count: number): Promise<void> => {
    setMarked(count);
    setSending(count > 0 ? 'done' : 'no');
    await fillWorkingSet();
    const reply = await ask(bridge().paper.progressReports());
    if (reply.ok) setFound(reply.value);
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
          <>
            <Button look="primary" disabled={busy || students.length === 0} onPress={() => void print('printer')}>
              {busy ? 'Making the reports…' : `Print for ${counted(students.length, 'student', 'students')}`}
            </Button>
            <Button disabled={busy || students.length === 0} onPress={() => void print('file')}>Save one PDF…</Button>
            <Button disabled={busy || students.length === 0} onPress={() => void print('folder')}>Save a PDF each…</Button>
          </>
        ) : (
          <>
            {waits ? <Button look="primary" disabled={busy} onPress={() => void print(printed.to, true)}>Go on with the codes</Button> : null}
            {noPrinter ? <Button look="primary" disabled={busy} onPress={() => void print('file', true)}>{busy ? 'Making the reports…' : 'Save to a folder or stick…'}</Button> : null}
            {toSend.length === 0 || sending === 'done' ? null : <Button disabled={busy} onPress={() => setSending('asked')}>Mark those affirmed as sent…</Button>}
            <Button disabled={busy} onPress={() => setPrinted(null)}>Back to the list</Button>
          </>
        )
      }
    >
      {failure === null ? null : <FailureNotice failure={failure} />}
      {found === null && failure === null ? <p role="status">Looking through the caseload…</p> : null}
      {found !== null && printed === null ? (
        <>
          <p>
            Reports of the plan that is carried out, printed from {REPORT_OPENS_DAYS} days before their day until they are marked sent. Each student’s sheets are numbered by themselves and begin on the front of a sheet.
          </p>
          {found.students.length === 0 ? <p data-progress-none>No report is due now.</p> : null}
          <ul className={styles.list} aria-label="Reports to print">
            {found.students.map((student) => (
              <StudentLine key={student.studentId} student={student} ticked={!without.has(student.studentId)} onTick={(ticked) => setWithout(new Set(ticked ? [...without].filter((id) => id !== student.studentId) : [...without, student.studentId]))} />
            ))}
          </ul>
          {notTicked === 0 ? null : <p>{counted(notTicked, 'student is', 'students are')} not ticked and will not be printed.</p>}
          <LeftOut leftOut={found.leftOut} />
        </>
      ) : null}
      {printed === null ? null : (
        <>
          <Outcome printed={printed.result} />
          {sending === 'done' ? <p role="status" data-progress-sent>{counted(marked, 'report is', 'reports are')} marked as sent.{marked < toSend.length ? ` ${counted(toSend.length - marked, 'report is', 'reports are')} not.` : ''}</p> : null}
          {sending === 'asked' ? <SentDialog reports={toSend} title="The affirmed reports on this paper" onClose={(count) => void sent(count)} /> : null}
          <LeftOut leftOut={[...(found?.leftOut ?? []), ...printed.result.leftOut.filter(({ studentId }) => found?.leftOut.every((other) => other.studentId !== studentId) !== false)]} />
          {notTicked === 0 ? null : <p>{counted(notTicked, 'student was', 'students were')} not ticked.</p>}
        </>
      )}
    </Dialog>
  );
}

/** Answers the command on every screen. */
export function ProgressPrint() {
  const [open, setOpen] = useState(false);
  useCommand('file.progress', () => setOpen(true));
  return open ? <ProgressDialog onClose={() => setOpen(false)} /> : null;
}
