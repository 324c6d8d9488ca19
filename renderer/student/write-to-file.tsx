/** Writes a first Future IEP to a file for the case manager's computer, and says what the file is and what to do next; only for those who add students. */
import { useState } from 'react';
import { roleVerdict } from '../../shared/flow/roles.ts';
import type { Failure } from '../../shared/words/failures.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { ask, bridge } from '../workbench/bridge.ts';
import { useSession, whoIn } from '../workbench/session-state.ts';

function Write({ draftId, onClose }: { readonly draftId: string; readonly onClose: () => void }) {
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isWritten, setWritten] = useState(false);
  const [busy, setBusy] = useState(false);
  const write = async (): Promise<void> => {
    setBusy(true);
    const reply = await ask(bridge().exchange.write({ draftId }));
    setBusy(false);
    setFailure(reply.ok ? null : (reply.failure as Failure));
    if (reply.ok && reply.value.saved) setWritten(true);
  };
  return (
    <Dialog
      title="Write this Future IEP to a file"
      onClose={onClose}
      closeLabel={isWritten ? 'Done' : 'Cancel'}
      actions={
        isWritten ? null : (
          <Button look="primary" disabled={busy} onPress={() => void write()}>
            Choose where…
          </Button>
        )
      }
    >
      <p>The case manager imports the file on their own computer (File, Import an IEP): it becomes the Future IEP there, word for word.</p>
      <p>
        <strong>The file is not locked: whoever has it can read it.</strong> Keep it on a drive or a stick of the district only, and delete it once it was imported. Its name does not say whose it is.
      </p>
      <p>From then on the case manager writes there, and nobody here: words written here later do not reach that computer, and only one of the two is affirmed.</p>
      {isWritten ? <p role="status">The file is written.</p> : null}
      {failure === null ? null : <FailureNotice failure={failure} />}
    </Dialog>
  );
}

/** @param draftId of a first Future IEP before its meeting */
export function WriteToFile({ draftId }: { readonly draftId: string }) {
  const who = whoIn(useSession((state) => state.status));
  const [open, setOpen] = useState(false);
  if (who === null || !roleVerdict('moveStudents', who).ok) return null;
  return (
    <>
      <Button look="quiet" onPress={() => setOpen(true)}>
        Write this Future IEP to a file…
      </Button>
      {open ? <Write draftId={draftId} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
