/**
 * What a dialog of an affirmed record, of goals and of the staff list may be sent, however it came to be typed or pasted: nothing, blanks, signs nobody sees, signs that turn words round, a
 * book, days no calendar has. Each is answered in a sentence, and no file of the profile is changed.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Reply } from '../../../shared/bridge/contract.ts';
import { staffEntry } from '../../../shared/flow/staff-list.ts';
import { rowsAt } from '../../../shared/flow/read.ts';
import type { Json } from '../../../shared/iep/json.ts';
import { FAILURES } from '../../../shared/words/failures.ts';
import { failureOf, sampleFile, setUp, SYSTEM_MANAGER, type Desk } from './desk.ts';
import { goodAttestation, hold, PARENT, startDraft, stepFor, TODAY, type Held } from './meeting.ts';

const LONG = 'a'.repeat(100_000);
const UNREADABLE = { 'nothing': '', 'blanks': '   ', 'signs nobody sees': '\u200b\u200f\u2060', 'a control character': 'Room\u00004', 'words turned round': '\u202e4 mooR', 'a hundred thousand letters': LONG } as const;
/** Words of a right-to-left script, with the mark it needs. */
const ARABIC = 'الخزانة 4\u200f';
const NO_DAYS = ['2027-02-31', '0001-01-01', '9999-12-31', '2027-9-1', 'soon', LONG] as const;

let desk: Desk;
let studentId = '';
let iepId = '';
async function open(change: (sample: Record<string, never>) => void = () => undefined): Promise<void> {
  desk = await setUp();
  const imported = await desk.get('exchange.import', { bytes: sampleFile(change) });
  studentId = imported.studentId;
  iepId = imported.id;
}
afterEach(() => desk.end());

/** A sentence in the words of a case manager: the reason of this refusal, else what its kind always says. */
function expectAnswer(reply: Reply<unknown>, what: string): void {
  if (reply.ok) throw new Error(`${what.slice(0, 80)} was taken.`);
  const { code, reason } = failureOf(reply);
  expect(code, what.slice(0, 80)).not.toBe('unexpected');
  expect(reason ?? FAILURES[code].happened, what.slice(0, 80)).toMatch(/^[A-Z].{12,}[.]$/su);
}

type Send = (value: string) => Promise<Reply<unknown>>;
/** Resolves once each was refused in a sentence; whether a file of the profile is another one now. */
async function changedBy(values: readonly string[], send: Send): Promise<boolean> {
  const before = JSON.stringify(desk.picture());
  for (const value of values) expectAnswer(await send(value), JSON.stringify(value));
  return JSON.stringify(desk.picture()) !== before;
}

describe('a written revocation', () => {
  const revoking = { revokedBy: PARENT, relation: 'mother', revokedOn: TODAY, receivedOn: TODAY, paper: 'Room 4' };
  const stopping = { noticeSentOn: TODAY, how: 'by mail', servicesEndOn: '2027-10-08' };
  const revoke = (part: Partial<typeof revoking>): Promise<Reply<unknown>> => desk.call('records.revoke', { iepId, revoking: { ...revoking, ...part } });
  const stop = (part: Partial<typeof stopping>): Promise<Reply<unknown>> => desk.call('records.stopServices', { iepId, stopping: { ...stopping, ...part } });
  beforeEach(() => open());

  test.each(['paper', 'revokedBy'] as const)('takes no %s nobody can read', (part) => expect(changedBy(Object.values(UNREADABLE), (value) => revoke({ [part]: value }))).resolves.toBe(false));
  test.each(['revokedOn', 'receivedOn'] as const)('takes no day that is none as %s', (part) => expect(changedBy(NO_DAYS, (value) => revoke({ [part]: value }))).resolves.toBe(false));
  test('takes the words of any script', async () => {
    expect(await revoke({ paper: ARABIC })).toMatchObject({ ok: true });
  });

  describe('and the stop of services', () => {
    beforeEach(async () => {
      await revoke({});
    });
    test('takes no way of sending nobody can read', () => expect(changedBy(Object.values(UNREADABLE), (value) => stop({ how: value }))).resolves.toBe(false));
    test.each(['noticeSentOn', 'servicesEndOn'] as const)('takes no day that is none as %s', (part) => expect(changedBy(NO_DAYS, (value) => stop({ [part]: value }))).resolves.toBe(false));
  });
});

describe('a signature that came late', () => {
  const paper = { signed: 'copy', returnedOn: TODAY } as const;
  const sign = (part: object): Promise<Reply<unknown>> => desk.call('records.lateSignature', { iepId, signing: { type: 'agreedAll', signedBy: PARENT, relation: 'mother', signedOn: TODAY, paper, ...part } as never });
  const except = (part: object): Promise<Reply<unknown>> => sign({ type: 'agreedExcept', exceptions: [{ page: 'fapeServices', what: 'speech', parentWords: '', ...part }] });
  beforeEach(() => open((sample) => Object.assign(sample, { consentStatus: 'refused' })));

  test('takes no name that is none of a signer', () => expect(changedBy(Object.values(UNREADABLE), (signedBy) => sign({ signedBy }))).resolves.toBe(false));
  test('takes no day that is none, on the paper or for its return', async () => {
    expect(await changedBy(NO_DAYS, (signedOn) => sign({ signedOn }))).toBe(false);
    expect(await changedBy(NO_DAYS, (returnedOn) => sign({ paper: { ...paper, returnedOn } }))).toBe(false);
  });
  test('takes no exception nobody can read', () => expect(changedBy(Object.values(UNREADABLE), (what) => except({ what }))).resolves.toBe(false));
});

