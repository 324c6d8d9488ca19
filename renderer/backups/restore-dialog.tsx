/** Puts one backup back: the passphrase opens it, what it would change is shown for each student, and only then a second press changes anything. */
import { useState } from 'react';
import type { Backup, RestorePreview } from '../../shared/bridge/vault.ts';
import type { Failure } from '../../shared/words/failures.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextInput } from '../ui/labelled.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { ask, bridge } from '../workbench/bridge.ts';
import { refreshSession } from '../workbench/session-store.ts';
import { has, whenMade } from './words.ts';

/** The records here do not open, so nothing that still opens is given up for an older copy of it. */
function Mending({ begunAfter }: { readonly begunAfter: number }) {
  return (
    <>
      <p data-mends>Whatever still opens on this computer stays as it is now, with every word written since the backup. Only what does not open comes from the backup.</p>
      {begunAfter === 0 ? null : (
        <p role="alert">
          {begunAfter === 1 ? 'One Future IEP was' : `${begunAfter} Future IEPs were`} begun after this backup. Its list of students does not know {begunAfter === 1 ? 'it' : 'them'}: the files stay, and a newer backup opens them.
        </p>
      )}
    </>
  );
}

function Preview({ preview }: { readonly preview: RestorePreview }) {
  return (
    <>
      <p>What is here now is itself kept as a backup first, so this can be taken back.</p>
      {preview.mends === null ? null : <Mending begunAfter={preview.mends.begunAfter} />}
      <ul data-restore-preview>
        {preview.students.map((student) => (
          <li key={(student.now ?? student.inBackup)?.studentId ?? student.name}>
            <strong>{student.name}</strong>: {preview.mends === null ? 'now' : 'will have'} {has(student.now)}; in the backup {has(student.inBackup)}.
          </li>
        ))}
      </ul>
    </>
  );
}

interface Props {
  readonly backup: Backup;
  readonly zone: string;
  readonly onClose: () => void;
}

export function RestoreDialog({ backup, zone, onClose }: Props) {
  const [passphrase, setPassphrase] = useState('');
  const [preview, setPreview] = useState<RestorePreview | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const which = { backupId: backup.backupId, place: backup.place, passphrase };
  const look = async (): Promise<void> => {
    setBusy(true);
    const reply = await ask(bridge().vault.preview(which));
    setBusy(false);
    setFailure(reply.ok ? null : (reply.failure as Failure));
    if (reply.ok) setPreview(reply.value);
  };
  const restore = async (): Promise<void> => {
    setBusy(true);
    const reply = await ask(bridge().vault.restore(which));
    setBusy(false);
    setFailure(reply.ok ? null : (reply.failure as Failure));
    await refreshSession();
    if (reply.ok) onClose();
  };
  return (
    <Dialog
      title={`Backup of ${whenMade(backup.madeAt, zone)}`}
      onClose={onClose}
      wide
      actions={
        preview === null ? (
          <Button look="primary" disabled={busy || passphrase === ''} onPress={() => void look()}>
            Show what it would change
          </Button>
        ) : (
          <Button look="danger" disabled={busy} onPress={() => void restore()}>
            {preview.mends === null ? 'Put this backup in the place of what is here' : 'Mend the records with this backup'}
          </Button>
        )
      }
    >
      {preview === null ? (
        <>
          <p>Nothing changes yet. Your passphrase opens the backup so that you can see what it holds.</p>
          <TextInput label="Passphrase" type="password" value={passphrase} onChange={setPassphrase} autoFocus />
        </>
      ) : (
        <Preview preview={preview} />
      )}
      {failure === null ? null : <FailureNotice failure={failure} />}
    </Dialog>
  );
}
