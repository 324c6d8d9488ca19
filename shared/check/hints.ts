/** All advice on the words of a document: words in no dictionary, goals that cannot be measured, another child's name, a past date, a wrong pronoun, last year's words, a sentence left unfinished. It never blocks. */
import type { Address } from '../iep/address.ts';
import type { IepDocument } from '../iep/document.ts';
import { OPEN_PLACE } from '../iep/stems.ts';
import type { Issue } from './issue.ts';
import { measurableHints } from './measurable.ts';
import { otherChildHints, type PersonName } from './other-child.ts';
import { pronounHints } from './pronoun.ts';
import { spellingHints } from './spelling.ts';
import { pastDateHints, unchangedHints } from './stale.ts';
import { hint, statementsOf, type Statement } from './statements.ts';

/** What is known around a document, and is not in it. */
export interface Known {
  /** Names of the other students of the caseload. */
  readonly otherNames: readonly PersonName[];
  /** The IEP this one follows, when it is at hand. */
  readonly previous: IepDocument | null;
  /** Places with last year's words that somebody looked at and kept. */
  readonly kept: readonly Address[];
  /** Words the dictionaries were asked about and do not know; none where nobody asked. */
  readonly unknownWords: ReadonlySet<string>;
}

export const NOTHING_KNOWN: Known = { otherNames: [], previous: null, kept: [], unknownWords: new Set() };

/** An open place of a sentence to start from stands free between its words; an ellipsis of prose hangs on one. */
const LEFT_OPEN = new RegExp(`(?:^|\\s)${OPEN_PLACE}(?=[\\s,.;:]|$)`, 'u');

/** A sentence somebody began from a stem, with places still to be filled. */
function unfinishedHints(statements: readonly Statement[]): readonly Issue[] {
  return statements
    .filter(({ text }) => LEFT_OPEN.test(text))
    .map((statement) => hint('HINT-OPEN', statement, `${statement.def.label.en}: a place marked ${OPEN_PLACE} is still to be filled in.`));
}

/** One kind of advice on some statements of a document; which others are read with them changes nothing. */
type Kind = (doc: IepDocument, statements: readonly Statement[], known: Known) => readonly Issue[];

const KINDS: readonly Kind[] = [
  (doc, statements, { otherNames }) => otherChildHints(doc, statements, otherNames),
  pronounHints,
  pastDateHints,
  measurableHints,
  (_doc, statements) => unfinishedHints(statements),
  (doc, statements, { unknownWords }) => spellingHints(doc, statements, unknownWords),
];

/** Statements read in one step: little enough for a slow computer to take in a key after it. */
const AT_ONCE = 16;

/** All advice, a few statements of one kind at a time, so that somebody may do something else between two steps. */
export function* hintSteps(doc: IepDocument, known: Known): Generator<readonly Issue[], void> {
  const statements = statementsOf(doc);
  for (const kind of KINDS) {
    for (let from = 0; from < statements.length; from += AT_ONCE) yield kind(doc, statements.slice(from, from + AT_ONCE), known);
  }
  yield unchangedHints(doc, statements, known.previous, known.kept);
}

/** At most one hint of each kind for a statement. Pure; the same words always give the same hints. */
export function hints(doc: IepDocument, known: Known): readonly Issue[] {
  return [...hintSteps(doc, known)].flat();
}
