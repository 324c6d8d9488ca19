/** Sets IEP Desk up on this computer: a passphrase, then the recovery code the district keeps, shown once; or everything comes from another computer. */
import { useState } from 'react';
import type { Failure } from '../../shared/words/failures.ts';
import { BringFromAnotherComputer } from '../backups/transfer-from.tsx';
import { Button } from '../ui/button.tsx';
import { TextInput, Tick } from '../ui/labelled.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { ask, bridge } from '../workbench/bridge.ts';
import { useSession } from '../workbench/session-state.ts';
import { refreshSession } from '../workbench/session-store.ts';
import { Card } from './card.tsx';

function ChoosePassphrase({ onBring }: { readonly onBring: () => void }) {
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const keyStore = useSession((state) => state.status?.keyStore);
  const differs = again !== '' && again !== passphrase;
  const create = async (): Promise<void> => {
    setBusy(true);
    const reply = await ask(bridge().session.create({ passphrase }));
    setBusy(false);
    if (!reply.ok) return setFailure(reply.failure as Failure);
    useSession.setState({ recoveryCode: reply.value.recoveryCode });
    return undefined;
  };
  return (
    <Card title="Welcome to IEP Desk" screen="first-run">
      <p>Everything you write stays sealed on this computer. Choose a passphrase: only it, and a recovery code your district keeps, open your records.</p>
      {keyStore === 'passphraseOnly' ? <p>This computer has no safe key store, so the passphrase alone protects your records. Please choose a longer one, five words or more.</p> : null}
      <TextInput label="Passphrase" hint="Four words or more are easy to remember and hard to guess." type="password" value={passphrase} onChange={setPassphrase} autoFocus />
      <TextInput label="The same passphrase again" type="password" value={again} onChange={setAgain} />
      {differs ? <p role="status">The two do not match yet.</p> : null}
      {failure === null ? null : <FailureNotice failure={failure} />}
      <Button look="primary" submit disabled={busy || passphrase === '' || again !== passphrase} onPress={() => void create()}>
        {busy ? 'Making the keys…' : 'Set up this computer'}
      </Button>
      <Button look="quiet" small onPress={onBring}>
        Bring records from another computer
      </Button>
    </Card>
  );
}

function KeepTheCode({ code }: { readonly code: string }) {
  const [kept, setKept] = useState(false);
  return (
    <Card title="The recovery code" screen="recovery-code">
      <p>Write this code down and give it to your district office. If the passphrase is ever lost, it is the only way back to the records on this computer. It is shown only now.</p>
      <p data-recovery-code style={{ fontSize: '1.4rem', fontWeight: 700, letterSpacing: '0.06em', overflowWrap: 'anywhere' }}>
        {code}
      </p>
      <Tick label="The code is written down and goes to the district office" checked={kept} onChange={setKept} />
      <Button
        look="primary"
        disabled={!kept}
        onPress={() => {
          useSession.setState({ recoveryCode: null });
          void refreshSession();
        }}
      >
        Go to my caseload
      </Button>
    </Card>
  );
}

export function FirstRun() {
  const code = useSession((state) => state.recoveryCode);
  const [bringing, setBringing] = useState(false);
  if (code !== null) return <KeepTheCode code={code} />;
  return bringing ? <BringFromAnotherComputer onBack={() => setBringing(false)} /> : <ChoosePassphrase onBring={() => setBringing(true)} />;
}
