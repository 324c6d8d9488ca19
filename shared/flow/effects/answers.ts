/** Promise: what the parent answers, on the consent sheet of the last session and in the state's record, with the line that was signed. */
import { at, rowSegment, type Address, type Row } from '../../iep/address.ts';
import type { IepDocument } from '../../iep/document.ts';
import type { JsonObject } from '../../iep/json.ts';
import type { Stamp } from '../../journal/edit.ts';
import { signedSheet } from '../change.ts';
import { FINDING_DISPUTED, notEligible } from '../eligibility.ts';
import type { EventOf } from '../events.ts';
import { purposesOf, rowsAt, studentName, textAt } from '../read.ts';
import { append, eventRow, put, withExtras } from './writing.ts';
import { withCopy, withPaper } from './copies.ts';

/** The sheet of the last session. */
function lastSheet(doc: IepDocument, id: 'attendance' | 'consent'): Address | null {
  const row = rowsAt(doc, `pages/${id}`).at(-1);
  return row === undefined ? null : at('pages', id, rowSegment(row.$row));
}

/** Fields of the consent sheet of the last session; nothing where no session was held. */
export function onConsentSheet(doc: IepDocument, parts: JsonObject): IepDocument {
  const sheet = lastSheet(doc, 'consent');
  return sheet === null ? doc : Object.entries(parts).reduce((here, [field, value]) => put(here, at(sheet, field), value), doc);
}

/** Both sides signed the amendment: the changed plan is carried out. */
export function amendmentSigned(doc: IepDocument, { signedBy, relation, signedOn, district, districtTitle, districtSignedOn }: EventOf<'amendmentSigned'>, stamp: Stamp): IepDocument {
  const parent = { printedName: signedBy, relation, outcome: 'signed', signedOn, source: 'paper' };
  const rows: readonly Row[] = [
    { $row: eventRow(stamp, 1), title: isStudents(doc, signedBy) ? 'Adult student' : 'Parent', sig: parent },
    { $row: eventRow(stamp, 2), title: `LEA representative, ${districtTitle}`, sig: { printedName: district, role: districtTitle, outcome: 'signed', signedOn: districtSignedOn, source: 'paper' } },
  ];
  return withExtras({ ...signedSheet(doc, rows, parent), implementedPlanRef: { base: doc.documentId, except: [], fallback: null } }, { signature: 'signed', signer: signerKind(doc, signedBy) });
}

/** One more line of the contact log. */
export function contact(doc: IepDocument, stamp: Stamp, on: string, channel: string, result: string): IepDocument {
  return append(doc, 'meeting/contactLog', { $row: eventRow(stamp, 1), at: on, channel, by: stamp.by, result });
}

/** The name of the student, and no parent's who is called the same. */
function isStudents(doc: IepDocument, name: string): boolean {
  return name === studentName(doc) && signerKind(doc, name) === 'student';
}

/** The line of the consent sheet that was signed: one more of the parents', or the adult student's own (iep-forms.md 3.11). */
function signedLine(doc: IepDocument, stamp: Stamp, { signedBy, relation, signedOn }: Pick<EventOf<'agreedAll'>, 'signedBy' | 'relation' | 'signedOn'>): JsonObject {
  const line: JsonObject = { printedName: signedBy, relation, outcome: 'signed', signedOn, source: 'paper' };
  if (isStudents(doc, signedBy)) return { adultStudentSignature: line };
  const sheet = lastSheet(doc, 'consent');
  const known = sheet === null ? [] : rowsAt(doc, at(sheet, 'parentSignatures'));
  return { parentSignatures: [...known, { $row: eventRow(stamp, 1), ...line }] };
}

