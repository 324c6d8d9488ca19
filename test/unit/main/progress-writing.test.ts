/**
 * Progress reports through the bridge, after the handbook's sentences: every provider completes the reports on the goals they monitor, the case manager affirms
 * and sends them home; they are kept beside the affirmed IEP, which keeps every byte.
 */
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDisk } from '../../../electron/vault/disk.ts';
import { vaultFiles } from '../../../electron/vault/vault-files.ts';
import type { Input } from '../../../shared/bridge/contract.ts';
import { progressRounds, type ProgressRound } from '../../../shared/flow/progress-rounds.ts';
import type { RoundBeingWritten } from '../../../shared/flow/progress.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import type { JsonObject } from '../../../shared/iep/json.ts';
import { paperOf } from '../../../shared/paper/plan.ts';
import { ok } from '../../../shared/words/failures.ts';
import { PASSPHRASE } from '../../crash/rig.ts';
import { CASE_MANAGER, failureOf, sampleFile, setUp, SPEECH, type Desk } from './desk.ts';
import { affirmNext } from './meeting.ts';

/** The clock of these tests stands at 2027-09-29: reports 1 to 3 of the sample are late, report 4 is open. */
const TODAY = '2027-09-29';
const REPORT = { progressCode: '3', summary: 'Reads 88 words a minute, 46 at the baseline.', sufficient: 'Y' } as const;

let desk: Desk;
let studentId = '';
let iepId = '';
beforeEach(async () => {
  desk = await setUp();
  const imported = await desk.get('exchange.import', { bytes: sampleFile(() => undefined) });
  studentId = imported.studentId;
  iepId = imported.id;
});
afterEach(() => desk.end());

