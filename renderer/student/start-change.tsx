/** Begins a record that changes the Current IEP: an amendment agreed without a meeting, or the correction of a data error (iep-forms.md 6.12); the latter also carries an exit that needs no finding of the team. */
import { useState } from 'react';
import type { StudentSummary } from '../../shared/bridge/summaries.ts';
import { CHANGE_RIGHT } from '../../shared/flow/change.ts';
import { roleVerdict } from '../../shared/flow/roles.ts';
import type { ChangeKind } from '../../shared/iep/document.ts';
import type { Failure } from '../../shared/words/failures.ts';
import { showDate } from '../form/dates.ts';
import { showField, showPage } from '../meeting/show-field.ts';
import { go } from '../routes.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextInput } from '../ui/labelled.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { ask, bridge } from '../workbench/bridge.ts';
import { useSession, whoIn } from '../workbench/session-state.ts';
import { fillWorkingSet } from '../workbench/working-set.ts';

/** An exit is a correction too: it changes what is reported and nothing that was agreed (iep-forms.md section 7, "exit a student"). */
type Begun = ChangeKind | 'exit';

const EXIT_REASON = 'pages/infoEligibility/exitReason';

const WORDS: Readonly<Record<Begun, { readonly why?: string; readonly title: string; readonly press: string; readonly what: string }>> = {
  amendment: {
    title: 'Amend without a meeting', press: 'Amend without a meeting…',
    what: 'Parent and district may agree to change this IEP without a meeting, after its annual meeting and not in place of one. Change the pages; the sheet to sign lists every change by itself. Nothing changes before both have signed it on paper.',
  },
  correction: {
    title: 'Correct a data error', press: 'Correct a data error…',
    what: 'For an entry reported to the state that was recorded wrongly. Nothing that was agreed with the parent is changed; the correction lists each entry with what stood there before.',
  },
  exit: {
    title: 'Exit from special education', press: 'Exit from special education…', why: 'What happened',
    what: 'For a student who moved away, completed school, reached the age limit, or died. Page 1 asks for the reason and the last day; once it is affirmed no review is due any more. Where parents withdrew their consent in writing, record that with the IEP in force: the exit the state is told of follows from it. That a student is no longer eligible is found at a meeting instead: start the next Future IEP.',
  },
};

function Start({ student, kind, onClose }: { readonly student: StudentSummary; readonly kind: Begun; readonly onClose: () => void }) {
  const [reason, setReason] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const start = async (): Promise<void> => {
    setBusy(true);
    const reply = await ask(bridge().drafts.startChange({ studentId: student.studentId, kind: kind === 'exit' ? 'correction' : kind, reason: reason.trim() }));
    setBusy(false);
    if (!reply.ok) return setFailure(reply.failure as Failure);
    await fillWorkingSet();
    onClose();
    const begun = { studentId: student.studentId, draftId: reply.value.draftId };
    if (kind === 'exit') showField(begun, 'infoEligibility', EXIT_REASON);
    else showPage('amendment');
    go({ name: 'meeting', ...begun });
    return undefined;
  };
  return (
    <Dialog
      title={WORDS[kind].title}
      onClose={onClose}
      actions={
        <Button look="primary" disabled={busy || reason.trim() === ''} onPress={() => void start()}>
          Begin
        </Button>
      }
    >
      <p>{WORDS[kind].what}</p>
      <p>The IEP of {showDate(student.current?.meetingDate ?? '')} stays as it is, also its dates; the change is a record of its own, linked to it.</p>
      <TextInput label={WORDS[kind].why ?? 'Why it is changed'} value={reason} onChange={setReason} multiline />
      {failure === null ? null : <FailureNotice failure={failure} />}
    </Dialog>
  );
}

/** Said to those who may not exit a student, before whom to ask. */
const EXITS = 'A student who moved away, completed school or died is exited by the district system manager.';

/** The ways to change a Current IEP; for whoever may not, who does it; while a draft is open, that one comes first. */
export function ChangeCurrent({ student }: { readonly student: StudentSummary }) {
  const [kind, setKind] = useState<Begun | null>(null);
  const who = whoIn(useSession((state) => state.status));
  if (who === null) return null;
  const verdict = (one: ChangeKind) => roleVerdict(CHANGE_RIGHT[one], who);
  const hasEnded = student.current?.consent === 'notEligibleAck' || student.current?.inForce.plan === 'revoked' || (student.current?.exit ?? null) !== null;
  const [correction, exit] = [verdict('correction'), roleVerdict('moveStudents', who, EXITS)];
  const kinds: readonly Begun[] = [
    ...(verdict('amendment').ok && !hasEnded ? (['amendment'] as const) : []),
    ...(correction.ok ? (['correction'] as const) : []),
    ...(correction.ok && exit.ok && !hasEnded ? (['exit'] as const) : []),
  ];
  return (
    <>
      {kinds.map((one) => (
        <Button key={one} disabled={student.draft !== null} onPress={() => setKind(one)}>
          {WORDS[one].press}
        </Button>
      ))}
      {student.draft === null || kinds.length === 0 ? null : <span>While a draft is open, nothing else is begun: finish it or give it up first.</span>}
      {correction.ok ? null : <span>{correction.reason}</span>}
      {exit.ok || hasEnded ? null : <span>{exit.reason}</span>}
      {kind === null ? null : <Start student={student} kind={kind} onClose={() => setKind(null)} />}
    </>
  );
}
