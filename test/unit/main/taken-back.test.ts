/** An answer recorded by mistake, through main: taken back before affirming with its reason, and the IEP is affirmed with the answer that stands on the paper. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { rowsAt } from '../../../shared/flow/read.ts';
import { PASSPHRASE } from '../../crash/rig.ts';
import { failureOf, setUp, SPEECH, type Desk } from './desk.ts';
import { copyInHand, goodAttestation, hold, PARENT, readyToAffirm, TODAY, type Held } from './meeting.ts';

const SIGNED = { signedBy: PARENT, relation: 'mother', signedOn: TODAY } as const;
const BACK = { type: 'answerTakenBack', reason: 'Pressed for "except for".' } as const;

let desk: Desk;
beforeEach(async () => {
  desk = await setUp();
});
afterEach(() => desk.end());

const refusal = async (held: Held, event: Parameters<Held['send']>[0]) => failureOf(await desk.call('drafts.command', { draftId: held.draftId, parent: held.rev(), event }));

test('what the answer wrote over comes from main: a page that claims it is refused, and the document says after it what it said before', async () => {
  const held = await copyInHand(desk);
  const { work: _before, journal: _lines, ...asked } = await held.document();
  await held.send({ type: 'agreedAll', ...SIGNED });
  expect((await refusal(held, { ...BACK, stood: [{ at: 'pages/consent', value: [] }] } as never)).code).toBe('badRequest');
  expect(await refusal(held, { ...BACK, reason: ' ' })).toMatchObject({ code: 'refused', reason: 'Say why the answer is taken back.' });
  await held.send(BACK);
  const { work: _after, journal, ...document } = await held.document();
  expect(document).toEqual(asked);
  expect(rowsAt({ journal: journal ?? [] }, 'journal').slice(-2)).toMatchObject([{ event: 'recordAgreeAll' }, { event: 'takeAnswerBack', by: 'st1', reason: BACK.reason }]);
});

test('it is the same after a restart, is refused to a provider, and nothing is left to take back twice', async () => {
  const held = await copyInHand(desk);
  await held.send({ type: 'refused', on: TODAY, scope: 'all', parentWords: 'Not yet.' });
  const again = await desk.restart();
  await again.get('session.unlock', { passphrase: PASSPHRASE });
  const { profile } = await again.get('session.status');
  await again.get('session.setProfile', { profile: SPEECH });
  const reopened = await hold(again, held.draftId);
  expect(failureOf(await again.call('drafts.command', { draftId: held.draftId, parent: reopened.rev(), event: BACK }))).toMatchObject({ code: 'notYours' });
  if (profile !== null) await again.get('session.setProfile', { profile });
  await reopened.send(BACK);
  expect(await reopened.document()).toMatchObject({ consentStatus: 'awaiting', pages: { consent: [{ consentChoice: '', refusalWords: '' }] } });
  expect(failureOf(await again.call('drafts.command', { draftId: held.draftId, parent: reopened.rev(), event: BACK })).reason).toBe('The parent has not answered yet.');
});

test('the affirmed IEP says what stands on the paper, with both in its journal, and its answer is taken back no more', async () => {
  const held = await readyToAffirm(desk);
  await held.send(BACK);
  const early = await goodAttestation(held);
  expect(failureOf(await desk.call('affirm.commit', { draftId: held.draftId, parent: held.rev(), attestation: early })).reason).toContain("The parent's answer is not recorded yet");
  await held.send({ type: 'agreedExcept', ...SIGNED, exceptions: [{ page: 'fapeServices', what: 'speech', parentWords: 'Alone, please.' }] });
  const { iepId } = await desk.get('affirm.commit', { draftId: held.draftId, parent: held.rev(), attestation: { ...(await goodAttestation(held)), variant: 'part' } });
  const { document } = await desk.get('records.read', { iepId });
  expect(document).toMatchObject({ consentStatus: 'agreedPart', affirmation: { statementVariant: 'part', signDate: TODAY }, pages: { consent: [{ consentChoice: 'agreeExcept', parentSignatures: [{ printedName: PARENT }] }] } });
  const answers = rowsAt(document, 'journal').map((line) => line['event']).filter((event) => ['recordAgreeAll', 'takeAnswerBack', 'recordAgreeExcept'].includes(String(event)));
  expect(answers).toEqual(['recordAgreeAll', 'takeAnswerBack', 'recordAgreeExcept']);
  expect(failureOf(await desk.call('drafts.command', { draftId: held.draftId, parent: held.rev(), event: BACK })).code).toBe('staleDraft');
});