interface Standing { readonly plan: IepDocument; readonly writing: readonly RoundBeingWritten[]; readonly rounds: readonly ProgressRound[] }
async function standing(at: Desk = desk): Promise<Standing> {
  const { document, writing } = await at.get('progress.read', { studentId });
  return { plan: document as IepDocument, writing, rounds: progressRounds(document as IepDocument, writing, TODAY) };
}
async function round(no = 1, at: Desk = desk): Promise<ProgressRound> {
  const found = (await standing(at)).rounds.find((one) => one.round.reportNo === no);
  if (found === undefined) throw new Error(`The plan has no report ${no}.`);
  return found;
}
const as = (profile: typeof CASE_MANAGER): Promise<unknown> => desk.get('session.setProfile', { profile });
const ids = async (no = 1) => ({ studentId, iepId, round: (await round(no)).round.id });
const goalNo = async (number: string, no = 1): Promise<string> => (await round(no)).goals.find(({ goalNumber }) => goalNumber === number)?.goal ?? '';
async function write(number: string, report: JsonObject = REPORT, no = 1) {
  return desk.call('progress.write', { ...(await ids(no)), reports: [{ goal: await goalNo(number, no), report }] });
}
async function finish(number: string, no = 1, done = true) {
  return desk.call('progress.finish', { ...(await ids(no)), goal: await goalNo(number, no), done });
}
/** Everybody finishes: the case manager the own goals, the speech provider goal 4. */
async function finishAll(no = 1): Promise<void> {
  for (const number of ['1', '2', '3']) {
    expect(await write(number, REPORT, no)).toMatchObject({ ok: true });
    expect(await finish(number, no)).toMatchObject({ ok: true });
  }
  await as(SPEECH);
  expect(await write('4', { ...REPORT, summary: 'Retells a story with five of six parts.' }, no)).toMatchObject({ ok: true });
  expect(await finish('4', no)).toMatchObject({ ok: true });
  await as(CASE_MANAGER);
}
const affirm = async (no = 1) => desk.call('progress.affirm', await ids(no));
const send = async (no = 1, how = 'backpack', on = TODAY) => desk.call('progress.send', { reports: [{ studentId, iepId, round: (await round(no)).round.id }], how, on });
const due = async (): Promise<readonly string[]> => (await desk.get('caseload.student', { studentId })).summary.due.filter(({ kind }) => kind === 'progressReport').map(({ label, next }) => `${label}: ${next}`);
const stored = (at: Desk = desk): unknown => Object.entries(at.picture()).filter(([path]) => /\/(packages|receipts)\//u.test(path));

describe('"Once all service providers complete the progress reports on goals, which they are monitoring, the case manager sends the copies of the progress reports home"', () => {
  test('each writes the own goals, the case manager affirms when all are done, sends, and the affirmed IEP keeps every byte', async () => {
    const before = stored();
    expect((await due())[0]).toBe('Progress reports 1, 2, 3 on goals: Write the report on each goal, affirm it, and send it home.');
    await finishAll();
    expect((await round()).state).toBe('providersDone');
    expect((await round()).goals.map(({ report }) => report['reportDate'])).toEqual([TODAY, TODAY, TODAY, TODAY]);
    expect(await affirm()).toMatchObject({ ok: true });
    const affirmed = await round();
    expect([affirmed.state, affirmed.affirmedBy, affirmed.affirmedAt.slice(0, 10), affirmed.edition]).toEqual(['affirmed', CASE_MANAGER.name, TODAY, 1]);
    expect((await standing()).writing).toEqual([]);
    expect(await due()).toHaveLength(2);
    expect(await send()).toMatchObject({ ok: true, value: { sent: 1, refused: [] } });
    expect(await round()).toMatchObject({ state: 'sent', sentHow: 'backpack', sentDate: TODAY });
    expect((await due())[0]).toBe('Progress reports 2, 3 on goals: Write the report on each goal, affirm it, and send it home.');
    expect(stored()).toEqual(before);
  });

  test('a report that is affirmed and did not go home stays due, and says what is left to do', async () => {
    for (const no of [1, 2, 3]) {
      await finishAll(no);
      expect(await affirm(no)).toMatchObject({ ok: true });
    }
    expect((await due())[0]).toBe('Progress reports 1, 2, 3 on goals: The report is affirmed: print it, send it home, and mark it as sent.');
  });

  test('everything typed, finished, affirmed and sent is there after a restart, word for word', async () => {
    await finishAll(1);
    await affirm(1);
    await send(1);
    await write('2', { ...REPORT, comment: 'Half-way.' }, 2);
    const before = await standing();
    const again = await desk.restart();
    await again.get('session.unlock', { passphrase: PASSPHRASE });
    expect(await standing(again)).toEqual(before);
    expect((await round(2, again)).goals.find(({ goalNumber }) => goalNumber === '2')?.report).toMatchObject({ ...REPORT, comment: 'Half-way.' });
  });
});

const nothing = async (): Promise<void> => undefined;
const allFinished = (): Promise<void> => finishAll();
async function allAffirmed(): Promise<void> {
  await finishAll();
  await affirm();
}

describe('a step is refused, with the reason and nothing changed, when', () => {
  const cases: readonly (readonly [string, () => Promise<unknown>, () => Promise<unknown>, string, RegExp])[] = [
    ['a provider writes on a goal somebody else monitors', () => as(SPEECH), () => write('1'), 'notYours', /Rosalind Achterberg reports on this goal/u],
    ['somebody writes who is not on the staff list of the student', () => as({ ...SPEECH, staffId: 'elsewhere' }), () => write('4'), 'notYours', /staff list/u],
    ['a report is called finished that says nothing', nothing, () => finish('1'), 'refused', /Nothing is written yet/u],
    ['a report is called finished that does not say how far the goal is', () => write('1', { summary: 'Reads well.' }), () => finish('1'), 'refused', /Progress is blank/u],
    ['a report says "not on course" and not why', () => write('1', { ...REPORT, sufficient: 'N' }), () => finish('1'), 'refused', /Why not is blank/u],
    ['the case manager affirms before every provider is done', async () => { await write('1'); await finish('1'); }, () => affirm(), 'refused', /3 reports are not finished: Rosalind Achterberg, Percival Odumegwu/u],
    ['every report is written and the provider of one has not said that it is finished', async () => { await finishAll(); await finish('4', 1, false); }, () => affirm(), 'refused', /One report is not finished: Percival Odumegwu/u],
    ['a provider affirms', async () => { await finishAll(); await as(SPEECH); }, () => affirm(), 'notYours', /case manager affirms/u],
    ['something is typed into an affirmed report', allAffirmed, () => write('1', { ...REPORT, summary: 'Other words.' }), 'readOnly', /affirmed/u],
    ['a report is affirmed twice', allAffirmed, () => affirm(), 'readOnly', /affirmed already/u],
    ['an affirmed report is corrected without a reason', allAffirmed, async () => desk.call('progress.correct', { ...(await ids()), reason: ' ' }), 'refused', /what is corrected/u],
    ['a report is corrected that is not affirmed', allFinished, async () => desk.call('progress.correct', { ...(await ids()), reason: 'A slip.' }), 'refused', /not affirmed yet/u],
    ['a correction is given up that nobody began', allAffirmed, async () => desk.call('progress.giveUpCorrection', await ids()), 'refused', /not being corrected/u],
    ['a provider gives a correction up', async () => { await allAffirmed(); await desk.get('progress.correct', { ...(await ids()), reason: 'A slip.' }); await as(SPEECH); }, async () => desk.call('progress.giveUpCorrection', await ids()), 'notYours', /case manager affirms/u],
    ['a report is added on a day that has one', nothing, () => desk.call('progress.add', { studentId, iepId, dueDate: '2026-12-04' }), 'refused', /already/u],
    ['a report is added on no day', nothing, () => desk.call('progress.add', { studentId, iepId, dueDate: 'soon' }), 'refused', /which day/u],
    ['the plan on the screen is not on this computer any more', nothing, async () => desk.call('progress.write', { ...(await ids()), iepId: 'another', reports: [{ goal: await goalNo('1'), report: REPORT }] }), 'notFound', /^$/u],
    ['the round is not in the schedule', nothing, async () => desk.call('progress.affirm', { studentId, iepId, round: 'r9999' }), 'refused', /not in the schedule/u],
    ['the goal is not in the plan', nothing, async () => desk.call('progress.write', { ...(await ids()), reports: [{ goal: 'r9999', report: REPORT }] }), 'refused', /not in the plan/u],
  ];
  test.each(cases)('%s', async (_name, prepare, step, code, reason) => {
    await prepare();
    const [before, files] = [await standing(), desk.picture()];
    const failure = failureOf(await step() as Parameters<typeof failureOf>[0]);
    expect(failure.code).toBe(code);
    expect(failure.reason ?? '').toMatch(reason);
    expect(await standing()).toEqual(before);
    expect(desk.picture()).toEqual(files);
  });

  test.each([
    ['it is not affirmed', async () => send(), /Affirm the report first/u],
    ['nothing says how', async () => { await finishAll(); await affirm(); return send(1, ''); }, /how/u],
    ['the day is no day', async () => { await finishAll(); await affirm(); return send(1, 'mail', ''); }, /which day/u],
    ['the day lies before it was affirmed', async () => { await finishAll(); await affirm(); return send(1, 'mail', '2027-09-28'); }, /before the day it was affirmed/u],
    ['the day lies in the future', async () => { await finishAll(); await affirm(); return send(1, 'mail', '2027-09-30'); }, /future/u],
    ['it was sent already', async () => { await finishAll(); await affirm(); await send(); return send(); }, /already/u],
  ] as const)('a report is marked as sent, but %s', async (_name, step, reason) => {
    const reply = await step();
    expect(reply).toMatchObject({ ok: true, value: { sent: 0, refused: [{ studentId }] } });
    expect((reply as { readonly value: { readonly refused: readonly { readonly failure: { readonly reason?: string } }[] } }).value.refused[0]?.failure.reason).toMatch(reason);
  });
});

test('a system manager affirms only where the district allows it', async () => {
  await finishAll();
  await as({ ...CASE_MANAGER, staffId: 'dsm1', name: 'Odette Farrow', role: 'districtSystemManager' });
  expect(failureOf(await affirm()).code).toBe('notYours');
  await desk.get('settings.set', { ...(await desk.get('settings.get')), optionalRights: ['affirmProgress'] } as Input<'settings.set'>);
  expect(await affirm()).toMatchObject({ ok: true });
  expect((await round()).affirmedBy).toBe('Odette Farrow');
});

test('whoever changes a finished report takes its tick away, so that nobody affirms words the provider has not seen whole', async () => {
  await write('4');
  await finish('4');
  await write('4', { ...REPORT, summary: 'Changed by the case manager.' });
  expect((await round()).goals.map(({ goalNumber, isDone }) => `${goalNumber} ${isDone}`)).toContain('4 false');
  await write('4', { ...REPORT, providerDone: true });
  expect((await round()).goals.map(({ goalNumber, isDone }) => `${goalNumber} ${isDone}`)).toContain('4 false');
  await finish('4');
  await finish('4', 1, false);
  expect((await round()).goals.some(({ isDone }) => isDone)).toBe(false);
});

test('a corrected report takes the place of the affirmed one, which is kept; it says why, and has to go home again', async () => {
  await finishAll();
  await affirm();
  await send();
  expect(await desk.call('progress.correct', { ...(await ids()), reason: 'Goal 1: 98 words, not 88.' })).toMatchObject({ ok: true });
  expect(await round()).toMatchObject({ state: 'open', correction: 'Goal 1: 98 words, not 88.', affirmedBy: CASE_MANAGER.name });
  expect((await round()).goals.map(({ report }) => report['summary'])).toEqual([REPORT.summary, REPORT.summary, REPORT.summary, 'Retells a story with five of six parts.']);
  // Until it is affirmed what is read, printed and due is the report as it was affirmed.
  const printed = await desk.get('paper.printProgress', { students: [studentId], to: 'printer', evenWithoutSigns: false, round: (await round()).round.id });
  expect(printed.papers).toMatchObject([{ reports: 1, toSend: [] }]);
  await write('1', { ...REPORT, summary: 'Reads 98 words a minute, 46 at the baseline.' });
  for (const number of ['1', '2', '3', '4']) await finish(number);
  expect(await affirm()).toMatchObject({ ok: true });
  expect(await round()).toMatchObject({ state: 'affirmed', edition: 2, sentDate: '', sentHow: '' });
  expect((await round()).goals[0]?.report['summary']).toBe('Reads 98 words a minute, 46 at the baseline.');
  const late = await desk.session.inside(async (rooms) => ok((await rooms.vault.packages.listOf(studentId)).flatMap((record) => record.late)));
  expect(late.ok && late.value.map((entry) => ('progress' in entry ? `${entry.progress.edition} ${entry.progress.reason}` : 'sent'))).toEqual(['1 ', 'sent', '2 Goal 1: 98 words, not 88.']);
  // The sheet that takes the place of another says so, and why.
  await desk.get('paper.printProgress', { students: [studentId], to: 'printer', evenWithoutSigns: false, round: (await round()).round.id });
  const job = desk.paper.jobs.findLast(({ kind }) => kind === 'report');
  const texts = job === undefined ? [] : paperOf(job).texts.map(({ text }) => text);
  expect(texts).toEqual(expect.arrayContaining(['Takes the place of an earlier report, because', 'Goal 1: 98 words, not 88.']));
  expect(await send()).toMatchObject({ ok: true, value: { sent: 1 } });
});

test('a correction that was begun by mistake is given up: the report counts as it was affirmed and sent', async () => {
  await finishAll();
  await affirm();
  await send();
  const before = await standing();
  await desk.get('progress.correct', { ...(await ids()), reason: 'The wrong student.' });
  await write('1', { ...REPORT, summary: 'Other words.' });
  expect((await round()).state).toBe('open');
  expect(await desk.call('progress.giveUpCorrection', await ids())).toMatchObject({ ok: true });
  expect(await standing()).toEqual(before);
  expect(await round()).toMatchObject({ state: 'sent', edition: 1 });
});

test('a report more than the schedule names can be added, written and sent, and stands at its day among the others, whose numbers stay', async () => {
  expect(await desk.call('progress.add', { studentId, iepId, dueDate: '2027-09-30' })).toMatchObject({ ok: true });
  expect((await round(5)).round.dueDate).toBe('2027-09-30');
  await finishAll(5);
  expect(await affirm(5)).toMatchObject({ ok: true });
  expect(await send(5)).toMatchObject({ ok: true, value: { sent: 1 } });
  expect((await standing()).rounds.map(({ round: { reportNo }, state }) => `${reportNo} ${state}`)).toEqual(['1 open', '2 open', '3 open', '5 sent', '4 open']);
});

test('what goes to the printer is what was affirmed, earlier reports in small print; words nobody has affirmed are never on paper', async () => {
  await finishAll(1);
  await affirm(1);
  await write('1', { ...REPORT, summary: 'Not affirmed yet.' }, 2);
  const list = await desk.get('paper.progressReports');
  expect(list.students[0]?.reports.map(({ number, state, blank }) => `${number} ${state} ${blank}`)).toEqual(['1 affirmed 0', '2 writing 4', '3 blank 4', '4 blank 4']);
  const printed = await desk.get('paper.printProgress', { students: [studentId], to: 'printer', evenWithoutSigns: false });
  expect(printed.papers[0]?.toSend).toEqual([(await round(1)).round.id]);
  const job = desk.paper.jobs.findLast(({ kind }) => kind === 'report');
  if (job === undefined) throw new Error('No report was printed.');
  const texts = paperOf(job).texts.map(({ text }) => text).join('\n');
  expect(texts).toContain(REPORT.summary);
  expect(texts).toContain(CASE_MANAGER.name);
  expect(texts).not.toContain('Not affirmed yet.');
});

test('a report that was added is due on its day from then on, and an own IEP that names no days owes them', async () => {
  expect(await desk.call('progress.add', { studentId, iepId, dueDate: '2027-10-08' })).toMatchObject({ ok: true });
  const dues = async () => (await desk.get('caseload.student', { studentId })).summary.due.filter(({ kind }) => kind === 'progressReport').map(({ label, due: day }) => [label, day]);
  expect(await dues()).toContainEqual(['Progress report 5 on goals', '2027-10-08']);
  // Words typed into it are no report yet: it stays due.
  for (const number of ['1', '2', '3', '4']) expect(await write(number, REPORT, 5)).toMatchObject({ ok: true });
  expect(await dues()).toContainEqual(['Progress report 5 on goals', '2027-10-08']);
  iepId = await affirmNext(desk, studentId);
  expect(await dues()).toContainEqual(['Progress reports on goals have no days yet', '2027-10-29']);
  expect(await desk.call('progress.add', { studentId, iepId, dueDate: '2027-12-03' })).toMatchObject({ ok: true });
  expect((await dues()).filter(([label]) => label?.includes('no days yet') === true)).toEqual([]);
  expect(await dues()).toContainEqual(['Progress report 1 on goals', '2027-12-03']);
}, 60_000);

test('an annual review later, the reports stand beside the new goals as last year’s progress', async () => {
  await finishAll(1);
  await affirm(1);
  const { draftId } = await desk.get('drafts.start', { studentId, meetingDate: '2027-10-20', purposes: ['annual'] });
  const prior = ((await desk.get('drafts.load', { draftId })).document as unknown as { readonly work: { readonly prior: readonly { readonly progressReports: readonly JsonObject[] }[] } }).work.prior;
  expect(prior[0]?.progressReports.map(({ summary }) => summary)).toContain(REPORT.summary);
});

test('when the next IEP is the Current, its own goals have no reports of the last', async () => {
  await finishAll(1);
  await affirm(1);
  iepId = await affirmNext(desk, studentId);
  const { document, iepId: now } = await desk.get('progress.read', { studentId });
  expect(now).toBe(iepId);
  expect(JSON.stringify(document['progressReportSchedule'])).toBe('[]');
  expect(JSON.stringify((document as unknown as IepDocument).pages.goals)).not.toContain(REPORT.summary);
}, 60_000);

test('"a copy of the final progress report is distributed to parent at the annual IEP and then filed": what did not go home stays due, readable and printable when the next IEP is the Current', async () => {
  const last = iepId;
  await finishAll(1);
  await affirm(1);
  await send(1);
  await finishAll(4);
  await affirm(4);
  await write('1', { ...REPORT, summary: 'Begun, not finished.' }, 3);
  iepId = await affirmNext(desk, studentId);
  // Of an imported IEP nobody here knows what went home before: report 2, which nobody touched here, is not asked for.
  expect(await due()).toEqual([
    'Progress report 3 on the goals of the IEP of Oct 14, 2026: Write the report on each goal, affirm it, and send it home.',
    'Progress report 4 on the goals of the IEP of Oct 14, 2026: The report is affirmed: print it, send it home, and mark it as sent.',
    'Progress reports on goals have no days yet: Open the progress reports and add the day of each, at least as often as report cards go home.',
  ]);
  expect((await desk.get('progress.read', { studentId })).left).toEqual([{ iepId: last, meetingDate: '2026-10-14', reports: ['3', '4'] }]);
  const { document, writing } = await desk.get('progress.read', { studentId, iepId: last });
  const fourth = progressRounds(document as IepDocument, writing, TODAY)[3];
  const printed = await desk.get('paper.printProgress', { students: [studentId], to: 'printer', evenWithoutSigns: false, iepId: last, round: fourth?.round.id ?? '' });
  expect(printed.papers).toMatchObject([{ reports: 1, iepId: last, toSend: [fourth?.round.id] }]);
  expect(await desk.get('progress.send', { reports: [{ studentId, iepId: last, round: fourth?.round.id ?? '' }], how: 'handed', on: TODAY })).toEqual({ sent: 1, refused: [] });
  expect((await due()).map((words) => words.slice(0, 17))).toEqual(['Progress report 3', 'Progress reports ']);
}, 60_000);

test('words that the disk refuses are refused in words and the earlier ones stay; a report that was affirmed stays affirmed when what was being written cannot be cleared away', async () => {
  await desk.end();
  const real = createDisk();
  let refuses = false;
  desk = await setUp({ disk: { ...real, create: async (path: string) => {
    if (refuses && path.includes('/progress/')) throw Object.assign(new Error('The disk is full.'), { code: 'ENOSPC' });
    return real.create(path);
  } } });
  const imported = await desk.get('exchange.import', { bytes: sampleFile(() => undefined) });
  ({ studentId } = imported);
  iepId = imported.id;
  await finishAll();
  refuses = true;
  expect(failureOf(await write('1', { ...REPORT, summary: 'One word more.' })).code).toBe('diskFull');
  expect((await round()).goals[0]?.report['summary']).toBe(REPORT.summary);
  expect(await affirm()).toMatchObject({ ok: true });
  expect((await round()).state).toBe('affirmed');
  refuses = false;
  // What could not be cleared counts no more, also after a restart, and does not hold back a student who left.
  const again = await desk.restart();
  await again.get('session.unlock', { passphrase: PASSPHRASE });
  expect((await standing(again)).writing).not.toEqual([]);
  expect(await round(1, again)).toMatchObject({ state: 'affirmed', correction: '' });
});

test('its files go into a backup before the affirmed ones, so that a backup made in between holds the words once or twice, never not at all', async () => {
  await finishAll(1);
  await affirm(1);
  await write('1', REPORT, 2);
  const files = await vaultFiles(createDisk(), join(desk.folder, 'vault'));
  const place = (folder: string): number => files.findIndex((path) => path.startsWith(`${folder}/${iepId}`));
  expect(place('progress')).toBeGreaterThanOrEqual(0);
  expect(place('signatures')).toBeGreaterThan(place('progress'));
  expect(place('packages')).toBeGreaterThan(place('signatures'));
});

test('a backup brings back what was being written', async () => {
  await write('1', REPORT);
  const before = await standing();
  expect(await desk.get('vault.backUp')).toBeTruthy();
  await write('1', { ...REPORT, summary: 'After the backup.' });
  const [backup] = (await desk.get('vault.backups')).backups;
  await desk.get('session.lock');
  await desk.get('vault.restore', { backupId: backup?.backupId ?? '', place: 'here', passphrase: PASSPHRASE });
  expect((await standing()).writing).toEqual(before.writing);
});
