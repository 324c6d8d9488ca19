/** Gives up a Future IEP that is not to be held, with the reason; only for those whose right it is (iep-forms.md section 7). Main decides, and keeps every word sealed. */
import { useState } from 'react';
import { roleVerdict } from '../../shared/flow/roles.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextInput } from '../ui/labelled.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { giveUpDraft } from '../workbench/draft-commands.ts';
import { useSession, whoIn } from '../workbench/session-state.ts';
import { useRecording } from './use-recording.ts';

interface Props {
  readonly studentId: string;
  readonly draftId: string;
}

function GiveUpDialog({ studentId, draftId, onClose }: Props & { readonly onClose: () => void }) {
  const [reason, setReason] = useState('');
  const { busy, failure, record } = useRecording(studentId, onClose);
  return (
    <Dialog
      title="Give up this Future IEP"
      onClose={onClose}
      actions={
        <Button look="primary" disabled={busy || reason.trim() === ''} onPress={() => void record(() => giveUpDraft(draftId, reason.trim()))}>
          Give it up
        </Button>
      }
    >
      <p>For one that was begun by mistake, or whose meeting will not be held. The Current IEP stays as it is, nothing goes to the district, and another Future IEP can be started.</p>
      <p>
        <strong>Nobody can go on writing in it.</strong> Its words stay sealed on this computer, with your name, the day and the reason.
      </p>
      <TextInput label="Why" value={reason} onChange={setReason} autoFocus />
      {failure === null ? null : <FailureNotice failure={failure} />}
    </Dialog>
  );
}

export function GiveUp({ studentId, draftId }: Props) {
  const who = whoIn(useSession((state) => state.status));
  const [open, setOpen] = useState(false);
  if (who === null || !roleVerdict('abandon', who).ok) return null;
  return (
    <>
      <Button look="quiet" onPress={() => setOpen(true)}>
        Give up this Future IEP…
      </Button>
      {open ? <GiveUpDialog studentId={studentId} draftId={draftId} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
