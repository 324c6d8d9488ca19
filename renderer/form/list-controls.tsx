/** Controls for several values in one place: short lists of texts, groups of parts, and signature lines. */
import { useRef, type KeyboardEvent } from 'react';
import { SIGNATURE_FIELDS } from '../../shared/iep/signature-fields.ts';
import { Button } from '../ui/button.tsx';
import type { ControlProps } from './control-props.ts';
import { LineBox } from './line-box.tsx';
import { useValue, write } from './values.ts';
import styles from './controls.module.css';

/** One line an entry; Enter makes the next, Backspace in an empty one takes it away. */
export function TextListControl({ at, def, id }: ControlProps<'textList'>) {
  const value = useValue(at);
  const entries = Array.isArray(value) ? value.map(String) : [];
  const box = useRef<HTMLDivElement>(null);
  const focus = (index: number): void => {
    requestAnimationFrame(() => box.current?.querySelectorAll('textarea')[index]?.focus());
  };
  const put = (next: readonly string[]): void => write(at, def.label.en, next);
  const onKey = (event: KeyboardEvent<HTMLTextAreaElement>, index: number): void => {
    if (event.key === 'Enter') {
      event.preventDefault();
      put([...entries.slice(0, index + 1), '', ...entries.slice(index + 1)]);
      focus(index + 1);
    } else if (event.key === 'Backspace' && entries[index] === '') {
      event.preventDefault();
      put(entries.filter((_, place) => place !== index));
      focus(Math.max(0, index - 1));
    }
  };
  return (
    <div ref={box} className={styles.stack} role="group" aria-labelledby={`${id}-label`}>
      {entries.map((entry, index) => (
        // Entries have no identity of their own: the list is one value.
        // eslint-disable-next-line react/no-array-index-key
        <span key={index} className={styles.entry}>
          <LineBox aria-label={`${def.label.en}, ${index + 1}`} data-at={index === 0 ? at : undefined} value={entry} onText={(text) => put(entries.map((known, place) => (place === index ? text : known)))} onKeyDown={(event) => onKey(event, index)} />
          <Button look="quiet" small label={`Remove ${entry === '' ? 'empty line' : entry}`} onPress={() => put(entries.filter((_, place) => place !== index))}>
            ✕
          </Button>
        </span>
      ))}
      <Button look="quiet" small onPress={() => { put([...entries, '']); focus(entries.length); }}>
        + Add: {def.label.en}
      </Button>
    </div>
  );
}

export function GroupControl({ at, def, draw }: ControlProps<'group'>) {
  return (
    <div className={styles.group}>
      {def.type.fields.map((field) => draw.field(`${at}/${field.id}`, field))}
    </div>
  );
}

/** The parts of a signature line say what was signed on paper; they are never the signature itself (decisions.md 22). */
export function SignatureControl({ at, draw }: ControlProps<'signature'>) {
  return (
    <div className={styles.group}>
      {SIGNATURE_FIELDS.map((field) => draw.field(`${at}/${field.id}`, field))}
    </div>
  );
}
