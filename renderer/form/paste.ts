/**
 * Makes pasted text safe to keep and to print: composed characters, plain spaces and line ends, list marks of word processors as "- ", no
 * invisible characters. Nothing visible is dropped (paper.md section 4 lists what the printed page cannot take).
 */
import type { ClipboardEvent } from 'react';

const INVISIBLE = /[\u00AD\u200B\u200E\u200F\u2060\uFEFF]/g;
// Control characters other than line feed and tab; XML and PDF can hold none of them.
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/g;
const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;
const BULLET = /^[ \t]*[•·▪◦‣\uF0B7\uF0A7][ \t]*/gm;

export function cleanPaste(text: string): string {
  return text
    .replace(/\r\n?|\u0085|\u2028|\u2029/g, '\n')
    .replace(CONTROL, '')
    .replace(/[\u00A0\u202F\u2007]/g, ' ')
    .replace(/\t/g, ' ')
    .replace(INVISIBLE, '')
    .replace(LONE_SURROGATE, '\uFFFD')
    .replace(BULLET, '- ')
    .normalize('NFC');
}

/** Puts the cleaned text where the caret is, with the caret behind it, and tells the box's new text; null where the browser pastes it as it is. */
export function takePaste(event: ClipboardEvent<HTMLTextAreaElement>, clean: (text: string) => string): string | null {
  const raw = event.clipboardData.getData('text/plain');
  const text = clean(raw);
  if (text === raw) return null;
  event.preventDefault();
  const box = event.currentTarget;
  box.setRangeText(text, box.selectionStart, box.selectionEnd, 'end');
  return box.value;
}
