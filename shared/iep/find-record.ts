/**
 * Finds words in an affirmed IEP as it is read today: in what people wrote and chose, in the names of fields that were answered, and in the translations.
 * What came after affirming is told apart, because the affirmed PDF does not have it.
 */
import { valueAt } from './address.ts';
import { canonicalJson } from './canonical.ts';
import type { IepDocument } from './document.ts';
import { everyField, isAnswered, type PlacedField } from './fields.ts';
import { foundInField, isCalled, placeIn, snippetOf, wantedWords, type Found } from './find.ts';
import { pageKeysOf } from './page-keys.ts';
import { placeWords } from './place-words.ts';
import { revocationOf, revokedWords } from './revoked.ts';
import { translationsOf, type Translation } from './translations.ts';
import { valueWords } from './value-words.ts';

type Passage = Pick<Found, 'text' | 'start' | 'end'>;

export interface PlaceInRecord {
  /** Address of the field; with `language` it is its translation into that. */
  readonly at: string;
  readonly language: string | null;
  /** Page, row and field in the words of the form. */
  readonly place: string;
  /** The words as they stand there, and a little around them. */
  readonly before: string;
  readonly found: string;
  readonly after: string;
  /** Where it is read: on the affirmed PDF; on a clean copy, when it came after affirming and stands beside the record; in the list of what was left open. */
  readonly shownOn: 'affirmed' | 'cleanCopy' | 'leftOpen';
}

/** "Parent concerns: She asks for more reading at home." */
function passageOfName(document: IepDocument, { def, value }: PlacedField, wanted: RegExp): Passage | null {
  const place = placeIn(def.label.en, wanted);
  return place === null ? null : { text: `${def.label.en}: ${valueWords(document, def, value, 'en')}`, ...place };
}

/** A date is shown as it is printed, however it was asked for; what a field holds counts before its name. */
function passageOf(document: IepDocument, field: PlacedField, wanted: RegExp): Passage | null {
  const { def, value } = field;
  const passage = foundInField(field, wanted);
  if (passage === null) return isCalled(field, wanted) && isAnswered(def, value) ? passageOfName(document, field, wanted) : null;
  if (def.type.kind !== 'date') return passage;
  const printed = valueWords(document, def, value, 'en');
  return { text: printed, start: 0, end: printed.length };
}

/** What came after affirming stands on no affirmed sheet. */
function sheetsOf(isLater: boolean): PlaceInRecord['shownOn'] {
  return isLater ? 'cleanCopy' : 'affirmed';
}

/** A revocation of consent is kept beside the record and in no field of it; the clean copy has it over the consent sheets. */
function inRevocation(today: IepDocument, wanted: RegExp): readonly PlaceInRecord[] {
  const revoked = revocationOf(today);
  const text = revoked === null ? '' : revokedWords(revoked);
  const place = placeIn(text, wanted);
  return place === null ? [] : [{ at: 'consentRevoked', language: null, place: 'Revocation of consent', shownOn: 'cleanCopy', ...snippetOf({ text, ...place }) }];
}

/** @param affirmed the record as it was affirmed, @param today the same with what came since; both with their rows named */
export function findInRecord(affirmed: IepDocument, today: IepDocument, words: string): readonly PlaceInRecord[] {
  const wanted = wantedWords(words);
  if (wanted === null) return [];
  const then = translationsOf(affirmed);
  const isLaterTranslation = ({ at, language, text }: Translation): boolean => !then.some((one) => one.at === at && one.language === language && one.text === text);
  const translations = translationsOf(today);
  const inTranslations = (at: string): readonly PlaceInRecord[] =>
    translations.filter((one) => one.at === at).flatMap((one) => {
      const place = placeIn(one.text, wanted);
      return place === null ? [] : [{ at, language: one.language, place: placeWords(today, at), shownOn: sheetsOf(isLaterTranslation(one)), ...snippetOf({ text: one.text, ...place }) }];
    });
  const inField = (field: PlacedField): readonly PlaceInRecord[] => {
    const { at, value } = field;
    const passage = passageOf(today, field, wanted);
    return passage === null ? [] : [{ at, language: null, place: placeWords(today, at), shownOn: sheetsOf(canonicalJson(value ?? null) !== canonicalJson(valueAt(affirmed, at) ?? null)), ...snippetOf(passage) }];
  };
  return [...pageKeysOf(today).flatMap((page) => everyField(today, page).flatMap((field) => [...inField(field), ...inTranslations(field.at)])), ...inRevocation(today, wanted)];
}
