/** The fields of one report on a goal, drawn from their definition: one control for each kind of value the report has. */
import { useEffect, useId, useState } from 'react';
import { holds } from '../../shared/iep/conditions.ts';
import type { Choice, FieldDef } from '../../shared/iep/definition.ts';
import type { IepDocument } from '../../shared/iep/document.ts';
import type { Json, JsonObject } from '../../shared/iep/json.ts';
import { PROGRESS_FIELDS } from '../../shared/iep/pages/progress-fields.ts';
import { readDate, showDate } from '../form/dates.ts';
import { UnknownWords } from '../form/spell-tools.tsx';
import { judgeTexts } from '../spell/spelling.ts';
import { today } from '../workbench/clock.ts';
import controls from '../form/controls.module.css';
import styles from './progress.module.css';

/** A list up to this long is seen at a glance; a longer one is opened. */
const RADIO_LIMIT = 5;

interface FieldProps {
  readonly plan: IepDocument;
  readonly def: FieldDef;
  readonly at: string;
  readonly id: string;
  readonly value: Json | undefined;
  readonly onChange: (value: Json) => void;
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

function Options({ id, at, value, onChange, options }: FieldProps & { readonly options: readonly { readonly value: string; readonly label: string }[] }) {
  return (
    <div role="radiogroup" aria-labelledby={`${id}-label`} className={controls.row}>
      {options.map((option, index) => (
        <label key={option.value} className={controls.option}>
          <input type="radio" name={id} value={option.value} checked={value === option.value} data-at={index === 0 || value === option.value ? at : undefined} onChange={() => onChange(option.value)} />
          <span>{option.label}</span>
        </label>
      ))}
    </div>
  );
}

function Ticks({ id, at, value, onChange, options }: FieldProps & { readonly options: readonly { readonly value: string; readonly label: string }[] }) {
  const chosen = Array.isArray(value) ? (value as readonly Json[]).filter((one): one is string => typeof one === 'string') : [];
  return (
    <div role="group" aria-labelledby={`${id}-label`} className={controls.row}>
      {options.map((option, index) => (
        <label key={option.value} className={controls.option}>
          <input type="checkbox" checked={chosen.includes(option.value)} data-at={index === 0 ? at : undefined} onChange={(event) => onChange(options.map((one) => one.value).filter((one) => (one === option.value ? event.target.checked : chosen.includes(one))))} />
          <span>{option.label}</span>
        </label>
      ))}
    </div>
  );
}

/** Its spelling is looked at once the caret has left it: no word is called wrong while it is being typed. */
function Statement({ id, at, value, plan, onChange }: FieldProps) {
  const text = textOf(value);
  const [left, setLeft] = useState(text);
  const judge = (words: string): void => {
    setLeft(words);
    void judgeTexts([words]);
  };
  useEffect(() => {
    if (text !== '') void judgeTexts([text]);
    // What stood there when the report was opened; what is typed since is looked at when the box is left.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  return (
    <>
      <textarea id={id} data-at={at} rows={3} autoComplete="off" value={text} onChange={(event) => onChange(event.target.value)} onBlur={(event) => judge(event.target.value)} />
      {left === text ? <UnknownWords text={text} document={plan} onText={(words) => { onChange(words); judge(words); }} /> : null}
    </>
  );
}

/** Taken over when the box is left; words that are no date stay, with the reason beside them. */
function DateBox({ id, at, value, onChange }: FieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const wrong = typed !== null && typed.trim() !== '' && readDate(typed, today()) === null;
  const take = (): void => {
    if (typed === null || wrong) return;
    onChange(typed.trim() === '' ? '' : (readDate(typed, today()) ?? ''));
    setTyped(null);
  };
  return (
    <>
      <input id={id} data-at={at} type="text" autoComplete="off" spellCheck={false} className={styles.date} aria-invalid={wrong} value={typed ?? showDate(textOf(value))} onChange={(event) => setTyped(event.target.value)} onBlur={take} onKeyDown={(event) => (event.key === 'Enter' ? take() : undefined)} />
      {wrong ? <span className={styles.wrong}>Not a date. Write it like 3/4/2027.</span> : null}
    </>
  );
}

function optionsOf(choices: readonly Choice[]): readonly { readonly value: string; readonly label: string }[] {
  return choices.map(({ value, label }) => ({ value, label: label.en }));
}

function Value(props: FieldProps) {
  const { def, id, at, value, onChange } = props;
  switch (def.type.kind) {
    case 'statement':
      return <Statement {...props} />;
    case 'text':
      return <input id={id} data-at={at} type="text" autoComplete="off" value={textOf(value)} onChange={(event) => onChange(event.target.value)} />;
    case 'date':
      return <DateBox {...props} />;
    case 'yn':
      return <Options {...props} options={[{ value: 'Y', label: 'Yes' }, { value: 'N', label: 'No' }]} />;
    case 'choice':
      if (def.type.choices.length <= RADIO_LIMIT) return <Options {...props} options={optionsOf(def.type.choices)} />;
      return (
        <select id={id} data-at={at} value={textOf(value)} onChange={(event) => onChange(event.target.value)}>
          <option value="">Choose…</option>
          {optionsOf(def.type.choices).map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
        </select>
      );
    case 'choices':
      return <Ticks {...props} options={optionsOf(def.type.choices)} />;
    default:
      throw new Error(`A progress report has no control for a field of the kind "${def.type.kind}".`);
  }
}

/** Its label names one control, or a group of them. */
function isOneControl({ type }: FieldDef): boolean {
  return ['statement', 'text', 'date'].includes(type.kind) || (type.kind === 'choice' && type.choices.length > RADIO_LIMIT);
}

function ReportField(props: Omit<FieldProps, 'id'>) {
  const id = useId();
  const { def } = props;
  return (
    <div className={styles.field} data-field={def.id} data-wide={def.type.kind === 'statement' || def.type.kind === 'choices' || undefined}>
      {isOneControl(def) ? <label id={`${id}-label`} htmlFor={id}>{def.label.en}</label> : <span id={`${id}-label`} className={styles.label}>{def.label.en}</span>}
      <Value {...props} id={id} />
    </div>
  );
}

/** What is typed of a report, in the order of the form; what another answer asks for stands there once it does. */
const TYPED = PROGRESS_FIELDS.filter(({ by, id }) => !by.includes('sys') && id !== 'providerDone');

interface Props {
  /** The plan with what is being written, for what depends on other answers. */
  readonly plan: IepDocument;
  /** Address of the report in it. */
  readonly at: string;
  readonly report: JsonObject;
  readonly onChange: (report: JsonObject) => void;
}

export function ReportFields({ plan, at, report, onChange }: Props) {
  const shown = TYPED.filter(({ when }) => when === undefined || when === 'progressStarted' || holds(when, plan, at, report));
  return (
    <div className={styles.fields}>
      {shown.map((def) => <ReportField key={def.id} plan={plan} def={def} at={`${at}/${def.id}`} value={report[def.id]} onChange={(value) => onChange({ ...report, [def.id]: value })} />)}
    </div>
  );
}
