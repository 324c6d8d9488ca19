/** Promise: the reports of one plan, round by round: each goal's words, and the steps of the round below them. */
import { useEffect, useState } from 'react';
import type { Output } from '../../shared/bridge/contract.ts';
import type { Failure } from '../../shared/words/failures.ts';
import { begunRound, progressRounds, type ProgressRound } from '../../shared/flow/progress-rounds.ts';
import { typedOf, withRound, withWriting, withWritten, type RoundBeingWritten } from '../../shared/flow/progress.ts';
import type { Who } from '../../shared/flow/events.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import type { JsonObject } from '../../shared/iep/json.ts';
import { textAt } from '../../shared/flow/read.ts';
import { showDate } from '../form/dates.ts';
import { caretMovedTo } from '../meeting/caret.ts';
import { focusField, showPage, useShown } from '../meeting/show-field.ts';
import { Button } from '../ui/button.tsx';
import { TextInput } from '../ui/labelled.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { ask, bridge } from '../workbench/bridge.ts';
import { today } from '../workbench/clock.ts';
import { keepProgress, typeProgress, useProgressWriting } from '../workbench/progress-writing.ts';
import { GoalReport } from './goal-report.tsx';
import { PrintOutcome, type Printed, type To } from './print-outcome.tsx';
import { SENT_HOW, Steps } from './steps.tsx';
import box from '../ui/panel.module.css';
import styles from './progress.module.css';
import { firstOpen, keyOf, roundWords } from './round-words.ts';

export type Left = Output<'progress.read'>['left'];

export interface Found {
  readonly iepId: string;
  readonly left: Left;
  readonly plan: IepDocument;
  readonly writing: readonly RoundBeingWritten[];
}

function Head({ round }: { readonly round: ProgressRound }) {
  const { round: { reportNo, dueDate, note }, state, affirmedBy, affirmedAt, edition, sentHow, sentDate, correction, opensOn } = round;
  const how = SENT_HOW.find(({ value }) => value === sentHow)?.label ?? sentHow;
  return (
    <>
      <h2>
        Report {reportNo}
        {dueDate === '' ? '' : `, due ${showDate(dueDate)}`}: {roundWords(round)}
      </h2>
      {note === '' ? null : <p className={styles.words}>{note}</p>}
      {state === 'scheduled' ? <p>It opens on {showDate(opensOn)}; a provider may begin earlier.</p> : null}
      {affirmedAt === '' ? null : (
        <p data-affirmed={edition}>
          Affirmed by {affirmedBy} on {showDate(affirmedAt.slice(0, 10))}
          {edition > 1 ? `, corrected ${edition === 2 ? 'once' : `${edition - 1} times`}` : ''}. {sentDate === '' ? 'Not sent home yet.' : `Sent on ${showDate(sentDate)}: ${how}.`}
        </p>
      )}
      {correction === '' ? null : <p className={styles.note} role="note">Being corrected: {correction} Until it is affirmed again, the report as it was affirmed counts.</p>}
    </>
  );
}

function AddReport({ onAdd }: { readonly onAdd: (dueDate: string) => void }) {
  const [dueDate, setDueDate] = useState('');
  return (
    <div className={`${styles.actions} ${styles.more}`}>
      <TextInput label="A report more, due on" type="date" value={dueDate} onChange={setDueDate} />
      <Button disabled={dueDate === ''} onPress={() => { onAdd(dueDate); setDueDate(''); }}>Add it</Button>
    </div>
  );
}

interface RoundsProps {
  readonly studentId: string;
  readonly name: string;
  readonly found: Found;
  readonly who: Who;
  readonly setWriting: (writing: readonly RoundBeingWritten[]) => void;
  readonly reload: () => Promise<void>;
}

type StepTaken = { readonly ok: true } | { readonly ok: false; readonly failure: unknown };

/** Steps of main on what stands on the screen, one at a time, and what became of the last one. */
function useTaken(studentId: string, iepId: string, reload: () => Promise<void>) {
  const [failure, setFailure] = useState<Failure | null>(null);
  const [printed, setPrinted] = useState<Printed | null>(null);
  const [busy, setBusy] = useState(false);
  /** Everything typed is kept first, and what main made of it is read again. */
  const step = async (take: () => Promise<StepTaken>): Promise<boolean> => {
    setBusy(true);
    setFailure(null);
    setPrinted(null);
    const kept = await keepProgress();
    const reply = kept.unsaved > 0 ? null : await take();
    if (reply !== null && !reply.ok) setFailure(reply.failure as Failure);
    if (reply?.ok === true) await reload();
    setBusy(false);
    return reply?.ok === true;
  };
  const print = async (one: ProgressRound, to: To, evenWithoutSigns = false): Promise<void> => {
    setBusy(true);
    setFailure(null);
    const reply = await ask(bridge().paper.printProgress({ students: [studentId], to, evenWithoutSigns, round: one.round.id, iepId }));
    setBusy(false);
    if (!reply.ok) return setFailure(reply.failure as Failure);
    return setPrinted({ to, result: reply.value });
  };
  const forget = (): void => {
    setPrinted(null);
    setFailure(null);
  };
  return { failure, printed, busy, step, print, forget };
}

