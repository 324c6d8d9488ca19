import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { stateRecord, type StateRecord } from '../../../shared/check/record.ts';
import { checkRecord } from '../../../shared/check/run.ts';
import { checkDocument } from '../../../shared/check/summary.ts';
import type { Attestation } from '../../../shared/bridge/affirm.ts';
import { attestationText, issueKey } from '../../../shared/flow/affirm.ts';
import type { Signing } from '../../../shared/flow/late-signature.ts';
import { UNSIGNED_OFFER } from '../../../shared/flow/unsigned-offer.ts';
import { valueAt } from '../../../shared/iep/address.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import type { JsonObject } from '../../../shared/iep/json.ts';
import { paperOf } from '../../../shared/paper/plan.ts';
import { failureOf, sampleFile, setUp, SYSTEM_MANAGER, CASE_MANAGER, type Desk } from './desk.ts';
import { sampleDocument } from '../iep/sample.ts';
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

describe('a finding the parents did not sign', () => {
  const EXIT = { eligibilityOutcome: 'noLongerEligible', exitReason: '70', exitDate: TODAY };
  const REFUSED = { type: 'refused', on: TODAY, scope: 'all', parentWords: 'He still needs help.' } as const;

  async function affirming(held: Held, box: Partial<Attestation> = {}) {
    const warnings = checkDocument(await held.document(), TODAY).issues.filter((issue) => issue.severity === 'warning').map(issueKey);
    return desk.call('affirm.commit', { draftId: held.draftId, parent: held.rev(), attestation: { ...(await goodAttestation(held)), variant: 'unsigned', warningsConfirmed: warnings, ...box } });
  }

  test('is affirmed under the purposes its meeting had: no offer was made, so the words of an unsigned offer are neither asked for nor taken', async () => {
    const held = await meetingWith(EXIT);
    await held.send(REFUSED);
    await reconcile(held);
    await held.type(`${INFO}/purposes`, ['annual', 'other']);
    await held.type(`${INFO}/purposeOther`, UNSIGNED_OFFER);
    expect((await held.document()).documentStatus).toBe('reconciled');
    expect(failureOf(await affirming(held, { purposes: ['annual', 'other'], purposeOther: UNSIGNED_OFFER })).reason).toContain('no offer of FAPE was made');
    await held.type(`${INFO}/purposeOther`, '');
    await held.type(`${INFO}/purposes`, ['annual']);
    const done = await affirming(held);
    if (!done.ok) throw new Error(done.failure.reason ?? done.failure.code);
    const { document, attestation } = await desk.get('records.read', { iepId: done.value.iepId });
    expect(document).toMatchObject({ consentStatus: 'refused', pages: { infoEligibility: { purposes: ['annual'], purposeOther: '' } }, affirmation: { statementVariant: 'unsigned' }, handwrittenRevisions: [] });
    expect(attestation).toMatchObject({ text: expect.stringMatching(/match the finding made on .* that the student is no longer eligible; no parent signature was obtained\.$/u) as string });
    expect(JSON.stringify([document, attestation])).not.toContain(UNSIGNED_OFFER);
    expect(attestationText('unsigned', document as IepDocument, 'es')).toMatch(/la determinación del .* de que el estudiante ya no es elegible; no se obtuvo la firma de los padres\.$/u);
  });

  test('is affirmed only when page 1 says all of it, as a signed one is', async () => {
    const held = await meetingWith({ eligibilityOutcome: 'noLongerEligible' });
    await held.send(REFUSED);
    await reconcile(held);
    expect(failureOf(await affirming(held)).reason).toContain('enter the reason and the date of the exit');
  });

  test('is no offer to the check of the state either; a refused plan still is', () => {
    const said = (part: Partial<StateRecord>) => checkRecord({ ...stateRecord(sampleDocument()), signature: 'refused', ...part }, TODAY).map(({ id }) => id);
    expect(said({})).toContain('CAS-065');
    expect(said({ planType: '900' })).not.toContain('CAS-065');
    expect(said({ exitReason: '70', exitDate: TODAY })).not.toContain('CAS-065');
  });
});

