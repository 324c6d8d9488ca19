/** Adds a student who has no record yet and opens the first Future IEP: who may, what is asked, and who is here already. */
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { Output } from '../../shared/bridge/contract.ts';
import type { Who } from '../../shared/flow/events.ts';
import type { Answers } from '../../shared/flow/first-future.ts';
import { firstProblem, studentProblems, type StudentProblems } from '../../shared/flow/new-student.ts';
import { addStudentVerdict } from '../../shared/flow/roles.ts';
import type { SaidOfPersonAtWork } from '../../shared/flow/who-you-are.ts';
import type { Failure } from '../../shared/words/failures.ts';
import { showDate } from '../form/dates.ts';
import { showPage } from '../meeting/show-field.ts';
import { go } from '../routes.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextInput } from '../ui/labelled.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { ask, bridge } from '../workbench/bridge.ts';
import { today } from '../workbench/clock.ts';
import { currentProfile, useSession, whoIn } from '../workbench/session-state.ts';
import { fillWorkingSet, useStudents } from '../workbench/working-set.ts';
import { answersOf, NO_ANSWERS, StudentQuestions } from './student-questions.tsx';
import { WhoAreYouDialog } from './who-are-you.tsx';
import styles from './add-student.module.css';

const TITLE = 'Add a student';
const NO_PROBLEMS: StudentProblems = { answers: {}, caseManager: {} };

type Here = Extract<Output<'caseload.add'>, { readonly outcome: 'alreadyHere' }>;

/** A case manager adds to the own caseload; anybody else says whose student this is. */
function ownCaseManager({ actor }: Who): SaidOfPersonAtWork | null {
  return actor.role === 'caseManager' ? { name: actor.name, staffId: actor.staffId, title: currentProfile()?.title ?? '' } : null;
}

interface ManagerProps {
  readonly said: SaidOfPersonAtWork;
  readonly problems: StudentProblems['caseManager'];
  readonly onChange: (said: SaidOfPersonAtWork) => void;
}

function CaseManager({ said, problems, onChange }: ManagerProps) {
  return (
    <section aria-label="Case manager" className={styles.group}>
      <h3>Case manager</h3>
      <div className={styles.questions}>
        <TextInput label="Name of the case manager" value={said.name} problem={problems.name} onChange={(name) => onChange({ ...said, name })} />
        <TextInput label="Staff ID of the case manager" hint="Opens this IEP to them." value={said.staffId} problem={problems.staffId} onChange={(staffId) => onChange({ ...said, staffId })} />
        <TextInput label="Title of the case manager" hint="As it stands on the papers; may stay empty." value={said.title} problem={problems.title} onChange={(title) => onChange({ ...said, title })} />
      </div>
    </section>
  );
}

function AlreadyHere({ here, onOpen }: { readonly here: Here; readonly onOpen: () => void }) {
  const box = useRef<HTMLDivElement>(null);
  // The form is longer than a small screen; whoever pressed the button reads the answer and stands at the way on.
  useEffect(() => box.current?.querySelector('button')?.focus(), []);
  return (
    <div ref={box} role="alert" className={styles.here} data-already-here={here.by}>
      <p>
        <strong>{here.name}</strong>, born {showDate(here.birthDate)}, is on this computer already, {here.by === 'number' ? 'with this number' : 'by this name and birth date'}. Nothing was added.
      </p>
      <Button onPress={onOpen}>Open {here.name}</Button>
    </div>
  );
}

function StudentForm({ who, worksHere, onClose }: { readonly who: Who; readonly worksHere: ReactNode; readonly onClose: () => void }) {
  const own = ownCaseManager(who);
  const [typed, setTyped] = useState<Answers>(NO_ANSWERS);
  const [manager, setManager] = useState<SaidOfPersonAtWork>({ name: '', staffId: '', title: '' });
  const [tries, setTries] = useState(0);
  const [here, setHere] = useState<Here | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLDivElement>(null);
  const said = { answers: answersOf(typed), caseManager: own ?? manager };
  const found = studentProblems(said, today());
  const problems = tries === 0 ? NO_PROBLEMS : found;
  // Whoever pressed the button stands at the first answer that cannot stay.
  useEffect(() => {
    if (tries > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [tries]);

  const leaveFor = (place: Parameters<typeof go>[0]): void => {
    onClose();
    go(place);
  };
  const add = async (): Promise<void> => {
    setTries(tries + 1);
    setHere(null);
    setFailure(null);
    if (firstProblem(found) !== null) return;
    setBusy(true);
    const reply = await ask(bridge().caseload.add(said));
    setBusy(false);
    if (!reply.ok) return setFailure(reply.failure as Failure);
    if (reply.value.outcome === 'alreadyHere') return setHere(reply.value);
    const { studentId, draftId } = reply.value;
    await fillWorkingSet();
    showPage('infoEligibility');
    return leaveFor({ name: 'meeting', studentId, draftId });
  };
  return (
    <Dialog
      title={TITLE}
      wide
      onClose={onClose}
      actions={
        <Button look="primary" disabled={busy} onPress={() => void add()}>
          Open the first IEP
        </Button>
      }
    >
      <p>For a student who has no record yet. What you write here opens the first Future IEP, an initial one; everything else is written on its pages.</p>
      {worksHere}
      <div ref={form} className={styles.form}>
        <StudentQuestions answers={typed} problems={problems.answers} onChange={setTyped} />
        {own === null ? <CaseManager said={manager} problems={problems.caseManager} onChange={setManager} /> : <p>Case manager: you, {own.name}.</p>}
      </div>
      {here === null ? null : <AlreadyHere here={here} onOpen={() => leaveFor({ name: 'student', studentId: here.studentId, tab: 'future' })} />}
      {failure === null ? null : <FailureNotice failure={failure} />}
    </Dialog>
  );
}

/** Said with the way to put it right, as long as nothing on this computer was written in this name. */
function WorksHere({ onWrong }: { readonly onWrong: () => void }) {
  const profile = currentProfile();
  if (profile === null) return null;
  return (
    <p className={styles.worksHere} data-works-here>
      You work on this computer as {profile.name}, {profile.title}.
      <Button look="quiet" small onPress={onWrong}>
        That is not right…
      </Button>
    </p>
  );
}

export function AddStudent({ onClose }: { readonly onClose: () => void }) {
  const who = whoIn(useSession((state) => state.status));
  const isEmpty = useStudents()?.length === 0;
  const [wrong, setWrong] = useState(false);
  if (who === null || wrong) return <WhoAreYouDialog before={currentProfile()} onClose={wrong ? () => setWrong(false) : onClose} onKept={() => setWrong(false)} />;
  const verdict = addStudentVerdict(who);
  const worksHere = isEmpty ? <WorksHere onWrong={() => setWrong(true)} /> : null;
  if (verdict.ok) return <StudentForm who={who} worksHere={worksHere} onClose={onClose} />;
  return (
    <Dialog title={TITLE} onClose={onClose} closeLabel="Close" actions={null}>
      <p data-refused="add">{verdict.reason}</p>
      <p>Once the student has been added, the first Future IEP comes to you as a file: import it here. A district may also let case managers add students themselves (Settings, What the district allows).</p>
      {worksHere}
    </Dialog>
  );
}
