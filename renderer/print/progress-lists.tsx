/** Promise: whose progress reports can be printed, who is left out and why, and what became of those that were printed or saved. */
import type { ProgressPrinted, ProgressReports } from '../../shared/bridge/paper.ts';
import { showDate } from '../form/dates.ts';
import { Tick } from '../ui/labelled.tsx';
import { SAVED_WORDS, SIGNS_LACKING } from '../ui/words.ts';
import styles from './progress-print.module.css';
import { signOf } from './signs.ts';

type Student = ProgressReports['students'][number];

const LANGUAGE_WORDS: Record<Student['language'], string> = { en: 'labels in English', es: 'labels in Spanish', both: 'labels in English and Spanish' };

export function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

function reportWords({ number, due, goals, blank, state }: Student['reports'][number]): string {
  const day = due === '' ? 'the IEP names no day' : `due ${showDate(due)}`;
  const written = blank === 0 ? 'written on every goal' : blank === goals ? 'nothing is written: boxes to write in' : `${blank} of ${counted(goals, 'goal', 'goals')} not written: boxes to write in`;
  return `Report${number === '' ? '' : ` ${number}`}, ${day}; ${state === 'affirmed' ? 'affirmed' : state === 'writing' ? 'being written, not affirmed: boxes to write in' : written}`;
}

export function StudentLine({ student, ticked, onTick }: { readonly student: Student; readonly ticked: boolean; readonly onTick: (ticked: boolean) => void }) {
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

export function LeftOut({ leftOut }: { readonly leftOut: ProgressReports['leftOut'] }) {
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

export function Outcome({ printed }: { readonly printed: ProgressPrinted }) {
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
