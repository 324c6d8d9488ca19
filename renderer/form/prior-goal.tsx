/** Last year's goal with its progress, to be read beside the new one; nothing here can be changed. */
import { progressWords } from '../../shared/iep/prior-goal.ts';
import { ROW_ID, type Row } from '../../shared/iep/address.ts';
import { useInDocument } from '../workbench/document-store.ts';
import { rowsAt, useValue, wordsOf } from './values.ts';
import styles from './prior-goal.module.css';

const NONE: readonly Row[] = [];

function usePriorGoals(): readonly Row[] {
  return useInDocument(['work'], (document) => document.work?.prior ?? NONE, NONE);
}

function Words({ goal }: { readonly goal: Row }) {
  const progress = progressWords(goal);
  return (
    <div className={styles.words}>
      <p>
        <strong>Baseline then:</strong> {wordsOf(goal['baseline'])}
      </p>
      <p>
        <strong>Goal:</strong> {wordsOf(goal['annualGoal'])}
      </p>
      {progress.length === 0 ? <p>No progress was reported on it.</p> : null}
      <ul aria-label="Progress">
        {progress.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}

/** In the card of a goal that came over: what it was, closed until asked for. */
export function PriorGoal({ row }: { readonly row: string }) {
  const goal = usePriorGoals().find((prior) => prior[ROW_ID] === row);
  if (goal === undefined) return null;
  return (
    <details className={styles.prior} data-prior-goal={row}>
      <summary>Last year&apos;s goal {wordsOf(goal['goalNumber'])} and its progress</summary>
      <Words goal={goal} />
    </details>
  );
}

/** Under the goals: those of last year whose place was given up, so that none is out of sight. */
export function GonePriorGoals() {
  const here = new Set(rowsAt(useValue('pages/goals/items')).map((goal) => goal[ROW_ID]));
  const gone = usePriorGoals().filter((goal) => !here.has(goal[ROW_ID]));
  if (gone.length === 0) return null;
  return (
    <section className={styles.gone} aria-label="Last year's goals that are not goals any more">
      <h2>Last year&apos;s goals that are not goals any more</h2>
      {gone.map((goal) => (
        <PriorGoal key={goal[ROW_ID]} row={goal[ROW_ID]} />
      ))}
    </section>
  );
}
