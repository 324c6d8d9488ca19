/** Promise: a control that points to other parts of the document, by their words. */
import type { ControlProps } from './control-props.ts';
import { useValue, write } from './values.ts';
import { WholeSelect } from './whole-words.tsx';
import styles from './controls.module.css';
import { useTargets } from './ref-targets.ts';

/** One thing of the document, or several, chosen by their words. */
export function RefControl({ at, def, id, describedBy }: ControlProps<'ref'>) {
  const value = useValue(at);
  const targets = useTargets(def.type.to, at);
  const many = def.type.many === true;
  // Goals are pointed to by their number, everything else by an id.
  const stored = (chosen: string): string | number => (def.type.to === 'goalNumber' ? Number(chosen) : chosen);
  if (many) {
    const chosen = Array.isArray(value) ? value.map(String) : [];
    return (
      <div role="group" aria-labelledby={`${id}-label`} className={styles.row}>
        {targets.length === 0 ? <span className={styles.note}>Nothing to point to yet.</span> : null}
        {targets.map((target, index) => (
          <label key={target.value} className={styles.option}>
            <input type="checkbox" data-at={index === 0 ? at : undefined} data-choice={`${at}=${target.value}`} checked={chosen.includes(target.value)} onChange={(event) => write(at, def.label.en, (event.target.checked ? [...chosen, target.value] : chosen.filter((known) => known !== target.value)).map(stored))} />
            <span>{target.label}</span>
          </label>
        ))}
      </div>
    );
  }
  // Somebody's name may stand where an id belongs; of anything else the id says nothing.
  const present = typeof value === 'string' ? value : '';
  const gone = def.type.to === 'staff' ? present : 'No longer on the list';
  const words = present === '' ? '' : (targets.find((target) => target.value === present)?.label ?? gone);
  return (
    <WholeSelect id={id} aria-describedby={describedBy} data-at={at} words={words} value={present} onChange={(event) => write(at, def.label.en, event.target.value)}>
      <option value="">Choose…</option>
      {present !== '' && !targets.some((target) => target.value === present) ? <option value={present}>{gone}</option> : null}
      {targets.map((target) => (
        <option key={target.value} value={target.value}>
          {target.label}
        </option>
      ))}
    </WholeSelect>
  );
}
