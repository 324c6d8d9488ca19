/** Students who left the caseload: why their records are still on this computer, and the record of every removal. */
import { useEffect, useState } from 'react';
import type { Leavers } from '../../shared/bridge/caseload.ts';
import { COPIES_KEPT_DAYS, KEPT_AFTER_LEAVING_DAYS, type StaysBecause } from '../../shared/flow/retention.ts';
import { addDays } from '../../shared/time/dates.ts';
import type { Failure } from '../../shared/words/failures.ts';
import { showDate } from '../form/dates.ts';
import { FailureNotice } from '../ui/notice.tsx';
import { ask, bridge } from '../workbench/bridge.ts';
import { today } from '../workbench/clock.ts';
import { Section } from './section.tsx';
import styles from './settings.module.css';

type Staying = Leavers['staying'][number];
type Removed = Leavers['removed'][number];

const WHY: Record<StaysBecause, (student: Staying) => string> = {
  unreadable: () => 'A file cannot be read, and nothing is removed while that is so.',
  openDraft: () => 'A Future IEP is still open; affirm it, or ask the district system manager to give it up.',
  conflict: () => 'The district asks a person to decide about one of them.',
  notConfirmed: () => 'The district has not confirmed every one of them yet.',
  addedHere: () => 'The district has not confirmed what came to an affirmed IEP later.',
  reportOpen: () => 'A progress report is written and not affirmed.',
  tooSoon: ({ from }) => `They stay until ${showDate(from)}.`,
};

function iepCount(count: number): string {
  return count === 1 ? '1 affirmed IEP' : `${count} affirmed IEPs`;
}

/** Facts of one student, one under the other, so that a long reason breaks where it is read best. */
function StayingLine({ student }: { readonly student: Staying }) {
  return (
    <li data-leaver={student.stays ?? 'goes'}>
      <strong>{student.name}</strong>
      <span>
        Left {showDate(student.leftOn)}, {iepCount(student.records)}
      </span>
      <span>{student.stays === null ? 'The district has confirmed everything; they go at the next unlock.' : WHY[student.stays](student)}</span>
    </li>
  );
}

function RemovedLine({ removal }: { readonly removal: Removed }) {
  const until = addDays(removal.removedOn, COPIES_KEPT_DAYS);
  return (
    <li data-removal={removal.studentKey}>
      <strong>District record number {removal.studentKey}</strong>
      <span>
        Left {showDate(removal.leftOn)}, removed {showDate(removal.removedOn)}: {iepCount(removal.records)}, each confirmed by the district before
      </span>
      <span>{until > today() ? `Sealed backups hold them until ${showDate(until)}` : 'No backup of this computer holds them any more'}</span>
    </li>
  );
}

export function StudentsWhoLeft() {
  const [known, setKnown] = useState<Leavers | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    void ask(bridge().caseload.leavers()).then((reply) => (reply.ok ? setKnown(reply.value) : setFailure(reply.failure as Failure)));
  }, []);
  return (
    <Section label="Students who left the caseload">
      <h2>Students who left the caseload</h2>
      <p>
        Their records stay on this computer for {KEPT_AFTER_LEAVING_DAYS} days, and longer until the district has confirmed every affirmed IEP. Then they are removed here; the district keeps them.
      </p>
      <p>
        Sealed backups made before hold them for {COPIES_KEPT_DAYS} days more and then go too, those in the second place when it is plugged in next. A copy made for another computer is out of reach from here.
      </p>
      {known === null ? null : (
        <>
          <h3 id="leavers-here">Still on this computer</h3>
          {known.staying.length === 0 ? <p>No student who left is on this computer.</p> : null}
          <ul className={styles.left} aria-labelledby="leavers-here">
            {known.staying.map((student) => (
              <StayingLine key={student.studentId} student={student} />
            ))}
          </ul>
          {known.removed.length === 0 ? null : (
            <>
              <h3 id="leavers-removed">Removed</h3>
              <ul className={styles.left} aria-labelledby="leavers-removed">
                {known.removed.map((removal) => (
                  <RemovedLine key={`${removal.studentKey} ${removal.removedOn}`} removal={removal} />
                ))}
              </ul>
            </>
          )}
        </>
      )}
      {failure === null ? null : <FailureNotice failure={failure} />}
    </Section>
  );
}
