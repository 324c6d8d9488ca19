/** Flow 8 through main: the IEP goes home, is followed up, comes back signed or not at all, and a signature after affirming changes no byte of the record. */
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDisk } from '../../../electron/vault/disk.ts';
import { vaultFiles } from '../../../electron/vault/vault-files.ts';
import { checkDocument } from '../../../shared/check/summary.ts';
import { issueKey } from '../../../shared/flow/affirm.ts';
import type { Signing } from '../../../shared/flow/late-signature.ts';
import { rowsAt } from '../../../shared/flow/read.ts';
import { UNSIGNED_OFFER } from '../../../shared/flow/unsigned-offer.ts';
import { PASSPHRASE } from '../../crash/rig.ts';
import { failureOf, setUp, type Desk } from './desk.ts';
import { copyInHand, discussEverything, goodAttestation, type Held, openMeeting, PARENT, printParentCopy, signAndReconcile, startDraft, TODAY } from './meeting.ts';

const DAY = 24 * 60 * 60 * 1000;
const BACK = '2027-10-06';
const INFO = 'pages/infoEligibility';

let desk: Desk;
let held: Held;
beforeEach(async () => {
  desk = await setUp();
  held = await copyInHand(desk);
});
afterEach(() => desk.end());

const refusal = async (send: Promise<void>): Promise<string> => send.then(() => 'nothing was refused', (error: unknown) => String(error));
const takeHome = () => held.send({ type: 'tookHome', on: TODAY, returnBy: BACK, signedPaper: 'copy' });
const followUp = (on: string, result: string) => held.send({ type: 'followedUp', on, channel: 'phone', result });
const student = () => desk.get('caseload.student', { studentId: held.studentId });
const copyOfStored = async () => (await held.document())['parentCopy'];
const signing = (part: Partial<Signing> = {}): Signing => ({ type: 'agreedAll', signedBy: PARENT, relation: 'mother', signedOn: '2027-10-20', paper: { signed: 'copy', returnedOn: '2027-10-21' }, ...part }) as Signing;

/** No answer after the agreed day and two follow-ups; affirmed as the district's offer. */
async function affirmUnanswered(): Promise<string> {
  await takeHome();
  desk.clock.pass(8 * DAY);
  await followUp('2027-10-06', 'No answer.');
  await followUp('2027-10-07', 'Left a message.');
  await held.send({ type: 'noResponse', on: '2027-10-07' });
  const { pages } = (await copyOfStored()) as unknown as { readonly pages: readonly string[] };
  for (const page of pages) await held.send({ type: 'sheetAnswered', answer: { page, answer: 'asPrinted', reason: '' } });
  await held.send({ type: 'declaredReconciled', original: 'Cumulative file', fileCopy: 'District scan' });
  await held.type(`${INFO}/purposes`, ['annual', 'other']);
  await held.type(`${INFO}/purposeOther`, UNSIGNED_OFFER);
  const warnings = checkDocument(await held.document(), '2027-10-07').issues.filter((issue) => issue.severity === 'warning').map(issueKey);
  const { iepId } = await desk.get('affirm.commit', { draftId: held.draftId, parent: held.rev(), attestation: { ...(await goodAttestation(held)), purposeOther: UNSIGNED_OFFER, variant: 'unsigned', warningsConfirmed: warnings } });
  return iepId;
}

