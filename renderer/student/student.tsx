/** One student: the Future IEP being made, the Current one, and History, each with its next step. */
import { useEffect, useState, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import type { RecordSummary, StudentSummary } from '../../shared/bridge/summaries.ts';
import type { ConsentStatus, DocumentStatus } from '../../shared/iep/document.ts';
import { showDate } from '../form/dates.ts';
import { warmReader } from '../history/pdf.ts';
import { go, type StudentTab } from '../routes.ts';
import { damageWords } from '../../shared/words/damage.ts';
import { Button } from '../ui/button.tsx';
import { runCommand, useCommand } from '../ui/commands-store.ts';
import { Frame } from '../ui/frame.tsx';
import { answerWords, CHANGE_WORDS, DELIVERY_WORDS, DOCUMENT_WORDS, exitWords, gradeWords, purposeWords } from '../ui/words.ts';
import { DueList } from '../caseload/due-list.tsx';
import { nextStep } from '../caseload/student-row.tsx';
import { fillRecords, useStudent } from '../workbench/working-set.ts';
import { Addendum } from './addendum.tsx';
import { focusSearch } from './find-in-records.tsx';
import { GiveUp } from './give-up.tsx';
import { History } from './history.tsx';
import { LeftOpen } from './left-open.tsx';
import { LateSignatures } from './late-signature.tsx';
import { Revocation } from './revocation.tsx';
import { LateTranslations } from './late-translations.tsx';
import { readPdf } from './read-pdf.ts';
import { changeWords, partWords } from './record-words.ts';
import { ChangeCurrent } from './start-change.tsx';
import { StartFuture } from './start-future.tsx';
import { takeTyped } from './typed-ahead.ts';
import { WriteToFile } from './write-to-file.tsx';
import box from '../ui/panel.module.css';
import styles from './student.module.css';

const TABS: readonly { readonly id: StudentTab; readonly label: string }[] = [
  { id: 'future', label: 'Future IEP' },
  { id: 'current', label: 'Current IEP' },
  { id: 'history', label: 'History' },
];

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Something is stored here and cannot be read: said as such, never as if nothing were there. */
function Unreadable({ what }: { readonly what: 'draft' | 'record' }) {
  const words = damageWords({ what, state: 'inPlace' });
  return (
    <section className={`${box.panel} ${styles.panel}`} data-unreadable={what}>
      <p role="alert">
        <strong>{words.happened}</strong> {words.safe} {words.next}
      </p>
      <Button onPress={() => go({ name: 'settings' })}>Open Settings</Button>
    </section>
  );
}

function Future({ student }: { readonly student: StudentSummary }) {
  const [starting, setStarting] = useState(false);
  const { draft } = student;
  if (draft === null && student.unreadable.draft) return <Unreadable what="draft" />;
  if (draft === null) {
    return (
      <section className={`${box.panel} ${styles.panel}`} aria-label="Future IEP">
        <p>No Future IEP is open. It starts from the Current one: demographics stay, goals and services come over marked as last year's until the team has looked at them.</p>
        {student.current?.toBeContinued === true ? <p>The meeting of the Current IEP goes on another day: continue it from the Addendum section of the Current IEP.</p> : null}
        <Button look={student.current?.toBeContinued === true ? 'plain' : 'primary'} disabled={student.current === null} onPress={() => setStarting(true)}>
          Start the next Future IEP…
        </Button>
        {student.current === null ? <p>First import the Current IEP, or get the caseload from the district. For a student who never had an IEP, choose Add a student on Home, or import the first Future IEP the district wrote to a file.</p> : null}
        {starting ? <StartFuture student={student} onClose={() => setStarting(false)} /> : null}
      </section>
    );
  }
  const step = nextStep(student);
  const isFirst = student.current === null && draft.carried === 0;
  const openPages = (): void => go({ name: 'meeting', studentId: student.studentId, draftId: draft.draftId });
  return (
    <section className={`${box.panel} ${styles.panel}`} aria-label="Future IEP">
      <dl className={styles.facts}>
        <Fact label="State">{DOCUMENT_WORDS[draft.status as DocumentStatus]}{draft.continues ? ', continues the meeting of the Current IEP' : ''}</Fact>
        <Fact label="Purposes">{CHANGE_WORDS[draft.change ?? ''] ?? purposeWords(draft.purposes)}</Fact>
        <Fact label={draft.change === null ? 'Meeting' : 'To the IEP of'}>{draft.meetingDate === '' ? 'No date yet' : showDate(draft.meetingDate)}</Fact>
        <Fact label="Parent">{answerWords(draft)}</Fact>
        {draft.change === null ? (
          <>
            <Fact label="Discussed">
              {draft.pagesDone} of {draft.pagesAll} pages
            </Fact>
            {isFirst ? null : <Fact label="From last year">{draft.carried === 0 ? 'Everything looked at' : `${draft.carried} ${draft.carried === 1 ? 'place' : 'places'} nobody has looked at yet`}</Fact>}
          </>
        ) : null}
        <Fact label="Open">
          {draft.gaps} gaps, {draft.errors} state errors
        </Fact>
      </dl>
      <div className={styles.actions}>
        <Button look="primary" onPress={draft.status === 'draft' || draft.status === 'tabled' ? openPages : step.run}>
          {draft.status === 'draft' || draft.status === 'tabled' ? 'Open its pages' : step.label}
        </Button>
        {['closed', 'reconciled'].includes(draft.status) ? <Button onPress={openPages}>Open its pages</Button> : null}
        {student.current === null && draft.status === 'draft' ? <WriteToFile draftId={draft.draftId} /> : null}
        {draft.change === null && ['draft', 'tabled'].includes(draft.status) ? <GiveUp studentId={student.studentId} draftId={draft.draftId} /> : null}
      </div>
    </section>
  );
}

function RecordFacts({ record }: { readonly record: RecordSummary }) {
  return (
    <dl className={styles.facts}>
      <Fact label="Meeting">{showDate(record.meetingDate)}</Fact>
      {record.change === null ? null : <Fact label="Changed by">{changeWords(record)}</Fact>}
      <Fact label="Affirmed">{showDate(record.affirmedAt.slice(0, 10))}{record.imported ? ', imported' : ''}</Fact>
      <Fact label="Purposes">{purposeWords(record.purposes)}</Fact>
      <Fact label="Parent">{answerWords(record)}</Fact>
      <Fact label="District">{DELIVERY_WORDS[record.delivery]}</Fact>
      {record.paper === null ? null : <Fact label="Signed original">{record.paper.original}</Fact>}
      {record.paper === null ? null : <Fact label="File copy">{record.paper.fileCopy}</Fact>}
      {record.inStateReport ? null : <Fact label="State report">Waits until the continued meeting is affirmed</Fact>}
      {partWords(record) === '' ? null : <Fact label="Part">{partWords(record)}</Fact>}
    </dl>
  );
}

const NOT_AGREED: Partial<Record<ConsentStatus, string>> = { refused: 'The parent did not agree to this offer.', noResponse: 'No answer to this offer came from the parent.' };

const FOUND = { notEligible: 'The team found that the student is not eligible', noLongerEligible: 'The team found that the student is no longer eligible' } as const;

/** What the parent says of a finding; the sentence begins with the finding. */
function findingWords({ outcome, isDisputed }: NonNullable<RecordSummary['finding']>, consent: ConsentStatus): string {
  if (consent === 'notEligibleAck') return isDisputed ? `${FOUND[outcome]}. The parent signed that they understand it and do not agree with it.` : `${FOUND[outcome]}, and the parent signed to say that they understand it.`;
  return consent === 'refused' ? `${FOUND[outcome]}. The parent did not sign, and does not agree.` : `${FOUND[outcome]}. No answer to it came from the parent.`;
}

function unsignedWords({ consent, finding, toBeContinued }: RecordSummary): string {
  const answered = ['notEligibleAck', 'refused', 'noResponse'].includes(consent);
  if (finding !== null && answered && !toBeContinued) return findingWords(finding, consent as ConsentStatus);
  return NOT_AGREED[consent as ConsentStatus] ?? 'The parent has not signed this IEP.';
}

function inForceWords({ inForce }: RecordSummary): string {
  switch (inForce.plan) {
    case 'earlier':
      return `The plan of ${showDate(inForce.meetingDate)} remains in force.`;
    case 'ended':
      return `Special education ends on ${showDate(inForce.on)}; no review is due.`;
    case 'revoked':
      return inForce.servicesEndOn === '' ? 'Prior written notice is owed, then all services stop.' : `No services are owed after ${showDate(inForce.servicesEndOn)}.`;
    case 'none':
      return 'There is no earlier plan: no services may start.';
    default:
      return 'The last plan the parent agreed to remains in force; it is not on this computer.';
  }
}

/** The newest affirmed IEP is not always the one that is carried out (iep-forms.md section 6); then it says which one is, or that none is since the student has left. */
function InForce({ record }: { readonly record: RecordSummary }) {
  const { inForce } = record;
  if (inForce.plan === 'this') return null;
  if (record.exit !== null) {
    return (
      <p role="note" className={styles.inForce} data-in-force={inForce.plan}>
        <span aria-hidden="true">⚠ </span>
        <strong>{exitWords(record.exit)} No review is due.</strong> If the student comes back, start the next Future IEP.
      </p>
    );
  }
  return (
    <p role="note" className={styles.inForce} data-in-force={record.inForce.plan}>
      <span aria-hidden="true">⚠ </span>
      {inForce.plan === 'revoked' ? `Consent revoked in writing on ${showDate(inForce.on)}.` : unsignedWords(record)} <strong>{inForceWords(record)}</strong>
    </p>
  );
}

const SIGNED_READ_ONLY = 'Read-only: it matches the paper the parent signed. A change is a new record.';

function readOnlyWords({ iepId, change, revoked, consent, finding, exit, toBeContinued }: RecordSummary): string {
  if (exit !== null) return 'Read-only: it holds the last plan, and why it ended. A change is a new record.';
  if (revoked !== null && (revoked.iepId === iepId || change !== null)) return SIGNED_READ_ONLY;
  if (toBeContinued) return 'Read-only: its pages are locked as they stood at the end of the session; the meeting goes on.';
  if (consent === 'notEligibleAck') return 'Read-only: it holds what the team found and what the parent signed. A change is a new record.';
  if (finding !== null && NOT_AGREED[consent as ConsentStatus] !== undefined) return 'Read-only: it documents what the team found. A change is a new record.';
  return NOT_AGREED[consent as ConsentStatus] === undefined ? SIGNED_READ_ONLY : "Read-only: it documents the district's offer. A change is a new record.";
}

/** The reports on the goals of the plan that is carried out, while there is one. */
function ProgressOfStudent({ student }: { readonly student: StudentSummary }) {
  if (student.current === null || student.current.consent === 'notEligibleAck' || student.current.inForce.plan === 'revoked') return null;
  const due = student.due.filter(({ kind }) => kind === 'progressReport');
  return (
    <section className={styles.addendum} aria-label="Progress reports">
      <p>{due.length === 0 ? 'Progress reports on the goals: none is due.' : due.map(({ label, due: day, isOverdue }) => `${label}: ${isOverdue ? 'was due' : 'due'} ${showDate(day)}.`).join(' ')}</p>
      <div className={styles.actions}>
        <Button onPress={() => go({ name: 'progress', studentId: student.studentId })}>Progress reports…</Button>
      </div>
    </section>
  );
}

function Current({ student }: { readonly student: StudentSummary }) {
  const { current } = student;
  if (current === null && student.unreadable.records > 0) return <Unreadable what="record" />;
  if (current === null) return <p className={`${box.panel} ${styles.panel}`}>This student has no Current IEP on this computer.</p>;
  return (
    <section className={`${box.panel} ${styles.panel}`} aria-label="Current IEP">
      <p>{readOnlyWords(current)}</p>
      <InForce record={current} />
      <RecordFacts record={current} />
      <div className={styles.actions}>
        <Button look="primary" onPress={() => readPdf(student.studentId, current)}>
          Read the PDF
        </Button>
        <LeftOpen record={current} />
        {current.toBeContinued ? null : <ChangeCurrent student={student} />}
      </div>
      <LateSignatures studentId={student.studentId} record={current} />
      <Revocation studentId={student.studentId} record={current} planIepId={current.planIepId} />
      <ProgressOfStudent student={student} />
      <LateTranslations studentId={student.studentId} record={current} />
      <Addendum student={student} current={current} />
    </section>
  );
}

/** No plan is in force that a team could review. */
function hasNoPlan({ current }: StudentSummary): boolean {
  return current?.consent === 'notEligibleAck' || current?.inForce.plan === 'revoked';
}

/** When the next review and evaluation are due, or why none is. */
function reviewWords(student: StudentSummary): string {
  const { current, nextAnnualDate, nextTriennialDate } = student;
  if (current !== null && current.exit !== null) return `${exitWords(current.exit)} No review is due.`;
  if (nextAnnualDate === '' && current?.consent === 'notEligibleAck') return 'Not eligible: no review is due.';
  if (current?.inForce.plan === 'revoked') return 'Consent revoked: no review is due.';
  if (nextAnnualDate === '' && nextTriennialDate === '') return 'No review is due yet.';
  return `Annual due ${showDate(nextAnnualDate)}, triennial ${showDate(nextTriennialDate)}.`;
}

function whyNothingIsDue(student: StudentSummary): string | null {
  if (student.current !== null && student.current.exit !== null) return 'Nothing is due: the student has left special education.';
  return hasNoPlan(student) ? 'Nothing is due: there is no plan to review.' : null;
}

export function Student({ studentId, tab }: { readonly studentId: string; readonly tab: StudentTab }) {
  const student = useStudent(studentId);
  useEffect(() => void fillRecords(studentId), [studentId]);
  // Whoever leaves, or a lock, waits for the search no more.
  useEffect(() => () => void takeTyped(), []);
  useEffect(() => {
    if (tab !== 'future') warmReader();
  }, [tab]);
  useCommand('edit.find', () => {
    if (tab !== 'history') flushSync(() => go({ name: 'student', studentId, tab: 'history' }));
    focusSearch();
  });
  if (student === undefined) return <Frame screen="student" title={<h1>Opening…</h1>}>{null}</Frame>;
  return (
    <Frame
      screen="student"
      title={
        <>
          <h1>{student.name}</h1>
          <span className={styles.soft}>
            {gradeWords(student.grade)}, born {showDate(student.birthDate)}. Case manager {student.caseManager}. {reviewWords(student)}
          </span>
        </>
      }
      tools={<Button onPress={() => void runCommand('file.readiness')}>Ready for the meeting?</Button>}
    >
      <section className={styles.due} aria-label="What is due">
        <h2>What is due</h2>
        {student.due.length === 0 && whyNothingIsDue(student) !== null ? <p>{whyNothingIsDue(student)}</p> : <DueList due={student.due} />}
      </section>
      <div className={styles.tabs} role="group" aria-label="IEPs of this student">
        {TABS.map((known) => (
          <Button key={known.id} pressed={tab === known.id} onPress={() => go({ name: 'student', studentId, tab: known.id })}>
            {known.label}
            {known.id === 'history' ? ` (${student.historyCount})` : ''}
          </Button>
        ))}
      </div>
      {tab === 'future' ? <Future student={student} /> : tab === 'current' ? <Current student={student} /> : <History student={student} />}
    </Frame>
  );
}
