/** An exit that needs no finding of the team: which affirmed record holds one, and what follows from it (casemis.md 12.15; iep-forms.md section 7). */
import { describe, expect, it } from 'vitest';
import { exitMisfit, exitOf, hasEnded, reportedUntil } from '../../../shared/flow/eligibility.ts';
import { changeMisfit } from '../../../shared/flow/change.ts';
import { documentInForce, documentReportedOn, planInForce } from '../../../shared/flow/in-force.ts';
import { progressRounds, withRoundsUntil } from '../../../shared/flow/progress-rounds.ts';
import type { RoundBeingWritten } from '../../../shared/flow/progress.ts';
import { codeTable } from '../../../shared/iep/codes.ts';
import { holds } from '../../../shared/iep/conditions.ts';
import { everyField } from '../../../shared/iep/fields.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import type { JsonObject } from '../../../shared/iep/json.ts';
import { textsOf } from '../../../shared/paper/node.ts';
import { paperOf } from '../../../shared/paper/plan.ts';
import { factsOf } from '../paper/sample.ts';
import { sampleDocument } from '../iep/sample.ts';

const ON = '2027-03-12';

function affirmed(info: JsonObject, rest: Partial<IepDocument> = {}): IepDocument {
  const doc = sampleDocument();
  return { ...doc, documentStatus: 'current', ...rest, pages: { ...doc.pages, infoEligibility: { ...(doc.pages.infoEligibility as JsonObject), ...info } } } as IepDocument;
}

describe('an exit', () => {
  it('stands with a day and a reason, whatever the parents answered to the last offer', () => {
    for (const consentStatus of ['agreedAll', 'refused', 'noResponse'] as const) expect(exitOf(affirmed({ exitReason: '76', exitDate: ON }, { consentStatus }))).toEqual({ on: ON, reason: '76' });
    expect([exitOf(affirmed({})), exitOf(affirmed({ exitReason: '76' })), exitOf(affirmed({ exitDate: ON })), exitOf(affirmed({ exitReason: '76', exitDate: '2027-02-30' }))]).toEqual([null, null, null, null]);
  });

  it('by the finding of the team ends nothing while the parents have not accepted it, and is the finding once they have', () => {
    const found = (exitReason: string, consentStatus: IepDocument['consentStatus']) => affirmed({ eligibilityOutcome: 'noLongerEligible', exitReason, exitDate: ON }, { consentStatus });
    expect([exitOf(found('70', 'refused')), hasEnded(found('70', 'refused'))]).toEqual([null, false]);
    expect([exitOf(found('70', 'notEligibleAck')), hasEnded(found('70', 'notEligibleAck'))]).toEqual([null, true]);
    // Past the age of eligibility nobody is found: it is a fact (34 CFR 300.305(e)(2)).
    expect(exitOf(found('73', 'refused'))).toEqual({ on: ON, reason: '73' });
    expect(codeTable('exit').filter(({ finding }) => finding === true).map(({ code }) => code)).toEqual(['70']);
  });

  it('leaves no plan that is carried out or amended, and keeps the one that was, for its reports', () => {
    const left = affirmed({ exitReason: '87', exitDate: ON });
    expect([planInForce(left, [left]), documentInForce(left, [left]), documentReportedOn(left, [left])]).toEqual([{ plan: 'ended', on: ON }, null, left]);
    expect(changeMisfit(left, 'amendment')).toContain('The student has left special education');
    expect([changeMisfit(left, 'correction'), changeMisfit(affirmed({}), 'amendment')]).toEqual([null, null]);
    const refused = affirmed({ exitReason: '87', exitDate: ON }, { consentStatus: 'refused', documentId: 'b', implementedPlanRef: { base: 'a', except: [], fallback: null } } as Partial<IepDocument>);
    const before = affirmed({}, { documentId: 'a' });
    expect(documentReportedOn(refused, [before, refused])).toBe(before);
  });

  it('is no reason a record without a meeting gives for "no longer eligible", unless it stood there', () => {
    expect(exitMisfit(affirmed({ exitReason: '70', exitDate: ON }), { exitReason: '' })).toContain('found by the team');
    expect([exitMisfit(affirmed({ exitReason: '70', exitDate: ON }), { exitReason: '70' }), exitMisfit(affirmed({ exitReason: '78', exitDate: ON }), undefined), exitMisfit(affirmed({ eligibilityOutcome: 'noLongerEligible', exitReason: '70' }), undefined)]).toEqual([null, null, null]);
  });

  it('takes the reports that were due later with it, never one that was begun or went home; of a child who died none is owed', () => {
    const doc = affirmed({ exitReason: '76', exitDate: ON });
    const numbers = (writing: readonly RoundBeingWritten[], endedOn: string): readonly number[] => progressRounds(withRoundsUntil(doc, writing, endedOn), writing, ON).map(({ round }) => round.reportNo);
    const last = progressRounds(doc, [], ON).at(-1);
    if (last === undefined) throw new Error('The sample has rounds.');
    const begun = { round: last.round, edition: 1, reason: '', reports: [{ goal: last.goals[0]?.goal ?? '', report: { summary: 'Half-way.' }, by: 'st1', at: '2027-03-01T10:00:00.000Z' }] };
    expect([numbers([], ON), numbers([begun], ON), numbers([], '')]).toEqual([[1, 2], [1, 2, 4], []]);
    expect([reportedUntil({ on: ON, reason: '76' }), reportedUntil({ on: ON, reason: '77' })]).toEqual([ON, '']);
  });
});

describe('the exit section of page 1', () => {
  const asked = (doc: IepDocument): readonly string[] => everyField(doc, 'infoEligibility').filter(({ def, shown }) => shown && ['exitReason', 'exitDate'].includes(def.id)).map(({ def, required }) => `${def.id} ${required ? 'required' : 'free'}`);

  it('is offered in a correction, is asked whole once it says something, and stands nowhere else without the finding', () => {
    const correction = { correctionOf: 'iep-0' } as Partial<IepDocument>;
    expect(asked(affirmed({}))).toEqual([]);
    expect(asked(affirmed({}, { amendmentOf: 'iep-0' } as Partial<IepDocument>))).toEqual([]);
    expect(asked(affirmed({}, correction))).toEqual(['exitReason free', 'exitDate free']);
    expect(asked(affirmed({ exitReason: '76' }, correction))).toEqual(['exitReason required', 'exitDate required']);
    expect(asked(affirmed({ eligibilityOutcome: 'noLongerEligible' }))).toEqual(['exitReason required', 'exitDate required']);
    expect([holds('exitAsked', affirmed({}), ''), holds('exitAsked', affirmed({}, correction), '')]).toEqual([false, true]);
  });

  it('is on the paper of a correction that records one, and is no empty box on that of any other', () => {
    const printed = (info: JsonObject): boolean => paperOf(factsOf(affirmed(info, { correctionOf: 'iep-0' } as Partial<IepDocument>), { kind: 'affirmed' })).definition.sections.flatMap((section) => section.content).flatMap(textsOf).some(({ text }) => text.includes('Exit reason'));
    expect([printed({}), printed({ exitReason: '76', exitDate: ON })]).toEqual([false, true]);
  });
});
