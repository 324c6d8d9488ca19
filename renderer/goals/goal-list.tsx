/** Goals of the banks at hand, narrowed by bank, words, area and grade; what is done with one is its caller's to say. */
import { useId, useState, type ReactNode } from 'react';
import { gradesInWords, GRADES, type BankGoal, type GoalBank, type Grade } from '../../shared/goals/bank.ts';
import { areasOf, findGoals } from '../../shared/goals/find.ts';
import { OPEN_PLACE } from '../../shared/iep/stems.ts';
import { Button } from '../ui/button.tsx';
import { Pick, TextInput } from '../ui/labelled.tsx';
import { banksOf, useGoalBanks } from '../workbench/goal-banks.ts';
import box from '../ui/panel.module.css';
import styles from './goals.module.css';

/** Goals drawn at once; the others are counted and come when asked for. */
const AT_ONCE = 40;
const EVERY_BANK = 'every';

/** A goal, and the bank it stands in. */
export type Found = BankGoal & { readonly bank: GoalBank };

/** The words of a goal with its open places marked. */
function Text({ text, lang }: { readonly text: string; readonly lang: 'en' | 'es' }) {
  return (
    <p lang={lang} className={styles.text}>
      {text.split(OPEN_PLACE).map((part, index) => (
        // The parts of one text never change places.
        // eslint-disable-next-line react/no-array-index-key
        <span key={index}>
          {index === 0 ? null : <mark className={styles.open}>{OPEN_PLACE}</mark>}
          {part}
        </span>
      ))}
    </p>
  );
}

function Goal({ goal, children }: { readonly goal: Found; readonly children: ReactNode }) {
  const name = useId();
  return (
    <li className={`${box.panel} ${styles.close}`} data-bank-goal={goal.id} aria-labelledby={name}>
      <p id={name} className={styles.about}>
        <strong>{goal.area}</strong> · {gradesInWords(goal)}
        {goal.standard === '' ? '' : ` · ${goal.standard}`} · {goal.bank.name}
      </p>
      {goal.en === '' ? null : <Text text={goal.en} lang="en" />}
      {goal.es === '' ? null : <Text text={goal.es} lang="es" />}
      <div className={styles.does}>{children}</div>
    </li>
  );
}

interface Props {
  /** The bank shown; '' for all of them. */
  readonly bankId: string;
  readonly onBank: (bankId: string) => void;
  readonly autoFocus?: boolean;
  readonly children: (goal: Found) => ReactNode;
}

export function GoalList({ bankId, onBank, autoFocus = false, children }: Props) {
  const known = useGoalBanks();
  const [words, setWords] = useState('');
  const [area, setArea] = useState('');
  const [grade, setGrade] = useState<Grade | ''>('');
  const [most, setMost] = useState(AT_ONCE);
  // Until main has told it is not known that there are none of one's own.
  if (!known.isRead && known.failure === null) return <p role="status">Reading the goal banks…</p>;
  const all = banksOf(known);
  const goals: readonly Found[] = all.filter(({ id }) => bankId === '' || id === bankId).flatMap((bank) => bank.goals.map((goal) => ({ ...goal, bank })));
  const found = findGoals(goals, { words, area, grade });
  const narrow = (change: () => void): void => {
    change();
    setMost(AT_ONCE);
  };
  return (
    <>
      <div className={styles.narrow} role="search" aria-label="Goals">
        <TextInput label="Words in the goal" value={words} autoFocus={autoFocus} onChange={(typed) => narrow(() => setWords(typed))} />
        <Pick label="Bank" value={bankId === '' ? EVERY_BANK : bankId} onChange={(id) => narrow(() => onBank(id === EVERY_BANK ? '' : id))} options={[{ value: EVERY_BANK, label: 'Every bank' }, ...all.map(({ id, name, goals: held }) => ({ value: id, label: `${name} (${held.length})` }))]} />
        <Pick label="Area" value={area} onChange={(name) => narrow(() => setArea(name))} options={[{ value: '', label: 'Every area' }, ...areasOf(goals).map((name) => ({ value: name, label: name }))]} />
        <Pick label="Grade" value={grade} onChange={(picked) => narrow(() => setGrade(picked as Grade | ''))} options={[{ value: '', label: 'Every grade' }, ...GRADES.map((one) => ({ value: one, label: gradesInWords({ from: one, to: one }) }))]} />
      </div>
      <p role="status" className={styles.count} data-goals-found={found.length}>
        {found.length === 0 ? 'No goal holds all of that.' : `${found.length} ${found.length === 1 ? 'goal' : 'goals'}`}
      </p>
      <ul className={styles.list} aria-label="Goals found">
        {found.slice(0, most).map((goal) => (
          <Goal key={`${goal.bank.id} ${goal.id}`} goal={goal}>
            {children(goal)}
          </Goal>
        ))}
      </ul>
      {found.length > most ? <Button onPress={() => setMost(most + AT_ONCE)}>{`Show more: ${found.length - most} are not shown yet`}</Button> : null}
    </>
  );
}