/** The report that was shown first stays in sight when a step makes another one the next; after an unlock the caret goes back to where it stood. */
function useShownRound(rounds: readonly ProgressRound[]): ProgressRound | undefined {
  const page = useShown((state) => state.page);
  const wanted = useShown((state) => state.wanted);
  const round = rounds.find((one) => keyOf(one) === page) ?? firstOpen(rounds);
  const shown = round === undefined ? null : keyOf(round);
  useEffect(() => {
    if (shown !== null) useShown.setState({ page: shown });
  }, [shown]);
  useEffect(() => {
    if (wanted === null) return;
    focusField(wanted);
    useShown.setState({ wanted: null });
  }, [wanted]);
  return round;
}

interface RoundProps {
  readonly studentId: string;
  readonly name: string;
  readonly iepId: string;
  /** The plan with everything that is being written in its place. */
  readonly whole: IepDocument;
  readonly round: ProgressRound;
  readonly who: Who;
  readonly taken: ReturnType<typeof useTaken>;
  readonly onType: (goal: string, report: JsonObject) => void;
  readonly reload: () => Promise<void>;
}

/** One round: what is said of each goal, and what can be done with all of it. */
function Round({ studentId, name, iepId, whole, round, who, taken: { failure, printed, busy, step, print }, onType, reload }: RoundProps) {
  const keeping = useProgressWriting((state) => state.failure);
  const ofRound = { studentId, iepId, round: round.round.id };
  return (
    <section className={`${box.panel} ${styles.round}`} aria-label={`Report ${round.round.reportNo}`} data-round={round.round.reportNo} data-state={round.state}>
      <Head round={round} />
      <ol className={styles.goals}>
        {round.goals.map((goal) => (
          <GoalReport
            key={`${round.round.id} ${goal.goal} ${round.edition}`} plan={whole} round={round} goal={goal} who={who} onType={(report) => onType(goal.goal, report)}
            onFinish={(done) => void step(() => ask(bridge().progress.finish({ ...ofRound, goal: goal.goal, done })))}
          />
        ))}
      </ol>
      {failure === null ? null : <FailureNotice failure={failure} />}
      {keeping === null ? null : <FailureNotice failure={keeping} />}
      {keeping === null ? null : <Button onPress={() => void keepProgress()}>Keep them now</Button>}
      <Steps
        plan={whole} studentId={studentId} name={name} iepId={iepId} round={round} who={who} busy={busy} failure={failure} onPrint={(to) => void print(round, to)} onSent={() => void reload()}
        onAffirm={() => void step(() => ask(bridge().progress.affirm(ofRound)))}
        onCorrect={(reason) => step(() => ask(bridge().progress.correct({ ...ofRound, reason })))}
        onGiveUp={() => step(() => ask(bridge().progress.giveUpCorrection(ofRound)))}
      />
      <PrintOutcome printed={printed} busy={busy} onGoOn={(to) => void print(round, to, true)} />
    </section>
  );
}

/** The rounds of one plan, one of them open. */
export function Rounds({ studentId, name, found: { iepId, plan, writing }, who, setWriting, reload }: RoundsProps) {
  const taken = useTaken(studentId, iepId, reload);
  const rounds = progressRounds(plan, writing, today());
  const round = useShownRound(rounds);
  const type = (goal: string, report: JsonObject): void => {
    if (round === undefined) return;
    const words = typedOf(report);
    setWriting(withRound(writing, withWritten(begunRound(writing, round), { goal, report: { ...words, providerDone: false }, by: who.actor.staffId, at: '' })));
    typeProgress({ studentId, iepId, round: round.round.id }, goal, words);
  };
  const show = (one: ProgressRound): void => {
    showPage(keyOf(one));
    taken.forget();
  };
  return (
    <div onFocus={(event) => caretMovedTo(event.target)}>
      <p>
        Reports on the goals of the IEP of {showDate(textAt(plan, 'meeting/meetingDate'))}. Each provider writes the reports on the goals they monitor and says when one is finished; the case manager affirms all of them and sends them home. The IEP itself stays as it was affirmed.
      </p>
      <div className={styles.rounds} role="group" aria-label="Reports">
        {rounds.map((one) => (
          <Button key={one.round.id} pressed={one.round.id === round?.round.id} onPress={() => show(one)}>
            Report {one.round.reportNo}
            {one.round.dueDate === '' ? '' : `, ${showDate(one.round.dueDate)}`} ({roundWords(one)})
          </Button>
        ))}
      </div>
      {rounds.length === 0 ? <p>The IEP names no days for progress reports. Add the day of the first one.</p> : null}
      {round === undefined ? null : <Round studentId={studentId} name={name} iepId={iepId} whole={withWriting(plan, writing)} round={round} who={who} taken={taken} onType={type} reload={reload} />}
      <AddReport onAdd={(dueDate) => void taken.step(() => ask(bridge().progress.add({ studentId, iepId, dueDate })))} />
    </div>
  );
}
