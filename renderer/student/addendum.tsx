/** The addendum section of the Current IEP: what can still follow from it. A meeting that was left to be continued goes on from here (handbook, "continue" link). */
import { useState } from 'react';
import type { RecordSummary, StudentSummary } from '../../shared/bridge/summaries.ts';
import type { Failure } from '../../shared/words/failures.ts';
import { showDate } from '../form/dates.ts';
import { go } from '../routes.ts';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { ask, bridge } from '../workbench/bridge.ts';
import { fillWorkingSet } from '../workbench/working-set.ts';
import styles from './student.module.css';

export function Addendum({ student, current }: { readonly student: StudentSummary; readonly current: RecordSummary }) {
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  if (!current.toBeContinued) return null;
  const goOn = async (): Promise<void> => {
    setBusy(true);
    const reply = await ask(bridge().drafts.continue({ studentId: student.studentId }));
    setBusy(false);
    if (!reply.ok) return setFailure(reply.failure as Failure);
    await fillWorkingSet();
    go({ name: 'meeting', studentId: student.studentId, draftId: reply.value.draftId });
    return undefined;
  };
  return (
    <section className={styles.addendum} aria-label="Addendum">
      <h2>Addendum</h2>
      <p>The meeting of {showDate(current.meetingDate)} was left to be continued; its pages are locked as they stood. Continuing opens them in the Future IEP. The date of the IEP stays {showDate(current.meetingDate)}; the next session gets its own sign-in and consent sheets.</p>
      {student.draft === null ? (
        <div className={styles.actions}>
          <Button disabled={busy} onPress={() => void goOn()}>
            Continue the meeting
          </Button>
        </div>
      ) : (
        <p>{student.draft.continues ? 'It is being continued: see the Future IEP.' : 'Another Future IEP is open; only when it is finished or given up can this meeting go on.'}</p>
      )}
      {failure === null ? null : <FailureNotice failure={failure} />}
    </section>
  );
}
