import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { planInForce } from '../../../shared/flow/in-force.ts';
import { UNSIGNED_OFFER } from '../../../shared/flow/unsigned-offer.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import { failureOf, setUp, type Desk } from './desk.ts';
import { copyInHand, goodAttestation, type Held, TODAY } from './meeting.ts';

const INFO = 'pages/infoEligibility';
const WORDS = 'One to one, not in a group.';

let desk: Desk;
let held: Held;
beforeEach(async () => {
  desk = await setUp();
  held = await copyInHand(desk);
  await held.send({ type: 'refused', on: TODAY, scope: 'all', parentWords: WORDS });
  const { pages } = (await held.document())['parentCopy'] as unknown as { readonly pages: readonly string[] };
  for (const page of pages) await held.send({ type: 'sheetAnswered', answer: { page, answer: 'asPrinted', reason: '' } });
  await held.send({ type: 'declaredReconciled', original: 'Cumulative file', fileCopy: 'District scan' });
});
afterEach(() => desk.end());

const affirming = async (purposeOther: string) => {
  const attestation = { ...(await goodAttestation(held)), purposeOther, variant: 'unsigned' as const };
  return desk.call('affirm.commit', { draftId: held.draftId, parent: held.rev(), attestation });
};

describe('an offer the parent refused', () => {
  test('is not affirmed without the exact words in the purpose box, nor with others', async () => {
    expect(failureOf(await affirming(''))).toMatchObject({ code: 'affirmBlocked', reason: expect.stringContaining(UNSIGNED_OFFER) as string });
    await held.type(`${INFO}/purposes`, ['annual', 'other']);
    await held.type(`${INFO}/purposeOther`, 'no signature');
    expect(failureOf(await affirming('no signature'))).toMatchObject({ code: 'affirmBlocked', reason: expect.stringContaining(UNSIGNED_OFFER) as string });
  });

  test('is affirmed with them although the printed page has no such words; it is no handwriting', async () => {
    await held.type(`${INFO}/purposes`, ['annual', 'other']);
    await held.type(`${INFO}/purposeOther`, UNSIGNED_OFFER);
    expect((await held.document()).documentStatus).toBe('reconciled');
    expect(await affirming(UNSIGNED_OFFER)).toMatchObject({ ok: true });
    const { summary, records } = await desk.get('caseload.student', { studentId: held.studentId });
    expect(summary).toMatchObject({ draft: null, current: { consent: 'refused', inForce: { plan: 'earlier', meetingDate: '2026-10-14' } } });
    expect(records.map((record) => record.inForce.plan)).toEqual(['earlier', 'this']);
    const read = await desk.get('records.read', { iepId: summary.current?.iepId ?? '' });
    expect(read.document).toMatchObject({ handwrittenRevisions: [], pages: { consent: [{ refusalWords: WORDS }] }, affirmation: { statementVariant: 'unsigned' } });
  });
});

test('any other change of the purpose box opens the comparison with the paper again', async () => {
  await held.type(`${INFO}/purposes`, ['annual', 'transition', 'other']);
  await held.type(`${INFO}/purposeOther`, UNSIGNED_OFFER);
  expect((await held.document()).documentStatus).toBe('closed');
  expect(failureOf(await affirming(UNSIGNED_OFFER)).code).toBe('affirmBlocked');
  await expect(held.send({ type: 'declaredReconciled', original: 'Cumulative file', fileCopy: 'District scan' })).rejects.toThrow();
});

test('the plan in force without consent is the last one agreed to, none at a first IEP, or not on this computer', async () => {
  const doc = await held.document();
  const alone = (part: object): IepDocument => ({ ...doc, ...part }) as IepDocument;
  expect(planInForce(alone({ consentStatus: 'agreedPart' }), [])).toEqual({ plan: 'this' });
  expect(planInForce(doc, [])).toEqual({ plan: 'notHere' });
  expect(planInForce(alone({ implementedPlanRef: null, previousDocumentId: null }), [])).toEqual({ plan: 'none' });
  expect(planInForce(alone({ implementedPlanRef: null }), [])).toEqual({ plan: 'notHere' });
});