describe('an IEP the parent takes home', () => {
  test('is due back on the agreed day, on Home, and its copy goes on the overdue side after it', async () => {
    expect((await student()).summary.due.map((item) => item.kind)).not.toContain('copyBack');
    await takeHome();
    expect((await student()).summary.due.find((item) => item.kind === 'copyBack')).toMatchObject({ due: BACK, isOverdue: false, countedFrom: { date: TODAY } });
    desk.clock.pass(8 * DAY);
    expect((await student()).summary.due.find((item) => item.kind === 'copyBack')).toMatchObject({ due: BACK, isOverdue: true });
  });

  test('lies never ahead, and has no "no answer" before a day was agreed, before that day has passed, nor before two follow-ups', async () => {
    expect(await refusal(held.send({ type: 'tookHome', on: '2027-09-30', returnBy: BACK, signedPaper: 'copy' }))).toContain('cannot lie ahead');
    expect(await refusal(held.send({ type: 'refused', on: '2027-09-30', scope: 'all', parentWords: '' }))).toContain('cannot lie ahead');
    const noAnswer = (on: string): Promise<string> => refusal(held.send({ type: 'noResponse', on }));
    await followUp(TODAY, 'No answer.');
    expect(await noAnswer(TODAY)).toContain('No day was agreed with the parent');
    await takeHome();
    expect(await noAnswer(TODAY)).toContain('Log at least two follow-ups');
    await followUp(TODAY, 'Left a message.');
    expect(await noAnswer('2027-10-07')).toContain('cannot lie ahead');
    expect(await refusal(followUp('2027-10-07', 'Called tomorrow.'))).toContain('cannot lie ahead');
    expect(await noAnswer(TODAY)).toContain('has not passed yet');
    desk.clock.pass(8 * DAY);
    expect(await noAnswer(BACK)).toContain('has not passed yet');
    expect(await noAnswer('2027-10-07')).toBe('nothing was refused');
    expect(await held.document()).toMatchObject({ consentStatus: 'noResponse', stateRecordExtras: { signature: 'absent' } });
    expect(rowsAt(await held.document(), 'meeting/contactLog').map((contact) => contact['result'])).toEqual(['No answer.', `The parent takes the IEP home and brings it back by ${BACK}.`, 'Left a message.']);
  });

  test('comes back as the paper that was signed, on its day', async () => {
    await takeHome();
    desk.clock.pass(6 * DAY);
    expect(await refusal(held.send({ type: 'agreedAll', signedBy: PARENT, relation: 'mother', signedOn: '2027-10-03' }))).toContain('which paper the parent signed');
    expect(await refusal(held.send({ type: 'agreedExcept', signedBy: PARENT, relation: 'mother', signedOn: '2027-10-03', exceptions: [{ page: 'fapeServices', what: 'speech', parentWords: '' }] }))).toContain('which paper the parent signed');
    expect(await refusal(held.send({ type: 'agreedAll', signedBy: PARENT, relation: 'mother', signedOn: '2027-10-03', paper: { signed: 'copy', returnedOn: '2027-10-02' } }))).toContain('between the day it was signed and today');
    await held.send({ type: 'agreedAll', signedBy: PARENT, relation: 'mother', signedOn: '2027-10-03', paper: { signed: 'copy', returnedOn: '2027-10-05' } });
    expect(await copyOfStored()).toMatchObject({ tookHomeOn: TODAY, returnBy: BACK, signedPaper: 'copy', returnedOn: '2027-10-05' });
    expect((await student()).summary.due.map((item) => item.kind)).not.toContain('copyBack');
  });
});

