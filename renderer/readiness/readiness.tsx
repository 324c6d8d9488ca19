/** The readiness check: everything the meeting needs of this laptop, looked at now, what is wrong first. */
import { useEffect, useState } from 'react';
import type { Output, Reply } from '../../shared/bridge/contract.ts';
import { readinessInWords, READINESS_STATES, type ReadinessState, type ReadinessThing } from '../../shared/check/readiness.ts';
import type { Failure } from '../../shared/words/failures.ts';
import { useRoutes } from '../routes.ts';
import { Button } from '../ui/button.tsx';
import { useCommand } from '../ui/commands-store.ts';
import { Dialog } from '../ui/dialog.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { ask, bridge } from '../workbench/bridge.ts';
import { useStudent } from '../workbench/working-set.ts';
import styles from './readiness.module.css';

type Answer = Reply<Output<'readiness.check'>>;
type Items = Output<'readiness.check'>['items'];

const THINGS: Readonly<Record<ReadinessThing, string>> = { students: 'Student data', history: 'History', forms: 'Forms', dictionaries: 'Dictionaries', disk: 'Disk space', printer: 'Printer or folder', clock: 'Clock', unlock: 'Unlocking' };
const STATES: Readonly<Record<ReadinessState, { readonly mark: string; readonly words: string }>> = {
  ready: { mark: '✓', words: 'Ready' }, lookAt: { mark: '!', words: 'Look at this' }, putRight: { mark: '✗', words: 'Put right' },
};

function Line({ thing, state, words, next }: Items[number]) {
  return (
    <li className={styles.line} data-ready-thing={thing} data-ready-state={state}>
      <span className={`${styles.state} ${styles[state]}`}>
        <span aria-hidden="true">{STATES[state].mark} </span>
        {STATES[state].words}
      </span>
      <span>
        <strong>{THINGS[thing]}.</strong> {words}
        {next === '' ? null : <span className={styles.next}> {next}</span>}
      </span>
    </li>
  );
}

/** What is wrong comes first; within a state in the order main gave. */
function Found({ items }: { readonly items: Items }) {
  return (
    <>
      <p role="status" className={styles.verdict} data-readiness>
        {readinessInWords(items)}
      </p>
      <ul className={styles.list}>
        {READINESS_STATES.toReversed().flatMap((state) => items.filter((item) => item.state === state)).map((item) => (
          <Line key={item.thing} {...item} />
        ))}
      </ul>
    </>
  );
}

function ReadinessDialog({ studentId, onClose }: { readonly studentId: string | null; readonly onClose: () => void }) {
  const student = useStudent(studentId ?? '');
  /** How often somebody has asked, and main's answer to the last time; null while it looks. */
  const [asked, setAsked] = useState(1);
  const [answer, setAnswer] = useState<Answer | null>(null);
  useEffect(() => {
    let wanted = true;
    void ask(bridge().readiness.check({ studentId })).then((reply) => wanted && setAnswer(reply));
    return () => {
      wanted = false;
    };
  }, [studentId, asked]);
  const again = (): void => {
    setAnswer(null);
    setAsked(asked + 1);
  };
  return (
    <Dialog
      title={studentId === null ? "Can this laptop run tomorrow's meeting offline?" : `Can this laptop run the meeting of ${student?.name ?? ''} offline?`}
      wide
      onClose={onClose}
      closeLabel="Close"
      actions={
        <Button disabled={answer === null} onPress={again}>
          Look again
        </Button>
      }
    >
      {answer === null ? <p role="status">Opening every record, and making one parent copy on trial…</p> : null}
      {answer?.ok === false ? <FailureNotice failure={answer.failure as Failure} /> : null}
      {answer?.ok === true ? <Found items={answer.value.items} /> : null}
    </Dialog>
  );
}

/** Answers the command on every screen: about the student whose page is open, else about the whole caseload. */
export function Readiness() {
  const [about, setAbout] = useState<{ readonly studentId: string | null } | null>(null);
  useCommand('file.readiness', () => {
    const { route } = useRoutes.getState();
    setAbout({ studentId: 'studentId' in route ? route.studentId : null });
  });
  return about === null ? null : <ReadinessDialog studentId={about.studentId} onClose={() => setAbout(null)} />;
}
