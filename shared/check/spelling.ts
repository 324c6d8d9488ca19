/**
 * Words of the statements that no dictionary knows. Pure: which words are unknown is handed in, because the dictionaries are large and lie behind a worker.
 *
 * A word is right when the English or the Spanish dictionary knows it, when it stands in a short value of this very record (names of the student,
 * the parents, the team, the school), or when somebody added it. A text of which most words are unknown is written in another language and is left alone.
 */
import type { IepDocument } from '../iep/document.ts';
import { fieldsOf, innerFields } from '../iep/fields.ts';
import type { FieldDef } from '../iep/definition.ts';
import type { Json } from '../iep/json.ts';
import { pageIdOf, pageKeysOf, pageRoot } from '../iep/page-keys.ts';
import { pageDef } from '../iep/pages.ts';
import { valueAt } from '../iep/address.ts';
import type { Issue } from './issue.ts';
import { folded } from './reading.ts';
import { hint, type Statement } from './statements.ts';

/** A word of a text with its place: `to` is the offset after its last letter. */
export interface Spelt {
  readonly word: string;
  readonly from: number;
  readonly to: number;
}

const WORD = /\p{Script=Latin}[\p{Script=Latin}\p{M}]*(?:['’]\p{Script=Latin}+)*/gu;
/** Addresses of the network: their parts are no words. Begins only where a run of signs begins: from every sign of 100 KB without a space it would read for half a minute. */
const ADDRESS = /(?<!\S)\S+@\S+|(?:https?:\/\/|www\.)\S+/gu;
/** Abbreviations of the field: IEP, FAPE, CAASPP, IEPs. */
const ABBREVIATION = /^\p{Lu}{2,7}(?:['’]?s)?$/u;
/** iPad, McKinney, LanguageLink: names somebody made. */
const INNER_CAPITAL = /^\P{Ll}*\p{Ll}\P{Lu}*\p{Lu}/u;

/** The longest words of English and Spanish have some thirty letters; what is longer was never meant as a word, and no sentence could quote it. */
const LONGEST_WORD = 64;

/** A typed apostrophe and a printed one are one. */
function plainWord(word: string): string {
  return word.normalize('NFC').replaceAll('’', "'");
}

/** The words of a text a dictionary is asked about, in reading order. Single letters, abbreviations, ordinals (4th), addresses and what is too long for a word are not. */
export function wordsToSpell(text: string): readonly Spelt[] {
  const addresses = [...text.matchAll(ADDRESS)].map((match) => ({ from: match.index, to: match.index + match[0].length }));
  return [...text.matchAll(WORD)].flatMap((match) => {
    const [raw] = match;
    const from = match.index;
    if (raw.length < 2 || raw.length > LONGEST_WORD || ABBREVIATION.test(raw) || INNER_CAPITAL.test(raw) || /\d/u.test(text[from - 1] ?? '')) return [];
    if (addresses.some((address) => from >= address.from && from < address.to)) return [];
    return [{ word: plainWord(raw), from, to: from + raw.length }];
  });
}

function shortWords(value: Json | undefined, fields: readonly FieldDef[]): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((row: Json) => shortWords(row, fields));
  return fields.flatMap((def) => {
    const held = (value as Readonly<Record<string, Json>>)[def.id];
    if (typeof held === 'string') return def.type.kind === 'statement' ? [] : wordsToSpell(held).map(({ word }) => word);
    if (Array.isArray(held) && innerFields(def).length === 0) return held.filter((entry): entry is string => typeof entry === 'string').flatMap((entry) => wordsToSpell(entry).map(({ word }) => word));
    return shortWords(held, innerFields(def));
  });
}

/** Worked out once a document: its statements are read a few at a time. */
const OWN_WORDS = new WeakMap<IepDocument, ReadonlySet<string>>();

/** Words this record itself makes right, folded: everything in its short values, and the names of the team. */
export function ownWordsOf(doc: IepDocument): ReadonlySet<string> {
  const known = OWN_WORDS.get(doc) ?? readOwnWords(doc);
  OWN_WORDS.set(doc, known);
  return known;
}

function readOwnWords(doc: IepDocument): ReadonlySet<string> {
  const pages = pageKeysOf(doc).flatMap((page) => shortWords(valueAt(doc, pageRoot(page)), fieldsOf(pageDef(pageIdOf(page)))));
  const team = doc.staff.flatMap((person) => wordsToSpell(`${person.name} ${person.title}`).map(({ word }) => word));
  return new Set([...pages, ...team].map(folded));
}

/** The child's names are used with an 's in every other sentence. */
function isOwn(own: ReadonlySet<string>, word: string): boolean {
  return own.has(folded(word)) || own.has(folded(word.replace(/'s$/u, '')));
}

/** A text of at least this many words of which more than half are unknown is in another language. */
const FEWEST_TO_TELL = 6;

/** @param unknown words no dictionary knows, as `wordsToSpell` gives them */
export function misspelledIn(text: string, unknown: ReadonlySet<string>, own: ReadonlySet<string>): readonly Spelt[] {
  const words = wordsToSpell(text);
  const wrong = words.filter(({ word }) => unknown.has(word) && !isOwn(own, word));
  return words.length >= FEWEST_TO_TELL && wrong.length * 2 > words.length ? [] : wrong;
}

function inWords(words: readonly string[]): string {
  const quoted = words.map((word) => `"${word}"`);
  if (quoted.length === 1) return `${quoted[0] ?? ''} is in no dictionary here. Check its spelling.`;
  return `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1) ?? ''} are in no dictionary here. Check their spelling.`;
}

/** One hint a statement, with every word of it that nobody knows. */
export function spellingHints(doc: IepDocument, statements: readonly Statement[], unknown: ReadonlySet<string>): readonly Issue[] {
  if (unknown.size === 0) return [];
  const own = ownWordsOf(doc);
  return statements.flatMap((statement) => {
    const words = [...new Set(misspelledIn(statement.text, unknown, own).map(({ word }) => word))];
    return words.length === 0 ? [] : [hint('HINT-SPELL', statement, `${statement.def.label.en}: ${inWords(words)}`)];
  });
}
