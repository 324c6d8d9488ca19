/** What every part of a page needs while it is drawn: the document, the language, and how a stored value reads. */
import type { Address } from '../iep/address.ts';
import { codeEntry } from '../iep/codes.ts';
import { isPageId, pageDef } from '../iep/pages.ts';
import type { CodeTableId, FieldDef, Words } from '../iep/definition.ts';
import type { IepDocument } from '../iep/document.ts';
import { isObject, type Json, type JsonObject } from '../iep/json.ts';
import { label } from '../iep/labels.ts';
import { placeWords } from '../iep/place-words.ts';
import { speakerWords } from '../iep/speaker-words.ts';
import type { Translation } from '../iep/translations.ts';
import { formatDate, isDate } from '../time/dates.ts';
import { exactly } from '../words/exactly.ts';
import { clean } from './clean.ts';
import type { PaperLanguage } from './facts.ts';
import { word } from './words.ts';

export interface PaperContext {
  readonly document: IepDocument;
  /** The IEP before it; null where none is at hand. */
  readonly previous: IepDocument | null;
  readonly language: PaperLanguage;
  /** Places that still say what last year's IEP said, looked at by nobody yet. */
  readonly carried: ReadonlySet<Address>;
  /** On a draft: who prepares which part, in words. */
  readonly preparedBy: ReadonlyMap<Address, string>;
  /** What a person translated of each place, for this copy. */
  readonly translations: ReadonlyMap<Address, readonly Translation[]>;
  /** Somebody may still write on this paper: lines and rows wait for the pen. */
  readonly forPens: boolean;
}

/** Rows of a list; a list that is absent has none. */
export function rowsOf(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? (value as readonly Json[]).filter(isObject) : [];
}

/** A value in letters: nothing for what is absent, and JSON for an object where no object belongs, so that nothing is hidden. */
export function scalarText(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** True when nothing was entered: absent, "", an empty list, or an object of nothing but that. `false` is an entry only where a list of choices needs it. */
export function isBlank(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === '' || value === false) return true;
  if (Array.isArray(value)) return (value as readonly Json[]).every(isBlank);
  if (isObject(value)) return Object.entries(value).every(([key, part]) => key === '$row' || isBlank(part));
  return false;
}

/** A date as people write it; anything that is no date as it stands. */
export function dateText(value: string, language: PaperLanguage): string {
  return isDate(value) ? formatDate(value, language === 'es' ? 'es' : 'en') : value;
}

/** "14:35" as "2:35 p.m."; anything else as it stands. */
export function timeText(value: string): string {
  const match = /^(\d{2}):(\d{2})$/.exec(value);
  if (match === null) return value;
  const hour = Number(match[1]);
  return `${hour % 12 === 0 ? 12 : hour % 12}:${match[2] ?? ''} ${hour < 12 ? 'a.m.' : 'p.m.'}`;
}

/** "2026-09-23T16:10" as a day and a time; anything else as it stands. */
export function momentText(value: string, language: PaperLanguage): string {
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})$/.exec(value);
  return match === null ? value : `${dateText(match[1] ?? '', language)} ${timeText(match[2] ?? '')}`;
}

/** The language a paper was made in, as the program writes it down. */
const FORM_LANGUAGES: Readonly<Record<string, Words>> = { en: { en: 'English', es: 'Inglés' }, es: { en: 'Spanish', es: 'Español' }, both: { en: 'English and Spanish', es: 'Inglés y español' } };

/** A text the program writes as a code or a moment, as people read it; anything else as it stands. */
export function typedText(def: FieldDef, value: string, language: PaperLanguage): string {
  const form = def.id === 'language' ? FORM_LANGUAGES[value] : undefined;
  return form === undefined ? momentText(value, language) : label(form, language);
}

/** Label and code; the name stored beside the code (`schoolName`) where the list has no such code. */
function codeText(table: CodeTableId, code: string, storedName: string, language: PaperLanguage): string {
  if (code === '') return storedName;
  const entry = codeEntry(table, code);
  const name = entry === undefined ? storedName : label(entry.label, language);
  return name === '' ? code : `${name} (${code})`;
}

function staffText(context: PaperContext, id: string): string {
  const person = context.document.staff.find((one) => one.id === id);
  return person === undefined ? id : `${person.name}, ${person.title}`;
}

