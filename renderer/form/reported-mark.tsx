/** Beside the label of a state-reported field: that the state gets it, and in the red weeks when the report closes. Words and a sign, not colour alone. */
import { useRedClosing } from '../workbench/red-question.ts';
import styles from './field.module.css';

export function ReportedMark() {
  const closing = useRedClosing();
  if (closing === null) return <span className={styles.reported}>◆ state report</span>;
  return (
    <span className={styles.red} data-highlight="red">
      ⚑ report closes {closing}
    </span>
  );
}
