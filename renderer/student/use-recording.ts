/** Records beside an affirmed IEP what came later: sent once, a refusal shown, and the student read again when it is on disk. */
import { useState } from 'react';
import type { Reply } from '../../shared/bridge/contract.ts';
import type { Failure } from '../../shared/words/failures.ts';
import { ask } from '../workbench/bridge.ts';
import { fillRecords, fillWorkingSet } from '../workbench/working-set.ts';

interface Recording {
  /** True until main has answered: a second press records nothing. */
  readonly busy: boolean;
  readonly failure: Failure | null;
  readonly record: (asked: () => Promise<Reply<null>>) => Promise<void>;
}

export function useRecording(studentId: string, onDone: () => void): Recording {
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const record = async (asked: () => Promise<Reply<null>>): Promise<void> => {
    setBusy(true);
    const reply = await ask(asked());
    setBusy(false);
    if (!reply.ok) return setFailure(reply.failure as Failure);
    await fillWorkingSet();
    await fillRecords(studentId);
    onDone();
    return undefined;
  };
  return { busy, failure, record };
}
