/**
 * The district's offer that nobody signed: the words that say so in the purpose box, written as a step of affirming (iep-forms.md 6.6; handbook, "refused
 * to sign"). They are of an offer only. A finding that the student is not, or no longer, eligible offers nothing: the handbook asks for the words when
 * parents "refused to sign final district offer of FAPE", and over a finding they would attest an offer that nobody made. Its box keeps the purposes of the meeting.
 */
import type { Address } from '../iep/address.ts';
import type { IepDocument } from '../iep/document.ts';
import type { JsonObject } from '../iep/json.ts';
import { changeAt } from '../journal/place.ts';
import { notEligible } from './eligibility.ts';
import { purposesOf, textAt } from './read.ts';

/** The exact words for an offer without a signature (iep-forms.md 6.6). */
export const UNSIGNED_OFFER = 'district offer of FAPE. No parent signature.';

/** The answer is known and there is no signature. */
export function isUnsigned({ consentStatus }: IepDocument): boolean {
  return consentStatus === 'refused' || consentStatus === 'noResponse';
}

/** The answer is known and stands on signed paper, agreement with exceptions included. */
export function isSigned({ consentStatus }: IepDocument): boolean {
  return consentStatus === 'agreedAll' || consentStatus === 'agreedPart' || consentStatus === 'notEligibleAck';
}

/** A plan was offered, and the answer is known and is no signature. */
export function isUnsignedOffer(doc: IepDocument): boolean {
  return isUnsigned(doc) && notEligible(doc) === null;
}

/** The purpose box says in the exact words that this is an offer without a signature. */
export function namesUnsignedOffer(doc: IepDocument): boolean {
  return purposesOf(doc).includes('other') && textAt(doc, 'pages/infoEligibility/purposeOther') === UNSIGNED_OFFER;
}

/**
 * The parent copy as it would be with the offer named in its purpose box. Naming it is a step of affirming and no handwriting on the paper, so
 * the redline compares the two with it; the other purposes are compared as they are.
 */
export function copyToCompare(copy: IepDocument, doc: IepDocument): IepDocument {
  if (!isUnsignedOffer(doc) || !namesUnsignedOffer(doc)) return copy;
  const purposes = purposesOf(copy).includes('other') ? purposesOf(copy) : [...purposesOf(copy), 'other'];
  return changeAt(copy, 'pages/infoEligibility', (page) => ({ ...(page as JsonObject), purposes, purposeOther: UNSIGNED_OFFER }));
}

const BOX: readonly Address[] = ['pages/infoEligibility/purposes', 'pages/infoEligibility/purposeOther'];

/** True when the changes touch nothing but "Other" and its words in the purpose box of an answer without a signature. A record that was declared to match the paper then still matches it. */
export function namesOfferOnly(before: IepDocument, after: IepDocument, places: readonly Address[]): boolean {
  const others = (doc: IepDocument): string => purposesOf(doc).filter((purpose) => purpose !== 'other').join('|');
  return isUnsigned(after) && places.every((place) => BOX.includes(place)) && others(before) === others(after);
}
