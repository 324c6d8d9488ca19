/**
 * Whether a statement holds the name of another student of the caseload: words pasted from another child's IEP. All names are put into one table
 * by their first word, so that a text is read once however many names there are. No message holds a name: the window may be on a wall.
 *
 * The rule. A first name counts as a whole word that begins with a capital, alone or with an 's; so does first name and last name together.
 * It does not count alone when this student, a parent or a member of the team bears it too, after a title (Ms. Grace), or as the name of a place
 * (Madison Elementary). A name that is also a word (Will, Hope, Art) counts alone only inside a sentence, a name that is also a month only where
 * no date is meant. A last name alone never counts: teachers and other families bear it too.
 */
import type { IepDocument } from '../iep/document.ts';
import { rowsAt, textAt } from '../flow/read.ts';
import type { Issue } from './issue.ts';
import { folded, sentenceNumber } from './reading.ts';
import { hint, type Statement } from './statements.ts';

export interface PersonName {
  readonly first: string;
  readonly last: string;
}

/** First names that are also words, months apart; folded. */
const ALSO_WORDS: ReadonlySet<string> = new Set((
  'ace amber an angel angela art ash aspen autumn bay bell bella bill bird bishop blanca blaze blue bob brook brooks buddy can carol carter case cash chance charity chase chip chris christian christmas clara clay cliff colt cooper coral '
  + 'crew crystal cruz daisy dale dan dawn day dean dee del destiny diamond do dolores domingo dot drew duke earl earnest easter ebony eden ella esperanza essence ever faith fern flor flora forest frank gene genesis gift ginger glen '
  + 'gloria grace grant guy harmony hazel heath heather heaven holly hope hunter ice in iris israel ivory ivy jack jade jay jean jewel job joy joyce judge junior justice kay king kit lane lark laurel law leaf lee legacy liberty light '
  + 'lily linda link long love luna lux luz major mar maria marina mark marshall mason mat matt max maxim melody mercedes mercy miles milagros miller min miracle my nick noble nova ocean olive on page pat patience paul paz pearl penny '
  + 'phoenix pilar poppy precious prince princess promise queen rain ray reading red reed rich river rob robin rocky rod rose rosa rosemary rowan royal ruby rusty sage salvador sandy santos sierra sing skip sky sol song soledad son spring stella '
  + 'star stone storm sue summer sun sunny tanner temple trace trinity true tucker tyler van victor victoria violet wade walker walt ward west will willow win winter wren yen young'
).split(' '));

/** First names that are also months or days, English and Spanish; folded. */
const CALENDAR: ReadonlySet<string> = new Set('april may june july august abril mayo junio julio agosto january friday wednesday tuesday sunday domingo'.split(' '));
const MONTHS: ReadonlySet<string> = new Set('january february march april may june july august september october november december enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'.split(' '));
/** After one of these a month is meant: "by May", "last June". */
const BEFORE_A_MONTH: ReadonlySet<string> = new Set('by in until till since of through from to for during before after last next this each every early mid late and or between en de del desde hasta para cada'.split(' '));

const TITLES: ReadonlySet<string> = new Set('mr mrs ms miss dr doctor coach principal officer nurse sr sra srta senor senora senorita maestro maestra doctora director directora profe profesor profesora'.split(' '));
const PLACES: ReadonlySet<string> = new Set('elementary middle high junior school preschool academy charter college university street st avenue ave road rd lane court drive boulevard park center centre hall hospital library unified district county city clinic'.split(' '));
const PLACES_BEFORE: ReadonlySet<string> = new Set('escuela primaria secundaria preparatoria colegio calle avenida distrito condado ciudad fort lake mount camp port'.split(' '));

/** Words between a first and a last name: a middle name, an initial. */
const MOST_BETWEEN = 2;

interface Word {
  readonly raw: string;
  readonly from: number;
  readonly to: number;
}

