/** In Settings: everything into a folder for another computer, sealed, opened there with a code that is shown once. */
import { useState } from 'react';
import type { Failure } from '../../shared/words/failures.ts';
import { Section } from '../settings/section.tsx';
import { Button } from '../ui/button.tsx';
import { TextInput } from '../ui/labelled.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { ask, bridge } from '../workbench/bridge.ts';

interface Copied {
  readonly code: string;
  readonly files: number;
}

function WhatNext({ copied }: { readonly copied: Copied }) {
  return (
    <>
      <p role="status">
        Everything is in the folder: {copied.files} files, each read back after it was written. The code, shown only now: <strong data-transfer-code>{copied.code}</strong>
      </p>
      <p>Write it down and keep it apart from the folder. On the other computer start IEP Desk and choose “Bring records from another computer”.</p>
    </>
  );
}

export function AnotherComputerInSettings() {
  const [passphrase, setPassphrase] = useState('');
  const [copied, setCopied] = useState<Copied | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const copy = async (): Promise<void> => {
    setBusy(true);
    const reply = await ask(bridge().vault.transferTo({ passphrase }));
    setBusy(false);
    setFailure(reply.ok ? null : (reply.failure as Failure));
    setCopied(reply.ok ? reply.value : null);
    if (reply.ok && reply.value !== null) setPassphrase('');
  };
  return (
    <Section label="Another computer">
      <h2>Another computer</h2>
      <p>Copies everything here, sealed, into a folder you choose, such as a stick. A code that is shown once opens it on the other computer. Everything stays on this computer too; write on one of the two only.</p>
      <TextInput label="Your passphrase" type="password" value={passphrase} onChange={setPassphrase} />
      <Button disabled={busy || passphrase === ''} onPress={() => void copy()}>
        {busy ? 'Copying…' : 'Copy everything to a folder…'}
      </Button>
      {copied === null ? null : <WhatNext copied={copied} />}
      {failure === null ? null : <FailureNotice failure={failure} />}
    </Section>
  );
}
