/** Flow 6 through main: a meeting left to be continued is affirmed as it stood, goes on under its own date, and its second part takes the place of the first. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkDocument } from '../../../shared/check/summary.ts';
import type { Attestation } from '../../../shared/bridge/affirm.ts';
import { issueKey, waitsOpen } from '../../../shared/flow/affirm.ts';
import { pageStateOf, rowsAt, textAt } from '../../../shared/flow/read.ts';
import { withoutRowIds } from '../../../shared/iep/ids.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import { failureOf, setUp, type Desk } from './desk.ts';
import { goodAttestation, hold, importSample, openMeeting, PARENT, printParentCopy, startDraft, TODAY, type Held } from './meeting.ts';

const NOTES = 'pages/structuredNotes';
const SETTING = 'pages/fapeSetting';
const SERVICES = 'pages/fapeServices/services';
const AGAIN = '2027-10-06';
const WHY = 'The team ran out of time before the setting and the emergency program.';

let desk: Desk;
let held: Held;
beforeEach(async () => {
  desk = await setUp();
  await leaveOpen(null);
});

/** A first part that is to be continued, ready to be affirmed; `minutes` of speech where it changes them. */
async function leaveOpen(minutes: number | null): Promise<void> {
  const { studentId } = await importSample(desk);
  held = await startDraft(desk, studentId);
  const speech = rowsAt(await held.document(), SERVICES).find((line) => String(line['code']).startsWith('415'));
  if (minutes !== null) await held.type(`${SERVICES}/@${speech?.$row ?? ''}/minutes`, minutes);
  // Two pages nobody gets to: one with a state error in it, one that is empty.
  await held.type(`${SETTING}/setting`, '');
  await held.type(`${SETTING}/percentRegular`, null);
  await openMeeting(held);
  for (const goal of rowsAt(await held.document(), 'pages/goals/items')) await held.send({ type: 'goalDiscussed', goal: goal.$row });
  for (const page of ['infoEligibility', 'presentLevels', 'specialFactors', 'stateAssessments', 'fapeServices']) await held.send({ type: 'pageDiscussed', page });
  await held.type(`${NOTES}/outcome`, 'toBeContinued');
  await held.type(`${NOTES}/outcomeReason`, WHY);
  await held.type(`${NOTES}/reconveneDate`, AGAIN);
  await printParentCopy(desk, held);
  held = await hold(desk, held.draftId);
  await reconcile();
}
afterEach(() => desk.end());

async function reconcile(): Promise<void> {
  const { pages } = (await held.document())['parentCopy'] as unknown as { readonly pages: readonly string[] };
  for (const page of pages) await held.send({ type: 'sheetAnswered', answer: { page, answer: 'asPrinted', reason: '' } });
  await held.send({ type: 'declaredReconciled', original: 'Cumulative file', fileCopy: 'District scan' });
}

/** As the wizard collects it: reasons for the gaps of discussed pages, everything else looked at and confirmed. */
async function attestation(part: Partial<Attestation> = {}): Promise<Attestation> {
  const document = await held.document();
  const { issues } = checkDocument(document, TODAY);
  const good = await goodAttestation(held);
  const waiting = issues.filter((issue) => waitsOpen(document, issue));
  expect(waiting.map((issue) => issue.severity)).toEqual(expect.arrayContaining(['error', 'gap']));
  return {
    ...good, variant: 'continued', warningsConfirmed: [...good.warningsConfirmed, ...waiting.map(issueKey)],
    gapReasons: Object.fromEntries(Object.entries(good.gapReasons).filter(([key]) => !waiting.some((issue) => issueKey(issue) === key))), ...part,
  };
}
const affirm = async (part: Partial<Attestation> = {}) => desk.call('affirm.commit', { draftId: held.draftId, parent: held.rev(), attestation: await attestation(part) });
const student = () => desk.get('caseload.student', { studentId: held.studentId });
/** Every word of the pages, without the state each is in and the ids of its rows. */
const wordsOf = (document: IepDocument): unknown => JSON.parse(JSON.stringify(withoutRowIds(document)['pages'], (key, value: unknown) => (key === 'pageState' ? undefined : value)));
/** The files of one affirmed IEP, by their digests. */
const filesOf = (iepId: string): readonly (readonly [string, string])[] => Object.entries(desk.picture()).filter(([path]) => path.startsWith(`/vault/packages/${iepId}.`));
const stored = async (iepId: string): Promise<IepDocument> => (await desk.get('records.read', { iepId })).document as IepDocument;

