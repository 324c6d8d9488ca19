/** From a goal of a Future IEP: a goal of a bank is put into it, with the caret on its first open place; and the other way, the goal is kept in one's own bank. */
import { useEffect, useState } from 'react';
import { GRADES, gradesInWords, type Grade } from '../../shared/goals/bank.ts';
import { withoutNames } from '../../shared/goals/keep.ts';
import { isPlaceholder } from '../../shared/check/placeholder.ts';
import { textAt } from '../../shared/flow/read.ts';
import { valueAt, type Address } from '../../shared/iep/address.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import type { Json } from '../../shared/iep/json.ts';
import { OPEN_PLACE } from '../../shared/iep/stems.ts';
import type { Edit } from '../../shared/journal/edit.ts';
import type { Failure } from '../../shared/words/failures.ts';
import { parentsOf } from '../meeting/people.ts';
import { focusField, selectWhenFocused } from '../meeting/show-field.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Pick, TextInput } from '../ui/labelled.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { edit } from '../workbench/draft-edits.ts';
import { useDraftStore } from '../workbench/draft-store.ts';
import { keepGoal, readGoalBanks, useGoalBanks } from '../workbench/goal-banks.ts';
import { GoalList, type Found } from './goal-list.tsx';
import styles from './goals.module.css';

/** In the language of the form where the goal has it; bilingual forms are written in English. */
function wordsFor({ en, es }: Found, document: IepDocument): string {
  const [first, second] = document.formLanguage === 'es' ? [es, en] : [en, es];
  return first === '' ? second : first;
}

/** The goal's words, and its standard where none is named yet: one step, so that one undo takes it back. */
function put(row: Address, goal: Found): void {
  const document = useDraftStore.getState().draft?.document;
  if (document === undefined) return;
  const at = `${row}/annualGoal`;
  const text = wordsFor(goal, document);
  const set = (place: Address, value: Json): Edit => ({ op: 'set', at: place, value, was: valueAt(document, place) });
  const standard = goal.standard !== '' && textAt(document, `${row}/standardRef`) === '' ? [set(`${row}/standardRef`, goal.standard)] : [];
  edit('Put in a goal from a bank', [set(at, text), ...standard]);
  const place = text.indexOf(OPEN_PLACE);
  // The words are in the box only after the page was drawn again.
  requestAnimationFrame(() => {
    selectWhenFocused(at, place < 0 ? [text.length, text.length] : [place, place + OPEN_PLACE.length]);
    focusField(at);
  });
}

interface OfGoal {
  /** The row of the goal. */
  readonly at: Address;
  readonly number: string;
  readonly onClose: () => void;
}

export function ChooseGoal({ at, number, onClose }: OfGoal) {
  const failure = useGoalBanks((state) => state.failure);
  const [bankId, setBank] = useState('');
  useEffect(() => void readGoalBanks(), []);
  const said = textAt(useDraftStore.getState().draft?.document as IepDocument, `${at}/annualGoal`);
  const isWritten = said !== '' && !isPlaceholder(said);
  const choose = (goal: Found): void => {
    onClose();
    put(at, goal);
  };
  return (
    <Dialog title={`Choose a goal for goal ${number}`} wide onClose={onClose} actions={null}>
      {isWritten ? <p>Goal {number} has words already. A goal that is put in takes their place; Ctrl+Z brings them back.</p> : null}
      {failure === null ? null : <FailureNotice failure={failure} />}
      <GoalList bankId={bankId} onBank={setBank} autoFocus>
        {(goal) => (
          <Button small label={`Put it into goal ${number}: ${goal.area}, ${goal.id}`} onPress={() => choose(goal)}>
            {isWritten ? `Put it in place of the words of goal ${number}` : `Put it into goal ${number}`}
          </Button>
        )}
      </GoalList>
    </Dialog>
  );
}

/** Everybody the record names: the student, the parents, the team. */
function namesIn(document: IepDocument): readonly string[] {
  const own = ['firstName', 'middleName', 'lastName'].map((name) => textAt(document, `pages/infoEligibility/${name}`));
  return [...own, ...parentsOf(document).map(({ name }) => name), ...document.staff.map(({ name }) => name)];
}

function gradeOf(document: IepDocument): Grade {
  const grade = textAt(document, 'pages/infoEligibility/grade').replace(/^0/u, '');
  return GRADES.find((known) => known === grade) ?? 'K';
}

const GRADE_OPTIONS = GRADES.map((grade) => ({ value: grade, label: gradesInWords({ from: grade, to: grade }) }));

export function KeepGoal({ at, number, onClose }: OfGoal) {
  const document = useDraftStore.getState().draft?.document as IepDocument;
  const isSpanish = document.formLanguage === 'es';
  const [text, setText] = useState(() => withoutNames(textAt(document, `${at}/annualGoal`), namesIn(document)));
  const [area, setArea] = useState('');
  const [from, setFrom] = useState<Grade>(() => gradeOf(document));
  const [to, setTo] = useState<Grade>(() => gradeOf(document));
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const isBackwards = GRADES.indexOf(from) > GRADES.indexOf(to);
  const keep = async (): Promise<void> => {
    const said = text.trim();
    // A second press while the first is being kept would keep the goal twice.
    setBusy(true);
    const refused = await keepGoal({ area: area.trim(), from, to, standard: textAt(document, `${at}/standardRef`), en: isSpanish ? '' : said, es: isSpanish ? said : '' });
    setBusy(false);
    setFailure(refused);
    if (refused === null) onClose();
  };
  return (
    <Dialog title={`Keep goal ${number} in my goals`} onClose={onClose} actions={<Button look="primary" disabled={busy || text.trim() === '' || area.trim() === '' || isBackwards} onPress={() => void keep()}>Keep it</Button>}>
      <p className={styles.warning}>You will read this goal beside other students. The names in the record were taken out; take out everything else that is about this student alone.</p>
      <TextInput label="The goal" value={text} onChange={setText} multiline />
      <TextInput label="Area" hint="As you will look for it: “Reading: fluency”." value={area} onChange={setArea} />
      <Pick label="From grade" value={from} onChange={(grade) => setFrom(grade as Grade)} options={GRADE_OPTIONS} />
      <Pick label="To grade" value={to} onChange={(grade) => setTo(grade as Grade)} options={GRADE_OPTIONS} />
      {isBackwards ? <p className={styles.warning}>The grades run backwards.</p> : null}
      {failure === null ? null : <FailureNotice failure={failure} />}
    </Dialog>
  );
}