const WORD = /\p{L}[\p{L}\p{M}]*(?:['’]\p{L}+)*/gu;

function wordsIn(text: string): readonly Word[] {
  return [...text.matchAll(WORD)].map((match) => ({ raw: match[0], from: match.index, to: match.index + match[0].length }));
}

/** "José's" and "Jose" are one word, and so are "O’Brien" and "OBrien". */
function plain(word: string): string {
  return folded(word).replace(/['’]s$/u, '').replaceAll(/['’]/gu, '');
}

function plainWords(name: string): readonly string[] {
  return wordsIn(name).map((word) => plain(word.raw));
}

interface Entry {
  readonly first: readonly string[];
  readonly last: readonly string[];
  /** False when somebody of this record bears the first name too: then only first and last name together count. */
  readonly alone: boolean;
}

export interface NameFound {
  /** Where the name begins. */
  readonly from: number;
  /** First and last name stand there together. */
  readonly whole: boolean;
}

export type NameFinder = (text: string) => NameFound | null;

function isCapital(word: Word | undefined): word is Word {
  return word !== undefined && /^\p{Lu}/u.test(word.raw);
}

/** Nothing but white space, or a hyphen, lies between two words of one name. */
function isJoined(text: string, left: Word | undefined, right: Word | undefined): boolean {
  return left !== undefined && right !== undefined && /^(?:\s+|-|\.\s+)$/u.test(text.slice(left.to, right.from));
}

function beginsSentence(text: string, words: readonly Word[], n: number): boolean {
  const before = words[n - 1];
  return before === undefined || /[.!?:;\n•“"«(–—/]|\d/u.test(text.slice(before.to, words[n]?.from));
}

function isMonth(text: string, words: readonly Word[], n: number, word: Word): boolean {
  const before = words[n - 1];
  // "June and September": one month beside another is a month.
  if ([n - 2, n - 1, n + 1, n + 2].some((near) => MONTHS.has(plain(words[near]?.raw ?? '')))) return true;
  return /^\s*(?:\d|of \d|del? \d|,\s*\d)/u.test(text.slice(word.to)) || /\d(?:st|nd|rd|th)?,?\s*$/u.test(text.slice(0, word.from)) || (before !== undefined && BEFORE_A_MONTH.has(plain(before.raw)));
}

/** A first name without the last one: whether it means a child here. */
function countsAlone(text: string, words: readonly Word[], n: number, end: number): boolean {
  const [word, before, after] = [words[n], words[n - 1], words[end]];
  if (word === undefined) return false;
  if (before !== undefined && isJoined(text, before, word) && (TITLES.has(plain(before.raw)) || PLACES_BEFORE.has(plain(before.raw)))) return false;
  if (isCapital(after) && isJoined(text, words[end - 1], after) && PLACES.has(plain(after.raw))) return false;
  const name = plain(word.raw);
  if (CALENDAR.has(name) && isMonth(text, words, n, word)) return false;
  if (!ALSO_WORDS.has(name) && !CALENDAR.has(name)) return true;
  return !beginsSentence(text, words, n) && /^\p{Lu}\p{Ll}/u.test(word.raw);
}

function hasLastName(text: string, words: readonly Word[], { last }: Entry, n: number, end: number): boolean {
  const before = words[n - 1];
  if (before !== undefined && last.includes(plain(before.raw)) && isCapital(before) && /^,\s*$/u.test(text.slice(before.to, words[n]?.from))) return true;
  for (let next = end; next <= end + MOST_BETWEEN && isJoined(text, words[next - 1], words[next]); next += 1) {
    if (isCapital(words[next]) && last.includes(plain(words[next]?.raw ?? ''))) return true;
  }
  return false;
}

function entryAt(text: string, words: readonly Word[], n: number, entry: Entry): NameFound | null {
  const end = n + entry.first.length;
  const from = words[n]?.from ?? 0;
  const isNamed = entry.first.every((piece, index) => plain(words[n + index]?.raw ?? '') === piece && (index === 0 || isJoined(text, words[n + index - 1], words[n + index])));
  if (!isNamed) return null;
  if (hasLastName(text, words, entry, n, end)) return { from, whole: true };
  return entry.alone && countsAlone(text, words, n, end) ? { from, whole: false } : null;
}

/** One reader for all names. `here` are the names of the people of this record, as they are written there. */
export function nameFinder(others: readonly PersonName[], here: readonly string[]): NameFinder {
  const people = here.map(plainWords);
  const borne = new Set(people.flat());
  const table = new Map<string, Entry[]>();
  for (const name of others) {
    const [first, last] = [plainWords(name.first), plainWords(name.last)];
    const isHere = people.some((person) => [...first, ...last].every((piece) => person.includes(piece)));
    if (first[0] === undefined || isHere) continue;
    table.set(first[0], [...(table.get(first[0]) ?? []), { first, last: last.filter((piece) => piece.length > 1), alone: first.join('').length > 1 && !first.some((piece) => borne.has(piece)) }]);
  }
  return (text) => {
    if (table.size === 0) return null;
    const words = wordsIn(text);
    for (let n = 0; n < words.length; n += 1) {
      const word = words[n];
      if (!isCapital(word)) continue;
      for (const entry of table.get(plain(word.raw)) ?? []) {
        const found = entryAt(text, words, n, entry);
        if (found !== null) return found;
      }
    }
    return null;
  };
}

/** Everybody this record is about or made by: the student, the parents, the staff, and who took part. */
export function peopleOf(doc: IepDocument): readonly string[] {
  const info = 'pages/infoEligibility';
  const student = ['firstName', 'middleName', 'lastName'].map((field) => textAt(doc, `${info}/${field}`)).join(' ');
  const named = (list: string): readonly string[] => rowsAt(doc, list).map((row) => textAt(row, 'name'));
  const present = rowsAt(doc, 'pages/attendance').flatMap((sheet) => rowsAt(sheet, 'participants').map((row) => textAt(row, 'name')));
  return [student, ...named(`${info}/parents`), ...doc.staff.map((member) => member.name), ...present].filter((name) => name.trim() !== '');
}

/** At most one hint for a statement, without the name. */
export function otherChildHints(doc: IepDocument, statements: readonly Statement[], others: readonly PersonName[]): readonly Issue[] {
  const find = nameFinder(others, peopleOf(doc));
  return statements.flatMap((statement) => {
    const found = find(statement.text);
    if (found === null) return [];
    return [hint('HINT-CHILD', statement, `Another student's ${found.whole ? 'name' : 'first name'} stands here (${statement.def.label.en}, sentence ${sentenceNumber(statement.text, found.from)}). Check that these words are about this student.`)];
  });
}
