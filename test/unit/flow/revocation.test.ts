/** A written revocation of consent beside an affirmed IEP: what it asks for, what follows, and what it leaves as it was (iep-forms.md L-300-2, L-9). */
import { describe, expect, it } from 'vitest';
import { dueFacts } from '../../../shared/check/due-facts.ts';
import { dueItems } from '../../../shared/check/deadlines.ts';
import type { FlowContext } from '../../../shared/flow/events.ts';
import { documentInForce, planInForce } from '../../../shared/flow/in-force.ts';
import { withLate, type LateEntry } from '../../../shared/flow/late.ts';
import { mayRecordLate } from '../../../shared/flow/late-signature.ts';
import { mayRevoke, mayStop, revokedPlan, revocationFits } from '../../../shared/flow/revocation.ts';
import { rowsAt } from '../../../shared/flow/read.ts';
import { nextFuture } from '../../../shared/iep/carry.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import { findInRecord } from '../../../shared/iep/find-record.ts';
import { revocationOf, revokedWords, type Revoking, type Stopping } from '../../../shared/iep/revoked.ts';
import { startChange } from '../../../shared/iep/start-change.ts';
import { choose } from '../../../shared/report/choose.ts';
import { periodOf } from '../../../shared/report/period.ts';
import { affirmed, context, SPEECH, STRANGER, SYSTEM_MANAGER } from './room.ts';

const plan = affirmed();
const REVOKED_ON = '2027-09-20';
const CAME = '2027-09-22';
const revoking: Revoking = { revokedBy: 'Dana Birchwater', relation: 'mother', revokedOn: REVOKED_ON, receivedOn: CAME, paper: 'Special education file, room 4' };
const stopping: Stopping = { noticeSentOn: '2027-09-24', how: 'by mail', servicesEndOn: '2027-10-05' };
const stamp = { by: 'st1', at: '2027-09-29T21:30:00.000Z' };
const revocation: LateEntry = { revoking, ...stamp };
const stop: LateEntry = { stopping, ...stamp };
const revoked = withLate(plan, [revocation]);
const stopped = withLate(plan, [revocation, stop]);
const NOT = { consentStatus: 'refused' } as const;

interface Wrong { readonly doc?: IepDocument; readonly part?: Partial<Revoking> }

const asked = (part: Partial<Revoking> = {}, ctx: Partial<FlowContext> = {}, doc = plan) => mayRevoke(doc, { ...revoking, ...part }, context(ctx));
const ending = (part: Partial<Stopping> = {}, ctx: Partial<FlowContext> = {}, doc = revoked) => mayStop(doc, { ...stopping, ...part }, context(ctx));

