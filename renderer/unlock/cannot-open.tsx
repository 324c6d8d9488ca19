/** Main cannot say what is on this computer (records of a newer IEP Desk, a disk that does not answer): the reason, and another try. */
import type { Failure } from '../../shared/words/failures.ts';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { refreshSession } from '../workbench/session-store.ts';
import { Card } from './card.tsx';

export function CannotOpen({ failure }: { readonly failure: Failure }) {
  return (
    <Card title="IEP Desk cannot open" screen="cannot-open">
      <FailureNotice failure={failure} />
      <Button look="primary" submit onPress={() => void refreshSession()}>
        Try again
      </Button>
    </Card>
  );
}
