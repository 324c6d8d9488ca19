/** A label above its one control, tied together, with a line of guidance between them and below it what is wrong. */
import { useId, useState, type ReactNode } from 'react';
import styles from './labelled.module.css';

interface Props {
  readonly label: string;
  readonly hint?: string;
  /** Why what stands in the control cannot stay. */
  readonly problem?: string;
  readonly children: (ids: { readonly id: string; readonly describedBy: string | undefined }) => ReactNode;
}

export function Labelled({ label, hint, problem, children }: Props) {
  const id = useId();
  const hintId = `${id}-hint`;
  const problemId = `${id}-problem`;
  const describedBy = [hint === undefined ? '' : hintId, problem === undefined ? '' : problemId].filter((one) => one !== '').join(' ');
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      {hint === undefined ? null : (
        <p id={hintId} className={styles.hint}>
          {hint}
        </p>
      )}
      {children({ id, describedBy: describedBy === '' ? undefined : describedBy })}
      {problem === undefined ? null : (
        <p id={problemId} className={styles.problem} data-problem>
          <span aria-hidden="true">⚠ </span>
          {problem}
        </p>
      )}
    </div>
  );
}

interface TextProps {
  readonly label: string;
  readonly hint?: string;
  readonly problem?: string | undefined;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: 'text' | 'password' | 'date' | 'time';
  readonly autoFocus?: boolean;
  readonly multiline?: boolean;
}

/** A labelled text field for dialogs and settings (fields of the IEP itself come from renderer/form). */
export function TextInput({ label, hint, problem, value, onChange, type = 'text', autoFocus = false, multiline = false }: TextProps) {
  // What somebody typed here is nowhere else until the dialog is answered: workbench/half-written.ts finds it by this.
  const [typed, setTyped] = useState(false);
  const mark = typed && type === 'text' ? true : undefined;
  const change = (text: string): void => {
    setTyped(true);
    onChange(text);
  };
  return (
    <Labelled label={label} {...(hint === undefined ? {} : { hint })} {...(problem === undefined ? {} : { problem })}>
      {({ id, describedBy }) =>
        multiline ? (
          <textarea id={id} aria-describedby={describedBy} aria-invalid={problem === undefined ? undefined : true} value={value} autoComplete="off" data-typed={mark} onChange={(event) => change(event.target.value)} />
        ) : (
          // The first field of a dialog is where a keyboard user expects to be.
          // eslint-disable-next-line jsx-a11y/no-autofocus
          <input id={id} aria-describedby={describedBy} aria-invalid={problem === undefined ? undefined : true} type={type} value={value} autoComplete="off" spellCheck={false} autoFocus={autoFocus} data-typed={mark} onChange={(event) => change(event.target.value)} />
        )
      }
    </Labelled>
  );
}

interface PickProps {
  readonly label: string;
  readonly hint?: string;
  readonly problem?: string | undefined;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string) => void;
}

export function Pick({ label, hint, problem, value, options, onChange }: PickProps) {
  return (
    <Labelled label={label} {...(hint === undefined ? {} : { hint })} {...(problem === undefined ? {} : { problem })}>
      {({ id, describedBy }) => (
        <select id={id} aria-describedby={describedBy} aria-invalid={problem === undefined ? undefined : true} value={value} onChange={(event) => onChange(event.target.value)}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}

interface TickProps {
  readonly label: string;
  readonly checked: boolean;
  readonly disabled?: boolean;
  readonly onChange: (checked: boolean) => void;
}

export function Tick({ label, checked, disabled = false, onChange }: TickProps) {
  return (
    <label className={styles.tick}>
      <input type="checkbox" checked={checked} disabled={disabled} onChange={(event) => onChange(event.target.checked)} />
      <span>{label}</span>
    </label>
  );
}
