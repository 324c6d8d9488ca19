/** Records that do not open: what happened, what is safe, and the backups to put in their place, the newest one first. */
import { useEffect, useState } from 'react';
import type { Backups } from '../../shared/bridge/vault.ts';
import type { Failure } from '../../shared/words/failures.ts';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { Card } from '../unlock/card.tsx';
import { ask, bridge } from '../workbench/bridge.ts';
import { BackupList } from './backup-list.tsx';
import { RestoreDialog } from './restore-dialog.tsx';

function Found({ known }: { readonly known: Backups }) {
  const [looking, setLooking] = useState(false);
  const [newest, ...older] = known.backups;
  if (newest === undefined) {
    return <p data-no-backup>No backup was found on this computer. Affirmed IEPs that were delivered are with the district; tell your district system manager before anything else is tried.</p>;
  }
  return (
    <>
      <Button look="primary" onPress={() => setLooking(true)}>
        See what the newest backup holds
      </Button>
      {older.length === 0 ? null : (
        <details>
          <summary>All {known.backups.length} backups</summary>
          <BackupList known={known} />
        </details>
      )}
      {looking ? <RestoreDialog backup={newest} zone={known.zone} onClose={() => setLooking(false)} /> : null}
    </>
  );
}

export function BackupsWhileLocked({ why, onBack }: { readonly why: Failure; readonly onBack: () => void }) {
  const [known, setKnown] = useState<Backups | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const look = (): Promise<void> =>
    ask(bridge().vault.backups()).then((reply) => {
      setFailure(reply.ok ? null : (reply.failure as Failure));
      if (reply.ok) setKnown(reply.value);
    });
  useEffect(() => {
    void look();
  }, []);
  return (
    <Card title="The records do not open" screen="backups">
      <FailureNotice failure={why} />
      {known === null ? <p role="status">Looking for backups…</p> : <Found known={known} />}
      {known?.secondPlace ? <p>Backups in the second place, {known.secondPlace}, are found while it is plugged in.</p> : null}
      {failure === null ? null : <FailureNotice failure={failure} />}
      <Button small onPress={() => void look()}>
        Look again
      </Button>
      <Button look="quiet" small onPress={onBack}>
        Back to the passphrase
      </Button>
    </Card>
  );
}