describe('a written revocation of consent', () => {
  it('stands beside an affirmed IEP the parent agreed to, in whole or in part, and may be recorded by who records an answer', () => {
    expect(asked()).toEqual({ ok: true });
    expect(asked({}, {}, { ...plan, consentStatus: 'agreedPart' })).toEqual({ ok: true });
    expect(asked({}, { actor: SYSTEM_MANAGER })).toEqual({ ok: true });
    for (const actor of [SPEECH, STRANGER]) expect(asked({}, { actor }).ok, actor.name).toBe(false);
  });

  it.each<readonly [string, Wrong, string, RegExp]>([
    ['who never agreed', { doc: { ...plan, ...NOT } }, 'consentState', /never agreed/u],
    ['whose answer never came', { doc: { ...plan, consentStatus: 'noResponse' as const } }, 'consentState', /never agreed/u],
    ['whose child was found not eligible', { doc: { ...plan, consentStatus: 'notEligibleAck' as const } }, 'notEligible', /not eligible/u],
    ['who revoked already', { doc: revoked }, 'revoked', /revoked already/u],
    ['of an IEP that is not affirmed', { doc: { ...plan, documentStatus: 'closed' as const } }, 'state', /not affirmed yet/u],
    ['without education rights', { part: { revokedBy: 'An Aunt' } }, 'signerHasRights', /education rights/u],
    ['on no day', { part: { revokedOn: '2027-02-30' } }, 'revokedDays', /day on the paper/u],
    ['whose paper came before it was written', { part: { receivedOn: '2027-09-19' } }, 'revokedDays', /on its day or later/u],
    ['whose paper comes tomorrow', { part: { receivedOn: '2027-09-30' } }, 'revokedDays', /not later than today/u],
    ['before the meeting', { part: { revokedOn: '2026-01-05' } }, 'notBefore', /not given yet/u],
    ['nobody knows the place of', { part: { paper: ' ' } }, 'paperPlaced', /where the written revocation is kept/u],
  ])('is refused with a sentence to a parent %s', (_who, wrong, guard, reason) => {
    expect(asked(wrong.part, {}, wrong.doc ?? plan)).toMatchObject({ ok: false, guard, reason: expect.stringMatching(reason) as unknown });
  });

  it('changes the answer from then on and nothing before it: what was signed stays signed, and the record is the same object with the same words', () => {
    const before = JSON.stringify(plan);
    expect(revoked.consentStatus).toBe('refused');
    expect(revoked.pages).toBe(plan.pages);
    expect(revocationOf(revoked)).toEqual({ ...revoking, stop: null });
    expect(rowsAt(revoked, 'journal').at(-1)).toMatchObject({ event: 'revoke', from: 'agreedAll', to: 'refused', by: 'st1' });
    expect(JSON.stringify(plan)).toBe(before);
    expect(withLate(plan, [])).toBe(plan);
  });

  it('is not undone by a signature under the same IEP, whichever of the two came to the district first', () => {
    const signing = { type: 'agreedAll', signedBy: 'Dana Birchwater', relation: 'mother', signedOn: '2027-09-25', paper: { signed: 'copy', returnedOn: '2027-09-25' } } as const;
    expect(mayRecordLate(revoked, signing, context())).toMatchObject({ ok: false, guard: 'revoked', reason: expect.stringContaining('new referral') as unknown });
    const late: LateEntry = { signing, ...stamp };
    for (const order of [[late, revocation], [revocation, late]]) expect(withLate({ ...plan, ...NOT }, order).consentStatus).toBe('refused');
  });

  it('counts once when two computers recorded one: the first stands', () => {
    const other: LateEntry = { revoking: { ...revoking, paper: 'Another drawer' }, ...stamp };
    expect(revocationOf(withLate(plan, [revocation, other]))?.paper).toBe(revoking.paper);
  });
});

describe('prior written notice, then services stop', () => {
  it('is owed on Home from the day the revocation came, with the law, until both days are recorded; no review is due any more', () => {
    const due = dueItems(dueFacts(revoked), '2027-09-29');
    expect(due).toMatchObject([{ kind: 'servicesStop', due: '2027-09-29', countedFrom: { date: CAME }, isOverdue: false, source: '34 CFR 300.300(b)(4), 300.503; Ed. Code 56346(d)' }]);
    expect(due[0]?.next).toContain('prior written notice');
    expect(dueItems(dueFacts(revoked), '2027-09-30')[0]).toMatchObject({ isOverdue: true });
    expect(dueItems(dueFacts(stopped), '2027-09-30')).toEqual([]);
    expect(dueItems(dueFacts(plan), '2027-09-29').map(({ kind }) => kind)).toContain('annual');
  });

  it('is recorded once, by who records an answer, and the last day of services may lie ahead', () => {
    expect(ending()).toEqual({ ok: true });
    expect(ending({}, { actor: SPEECH }).ok).toBe(false);
    expect(ending({}, {}, plan)).toMatchObject({ ok: false, guard: 'revoked' });
    expect(ending({}, {}, stopped)).toMatchObject({ ok: false, guard: 'stopped' });
  });

  it.each([
    ['a notice sent before the revocation came', { noticeSentOn: '2027-09-21' }, 'noticeSent'],
    ['a notice that is sent tomorrow', { noticeSentOn: '2027-09-30', servicesEndOn: '2027-10-08' }, 'noticeSent'],
    ['a notice nobody knows the way of', { how: '' }, 'noticeHow'],
    ['services that stop before the notice', { servicesEndOn: '2027-09-23' }, 'stopAfterNotice'],
    ['services that stop on no day', { servicesEndOn: 'soon' }, 'stopAfterNotice'],
  ] as const)('refuses %s', (_what, part, guard) => {
    expect(ending(part)).toMatchObject({ ok: false, guard });
  });
});

