import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Attestation } from '../../../shared/bridge/affirm.ts';
import { progressRounds } from '../../../shared/flow/progress-rounds.ts';
import { rowsAt } from '../../../shared/flow/read.ts';
import { valueAt } from '../../../shared/iep/address.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import { ok } from '../../../shared/words/failures.ts';
import { affirmChange, attestChange, beginChange } from './change-hands.ts';
import { CASE_MANAGER, failureOf, setUp, SYSTEM_MANAGER, type Desk } from './desk.ts';
import { CONCERNS, hold, importSample, PARENT, startDraft, TODAY, type Held, type Student } from './meeting.ts';

const SERVICES = 'pages/fapeServices/services';
const CHANGES = 'pages/amendment/changes';
const REASON = 'The speech group moved to a longer slot.';
const SIGNED = { type: 'amendmentSigned', signedBy: PARENT, relation: 'mother', signedOn: TODAY, district: 'Ada Quill', districtTitle: 'Principal', districtSignedOn: TODAY } as const;

let desk: Desk;
let student: Student;
beforeEach(async () => {
  desk = await setUp();
  student = await importSample(desk);
});
afterEach(() => desk.end());

const startChange = (kind: 'amendment' | 'correction', reason = REASON): Promise<Held> => beginChange(desk, student.studentId, kind, reason);
const affirm = (held: Held, attestation: Attestation) => affirmChange(desk, held, attestation);
const speechLine = (document: IepDocument): string => `${SERVICES}/@${rowsAt(document, SERVICES).find((row) => row['code'] === '415')?.$row ?? ''}`;
const bytesOf = async (iepId: string): Promise<string> => JSON.stringify([(await desk.get('records.read', { iepId })).document, [...(await desk.get('records.pdf', { iepId }))]]);

