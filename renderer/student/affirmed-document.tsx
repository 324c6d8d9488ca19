/** What is asked about an affirmed IEP is asked once its document was read; one that cannot be read says so in the same place. */
import { useEffect, useState, type ReactNode } from 'react';
import type { IepDocument } from '../../shared/iep/document.ts';
import type { Failure } from '../../shared/words/failures.ts';
import { Dialog } from '../ui/dialog.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { ask, bridge } from '../workbench/bridge.ts';

interface Props {
  readonly iepId: string;
  readonly title: string;
  readonly onClose: () => void;
  readonly children: (document: IepDocument) => ReactNode;
}

export function AffirmedDocument({ iepId, title, onClose, children }: Props) {
  const [document, setDocument] = useState<IepDocument | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    void ask(bridge().records.read({ iepId })).then((reply) => (reply.ok ? setDocument(reply.value.document as IepDocument) : setFailure(reply.failure as Failure)));
  }, [iepId]);
  if (document !== null) return children(document);
  return failure === null ? null : (
    <Dialog title={title} onClose={onClose} actions={null}>
      <FailureNotice failure={failure} />
    </Dialog>
  );
}
