/** From 18 on the student signs, unless conserved (Ed. Code 56041.5; iep-forms.md 3.11 and 6.3). */
import { describe, expect, it } from 'vitest';
import { stateCheck } from '../../../shared/check/state-check.ts';
import { stateRecord } from '../../../shared/check/record.ts';
import { attestationText } from '../../../shared/flow/affirm.ts';
import type { FlowEvent } from '../../../shared/flow/events.ts';
import { rowsAt, signerLines, signers, textAt } from '../../../shared/flow/read.ts';
import { replay } from '../../../shared/flow/replay.ts';
import { valueAt } from '../../../shared/iep/address.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import { everyField, isAnswered } from '../../../shared/iep/fields.ts';
import type { JsonObject } from '../../../shared/iep/json.ts';
import { pageKeysOf } from '../../../shared/iep/page-keys.ts';
import { change, copyOf, future, OPEN, printing, TODAY, Walk } from './room.ts';

const STUDENT = 'Nolan Birchwater';
const MOTHER = 'Dana Birchwater';
/** 18 on the day of the meeting. */
const OF_AGE = '2009-09-29';
const signing = (signedBy: string, relation: string): FlowEvent => ({ type: 'agreedAll', signedBy, relation, signedOn: TODAY });

function born(birthDate: string, doc: IepDocument = future(), extras: JsonObject = {}): IepDocument {
  const pages = { ...doc.pages, infoEligibility: { ...(doc.pages.infoEligibility as JsonObject), birthDate } };
  return { ...doc, pages, stateRecordExtras: { ...(doc['stateRecordExtras'] as JsonObject), ...extras } } as unknown as IepDocument;
}

function printedWalk(base: IepDocument): Walk {
  const open = new Walk(base).must(OPEN);
  return open.must(printing(open.document));
}

const sheet = (walk: Walk) => rowsAt(walk.document, 'pages/consent').at(-1) ?? { $row: '' };

describe('a student of 18', () => {
  it('is the first of those who may sign, while the record still names a parent; a day younger, or conserved, is not among them', () => {
    expect(signerLines(born(OF_AGE))[0]).toEqual({ name: STUDENT, relation: 'student' });
    expect(signers(born(OF_AGE))).toContain(MOTHER);
    expect(signers(born('2009-09-30'))).not.toContain(STUDENT);
    expect(signers(born(OF_AGE, future(), { conserved: 'Y' }))).not.toContain(STUDENT);
    expect(printedWalk(born('2009-09-30')).event(signing(STUDENT, 'student'))).toMatchObject({ ok: false, guard: 'signerHasRights' });
  });

  it('signs on the own line of the consent sheet, and nothing is asked of a parent', () => {
    const walk = printedWalk(born(OF_AGE)).must(signing(STUDENT, 'student'));
    expect(walk.document.consentStatus).toBe('agreedAll');
    expect(valueAt(sheet(walk), 'adultStudentSignature')).toEqual({ printedName: STUDENT, relation: 'student', outcome: 'signed', signedOn: TODAY, source: 'paper' });
    expect(rowsAt(sheet(walk), 'parentSignatures')).toEqual([]);
    expect(stateRecord(walk.document).signer).toBe('student');
    expect(stateCheck(walk.document, TODAY).map(({ id }) => id)).not.toContain('CAS-105');
    const page = pageKeysOf(walk.document).findLast((key) => key.startsWith('consent/')) ?? '';
    const open = everyField(walk.document, page).filter(({ def, value, required }) => ['adultStudentSignature', 'parentSignatures'].includes(def.id) && required && !isAnswered(def, value));
    expect(open).toEqual([]);
    expect(attestationText('signed', walk.document, 'en')).toContain('signed on Sep 29, 2027');
    expect(replay(walk.base, walk.entries)).toEqual(walk.document);
  });

  it('signs with exceptions and after the copy was taken home likewise, and a parent signs on the parents’ lines as before', () => {
    const part = printedWalk(born(OF_AGE)).must({ type: 'agreedExcept', signedBy: STUDENT, relation: 'student', signedOn: TODAY, exceptions: [{ page: 'fapeServices', what: 'Speech', parentWords: '' }] });
    expect(textAt(sheet(part), 'adultStudentSignature/outcome')).toBe('signed');
    const parent = printedWalk(future()).must(signing(MOTHER, 'mother'));
    expect(rowsAt(sheet(parent), 'parentSignatures')).toMatchObject([{ printedName: MOTHER, outcome: 'signed' }]);
    expect(textAt(sheet(parent), 'adultStudentSignature/outcome')).toBe('none');
  });

  it('signs an amendment as who they are', () => {
    const walk = new Walk(born('2008-10-14', change('amendment')));
    walk.edit([{ op: 'set', at: 'pages/specialFactors/assistiveTech', value: 'A reading pen.', was: undefined }]);
    walk.must({ type: 'amendmentPrinted', copy: copyOf(walk.document, 1) });
    walk.must({ type: 'amendmentSigned', signedBy: STUDENT, relation: 'student', signedOn: TODAY, district: 'Ada Quill', districtTitle: 'Principal', districtSignedOn: TODAY });
    expect(rowsAt(walk.document, 'pages/amendment/signatures')[0]).toMatchObject({ title: 'Adult student', sig: { printedName: STUDENT } });
  });
});