/** From the affirmed first part to the moment before the second one is affirmed. */
async function goOn(): Promise<void> {
  const { draftId } = await desk.get('drafts.continue', { studentId: held.studentId });
  held = await hold(desk, draftId);
  await expect(held.send({ type: 'openMeeting', date: TODAY, start: '14:30', place: 'Room 12', noteTaker: 'st4' })).rejects.toThrow('on a later day than the last session');
  desk.clock.pass(7 * 24 * 60 * 60 * 1000);
  await held.send({ type: 'openMeeting', date: AGAIN, start: '14:30', place: 'Room 12', noteTaker: 'st4' });
  await held.type(`${SETTING}/setting`, '400');
  await held.type(`${SETTING}/percentRegular`, 84);
  for (const page of ['fapeSetting', 'emergencyProgram']) await held.send({ type: 'pageDiscussed', page });
  await held.type(`${NOTES}/outcome`, 'completed');
  await desk.get('paper.print', { draftId, parent: held.rev(), kind: 'parentCopy', language: 'en', end: '15:05', toPrinter: true });
  held = await hold(desk, draftId);
  await held.send({ type: 'agreedAll', signedBy: PARENT, relation: 'mother', signedOn: AGAIN });
  await reconcile();
}

describe('an IEP to be continued', () => {
  test('is affirmed with the open errors and gaps of undiscussed pages confirmed, each named in the record, and no page is changed to clear them', async () => {
    const before = await held.document();
    expect(failureOf(await affirm({ warningsConfirmed: (await goodAttestation(held)).warningsConfirmed }))).toMatchObject({ code: 'affirmBlocked', reason: expect.stringContaining('stays open until the meeting goes on') as string });
    expect(await affirm()).toMatchObject({ ok: true });
    const { summary, records } = await student();
    expect(summary).toMatchObject({ draft: null, current: { toBeContinued: true, inStateReport: false, consent: 'awaiting', meetingDate: TODAY } });
    expect(summary.due.find((item) => item.kind === 'reconvene')).toMatchObject({ due: AGAIN, countedFrom: { date: TODAY } });
    expect(records).toHaveLength(2);
    const record = await stored(summary.current?.iepId ?? '');
    // The answer is given to the whole, at its last part.
    expect(failureOf(await desk.call('records.lateSignature', { iepId: summary.current?.iepId ?? '', signing: { type: 'agreedAll', signedBy: PARENT, relation: 'mother', signedOn: TODAY, paper: { signed: 'original', returnedOn: TODAY } } })).reason).toContain('belongs to its last part');
    expect(record['affirmation']).toMatchObject({ statementVariant: 'continued', inStateReport: false });
    const open = (record['affirmation'] as unknown as { readonly open: readonly { readonly rule: string; readonly page: string }[] }).open;
    expect(open.map(({ page }) => page)).toContain('fapeSetting');
    expect(open.filter(({ rule }) => rule.startsWith('CAS-')).length).toBeGreaterThan(0);
    for (const page of ['fapeSetting', 'emergencyProgram', 'presentLevels']) expect(pageStateOf(record, page), page).toBe(pageStateOf(before, page));
    expect(textAt(record, `${SETTING}/setting`)).toBe('');
    expect(wordsOf(record)).toEqual(wordsOf(before));
  });

  test('is stopped by an error on a page that was discussed', async () => {
    await held.type('pages/infoEligibility/meetingType', '');
    const { pages } = (await held.document())['parentCopy'] as unknown as { readonly pages: readonly string[] };
    expect(pages).toContain('infoEligibility');
    await held.send({ type: 'differenceExplained', answer: { at: 'pages/infoEligibility/meetingType', kind: 'correction', writtenBy: '', initials: [], reason: 'wrong' } });
    await held.send({ type: 'sheetAnswered', answer: { page: 'infoEligibility', answer: 'changedByHand', reason: '' } });
    await held.send({ type: 'declaredReconciled', original: 'Cumulative file', fileCopy: 'District scan' });
    expect(failureOf(await affirm())).toMatchObject({ code: 'affirmBlocked', reason: expect.stringMatching(/^CAS-\d/) as string });
  });

  test('is not attested as signed, nor is a finished meeting attested as continued', async () => {
    expect(failureOf(await affirm({ variant: 'signed' })).reason).toMatch(/will be continued; the statement does not/);
    const finished = { ...(await attestation()), variant: 'continued' as const };
    await held.type(`${NOTES}/outcome`, 'completed');
    await held.send({ type: 'differenceExplained', answer: { at: `${NOTES}/outcome`, kind: 'correction', writtenBy: '', initials: [], reason: 'wrong' } });
    await held.send({ type: 'sheetAnswered', answer: { page: 'structuredNotes', answer: 'changedByHand', reason: '' } });
    await held.send({ type: 'agreedAll', signedBy: PARENT, relation: 'mother', signedOn: TODAY });
    await held.send({ type: 'declaredReconciled', original: 'Cumulative file', fileCopy: 'District scan' });
    expect(failureOf(await desk.call('affirm.commit', { draftId: held.draftId, parent: held.rev(), attestation: finished })).reason).toMatch(/do not say that this meeting will be continued/);
  });

  test('goes on under its first date, with its marks, its words and a second consent sheet, and its second part takes its place', async () => {
    const before = await held.document();
    expect(await affirm()).toMatchObject({ ok: true });
    const first = (await student()).summary.current?.iepId ?? '';
    const [part, files] = [await stored(first), filesOf(first)];
    expect(files.map(([path]) => path.split('.').at(-1))).toEqual(expect.arrayContaining(['iep', 'pdf']));
    await goOn();

    const document = await held.document();
    expect([document.continuationOf, document.meeting['meetingDate'], textAt(document, 'pages/infoEligibility/meetingDate')]).toEqual([before.documentId, TODAY, TODAY]);
    for (const field of ['nextAnnualDate', 'nextTriennialDate', 'planEffectiveDate']) expect(textAt(document, `pages/infoEligibility/${field}`), field).toBe(textAt(before, `pages/infoEligibility/${field}`));
    for (const sheet of ['attendance', 'consent']) expect(rowsAt(document, `pages/${sheet}`).map((row) => row['sessionDate']), sheet).toEqual([TODAY, AGAIN]);
    expect(textAt(document, `${NOTES}/earlierSessionNote`)).toBe(`Continued from Sep 29, 2027. ${WHY}`);
    expect(document.work?.discussed['pages/presentLevels']).toEqual(before.work?.discussed['pages/presentLevels']);
    expect(document.work?.goals).toEqual(before.work?.goals);
    expect(document.work?.prior).toHaveLength(before.work?.prior.length ?? -1);

    const good = await goodAttestation(held);
    expect(await desk.call('affirm.commit', { draftId: held.draftId, parent: held.rev(), attestation: { ...good, warningsConfirmed: checkDocument(document, AGAIN).issues.filter((issue) => issue.severity === 'warning').map(issueKey) } })).toMatchObject({ ok: true });
    const { summary, records } = await student();
    expect(summary).toMatchObject({ draft: null, current: { toBeContinued: false, inStateReport: true, consent: 'agreedAll', meetingDate: TODAY, part: { no: 2, of: 2 } } });
    expect(records.map(({ iepId, standing, part }) => [iepId === first, standing, part])).toEqual([[false, 'current', { no: 2, of: 2 }], [true, 'history', { no: 1, of: 2 }], [false, 'history', null]]);
    expect(summary.due.map((item) => item.kind)).not.toContain('reconvene');
    // The first part is locked: nothing of the second one touched it.
    expect(filesOf(first)).toEqual(files);
    expect(await stored(first)).toEqual(part);
  });

  /** What the affirmed whole keeps of the notice, and the plan its paper was held against. */
  async function noticeOfWhole(): Promise<{ readonly kept: readonly string[]; readonly printed: string; readonly onScreen: string; readonly imported: string }> {
    const imported = (await student()).summary.current?.iepId ?? '';
    expect(await affirm()).toMatchObject({ ok: true });
    const onScreen = (await student()).summary.current?.planIepId ?? '';
    await goOn();
    const printed = desk.paper.jobs.findLast(({ kind }) => kind === 'parentCopy')?.previous?.documentId ?? '';
    const good = await goodAttestation(held);
    const { iepId } = await desk.get('affirm.commit', { draftId: held.draftId, parent: held.rev(), attestation: { ...good, warningsConfirmed: checkDocument(await held.document(), AGAIN).issues.filter((issue) => issue.severity === 'warning').map(issueKey) } });
    const { warnings } = (await stored(iepId))['affirmation'] as unknown as { readonly warnings: readonly { readonly rule: string; readonly message: string }[] };
    expect(desk.paper.jobs.findLast(({ kind }) => kind === 'affirmed')?.previous?.documentId).toBe(printed);
    await desk.get('records.cleanCopy', { iepId });
    expect(desk.paper.jobs.findLast(({ kind }) => kind === 'cleanCopy')?.previous?.documentId).toBe(printed);
    return { kept: warnings.filter(({ rule }) => rule === 'L-503').map(({ message }) => message), printed, onScreen, imported };
  }

  test('is held against the IEP before its first part, the last one agreed to: a service the first part changed has changed, at affirm, on screen and on paper', async () => {
    await desk.end();
    desk = await setUp();
    await leaveOpen(15);
    const { kept, printed, onScreen, imported } = await noticeOfWhole();
    expect(kept).toEqual([expect.stringContaining('No action names this change of the offer: Language and speech')]);
    expect(onScreen).toBe(imported);
    expect(printed).toBe((await stored(imported)).documentId);
  });

  test('has changed nothing where neither part did', async () => {
    const { kept, onScreen, imported } = await noticeOfWhole();
    expect(kept.join()).toContain('of the seven elements');
    expect(kept.join()).not.toContain('No action names');
    expect(onScreen).toBe(imported);
  });

  test('goes on once, by the case manager, and only while its notes say so', async () => {
    expect(failureOf(await desk.call('drafts.continue', { studentId: held.studentId })).code).toBe('openDraftExists');
    expect(await affirm()).toMatchObject({ ok: true });
    await desk.get('session.setProfile', { profile: { staffId: 'st2', name: 'Percival Odumegwu', role: 'relatedServiceProvider', area: 'communication', title: 'Speech pathologist' } });
    expect(failureOf(await desk.call('drafts.continue', { studentId: held.studentId }))).toMatchObject({ code: 'notYours', reason: 'The case manager continues or amends an IEP.' });
  });
});

test('an IEP whose meeting was finished has nothing to continue', async () => {
  const other = await setUp();
  try {
    const { studentId } = await importSample(other);
    expect(failureOf(await other.call('drafts.continue', { studentId }))).toMatchObject({ code: 'refused', reason: expect.stringContaining('do not say that its meeting will be continued') as string });
  } finally {
    await other.end();
  }
});
