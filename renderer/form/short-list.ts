/** Which lists are short enough to be shown whole: the one rule for their control and for how their label names it. */
import { codeTable } from '../../shared/iep/codes.ts';
import type { CodeTableId } from '../../shared/iep/definition.ts';

/** Up to this many choices are shown all at once as radio buttons. */
export const RADIO_LIMIT = 5;

/** True for a code list whose codes are radio buttons; longer ones are searched. */
export function isShortList(table: CodeTableId): boolean {
  return codeTable(table).filter((entry) => entry.active).length <= RADIO_LIMIT;
}
