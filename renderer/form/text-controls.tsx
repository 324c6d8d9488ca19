/** Controls for typed values: one line, prose, date, time, whole numbers and percentages. Words typed are never refused; what cannot be read is said beside the field. */
import { useState, type KeyboardEvent } from 'react';
import { addDays } from '../../shared/time/dates.ts';
import { flushDraft } from '../workbench/draft-queue.ts';
import { today } from '../workbench/clock.ts';
import type { AnyControl, ControlProps } from './control-props.ts';
import { readDate, readTime, showDate, weekday } from './dates.ts';
import { LineBox } from './line-box.tsx';
import { cleanPaste, takePaste } from './paste.ts';
import { useValue, write, writeText } from './values.ts';
import styles from './controls.module.css';

const leave = (): void => void flushDraft();

function asText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

export function TextControl({ at, def, id, describedBy }: ControlProps<'text'>) {
  const value = asText(useValue(at));
  return <LineBox id={id} aria-describedby={describedBy} data-at={at} value={value} onText={(text) => writeText(at, def.label.en, text)} onBlur={leave} />;
}

export function StatementControl({ at, def, id, describedBy }: ControlProps<'statement'>) {
  const value = asText(useValue(at));
  return (
    <textarea
      id={id} aria-describedby={describedBy} data-at={at} autoComplete="off" value={value}
      placeholder={def.stem?.en}
      onChange={(event) => writeText(at, def.label.en, event.target.value)}
      onPaste={(event) => {
        const text = takePaste(event, cleanPaste);
        if (text !== null) writeText(at, def.label.en, text);
      }}
      onBlur={leave}
    />
  );
}

interface ReadProps {
  readonly props: AnyControl;
  readonly shown: string;
  readonly read: (text: string) => string | number | null;
  readonly cannot: string;
  readonly width: string;
  readonly beside?: string;
  readonly onKey?: (event: KeyboardEvent<HTMLInputElement>) => void;
  readonly numeric?: boolean;
}

/** A text box whose words are read into a value when the user leaves it; words that cannot be read stay, with the reason beside them. */
function ReadControl({ props: { at, def, id, describedBy }, shown, read, cannot, width, beside, onKey, numeric = false }: ReadProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? shown;
  const wrong = typed !== null && typed.trim() !== '' && read(typed) === null;
  const take = (): void => {
    if (typed === null) return;
    if (typed.trim() === '') {
      if (shown !== '') write(at, def.label.en, numeric ? null : '');
      setTyped(null);
    } else {
      const value = read(typed);
      if (value === null) return;
      write(at, def.label.en, value);
      setTyped(null);
    }
    leave();
  };
  return (
    <span className={styles.beside}>
      <input
        id={id} aria-describedby={describedBy} aria-invalid={wrong} data-at={at} type="text" autoComplete="off" spellCheck={false} style={{ width }} value={text}
        inputMode={numeric ? 'numeric' : 'text'}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key === 'Enter') take();
          onKey?.(event);
        }}
      />
      <span className={wrong ? styles.wrong : styles.note} aria-live="polite">
        {wrong ? cannot : beside}
      </span>
    </span>
  );
}

export function DateControl(props: ControlProps<'date'>) {
  const value = asText(useValue(props.at));
  const move = (event: KeyboardEvent<HTMLInputElement>): void => {
    const days = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    if (days === 0 || value === '' || event.currentTarget.value !== showDate(value)) return;
    event.preventDefault();
    write(props.at, props.def.label.en, addDays(value, days));
  };
  return <ReadControl props={props} shown={showDate(value)} read={(text) => readDate(text, today())} cannot="Not a date. Write it like 3/4/2027." width="7.5rem" beside={weekday(value)} onKey={move} />;
}

export function TimeControl(props: ControlProps<'time'>) {
  return <ReadControl props={props} shown={asText(useValue(props.at))} read={readTime} cannot="Not a time. Write it like 14:35." width="6rem" />;
}

const wholeNumber = (text: string): number | null => (/^\d{1,7}$/.test(text.trim()) ? Number(text) : null);

export function IntControl(props: ControlProps<'int'>) {
  return <ReadControl props={props} shown={asText(useValue(props.at))} read={wholeNumber} cannot="Write a whole number." width="6rem" numeric />;
}

export function PercentControl(props: ControlProps<'percent'>) {
  const value = useValue(props.at);
  const read = (text: string): number | null => {
    const number = wholeNumber(text.replace('%', ''));
    return number === null || number > 100 ? null : number;
  };
  return <ReadControl props={props} shown={asText(value)} read={read} cannot="Write a number from 0 to 100." width="5rem" beside={typeof value === 'number' ? `% · ${100 - value} % outside` : '%'} numeric />;
}
