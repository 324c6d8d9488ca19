/** Opens the records again with the passphrase, or with the recovery code and a new passphrase. */
import { useState } from 'react';
import type { Failure } from '../../shared/words/failures.ts';
import { Button } from '../ui/button.tsx';
import { TextInput } from '../ui/labelled.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { ask, bridge } from '../workbench/bridge.ts';
import { refreshSession } from '../workbench/session-store.ts';
import { Card } from './card.tsx';

function WithPassphrase({ onLost }: { readonly onLost: () => void }) {
  const [passphrase, setPassphrase] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const unlock = async (): Promise<void> => {
    setBusy(true);
    const reply = await ask(bridge().session.unlock({ passphrase }));
    setBusy(false);
    if (reply.ok) return refreshSession();
    setFailure(reply.failure as Failure);
    return undefined;
  };
  return (
    <Card title="Locked" screen="unlock">
      <p>Everything is saved on this computer. Your passphrase opens it again.</p>
      <TextInput label="Passphrase" type="password" value={passphrase} onChange={setPassphrase} autoFocus />
      {failure === null ? null : <FailureNotice failure={failure} />}
      <Button look="primary" submit disabled={busy || passphrase === ''} onPress={() => void unlock()}>
        {busy ? 'Opening…' : 'Unlock'}
      </Button>
      <Button look="quiet" small onPress={onLost}>
        I do not have the passphrase
      </Button>
    </Card>
  );
}

function WithCode({ onBack }: { readonly onBack: () => void }) {
  const [recoveryCode, setCode] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const recover = async (): Promise<void> => {
    setBusy(true);
    const reply = await ask(bridge().session.recover({ recoveryCode, passphrase }));
    setBusy(false);
    if (reply.ok) return refreshSession();
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
  return lost ? <WithCode onBack={() => setLost(false)} /> : <WithPassphrase onLost={() => setLost(true)} />;
}
