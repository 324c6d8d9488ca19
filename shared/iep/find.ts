/** Finds words anywhere in an IEP: what people wrote, what they chose and the names of fields, whatever the accents and capitals. */
import { formatDate, isDate } from '../time/dates.ts';
import type { Address } from './address.ts';
import { codeLabel } from './codes.ts';
import type { FieldDef } from './definition.ts';
import type { IepDocument } from './document.ts';
import { everyField } from './fields.ts';
import type { Json } from './json.ts';
import { pageKeysOf } from './page-keys.ts';

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

/** Every field that holds the words, in document order; each field once, at the first place in it. Empty for fewer than two letters. */
export function findIn(document: IepDocument, words: string): readonly Found[] {
  const wanted = folded(words.trim());
  if (wanted.length < FEWEST_LETTERS) return [];
  return pageKeysOf(document).flatMap((page) =>
    everyField(document, page).flatMap(({ at, def, value, shown }): readonly Found[] => {
      if (!shown || def.type.kind === 'derived') return [];
      for (const text of textsOf(def, value)) {
        const start = folded(text).indexOf(wanted);
        if (start >= 0) return [{ page, at, label: def.label.en, text, start, end: start + wanted.length }];
      }
      return folded(def.label.en).includes(wanted) && !at.includes('@') ? [{ page, at, label: def.label.en, text: '', start: 0, end: 0 }] : [];
    }),
  );
}

/** Letters of context shown on each side of what was found. */
const AROUND = 40;

/** What was found with a little around it, cut at whole words. */
export function snippetOf({ text, start, end }: Found): { readonly before: string; readonly found: string; readonly after: string } {
  const from = start <= AROUND ? 0 : text.indexOf(' ', start - AROUND) + 1;
  const left = from > 0 && from <= start ? from : start <= AROUND ? 0 : start - AROUND;
  const space = end + AROUND >= text.length ? text.length : text.lastIndexOf(' ', end + AROUND);
  const right = space > end ? space : Math.min(text.length, end + AROUND);
  return { before: `${left > 0 ? '… ' : ''}${text.slice(left, start)}`, found: text.slice(start, end), after: `${text.slice(end, right)}${right < text.length ? ' …' : ''}` };
}
