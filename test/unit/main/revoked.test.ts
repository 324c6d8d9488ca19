/** A written revocation of consent through main: kept beside the affirmed IEP, whose files keep every byte; owed on Home until notice and stop are recorded (34 CFR 300.300(b)(4)). */
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDisk } from '../../../electron/vault/disk.ts';
import { vaultFiles } from '../../../electron/vault/vault-files.ts';
import type { Revoking, Stopping } from '../../../shared/iep/revoked.ts';
import { ok } from '../../../shared/words/failures.ts';
import { PASSPHRASE } from '../../crash/rig.ts';
import { affirmChange, attestChange, beginChange } from './change-hands.ts';
import { CASE_MANAGER, failureOf, setUp, SPEECH, SYSTEM_MANAGER, type Desk } from './desk.ts';
import { importSample, PARENT, startDraft, TODAY } from './meeting.ts';

const revoking: Revoking = { revokedBy: PARENT, relation: 'mother', revokedOn: '2027-09-27', receivedOn: '2027-09-28', paper: 'Special education file, room 4' };
const stopping: Stopping = { noticeSentOn: TODAY, how: 'by mail', servicesEndOn: '2027-10-08' };

let desk: Desk;
let studentId: string;
let iepId: string;
beforeEach(async () => {
  desk = await setUp();
  ({ studentId } = await importSample(desk));
  iepId = (await desk.get('caseload.student', { studentId })).summary.current?.iepId ?? '';
});
afterEach(() => desk.end());

const student = async (at: Desk = desk) => (await at.get('caseload.student', { studentId })).summary;
const revoke = (part: Partial<Revoking> = {}) => desk.call('records.revoke', { iepId, revoking: { ...revoking, ...part } });
const stop = (part: Partial<Stopping> = {}) => desk.call('records.stopServices', { iepId, stopping: { ...stopping, ...part } });
const packages = (): readonly [string, string][] => Object.entries(desk.picture()).filter(([path]) => path.includes('/packages/'));

