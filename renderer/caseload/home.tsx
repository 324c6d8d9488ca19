/** The caseload: what is due, soonest and overdue first, each student with the next step one press away. */
import { useState } from 'react';
import type { StudentSummary } from '../../shared/bridge/summaries.ts';
import { unaffirmed, type Unaffirmed } from '../../shared/check/unaffirmed.ts';
import { REPORT_OPENS_DAYS } from '../../shared/flow/progress-rounds.ts';
import { showDate, weekday } from '../form/dates.ts';
import { useNear } from '../form/near.ts';
import { go } from '../routes.ts';
import { Button } from '../ui/button.tsx';
import { runCommand, useCommand } from '../ui/commands-store.ts';
import { Frame } from '../ui/frame.tsx';
import { TextInput } from '../ui/labelled.tsx';
import { CHANGE_WORDS, DELIVERY_WORDS, DOCUMENT_WORDS, exitWords, gradeWords, purposeWords } from '../ui/words.ts';
import { today } from '../workbench/clock.ts';
import { useCaseloadRead, useStudents } from '../workbench/working-set.ts';
import type { DocumentStatus } from '../../shared/iep/document.ts';
import { DamageAtHome } from '../settings/damage.tsx';
import { WaitingPapers } from '../print/waiting-papers.tsx';
import { AddStudent } from './add-student.tsx';
import { DueBrief } from './due-list.tsx';
import { isNamed } from './find-student.ts';
import { ImportIep } from './import-iep.tsx';
import styles from './home.module.css';

type Filter = 'all' | 'due' | 'unaffirmed' | 'unsigned' | 'waiting';

/** What is due within so many days is asked for with what is overdue. */
const SOON_DAYS = 30;

/** Whose meeting has come and who is not affirmed; null: not on the list. */
function waitsForAffirming({ draft }: StudentSummary): Unaffirmed | null {
  return draft === null ? null : unaffirmed(draft.countedFrom, today());
}

/** Affirmed without the signature of a parent (casemis.md section 10, the second list): refused, not answered, or still out; one whose consent was revoked later was signed. */
function isUnsignedRecord({ current }: StudentSummary): boolean {
  return current !== null && current.exit === null && current.revoked === null && !current.toBeContinued && ['awaiting', 'noResponse', 'refused'].includes(current.consent);
}

const FILTERS: readonly { readonly id: Filter; readonly label: string; readonly keep: (student: StudentSummary) => boolean }[] = [
  { id: 'all', label: 'All', keep: () => true },
  { id: 'due', label: 'Due or overdue', keep: (student) => student.due.some((item) => item.daysLeft <= SOON_DAYS) },
  { id: 'unaffirmed', label: 'Not affirmed yet', keep: (student) => waitsForAffirming(student) !== null },
  { id: 'unsigned', label: 'Affirmed, not signed', keep: isUnsignedRecord },
  { id: 'waiting', label: 'Waiting to send', keep: (student) => student.current !== null && student.current.delivery !== 'delivered' },
];

function firstDue(student: StudentSummary): string {
  return student.due[0]?.due ?? '9999-12-31';
}

/** The unaffirmed list begins with the meeting that was longest ago, every other with what is due first. */
function orderOf(student: StudentSummary, filter: Filter): string {
  return filter === 'unaffirmed' ? (student.draft?.countedFrom ?? '') : firstDue(student);
}

interface NextStep {
  readonly label: string;
  readonly run: () => void;
}

