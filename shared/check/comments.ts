/** Where something was discussed there is a comment, and every request has its answer and the reason (handbook; iep-forms.md section 2). Advice before the session closes, a gap at affirm. */
import { ROW_ID, at, isWithin, parentOf, rowSegment, valueAt, type Address, type Row } from '../iep/address.ts';
import { holds } from '../iep/conditions.ts';
import type { IepDocument } from '../iep/document.ts';
import { everyField, fieldAt } from '../iep/fields.ts';
import { pageKeyAt, pageKeysOf } from '../iep/page-keys.ts';
import { placeWords } from '../iep/place-words.ts';
import { rowsAt, textAt, workOf } from '../flow/read.ts';
import { gap, type Issue } from './issue.ts';
import { isPlaceholder } from './placeholder.ts';

const TOPICS = 'pages/structuredNotes/topics';
const REQUESTS = 'pages/structuredNotes/parentRequests';

/** A request nobody has answered with a reason; `at` is where the missing words go. */
export interface OpenRequest {
  readonly at: Address;
  readonly missing: 'answer' | 'why';
  /** Who asked and when, without the words of the request. */
  readonly words: string;
}

function openRequest(list: Address, row: Row, words: string): readonly OpenRequest[] {
  const missing = textAt(row, 'answer') === '' ? 'answer' : isPlaceholder(textAt(row, 'why')) ? 'why' : null;
  return missing === null ? [] : [{ at: at(list, rowSegment(row[ROW_ID]), missing), missing, words }];
}

/** Requests of the notes in the team's hand that have no answer, or an answer without its reason. */
export function openRequests(doc: IepDocument): readonly OpenRequest[] {
  if (!holds('structuredNotes', doc, 'pages/structuredNotes')) return [];
  const lines = rowsAt(doc, TOPICS).filter((row) => row['kind'] === 'request').flatMap((row) => openRequest(TOPICS, row, `The request of ${textAt(row, 'speakerRole') || 'somebody'}${textAt(row, 'time') === '' ? '' : ` at ${textAt(row, 'time')}`}`));
  return [...lines, ...rowsAt(doc, REQUESTS).flatMap((row, n) => openRequest(REQUESTS, row, `Parent request ${n + 1}`))];
}

/** Lines of the log; a row of parent requests asks for its own blanks already. */
export function requestGaps(doc: IepDocument): readonly Issue[] {
  return openRequests(doc)
    .filter((request) => isWithin(request.at, TOPICS))
    .map(({ at: place, missing, words }) => gap('GAP-REQUEST', 'structuredNotes', place, missing === 'answer' ? `${words} has no answer yet.` : `${words} is answered, but not why.`));
}

/** Rows and goals the team has marked discussed, and fields; pages are looked at field by field. */
function discussedItems(doc: IepDocument): readonly Address[] {
  const { discussed, goals } = workOf(doc);
  const rows = Object.keys(goals).filter((id) => goals[id]?.state === 'discussed').map((id) => `pages/goals/items/${rowSegment(id)}`);
  return [...Object.keys(discussed).filter((place) => fieldAt(place) !== undefined), ...rows].filter((place) => valueAt(doc, parentOf(place)) !== undefined && (!place.split('/').at(-1)?.startsWith('@') || valueAt(doc, place) !== undefined));
}

/** This year's words of a sentence field here or below; last year's count only once somebody has kept them. */
function hasOwnComment(doc: IepDocument, place: Address, page: string): boolean {
  const carried = new Set(workOf(doc).carried);
  return everyField(doc, page).some(({ at: field, def, value }) => def.type.kind === 'statement' && isWithin(field, place) && !carried.has(field) && typeof value === 'string' && !isPlaceholder(value));
}

/** Where a missing comment goes: the sentence field of a row, else its first field. */
function commentPlace(place: Address): Address {
  const def = fieldAt(place)?.def;
  if (def?.type.kind !== 'rows' || !place.split('/').at(-1)?.startsWith('@')) return place;
  const column = def.type.fields.find((field) => field.id === 'annualGoal') ?? def.type.fields.find((field) => field.type.kind === 'statement') ?? def.type.fields[0];
  return column === undefined ? place : at(place, column.id);
}

/** What was marked discussed without a word about it, in its own field or in a line of the notes that names it. */
export function commentGaps(doc: IepDocument): readonly Issue[] {
  const named = rowsAt(doc, TOPICS).filter((row) => !isPlaceholder(textAt(row, 'text'))).map((row) => textAt(row, 'about'));
  const here = new Set(pageKeysOf(doc));
  return discussedItems(doc).flatMap((place) => {
    const page = pageKeyAt(place);
    if (page === undefined || !here.has(page) || named.some((about) => isWithin(about, place)) || hasOwnComment(doc, place, page)) return [];
    return [gap('GAP-COMMENT', page, commentPlace(place), `${placeWords(doc, place)} is marked discussed, but nothing is written about it, here or in a line of the notes.`)];
  });
}
