/** On a new computer: the folder another computer wrote, its code, a passphrase for this computer, and everything is here. */
import { useState } from 'react';
import type { FoundTransfer } from '../../shared/bridge/vault.ts';
import type { Failure } from '../../shared/words/failures.ts';
import { Button } from '../ui/button.tsx';
import { TextInput } from '../ui/labelled.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { Card } from '../unlock/card.tsx';
import { ask, bridge } from '../workbench/bridge.ts';
import { refreshSession } from '../workbench/session-store.ts';
import { whenMade } from './words.ts';

function WhatWasFound({ found }: { readonly found: FoundTransfer }) {
  return (
    <>
      <p data-found-transfer>
        In the folder {found.folder}: everything as it was on {whenMade(found.madeAt, found.zone)}, {found.files} files.
      </p>
      {found.unreadable === 0 ? null : (
        <p role="alert">
          {found.unreadable === 1 ? 'Another copy' : `${found.unreadable} other copies`} in this folder cannot be read and may be newer. To be sure, copy everything again on the other computer.
        </p>
      )}
    </>
  );
}

export function BringFromAnotherComputer({ onBack }: { readonly onBack: () => void }) {
  const [found, setFound] = useState<FoundTransfer | null>(null);
  const [code, setCode] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const choose = async (): Promise<void> => {
    const reply = await ask(bridge().vault.chooseTransfer());
    setFailure(reply.ok ? null : (reply.failure as Failure));
    if (!reply.ok || reply.value !== null) setFound(reply.ok ? reply.value : null);
  };
  const bring = async (): Promise<void> => {
    setBusy(true);
    const reply = await ask(bridge().vault.transferFrom({ code, passphrase }));
    setBusy(false);
    if (reply.ok) return refreshSession();
    setFailure(reply.failure as Failure);
    return undefined;
  };
  return (
    <Card title="Bring records from another computer" screen="transfer">
      {found === null ? (
        <>
          <p>On the other computer choose Settings, Another computer, and copy everything to a folder. Then choose that folder here. A folder of backups works as well, with the recovery code your district keeps.</p>
          <Button look="primary" onPress={() => void choose()}>
            Choose the folder…
          </Button>
        </>
      ) : (
        <>
          <WhatWasFound found={found} />
          <TextInput label="Code" hint="The code the other computer showed, or the recovery code your district keeps." value={code} onChange={setCode} autoFocus />
          <TextInput label="Passphrase for this computer" hint="Four words or more are easy to remember and hard to guess." type="password" value={passphrase} onChange={setPassphrase} />
          <TextInput label="The same passphrase again" type="password" value={again} onChange={setAgain} />
          {again !== '' && again !== passphrase ? <p role="status">The two do not match yet.</p> : null}
          <Button look="primary" submit disabled={busy || code.trim() === '' || passphrase === '' || again !== passphrase} onPress={() => void bring()}>
            {busy ? 'Bringing everything here…' : 'Bring everything here'}
          </Button>
          <Button small onPress={() => void choose()}>
            Choose another folder…
          </Button>
        </>
      )}
      {failure === null ? null : <FailureNotice failure={failure} />}
      <Button look="quiet" small onPress={onBack}>
        Back
      </Button>
    </Card>
  );
}
