/** The goal banks, to browse: what each holds, whose it is, and taking one in, out, or to a file where its author allows that. */
import { useEffect, useRef, useState } from 'react';
import type { Failure } from '../../shared/words/failures.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Frame } from '../ui/frame.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { ask, bridge } from '../workbench/bridge.ts';
import { banksOf, dropGoal, OWN, readGoalBanks, removeBank, takeInBank, useGoalBanks } from '../workbench/goal-banks.ts';
import { GoalList } from './goal-list.tsx';
import box from '../ui/panel.module.css';
import styles from './goals.module.css';

interface BankProps {
  readonly bankId: string;
  readonly onFailure: (failure: Failure | null) => void;
  readonly onGone: () => void;
}

/** About the bank that is shown alone. */
function OneBank({ bankId, onFailure, onGone }: BankProps) {
  const known = useGoalBanks();
  const [isAsked, setAsked] = useState(false);
  const bank = banksOf(known).find(({ id }) => id === bankId);
  if (bank === undefined) return null;
  const isTakenIn = known.banks.some(({ id }) => id === bankId);
  const save = async (): Promise<void> => {
    const reply = await ask(bridge().goals.save({ bankId: bankId === OWN ? null : bankId }));
    onFailure(reply.ok ? null : (reply.failure as Failure));
  };
  const remove = async (): Promise<void> => {
    setAsked(false);
    const failure = await removeBank(bankId);
    onFailure(failure);
    if (failure === null) onGone();
  };
  return (
    <div className={`${box.panel} ${styles.close}`} data-bank={bankId}>
      <p>
        {bank.source}
        {isTakenIn ? (bank.mayCopy ? ' Its author allows copies of it.' : ' Its author allows no copies of it.') : bankId === OWN ? 'Goals you kept from your own work, sealed on this computer.' : ''}
      </p>
      <div className={styles.does}>
        {bank.mayCopy && bank.goals.length > 0 ? <Button small onPress={() => void save()}>Save it as a file…</Button> : null}
        {isTakenIn ? <Button small look="quiet" onPress={() => setAsked(true)}>Take this bank out…</Button> : null}
      </div>
      {isAsked ? (
        <Dialog title="Take the bank out" onClose={() => setAsked(false)} actions={<Button look="danger" onPress={() => void remove()}>Take it out</Button>}>
          <p>“{bank.name}” and its {bank.goals.length} goals leave this computer. Goals that were put into an IEP stay there. To have the bank again you need its file.</p>
        </Dialog>
      ) : null}
    </div>
  );
}

export function Goals() {
  const failedToRead = useGoalBanks((state) => state.failure);
  const input = useRef<HTMLInputElement>(null);
  const [bankId, setBank] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => void readGoalBanks(), []);
  const takeIn = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    const before = new Set(useGoalBanks.getState().banks.map(({ id }) => id));
    const refused = await takeInBank(new Uint8Array(await file.arrayBuffer()));
    setFailure(refused);
    const fresh = useGoalBanks.getState().banks.find(({ id }) => !before.has(id));
    if (refused === null && fresh !== undefined) setBank(fresh.id);
  };
  return (
    <Frame screen="goals" title={<h1>Goal banks</h1>} tools={<Button onPress={() => input.current?.click()}>Take in a goal bank…</Button>}>
      <div className={styles.page}>
        <p>Goals to start from. On the goals page of a Future IEP, “Choose a goal…” puts one into the goal at hand; there it is made the student&apos;s own.</p>
        <input
          ref={input} type="file" accept=".json,application/json" hidden aria-label="File of a goal bank" data-goal-bank-file
          onChange={(event) => {
            void takeIn(event.target.files?.[0]);
            // The same file may be chosen again after it was mended.
            event.target.value = '';
          }}
        />
        {failure === null ? null : <FailureNotice failure={failure} onDismiss={() => setFailure(null)} />}
        {failedToRead === null ? null : <FailureNotice failure={failedToRead} />}
        {bankId === '' ? null : <OneBank bankId={bankId} onFailure={setFailure} onGone={() => setBank('')} />}
        <GoalList bankId={bankId} onBank={setBank}>
          {(goal) =>
            goal.bank.id === OWN ? (
              <Button small look="quiet" label={`Take out of my goals: ${goal.area}`} onPress={() => void dropGoal(goal.id).then(setFailure)}>
                Take it out of my goals
              </Button>
            ) : null
          }
        </GoalList>
      </div>
    </Frame>
  );
}
