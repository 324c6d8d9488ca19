/**
 * Progress reports of one student: the rounds of the plan that is carried out, each written goal by goal, affirmed, printed and marked as sent (handbook,
 * "Progress Reports"). What is typed is kept beside the affirmed IEP as it is typed; there is no Save.
 */
import { useCallback, useEffect, useState } from 'react';
import type { Input, Output } from '../../shared/bridge/contract.ts';
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
import { Frame } from '../ui/frame.tsx';
import { TextInput } from '../ui/labelled.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { ask, bridge } from '../workbench/bridge.ts';
import { today } from '../workbench/clock.ts';
import { forgetProgress, keepProgress, typeProgress, useProgressWriting, waitingReports } from '../workbench/progress-writing.ts';
import { useSession, whoIn } from '../workbench/session-state.ts';
import { fillRecords, useStudent } from '../workbench/working-set.ts';
import { GoalReport } from './goal-report.tsx';
import { PrintOutcome, type Printed, type To } from './print-outcome.tsx';
import { SENT_HOW, Steps } from './steps.tsx';
import box from '../ui/panel.module.css';
import styles from './progress.module.css';

const STATE_WORDS: Record<ProgressRound['state'], string> = { scheduled: 'not open yet', open: 'being written', providersDone: 'every provider is done', affirmed: 'affirmed, not sent', sent: 'sent home' };

function roundWords({ state, isLate, correction, goals }: ProgressRound): string {
  if (correction !== '') return 'being corrected';
  const words = state === 'open' && goals.every(({ isBlank }) => isBlank) ? 'nothing written' : STATE_WORDS[state];
  return isLate && state !== 'affirmed' ? `late, ${words}` : words;
}

/** The round that waits longest, else the last. */
function firstOpen(rounds: readonly ProgressRound[]): ProgressRound | undefined {
  return rounds.find(({ state }) => state !== 'sent' && state !== 'scheduled') ?? rounds.find(({ state }) => state === 'scheduled') ?? rounds.at(-1);
}

/** The sheet of a round, by the key its page has on paper. */
function keyOf({ round }: ProgressRound): string {
  return `progressReport/@${round.id}`;
}

type Left = Output<'progress.read'>['left'];

interface Found {
  readonly iepId: string;
  readonly left: Left;
  readonly plan: IepDocument;
  readonly writing: readonly RoundBeingWritten[];
}

