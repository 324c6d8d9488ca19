/** Keys: a new passphrase and a new recovery code, each proved to open the records before the old one stops doing so. */
import { useState } from 'react';
import type { Failure } from '../../shared/words/failures.ts';
import { Button } from '../ui/button.tsx';
import { TextInput } from '../ui/labelled.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { ask, bridge } from '../workbench/bridge.ts';
import { Section } from './section.tsx';

export function KeysInSettings() {
  const [passphrase, setPassphrase] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [done, setDone] = useState<'passphrase' | null>(null);
  const [code, setCode] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const change = async (): Promise<void> => {
    setBusy(true);
    const reply = await ask(bridge().vault.changePassphrase({ passphrase, next }));
    setBusy(false);
    setFailure(reply.ok ? null : (reply.failure as Failure));
    setDone(reply.ok ? 'passphrase' : null);
    if (!reply.ok) return;
    for (const clear of [setPassphrase, setNext, setAgain]) clear('');
  };
  const renew = async (): Promise<void> => {
    setBusy(true);
    const reply = await ask(bridge().vault.newRecoveryCode({ passphrase }));
    setBusy(false);
    setFailure(reply.ok ? null : (reply.failure as Failure));
    setCode(reply.ok ? reply.value.recoveryCode : null);
    if (reply.ok) setPassphrase('');
  };
  return (
    <Section label="Keys">
      <h2>Keys</h2>
      <TextInput label="Passphrase now" type="password" value={passphrase} onChange={setPassphrase} />
      <TextInput label="New passphrase" type="password" value={next} onChange={setNext} />
      <TextInput label="New passphrase again" type="password" value={again} onChange={setAgain} />
      {next !== again && again !== '' ? <p role="status">The two do not match yet.</p> : null}
      <Button disabled={busy || passphrase === '' || next === '' || next !== again} onPress={() => void change()}>
        Change the passphrase
      </Button>
      <p>A new recovery code makes the old one useless. It needs only the passphrase above, and goes to the district office.</p>
      <Button disabled={busy || passphrase === ''} onPress={() => void renew()}>
        Make a new recovery code
      </Button>
      {done === null ? null : <p role="status">The new passphrase opens your records; the old one no longer does.</p>}
      {code === null ? null : (
        <p role="status">
          The new recovery code, shown only now: <strong data-recovery-code>{code}</strong>
        </p>
      )}
      {failure === null ? null : <FailureNotice failure={failure} />}
    </Section>
  );
}
