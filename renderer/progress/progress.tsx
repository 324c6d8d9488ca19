/**
 * Progress reports of one student: the rounds of the plan that is carried out, each written goal by goal, affirmed, printed and marked as sent (handbook,
 * "Progress Reports"). What is typed is kept beside the affirmed IEP as it is typed; there is no Save.
 */
import { useCallback, useEffect, useState } from 'react';
import type { Input } from '../../shared/bridge/contract.ts';
import type { Failure } from '../../shared/words/failures.ts';
import { begunRound, progressRounds } from '../../shared/flow/progress-rounds.ts';
import { withRound, withWritten, type RoundBeingWritten } from '../../shared/flow/progress.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { showDate } from '../form/dates.ts';
import { Button } from '../ui/button.tsx';
import { Frame } from '../ui/frame.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { ask, bridge } from '../workbench/bridge.ts';
import { today } from '../workbench/clock.ts';
import { forgetProgress, keepProgress, useProgressWriting, waitingReports } from '../workbench/progress-writing.ts';
import { useSession, whoIn } from '../workbench/session-state.ts';
import { fillRecords, useStudent } from '../workbench/working-set.ts';
import styles from './progress.module.css';
import { Rounds, type Found, type Left } from './rounds.tsx';

/** Words typed while main was asked stand on the screen as they were typed. */
function withWaiting(plan: IepDocument, writing: readonly RoundBeingWritten[], iepId: string): readonly RoundBeingWritten[] {
  return waitingReports(iepId).reduce((here, { round, goal, report }) => {
    const known = progressRounds(plan, here, today()).find((one) => one.round.id === round);
    return known === undefined ? here : withRound(here, withWritten(begunRound(here, known), { goal, report: { ...report, providerDone: false }, by: '', at: '' }));
  }, writing);
}

function SaveLine() {
  const { unsaved, keptAt, failure } = useProgressWriting();
  if (failure !== null) return <span data-save-state="failed">Not kept yet: {unsaved === 1 ? 'one report' : `${unsaved} reports`}</span>;
  return <span role="status" data-save-state={unsaved > 0 ? 'saving' : 'saved'}>{unsaved > 0 ? 'Keeping…' : keptAt === '' ? 'Everything saved on this computer' : 'Everything typed is kept on this computer'}</span>;
}

function asked(studentId: string, iepId: string | null): Input<'progress.read'> {
  return iepId === null ? { studentId } : { studentId, iepId };
}

interface EarlierProps {
  readonly shown: string;
  readonly left: Left;
  readonly isEarlier: boolean;
  readonly onShow: (iepId: string | null) => void;
}

/** Reports on the goals of an IEP that another one took the place of do not get lost: the last one goes home at the annual meeting and is filed (handbook). */
function Earlier({ shown, left, isEarlier, onShow }: EarlierProps) {
  const others = left.filter(({ iepId }) => iepId !== shown);
  if (others.length === 0 && !isEarlier) return null;
  return (
    <div className={styles.note} role="note" data-earlier={others.length}>
      {others.map(({ iepId, meetingDate, reports }) => (
        <p key={iepId}>
          IEP of {showDate(meetingDate)}: {reports.length === 1 ? `report ${reports.join()} has` : `reports ${reports.join(', ')} have`} not gone home. <Button small onPress={() => onShow(iepId)}>Show the reports of the IEP of {showDate(meetingDate)}</Button>
        </p>
      ))}
      {isEarlier ? (
        <p>
          These are the reports of an earlier IEP. <Button small onPress={() => onShow(null)}>Show those of the plan that is carried out</Button>
        </p>
      ) : null}
    </div>
  );
}

export function Progress({ studentId }: { readonly studentId: string }) {
  const student = useStudent(studentId);
  const who = whoIn(useSession((state) => state.status));
  const [found, setFound] = useState<Found | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const take = useCallback((reply: Awaited<ReturnType<ReturnType<typeof bridge>['progress']['read']>>): void => {
    if (!reply.ok) return setFailure(reply.failure as Failure);
    const { iepId, document, writing, left } = reply.value;
    setFailure(null);
    const plan = document as IepDocument;
    return setFound({ iepId, plan, left, writing: withWaiting(plan, writing, iepId) });
  }, []);
  const [wanted, setWanted] = useState<string | null>(null);
  const load = async (): Promise<void> => take(await ask(bridge().progress.read(asked(studentId, wanted))));
  useEffect(() => {
    void ask(bridge().progress.read(asked(studentId, wanted))).then(take);
    // Words main has not kept stay with the window until it has.
    return () => void keepProgress().then(({ unsaved }) => (unsaved === 0 ? forgetProgress() : undefined));
  }, [studentId, wanted, take]);
  return (
    <Frame screen="progress" title={<h1>Progress reports of {student?.name ?? '…'}</h1>} status={<SaveLine />}>
      {failure === null ? null : <FailureNotice failure={failure} />}
      {found === null ? null : <Earlier shown={found.iepId} left={found.left} isEarlier={wanted !== null} onShow={setWanted} />}
      {found === null || who === null ? null : <Rounds key={found.iepId} studentId={studentId} name={student?.name ?? ''} found={found} who={who} setWriting={(writing) => setFound({ ...found, writing })} reload={async () => { await load(); await fillRecords(studentId); }} />}
    </Frame>
  );
}
