/** What is due for a student, overdue first: the day, the day it is counted from, the law, and what to do about it. */
import type { StudentSummary } from '../../shared/bridge/summaries.ts';
import { showDate } from '../form/dates.ts';
import styles from './due-list.module.css';

type Due = StudentSummary['due'][number];

/** What is further off is named on the caseload, with its day only. */
const NEAR_DAYS = 60;

function daysInWords({ daysLeft, isOverdue }: Due): string {
  const days = Math.abs(daysLeft);
  if (days === 0) return 'today';
  const words = `${days} ${days === 1 ? 'day' : 'days'}`;
  return isOverdue ? `${words} late` : `in ${words}`;
}

function DueLine({ item, withNext }: { readonly item: Due; readonly withNext: boolean }) {
  return (
    <li className={item.isOverdue ? styles.overdue : ''} data-due={item.kind} data-overdue={item.isOverdue}>
      <span className={styles.what}>
        {item.isOverdue ? <strong>Overdue: </strong> : null}
        {item.label}, due {showDate(item.due)} <span className={styles.days}>({daysInWords(item)})</span>
      </span>
      <span className={styles.why}>
        counted from {item.countedFrom.label} {showDate(item.countedFrom.date)} · {item.source}
      </span>
      {withNext ? <span className={styles.next}>{item.next}</span> : null}
    </li>
  );
}

/** All of it with the next step of each, for the student's page. */
export function DueList({ due }: { readonly due: readonly Due[] }) {
  if (due.length === 0) return <p>Nothing is due: no date is known to count from on this computer.</p>;
  return (
    <ul className={styles.list}>
      {due.map((item) => (
        <DueLine key={`${item.kind} ${item.due} ${item.label}`} item={item} withNext />
      ))}
    </ul>
  );
}

/** What is overdue or near in full, the rest in one line, for the caseload. */
export function DueBrief({ due }: { readonly due: readonly Due[] }) {
  const near = due.filter((item) => item.daysLeft <= NEAR_DAYS);
  const later = due.filter((item) => item.daysLeft > NEAR_DAYS);
  return (
    <>
      <ul className={styles.list}>
        {near.map((item) => (
          <DueLine key={`${item.kind} ${item.due} ${item.label}`} item={item} withNext={false} />
        ))}
      </ul>
      {later.length === 0 ? null : <span className={styles.later}>Later: {later.map((item) => `${item.label} ${showDate(item.due)}`).join('; ')}</span>}
    </>
  );
}