function serviceText(context: PaperContext, id: string): string {
  const services = context.document.pages.fapeServices;
  const all = isObject(services) ? [...rowsOf(services['services']), ...rowsOf(services['esyServices'])] : [];
  const index = all.findIndex((row) => row['id'] === id || row['$row'] === id);
  const row = all[index];
  // Its id says nothing to a parent.
  if (row === undefined) return word('notListed', context.language);
  return `${index + 1}. ${codeText('service', scalarText(row['code']), scalarText(row['serviceName']), context.language)}`;
}

/** The name stored beside a code: `locationName` for `location`, and `serviceName` for the code of a service row. */
function storedNameOf(def: FieldDef, holder: JsonObject): string {
  const name = holder[`${def.id}Name`] ?? (def.type.kind === 'code' && def.id === 'code' ? holder[`${def.type.table}Name`] : undefined);
  return typeof name === 'string' ? name : '';
}

/** What a reference inside the notes points at: the number its row carries in the printed list. */
function notesText(context: PaperContext, list: 'basis' | 'actions', id: string): string {
  const notes = context.document.pages.structuredNotes;
  const rows = isObject(notes) ? rowsOf(notes[list]) : [];
  const index = rows.findIndex((row) => row['id'] === id || row['$row'] === id);
  return index === -1 ? word('notListed', context.language) : `${index + 1}`;
}

function refText(context: PaperContext, to: Extract<FieldDef['type'], { kind: 'ref' }>['to'], id: string): string {
  switch (to) {
    case 'staff': return staffText(context, id);
    case 'service': return serviceText(context, id);
    case 'basis': return notesText(context, 'basis', id);
    case 'action': return notesText(context, 'actions', id);
    case 'page': return isPageId(id) ? label(pageDef(id).short, context.language) : id;
    case 'place': return clean(placeWords(context.document, id, context.language));
    case 'areaOfNeed': case 'goalNumber': return id;
  }
}

/** Staff ids inside a text, as names: a parent knows nobody called "st3". */
export function withStaffNames(context: PaperContext, text: string): string {
  return context.document.staff.reduce((said, person) => (person.id === '' ? said : said.replace(new RegExp(`(?<![\\p{L}\\p{N}])${exactly(person.id)}(?![\\p{L}\\p{N}])`, 'gu'), () => person.name)), text);
}

/** The text of a value that fits on a line or two; '' when blank. Values of an unexpected kind read as their JSON, so that nothing is hidden. */
export function shortText(context: PaperContext, def: FieldDef, value: Json | undefined, holder: JsonObject): string {
  const { language } = context;
  if (value === undefined || value === null || value === '') return '';
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => shortText(context, def, item, holder)).filter((text) => text !== '').join(def.type.kind === 'ref' ? ', ' : '; ');
  if (isObject(value)) return Object.entries(value).filter(([key, part]) => key !== '$row' && !isBlank(part)).map(([, part]) => dateText(scalarText(part), language)).join(', ');
  const plain = scalarText(value);
  const storedName = storedNameOf(def, holder);
  switch (def.type.kind) {
    case 'yn': return plain === 'Y' ? word('yes', language) : plain === 'N' ? word('no', language) : plain;
    case 'bool': return value === true ? word('yes', language) : value === false ? word('no', language) : plain;
    case 'choice': case 'choices': {
      const choice = def.type.choices.find((one) => one.value === plain);
      return choice === undefined ? plain : label(choice.label, language);
    }
    case 'code': case 'codes': return codeText(def.type.table, plain, storedName, language);
    case 'date': return dateText(plain, language);
    case 'time': return timeText(plain);
    case 'percent': return `${plain} %`;
    case 'ref': return refText(context, def.type.to, plain);
    case 'derived': return value === true ? word('yes', language) : value === false ? word('no', language) : withStaffNames(context, momentText(dateText(plain, language), language));
    case 'text':
      if (def.id === 'pageId' && isPageId(plain)) return label(pageDef(plain).short, language);
      if (def.id === 'speakerRole') return label(speakerWords(plain), language);
      return storedName === '' || storedName === plain ? plain : `${storedName} (${plain})`;
    case 'statement': case 'int': case 'textList': case 'signature': case 'rows': case 'group':
      return storedName === '' || storedName === plain ? plain : `${storedName} (${plain})`;
  }
}

/** Joins address parts of the document being drawn. */
export function under(parent: Address, id: string): Address {
  return parent === '' ? id : `${parent}/${id}`;
}