/** Words typed while main was asked stand on the screen as they were typed. */
function withWaiting(plan: IepDocument, writing: readonly RoundBeingWritten[], iepId: string): readonly RoundBeingWritten[] {
  return waitingReports(iepId).reduce((here, { round, goal, report }) => {
    const known = progressRounds(plan, here, today()).find((one) => one.round.id === round);
    return known === undefined ? here : withRound(here, withWritten(begunRound(here, known), { goal, report: { ...report, providerDone: false }, by: '', at: '' }));
  }, writing);
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

function SaveLine() {
  const { unsaved, keptAt, failure } = useProgressWriting();
  if (failure !== null) return <span data-save-state="failed">Not kept yet: {unsaved === 1 ? 'one report' : `${unsaved} reports`}</span>;
  return <span role="status" data-save-state={unsaved > 0 ? 'saving' : 'saved'}>{unsaved > 0 ? 'Keeping…' : keptAt === '' ? 'Everything saved on this computer' : 'Everything typed is kept on this computer'}</span>;
}

interface BodyProps {
  readonly studentId: string;
  readonly name: string;
  readonly found: Found;
  readonly who: Who;
  readonly setWriting: (writing: readonly RoundBeingWritten[]) => void;
  readonly reload: () => Promise<void>;
}

function Body({ studentId, name, found: { iepId, plan, writing }, who, setWriting, reload }: BodyProps) {
  const page = useShown((state) => state.page);
  const wanted = useShown((state) => state.wanted);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [printed, setPrinted] = useState<Printed | null>(null);
  const [busy, setBusy] = useState(false);
  const keeping = useProgressWriting((state) => state.failure);
  const rounds = progressRounds(plan, writing, today());
  const round = rounds.find((one) => keyOf(one) === page) ?? firstOpen(rounds);
  const whole = withWriting(plan, writing);
  // The report that was shown first stays in sight when a step makes another one the next.
  const shown = round === undefined ? null : keyOf(round);
  useEffect(() => {
    if (shown !== null) useShown.setState({ page: shown });
  }, [shown]);
  // After an unlock the caret goes back to where it stood.
  useEffect(() => {
    if (wanted === null) return;
    focusField(wanted);
    useShown.setState({ wanted: null });
  }, [wanted]);

  const type = (goal: string, report: JsonObject): void => {
    if (round === undefined) return;
    const words = typedOf(report);
    setWriting(withRound(writing, withWritten(begunRound(writing, round), { goal, report: { ...words, providerDone: false }, by: who.actor.staffId, at: '' })));
    typeProgress({ studentId, iepId, round: round.round.id }, goal, words);
  };
  /** A step of main on what stands on the screen: everything typed is kept first, and what main made of it is read again. */
  const step = async (take: () => Promise<{ readonly ok: true } | { readonly ok: false; readonly failure: unknown }>): Promise<boolean> => {
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
  const ofRound = (one: ProgressRound) => ({ studentId, iepId, round: one.round.id });
  const print = async (one: ProgressRound, to: To, evenWithoutSigns = false): Promise<void> => {
    setBusy(true);
    setFailure(null);
    const reply = await ask(bridge().paper.printProgress({ students: [studentId], to, evenWithoutSigns, round: one.round.id, iepId }));
    setBusy(false);
    if (!reply.ok) return setFailure(reply.failure as Failure);
    return setPrinted({ to, result: reply.value });
  };
  const show = (one: ProgressRound): void => {
    showPage(keyOf(one));
    setPrinted(null);
    setFailure(null);
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
      {round === undefined ? null : (
        <section className={`${box.panel} ${styles.round}`} aria-label={`Report ${round.round.reportNo}`} data-round={round.round.reportNo} data-state={round.state}>
          <Head round={round} />
          <ol className={styles.goals}>
            {round.goals.map((goal) => (
              <GoalReport
                key={`${round.round.id} ${goal.goal} ${round.edition}`} plan={whole} round={round} goal={goal} who={who} onType={(report) => type(goal.goal, report)}
                onFinish={(done) => void step(() => ask(bridge().progress.finish({ ...ofRound(round), goal: goal.goal, done })))}
              />
            ))}
          </ol>
          {failure === null ? null : <FailureNotice failure={failure} />}
          {keeping === null ? null : <FailureNotice failure={keeping} />}
          {keeping === null ? null : <Button onPress={() => void keepProgress()}>Keep them now</Button>}
          <Steps
            plan={whole} studentId={studentId} name={name} iepId={iepId} round={round} who={who} busy={busy} failure={failure} onPrint={(to) => void print(round, to)} onSent={() => void reload()}
            onAffirm={() => void step(() => ask(bridge().progress.affirm(ofRound(round))))}
            onCorrect={(reason) => step(() => ask(bridge().progress.correct({ ...ofRound(round), reason })))}
            onGiveUp={() => step(() => ask(bridge().progress.giveUpCorrection(ofRound(round))))}
          />
          <PrintOutcome printed={printed} busy={busy} onGoOn={(to) => void print(round, to, true)} />
        </section>
      )}
      <AddReport onAdd={(dueDate) => void step(() => ask(bridge().progress.add({ studentId, iepId, dueDate })))} />
    </div>
  );
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
      {found === null || who === null ? null : <Body key={found.iepId} studentId={studentId} name={student?.name ?? ''} found={found} who={who} setWriting={(writing) => setFound({ ...found, writing })} reload={async () => { await load(); await fillRecords(studentId); }} />}
    </Frame>
  );
}
