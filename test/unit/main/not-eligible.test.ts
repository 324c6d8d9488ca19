import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkDocument } from '../../../shared/check/summary.ts';
import { valueAt } from '../../../shared/iep/address.ts';
import type { JsonObject } from '../../../shared/iep/json.ts';
import { failureOf, sampleFile, setUp, SYSTEM_MANAGER, CASE_MANAGER, type Desk } from './desk.ts';
import { discussEverything, goodAttestation, hold, openMeeting, PARENT, printParentCopy, startDraft, TODAY, type Held } from './meeting.ts';

const INFO = 'pages/infoEligibility';
const UNDERSTOOD = { type: 'notEligibleUnderstood', signedBy: PARENT, relation: 'mother', signedOn: TODAY } as const;

let desk: Desk;
beforeEach(async () => {
  desk = await setUp();
});
afterEach(() => desk.end());

/** A meeting that ends with this finding on page 1, printed. */
async function meetingWith(finding: JsonObject): Promise<Held> {
  const { studentId } = await desk.get('exchange.import', { bytes: sampleFile() });
  const held = await startDraft(desk, studentId);
  // Some of it is the student record, which the district keeps.
  await desk.get('session.setProfile', { profile: SYSTEM_MANAGER });
  for (const [field, value] of Object.entries(finding)) await held.type(`${INFO}/${field}`, value as string);
  if (finding['planType'] === '900') await held.type('pages/fapeServices/services', []);
  await desk.get('session.setProfile', { profile: CASE_MANAGER });
  await openMeeting(held);
  await discussEverything(held);
  await printParentCopy(desk, held);
  return hold(desk, held.draftId);
}

async function reconcile(held: Held): Promise<void> {
  const { pages } = (await held.document())['parentCopy'] as unknown as { readonly pages: readonly string[] };
  for (const page of pages) await held.send({ type: 'sheetAnswered', answer: { page, answer: 'asPrinted', reason: '' } });
  await held.send({ type: 'declaredReconciled', original: 'Cumulative file', fileCopy: 'District scan' });
}

describe('a student who is no longer eligible', () => {
  const EXIT = { eligibilityOutcome: 'noLongerEligible', exitReason: '70', exitDate: TODAY };

  test('is affirmed on the parent\'s understanding, which is no consent to a plan; special education ends, and no review is due any more', async () => {
    const held = await meetingWith(EXIT);
    await expect(held.send({ type: 'agreedAll', signedBy: PARENT, relation: 'mother', signedOn: TODAY })).rejects.toThrow('no plan to agree to');
    await expect(held.send({ type: 'agreedExcept', signedBy: PARENT, relation: 'mother', signedOn: TODAY, exceptions: [{ page: 'goals', what: 'x', parentWords: '' }] })).rejects.toThrow('no plan to agree to');
    await held.send(UNDERSTOOD);
    await reconcile(held);
    const attestation = await goodAttestation(held);
    const call = (variant: typeof attestation.variant) => desk.call('affirm.commit', { draftId: held.draftId, parent: held.rev(), attestation: { ...attestation, variant } });
    expect(failureOf(await call('signed')).code).toBe('affirmBlocked');
    const done = await call('notEligible');
    if (!done.ok) throw new Error(done.failure.reason ?? done.failure.code);
    const { summary } = await desk.get('caseload.student', { studentId: held.studentId });
    expect(summary).toMatchObject({ draft: null, nextAnnualDate: '', nextTriennialDate: '', due: [], current: { consent: 'notEligibleAck', inForce: { plan: 'ended', on: TODAY } } });
    const { document, attestation: kept } = await desk.get('records.read', { iepId: done.value.iepId });
    expect(document).toMatchObject({ implementedPlanRef: null, affirmation: { signDate: TODAY, statementVariant: 'notEligible' } });
    expect(valueAt(document, 'pages/consent')).toMatchObject([{ consentChoice: 'noLongerEligibleUnderstood', parentSignatures: [{ printedName: PARENT, signedOn: TODAY }] }]);
    // There is no plan left to amend.
    expect(failureOf(await desk.call('drafts.startChange', { studentId: held.studentId, kind: 'amendment', reason: 'Longer speech.' })).reason).toContain('there is no plan to amend');
    expect(kept).toMatchObject({ text: expect.stringContaining('no longer eligible and which the parent signed') as string });
  });

  test('needs the reason and the date of the exit on page 1 before the answer counts, and somebody with education rights to give it', async () => {
    const held = await meetingWith({ eligibilityOutcome: 'noLongerEligible' });
    await expect(held.send(UNDERSTOOD)).rejects.toThrow('reason and the date of the exit');
    await held.type(`${INFO}/exitReason`, '70');
    await held.type(`${INFO}/exitDate`, TODAY);
    await expect(held.send({ ...UNDERSTOOD, signedBy: 'An Aunt' })).rejects.toThrow('education rights');
    await held.send(UNDERSTOOD);
    expect((await held.document()).consentStatus).toBe('notEligibleAck');
  });
});

describe('a student found not eligible at a first evaluation', () => {
  test('has no plan in force, and the state is told so', async () => {
    const held = await meetingWith({ purposes: ['initial'], meetingType: '10', referralDate: '2027-08-01', referredBy: '10', evalConsentDate: '2027-08-10', eligibilityOutcome: 'notEligible', planType: '900', disability1: '', disability2: '', degreeOfSupport: '', priorAnnualDate: '', priorEvalDate: '' });
    await held.send(UNDERSTOOD);
    await reconcile(held);
    expect(checkDocument(await held.document(), TODAY).issues.filter(({ severity }) => severity === 'error').map(({ id, message }) => `${id} ${message}`)).toEqual([]);
    const done = await desk.call('affirm.commit', { draftId: held.draftId, parent: held.rev(), attestation: { ...(await goodAttestation(held)), variant: 'notEligible' } });
    if (!done.ok) throw new Error(done.failure.reason ?? done.failure.code);
    const { document } = await desk.get('records.read', { iepId: done.value.iepId });
    expect(document).toMatchObject({ stateRecordExtras: { initialServicesConsent: 'n/a', signature: 'signed' } });
    const { summary } = await desk.get('caseload.student', { studentId: held.studentId });
    expect(summary).toMatchObject({ due: [], current: { inForce: { plan: 'none' } } });
  });

  test('is not answered for while the plan type still says that there is a plan, nor where page 1 finds eligibility', async () => {
    const held = await meetingWith({ eligibilityOutcome: 'notEligible' });
    await expect(held.send(UNDERSTOOD)).rejects.toThrow('Not eligible (900)');
    await held.type(`${INFO}/eligibilityOutcome`, 'eligible');
    await expect(held.send(UNDERSTOOD)).rejects.toThrow('does not say');
  });
});
