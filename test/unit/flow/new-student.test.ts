/** A student who has no record yet: who may add one, which answers stand, and what the first Future IEP is made of. */
import { describe, expect, it, test } from 'vitest';
import { stateCheck } from '../../../shared/check/state-check.ts';
import { ASKED, askedNow, firstFuture, type Answers, type Asked } from '../../../shared/flow/first-future.ts';
import { mayDo } from '../../../shared/flow/may-do.ts';
import { firstProblem, isSameChild, questionOf, studentProblems } from '../../../shared/flow/new-student.ts';
import { OPTIONAL_RIGHTS, ROLE_MATRIX } from '../../../shared/flow/roles.ts';
import { personOf, personProblems, WHO_KINDS } from '../../../shared/flow/who-you-are.ts';
import type { IepDocument, Role } from '../../../shared/iep/document.ts';
import { pageKeysOf } from '../../../shared/iep/page-keys.ts';
import { readDocument } from '../../../shared/iep/schema.ts';
import { recordNumberFrom } from '../../../electron/records/record-number.ts';

const TODAY = '2027-09-29';
const NONE = Object.fromEntries(ASKED.map((id) => [id, ''])) as Answers;
const CHILD: Answers = { ...NONE, lastName: 'Quillfeather', firstName: 'Imogen', birthDate: '2020-03-04', grade: '01' };
const MANAGER = { name: 'Rosalind Achterberg', staffId: 'st1', title: '' };
const FACTS = { documentId: 'doc1', recordNumber: '123456789012345', staffRow: 'row1', added: { by: 'st1', at: '2027-09-29T16:00:00.000Z' } };
const made = (answers: Answers): IepDocument => firstFuture({ answers, caseManager: MANAGER }, FACTS);

/** The first Future IEP as it is, word for word: a field that joins it has to be named here. */
const WHOLE = {
  schemaVersion: 1, documentId: 'doc1', documentStatus: 'draft', consentStatus: 'notAsked', previousDocumentId: null, continuationOf: null, formLanguage: 'en', agency: {},
  staff: [{ $row: 'row1', id: 'st1', name: 'Rosalind Achterberg', title: 'Case manager', role: 'caseManager', area: 'specialEducation' }],
  meeting: { notesForm: 'structured', sessions: [], notice: [], contactLog: [], excusals: [] },
  pages: { infoEligibility: { pageState: 'draft', seisId: '123456789012345', lastName: 'Quillfeather', firstName: 'Imogen', birthDate: '2020-03-04', grade: '01', purposes: ['initial'], meetingType: '10' } },
  handwrittenRevisions: [], droppedGoals: [], parentCopy: null, affirmation: null, progressReportSchedule: [], journal: [{ $row: 'added', at: '2027-09-29T16:00:00.000Z', by: 'st1', from: 'none', event: 'addStudent', to: 'draft' }],
};

describe('the first Future IEP', () => {
  it('holds what was said, the purpose "initial" with its kind of meeting, the case manager, a number, and nothing else', () => {
    expect(made(CHILD)).toEqual(WHOLE);
  });

  it('is a document of the form, with every page the law asks for and no field the form does not know', () => {
    const read = readDocument(JSON.parse(JSON.stringify(made(CHILD))));
    expect(read).toEqual({ ok: true, document: WHOLE, unknown: [] });
    expect(pageKeysOf(made(CHILD))).toEqual(expect.arrayContaining(['infoEligibility', 'presentLevels', 'goals', 'fapeServices']));
  });

  it('keeps a number the district gave, and no word of "which other" once another choice was made', () => {
    const other = { ...CHILD, seisId: ' 1200000999 ', referredBy: '90', referredByOther: 'A neighbour' };
    expect(askedNow(CHILD)).not.toContain('referredByOther');
    expect(askedNow(other)).toContain('referredByOther');
    expect(made(other).pages.infoEligibility).toMatchObject({ seisId: '1200000999', referredBy: '90', referredByOther: 'A neighbour' });
    expect(made({ ...other, referredBy: '10' }).pages.infoEligibility).not.toHaveProperty('referredByOther');
  });

  it('owes the state no number of the student yet: lack of one holds up no evaluation', () => {
    expect(stateCheck(made(CHILD), TODAY).map(({ id }) => id)).not.toContain('CAS-001');
  });
});

