/** What some rows offer beyond the common buttons: goals are discussed or dropped one by one, duplicate services are repaired on the spot. */
import { useState, type ReactNode } from 'react';
import { ROW_ID, type Address, type Row } from '../../shared/iep/address.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextInput } from '../ui/labelled.tsx';
import { useInDocument } from '../workbench/document-store.ts';
import { command } from '../workbench/draft-commands.ts';
import { ChooseGoal, KeepGoal } from '../goals/choose-goal.tsx';
import { PriorGoal } from './prior-goal.tsx';
import { ServiceTools } from './service-tools.tsx';
import { rowAddress, wordsOf } from './values.ts';
import { useIsClosed } from './yours.tsx';
import styles from './row-tools.module.css';

function GoalTools({ row, at }: { readonly row: Row; readonly at: Address }) {
  const [dropping, setDropping] = useState(false);
  const [by, setBy] = useState('');
  const [reason, setReason] = useState('');
  const known = useInDocument(['work'], (document) => document.work?.goals[row[ROW_ID]], undefined);
  const inMeeting = useInDocument(['documentStatus'], (document) => document.documentStatus === 'inMeeting', false);
  const state = known?.state ?? 'draft';
  const [bank, setBank] = useState<'choose' | 'keep' | null>(null);
  const isClosed = useIsClosed(`${at}/annualGoal`);
  const number = typeof row['goalNumber'] === 'number' ? row['goalNumber'] : '';
  return (
    <>
      <span className={styles.state} data-goal-state={state}>
        {state === 'discussed' ? '✓ Discussed' : state === 'dropped' ? `✕ Dropped (${known?.by ?? ''}): ${known?.reason ?? ''}` : 'DRAFT: not discussed yet'}
      </span>
      {inMeeting && state !== 'discussed' ? (
        <Button small onPress={() => void command({ type: 'goalDiscussed', goal: row[ROW_ID] })}>
          Mark goal {number} discussed
        </Button>
      ) : null}
      {inMeeting && state !== 'draft' ? (
        <Button small look="quiet" label={`Goal ${number}: ${state === 'dropped' ? 'take the drop back' : 'not discussed after all'}`} onPress={() => void command({ type: 'goalReopened', goal: row[ROW_ID] })}>
          Take it back
        </Button>
      ) : null}
      {inMeeting && state !== 'dropped' ? (
        <Button small look="quiet" onPress={() => setDropping(true)}>
          Drop goal {number}…
        </Button>
      ) : null}
      {isClosed ? null : (
        <Button small look="quiet" label={`Choose a goal from a bank for goal ${number}`} onPress={() => setBank('choose')}>
          Choose a goal…
        </Button>
      )}
      {wordsOf(row['annualGoal']).trim() === '' ? null : (
        <Button small look="quiet" label={`Keep goal ${number} in my goals`} onPress={() => setBank('keep')}>
          Keep it in my goals…
        </Button>
      )}
      {bank === 'choose' ? <ChooseGoal at={at} number={`${number}`} onClose={() => setBank(null)} /> : null}
      {bank === 'keep' ? <KeepGoal at={at} number={`${number}`} onClose={() => setBank(null)} /> : null}
      <PriorGoal row={row[ROW_ID]} />
      {dropping ? (
        <Dialog
          title={`Drop goal ${number}`}
          onClose={() => setDropping(false)}
          actions={
            <Button
              look="primary"
              disabled={by.trim() === '' || reason.trim() === ''}
              onPress={() => {
                setDropping(false);
                void command({ type: 'goalDropped', goal: row[ROW_ID], suggestedBy: by, reason });
              }}
            >
              Drop this goal
            </Button>
          }
        >
          <p>The goal stays in the record of what was proposed and is listed as dropped on paper.</p>
          <TextInput label="Who suggested it" value={by} onChange={setBy} autoFocus />
          <TextInput label="Why" value={reason} onChange={setReason} multiline />
        </Dialog>
      ) : null}
    </>
  );
}

/** The tools of a list by its place in the document, or null. */
export function rowToolsFor(list: Address): ((row: Row, list: Address) => ReactNode) | null {
  if (list === 'pages/goals/items') return (row) => <GoalTools row={row} at={rowAddress(list, row[ROW_ID])} />;
  if (list === 'pages/fapeServices/services' || list === 'pages/fapeServices/esyServices') return (row) => <ServiceTools row={row} />;
  return null;
}
