/** A short question of the meeting: fields, one answer that main decides on, and its refusal in words if it says no. */
import { useState, type ReactNode } from 'react';
import type { FlowCommand } from '../../shared/flow/events.ts';
import type { Failure } from '../../shared/words/failures.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { command } from '../workbench/draft-commands.ts';
import { dismissRefusal } from '../workbench/draft-store.ts';

interface Props {
  readonly title: string;
  readonly action: string;
  /** The event to ask for, or null while something is still missing. */
  readonly event: FlowCommand | null;
  readonly onClose: () => void;
  readonly onDone?: () => void;
  readonly children: ReactNode;
}

export function AskMain({ title, action, event, onClose, onDone, children }: Props) {
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const send = async (): Promise<void> => {
    if (event === null) return;
    setBusy(true);
    const reply = await command(event);
    setBusy(false);
    dismissRefusal();
    if (!reply.ok) return setFailure(reply.failure as Failure);
    onClose();
    onDone?.();
    return undefined;
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <Button look="primary" disabled={event === null || busy} onPress={() => void send()}>
          {action}
        </Button>
      }
    >
      {children}
      {failure === null ? null : <FailureNotice failure={failure} />}
    </Dialog>
  );
}