/** The parent agrees to the whole plan: it is carried out. */
export function agreedAll(doc: IepDocument, event: EventOf<'agreedAll'>, stamp: Stamp): IepDocument {
  return withExtras(
    { ...onConsentSheet(withPaper(doc, event.paper), { consentChoice: 'agreeAll', ...signedLine(doc, stamp, event) }), implementedPlanRef: { base: doc.documentId, except: [], fallback: null } },
    { signature: 'signed', signer: signerKind(doc, event.signedBy), ...firstServicesConsent(doc) },
  );
}

/** The parent understands the finding that there is no plan, and may say what is wrong with it. */
export function notEligibleUnderstood(doc: IepDocument, event: EventOf<'notEligibleUnderstood'>, stamp: Stamp): IepDocument {
  const first = notEligible(doc) === 'notEligible';
  const words = event.parentWords === undefined ? {} : { refusalWords: event.parentWords };
  return withExtras(
    { ...onConsentSheet(withPaper(doc, event.paper), { consentChoice: first ? 'notEligibleUnderstood' : 'noLongerEligibleUnderstood', ...words, ...signedLine(doc, stamp, event) }), implementedPlanRef: null },
    { signature: 'signed', signer: signerKind(doc, event.signedBy), [FINDING_DISPUTED]: event.parentWords === undefined ? 'N' : 'Y', ...(first ? { initialServicesConsent: 'n/a' } : {}) },
  );
}

/** The parent agrees to parts: the plan is carried out without the others, which stay as they were. */
export function agreedExcept(doc: IepDocument, event: EventOf<'agreedExcept'>, stamp: Stamp): IepDocument {
  const exceptions = event.exceptions.map((exception, n): Row => ({ $row: eventRow(stamp, 10 + n), pageId: exception.page, fieldOrService: exception.what, parentWords: exception.parentWords }));
  const signed = onConsentSheet(withPaper(doc, event.paper), { consentChoice: 'agreeExcept', consentExceptions: exceptions, ...signedLine(doc, stamp, event) });
  return withExtras({ ...signed, implementedPlanRef: { base: doc.documentId, except: event.exceptions.map((exception) => `${exception.page}: ${exception.what}`), fallback: doc.previousDocumentId } }, { signature: 'partial', signer: signerKind(doc, event.signedBy) });
}

/** The parent refuses the plan, or first services at all, in the parent's own words. */
export function refused(doc: IepDocument, { scope, parentWords }: EventOf<'refused'>): IepDocument {
  const isOfFirst = scope === 'initialServices';
  return withExtras(onConsentSheet(doc, { consentChoice: isOfFirst ? 'declineInitialServices' : 'none', refusalWords: parentWords }), { signature: 'refused', ...(isOfFirst ? { initialServicesConsent: 'declined' } : {}) });
}

/** The parent takes the copy home and brings it back by a day. */
export function tookHome(doc: IepDocument, { on, returnBy, signedPaper }: EventOf<'tookHome'>, stamp: Stamp): IepDocument {
  return withCopy(contact(doc, stamp, on, 'inPerson', `The parent takes the IEP home and brings it back by ${returnBy}.`), { tookHomeOn: on, returnBy, signedPaper });
}

/** The school asked again for the answer. */
export function followedUp(doc: IepDocument, event: EventOf<'followedUp'>, stamp: Stamp): IepDocument {
  const copy = doc['parentCopy'];
  const before = typeof copy === 'object' && copy !== null && 'followUps' in copy && typeof copy.followUps === 'number' ? copy.followUps : 0;
  return withCopy(contact(doc, stamp, event.on, event.channel, event.result), { followUps: before + 1 });
}

/** An initial IEP that is agreed to is the written consent to first services (iep-forms.md L-300-1). */
function firstServicesConsent(doc: IepDocument): JsonObject {
  return purposesOf(doc).includes('initial') ? { initialServicesConsent: 'given' } : {};
}

/** Who signed, in the state record's words. */
function signerKind(doc: IepDocument, signedBy: string): string {
  return rowsAt(doc, 'pages/infoEligibility/parents').some((parent) => textAt(parent, 'name') === signedBy) ? 'parent' : 'student';
}
