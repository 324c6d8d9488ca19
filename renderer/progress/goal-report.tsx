/** One goal of a round: whose it is, what was said of it before, and this report, to be written or to be read. */
import { mayFinishReport, mayWriteReport } from '../../shared/flow/may-report.ts';
import type { GoalInRound, ProgressRound } from '../../shared/flow/progress-rounds.ts';
import type { Who } from '../../shared/flow/events.ts';
import { valueAt } from '../../shared/iep/address.ts';
import type { FieldDef } from '../../shared/iep/definition.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import { isAnswered } from '../../shared/iep/fields.ts';
import type { Json, JsonObject } from '../../shared/iep/json.ts';
import { PROGRESS_FIELDS } from '../../shared/iep/pages/progress-fields.ts';
import { earlierReports } from '../../shared/iep/prior-goal.ts';
import { showDate } from '../form/dates.ts';
import { Tick } from '../ui/labelled.tsx';
import { ReportFields } from './report-fields.tsx';
import styles from './progress.module.css';

function choiceWords({ type }: FieldDef, value: string): string {
  if (type.kind !== 'choice' && type.kind !== 'choices') return value;
  return type.choices.find((choice) => choice.value === value)?.label.en ?? value;
}

function shownValue(def: FieldDef, value: Json | undefined): string {
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap((one) => (typeof one === 'string' ? [choiceWords(def, one)] : [])).join(', ');
  if (def.type.kind === 'yn') return value === 'Y' ? 'Yes' : 'No';
  if (typeof value !== 'string') return '';
  return def.type.kind === 'date' ? showDate(value) : choiceWords(def, value);
}

/** A report nobody writes in: what was said, line by line. */
function Said({ report }: { readonly report: JsonObject }) {
  const said = PROGRESS_FIELDS.filter((def) => !def.by.includes('sys') && def.id !== 'providerDone' && isAnswered(def, report[def.id]));
  if (said.length === 0) return <p className={styles.words}>Nothing is written yet.</p>;
  return (
    <dl className={styles.said}>
      {said.map((def) => (
        <div key={def.id} style={{ display: 'contents' }}>
          <dt>{def.label.en}</dt>
          <dd>{shownValue(def, report[def.id])}</dd>
        </div>
      ))}
    </dl>
  );
}

function stateWords({ isDone, isBlank }: GoalInRound): string {
  if (isDone) return '✓ Finished';
  return isBlank ? 'Not begun' : 'Being written';
}

interface Props {
  readonly plan: IepDocument;
  readonly round: ProgressRound;
  readonly goal: GoalInRound;
  readonly who: Who;
  readonly onType: (report: JsonObject) => void;
  readonly onFinish: (done: boolean) => void;
}

function Finish({ round, goal, onFinish }: Pick<Props, 'round' | 'goal' | 'onFinish'>) {
  const verdict = mayFinishReport(round, goal.goal);
  return (
    <div className={styles.finish}>
      <Tick label="This report is finished" checked={goal.isDone} disabled={!goal.isDone && !verdict.ok} onChange={onFinish} />
      {verdict.ok ? null : <span className={styles.state}>{verdict.reason}</span>}
    </div>
  );
}

export function GoalReport({ plan, round, goal, who, onType, onFinish }: Props) {
  const verdict = mayWriteReport(plan, round, goal.goal, who);
  const row = valueAt(plan, `pages/goals/items/@${goal.goal}`) as JsonObject;
  const before = earlierReports(row, round.round);
  const isOpen = round.state !== 'affirmed' && round.state !== 'sent';
  const name = `Goal ${goal.goalNumber}`.trim();
  return (
    <li className={styles.goal} data-goal={goal.goalNumber} data-report={goal.isDone ? 'done' : goal.isBlank ? 'blank' : 'writing'} aria-label={`${name}, ${goal.areaOfNeed}`}>
      <h3>
        <span>
          {name} · {goal.areaOfNeed}
        </span>
        <span className={styles.state}>
          {goal.owner === '' ? 'No provider is named' : goal.owner}
          {isOpen ? ` · ${stateWords(goal)}` : ''}
        </span>
      </h3>
      <p className={styles.words}>{goal.annualGoal}</p>
      {before.length === 0 ? null : (
        <ul className={styles.earlier} aria-label="Earlier reports">
          {before.map((words) => <li key={words}>{words}</li>)}
        </ul>
      )}
      {verdict.ok ? <ReportFields plan={plan} at={goal.at} report={goal.report} onChange={onType} /> : <Said report={goal.report} />}
      {verdict.ok ? <Finish round={round} goal={goal} onFinish={onFinish} /> : null}
      {!verdict.ok && isOpen ? <p className={styles.words}>{verdict.reason}</p> : null}
    </li>
  );
}
