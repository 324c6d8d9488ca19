/** Backups: when the last one was made, a second place, and putting one back after seeing what it would change. */
import { useEffect, useState } from 'react';
import type { Backup, Backups, RestorePreview } from '../../shared/bridge/contract.ts';
import type { Failure } from '../../shared/words/failures.ts';
import { showDate } from '../form/dates.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextInput } from '../ui/labelled.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { ask, bridge } from '../workbench/bridge.ts';
import { refreshSession } from '../workbench/session-store.ts';
import styles from './settings.module.css';

const WHY: Record<Backup['why'], string> = { closed: 'made when it was locked', asked: 'made when you asked', beforeRestore: 'made before a restore', transfer: 'made for another computer' };

function when(backup: Backup): string {
  return `${showDate(backup.madeAt.slice(0, 10))} ${backup.madeAt.slice(11, 16)} UTC`;
}

type Student = RestorePreview['students'][number];

function has(state: Student['now']): string {
  if (state === null) return 'not there';
  const draft = state.draft === null ? 'no Future IEP' : state.draft === 'unreadable' ? 'a Future IEP that cannot be read' : `a Future IEP with ${state.draft.changes} changes`;
  return `${draft}, ${state.records} affirmed`;
}

function Restore({ backup, onClose }: { readonly backup: Backup; readonly onClose: () => void }) {
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
      title={`Backup of ${when(backup)}`}
      onClose={onClose}
      wide
      actions={
        preview === null ? (
          <Button look="primary" disabled={busy || passphrase === ''} onPress={() => void look()}>
            Show what it would change
          </Button>
        ) : (
          <Button look="danger" disabled={busy} onPress={() => void restore()}>
            Put this backup in the place of what is here
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
        <>
          <p>What is here now is itself kept as a backup first, so this can be taken back.</p>
          {preview.nowReadable ? null : <p role="alert">The list of students on this computer cannot be read now.</p>}
          <ul data-restore-preview>
            {preview.students.map((student) => (
              <li key={(student.now ?? student.inBackup)?.studentId ?? student.name}>
                <strong>{student.name}</strong>: now {has(student.now)}; in the backup {has(student.inBackup)}.
              </li>
            ))}
          </ul>
        </>
      )}
      {failure === null ? null : <FailureNotice failure={failure} />}
    </Dialog>
  );
}

export function BackupsInSettings() {
  const [known, setKnown] = useState<Backups | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [restoring, setRestoring] = useState<Backup | null>(null);
  const [busy, setBusy] = useState(false);
  const take = async (call: ReturnType<ReturnType<typeof bridge>['vault']['backups']>): Promise<void> => {
    setBusy(true);
    const reply = await ask(call);
    setBusy(false);
    setFailure(reply.ok ? null : (reply.failure as Failure));
    if (reply.ok) setKnown(reply.value);
  };
  useEffect(() => {
    void ask(bridge().vault.backups()).then((reply) => (reply.ok ? setKnown(reply.value) : setFailure(reply.failure as Failure)));
  }, []);
  return (
    <section className={styles.section} aria-label="Backups">
      <h2>Backups</h2>
      <p>A sealed backup is made each time IEP Desk is locked or closed. The newest stay, one a day for a week and one a week for five weeks.</p>
      {known?.failed.here ? <FailureNotice failure={known.failed.here} /> : null}
      {known?.failed.second ? <FailureNotice failure={{ ...known.failed.second, reason: 'The backup in the second place could not be written.' }} /> : null}
      {failure === null ? null : <FailureNotice failure={failure} />}
      <p data-second-place>{known?.secondPlace ? `Second place: ${known.secondPlace}` : 'No second place yet. A stick or a network folder outlives a lost laptop.'}</p>
      <Button disabled={busy} onPress={() => void take(bridge().vault.secondPlace({ to: 'choose' }))}>
        Choose a second place…
      </Button>
      {known?.secondPlace ? (
        <Button disabled={busy} onPress={() => void take(bridge().vault.secondPlace({ to: 'off' }))}>
          Stop using the second place
        </Button>
      ) : null}
      <Button disabled={busy} onPress={() => void take(bridge().vault.backUp())}>
        {busy ? 'Working…' : 'Back up now'}
      </Button>
      {known === null || known.backups.length === 0 ? <p>No backup yet.</p> : null}
      <ul>
        {(known?.backups ?? []).map((backup) => (
          <li key={`${backup.place} ${backup.backupId}`} data-backup={backup.backupId}>
            {when(backup)}, {WHY[backup.why]}, {backup.place === 'here' ? 'on this computer' : 'in the second place'}, {backup.files} files{' '}
            <Button small label={`Restore the backup of ${when(backup)}`} onPress={() => setRestoring(backup)}>
              Restore…
            </Button>
          </li>
        ))}
      </ul>
      {restoring === null ? null : <Restore backup={restoring} onClose={() => setRestoring(null)} />}
    </section>
  );
}
