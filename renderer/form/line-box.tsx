/** A box for one line of words that grows before it hides a word: what has no room stands on a further line of the box, and no line end gets in. */
import type { ClipboardEvent, ComponentProps, InputEvent } from 'react';
import { takePaste, cleanPaste } from './paste.ts';

interface Props extends Omit<ComponentProps<'textarea'>, 'rows' | 'autoComplete' | 'value' | 'onBeforeInput' | 'onChange' | 'onPaste'> {
  readonly value: string;
  readonly onText: (text: string) => void;
}

const inOneLine = (text: string): string => text.replaceAll('\n', ' ');

/** Enter is the table's, the list's or nobody's (cell-keys.ts, list-controls.tsx). */
function refuseLineEnd(event: InputEvent<HTMLTextAreaElement>): void {
  if (event.data === '\n') event.preventDefault();
}

export function LineBox({ onText, ...box }: Props) {
  const onPaste = (event: ClipboardEvent<HTMLTextAreaElement>): void => {
    const text = takePaste(event, (raw) => inOneLine(cleanPaste(raw)));
    if (text !== null) onText(text);
  };
  return <textarea {...box} rows={1} data-one-line autoComplete="off" onBeforeInput={refuseLineEnd} onPaste={onPaste} onChange={(event) => onText(inOneLine(event.target.value))} />;
}