describe('an answer', () => {
  const CASES: readonly (readonly [Asked, string, RegExp | null])[] = [
    ['lastName', '', /^Last name is needed/u], ['firstName', '   ', /^First name is needed/u], ['birthDate', '', /is needed/u], ['grade', '', /is needed/u],
    ['lastName', 'q'.repeat(61), /at most 60/u], ['lastName', 'q'.repeat(60), null], ['firstName', 'Imo\u0000gen', /on one line/u], ['firstName', 'Imo\ngen', /on one line/u], ['firstName', 'Zoë-Анна 王', null],
    ['birthDate', '2027-09-30', /not come yet/u], ['birthDate', '2027-09-29', null], ['birthDate', '2005-09-28', /more than 22 years/u], ['birthDate', '2005-09-29', null], ['birthDate', '1975-01-01', /more than 22 years/u], ['birthDate', '2020-02-30', /real date/u], ['birthDate', 'last spring', /real date/u],
    ['grade', '99', /one of the list/u], ['grade', '__proto__', /one of the list/u], ['primaryLanguage', '01', null], ['primaryLanguage', 'Spanish', /one of the list/u], ['referredBy', '11', /one of the list/u],
    ['dsea', '123456', /7 digits/u], ['dsea', '1234567', null], ['reportingLea', '12345678', /7 digits/u], ['ssid', '123456789', /10 digits/u], ['ssid', '1234567890', null], ['ssid', '12345٦7890', /10 digits/u],
    ['referralDate', '2027-09-30', /not come yet/u], ['referralDate', '2020-03-03', /before the date of birth/u], ['referralDate', '2020-03-04', null], ['referralDate', '1960-01-01', /too long ago/u],
  ];

  test.each(CASES)('%s "%s"', (id, answer, problem) => {
    const found = studentProblems({ answers: { ...CHILD, [id]: answer }, caseManager: MANAGER }, TODAY);
    if (problem === null) expect(found).toEqual({ answers: {}, caseManager: {} });
    else {
      expect(Object.keys(found.answers)).toEqual([id]);
      expect(found.answers[id]).toMatch(problem);
      expect(firstProblem(found)).toBe(`${questionOf(id).label.en}: ${found.answers[id] ?? ''}`);
    }
  });

  it('that cannot stand is said beside each other, the case manager included', () => {
    const found = studentProblems({ answers: { ...CHILD, lastName: '', grade: '' }, caseManager: { name: '', staffId: ' ', title: 't'.repeat(201) } }, TODAY);
    expect([Object.keys(found.answers), Object.keys(found.caseManager)]).toEqual([['lastName', 'grade'], ['name', 'staffId', 'title']]);
    expect(firstProblem(studentProblems({ answers: CHILD, caseManager: { ...MANAGER, staffId: '' } }, TODAY))).toMatch(/^Write the case manager's staff ID/u);
    expect(firstProblem(studentProblems({ answers: CHILD, caseManager: MANAGER }, TODAY))).toBeNull();
  });
});

test('two children are the same by name and birth date, however the name is spelled', () => {
  const here = { name: "Íñigo O’Dell-Ruiz", birthDate: '2020-03-04' };
  const said = (firstName: string, lastName: string, birthDate = '2020-03-04'): Answers => ({ ...NONE, firstName, lastName, birthDate });
  for (const same of [said('Íñigo', 'O’Dell-Ruiz'), said('inigo', "O'Dell Ruiz"), said(' INIGO ', 'o dell  ruiz')]) expect(isSameChild(here, same)).toBe(true);
  for (const other of [said('Inigo', 'Odell'), said('Iñaki', 'O’Dell-Ruiz'), said('Íñigo', 'O’Dell-Ruiz', '2020-03-05'), said('', '')]) expect(isSameChild(here, other)).toBe(false);
});

describe('adding a student', () => {
  const verdict = (role: Role, staffId: string, district: readonly (typeof OPTIONAL_RIGHTS)[number][]) => mayDo(made(CHILD), { kind: 'add' }, { actor: { staffId, name: 'A', role, area: '' }, district });

  it('is a request of case managers in the table, which the district turns into a right for adding alone', () => {
    expect(ROLE_MATRIX.moveStudents.rights.caseManager).toBe('request');
    expect(verdict('caseManager', 'st1', OPTIONAL_RIGHTS.filter((right) => right !== 'addStudent'))).toMatchObject({ ok: false, guard: 'role', reason: 'A student who has no record yet is added by the district system manager. Ask the district system manager to do it.' });
    expect(verdict('caseManager', 'st1', ['addStudent'])).toEqual({ ok: true });
    expect(mayDo(made(CHILD), { kind: 'act', action: 'moveStudents' }, { actor: { staffId: 'st1', name: 'A', role: 'caseManager', area: '' }, district: ['addStudent'] })).toMatchObject({ ok: false, guard: 'role' });
  });

  it('is for the own caseload of a case manager, for any by the system managers, and for nobody else', () => {
    expect(verdict('caseManager', 'elsewhere', ['addStudent'])).toMatchObject({ ok: false, guard: 'team' });
    for (const role of ['districtSystemManager', 'selpaSystemManager'] as const) expect(verdict(role, 'dsm1', [])).toEqual({ ok: true });
    for (const role of ['relatedServiceProvider', 'selpaAdministrator'] as const) expect(verdict(role, 'st1', OPTIONAL_RIGHTS)).toMatchObject({ ok: false, guard: 'role' });
  });
});

describe('whoever says who they are', () => {
  it('works in one of the roles that hold rights here, titled by it while no title was said', () => {
    expect(new Set(WHO_KINDS.map(({ role }) => role)).size).toBe(5);
    expect(new Set(WHO_KINDS.map(({ id }) => id)).size).toBe(WHO_KINDS.length);
    expect(personOf({ name: ' Marguerite Solano ', staffId: ' dsm1 ', title: ' ', kind: 'districtSystemManager' })).toEqual({ name: 'Marguerite Solano', staffId: 'dsm1', title: 'District system manager', role: 'districtSystemManager', area: '' });
    expect(personOf({ name: 'A', staffId: 'b', title: '', kind: 'generalTeacher' })).toBeNull();
    expect(personOf({ name: 'A', staffId: 'b', title: '', kind: '' })).toBeNull();
  });

  it('has a name and a staff ID of one line each', () => {
    expect(Object.keys(personProblems({ name: ' ', staffId: '', title: '' }, 'your'))).toEqual(['name', 'staffId']);
    expect(Object.keys(personProblems({ name: 'A\tB', staffId: 'x'.repeat(65), title: '' }, 'your'))).toEqual(['name', 'staffId']);
    expect(personProblems({ name: 'A\tB', staffId: 'x', title: 'Te\u0007acher' }, 'your')).toMatchObject({ name: expect.stringMatching(/one line/u) as string, title: expect.stringMatching(/one line/u) as string });
    expect(personProblems({ name: 'A', staffId: 'b', title: '' }, 'your')).toEqual({});
  });
});

test('a number that is given has fifteen digits, the smallest and the largest too, and another for other bytes', () => {
  const numbers = [new Uint8Array(8), new Uint8Array(8).fill(255), new Uint8Array([0, 0, 0, 0, 0, 0, 0, 1]), new Uint8Array([1, 0, 0, 0, 0, 0, 0, 0])].map(recordNumberFrom);
  for (const number of numbers) expect(number).toMatch(/^[1-9]\d{14}$/u);
  expect(new Set(numbers).size).toBe(4);
});
