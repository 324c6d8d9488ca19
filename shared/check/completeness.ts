/**
 * What is still blank or says only N/A on the pages of this IEP, last year's words nobody has looked at, and talk without a word. Who speaks of a blank is decided in `law/`;
 * gaps are answered with words or with one reason at affirm, and never stop printing or note-taking.
 */
import { ROW_ID, isWithin, valueAt, type Address } from '../iep/address.ts';
import type { IepDocument, Work } from '../iep/document.ts';
import { elsewhereOf, everyField, isAnswered, type PlacedField } from '../iep/fields.ts';
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
const GOALS = 'pages/goals/items';

/** How far the document has come, and the goals the team dropped: what a place of any page may be judged by. */
interface Moment {
  readonly isMet: boolean;
  readonly isEnded: boolean;
  readonly goals: Work['goals'];
}

/** A goal the team dropped owes nothing. */
function placesOn(doc: IepDocument, page: string, { isMet, isEnded, goals }: Moment): readonly OpenPlace[] {
  const begins = isUnbegunNotes(doc, page);
  const dropped = page === 'goals' ? rowsAt(doc, GOALS).filter((goal) => goals[goal[ROW_ID]]?.state === 'dropped').map((goal) => `${GOALS}/@${goal[ROW_ID]}`) : [];
  return everyField(doc, page).flatMap((field): readonly OpenPlace[] => {
    if (!field.shown || field.def.type.kind === 'derived') return NONE;
    const words = wordsOf(field);
    if (words === null || dropped.some((goal) => isWithin(field.at, goal))) return NONE;
    return [{ at: field.at, page, words, waits: ((field.def.pre === 'M' || begins) && !isMet) || (field.def.pre === 'A' && !isEnded) }];
  });
}

/** The places of a sheet as they were worked out last, and everything they were worked out from besides the sheet. */
const remembered = new WeakMap<object, { readonly from: readonly unknown[]; readonly places: readonly OpenPlace[] }>();

/** The same as `placesOn`, worked out anew only for a page that changed: documents are never changed in place, so a sheet that stayed is the same object. */
function placesOnce(doc: IepDocument, page: string, moment: Moment): readonly OpenPlace[] {
  const sheet = valueAt(doc, pageRoot(page));
  if (typeof sheet !== 'object' || sheet === null) return placesOn(doc, page, moment);
  const from = [page, moment.isMet, moment.isEnded, page === 'goals' ? moment.goals : null, ...elsewhereOf(pageDef(pageIdOf(page))).map((place) => valueAt(doc, place))];
  const known = remembered.get(sheet);
  if (known !== undefined && known.from.length === from.length && from.every((part, index) => part === known.from[index])) return known.places;
  const places = placesOn(doc, page, moment);
  remembered.set(sheet, { from, places });
  return places;
}

/** Every open place in document order. */
export function openPlaces(doc: IepDocument): readonly OpenPlace[] {
  const moment = { isMet: hasMet(doc), isEnded: hasEnded(doc), goals: workOf(doc).goals };
  return pagesOfIep(doc).flatMap((page) => placesOnce(doc, page, moment));
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
