/** The questions about a student who is added, under the headings of page 1: labels, choices and hints are those of the form. */
import { ASKED, askedNow, type Answers, type Asked } from '../../shared/flow/first-future.ts';
import { questionOf, type StudentProblems } from '../../shared/flow/new-student.ts';
import { codeTable } from '../../shared/iep/codes.ts';
import { pageDef } from '../../shared/iep/pages.ts';
import { readDate } from '../form/dates.ts';
import { Pick, TextInput } from '../ui/labelled.tsx';
import { today } from '../workbench/clock.ts';
import styles from './add-student.module.css';

export const NO_ANSWERS = Object.fromEntries(ASKED.map((id) => [id, ''])) as Answers;

/** Said here only, where nothing of the form is there yet. */
const HINTS: { readonly [id in Asked]?: string } = {
  birthDate: 'Write it like 3/4/2019.', referralDate: 'The day the school got it, like 3/4/2026.',
  seisId: 'Empty: IEP Desk gives a number.', ssid: '10 digits. Empty while there is none.',
};

interface Props {
  readonly answers: Answers;
  readonly problems: StudentProblems['answers'];
  readonly onChange: (answers: Answers) => void;
}

/** As typed, and a date as the form stores it. */
export function answersOf(typed: Answers): Answers {
  return Object.fromEntries(ASKED.map((id) => [id, questionOf(id).type.kind === 'date' ? (readDate(typed[id], today()) ?? typed[id]) : typed[id]])) as Answers;
}

function Question({ id, answers, problems, onChange }: Props & { readonly id: Asked }) {
  const { type, label, hint } = questionOf(id);
  const words = HINTS[id] ?? hint?.en;
  const shown = { label: label.en, value: answers[id], problem: problems[id], ...(words === undefined ? {} : { hint: words }), onChange: (answer: string) => onChange({ ...answers, [id]: answer }) };
  if (type.kind !== 'code') return <TextInput {...shown} autoFocus={id === ASKED[0]} />;
  const choices = codeTable(type.table).filter(({ active }) => active).map((entry) => ({ value: entry.code, label: entry.label.en }));
  return <Pick {...shown} options={[{ value: '', label: 'Choose…' }, ...choices]} />;
}

export function StudentQuestions(props: Props) {
  const asked = new Set<string>(askedNow(answersOf(props.answers)));
  return pageDef('infoEligibility').sections.map(({ id, title, fields }) => {
    const here = fields.map((field) => field.id).filter((field): field is Asked => asked.has(field));
    return here.length === 0 ? null : (
      <section key={id} aria-label={title?.en} className={styles.group}>
        <h3>{title?.en}</h3>
        <div className={styles.questions}>{here.map((question) => <Question key={question} id={question} {...props} />)}</div>
      </section>
    );
  });
}
