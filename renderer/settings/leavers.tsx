/** Students who left the caseload: why their records are still on this computer, and the record of every removal. */
import { useEffect, useState } from 'react';
import type { Leavers } from '../../shared/bridge/contract.ts';
import { COPIES_KEPT_DAYS, KEPT_AFTER_LEAVING_DAYS, type StaysBecause } from '../../shared/flow/retention.ts';
import { addDays } from '../../shared/time/dates.ts';
import type { Failure } from '../../shared/words/failures.ts';
import { showDate } from '../form/dates.ts';
import { FailureNotice } from '../ui/notice.tsx';
import { ask, bridge } from '../workbench/bridge.ts';
import styles from './settings.module.css';

type Staying = Leavers['staying'][number];

const WHY: Record<StaysBecause, (student: Staying) => string> = {
  unreadable: () => 'A file cannot be read, and nothing is removed while that is so.',
  openDraft: () => 'A Future IEP is still open; affirm it, or ask the district system manager to give it up.',
  conflict: () => 'The district asks a person to decide about one of them.',
  notConfirmed: () => 'The district has not confirmed every one of them yet.',
  addedHere: () => 'A signature that came late is kept on this computer only.',
  tooSoon: ({ from }) => `They stay until ${showDate(from)}.`,
};

function iepCount(count: number): string {
  return count === 1 ? '1 affirmed IEP' : `${count} affirmed IEPs`;
}

export function StudentsWhoLeft() {
  const [known, setKnown] = useState<Leavers | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    void ask(bridge().caseload.leavers()).then((reply) => (reply.ok ? setKnown(reply.value) : setFailure(reply.failure as Failure)));
  }, []);
  return (
    <section className={styles.section} aria-label="Students who left the caseload">
      <h2>Students who left the caseload</h2>
      <p>
        Their records stay here for {KEPT_AFTER_LEAVING_DAYS} days, and longer until the district has confirmed every affirmed IEP. Then they are removed from this computer; the district keeps them. Sealed
        backups made before hold them for {COPIES_KEPT_DAYS} days more, and then go too: those in the second place when it is plugged in next. What was copied for another computer is not reached from here.
      </p>
      {known !== null && known.staying.length === 0 ? <p>No student who left is on this computer.</p> : null}
      <ul>
        {(known?.staying ?? []).map((student) => (
          <li key={student.studentId} data-leaver={student.stays ?? 'goes'}>
            <strong>{student.name}</strong>: left {showDate(student.leftOn)}, {iepCount(student.records)}. {student.stays === null ? 'The district has confirmed everything; they go at the next unlock.' : WHY[student.stays](student)}
          </li>
        ))}
        {(known?.removed ?? []).map((removal) => (
          <li key={`${removal.studentKey} ${removal.removedOn}`} data-removal={removal.studentKey}>
            District record number {removal.studentKey}: left {showDate(removal.leftOn)}, removed {showDate(removal.removedOn)}, {iepCount(removal.records)}, each confirmed by the district before. Its last sealed copies go after {showDate(addDays(removal.removedOn, COPIES_KEPT_DAYS))}.
          </li>
        ))}
      </ul>
      {failure === null ? null : <FailureNotice failure={failure} />}
    </section>
  );
}
