/** A failure in a case manager's words: what happened, what is safe, what to do next. */
import { FAILURES, type Failure } from '../../shared/words/failures.ts';
import { Button } from './button.tsx';
import styles from './notice.module.css';

interface Props {
  readonly failure: { readonly code: Failure['code']; readonly reason?: string | undefined };
  readonly onDismiss?: () => void;
}

export function FailureNotice({ failure, onDismiss }: Props) {
  const words = FAILURES[failure.code];
  return (
    <div role="alert" className={styles.notice} data-failure={failure.code}>
      <p className={styles.happened}>
        <span aria-hidden="true">⚠ </span>
        {words.happened}
        {failure.reason === undefined ? null : <span className={styles.reason}> {failure.reason}</span>}
      </p>
      <p>
        {words.safe} {words.next}
      </p>
      {onDismiss === undefined ? null : (
        <Button look="quiet" small onPress={onDismiss}>
          I have read this
        </Button>
      )}
    </div>
  );
}
