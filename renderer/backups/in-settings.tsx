/** Backups in Settings: when they are made, a second place, and the list of them. */
import { useEffect, useState } from 'react';
import type { Backups } from '../../shared/bridge/vault.ts';
import type { Failure } from '../../shared/words/failures.ts';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { ask, bridge } from '../workbench/bridge.ts';
import { Section } from '../settings/section.tsx';
import { BackupList } from './backup-list.tsx';
import { LeftAlone } from './left-alone.tsx';

export function BackupsInSettings() {
  const [known, setKnown] = useState<Backups | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
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
    <Section label="Backups">
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
      {known === null || known.secondPlace === null || known.leftAlone.length === 0 ? null : <LeftAlone files={known.leftAlone} place={known.secondPlace} />}
      {known === null || known.backups.length === 0 ? <p>No backup yet.</p> : <BackupList known={known} />}
    </Section>
  );
}
