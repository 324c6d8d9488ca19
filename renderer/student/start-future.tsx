/** Asks for the meeting date and the purposes, and starts the next Future IEP from the Current one. */
import { useState } from 'react';
import type { StudentSummary } from '../../shared/bridge/summaries.ts';
import { reviewsPlan } from '../../shared/iep/review.ts';
import type { Failure } from '../../shared/words/failures.ts';
import { readDate, showDate, weekday } from '../form/dates.ts';
import { DateWarning } from '../meeting/notice-dialogs.tsx';
import { showPage } from '../meeting/show-field.ts';
import { go } from '../routes.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextInput, Tick } from '../ui/labelled.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { PURPOSES } from '../ui/words.ts';
import { ask, bridge } from '../workbench/bridge.ts';
import { today } from '../workbench/clock.ts';
import { fillWorkingSet } from '../workbench/working-set.ts';

export function StartFuture({ student, onClose }: { readonly student: StudentSummary; readonly onClose: () => void }) {
  const [date, setDate] = useState(showDate(today()));
  const [purposes, setPurposes] = useState<readonly string[]>(['annual']);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const meetingDate = readDate(date, today());
  const toggle = (value: string, on: boolean): void => setPurposes(on ? [...purposes, value] : purposes.filter((known) => known !== value));
  const start = async (): Promise<void> => {
    if (meetingDate === null) return;
    setBusy(true);
    const reply = await ask(bridge().drafts.start({ studentId: student.studentId, meetingDate, purposes: PURPOSES.map((known) => known.value).filter((value) => purposes.includes(value)) }));
    setBusy(false);
    if (!reply.ok) return setFailure(reply.failure as Failure);
    await fillWorkingSet();
    onClose();
    showPage('infoEligibility');
    go({ name: 'meeting', studentId: student.studentId, draftId: reply.value.draftId });
    return undefined;
  };
  return (
    <Dialog
      title="Start the next Future IEP"
      onClose={onClose}
      actions={
        <Button look="primary" disabled={busy || meetingDate === null || purposes.length === 0} onPress={() => void start()}>
          Start it
        </Button>
      }
    >
      <p>It starts from the Current IEP of {showDate(student.current?.meetingDate ?? '')}. What comes over is marked as last year's; each page prepared ahead is marked DRAFT until the team has discussed it.</p>
      <TextInput label="Date of the meeting" hint={meetingDate === null ? 'Write it like 3/4/2027.' : weekday(meetingDate)} value={date} onChange={setDate} autoFocus />
      <DateWarning date={meetingDate} purposes={purposes} studentId={student.studentId} />
      <fieldset style={{ display: 'flex', flexWrap: 'wrap', gap: '0.25rem 1.25rem' }}>
        <legend style={{ fontWeight: 600, fontSize: '0.8125rem' }}>Purposes of the meeting (several may be checked)</legend>
        {PURPOSES.map((purpose) => (
          <Tick key={purpose.value} label={purpose.label} checked={purposes.includes(purpose.value)} onChange={(on) => toggle(purpose.value, on)} />
        ))}
      </fieldset>
      {purposes.length === 0 || reviewsPlan('', purposes) ? null : <p role="note">This meeting reviews nothing: the annual review stays due on {showDate(student.nextAnnualDate)}, and the services keep their dates.</p>}
      {failure === null ? null : <FailureNotice failure={failure} />}
    </Dialog>
  );
}
