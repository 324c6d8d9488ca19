/**
 * Promise: an answer that was recorded by mistake is taken back before it is attested. Consent is what the parent gave in writing (34 CFR 300.9(b)), and an answer nobody
 * gave must not be affirmed as one; the journal keeps the answer and the step that took it back. An event reads nothing but the document, and the document does not
 * keep what an answer wrote over, so the step carries what stood there (as an edit carries its `was`): main alone reads that from the journal.
 */
import { at, rowSegment, valueAt, type Address } from '../iep/address.ts';
import type { IepDocument } from '../iep/document.ts';
import type { Json } from '../iep/json.ts';
import { changeAt } from '../journal/place.ts';
import { changeKind, SHEET } from './change.ts';
import { parentCopyOf, purposesOf, rowsAt } from './read.ts';
import { namesUnsignedOffer } from './unsigned-offer.ts';

/** What stood at a place; a place that held nothing is named by nobody. */
export interface Stood {
  readonly at: Address;
  readonly value: Json;
}

const BOX: readonly Address[] = ['pages/infoEligibility/purposes', 'pages/infoEligibility/purposeOther'];
const BESIDE: readonly Address[] = ['implementedPlanRef', 'stateRecordExtras'];
const OF_COPY: readonly Address[] = ['parentCopy/signedPaper', 'parentCopy/returnedOn'];
/** Only steps of the flow write here, the student's own line excepted. */
const OF_SHEET = ['consentChoice', 'consentExceptions', 'refusalWords', 'adultStudentSignature', 'parentSignatures'] as const;

function consentSheet(doc: IepDocument): Address | null {
  const row = rowsAt(doc, 'pages/consent').at(-1);
  return row === undefined ? null : at('pages', 'consent', rowSegment(row.$row));
}

/** Places an answer writes: that of the parent, or of both sides of an amendment. */
function answerPlaces(doc: IepDocument): readonly Address[] {
  if (changeKind(doc) !== null) return [`${SHEET}/signatures`, `${SHEET}/noMeetingAgreement`, ...BESIDE];
  const sheet = consentSheet(doc);
  return [...(sheet === null ? [] : OF_SHEET.map((field) => at(sheet, field))), ...(parentCopyOf(doc) === null ? [] : OF_COPY), ...BESIDE];
}

/** @param asked the document as it stood when the parent was last asked and had not answered */
export function stoodIn(asked: IepDocument): readonly Stood[] {
  return [...answerPlaces(asked), ...BOX].flatMap((place) => {
    const value = valueAt(asked, place);
    return value === undefined ? [] : [{ at: place, value }];
  });
}

/** The words for an offer nobody signed leave the purpose box with the answer they were written for; its other purposes stay as they are now. */
function withoutOffer(doc: IepDocument, stood: ReadonlyMap<Address, Json>): IepDocument {
  if (!namesUnsignedOffer(doc)) return doc;
  const [purposes, words] = BOX.map((place) => stood.get(place));
  const hadOther = Array.isArray(purposes) && purposes.includes('other');
  const kept = hadOther ? purposesOf(doc) : purposesOf(doc).filter((purpose) => purpose !== 'other');
  return changeAt(changeAt(doc, BOX[0] ?? '', () => [...kept]), BOX[1] ?? '', () => words);
}

/** The document without what the answer wrote. */
export function withoutAnswer(doc: IepDocument, stood: readonly Stood[]): IepDocument {
  const was = new Map(stood.map(({ at: place, value }) => [place, value]));
  const back = answerPlaces(doc).reduce((here, place) => changeAt(here, place, () => was.get(place)), doc);
  return withoutOffer(back, was);
}
