/** An IEP of sixty pages with sixty other names, as the hints read it: what `hints.bench.ts` times and the unit tests hold to be as long as it says. */
import { hints, type Known } from '../../../shared/check/hints.ts';
import { statementsOf } from '../../../shared/check/statements.ts';
import type { PersonName } from '../../../shared/check/other-child.ts';
import { ROW_ID, isRow } from '../../../shared/iep/address.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import type { Json, JsonObject } from '../../../shared/iep/json.ts';
import { EXAMPLE, read } from '../../fixtures/long-iep.ts';

/** The example prints on 16 pages; with its lists and its texts twice as long or more it fills sixty and some. */
const ROWS = 3;
const TEXTS = 2;

function longer(value: Json): Json {
  if (typeof value === 'string') return value.length > 80 ? Array.from({ length: TEXTS }, () => value).join(' ') : value;
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap((item) => (isRow(item) ? Array.from({ length: ROWS }, (_, n) => ({ ...(longer(item) as JsonObject), [ROW_ID]: `${item[ROW_ID]}x${n}` })) : [item]));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value as JsonObject).map(([key, inner]) => [key, longer(inner)]));
}

/** Sixty names no text holds, so that every text is read to its end. */
const NAMES: readonly PersonName[] = Array.from({ length: 60 }, (_, n) => ({ first: `Quorin${String.fromCharCode(97 + (n % 26))}${String.fromCharCode(97 + Math.floor(n / 26))}`, last: `Vexley${n}` }));

const example = read(EXAMPLE);
const document = { ...example, pages: longer(example.pages as Json) } as IepDocument;
const known: Known = { otherNames: NAMES, previous: document, kept: [], unknownWords: new Set(['decodes', 'fluency', 'graphemes']) };

export const hinted = {
  names: NAMES,
  document,
  characters: statementsOf(document).reduce((sum, { text }) => sum + text.length, 0),
  run: () => hints(document, known),
};
