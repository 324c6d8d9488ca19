/** Finds words anywhere in an IEP: what people wrote, what they chose and the names of fields, whatever the accents and capitals. */
import { formatDate, isDate } from '../time/dates.ts';
import type { Address } from './address.ts';
import { codeLabel } from './codes.ts';
import type { FieldDef } from './definition.ts';
import type { IepDocument } from './document.ts';
import { everyField, type PlacedField } from './fields.ts';
import type { Json } from './json.ts';
import { pageKeysOf } from './page-keys.ts';
import { exactly } from '../words/exactly.ts';

export interface Found {
  readonly page: string;
  readonly at: Address;
  /** Label of the field. */
  readonly label: string;
  /** The text found in, and the part of it that was meant; an empty part when the label itself was found. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Lower case without accents, of the same length as the text, so that places in one are places in the other. */
export function folded(text: string): string {
  let result = '';
  for (let n = 0; n < text.length; n += 1) {
    const unit = text.charAt(n);
    const plain = unit.normalize('NFD').charAt(0).toLowerCase();
    result += plain.length === 1 ? plain : unit;
  }
  return result;
}

/** What a person reads in a field: words, the label of a choice, code and words of a code, a date as it is printed. */
function textsOf(def: FieldDef, value: Json | undefined): readonly string[] {
  const { type } = def;
  switch (type.kind) {
    case 'text':
    case 'statement':
    case 'time':
      return typeof value === 'string' ? [value] : [];
    case 'date':
      return typeof value === 'string' && isDate(value) ? [formatDate(value, 'en'), asTyped(value)] : [];
    case 'int':
    case 'percent':
      return typeof value === 'number' ? [String(value)] : [];
    case 'textList':
      return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
    case 'choice':
    case 'choices':
      return type.choices.filter((choice) => (Array.isArray(value) ? value.includes(choice.value) : choice.value === value)).map((choice) => choice.label.en);
    case 'code':
    case 'codes':
      return (Array.isArray(value) ? value : [value]).filter((code): code is string => typeof code === 'string' && code !== '').map((code) => `${code} ${codeLabel(type.table, code)}`);
    case 'signature':
      return typeof value === 'object' && value !== null ? Object.values(value).filter((part): part is string => typeof part === 'string' && part !== '') : [];
    case 'yn':
    case 'bool':
    case 'rows':
    case 'group':
    case 'ref':
    case 'derived':
      return [];
  }
}

/** 2026-10-04 as it is typed and drawn on screen: 10/4/2026. */
function asTyped(date: string): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return `${Number(month)}/${Number(day)}/${year}`;
}

/** Fewest letters that are looked for: one letter stands everywhere. */
export const FEWEST_LETTERS = 2;

/** What is looked for: the words in their order, whatever blanks and line ends stand between them. Null for fewer than two letters. */
export function wantedWords(words: string): RegExp | null {
  const wanted = folded(words.trim());
  return wanted.length < FEWEST_LETTERS ? null : new RegExp(wanted.split(/\s+/u).map(exactly).join('\\s+'));
}

/** The first place of the words in a text; null when they are not in it. */
export function placeIn(text: string, wanted: RegExp): { readonly start: number; readonly end: number } | null {
  const match = wanted.exec(folded(text));
  return match === null ? null : { start: match.index, end: match.index + match[0].length };
}

/** The first text of a field that holds the words. */
export function foundInField({ def, value, shown }: PlacedField, wanted: RegExp): Pick<Found, 'text' | 'start' | 'end'> | null {
  if (!shown) return null;
  for (const text of textsOf(def, value)) {
    const place = placeIn(text, wanted);
    if (place !== null) return { text, ...place };
  }
  return null;
}

/** True when the field is called so. The cells of a row are not asked: each of them is called the same. */
export function isCalled({ at, def, shown }: PlacedField, wanted: RegExp): boolean {
  return shown && def.type.kind !== 'derived' && !at.includes('@') && placeIn(def.label.en, wanted) !== null;
}

/** Every field that holds the words, in document order; each field once, at the first place in it. Empty for fewer than two letters. */
export function findIn(document: IepDocument, words: string): readonly Found[] {
  const wanted = wantedWords(words);
  if (wanted === null) return [];
  return pageKeysOf(document).flatMap((page) =>
    everyField(document, page).flatMap((field): readonly Found[] => {
      const { at, def } = field;
      const found = foundInField(field, wanted) ?? (isCalled(field, wanted) ? { text: '', start: 0, end: 0 } : null);
      return found === null ? [] : [{ page, at, label: def.label.en, ...found }];
    }),
  );
}

/** Letters of context shown on each side of what was found. */
const AROUND = 40;

/** What was found with a little around it, cut at whole words. */
export function snippetOf({ text, start, end }: Pick<Found, 'text' | 'start' | 'end'>): { readonly before: string; readonly found: string; readonly after: string } {
  const from = start <= AROUND ? 0 : text.indexOf(' ', start - AROUND) + 1;
  const left = from > 0 && from <= start ? from : start <= AROUND ? 0 : start - AROUND;
  const space = end + AROUND >= text.length ? text.length : text.lastIndexOf(' ', end + AROUND);
  const right = space > end ? space : Math.min(text.length, end + AROUND);
  return { before: `${left > 0 ? '… ' : ''}${text.slice(left, start)}`, found: text.slice(start, end), after: `${text.slice(end, right)}${right < text.length ? ' …' : ''}` };
}
