/** A student who has no record yet, in main: who adds one, what is refused and changes nothing, what a crash leaves, the file for another computer, and the IEP through to the district. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Input } from '../../../shared/bridge/contract.ts';
import type { Profile } from '../../../shared/bridge/session.ts';
import { ASKED } from '../../../shared/flow/first-future.ts';
import { textAt } from '../../../shared/flow/read.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import type { Json, JsonObject } from '../../../shared/iep/json.ts';
import { PASSPHRASE } from '../../crash/rig.ts';
import { injected, openTestDistrict, serve, type TestDistrict } from '../../integration/district/harness.ts';
import { sampleDocument } from '../iep/sample.ts';
import { breakable } from './broken-disk.ts';
import { CASE_MANAGER, failureOf, openDesk, sampleFile, setUp, SYSTEM_MANAGER, type Desk } from './desk.ts';
import { CONCERNS, discussEverything, goodAttestation, hold, openMeeting, printParentCopy, signAndReconcile, stepFor, TODAY, type Held } from './meeting.ts';
import { NAMES, PEOPLE } from './people.ts';

type Said = Input<'caseload.add'>;
const NONE = Object.fromEntries(ASKED.map((id) => [id, ''])) as Said['answers'];
const CHILD = { ...NONE, lastName: 'Quillfeather', firstName: 'Imogen', birthDate: '2018-03-04', grade: '04', primaryLanguage: '00', dsea: '3999992', reportingLea: '3999992', referralDate: '2027-08-01', referredBy: '10' };
const MANAGER = { name: CASE_MANAGER.name, staffId: CASE_MANAGER.staffId, title: CASE_MANAGER.title };
const said = (change: Partial<Said['answers']> = {}, manager: Partial<Said['caseManager']> = {}): Said => ({ answers: { ...CHILD, ...change }, caseManager: { ...MANAGER, ...manager } });

let desk: Desk;
beforeEach(async () => {
  desk = await setUp({}, SYSTEM_MANAGER);
});
afterEach(() => desk.end());

async function added(at: Desk, what: Said = said()): Promise<{ readonly studentId: string; readonly draftId: string }> {
  const reply = await at.get('caseload.add', what);
  if (reply.outcome !== 'added') throw new Error(`${reply.name} is here already.`);
  return reply;
}

const sitDown = (profile: Profile): Promise<null> => desk.get('session.setProfile', { profile });

describe('a student is added', () => {
  test('with the first Future IEP, on Home at once and after a lock', async () => {
    const { studentId, draftId } = await added(desk);
    const { document } = await desk.get('drafts.load', { draftId });
    expect(document).toMatchObject({ documentStatus: 'draft', previousDocumentId: null, pages: { infoEligibility: { lastName: 'Quillfeather', purposes: ['initial'], referredBy: '10' } }, staff: [{ id: 'st1', role: 'caseManager' }] });
    expect(textAt(document as IepDocument, 'pages/infoEligibility/seisId')).toMatch(/^\d{15}$/u);
    await desk.session.lock('user');
    await desk.get('session.unlock', { passphrase: PASSPHRASE });
    expect((await desk.get('caseload.list')).map(({ name, draft, current }) => [name, draft?.draftId, draft?.purposes, current])).toEqual([['Imogen Quillfeather', draftId, ['initial'], null]]);
    expect(desk.notices).toContainEqual({ name: 'caseload', notice: { changed: studentId } });
  });

  test('by the system managers; by a case manager once the district lets them, and then to the own caseload only', async () => {
    const right = { 'district system manager': true, 'SELPA system manager': true } as Readonly<Record<string, boolean>>;
    for (const name of NAMES.filter((one) => right[one] !== true)) {
      await sitDown(PEOPLE[name]);
      const before = desk.picture();
      expect(failureOf(await desk.call('caseload.add', said())), name).toEqual({ code: 'notYours', reason: expect.stringContaining('is added by the district system manager.') as string });
      expect(desk.picture()).toEqual(before);
    }
    await sitDown(SYSTEM_MANAGER);
    await desk.get('settings.set', { optionalRights: ['addStudent'] });
    await sitDown(PEOPLE['case manager of another student']);
    const before = desk.picture();
    expect(failureOf(await desk.call('caseload.add', said()))).toMatchObject({ code: 'notYours', reason: expect.stringContaining('own caseload') as string });
    await sitDown(PEOPLE['speech pathologist']);
    expect(failureOf(await desk.call('caseload.add', said())).code).toBe('notYours');
    expect(await desk.get('caseload.list')).toEqual([]);
    await sitDown(CASE_MANAGER);
    expect(Object.keys(desk.picture())).toEqual(Object.keys(before));
    expect((await added(desk)).studentId).not.toBe('');
    // The rest of the row stays a request: whoever may add may not write a student to a file.
    const [student] = await desk.get('caseload.list');
    expect(failureOf(await desk.call('exchange.write', { draftId: student?.draft?.draftId ?? '' })).code).toBe('notYours');
  });

  test('by nobody before somebody said who they are', async () => {
    const empty = await openDesk();
    await empty.get('session.create', { passphrase: PASSPHRASE });
    expect(failureOf(await empty.call('caseload.add', said())).code).toBe('notYours');
    for (const wrong of [{ ...SYSTEM_MANAGER, name: '  ' }, { ...SYSTEM_MANAGER, staffId: '' }, { ...SYSTEM_MANAGER, name: 'Two\nlines' }]) expect(failureOf(await empty.call('session.setProfile', { profile: wrong })).code).toBe('refused');
    expect((await empty.get('session.status')).profile).toBeNull();
    await empty.get('session.setProfile', { profile: SYSTEM_MANAGER });
    await added(empty);
    await empty.end();
  });
});

describe('an answer that cannot stand changes nothing', () => {
  test.each([
    [said({ lastName: ' ' }), /^Last name: /u], [said({ firstName: 'q'.repeat(61) }), /at most 60/u], [said({ birthDate: '2027-09-30' }), /^Date of birth: This day has not come yet/u], [said({ birthDate: '2005-09-28' }), /more than 22 years/u], [said({ birthDate: '2018-02-30' }), /real date/u],
    [said({ grade: 'constructor' }), /one of the list/u], [said({ ssid: '12' }), /10 digits/u], [said({ firstName: 'Imo\u0000gen' }), /on one line/u], [said({}, { staffId: '' }), /staff ID/u], [said({}, { name: '\u0007' }), /on one line/u],
  ])('%j', async (what, reason) => {
    const before = desk.picture();
    expect(failureOf(await desk.call('caseload.add', what))).toEqual({ code: 'refused', reason: expect.stringMatching(reason) as string });
    expect(desk.picture()).toEqual(before);
  });

  test.each([
    ['a field that is not asked', { ...said(), answers: { ...CHILD, documentStatus: 'current' } }], ['no answers', { caseManager: MANAGER }], ['a number for a name', { ...said(), answers: { ...CHILD, lastName: 7 } }],
    ['more text than any form', said({ firstName: 'q'.repeat(1001) })], ['a role beside the name', { ...said(), caseManager: { ...MANAGER, role: 'caseManager' } }], ['a key that reaches a prototype', JSON.parse('{"answers":{"__proto__":{}},"caseManager":{}}')],
  ])('%s is not understood', async (_what, hostile) => {
    const before = desk.picture();
    expect(['badRequest', 'tooLarge']).toContain(failureOf(await desk.call('caseload.add', hostile as never)).code);
    expect(desk.picture()).toEqual(before);
  });

  test('words that look like code stay words', async () => {
    const { draftId } = await added(desk, said({ lastName: '<img src=x onerror=alert(1)>', firstName: '"; drop table' }));
    expect((await desk.get('drafts.load', { draftId })).document).toMatchObject({ pages: { infoEligibility: { lastName: '<img src=x onerror=alert(1)>', firstName: '"; drop table' } } });
  });
});

describe('a student who is here already is named, and nothing is added', () => {
  let nolan: string;
  beforeEach(async () => {
    nolan = (await desk.get('exchange.import', { bytes: sampleFile() })).studentId;
  });

  test.each([
    ['the number of the state, under another name', { ssid: '9900000017' }, 'number'],
    ['the number of the record', { seisId: ' 1200000417 ' }, 'number'],
    ['name and birth date, spelled differently', { firstName: 'NOLAN', lastName: 'birchwater', birthDate: '2017-03-08' }, 'name'],
  ] as const)('by %s', async (_what, change, by) => {
    const before = desk.picture();
    expect(await desk.get('caseload.add', said(change))).toEqual({ outcome: 'alreadyHere', studentId: nolan, name: 'Nolan Birchwater', birthDate: '2017-03-08', by });
    expect(desk.picture()).toEqual(before);
  });

  test('by the number of the state in an open IEP too; another child of that name is added', async () => {
    const { studentId } = await added(desk, said({ ssid: '1234567890' }));
    expect(await desk.get('caseload.add', said({ ssid: '1234567890', lastName: 'Other', firstName: 'Name' }))).toMatchObject({ outcome: 'alreadyHere', studentId, by: 'number' });
    expect(await desk.get('caseload.add', said({ ssid: '' }))).toMatchObject({ outcome: 'alreadyHere', studentId, by: 'name' });
    expect((await added(desk, said({ birthDate: '2018-03-05' }))).studentId).not.toBe(studentId);
    expect(await desk.get('caseload.list')).toHaveLength(3);
  });

  test('also when the button is pressed twice at once', async () => {
    const both = await Promise.all([desk.get('caseload.add', said()), desk.get('caseload.add', said())]);
    expect(both.map(({ outcome }) => outcome)).toEqual(['added', 'alreadyHere']);
    expect(await desk.get('caseload.list')).toHaveLength(2);
  });
});

describe('a disk that fails, or a crash, between the student and the draft', () => {
  test('leaves a student without an IEP, whom the same step done again gives the first one', async () => {
    const disk = breakable();
    const at = await setUp({ disk }, SYSTEM_MANAGER);
    const real = disk.create;
    // The list is written, the files of the draft are not.
    Object.assign(disk, { create: async (path: string) => (path.includes('/drafts/') ? Promise.reject(Object.assign(new Error('The disk is full.'), { code: 'ENOSPC' })) : real(path)) });
    expect(failureOf(await at.call('caseload.add', said())).code).toBe('diskFull');
    const again = await at.restart();
    await again.get('session.unlock', { passphrase: PASSPHRASE });
    const [left] = await again.get('caseload.list');
    expect(left).toMatchObject({ name: 'Imogen Quillfeather', draft: null, current: null });
    expect((await added(again)).studentId).toBe(left?.studentId);
    expect((await again.get('caseload.list')).map(({ name, draft }) => [name, draft?.status])).toEqual([['Imogen Quillfeather', 'draft']]);
    Object.assign(disk, { create: real });
    await at.end();
  });

  test('before the list was written leaves nothing at all', async () => {
    const disk = breakable();
    const at = await setUp({ disk }, SYSTEM_MANAGER);
    disk.refusesList = true;
    expect(failureOf(await at.call('caseload.add', said())).code).toBe('diskFull');
    const again = await at.restart();
    await again.get('session.unlock', { passphrase: PASSPHRASE });
    expect(await again.get('caseload.list')).toEqual([]);
    disk.refusesList = false;
    await at.end();
  });
});

describe('page 1 of a student a case manager added', () => {
  const at = (id: string): string => `pages/infoEligibility/${id}`;
  const PARENT = { $row: 'p1', name: 'Ottoline Quillfeather', relation: 'mother' };

  async function addedByManager(): Promise<{ readonly studentId: string; readonly held: Held }> {
    await desk.get('settings.set', { optionalRights: ['addStudent'] });
    await sitDown(CASE_MANAGER);
    const { studentId, draftId } = await added(desk);
    return { studentId, held: await hold(desk, draftId) };
  }
  const append = async ({ draftId, rev, document }: Held, place: string, value: Json) => desk.call('drafts.append', { draftId, parent: rev(), steps: [stepFor(await document(), place, value)] });

  test('is filled by them, who then goes on after a lock and in the meeting; the number the record is kept under stays', async () => {
    const { held } = await addedByManager();
    await held.type(at('gender'), '20');
    await held.type(at('parents'), [PARENT]);
    const before = desk.picture();
    expect(failureOf(await append(held, at('seisId'), '123456789012345'))).toEqual({ code: 'notYours', reason: 'The record number stays as it is: the record is kept under it.' });
    expect(desk.picture()).toEqual(before);
    await desk.session.lock('user');
    await desk.get('session.unlock', { passphrase: PASSPHRASE });
    const again = await hold(desk, held.draftId);
    await again.type(at('studentAddress'), '14 Mill Lane');
    await openMeeting(again);
    await again.type(at('parents/@p1/name'), 'Ottoline Quill');
    expect((await again.document()).pages.infoEligibility).toMatchObject({ gender: '20', studentAddress: '14 Mill Lane', parents: [{ name: 'Ottoline Quill' }] });
  });

  test('is theirs alone: of a student the system manager added, the same case manager fills nothing', async () => {
    await desk.get('settings.set', { optionalRights: ['addStudent'] });
    const { draftId } = await added(desk);
    await sitDown(CASE_MANAGER);
    const held = await hold(desk, draftId);
    const before = desk.picture();
    expect(failureOf(await append(held, at('gender'), '20'))).toEqual({ code: 'notYours', reason: 'The district system manager keeps the student record: names, birth date, address, language.' });
    expect(desk.picture()).toEqual(before);
  });

  test('keeps what the system manager wrote there, also after a lock, and is filled beside it', async () => {
    const { held } = await addedByManager();
    await sitDown(SYSTEM_MANAGER);
    await held.type(at('firstName'), 'Imogen Rose');
    await sitDown(CASE_MANAGER);
    await desk.session.lock('user');
    await desk.get('session.unlock', { passphrase: PASSPHRASE });
    const again = await hold(desk, held.draftId);
    const before = desk.picture();
    expect(failureOf(await append(again, at('firstName'), 'Imogen'))).toEqual({ code: 'notYours', reason: 'What somebody else who keeps the student record wrote stays. You fill the rest.' });
    expect(desk.picture()).toEqual(before);
    await again.type(at('gender'), '20');
  });

  test("is the district's once its record of the student is here: what was filled stays, and no more is", async () => {
    const { studentId, held } = await addedByManager();
    await held.type(at('gender'), '20');
    const seisId = textAt(await held.document(), at('seisId'));
    const file = sampleFile((sample: Record<string, unknown>) => void Object.assign((sample['pages'] as { readonly infoEligibility: object }).infoEligibility, { seisId }));
    expect(await desk.get('exchange.import', { bytes: file })).toMatchObject({ became: 'current', studentId });
    const before = desk.picture();
    expect(failureOf(await append(held, at('gender'), '10'))).toEqual({ code: 'notYours', reason: "The student's record is here now: the district keeps these facts." });
    expect(failureOf(await append(held, at('studentAddress'), '14 Mill Lane')).code).toBe('notYours');
    expect(desk.picture()).toEqual(before);
    expect((await held.document()).pages.infoEligibility).toMatchObject({ gender: '20' });
    await held.type('pages/presentLevels', { communication: 'She answers in whole sentences.' });
  });
});

describe('the file for another computer', () => {
  test('holds the Future IEP word for word, is named without the student, and becomes the Future IEP of its case manager there', async () => {
    const { draftId } = await added(desk);
    const held = await hold(desk, draftId);
    await held.type('pages/presentLevels', { communication: 'She answers in whole sentences.' });
    expect(await desk.get('exchange.write', { draftId })).toEqual({ saved: true });
    const [file] = desk.saved;
    expect(file?.name).toBe('Future IEP 2027-09-29.json');
    const elsewhere = await setUp();
    const { became, id } = await elsewhere.get('exchange.import', { bytes: new Uint8Array(file?.pdf ?? []) });
    expect(became).toBe('draft');
    expect((await elsewhere.get('drafts.load', { draftId: id })).document).toEqual(await held.document());
    await elsewhere.end();
    const stranger = await setUp({}, PEOPLE['case manager of another student']);
    expect(failureOf(await stranger.call('exchange.import', { bytes: new Uint8Array(file?.pdf ?? []) })).code).toBe('notYours');
    await stranger.end();
  });

  test('is not written once the meeting has begun, of a student who has a Current IEP, or by anybody else', async () => {
    const { draftId } = await added(desk);
    for (const name of NAMES.filter((one) => !one.endsWith('system manager'))) {
      await sitDown(PEOPLE[name]);
      expect(failureOf(await desk.call('exchange.write', { draftId })).code, name).toBe('notYours');
    }
    await sitDown(SYSTEM_MANAGER);
    await openMeeting(await hold(desk, draftId));
    expect(failureOf(await desk.call('exchange.write', { draftId }))).toMatchObject({ code: 'refused', reason: expect.stringContaining('meeting') as string });
    const { studentId } = await desk.get('exchange.import', { bytes: sampleFile() });
    const next = await desk.get('drafts.start', { studentId, meetingDate: TODAY, purposes: ['annual'] });
    expect(failureOf(await desk.call('exchange.write', next))).toMatchObject({ code: 'refused', reason: expect.stringContaining('Current IEP') as string });
    expect(desk.saved).toEqual([]);
  });
});

describe('an initial IEP that began without a file', () => {
  let district: TestDistrict;
  beforeAll(async () => {
    district = await openTestDistrict();
  });
  afterAll(() => district.close());

  /** Everything the team writes, taken from the sample; page 1 holds what was said of the child. */
  async function writeEverything(held: Held): Promise<void> {
    const pages = sampleDocument().pages as Readonly<Record<string, JsonObject>>;
    const { seisId: _id, ssid: _ssid, lastName: _last, firstName: _first, birthDate: _born, meetingDate: _date, purposes: _why, meetingType: _type, pageState: _state, priorAnnualDate: _annual, priorEvalDate: _evaluation, entryDate: _entry, initialEvalDate: _found, ...page } = pages['infoEligibility'] ?? {};
    const first = { ...page, referralDate: '2027-08-01', referredBy: '10', evalConsentDate: '2027-08-10', meetingDate: TODAY, planEffectiveDate: TODAY, nextAnnualDate: '2028-09-29', nextTriennialDate: '2030-09-29', entryDate: TODAY, initialEvalDate: TODAY };
    const there = (await held.document()).pages.infoEligibility as JsonObject;
    for (const [id, value] of Object.entries(first)) if (value !== undefined && value !== there[id]) await held.type(`pages/infoEligibility/${id}`, value);
    for (const name of ['presentLevels', 'specialFactors', 'stateAssessments', 'goals', 'fapeServices', 'fapeSetting', 'emergencyProgram']) {
      const { pageState: _draft, ...content } = JSON.parse(JSON.stringify(pages[name]).replaceAll('2026-10', '2027-10').replaceAll('2027-10-13', '2028-09-28')) as Record<string, Json>;
      await held.type(`pages/${name}`, content);
    }
  }

  test('goes through meeting, signature and affirm with no base, written by the case manager who added the student, and the district takes it as the first of the student', async () => {
    const app = serve(district.store);
    const at = await setUp({ http: injected(() => app) }, SYSTEM_MANAGER);
    await at.get('settings.set', { optionalRights: ['addStudent'] });
    await at.get('session.setProfile', { profile: CASE_MANAGER });
    const { studentId, draftId } = await added(at);
    const held = await hold(at, draftId);
    await writeEverything(held);
    await openMeeting(held);
    await discussEverything(held);
    await printParentCopy(at, held);
    const ready = await signAndReconcile(at, draftId);
    const { iepId } = await at.get('affirm.commit', { draftId, parent: ready.rev(), attestation: await goodAttestation(ready) });
    const { summary, records } = await at.get('caseload.student', { studentId });
    expect(summary).toMatchObject({ draft: null, current: { iepId, purposes: ['initial'], consent: 'agreedAll', delivery: 'noServer', inForce: { plan: 'this' } } });
    expect(records).toHaveLength(1);
    const stored = await at.session.inside(({ vault }) => vault.packages.read(iepId));
    expect(stored.ok ? [stored.value.package.base, stored.value.package.kind, stored.value.package.studentKey] : stored).toEqual([null, 'iep', textAt(await ready.document(), 'pages/infoEligibility/seisId')]);
    await at.get('sync.configure', { url: 'https://d.example', accessKey: 'key-of-st1' });
    await at.get('sync.deliver');
    expect((await at.get('caseload.student', { studentId })).summary.current?.delivery).toBe('delivered');
    expect(textAt(await ready.document(), CONCERNS)).toContain('reading log');
    await at.end();
    await app.close();
  });
});
