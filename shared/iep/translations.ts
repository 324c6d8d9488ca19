/**
 * Promise: what a person translated of an IEP, kept beside the English words and never over them, with who translated it and when (iep-forms.md 8.6).
 * Nothing here translates: these are the words of a translator, place by place, and the English they were made of.
 */
import { ROW_ID, valueAt, type Address, type Row, type RowId } from './address.ts';
import { codeEntry } from './codes.ts';
import type { IepDocument } from './document.ts';
import { everyField } from './fields.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { pageIdOf, pageKeysOf } from './page-keys.ts';
import { pageDef } from './pages.ts';

export const TRANSLATIONS: Address = 'translations';

/** A translator's words for one place. */
export interface LateWord {
  readonly at: Address;
  /** As the record names it: "Spanish". */
  readonly language: string;
  /** The English words it was made of; when those are changed, it is a translation of earlier words. */
  readonly of: string;
  readonly text: string;
  readonly translator: string;
  /** ISO date. */
  readonly date: string;
}

/** One place in another language. */
export interface Translation extends Row, LateWord {}

/** A translation of an affirmed IEP, kept beside it: who typed it in (staff id), and the instant by main's clock. */
export interface LateTranslation extends LateWord {
  readonly by: string;
  readonly keptAt: string;
}

function textOf(holder: JsonObject, id: string): string {
  const value = holder[id];
  return typeof value === 'string' ? value.trim() : '';
}

function rowsOf(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? (value as readonly Json[]).filter(isObject) : [];
}

/** Words as they stand, blanks at their ends included. */
function wordsOf(holder: JsonObject, id: string): string {
  const value = holder[id];
  return typeof value === 'string' ? value : '';
}

/** Every entry, also those whose words were taken out again. */
function entriesOf(document: IepDocument): readonly Translation[] {
  return rowsOf(document[TRANSLATIONS]).map((row) => ({
    [ROW_ID]: textOf(row, ROW_ID), at: textOf(row, 'at'), language: textOf(row, 'language'), of: wordsOf(row, 'of'), text: wordsOf(row, 'text'), translator: textOf(row, 'translator'), date: textOf(row, 'date'),
  }));
}

function isLanguage(one: Translation, language: string): boolean {
  return one.language.toLowerCase() === language.toLowerCase();
}

/** Every translation that is kept; an entry without words says nothing. */
export function translationsOf(document: IepDocument): readonly Translation[] {
  return entriesOf(document).filter(({ at, text }) => at !== '' && text.trim() !== '');
}

/** The entry for one place in one language, also while it says nothing; undefined when nobody began one. */
export function entryFor(document: IepDocument, at: Address, language: string): Translation | undefined {
  return entriesOf(document).find((one) => one.at === at && isLanguage(one, language));
}

/** The id of the last entry; the next one stands after it. */
export function lastEntry(document: IepDocument): RowId | null {
  return entriesOf(document).at(-1)?.[ROW_ID] ?? null;
}

const FORM_LANGUAGE: Readonly<Record<string, string>> = { en: 'english', es: 'spanish' };

/** The language the form is written in, in small letters. */
export function formLanguage(document: IepDocument): string {
  return FORM_LANGUAGE[document.formLanguage] ?? document.formLanguage;
}

/** Languages spoken at home by those who decide for the student, as the record writes them; a parent without education rights is not asked. */
export function homeLanguages(document: IepDocument): readonly string[] {
  const parents = isObject(document.pages.infoEligibility) ? rowsOf(document.pages.infoEligibility['parents']) : [];
  return parents.filter((parent) => parent['educationRights'] === 'Y').map((parent) => textOf(parent, 'homeLanguage')).filter((language) => language !== '');
}

/** The language the parents read, when it is another than the form is written in; a language they asked for counts before the one of their home. '' when there is none. */
export function parentLanguage(document: IepDocument): string {
  const form = formLanguage(document);
  const asked = rowsOf(document.pages.consent).filter((sheet) => sheet['translationRequested'] === 'Y').map((sheet) => codeEntry('language', textOf(sheet, 'translationLanguage'))?.label.en ?? textOf(sheet, 'translationLanguage'));
  return [...asked.toReversed(), ...homeLanguages(document)].find((language) => language !== '' && language.toLowerCase() !== form) ?? '';
}