describe('an amendment without a meeting', () => {
  test('begins as the Current says, lists every change of the pages by itself with what stood there before, and drops a change that is taken back', async () => {
    const held = await startChange('amendment');
    const line = speechLine(await held.document());
    await held.type(`${line}/minutes`, 45);
    expect(rowsAt(await held.document(), CHANGES)).toMatchObject([{ pageId: 'fapeServices', fieldPath: 'Service 3, Minutes', before: '60', after: '45' }]);
    await held.type(CONCERNS, 'She asks for longer speech.');
    expect(rowsAt(await held.document(), CHANGES).map((row) => row['pageId'])).toEqual(['presentLevels', 'fapeServices']);
    await held.type(`${line}/minutes`, 60);
    expect(rowsAt(await held.document(), CHANGES)).toMatchObject([{ pageId: 'presentLevels', after: 'She asks for longer speech.' }]);
  });

  test('is printed as one sheet, signed by both sides, told to the team, and affirmed as a linked record; the bytes of the IEP it changes and the annual date stay', async () => {
    const before = await bytesOf(student.currentId);
    const held = await startChange('amendment');
    await held.type(`${speechLine(await held.document())}/minutes`, 45);
    const printed = await desk.get('paper.print', { draftId: held.draftId, parent: held.rev(), kind: 'amendment', language: 'en', toPrinter: true });
    expect(desk.paper.jobs.at(-1)).toMatchObject({ kind: 'parentCopy', only: ['amendment'] });
    const signing = await hold(desk, held.draftId);
    expect(signing.rev()).toBe(printed.rev);
    await signing.send(SIGNED);
    await signing.send({ type: 'teamTold', names: ['Percival Odumegwu', 'Linnea Castellano'], on: TODAY, how: 'Email' });
    expect((await signing.document())['parentCopy']).toMatchObject({ pages: ['amendment'] });
    await signing.send({ type: 'sheetAnswered', answer: { page: 'amendment', answer: 'asPrinted', reason: '' } });
    await signing.send({ type: 'declaredReconciled', original: 'Cabinet 3', fileCopy: 'Scan 118' });
    expect(failureOf(await affirm(signing, await attestChange(signing, 'signed', CASE_MANAGER.name)))).toMatchObject({ code: 'affirmBlocked' });
    const done = await affirm(signing, await attestChange(signing, 'amendment', CASE_MANAGER.name));
    if (!done.ok) throw new Error(done.failure.reason ?? done.failure.code);

    const { summary, records } = await desk.get('caseload.student', { studentId: student.studentId });
    expect(summary).toMatchObject({ draft: null, nextAnnualDate: '2027-10-14', current: { iepId: done.value.iepId, meetingDate: '2026-10-14', change: { kind: 'amendment', on: TODAY }, consent: 'agreedAll' } });
    expect(records.map(({ standing, change }) => [standing, change?.kind ?? null])).toEqual([['current', 'amendment'], ['history', null]]);
    const { document, attestation } = await desk.get('records.read', { iepId: done.value.iepId });
    expect(document).toMatchObject({ amendmentOf: 'iep-sample-0001', previousDocumentId: 'iep-sample-0001', stateRecordExtras: { kind: 'amendment', signature: 'signed' }, affirmation: { statementVariant: 'amendment', signDate: TODAY } });
    expect(valueAt(document, 'pages/amendment')).toMatchObject({ reason: REASON, method: 'withoutMeeting', changes: [{ before: '60', after: '45' }], teamInformed: [{ name: 'Percival Odumegwu' }, { name: 'Linnea Castellano' }], signatures: [{ sig: { printedName: PARENT, outcome: 'signed' } }, { title: 'LEA representative, Principal', sig: { printedName: 'Ada Quill' } }] });
    expect(attestation).toMatchObject({ text: expect.stringContaining('it changes 1 place and nothing else') as string });
    expect(await bytesOf(student.currentId)).toBe(before);
  });

  test('takes the progress reports of its goals along: what was affirmed, what went home, and what is being written, which then stands beside the new Current alone', async () => {
    const { studentId } = student;
    const read = async () => {
      const { iepId, document, writing } = await desk.get('progress.read', { studentId });
      return { iepId, rounds: progressRounds(document as IepDocument, writing, TODAY) };
    };
    const say = async (no: number, goals: readonly number[], summary: string): Promise<void> => {
      const { iepId, rounds } = await read();
      const found = rounds[no - 1];
      if (found === undefined) throw new Error(`There is no report ${no}.`);
      const of = { studentId, iepId, round: found.round.id };
      for (const goal of goals) {
        await desk.get('progress.write', { ...of, reports: [{ goal: found.goals[goal - 1]?.goal ?? '', report: { progressCode: '3', sufficient: 'Y', summary } }] });
        await desk.get('progress.finish', { ...of, goal: found.goals[goal - 1]?.goal ?? '', done: true });
      }
    };
    await say(1, [1, 2, 3, 4], 'Half-way.');
    const first = await read();
    await desk.get('progress.affirm', { studentId, iepId: first.iepId, round: first.rounds[0]?.round.id ?? '' });
    await desk.get('progress.send', { reports: [{ studentId, iepId: first.iepId, round: first.rounds[0]?.round.id ?? '' }], how: 'mail', on: TODAY });
    await say(2, [1], 'Begun before the amendment.');

    const held = await startChange('amendment');
    await held.type(`${speechLine(await held.document())}/minutes`, 45);
    await desk.get('paper.print', { draftId: held.draftId, parent: held.rev(), kind: 'amendment', language: 'en', toPrinter: true });
    const signing = await hold(desk, held.draftId);
    await signing.send(SIGNED);
    await signing.send({ type: 'teamTold', names: ['Percival Odumegwu', 'Linnea Castellano'], on: TODAY, how: 'Email' });
    await signing.send({ type: 'sheetAnswered', answer: { page: 'amendment', answer: 'asPrinted', reason: '' } });
    await signing.send({ type: 'declaredReconciled', original: 'Cabinet 3', fileCopy: 'Scan 118' });
    const done = await affirm(signing, await attestChange(signing, 'amendment', CASE_MANAGER.name));
    if (!done.ok) throw new Error(done.failure.reason ?? done.failure.code);

    const after = await read();
    expect(after.iepId).toBe(done.value.iepId);
    expect(after.rounds[0]).toMatchObject({ state: 'sent', sentHow: 'mail', sentDate: TODAY, affirmedBy: CASE_MANAGER.name });
    expect(after.rounds[0]?.goals.map(({ report }) => report['summary'])).toEqual(['Half-way.', 'Half-way.', 'Half-way.', 'Half-way.']);
    expect(after.rounds[1]?.goals.map(({ report, isDone }) => [report['summary'] ?? '', isDone])).toEqual([['Begun before the amendment.', true], ['', false], ['', false], ['', false]]);
    const writing = () => desk.session.inside(async ({ vault }) => ok((await vault.packages.listOf(studentId)).map((record) => record.writing.length)));
    expect(await writing()).toEqual({ ok: true, value: [1, 0] });
    await say(2, [2, 3, 4], 'After it.');
    expect(await writing()).toEqual({ ok: true, value: [0, 1] });
    const again = await read();
    await desk.get('progress.affirm', { studentId, iepId: again.iepId, round: again.rounds[1]?.round.id ?? '' });
    expect((await read()).rounds[1]).toMatchObject({ state: 'affirmed' });
    expect(await writing()).toEqual({ ok: true, value: [0, 0] });
    expect((await desk.get('caseload.student', { studentId })).summary.due.filter(({ kind }) => kind === 'progressReport').map(({ label }) => label)[0]).toBe('Progress reports 2, 3 on goals');
    const list = await desk.get('paper.progressReports');
    expect(list.students[0]?.reports.map(({ number, state }) => `${number} ${state}`)).toEqual(['2 affirmed', '3 blank', '4 blank']);
  });

  test('is not printed for signatures without a change, not signed by one side alone, and not affirmed unsigned', async () => {
    const held = await startChange('amendment');
    const print = () => desk.call('paper.print', { draftId: held.draftId, parent: held.rev(), kind: 'amendment', language: 'en', toPrinter: true });
    const jobs = desk.paper.jobs.length;
    expect(failureOf(await print())).toMatchObject({ code: 'refused', reason: expect.stringContaining('Nothing is changed yet') as string });
    expect(desk.paper.jobs).toHaveLength(jobs);
    await held.type(CONCERNS, 'She asks for longer speech.');
    expect((await print()).ok).toBe(true);
    const signing = await hold(desk, held.draftId);
    await expect(signing.send({ ...SIGNED, district: '' })).rejects.toThrow('signed by the district as well');
    await expect(signing.send({ ...SIGNED, signedBy: 'An Aunt' })).rejects.toThrow('education rights');
    await expect(signing.send({ type: 'agreedAll', signedBy: PARENT, relation: 'mother', signedOn: TODAY })).rejects.toThrow('a sheet of its own to sign');
    expect(failureOf(await affirm(signing, await attestChange(signing, 'amendment', CASE_MANAGER.name)))).toMatchObject({ code: 'affirmBlocked' });
  });

  test('leaves eligibility, dates, sign-in, consent and notes of the meeting alone, and is no meeting', async () => {
    const held = await startChange('amendment');
    const consent = rowsAt(await held.document(), 'pages/consent')[0]?.$row ?? '';
    for (const [at, value] of [['pages/infoEligibility/disability1', '280'], ['pages/infoEligibility/nextAnnualDate', '2028-01-01'], [`pages/consent/@${consent}/lateComment`, 'x'], ['pages/structuredNotes/offerSummary', 'x'], [`${CHANGES}`, []], ['pages/amendment/method', 'meeting']] as const) {
      await expect(held.type(at, value), at).rejects.toThrow();
    }
    await expect(held.send({ type: 'openMeeting', date: TODAY, start: '09:00', place: 'Room 12', noteTaker: 'st4' })).rejects.toThrow('withdraw it and start the next IEP');
  });

  test('is withdrawn with a reason when the parent wants a meeting; the next IEP can then be started', async () => {
    const held = await startChange('amendment');
    expect(failureOf(await desk.call('drafts.start', { studentId: student.studentId, meetingDate: TODAY, purposes: ['annual'] })).code).toBe('openDraftExists');
    await expect(held.send({ type: 'changeWithdrawn', reason: '' })).rejects.toThrow();
    await held.send({ type: 'changeWithdrawn', reason: 'The parent wants a meeting.' });
    expect((await startDraft(desk, student.studentId)).draftId).not.toBe(held.draftId);
  });
});