describe('a written revocation of consent', () => {
  test('is kept beside the record, ends its plan from its day on in words of its own, and is there after a restart', async () => {
    const before = packages();
    expect((await student()).current).toMatchObject({ consent: 'agreedAll', inForce: { plan: 'this' }, revoked: null });
    expect(await revoke()).toMatchObject({ ok: true });
    expect(packages()).toEqual(before);
    expect(await vaultFiles(createDisk(), join(desk.folder, 'vault'))).toContain(`signatures/${iepId}-1`);
    const shown = { consent: 'refused', inForce: { plan: 'revoked', on: '2027-09-27', servicesEndOn: '' }, planIepId: null, revoked: { ...revoking, iepId, stop: null, delivery: 'noServer' } };
    expect((await student()).current).toMatchObject(shown);
    expect((await desk.get('records.read', { iepId })).document).toMatchObject({ consentStatus: 'agreedAll' });
    const again = await desk.restart();
    await again.get('session.unlock', { passphrase: PASSPHRASE });
    expect((await student(again)).current).toMatchObject(shown);
  });

  test('owes prior written notice and the stop of services on Home, and no review, until both days are recorded', async () => {
    await revoke();
    expect((await student()).due.map(({ kind }) => kind)).toEqual(['servicesStop']);
    expect(await student()).toMatchObject({ nextAnnualDate: '', nextTriennialDate: '', due: [{ due: '2027-10-05', source: expect.stringContaining('Ed. Code 56346(d)') as unknown }] });
    expect(failureOf(await stop({ servicesEndOn: '2027-09-28' })).reason).toContain('Services stop after the prior written notice');
    expect(await stop()).toMatchObject({ ok: true });
    expect(await student()).toMatchObject({ due: [], current: { inForce: { plan: 'revoked', servicesEndOn: '2027-10-08' }, revoked: { stop: stopping } } });
    expect(failureOf(await stop()).reason).toContain('recorded already');
  });

  test('comes from somebody who holds the rights, is recorded by the case manager, once, and for an IEP that was agreed to', async () => {
    expect(failureOf(await revoke({ revokedBy: 'An Aunt' })).reason).toContain('education rights');
    expect(failureOf(await stop()).reason).toContain('not revoked');
    await desk.get('session.setProfile', { profile: SPEECH });
    expect(failureOf(await revoke())).toMatchObject({ code: 'notYours', reason: expect.stringContaining('case manager') as unknown });
    expect((await student()).current?.revoked).toBeNull();
  });

  test('is found, stands on the clean copy, and no signature, amendment or progress report follows under the same IEP', async () => {
    await revoke();
    expect(failureOf(await revoke()).reason).toContain('revoked already');
    expect((await desk.get('records.find', { iepId, words: 'room 4' })).places).toMatchObject([{ at: 'consentRevoked', shownOn: 'cleanCopy' }]);
    await desk.get('records.cleanCopy', { iepId });
    expect(desk.paper.jobs.at(-1)?.document).toMatchObject({ consentRevoked: { revokedOn: '2027-09-27' } });
    const signing = { type: 'agreedAll', signedBy: PARENT, relation: 'mother', signedOn: TODAY, paper: { signed: 'copy', returnedOn: TODAY } } as const;
    expect(failureOf(await desk.call('records.lateSignature', { iepId, signing })).reason).toContain('new referral');
    expect(failureOf(await desk.call('drafts.startChange', { studentId, kind: 'amendment', reason: 'More speech.' })).reason).toContain('no plan to amend');
    expect((await desk.get('paper.progressReports')).leftOut).toMatchObject([{ why: 'revoked', words: expect.stringContaining('revoked in writing') as unknown }]);
  });

  test('owes a notice that is printed by whoever sends notices, waits for a printer by its name, and is refused while consent stands', async () => {
    expect(failureOf(await desk.call('records.print', { iepId, paper: 'revocationNotice' })).reason).toContain('Consent to this IEP is not revoked');
    await revoke();
    await desk.get('records.revocationNotice', { iepId });
    expect(desk.paper.jobs.at(-1)).toMatchObject({ kind: 'revocationNotice', language: 'en', document: { consentRevoked: { revokedOn: '2027-09-27', stop: null } } });
    await stop();
    desk.answers.push('noPrinter');
    expect(await desk.get('records.print', { iepId, paper: 'revocationNotice' })).toEqual({ printer: 'waits' });
    const [waiting] = await desk.get('paper.waiting');
    expect(waiting).toMatchObject({ kind: 'revocationNotice', names: ['Nolan Birchwater'], cutOff: false });
    const again = await desk.restart();
    await again.get('session.unlock', { passphrase: PASSPHRASE });
    expect(await again.get('paper.waiting')).toEqual([waiting]);
    expect(await again.get('paper.endWaiting', { waitingId: waiting?.waitingId ?? '', to: 'file' })).toMatchObject({ saved: true });
    expect(again.saved[0]?.name).toBe('Prior written notice 2027-09-29.pdf');
    expect(await again.get('paper.endWaiting', { waitingId: waiting?.waitingId ?? '', to: 'printer' })).toMatchObject({ printer: 'sent' });
    expect(await again.get('paper.waiting')).toEqual([]);
    expect(again.paper.jobs.at(-1)).toMatchObject({ kind: 'revocationNotice', document: { consentRevoked: { stop: stopping } } });
    await desk.get('session.setProfile', { profile: SPEECH });
    expect(failureOf(await desk.call('records.revocationNotice', { iepId }))).toMatchObject({ code: 'notYours', reason: expect.stringContaining('case manager sends prior written notice') as unknown });
  });

  test('stands in the sealed list of waiting papers as a copy, which an earlier program knows', async () => {
    await revoke();
    desk.answers.push('noPrinter');
    await desk.get('records.print', { iepId, paper: 'revocationNotice' });
    await desk.session.inside(async ({ vault }) => {
      expect(vault.readSetting('waitingPapers')).toMatchObject([{ paper: { what: 'copy', copyId: `notice-${iepId}`, kind: 'copy' } }]);
      return ok(null);
    });
  });

  test('is followed by the exit as a correction, which asks for no second notice once notice and stop are recorded, and for that one until then', async () => {
    await revoke();
    await desk.get('session.setProfile', { profile: SYSTEM_MANAGER });
    const held = await beginChange(desk, studentId, 'correction', 'Consent was revoked.');
    await held.type('pages/infoEligibility/exitReason', '78');
    await held.type('pages/infoEligibility/exitDate', TODAY);
    await held.send({ type: 'correctionDeclared' });
    const asked = await attestChange(held, 'correction', SYSTEM_MANAGER.name);
    const gapReasons = Object.fromEntries(Object.entries(asked.gapReasons).filter(([key]) => !key.startsWith('L-300-2')));
    expect(Object.keys(gapReasons)).toHaveLength(Object.keys(asked.gapReasons).length - 1);
    expect(failureOf(await affirmChange(desk, held, { ...asked, gapReasons })).code).toBe('affirmBlocked');
    const before = (await student()).draft?.gaps ?? 0;
    await desk.get('session.setProfile', { profile: CASE_MANAGER });
    expect(await stop({ servicesEndOn: TODAY })).toMatchObject({ ok: true });
    await desk.get('session.setProfile', { profile: SYSTEM_MANAGER });
    expect((await student()).draft?.gaps).toBe(before - 1);
    expect(await affirmChange(desk, held, { ...asked, gapReasons })).toMatchObject({ ok: true });
  });

  test('does not reach into the next IEP, for which consent is asked anew', async () => {
    await revoke();
    const next = await (await startDraft(desk, studentId)).document();
    expect(next).toMatchObject({ consentStatus: 'notAsked' });
    expect(next).not.toHaveProperty('consentRevoked');
  });
});
