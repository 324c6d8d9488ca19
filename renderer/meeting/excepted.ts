/** What a parent excepts, while it is typed and as it is recorded. */
import type { FlowEvent } from '../../shared/flow/events.ts';

export interface Excepted {
  /** Key of its page. */
  readonly page: string;
  readonly what: string;
  readonly words: string;
}

export const BLANK: Excepted = { page: 'fapeServices', what: '', words: '' };

type Exceptions = Extract<FlowEvent, { readonly type: 'agreedExcept' }>['exceptions'];

/** The exceptions on the paper; null while there is none, or one says words and names no part. Lines nobody wrote in are none. */
export function exceptionsOf(rows: readonly Excepted[]): Exceptions | null {
  const said = rows.map(({ page, what, words }) => ({ page, what: what.trim(), parentWords: words.trim() })).filter(({ what, parentWords }) => what !== '' || parentWords !== '');
  return said.length === 0 || said.some(({ what }) => what === '') ? null : said;
}
