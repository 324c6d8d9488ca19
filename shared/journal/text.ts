/** The smallest splice that turns one text into another, so that two people who write in one statement do not collide and undo moves little. */
import type { Address } from '../iep/address.ts';
import type { Edit } from './edit.ts';

/** UTF-16 offsets; never cuts a surrogate pair in two, because half a character cannot be written to disk as UTF-8. */
export function textEdit(at: Address, was: string, now: string): Edit {
  const shorter = Math.min(was.length, now.length);
  let head = 0;
  while (head < shorter && was.charCodeAt(head) === now.charCodeAt(head)) head += 1;
  if (splitsPair(was, head) || splitsPair(now, head)) head -= 1;
  let tail = 0;
  while (tail < shorter - head && was.charCodeAt(was.length - 1 - tail) === now.charCodeAt(now.length - 1 - tail)) tail += 1;
  if (splitsPair(was, was.length - tail) || splitsPair(now, now.length - tail)) tail -= 1;
  return { op: 'splice', at, index: head, removed: was.slice(head, was.length - tail), inserted: now.slice(head, now.length - tail) };
}

function splitsPair(text: string, offset: number): boolean {
  return isHigh(text.charCodeAt(offset - 1)) && isLow(text.charCodeAt(offset));
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