/** A statement the team wrote, with the words it says now. */
export interface TranslatablePlace {
  readonly page: string;
  readonly at: Address;
  readonly text: string;
}

/** The statements of one page of the IEP, in reading order; short facts, codes and labels are printed in both languages without a translator. */
export function translatableOn(document: IepDocument, page: string): readonly TranslatablePlace[] {
  if (!pageDef(pageIdOf(page)).partOfIep) return [];
  return everyField(document, page).flatMap(({ at, def, value, shown }) => (shown && def.type.kind === 'statement' && typeof value === 'string' && value.trim() !== '' ? [{ page, at, text: value }] : []));
}

export function translatablePlaces(document: IepDocument): readonly TranslatablePlace[] {
  return pageKeysOf(document).flatMap((page) => translatableOn(document, page));
}

/** True for a translation of other words than the place says now. */
export function isOutdated(document: IepDocument, { at, of }: Translation): boolean {
  return valueAt(document, at) !== of;
}

/** Statements that are not translated into `language` as they stand now. */
export function untranslated(document: IepDocument, places: readonly TranslatablePlace[], language: string): readonly TranslatablePlace[] {
  const made = new Set(translationsOf(document).filter((one) => isLanguage(one, language) && !isOutdated(document, one)).map(({ at }) => at));
  return places.filter(({ at }) => !made.has(at));
}

/** A translation that came with the record from another system: it is there, and what it covers is not ours to say. */
function cameTranslated(document: IepDocument): boolean {
  const kept = document[TRANSLATIONS];
  return isObject(kept) && Object.keys(kept).length > 0;
}

/** Every one of these statements can be read in `language` as it stands now; one sentence of many is no translation. */
export function isTranslated(document: IepDocument, places: readonly TranslatablePlace[], language: string): boolean {
  return cameTranslated(document) || (places.length > 0 && untranslated(document, places, language).length === 0);
}

function isSamePlace(a: Pick<Translation, 'at' | 'language'>, b: Pick<Translation, 'at' | 'language'>): boolean {
  return a.at === b.at && a.language.toLowerCase() === b.language.toLowerCase();
}

/** The later of two translations of one place into one language stands. */
export function withLater(before: readonly LateTranslation[], later: readonly LateTranslation[]): readonly LateTranslation[] {
  return [...before.filter((one) => !later.some((other) => isSamePlace(one, other))), ...later];
}

/**
 * Words of the list that were typed since their place was told last, here or on another computer: an older word is not told over a later one. A place
 * nobody was told of is not told as empty.
 */
export function untold(typed: readonly LateTranslation[], told: readonly LateTranslation[]): readonly LateWord[] {
  return typed.flatMap(({ by: _by, keptAt, ...word }) => {
    const before = told.filter((other) => isSamePlace(word, other));
    const isTold = before.some((other) => other.keptAt >= keptAt) || (before.length === 0 && word.text.trim() === '');
    return isTold ? [] : [word];
  });
}

/** The affirmed IEP with what was translated of it since: for reading only, the stored record is not touched. */
export function withLateTranslations(affirmed: IepDocument, late: readonly LateTranslation[]): IepDocument {
  if (late.length === 0) return affirmed;
  const before = entriesOf(affirmed).filter((one) => !late.some((other) => isSamePlace(one, other)));
  const since = late.map(({ at, language, of, text, translator, date }, index): Translation => ({ [ROW_ID]: `late${index + 1}`, at, language, of, text, translator, date }));
  return { ...affirmed, [TRANSLATIONS]: [...before, ...since] };
}

/** The language a paper goes home in, and the one its parents read when no label is in that: an interpreter or a translator is needed then. */
export function labelsForParents(document: IepDocument): { readonly language: 'en' | 'es' | 'both'; readonly parentsRead: string } {
  const read = parentLanguage(document);
  const known = read.toLowerCase();
  if (document.formLanguage === 'es') return { language: known === 'english' ? 'both' : 'es', parentsRead: ['', 'english'].includes(known) ? '' : read };
  const second = document['secondLanguage'];
  return { language: known === 'spanish' || (typeof second === 'string' && second !== '') ? 'both' : 'en', parentsRead: ['', 'spanish'].includes(known) ? '' : read };
}