describe('the correction of a data error', () => {
  test('is asked of the district system manager by everybody else', async () => {
    expect(failureOf(await desk.call('drafts.startChange', { studentId: student.studentId, kind: 'correction', reason: REASON }))).toMatchObject({ code: 'notYours', reason: expect.stringContaining('Ask the district system manager') as string });
  });

  test('changes reported data only, lists what stood there before, needs no signature, and is a linked record beside untouched bytes', async () => {
    const before = await bytesOf(student.currentId);
    await desk.get('session.setProfile', { profile: SYSTEM_MANAGER });
    const held = await startChange('correction', 'The state student ID was typed with two digits swapped.');
    await expect(held.type(CONCERNS, 'Something new.')).rejects.toThrow('nothing that was agreed');
    await expect(held.send({ type: 'correctionDeclared' })).rejects.toThrow('Nothing is changed yet');
    await held.type('pages/infoEligibility/ssid', '9900000071');
    await held.send({ type: 'correctionDeclared' });
    await held.type('pages/infoEligibility/gender', 'X');
    expect((await held.document()).documentStatus).toBe('draft');
    await held.type('pages/infoEligibility/gender', 'M');
    await held.send({ type: 'correctionDeclared' });
    expect(failureOf(await affirm(held, await attestChange(held, 'signed', SYSTEM_MANAGER.name))).code).toBe('affirmBlocked');
    const done = await affirm(held, await attestChange(held, 'correction', SYSTEM_MANAGER.name));
    if (!done.ok) throw new Error(done.failure.reason ?? done.failure.code);
    const { records } = await desk.get('caseload.student', { studentId: student.studentId });
    expect(records.map(({ standing, change, consent }) => [standing, change?.kind ?? null, consent])).toEqual([['current', 'correction', 'agreedAll'], ['history', null, 'agreedAll']]);
    const { document } = await desk.get('records.read', { iepId: done.value.iepId });
    expect(document).toMatchObject({ correctionOf: 'iep-sample-0001', affirmation: { statementVariant: 'correction', typedName: SYSTEM_MANAGER.name } });
    expect(valueAt(document, CHANGES)).toMatchObject([{ fieldPath: 'State student ID', before: '9900000017', after: '9900000071' }]);
    expect(await bytesOf(student.currentId)).toBe(before);
  });

  test('is not affirmed by a case manager, who may not attest it', async () => {
    await desk.get('session.setProfile', { profile: SYSTEM_MANAGER });
    const held = await startChange('correction');
    await held.type('pages/infoEligibility/ssid', '9900000071');
    await held.send({ type: 'correctionDeclared' });
    await desk.get('session.setProfile', { profile: CASE_MANAGER });
    expect(failureOf(await affirm(held, await attestChange(held, 'correction', CASE_MANAGER.name))).code).toBe('notYours');
  });
});