describe('a finding affirmed before the parents said that they understand it', () => {
  const DAY = 24 * 60 * 60 * 1000;
  const LATE = { ...UNDERSTOOD, signedOn: '2027-10-20', paper: { signed: 'copy', returnedOn: '2027-10-21' } } as const;

  /** It went home, was followed up, never came back, and was affirmed without a signature. */
  async function affirmUnanswered(): Promise<{ readonly held: Held; readonly iepId: string }> {
    const held = await meetingWith({ eligibilityOutcome: 'noLongerEligible', exitReason: '70', exitDate: TODAY });
    await held.send({ type: 'tookHome', on: TODAY, returnBy: '2027-10-06', signedPaper: 'copy' });
    desk.clock.pass(8 * DAY);
    for (const on of ['2027-10-06', '2027-10-07']) await held.send({ type: 'followedUp', on, channel: 'phone', result: 'No answer.' });
    await held.send({ type: 'noResponse', on: '2027-10-07' });
    await reconcile(held);
    const warnings = checkDocument(await held.document(), '2027-10-07').issues.filter((issue) => issue.severity === 'warning').map(issueKey);
    expect(warnings.filter((key) => key.startsWith('CAS-065'))).toEqual([]);
    const { iepId } = await desk.get('affirm.commit', { draftId: held.draftId, parent: held.rev(), attestation: { ...(await goodAttestation(held)), variant: 'unsigned', warningsConfirmed: warnings } });
    return { held, iepId };
  }
  const summaryOf = async (held: Held) => (await desk.get('caseload.student', { studentId: held.studentId })).summary;
  const say = (iepId: string, signing: Signing) => desk.call('records.lateSignature', { iepId, signing });

  test('is owed their word on Home until it comes; the word stands beside the record, whose files keep every byte, ends the plan and is on the clean copy', async () => {
    const { held, iepId } = await affirmUnanswered();
    expect((await summaryOf(held)).due.find(({ kind }) => kind === 'understanding')).toMatchObject({ due: '2027-10-06', isOverdue: true });
    expect((await summaryOf(held)).nextAnnualDate).not.toBe('');
    expect((await summaryOf(held)).current).toMatchObject({ consent: 'noResponse', finding: { outcome: 'noLongerEligible', isDisputed: false }, inForce: { plan: 'earlier' } });
    const bytes = (): readonly [string, string][] => Object.entries(desk.picture()).filter(([path]) => path.includes('/packages/'));
    const before = bytes();
    expect(before.length).toBeGreaterThanOrEqual(4);
    desk.clock.pass(14 * DAY);
    expect(await say(iepId, LATE)).toMatchObject({ ok: true });
    expect(bytes()).toEqual(before);
    expect(await summaryOf(held)).toMatchObject({ due: [], nextAnnualDate: '', nextTriennialDate: '', current: { consent: 'notEligibleAck', finding: { isDisputed: false }, inForce: { plan: 'ended', on: TODAY }, late: [{ agreed: 'understood', signedBy: PARENT, signedOn: '2027-10-20', returnedOn: '2027-10-21' }] } });
    expect((await desk.get('records.read', { iepId })).document).toMatchObject({ consentStatus: 'noResponse' });
    expect(failureOf(await say(iepId, LATE)).reason).toContain('signed already that they understand');

    await desk.get('records.cleanCopy', { iepId });
    const sheet = valueAt(desk.paper.jobs.findLast(({ kind }) => kind === 'cleanCopy')?.document as IepDocument, 'pages/consent');
    expect(sheet).toMatchObject([{ consentChoice: 'noLongerEligibleUnderstood', parentSignatures: [{ printedName: PARENT, outcome: 'signed', signedOn: '2027-10-20' }] }]);
  });

  test('may be understood and not agreed with: the words of the parent stand on the sheet; an empty line, a plan agreed to, or somebody without rights is refused', async () => {
    const { held, iepId } = await affirmUnanswered();
    desk.clock.pass(14 * DAY);
    const reasonOf = async (signing: Signing): Promise<string> => failureOf(await say(iepId, signing)).reason ?? '';
    expect(await reasonOf({ ...LATE, parentWords: ' ' })).toContain('in their own words');
    expect(await reasonOf({ ...LATE, type: 'agreedAll' } as Signing)).toContain('no plan to agree to');
    expect(await reasonOf({ ...LATE, signedBy: 'An Aunt' })).toContain('education rights');
    expect(await reasonOf({ ...LATE, paper: undefined })).toContain('which paper the parent signed');
    expect((await summaryOf(held)).current?.late).toEqual([]);
    expect(await say(iepId, { ...LATE, parentWords: 'He still needs help with reading.' })).toMatchObject({ ok: true });
    expect((await summaryOf(held)).current).toMatchObject({ consent: 'notEligibleAck', finding: { outcome: 'noLongerEligible', isDisputed: true }, late: [{ agreed: 'disagrees' }] });
    await desk.get('records.cleanCopy', { iepId });
    const job = desk.paper.jobs.findLast(({ kind }) => kind === 'cleanCopy');
    if (job === undefined) throw new Error('No clean copy was made.');
    const texts = paperOf(job).texts.map(({ text }) => text);
    expect(texts).toContain('He still needs help with reading.');
  });

  test('is understood at once where the parent refused to sign at first, before it is affirmed', async () => {
    const held = await meetingWith({ eligibilityOutcome: 'noLongerEligible', exitReason: '70', exitDate: TODAY });
    await held.send({ type: 'refused', on: TODAY, scope: 'all', parentWords: 'I want to think.' });
    await held.send({ ...UNDERSTOOD, parentWords: 'He still needs help.' });
    expect((await summaryOf(held)).draft).toMatchObject({ consent: 'notEligibleAck', finding: { isDisputed: true } });
    expect(await held.document()).toMatchObject({ consentStatus: 'notEligibleAck', pages: { consent: [{ consentChoice: 'noLongerEligibleUnderstood', refusalWords: 'He still needs help.' }] } });
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
