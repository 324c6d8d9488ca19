/** Controls for chosen values: yes/no, ticks and choices. */
import { holds } from '../../shared/iep/conditions.ts';
import type { Choice } from '../../shared/iep/definition.ts';
import type { ControlProps } from './control-props.ts';
import { useRestedStore } from '../workbench/rest.ts';
import { listOf, useValue, write } from './values.ts';
import { RADIO_LIMIT } from './short-list.ts';
import { WholeSelect } from './whole-words.tsx';
import styles from './controls.module.css';
import { RadioRow } from './radio-row.tsx';

export function YnControl(props: ControlProps<'yn'>) {
  return <RadioRow {...props} options={[{ value: 'Y', label: 'Yes' }, { value: 'N', label: 'No' }]} />;
}

export function BoolControl({ at, def, id, describedBy }: ControlProps<'bool'>) {
  const value = useValue(at) === true;
  return (
    <label className={styles.option}>
      <input id={id} type="checkbox" aria-describedby={describedBy} data-at={at} checked={value} onChange={(event) => write(at, def.label.en, event.target.checked)} />
      <span>{def.label.en}</span>
    </label>
  );
}

/** What may be chosen in this document, and what stands there already. */
function useOffered({ def, at }: ControlProps<'choice'>): readonly Choice[] {
  const { choices } = def.type;
  const value = useValue(at);
  const document = useRestedStore((state) => (choices.some(({ offeredWhen }) => offeredWhen !== undefined) ? state.document : null));
  return document === null ? choices : choices.filter((choice) => choice.offeredWhen === undefined || choice.value === value || holds(choice.offeredWhen, document, ''));
}

export function ChoiceControl(props: ControlProps<'choice'>) {
  const { at, def, id, describedBy } = props;
  const value = useValue(at);
  const options = useOffered(props).map((choice) => ({ value: choice.value, label: choice.label.en }));
  if (options.length <= RADIO_LIMIT) return <RadioRow {...props} options={options} />;
  const chosen = typeof value === 'string' ? value : '';
  return (
    <WholeSelect id={id} aria-describedby={describedBy} data-at={at} words={options.find((option) => option.value === chosen)?.label ?? ''} value={chosen} onChange={(event) => write(at, def.label.en, event.target.value)}>
      <option value="">Choose…</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </WholeSelect>
  );
}

export function ChoicesControl({ at, def, id, describedBy }: ControlProps<'choices'>) {
  const chosen = listOf(useValue(at));
  const toggle = (value: string, on: boolean): void => {
    const order = def.type.choices.map((choice) => choice.value);
    const next = on ? [...chosen, value] : chosen.filter((known) => known !== value);
    write(at, def.label.en, next.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)));
  };
  return (
    <div role="group" aria-labelledby={`${id}-label`} aria-describedby={describedBy} className={styles.row}>
      {def.type.choices.map((choice, index) => (
        <label key={choice.value} className={styles.option}>
          <input type="checkbox" checked={chosen.includes(choice.value)} data-at={index === 0 ? at : undefined} data-choice={`${at}=${choice.value}`} onChange={(event) => toggle(choice.value, event.target.checked)} />
          <span>{choice.label.en}</span>
        </label>
      ))}
    </div>
  );
}
