/** Page 1 of the first Future IEP: whoever added the student fills what the record would say, nothing of anybody else's, and no longer than nobody else can. */
import { describe, expect, it, test } from 'vitest';
import { fillVerdict, recordFactAt } from '../../../shared/flow/first-page.ts';
import { ASKED, firstFuture, type Answers } from '../../../shared/flow/first-future.ts';
import { mayEdit, mayWriteAt } from '../../../shared/flow/may-edit.ts';
import { replay } from '../../../shared/flow/replay.ts';
import { valueAt, type Address } from '../../../shared/iep/address.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import { emptyRow, fieldAt, fieldsOf } from '../../../shared/iep/fields.ts';
import type { FieldDef } from '../../../shared/iep/definition.ts';
import type { Json } from '../../../shared/iep/json.ts';
import { pageDef } from '../../../shared/iep/pages.ts';
import { readDocument } from '../../../shared/iep/schema.ts';
import type { Edit } from '../../../shared/journal/edit.ts';
import { affirmed, CASE_MANAGER, change, context, future, SPEECH, STRANGER, SYSTEM_MANAGER } from './room.ts';

const PAGE = 'pages/infoEligibility';
const CHILD = { ...Object.fromEntries(ASKED.map((id) => [id, ''])), lastName: 'Quillfeather', firstName: 'Imogen', birthDate: '2020-03-04', grade: '01' } as Answers;
const MANAGER = { name: CASE_MANAGER.name, staffId: CASE_MANAGER.staffId, title: '' };
const FACTS = fieldsOf(pageDef('infoEligibility')).map(({ id }): Address => `${PAGE}/${id}`).filter((at) => recordFactAt(at) !== null);
const NUMBER = `${PAGE}/seisId`;

const addedBy = (by: string): IepDocument => firstFuture({ answers: CHILD, caseManager: MANAGER }, { documentId: 'doc1', recordNumber: '123456789012345', staffRow: 'row1', added: { by, at: '2027-09-29T16:00:00.000Z' } });
const OWN = addedBy(CASE_MANAGER.staffId);
const set = (doc: IepDocument, at: Address, value: Json): Edit => ({ op: 'set', at, value, was: valueAt(doc, at) });
const written = (doc: IepDocument, by: string, edits: readonly Edit[]): IepDocument => replay(doc, [{ kind: 'edit', step: { id: `${by} ${edits[0]?.at ?? ''}`, label: 'Edit', edits }, parent: 0, by, device: 'laptop', seq: 1, at: '2027-09-29T16:05:00.000Z' }]);
const fills = (doc: IepDocument, at: Address, hasRecord = false) => mayWriteAt(doc, at, context(), hasRecord);
const ELSEWHERE = { ok: false, guard: 'role', reason: 'The district system manager keeps the student record: names, birth date, address, language.' };

