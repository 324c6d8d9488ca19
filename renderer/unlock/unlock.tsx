/** Opens the records again with the passphrase, or with the recovery code and a new passphrase; records that do not open lead to their backups. */
import { useState } from 'react';
import type { Failure } from '../../shared/words/failures.ts';
import { BackupsWhileLocked } from '../backups/while-locked.tsx';
import { Button } from '../ui/button.tsx';
import { TextInput } from '../ui/labelled.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { ask, bridge } from '../workbench/bridge.ts';
import { Card } from './card.tsx';

type Damaged = (failure: Failure) => void;

function WithPassphrase({ onLost, onDamaged }: { readonly onLost: () => void; readonly onDamaged: Damaged }) {
  const [passphrase, setPassphrase] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const unlock = async (): Promise<void> => {
    setBusy(true);
    const reply = await ask(bridge().session.unlock({ passphrase }));
    // Main has told the window to open, which ends this screen.
    if (reply.ok) return undefined;
    setBusy(false);
    if (reply.failure.code === 'recordsDamaged') return onDamaged(reply.failure as Failure);
    setFailure(reply.failure as Failure);
    return undefined;
  };
  const keyIsLost = failure?.code === 'keyUnavailable';
  return (
    <Card title="Locked" screen="unlock">
      <p>Everything is saved on this computer. Your passphrase opens it again.</p>
      <TextInput label="Passphrase" type="password" value={passphrase} onChange={setPassphrase} autoFocus />
      {failure === null ? null : <FailureNotice failure={failure} />}
      <Button look="primary" submit disabled={busy || passphrase === ''} onPress={() => void unlock()}>
        {busy ? 'Opening…' : 'Unlock'}
      </Button>
      {/* With its key store lost, no passphrase opens this computer any more: the code is the way on, and looks like it. */}
      <Button look={keyIsLost ? 'plain' : 'quiet'} small={!keyIsLost} onPress={onLost}>
        {keyIsLost ? 'Open with the recovery code' : 'I do not have the passphrase'}
      </Button>
    </Card>
  );
}

function WithCode({ onBack, onDamaged }: { readonly onBack: () => void; readonly onDamaged: Damaged }) {
  const [recoveryCode, setCode] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const recover = async (): Promise<void> => {
    setBusy(true);
    const reply = await ask(bridge().session.recover({ recoveryCode, passphrase }));
    // Main has told the window to open, which ends this screen.
    if (reply.ok) return undefined;
    setBusy(false);
    if (reply.failure.code === 'recordsDamaged') return onDamaged(reply.failure as Failure);
    setFailure(reply.failure as Failure);
    return undefined;
  };
  return (
    <Card title="Open with the recovery code" screen="recover">
      <p>Your district office keeps the recovery code of this computer. It opens your records and sets a new passphrase.</p>
      <TextInput label="Recovery code" value={recoveryCode} onChange={setCode} autoFocus />
      <TextInput label="New passphrase" type="password" value={passphrase} onChange={setPassphrase} />
      <TextInput label="New passphrase again" type="password" value={again} onChange={setAgain} />
      {failure === null ? null : <FailureNotice failure={failure} />}
      <Button look="primary" submit disabled={busy || recoveryCode.trim() === '' || passphrase === '' || passphrase !== again} onPress={() => void recover()}>
        {busy ? 'Opening…' : 'Open and set the new passphrase'}
      </Button>
      <Button look="quiet" small onPress={onBack}>
        Back to the passphrase
      </Button>
    </Card>
  );
}

export function Unlock() {
  const [lost, setLost] = useState(false);
  const [damaged, setDamaged] = useState<Failure | null>(null);
  if (damaged !== null) return <BackupsWhileLocked why={damaged} onBack={() => setDamaged(null)} />;
  return lost ? <WithCode onBack={() => setLost(false)} onDamaged={setDamaged} /> : <WithPassphrase onLost={() => setLost(true)} onDamaged={setDamaged} />;
}