/** The one thing to do next for a student. */
export function nextStep(student: StudentSummary): NextStep {
  const { studentId, draft } = student;
  const toStudent = (tab: 'future' | 'current'): (() => void) => () => go({ name: 'student', studentId, tab });
  if (draft === null && student.current?.toBeContinued === true) return { label: 'Continue the meeting', run: toStudent('current') };
  if (draft === null && !student.unreadable.draft && student.due[0]?.kind === 'progressReport' && student.due[0].daysLeft <= REPORT_OPENS_DAYS) return { label: 'Open the progress reports', run: () => go({ name: 'progress', studentId }) };
  if (draft === null && !student.unreadable.draft && student.current !== null && student.current.exit !== null) return { label: 'See the last IEP', run: toStudent('current') };
  if (draft === null) return student.unreadable.draft ? { label: 'See what to do', run: () => go({ name: 'settings' }) } : { label: 'Start the next IEP', run: toStudent('future') };
  const openPages = (): void => go({ name: 'meeting', studentId, draftId: draft.draftId });
  if (draft.change !== null && draft.status !== 'reconciled') return { label: `Go on with the ${draft.change}`, run: openPages };
  switch (draft.status as DocumentStatus) {
    case 'inMeeting':
      return { label: 'Go on with the meeting', run: openPages };
    case 'closed':
      return { label: 'Enter the handwriting', run: () => go({ name: 'reconcile', studentId, draftId: draft.draftId }) };
    case 'reconciled':
      return { label: 'Affirm and attest', run: () => go({ name: 'affirm', studentId, draftId: draft.draftId }) };
    default:
      return { label: 'Open the Future IEP', run: toStudent('future') };
  }
}

function FutureCell({ student }: { readonly student: StudentSummary }) {
  if (student.draft === null) return student.unreadable.draft ? <strong data-unreadable="draft">Cannot be read</strong> : <span className={styles.soft}>None open</span>;
  const { draft } = student;
  return (
    <>
      {DOCUMENT_WORDS[draft.status as DocumentStatus]}, {CHANGE_WORDS[draft.change ?? ''] ?? purposeWords(draft.purposes)}
      <br />
      <span className={styles.soft}>
        {draft.change === null ? `${draft.meetingDate === '' ? 'No meeting date yet' : `Meeting ${showDate(draft.meetingDate)}`}; ${draft.pagesDone} of ${draft.pagesAll} pages discussed` : `To the IEP of ${showDate(draft.meetingDate)}`}
      </span>
      <NotAffirmed student={student} errors={draft.errors} />
    </>
  );
}

function NotAffirmed({ student, errors }: { readonly student: StudentSummary; readonly errors: number }) {
  const waits = waitsForAffirming(student);
  if (waits === null) return null;
  return (
    <>
      <br />
      <span className={styles.soft} data-unaffirmed={waits.isOverdue ? 'overdue' : 'due'}>
        {waits.isOverdue ? <strong>Not affirmed for {waits.days} days, overdue since {showDate(waits.by)}</strong> : `To affirm by ${showDate(waits.by)}`}
        {errors === 0 ? '' : `; ${errors} ${errors === 1 ? 'state error' : 'state errors'}`}
      </span>
    </>
  );
}

function CurrentCell({ student }: { readonly student: StudentSummary }) {
  if (student.current === null) return student.unreadable.records > 0 ? <strong data-unreadable="record">Cannot be read</strong> : <span className={styles.soft}>None on this computer</span>;
  return (
    <>
      IEP of {showDate(student.current.meetingDate)}
      <br />
      <span className={styles.soft}>{DELIVERY_WORDS[student.current.delivery]}</span>
    </>
  );
}

function nothingDueWords({ nextAnnualDate, current }: StudentSummary): string {
  if (current !== null && current.exit !== null) return `No review is due. ${exitWords(current.exit)}`;
  return nextAnnualDate === '' ? 'No review is due' : `Annual ${showDate(nextAnnualDate)}`;
}

/** What is known of a student beside the name; drawn once the row has come near the screen. */
function Cells({ student }: { readonly student: StudentSummary }) {
  const step = nextStep(student);
  return (
    <>
      <td>
        {student.due.length === 0 ? <span className={styles.soft}>{nothingDueWords(student)}</span> : <DueBrief due={student.due} />}
      </td>
      <td>
        <FutureCell student={student} />
      </td>
      <td>
        <CurrentCell student={student} />
      </td>
      <td>
        <Button small onPress={step.run}>
          {step.label}
        </Button>
      </td>
    </>
  );
}