describe('the plan in force', () => {
  it('is none after a revocation, and says the last day of services once it is known', () => {
    expect(planInForce(plan, [plan])).toEqual({ plan: 'this' });
    expect(planInForce(revoked, [revoked])).toEqual({ plan: 'revoked', on: REVOKED_ON, servicesEndOn: '' });
    expect(planInForce(stopped, [stopped])).toEqual({ plan: 'revoked', on: REVOKED_ON, servicesEndOn: '2027-10-05' });
    expect(documentInForce(stopped, [stopped])).toBeNull();
  });

  it('stays revoked under an offer nobody signed and under the correction of its reported data, and an IEP that is agreed to later stands', () => {
    const later: IepDocument = { ...plan, documentId: 'iep-2', previousDocumentId: plan.documentId, consentStatus: 'refused', implementedPlanRef: { base: plan.documentId, except: [], fallback: null } };
    expect(planInForce(later, [stopped, later])).toMatchObject({ plan: 'revoked' });
    const correction: IepDocument = { ...startChange(plan, { kind: 'correction', documentId: 'iep-3', today: '2027-09-29', reason: 'Exit.', newRow: () => 'x' }), documentStatus: 'current' };
    expect(planInForce(correction, [stopped, correction])).toMatchObject({ plan: 'revoked' });
    expect(revokedPlan(correction, [stopped, correction])).toBe(stopped);
    const agreed: IepDocument = { ...later, consentStatus: 'agreedAll', implementedPlanRef: { base: 'iep-2', except: [], fallback: null } };
    expect(planInForce(agreed, [stopped, agreed])).toEqual({ plan: 'this' });
  });

  it('begins the next IEP without the revocation: consent is asked for anew', () => {
    let rows = 0;
    const next = nextFuture(stopped, { documentId: 'draft-9', meetingDate: '2027-11-03', purposes: ['initial'], newRow: () => `n${(rows += 1)}` });
    expect(next.consentStatus).toBe('notAsked');
    expect(revocationOf(next)).toBeNull();
  });

  it('leaves the state report after the last day of services, and stays in the one before', () => {
    const held = [{ iepId: 'a', document: stopped, conflict: false }];
    const on = (date: string) => choose(held, periodOf(date));
    expect(choose([{ iepId: 'a', document: revoked, conflict: false }], periodOf('2027-10-06')).chosen).not.toBeNull();
    expect(on('2027-10-06')).toMatchObject({ chosen: null, leftOut: [{ reason: 'Special education had ended.' }] });
  });
});

describe('the words of a revocation', () => {
  it('say who, when, where the paper is, and what followed', () => {
    expect(revokedWords({ ...revoking, stop: null })).toBe('Consent revoked in writing on Sep 20, 2027 by Dana Birchwater, mother; it came on Sep 22, 2027. The paper: Special education file, room 4.');
    expect(revokedWords({ ...revoking, stop: stopping })).toContain('Prior written notice sent on Sep 24, 2027 (by mail); services end on Oct 5, 2027.');
    expect(revokedWords({ ...revoking, stop: stopping }, 'es')).toContain('Consentimiento revocado por escrito');
  });

  it('are found among what came after affirming', () => {
    expect(findInRecord(plan, stopped, 'revoked in writing')).toMatchObject([{ at: 'consentRevoked', shownOn: 'cleanCopy', found: 'revoked in writing' }]);
    expect(findInRecord(plan, plan, 'revoked in writing')).toEqual([]);
  });
});

describe('what the district asks of a revocation again', () => {
  it('is what stands on the paper, not the answers it does not have', () => {
    expect(revocationFits({ ...plan, ...NOT }, revoking, { today: '2027-09-29' })).toEqual({ ok: true });
    expect(revocationFits(plan, { ...revoking, revokedBy: 'An Aunt' }, { today: '2027-09-29' })).toMatchObject({ ok: false, guard: 'signerHasRights' });
  });
});
