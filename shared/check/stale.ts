/**
 * Words left from last year: a date that has passed and is written as if it lay ahead, and a statement that is the same as last year's.
 *
 * A date lies ahead in words when it follows "by", "until", "antes de" … or names a school year or the day of the previous meeting, in a goal, an
 * objective or a sentence that speaks of the future ("will", "leerá"). Elsewhere a past date is history, and history belongs in an IEP.
 */
import { isWithin, type Address } from '../iep/address.ts';
import type { IepDocument } from '../iep/document.ts';
import { placeWords } from '../iep/place-words.ts';
import { carriedIn, pageStateOf, textAt, workOf } from '../flow/read.ts';
import { addYears, isDate } from '../time/dates.ts';
import type { Issue } from './issue.ts';
import { sentencesOf, squeezed, type Sentence } from './reading.ts';
import { hint, statementsOf, type Statement } from './statements.ts';
import { isTarget, writtenDates, type WrittenDate } from './written-dates.ts';

/** Statements that speak of the year to come in every sentence. */
const AHEAD: ReadonlySet<string> = new Set(['pages/goals/items/annualGoal', 'pages/goals/items/objectives/text']);
const FUTURE = /\b(?:will|shall|(?:is|are|am) going to|plans? to|(?:is|are) to be)\b|\p{L}{2,}(?:rá|rán)(?!\p{L})|\bvan? a \p{L}+r\b/iu;

interface Meetings {
  readonly now: string;
  readonly previous: string;
}

/** The day of this meeting and of the one before it; null while the day is not known. */
function meetingsOf(doc: IepDocument): Meetings | null {
  const now = [textAt(doc, 'pages/infoEligibility/meetingDate'), textAt(doc, 'meeting/meetingDate')].find(isDate);
  if (now === undefined) return null;
  const known = textAt(doc, 'pages/infoEligibility/priorAnnualDate');
  return { now, previous: isDate(known) && known < now ? known : addYears(now, -1) };
}

function isPastTarget(sentence: Sentence, date: WrittenDate, { now, previous }: Meetings): boolean {
  if (date.last >= now) return false;
  return isTarget(sentence.text, date) || date.form === 'schoolYear' || (date.first === previous && date.last === previous);
}

function pastDateIn(statement: Statement, meetings: Meetings): string | null {
  for (const sentence of sentencesOf(statement.text)) {
    const dates = writtenDates(sentence.text);
    if (dates.length === 0 || !(AHEAD.has(statement.kind) || FUTURE.test(sentence.text))) continue;
    const past = dates.find((date) => isPastTarget(sentence, date, meetings));
    if (past !== undefined) return sentence.text.slice(past.from, past.to);
  }
  return null;
}

/** At most one hint for a statement. */
export function pastDateHints(doc: IepDocument, statements: readonly Statement[]): readonly Issue[] {
  const meetings = meetingsOf(doc);
  if (meetings === null) return [];
  return statements.flatMap((statement) => {
    const date = pastDateIn(statement, meetings);
    return date === null ? [] : [hint('HINT-DATE', statement, `${statement.def.label.en}: "${date}" lies before this meeting but is written as still to come. Check the date.`)];
  });
}

/** Shorter words may well be true again: "Passed in both ears." */
const LEAST_LETTERS = 40;

function sameness({ kind, text }: Statement): string {
  return `${kind}\n${squeezed(text)}`;
}

/** Pages the team has discussed: completeness names last year's words on them already. */
function isNamedAsGap(doc: IepDocument, page: string): boolean {
  const state = pageStateOf(doc, page);
  return state === 'discussed' || state === 'final';
}

/** The row of last year nobody has touched that a statement stands in, else the statement itself: such a row is looked at as a whole. */
function ownerOf(carried: readonly Address[], at: Address): Address {
  return carried.find((place) => isWithin(at, place)) ?? at;
}

/** "Strengths and 11 more places on this page are …": a fresh draft has dozens of such places, and each carries its own mark already. */
function samePage(doc: IepDocument, first: Statement, others: number): string {
  const name = placeWords(doc, first.at).split(' · ').at(-1) ?? '';
  if (others === 0) return `${name} is word for word last year's. Check that it is still true.`;
  return `${name} and ${others} more ${others === 1 ? 'place' : 'places'} on this page are word for word last year's. Check that they are still true.`;
}

/**
 * Statements that are word for word last year's, and whole rows of them: one hint a page, which names every place of it and leads to the first.
 * Without last year's IEP only what was carried over and not looked at yet is known to be.
 * @param kept places somebody was asked about and kept on purpose; they are not asked about again
 */
export function unchangedHints(doc: IepDocument, statements: readonly Statement[], previous: IepDocument | null, kept: readonly Address[]): readonly Issue[] {
  const before = new Set(previous === null ? [] : statementsOf(previous).map(sameness));
  const carried = new Set(workOf(doc).carried);
  const looked = new Set(kept);
  const open = new Map([...new Set(statements.map(({ page }) => page))].map((page) => [page, carriedIn(doc, page)]));
  const same = statements
    .filter((statement) => squeezed(statement.text).length >= LEAST_LETTERS && !looked.has(statement.at) && (carried.has(statement.at) || before.has(sameness(statement))))
    .filter(({ page, at }) => !(carried.has(at) && isNamedAsGap(doc, page)))
    .map((statement) => ({ ...statement, at: ownerOf(open.get(statement.page) ?? [], statement.at) }));
  return [...open.keys()].flatMap((page) => {
    const places = new Map(same.filter((statement) => statement.page === page).map((statement) => [statement.at, statement]));
    const first = [...places.values()][0];
    return first === undefined ? [] : [{ ...hint('HINT-SAME', first, samePage(doc, first, places.size - 1)), at: [...places.keys()] }];
  });
}