describe('a signature that comes after affirming', () => {
  test('is kept beside the record, whose files keep every byte, and puts its plan in force', async () => {
    const iepId = await affirmUnanswered();
    expect((await student()).summary.current).toMatchObject({ consent: 'noResponse', inForce: { plan: 'earlier' }, late: [] });
    const bytes = (): readonly [string, string][] => Object.entries(desk.picture()).filter(([path]) => path.includes('/packages/'));
    const before = bytes();
    expect(before.length).toBeGreaterThanOrEqual(4);
    desk.clock.pass(14 * DAY);
    expect(await desk.call('records.lateSignature', { iepId, signing: signing() })).toMatchObject({ ok: true });
    expect(bytes()).toEqual(before);
    const late = [{ agreed: 'all', signedBy: PARENT, signedOn: '2027-10-20', signed: 'copy', returnedOn: '2027-10-21', delivery: 'noServer' }];
    expect((await student()).summary.current).toMatchObject({ consent: 'agreedAll', inForce: { plan: 'this' }, late });
    expect((await desk.get('records.read', { iepId })).document).toMatchObject({ consentStatus: 'noResponse' });

    expect(await vaultFiles(createDisk(), join(desk.folder, 'vault'))).toContain(`signatures/${iepId}-1`);
    const again = await desk.restart();
    await again.get('session.unlock', { passphrase: PASSPHRASE });
    expect((await again.get('caseload.student', { studentId: held.studentId })).summary.current).toMatchObject({ consent: 'agreedAll', late });
  });

  test('says which paper and when, comes from somebody who may sign, and only the case manager records it', async () => {
    const iepId = await affirmUnanswered();
    desk.clock.pass(14 * DAY);
    const reasonFor = async (part: Partial<Signing>): Promise<string> => failureOf(await desk.call('records.lateSignature', { iepId, signing: signing(part) })).reason ?? '';
    expect(await reasonFor({ paper: undefined })).toContain('which paper the parent signed');
    expect(await reasonFor({ signedBy: 'An Aunt' })).toContain('education rights');
    expect(await reasonFor({ signedOn: '2028-01-01' })).toContain('cannot lie ahead');
    await desk.get('session.setProfile', { profile: { staffId: 'st2', name: 'Percival Odumegwu', role: 'relatedServiceProvider', area: 'communication', title: 'Speech pathologist' } });
    expect(await reasonFor({})).toContain("records the parent's answer");
    expect((await student()).summary.current?.late).toEqual([]);
  });

  test('may follow one with exceptions, and is what the next IEP starts from', async () => {
    const iepId = await affirmUnanswered();
    desk.clock.pass(14 * DAY);
    expect(await desk.call('records.lateSignature', { iepId, signing: signing({ type: 'agreedExcept', exceptions: [{ page: 'fapeServices', what: 'speech', parentWords: 'Alone, please.' }] }) })).toMatchObject({ ok: true });
    expect((await student()).summary.current).toMatchObject({ consent: 'agreedPart', late: [{ agreed: 'part' }] });
    expect(await desk.call('records.lateSignature', { iepId, signing: signing() })).toMatchObject({ ok: true });
    expect((await student()).summary.current).toMatchObject({ consent: 'agreedAll', late: [{ agreed: 'part' }, { agreed: 'all' }] });
    expect(failureOf(await desk.call('records.lateSignature', { iepId, signing: signing() })).reason).toContain('agreed to all parts of this IEP already');
    const next = await startDraft(desk, held.studentId);
    const document = await next.document();
    expect(document['implementedPlanRef']).toMatchObject({ base: document.previousDocumentId, except: [] });
  });

  test('that comes when the next IEP is affirmed leaves what that IEP was compared with: its clean copy says what its affirmed paper says', async () => {
    const imported = (await student()).summary.current?.iepId ?? '';
    const iepId = await affirmUnanswered();
    const next = await startDraft(desk, held.studentId);
    await openMeeting(next);
    await discussEverything(next);
    await printParentCopy(desk, next);
    const ready = await signAndReconcile(desk, next.draftId);
    const warningsConfirmed = checkDocument(await ready.document(), '2027-10-07').issues.filter((issue) => issue.severity === 'warning').map(issueKey);
    const { iepId: affirmed } = await desk.get('affirm.commit', { draftId: ready.draftId, parent: ready.rev(), attestation: { ...(await goodAttestation(ready)), warningsConfirmed } });
    const comparedWith = (kind: string): unknown => desk.paper.jobs.findLast((job) => job.kind === kind)?.previous?.documentId;
    const agreed = (await desk.get('records.read', { iepId: imported })).document.documentId;
    expect(comparedWith('affirmed')).toBe(agreed);
    desk.clock.pass(14 * DAY);
    expect(await desk.call('records.lateSignature', { iepId, signing: signing() })).toMatchObject({ ok: true });
    await desk.get('records.cleanCopy', { iepId: affirmed });
    expect(comparedWith('cleanCopy')).toBe(agreed);
  });
});
