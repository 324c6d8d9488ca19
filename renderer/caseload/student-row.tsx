/** Promise: one student of the caseload in a line: what is due, the Future and the Current IEP, and the one next step. */
import type { StudentSummary } from '../../shared/bridge/summaries.ts';
import { REPORT_OPENS_DAYS } from '../../shared/flow/progress-rounds.ts';
import { showDate } from '../form/dates.ts';
import { useNear } from '../form/near.ts';
import { go } from '../routes.ts';
import { Button } from '../ui/button.tsx';
import { CHANGE_WORDS, DELIVERY_WORDS, DOCUMENT_WORDS, exitWords, gradeWords, purposeWords } from '../ui/words.ts';
import type { DocumentStatus } from '../../shared/iep/document.ts';
import { DueBrief } from './due-list.tsx';
import styles from './home.module.css';
import { waitsForAffirming } from './filters.ts';

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

export function Row({ student, index, count }: { readonly student: StudentSummary; readonly index: number; readonly count: number }) {
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
