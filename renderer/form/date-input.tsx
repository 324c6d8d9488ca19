/** A day asked for in a dialog: typed as people write it; words that are no day are answered beside the label, so that a press that cannot be made is no riddle. */
import { today } from '../workbench/clock.ts';
import { TextInput } from '../ui/labelled.tsx';
import { readDate, showDate } from './dates.ts';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly autoFocus?: boolean;
}

export function DateInput(props: Props) {
  const isNone = props.value.trim() !== '' && readDate(props.value, today()) === null;
  return <TextInput {...props} {...(isNone ? { hint: `This is not a day of the calendar. Write it like ${showDate(today())}.` } : {})} />;
}
