/** The backups of this computer, newest first, each with its way to be looked into and put back. */
import { useState } from 'react';
import type { Backup, Backups } from '../../shared/bridge/vault.ts';
import { Button } from '../ui/button.tsx';
import { RestoreDialog } from './restore-dialog.tsx';
import { aboutBackup, whenMade } from './words.ts';

export function BackupList({ known }: { readonly known: Backups }) {
  const [restoring, setRestoring] = useState<Backup | null>(null);
  return (
    <>
      <ul>
        {known.backups.map((backup) => (
          <li key={`${backup.place} ${backup.backupId}`} data-backup={backup.backupId}>
            {aboutBackup(backup, known.zone)}{' '}
            <Button small label={`Restore the backup of ${whenMade(backup.madeAt, known.zone)}`} onPress={() => setRestoring(backup)}>
              Restore…
            </Button>
          </li>
        ))}
      </ul>
      {restoring === null ? null : <RestoreDialog backup={restoring} zone={known.zone} onClose={() => setRestoring(null)} />}
    </>
  );
}