function Row({ student, index, count }: { readonly student: StudentSummary; readonly index: number; readonly count: number }) {
  const { drawn, box } = useNear<HTMLTableRowElement>(`student ${student.studentId}`, index, count);
  return (
    <tr ref={box} data-student={student.studentId} data-waiting={drawn ? undefined : true}>
      <th scope="row">
        <button type="button" className={styles.name} onClick={() => go({ name: 'student', studentId: student.studentId, tab: student.draft === null ? 'current' : 'future' })}>
          {student.name}
        </button>
        <span className={styles.soft}>{gradeWords(student.grade)}</span>
      </th>
      {drawn ? <Cells student={student} /> : <td colSpan={4} className={styles.waiting}>…</td>}
    </tr>
  );
}

/** A caseload up to this size is seen at a glance. */
const NO_SEARCH_NEEDED = 8;

export function Home() {
  const students = useStudents();
  const read = useCaseloadRead((state) => state.read);
  const [filter, setFilter] = useState<Filter>('all');
  const [typed, setTyped] = useState('');
  const [importing, setImporting] = useState(false);
  const [adding, setAdding] = useState(false);
  useCommand('file.import', () => setImporting(true));
  useCommand('file.addStudent', () => setAdding(true));
  const all = students ?? [];
  const shown = all.filter(FILTERS.find((known) => known.id === filter)?.keep ?? (() => true)).filter((student) => isNamed(student.name, typed)).toSorted((a, b) => orderOf(a, filter).localeCompare(orderOf(b, filter)) || a.name.localeCompare(b.name));
  return (
    <Frame
      screen="home"
      title={
        <>
          <h1>My caseload</h1>
          <span className={styles.soft}>
            {weekday(today())} {showDate(today())}
          </span>
        </>
      }
      tools={
        <>
          <Button onPress={() => void runCommand('file.readiness')}>Ready for tomorrow?</Button>
          <Button keys="Ctrl+Shift+G" onPress={() => void runCommand('file.progress')}>
            Progress reports…
          </Button>
          <Button look="quiet" onPress={() => setAdding(true)}>
            Add a student…
          </Button>
          <Button look="primary" keys="Ctrl+O" onPress={() => setImporting(true)}>
            Import an IEP…
          </Button>
        </>
      }
    >
      <DamageAtHome />
      <WaitingPapers />
      {!read ? (
        <p role="status">Reading the caseload…</p>
      ) : students !== undefined && students.length === 0 ? (
        <div className={styles.empty}>
          <h2>No students on this computer yet</h2>
          <p>Import an IEP file to begin: it becomes the student's Current IEP, and the next one can be started from it. Once a district server is set up in Settings, your caseload comes from there too.</p>
          <p>A student who has no record yet is added without a file, and the first IEP is opened at once.</p>
        </div>
      ) : (
        <>
          <div className={styles.filters} role="group" aria-label="Show">
            {FILTERS.map((known) => (
              <Button key={known.id} small pressed={filter === known.id} onPress={() => setFilter(known.id)}>
                {known.label} ({(students ?? []).filter(known.keep).length})
              </Button>
            ))}
          </div>
          {all.length > NO_SEARCH_NEEDED ? (
            <div className={styles.search}>
              <TextInput label="Find a student" value={typed} onChange={setTyped} />
              <p role="status" data-students-shown={shown.length}>
                {typed.trim() === '' ? `${shown.length} students` : `${shown.length} of ${all.length} students`}
              </p>
            </div>
          ) : null}
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">Student</th>
                <th scope="col">Due</th>
                <th scope="col">Future IEP</th>
                <th scope="col">Current IEP</th>
                <th scope="col">Next step</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((student, index) => (
                <Row key={student.studentId} student={student} index={index} count={shown.length} />
              ))}
            </tbody>
          </table>
          {shown.length === 0 ? <p className={styles.soft}>{typed.trim() === '' ? 'No student here.' : `No student here by the name of ${typed.trim()}.`}</p> : null}
        </>
      )}
      {importing ? <ImportIep onClose={() => setImporting(false)} /> : null}
      {adding ? <AddStudent onClose={() => setAdding(false)} /> : null}
    </Frame>
  );
}
