/** A student leaves special education without a finding of the team: recorded by the district system manager, read by everybody (iep-forms.md section 7; casemis.md 12.15). */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { valueAt } from '../../../shared/iep/address.ts';
import { affirmChange, attestChange, beginChange, owedIssues } from './change-hands.ts';
import { CASE_MANAGER, failureOf, setUp, SYSTEM_MANAGER, type Desk } from './desk.ts';
import { hold, importSample, startDraft, TODAY, type Held, type Student } from './meeting.ts';

const INFO = 'pages/infoEligibility';

let desk: Desk;
let student: Student;
beforeEach(async () => {
  desk = await setUp();
  student = await importSample(desk);
});
afterEach(() => desk.end());

async function begin(): Promise<Held> {
  await desk.get('session.setProfile', { profile: SYSTEM_MANAGER });
  return beginChange(desk, student.studentId, 'correction', 'The family moved to Nevada.');
}

const errorsOf = async (held: Held): Promise<readonly string[]> => (await owedIssues(held)).filter(({ severity }) => severity === 'error').map(({ id }) => id);

async function affirm(held: Held) {
  await held.send({ type: 'correctionDeclared' });
  return affirmChange(desk, held, await attestChange(held, 'correction', SYSTEM_MANAGER.name));
}

async function exitWith(reason: string, on: string): Promise<string> {
  const held = await begin();
  await held.type(`${INFO}/exitReason`, reason);
  await held.type(`${INFO}/exitDate`, on);
  const done = await affirm(held);
  if (!done.ok) throw new Error(done.failure.reason ?? done.failure.code);
  return done.value.iepId;
}

const summaryOf = async () => (await desk.get('caseload.student', { studentId: student.studentId })).summary;

describe('an exit', () => {
  test('that a student moved away is affirmed as a correction; no review is due, the words say since when and why, and only the reports due until then are still owed', async () => {
    const before = await summaryOf();
    expect(before.due.map(({ kind }) => kind)).toContain('annual');
    const iepId = await exitWith('87', '2027-03-12');
    const summary = await summaryOf();
    expect(summary).toMatchObject({ draft: null, nextAnnualDate: '', nextTriennialDate: '', current: { iepId, change: { kind: 'correction' }, inForce: { plan: 'ended', on: '2027-03-12' }, exit: { on: '2027-03-12', why: 'Moved out of state or country' }, consent: 'agreedAll' } });
    expect(summary.due.map(({ kind, label }) => [kind, label])).toEqual([['progressReport', 'Progress reports 1, 2 on goals']]);
    const { document } = await desk.get('records.read', { iepId });
    expect(valueAt(document, 'pages/amendment/changes')).toMatchObject([{ fieldPath: 'Exit reason', before: '', after: expect.stringContaining('Moved out of state') as string }, { fieldPath: 'Exit date', before: '' }]);

    await desk.get('session.setProfile', { profile: CASE_MANAGER });
    const list = await desk.get('paper.progressReports');
    expect(list.students[0]?.reports.map(({ number }) => number)).toEqual(['1', '2']);
    expect(failureOf(await desk.call('drafts.startChange', { studentId: student.studentId, kind: 'amendment', reason: 'Longer speech.' })).reason).toContain('has left special education');
    // A student who comes back gets the next IEP, which knows of no exit.
    const next = await startDraft(desk, student.studentId);
    expect(valueAt(await next.document(), INFO)).toMatchObject({ exitReason: '', exitDate: '' });
  });

  test('of a child who died asks for nothing, and the print of reports says so', async () => {
    await exitWith('77', '2027-06-01');
    expect((await summaryOf()).due).toEqual([]);
    await desk.get('session.setProfile', { profile: CASE_MANAGER });
    expect((await desk.get('paper.progressReports')).leftOut).toMatchObject([{ why: 'left', words: 'The student has left special education, and no report was due until then.' }]);
    expect(failureOf(await desk.call('progress.read', { studentId: student.studentId })).reason).toContain('has left special education');
  });

  test('needs reason and day, a day that has come, and no finding; each is said, and each can be mended', async () => {
    const held = await begin();
    await held.type(`${INFO}/exitReason`, '76');
    expect(await errorsOf(held)).toEqual(['CAS-110']);
    await held.type(`${INFO}/exitDate`, '2027-09-30');
    expect(await errorsOf(held)).toEqual(['CAS-110']);
    expect(failureOf(await affirm(held)).code).toBe('affirmBlocked');
    await held.type(`${INFO}/exitDate`, TODAY);
    expect(await errorsOf(held)).toEqual([]);
    await held.type(`${INFO}/exitReason`, '74');
    expect(await errorsOf(held)).toEqual(['CAS-111']);
    await held.type(`${INFO}/exitReason`, '70');
    await expect(held.send({ type: 'correctionDeclared' })).rejects.toThrow('found by the team');
    await held.type(`${INFO}/exitReason`, '76');
    expect((await affirm(held)).ok).toBe(true);
  });

  test('that was recorded wrongly is taken back by another correction, and the reviews are due again', async () => {
    await exitWith('76', '2027-03-12');
    const held = await begin();
    await held.type(`${INFO}/exitReason`, '');
    await held.type(`${INFO}/exitDate`, '');
    const done = await affirm(held);
    if (!done.ok) throw new Error(done.failure.reason ?? done.failure.code);
    const summary = await summaryOf();
    expect(summary).toMatchObject({ nextAnnualDate: '2027-10-14', current: { exit: null, inForce: { plan: 'this' } } });
    expect(summary.due.map(({ kind }) => kind)).toContain('annual');
  });

  test('is asked of the district system manager by a case manager, whose own pages have no place for it', async () => {
    expect(failureOf(await desk.call('drafts.startChange', { studentId: student.studentId, kind: 'correction', reason: 'Moved.' })).reason).toContain('Ask the district system manager');
    const { draftId } = await desk.get('drafts.startChange', { studentId: student.studentId, kind: 'amendment', reason: 'Moved.' });
    await expect((await hold(desk, draftId)).type(`${INFO}/exitReason`, '76')).rejects.toThrow();
  });
});
