/**
 * What is still blank or says only N/A on the pages of this IEP, last year's words nobody has looked at, and talk without a word. Who speaks of a blank is decided in `law/`;
 * gaps are answered with words or with one reason at affirm, and never stop printing or note-taking.
 */
import { ROW_ID, isWithin, valueAt, type Address } from '../iep/address.ts';
import type { IepDocument } from '../iep/document.ts';
import { everyField, isAnswered, type PlacedField } from '../iep/fields.ts';
import { isAsked, pageIdOf, pageKeysOf, pageRoot } from '../iep/page-keys.ts';
import { pageDef } from '../iep/pages.ts';
import { carriedIn, pageStateOf, rowsAt, workOf } from '../flow/read.ts';
import { commentGaps, requestGaps } from './comments.ts';
import { gap, type Issue } from './issue.ts';
import { hasEnded, hasMet } from './moment.ts';
import { isPlaceholder } from './placeholder.ts';

/** One blank, or one statement that says only N/A. */
export interface OpenPlace {
  readonly at: Address;
  readonly page: string;
  /** "Strengths is blank.": the fact, before any rule says what is owed. */
  readonly words: string;
  /** True while only the meeting, or what follows it, can fill it: it is nobody's debt yet. */
  readonly waits: boolean;
}

function wordsOf({ def, value, required }: PlacedField): string | null {
  if (!isAnswered(def, value)) return required ? `${def.label.en} is blank.` : null;
  return def.type.kind === 'statement' && typeof value === 'string' && isPlaceholder(value) ? `${def.label.en} says only "${value.trim()}"; write a sentence.` : null;
}

function pagesOfIep(doc: IepDocument): readonly string[] {
  return pageKeysOf(doc).filter((key) => pageDef(pageIdOf(key)).partOfIep && isAsked(doc, key));
}

/** The notes begin when a session opens: until then a page that is not there has no head to fill. */
function isUnbegunNotes(doc: IepDocument, page: string): boolean {
  return (page === 'structuredNotes' || page === 'meetingNotes') && (valueAt(doc, pageRoot(page)) ?? null) === null;
}

const NONE: readonly OpenPlace[] = [];

/** Every open place in document order. A goal the team dropped owes nothing. */
export function openPlaces(doc: IepDocument): readonly OpenPlace[] {
  const isMet = hasMet(doc);
  const isEnded = hasEnded(doc);
  const known = workOf(doc).goals;
  const dropped = rowsAt(doc, 'pages/goals/items').filter((goal) => known[goal[ROW_ID]]?.state === 'dropped').map((goal) => `pages/goals/items/@${goal[ROW_ID]}`);
  return pagesOfIep(doc).flatMap((page) => {
    const begins = isUnbegunNotes(doc, page);
    return everyField(doc, page).flatMap((field): readonly OpenPlace[] => {
      if (!field.shown || field.def.type.kind === 'derived') return NONE;
      const words = wordsOf(field);
      if (words === null || dropped.some((goal) => isWithin(field.at, goal))) return NONE;
      return [{ at: field.at, page, words, waits: ((field.def.pre === 'M' || begins) && !isMet) || (field.def.pre === 'A' && !isEnded) }];
    });
  });
}

/** Last year's words on a page the team has discussed, which nobody has kept or changed. */
function carriedGaps(doc: IepDocument, page: string): readonly Issue[] {
  const state = pageStateOf(doc, page);
  if (state !== 'discussed' && state !== 'final') return [];
  return carriedIn(doc, page).map((at) => gap('GAP-CARRIED', page, at, "These are last year's words; keep them or change them."));
}

/** Gaps in document order. Pure; the same document always gives the same gaps. */
export function completeness(doc: IepDocument): readonly Issue[] {
  return [...pagesOfIep(doc).flatMap((page) => carriedGaps(doc, page)), ...requestGaps(doc), ...commentGaps(doc)];
}