describe('a record that changes the Current', () => {
  beforeEach(async () => {
    await open();
    await desk.get('session.setProfile', { profile: SYSTEM_MANAGER });
  });
  const start: Send = (reason) => desk.call('drafts.startChange', { studentId, kind: 'correction', reason });

  test('takes no reason nobody can read', () => expect(changedBy(Object.values(UNREADABLE), start)).resolves.toBe(false));

  test.each(['2027-02-31', '0001-01-01', '9999-12-31', '', '   ', '\u202e2027-03-12', '2027\u0000-03-12', 'soon'])('is not affirmed as an exit on %j', async (on) => {
    expect(await start('The family moved to Nevada.')).toMatchObject({ ok: true });
    const { summary } = await desk.get('caseload.student', { studentId });
    const held = await hold(desk, summary.draft?.draftId ?? '');
    await held.type('pages/infoEligibility/exitReason', '87');
    if (on !== '') await held.type('pages/infoEligibility/exitDate', on);
    const reply = await desk.call('drafts.command', { draftId: held.draftId, parent: held.rev(), event: { type: 'correctionDeclared' } });
    const before = desk.picture();
    const ready = reply.ok ? await hold(desk, held.draftId) : held;
    expectAnswer(await desk.call('affirm.commit', { draftId: ready.draftId, parent: ready.rev(), attestation: { ...(await goodAttestation(ready)), variant: 'correction', typedName: SYSTEM_MANAGER.name } }), on);
    expect(desk.picture()).toEqual(before);
    expect((await desk.get('caseload.student', { studentId })).summary.current).toMatchObject({ exit: null, inForce: { plan: 'this' } });
  });
});

describe('a goal that is kept', () => {
  const goal = { area: 'Reading: fluency', from: 'K', to: '3', standard: '', en: 'Reads … words a minute.', es: '' } as const;
  const keep = (part: object): Promise<Reply<unknown>> => desk.call('goals.keep', { goal: { ...goal, ...part } });
  beforeEach(() => open());

  test.each(['area', 'en'] as const)('takes no %s nobody can read', (part) => expect(changedBy(Object.values(UNREADABLE), (value) => keep({ [part]: value }))).resolves.toBe(false));
  test('takes no grades that run backwards, which no bank is taken in with', async () => {
    expect(await changedBy(['5'], (from) => keep({ from }))).toBe(false);
    expect(await keep({ from: '3' })).toMatchObject({ ok: true });
  });
  test('takes no standard of signs nobody sees', () => expect(changedBy([UNREADABLE['signs nobody sees'], UNREADABLE['a control character'], UNREADABLE['words turned round'], LONG], (standard) => keep({ standard }))).resolves.toBe(false));
});

describe('the staff list', () => {
  let held: Held;
  beforeEach(async () => {
    await open();
    held = await startDraft(desk, studentId);
  });
  const put = async (part: object): Promise<Reply<unknown>> => {
    const document = await held.document();
    const row = { ...staffEntry({ name: 'Wilhelmina Oakes', title: 'Therapist', kind: 'motor', staffId: 'st9' }, 'fresh'), ...part };
    return desk.call('drafts.append', { draftId: held.draftId, parent: held.rev(), steps: [{ id: 'hostile', label: 'Staff', edits: [{ op: 'insertRow', at: 'staff', row, after: rowsAt(document, 'staff').at(-1)?.$row ?? null }] }] });
  };
  test.each(['name', 'id'] as const)('takes nobody whose %s nobody can read', (part) => expect(changedBy(Object.values(UNREADABLE), (value) => put({ [part]: value }))).resolves.toBe(false));
  test('takes no title of signs nobody sees', () => expect(changedBy(Object.values(UNREADABLE).filter((value) => value.trim() !== ''), (title) => put({ title }))).resolves.toBe(false));
  test('takes a name of any script', async () => {
    expect(await put({ name: 'ليلى حداد\u200f' })).toMatchObject({ ok: true });
  });
});

describe('facts of the state beside page 1', () => {
  beforeEach(() => open());
  // Fields take what is typed and say what is wrong with it; what they hold must never stand in the way of the caseload, the checks or the next word.
  test.each<readonly [string, readonly Json[]]>([
    ['tolledDays', [-1, 1e9, '   ', LONG, '\u202e5', 'Room\u00004', null]],
    ['interimStartDate', [...NO_DAYS, '   ', '\u200f', 'Room\u00004', null]],
    ['conserved', ['perhaps', LONG, '\u0000', null]],
  ])('%s keeps nothing from working, whatever is typed into it', async (fact, values) => {
    const held = await startDraft(desk, studentId);
    await held.type('pages/infoEligibility/purposes', ['interim', 'initial']);
    await held.type('pages/infoEligibility/referralDate', '2027-09-01');
    for (const value of values) {
      const now = await hold(desk, held.draftId);
      const reply = await desk.call('drafts.append', { draftId: held.draftId, parent: now.rev(), steps: [stepFor(await now.document(), `stateRecordExtras/${fact}`, value)] });
      if (!reply.ok) expectAnswer(reply, fact);
      expect(await desk.call('caseload.list')).toMatchObject({ ok: true });
      expect((await desk.call('paper.print', { draftId: held.draftId, parent: (await hold(desk, held.draftId)).rev(), kind: 'draft', language: 'en', toPrinter: false })).ok).toBe(true);
    }
  });
});
