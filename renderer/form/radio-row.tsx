/** Promise: one of a few answers, all of them in sight. */
import type { AnyControl } from './control-props.ts';
import { useValue, write } from './values.ts';
import styles from './controls.module.css';

/** The answers side by side, each with its button. */
export function RadioRow({ at, def, id, describedBy, options, onPick = (value) => write(at, def.label.en, value) }: AnyControl & { readonly onPick?: (value: string) => void; readonly options: readonly { readonly value: string; readonly label: string }[] }) {
  const value = useValue(at);
  return (
    <div role="radiogroup" aria-labelledby={`${id}-label`} aria-describedby={describedBy} className={styles.row}>
      {options.map((option, index) => (
        <label key={option.value} className={styles.option}>
          <input type="radio" name={id} value={option.value} checked={value === option.value} data-at={index === 0 || value === option.value ? at : undefined} data-choice={`${at}=${option.value}`} onChange={() => onPick(option.value)} />
          <span>{option.label}</span>
        </label>
      ))}
    </div>
  );
}