describe('whoever added a student', () => {
  it('fills every fact of the record on page 1 but the number it is kept under', () => {
    expect(FACTS.length).toBeGreaterThan(20);
    expect(FACTS).toEqual(expect.arrayContaining(['gender', 'hispanic', 'races', 'parents', 'studentAddress', 'elStatus', 'residence'].map((id) => `${PAGE}/${id}`)));
    expect(FACTS.filter((at) => !fills(OWN, at).ok)).toEqual([NUMBER]);
    expect(fills(OWN, NUMBER)).toMatchObject({ guard: 'role', reason: 'The record number stays as it is: the record is kept under it.' });
    expect(mayEdit(OWN, [set(OWN, NUMBER, '123456789012346')], context(), false).ok).toBe(false);
  });

  it('goes on with what they wrote, mends their own slip, and writes parents row by row', () => {
    const begun = written(OWN, CASE_MANAGER.staffId, [set(OWN, `${PAGE}/studentAddress`, '14 Mil'), set(OWN, `${PAGE}/parents`, [])]);
    const row = { ...emptyRow(fieldAt(`${PAGE}/parents`)?.def as FieldDef, 'p1'), name: 'Ottoline Quillfeather' };
    const edits: readonly Edit[] = [set(begun, `${PAGE}/studentAddress`, '14 Mill Lane'), set(begun, `${PAGE}/firstName`, 'Imogene'), { op: 'insertRow', at: `${PAGE}/parents`, row, after: null }, { op: 'set', at: `${PAGE}/parents/@p1/name`, value: 'Ottoline Quill', was: row.name }];
    expect(mayEdit(begun, edits, context(), false)).toEqual({ ok: true });
    expect(mayEdit(begun, edits, context())).toMatchObject({ ok: false });
  });

  it('changes nothing that somebody else who keeps the record wrote, and fills the rest', () => {
    const row = emptyRow(fieldAt(`${PAGE}/parents`)?.def as FieldDef, 'p1');
    const kept = written(written(OWN, SYSTEM_MANAGER.staffId, [set(OWN, `${PAGE}/firstName`, 'Imogen Rose')]), SYSTEM_MANAGER.staffId, [{ op: 'set', at: `${PAGE}/parents`, value: [], was: undefined }, { op: 'insertRow', at: `${PAGE}/parents`, row, after: null }]);
    const theirs = { ok: false, guard: 'role', reason: 'What somebody else who keeps the student record wrote stays. You fill the rest.' };
    for (const at of [`${PAGE}/firstName`, `${PAGE}/parents`, `${PAGE}/parents/@p1/name`]) expect(fills(kept, at)).toEqual(theirs);
    expect(mayEdit(kept, [set(kept, `${PAGE}/gender`, '10'), set(kept, `${PAGE}/firstName`, 'Imogen')], context(), false)).toEqual(theirs);
    expect(mayEdit(kept, [{ op: 'removeRow', at: `${PAGE}/parents`, row, after: null }], context(), false)).toEqual(theirs);
    for (const at of [`${PAGE}/gender`, `${PAGE}/lastName`]) expect(fills(kept, at)).toEqual({ ok: true });
    // Their words beside the record are anybody's who writes there.
    expect(written(OWN, SYSTEM_MANAGER.staffId, [set(OWN, `${PAGE}/disabilityImpact`, 'Words.')]).work?.factsOfOthers).toBeUndefined();
  });

  it('ends with a record of the student on this computer, and with affirming', () => {
    for (const at of FACTS) expect(fills(OWN, at, true)).toEqual({ ok: false, guard: 'role', reason: "The student's record is here now: the district keeps these facts." });
    expect(fills({ ...OWN, documentStatus: 'current' }, `${PAGE}/gender`)).toMatchObject({ guard: 'readOnly' });
  });

  it('is known by the Future IEP wherever it is taken, word for word', () => {
    const read = readDocument(JSON.parse(JSON.stringify(OWN)));
    expect(read.ok && fills(read.document, `${PAGE}/gender`).ok).toBe(true);
  });
});

describe('nobody else', () => {
  test.each([
    ['a case manager whose student the system manager added', addedBy(SYSTEM_MANAGER.staffId), CASE_MANAGER],
    ['a case manager, of an IEP that grew from another', future(), CASE_MANAGER],
    ['a case manager, of a file that names whoever added the student and grew from another IEP', { ...OWN, previousDocumentId: 'iep-0' }, CASE_MANAGER],
    ['a case manager, of the continuation of a meeting', { ...OWN, continuationOf: 'iep-0' }, CASE_MANAGER],
    ['whoever has the same staff ID in another role', { ...OWN, staff: [...OWN.staff, { ...OWN.staff[0], $row: 'r2', role: 'relatedServiceProvider' }] } as unknown as IepDocument, { ...CASE_MANAGER, role: 'relatedServiceProvider' }],
  ] as const)('%s', (_what, doc, actor) => {
    for (const at of FACTS) expect(mayWriteAt(doc, at, context({ actor }), false)).toEqual(ELSEWHERE);
  });

  test('a provider of the student, a case manager of another, a correction of the state data', () => {
    const withSpeech = { ...OWN, staff: [...OWN.staff, { $row: 'r2', id: SPEECH.staffId, name: SPEECH.name, title: '', role: 'relatedServiceProvider', area: 'communication' }] } as unknown as IepDocument;
    expect(mayWriteAt(withSpeech, `${PAGE}/gender`, context({ actor: SPEECH }), false)).toEqual(ELSEWHERE);
    expect(mayWriteAt(OWN, `${PAGE}/gender`, context({ actor: STRANGER }), false)).toMatchObject({ ok: false, guard: 'team' });
    expect(mayWriteAt(change('amendment'), `${PAGE}/gender`, context(), false).ok).toBe(false);
  });

  test('outside the facts of the record the rule says nothing', () => {
    for (const at of [`${PAGE}/disabilityImpact`, `${PAGE}/interpreterNeeded`, 'pages/presentLevels/strengths', 'meeting/notice', 'staff']) expect(fillVerdict(OWN, at, context(), false)).toBeNull();
    expect(recordFactAt(`${PAGE}/parents/@p1/name`)).toBe(`${PAGE}/parents`);
    expect(fillVerdict(affirmed(), `${PAGE}/gender`, context(), false)).toBeNull();
  });
});
