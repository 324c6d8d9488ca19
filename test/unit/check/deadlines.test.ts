import { describe, expect, it } from 'vitest';
import { DUE_KINDS } from '../../../shared/check/due-kinds.ts';
import { dueFacts, type DueFacts } from '../../../shared/check/due-facts.ts';
import { dueItems, dueOfStudent } from '../../../shared/check/deadlines.ts';
import type { StateRecord } from '../../../shared/check/record.ts';
import { workOf } from '../../../shared/flow/read.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import { valueAt } from '../../../shared/iep/address.ts';
import type { Json, JsonObject } from '../../../shared/iep/json.ts';
import { sampleDocument } from '../iep/sample.ts';
import { changed } from './law-fixtures.ts';
import { BASE, INITIAL } from './students.ts';

function facts(change: Partial<StateRecord>, rest: Partial<DueFacts> = {}): DueFacts {
  return { isAffirmed: false, hasNoPlan: false, exit: null, takenHomeOn: '', owesPaperPlace: false, owesUnderstanding: false, revokedSince: '', goesOn: null, missedOn: '', isUnmetContinuation: false, continues: false, referrals: [], consents: [], meetingRequestedOn: '', hasTransitionPlan: false, translationOwed: null, owesReportDays: false, reportsOwed: [], ...rest, record: { ...BASE, ...change } };
}

function dues(of: DueFacts, today: string): readonly string[] {
  return dueItems(of, today).map((item) => `${item.kind} ${item.due}`);
}

describe('what is due', () => {
  it('after an affirmed IEP is the next annual review and the next evaluation, each with the day it is counted from', () => {
    expect(dueItems({ ...dueFacts(sampleDocument()), reportsOwed: [] }, '2027-10-04')).toMatchObject([
      { kind: 'annual', due: '2027-10-14', daysLeft: 10, isOverdue: false, countedFrom: { label: 'IEP meeting', date: '2026-10-14' }, source: 'Ed. Code 56343(d)' },
      { kind: 'triennial', due: '2027-11-06', daysLeft: 33, isOverdue: false, countedFrom: { label: 'last evaluation', date: '2024-11-06' } },
    ]);
  });

  it('after a first IEP or a triennial counts the evaluation from that meeting, three years on', () => {
    const open = { nextAnnualDate: '', nextTriennialDate: '' };
    for (const meetingType of ['10', '40']) expect(dues(facts({ ...open, meetingType }, { isAffirmed: true }), '2026-02-12')).toEqual(['annual 2027-02-10', 'triennial 2029-02-10']);
    expect(dues(facts({ ...open, meetingType: '20' }, { isAffirmed: true }), '2026-02-12')).toEqual(['annual 2027-02-10', 'triennial 2027-02-13']);
  });

  it('is on time on the due day and overdue on the next', () => {
    const facts = { ...dueFacts(sampleDocument()), reportsOwed: [] };
    const [onTheDay] = dueItems(facts, '2027-10-14');
    const [after] = dueItems(facts, '2027-10-15');
    expect([onTheDay, after]).toMatchObject([{ daysLeft: 0, isOverdue: false }, { daysLeft: -1, isOverdue: true }]);
  });

  it('after a meeting is to affirm within seven days of the last session, not of the first', () => {
    const doc = { ...sampleDocument(), documentStatus: 'closed' } as IepDocument;
    expect(dueItems(dueFacts(doc), '2026-10-16')).toMatchObject([{ kind: 'affirm', due: '2026-10-21', daysLeft: 5, countedFrom: { label: 'last session', date: '2026-10-14' } }]);
    expect(dues(facts({ meetingDate: '2026-02-10', lastSessionDate: '2026-02-20' }), '2026-02-21')).toEqual(['affirm 2026-02-27']);
  });

  it('is also the copy a parent took home, on the day agreed', () => {
    expect(dues(facts({ signature: 'pending', signatureDueDate: '2026-02-16' }, { takenHomeOn: '2026-02-10' }), '2026-02-12')).toEqual(['copyBack 2026-02-16', 'affirm 2026-02-17']);
    expect(dues(facts({ signature: 'signed', signatureDueDate: '2026-02-16' }, { takenHomeOn: '2026-02-10' }), '2026-02-12')).toEqual(['affirm 2026-02-17']);
  });

  it('before a review is counted from the last review and the last evaluation', () => {
    expect(dues(facts({ lastSessionDate: '' }), '2026-01-10')).toEqual(['annual 2026-02-11', 'triennial 2027-02-13']);
  });

  it('before a first IEP is counted from consent to assess, breaks added, from the third birthday and from the day the student was found eligible', () => {
    const first = { ...INITIAL, lastSessionDate: '', fromPartC: 'Y', birthDate: '2023-03-01', tolledDays: 14 };
    expect(dues(facts(first), '2026-01-10')).toEqual(['sixtyDays 2026-02-27', 'thirdBirthday 2026-03-01', 'thirtyDays 2026-03-12']);
  });

  it('names the end of an interim placement', () => {
    expect(dues(facts({ lastSessionDate: '', interimStartDate: '2026-01-15' }), '2026-01-20')).toContain('interim 2026-02-14');
  });

  it('tells of rights at 18 from the 16th birthday until the notice is dated', () => {
    const born = { birthDate: '2010-02-10' };
    const all = (change: Partial<StateRecord>, today: string): readonly string[] => dues(facts(change, { isAffirmed: true }), today);
    expect(all(born, '2026-02-09')).not.toContain('majorityNotice 2027-02-10');
    expect(all(born, '2026-02-10')).toContain('majorityNotice 2027-02-10');
    expect(all({ ...born, majorityNoticeDate: '2026-02-10' }, '2026-02-10')).not.toContain('majorityNotice 2027-02-10');
  });

  it('is nothing for a student without a plan, and nothing where the dates are unknown', () => {
    expect(dues(facts({ planType: '900' }, { isAffirmed: true }), '2026-02-12')).toEqual([]);
    expect(dues(facts({ lastSessionDate: '', priorAnnualDate: '', priorEvalDate: '2026-02-30' }), '2026-02-12')).toEqual([]);
  });

  it('after a referral is the assessment plan, 15 days on, until the parents have one, have answered one or consented', () => {
    const first = { ...INITIAL, lastSessionDate: '', evalConsentDate: '', initialEvalDate: '' };
    const doc = (info: JsonObject, plans: readonly JsonObject[]): IepDocument => {
      const sample = sampleDocument();
      return { ...sample, pages: { ...sample.pages, infoEligibility: { ...(sample.pages.infoEligibility as JsonObject), meetingType: '10', referralDate: '2026-10-01', evalConsentDate: '', ...info }, assessmentPlan: plans.map((plan, n) => ({ $row: `p${n}`, ...plan })) } } as unknown as IepDocument;
    };
    expect(dueFacts(doc({}, [])).referrals).toEqual(['2026-10-01']);
    expect(dueFacts(doc({ evalConsentDate: '2026-10-10' }, [])).referrals).toEqual([]);
    expect(dueFacts(doc({ meetingType: '20' }, [])).referrals).toEqual([]);
    expect(dueFacts(doc({}, [{ referralDate: '2026-11-02', parentDecision: '' }, { referralDate: '2026-09-01', parentDecision: 'consent' }])).referrals).toEqual(['2026-11-02']);
    // The fifteen days they have to decide begin with that day, and are theirs.
    expect(dueFacts(doc({}, [{ referralDate: '2026-11-02', parentDecision: '', givenDate: '2026-11-12' }])).referrals).toEqual([]);
    expect(dueFacts(doc({}, [{ referralDate: '2026-11-02', parentDecision: '', givenDate: '' }])).referrals).toEqual(['2026-11-02']);
    expect(dueItems(facts({ ...first, tolledDays: 9 }, { referrals: ['2025-11-20'] }), '2025-12-01')).toMatchObject([{ kind: 'assessmentPlan', due: '2025-12-14' }]);
    expect(dueItems(facts(first, { referrals: ['2025-11-20'] }), '2025-12-01')).toMatchObject([{ kind: 'assessmentPlan', due: '2025-12-05', daysLeft: 4, countedFrom: { label: 'referral', date: '2025-11-20' }, source: 'Ed. Code 56321(a)' }]);
    expect(dues(facts({}, { isAffirmed: true, referrals: ['2026-02-01'] }), '2026-02-12')).toContain('assessmentPlan 2026-02-16');
  });

  it('after a signed assessment plan is the meeting on it, 60 days on and breaks added, until it is held', () => {
    const doc = (info: JsonObject, plans: readonly JsonObject[]): IepDocument => {
      const sample = sampleDocument();
      return { ...sample, pages: { ...sample.pages, infoEligibility: { ...(sample.pages.infoEligibility as JsonObject), ...info }, assessmentPlan: plans.map((plan, n) => ({ $row: `p${n}`, ...plan })) } } as unknown as IepDocument;
    };
    const plans = [{ parentDecision: 'consent', receivedDate: '2026-09-20' }, { parentDecision: 'consent', receivedDate: '2026-09-01' }, { parentDecision: 'decline', receivedDate: '2026-08-01' }, { parentDecision: 'consent', receivedDate: '' }];
    expect(dueFacts(doc({ meetingType: '40' }, plans)).consents).toEqual(['2026-09-01', '2026-09-20']);
    expect(dueFacts(doc({ meetingType: '10', evalConsentDate: '2026-09-01' }, plans)).consents).toEqual([]);
    expect(dueFacts(doc({ meetingType: '10', evalConsentDate: '' }, plans)).consents).toHaveLength(2);
    const open = facts({ lastSessionDate: '', tolledDays: 9, priorAnnualDate: '', priorEvalDate: '' }, { consents: ['2026-09-01', '2026-09-20'] });
    expect(dueItems(open, '2026-09-10')).toMatchObject([{ kind: 'reassessment', due: '2026-11-09', countedFrom: { label: 'signed assessment plan', date: '2026-09-01' } }]);
    expect(dues({ ...open, record: { ...open.record, lastSessionDate: '2026-10-30' } }, '2026-10-31')).toEqual(['affirm 2026-11-06']);
  });

  it('after a written request of the parents is a meeting within 30 days, until one is held', () => {
    const doc = { ...sampleDocument(), meeting: { ...sampleDocument().meeting, contactLog: [{ $row: 'c1', at: '2026-11-02T09:10', asksForMeeting: true }, { $row: 'c2', at: '2026-11-20T09:10' }, { $row: 'c3', at: '2026-10-20T08:00', asksForMeeting: true }, { $row: 'c4', at: '2026-09-20T08:00', asksForMeeting: true }] } } as unknown as IepDocument;
    expect(dueFacts(doc).meetingRequestedOn).toBe('2026-11-02');
    expect(dueItems(dueFacts(doc), '2026-11-10').find((item) => item.kind === 'parentRequest')).toMatchObject({ due: '2026-12-02', daysLeft: 22, countedFrom: { label: "parents' written request", date: '2026-11-02' }, source: 'Ed. Code 56343.5' });
    expect(dues(facts({ lastSessionDate: '2026-02-10' }, { meetingRequestedOn: '2026-02-10' }), '2026-02-11')).not.toContain('parentRequest 2026-03-12');
    expect(dues(facts({ lastSessionDate: '2026-02-10' }, { meetingRequestedOn: '2026-02-11' }), '2026-02-11')).toContain('parentRequest 2026-03-13');
    expect(dues(facts({ lastSessionDate: '2026-02-10', tolledDays: 7 }, { meetingRequestedOn: '2026-02-11' }), '2026-02-11')).toContain('parentRequest 2026-03-20');
  });

  it('is a transition plan by the 16th birthday, listed from the 15th until the page says something, and not after 22', () => {
    const at = (today: string, rest: Partial<DueFacts> = {}): boolean => dues(facts({ birthDate: '2010-06-01' }, { isAffirmed: true, ...rest }), today).includes('transitionPlan 2026-06-01');
    for (const [today, listed] of [['2025-05-31', false], ['2025-06-01', true], ['2026-06-02', true], ['2032-05-31', true], ['2032-06-01', false]] as const) expect(at(today), today).toBe(listed);
    expect(at('2026-02-12', { hasTransitionPlan: true })).toBe(false);
    const doc = sampleDocument();
    expect(dueFacts({ ...doc, pages: { ...doc.pages, transitionPlan: { postsecondaryEducation: 'Nolan will study.' } } } as IepDocument).hasTransitionPlan).toBe(true);
    expect(dueFacts(doc).hasTransitionPlan).toBe(false);
  });

  it('is each progress report on its day: the late ones in one line, the next one by itself, none that was sent, or came written on every goal from another system', () => {
    const sample = dueFacts(sampleDocument());
    const reports = (today: string): readonly unknown[] => dueItems(sample, today).filter((item) => item.kind === 'progressReport').map((item) => [item.label, item.due, item.isOverdue]);
    expect(reports('2026-11-01')).toEqual([['Progress report 1 on goals', '2026-12-04', false]]);
    expect(reports('2026-12-05')).toEqual([['Progress report 1 on goals', '2026-12-04', true], ['Progress report 2 on goals', '2027-03-12', false]]);
    expect(reports('2027-06-05')).toEqual([['Progress reports 1, 2, 3 on goals', '2026-12-04', true], ['Progress report 4 on goals', '2027-10-13', false]]);
    const doc = sampleDocument();
    const goals = doc.pages.goals as unknown as { readonly items: readonly JsonObject[] };
    const written = (n: number): IepDocument => ({ ...doc, pages: { ...doc.pages, goals: { ...goals, items: goals.items.map((goal, index) => ({ ...goal, progressReports: index < n ? [{ $row: `g${index}`, reportNo: 1, reportDate: '2026-12-01' }] : [] })) } } }) as unknown as IepDocument;
    expect(dueFacts(written(goals.items.length)).reportsOwed.map(({ number }) => number)).toEqual(['2', '3', '4']);
    expect(dueFacts(written(goals.items.length - 1)).reportsOwed.map(({ number }) => number)).toEqual(['1', '2', '3', '4']);
    const sent = { ...doc, progressReportSchedule: (doc['progressReportSchedule'] as readonly JsonObject[]).map((round, index) => (index === 0 ? { ...round, sentDate: '2026-12-04' } : index === 1 ? { ...round, affirmedAt: '2027-03-10T09:00' } : round)) } as unknown as IepDocument;
    expect(dueFacts(sent).reportsOwed.map(({ number }) => number)).toEqual(['2', '3', '4']);
    // Affirmed is not sent: it stays due until it went home, and says that this is what is left.
    expect(dueItems(dueFacts(sent), '2027-03-01').filter((item) => item.kind === 'progressReport').map(({ label, next }) => `${label}: ${next}`)).toEqual(['Progress report 2 on goals: The report is affirmed: print it, send it home, and mark it as sent.']);
    expect(dueItems(dueFacts(sent), '2027-06-05').filter((item) => item.kind === 'progressReport').map(({ label, next }) => `${label}: ${next}`)[0]).toBe('Progress reports 2, 3 on goals: Write the report on each goal, affirm it, and send it home.');
  });

  it('is read from the state of the document: affirmed, put off for the parent, or a continuation that waits for its session', () => {
    const of = (change: Readonly<Record<string, Json>>): Partial<DueFacts> => {
      const { isAffirmed, missedOn, isUnmetContinuation, continues } = dueFacts(changed(change));
      return { isAffirmed, missedOn, isUnmetContinuation, continues };
    };
    const plain = { isAffirmed: false, missedOn: '', isUnmetContinuation: false, continues: false };
    for (const documentStatus of ['current', 'history']) expect(of({ documentStatus })).toEqual({ ...plain, isAffirmed: true });
    expect(of({ documentStatus: 'draft' })).toEqual(plain);
    expect(of({ documentStatus: 'draft', continuationOf: 'd1' })).toEqual({ ...plain, isUnmetContinuation: true, continues: true });
    expect(of({ documentStatus: 'inMeeting', continuationOf: 'd1' })).toEqual({ ...plain, continues: true });
    const missed = { 'meeting/sessions/0/tabledFor': 'parentNoShow' };
    expect(of({ documentStatus: 'tabled', ...missed })).toEqual({ ...plain, missedOn: '2026-10-14' });
    expect(of({ documentStatus: 'tabled', 'meeting/sessions/0/tabledFor': 'outOfTime' })).toEqual(plain);
    expect(of({ documentStatus: 'inMeeting', ...missed })).toEqual(plain);
  });

  it('is no report of a goal the team dropped; an IEP that kept no goal still owes every round', () => {
    const written = Object.fromEntries([0, 1, 2].map((n) => [`pages/goals/items/${n}/progressReports`, [{ reportNo: 1, reportDate: '2026-12-01' }]]));
    const owed = (change: Readonly<Record<string, Json>>, state: string): readonly string[] => {
      const doc = changed(change);
      const last = (valueAt(doc, 'pages/goals/items') as readonly JsonObject[]).at(-1);
      return dueFacts({ ...doc, work: { ...(doc['work'] as JsonObject | undefined), goals: { [String(last?.['$row'])]: { state } } } } as unknown as IepDocument).reportsOwed.map(({ number }) => number);
    };
    expect(owed(written, 'dropped')).toEqual(['2', '3', '4']);
    expect(owed(written, 'discussed')).toEqual(['1', '2', '3', '4']);
    expect(owed({ 'pages/goals/items': [] }, 'dropped')).toEqual(['1', '2', '3', '4']);
    expect(owed({ 'progressReportSchedule/0/reportNo': null }, 'discussed')).toEqual(['', '2', '3', '4']);
  });

  it('is a progress report on its due day still to come, in the order of the days, and none without a day', () => {
    const reportsOwed = [{ number: '2', due: '2026-05-01', isAffirmed: false }, { number: '3', due: '', isAffirmed: false }, { number: '1', due: '2026-03-01', isAffirmed: false }, { number: '4', due: '2026-09-01', isAffirmed: false }];
    const lines = (today: string): readonly string[] => dueItems(facts({}, { isAffirmed: true, reportsOwed }), today).filter(({ kind }) => kind === 'progressReport').map(({ label, due }) => `${label} ${due}`);
    expect(lines('2026-03-01')).toEqual(['Progress report 1 on goals 2026-03-01']);
    expect(lines('2026-05-01')).toEqual(['Progress report 1 on goals 2026-03-01', 'Progress report 2 on goals 2026-05-01']);
    expect(lines('2026-05-02')).toEqual(['Progress reports 1, 2 on goals 2026-03-01', 'Progress report 4 on goals 2026-09-01']);
  });

  it('before a triennial is counted like before a review, before a first IEP not', () => {
    expect(dues(facts({ lastSessionDate: '', meetingType: '40' }), '2026-01-10')).toEqual(['annual 2026-02-11', 'triennial 2027-02-13']);
    expect(dues(facts({ lastSessionDate: '', meetingType: '10', initialEvalDate: '' }), '2026-01-10')).toEqual([]);
  });

  it('is where the signed paper is, from the printed copy until somebody has said it, also when the handwriting is opened again', () => {
    const doc = { ...changed({}), documentStatus: 'closed', parentCopy: { copyId: 'c1', code: 'ABC234', printedAt: '2026-10-14T15:22', sheets: 19, position: 1, pages: ['goals'] } } as unknown as IepDocument;
    const told = { ...doc, work: { ...workOf(doc), paper: { original: 'Room 4', fileCopy: 'Scan 118' } } } as unknown as IepDocument;
    expect([doc, told, { ...doc, documentStatus: 'inMeeting' } as IepDocument, { ...doc, parentCopy: null } as IepDocument].map((one) => dueFacts(one).owesPaperPlace)).toEqual([true, false, false, false]);
    expect(dues(facts({ lastSessionDate: '2026-02-10' }, { owesPaperPlace: true }), '2026-02-12')).toEqual(['affirm 2026-02-17', 'paperPlace 2026-02-17']);
  });

  it("is the parents' word that they understand the finding, from the day the page went home, whatever else of a plan is still due", () => {
    const open = { planType: '900', signature: 'absent', signatureDueDate: '2026-02-16' } as const;
    expect(dueItems(facts(open, { isAffirmed: true, owesUnderstanding: true, takenHomeOn: '2026-02-10' }), '2026-02-20')).toMatchObject([{ kind: 'understanding', due: '2026-02-16', isOverdue: true, countedFrom: { label: 'taken home', date: '2026-02-10' } }]);
    expect(dues(facts({ ...open, signatureDueDate: '', lastSessionDate: '2026-02-10' }, { isAffirmed: true, owesUnderstanding: true }), '2026-02-12')).toEqual(['understanding 2026-02-17']);
  });

  it('is no such word of an eligible student, nor of one whose parents have signed it or said that they do not agree', () => {
    const found = (outcome: string, consentStatus: IepDocument['consentStatus']): boolean => {
      const doc = changed({ 'pages/infoEligibility/eligibilityOutcome': outcome });
      return dueFacts({ ...doc, documentStatus: 'current', consentStatus }).owesUnderstanding;
    };
    for (const outcome of ['notEligible', 'noLongerEligible']) expect((['noResponse', 'awaiting', 'refused', 'notEligibleAck'] as const).map((status) => found(outcome, status))).toEqual([true, true, false, false]);
    expect(found('eligible', 'noResponse')).toBe(false);
  });

  it('of a student who has no plan any more is only the answer to a referral or a request', () => {
    expect(dues(facts({}, { isAffirmed: true, hasNoPlan: true, referrals: ['2026-02-01'], reportsOwed: [{ number: '1', due: '2026-05-01', isAffirmed: false }] }), '2026-02-12')).toEqual(['assessmentPlan 2026-02-16']);
    expect(dues(facts({ lastSessionDate: '2026-02-10' }, { hasNoPlan: true }), '2026-02-12')).toEqual(['affirm 2026-02-17']);
  });

  it('of a student who has left is what was left undone until then: no review, no translation, no request, and no report after the day of the exit', () => {
    const reportsOwed = [{ number: '1', due: '2026-05-01', isAffirmed: false }, { number: '2', due: '2026-05-02', isAffirmed: false }, { number: '3', due: '2026-08-01', isAffirmed: true }];
    const left = (reason: string, rest: Partial<DueFacts> = {}) => dues(facts({ nextAnnualDate: '2027-02-10' }, { isAffirmed: true, exit: { on: '2026-05-01', reason }, referrals: ['2026-02-01'], owesReportDays: true, translationOwed: { language: 'Spanish', statements: 3 }, meetingRequestedOn: '2026-04-01', reportsOwed, ...rest }), '2026-05-10');
    expect(left('76')).toEqual(['progressReport 2026-05-01', 'progressReport 2026-08-01']);
    expect(left('76', { reportsOwed: [] })).toEqual([]);
    // Nobody asks for a report on a child who died.
    expect(left('77')).toEqual([]);
    expect(dues(facts({}, { isAffirmed: true, exit: { on: '2026-05-01', reason: '72' }, owesUnderstanding: true, takenHomeOn: '2026-05-01' }), '2026-05-10')).toEqual(['understanding 2026-05-08']);
  });

  it('counts an exit only once the record that holds it is affirmed', () => {
    const doc = sampleDocument();
    const left = { ...doc, pages: { ...doc.pages, infoEligibility: { ...(doc.pages.infoEligibility as JsonObject), exitReason: '87', exitDate: '2026-11-20' } } } as IepDocument;
    expect((['draft', 'current'] as const).map((documentStatus) => dueFacts({ ...left, documentStatus }).exit)).toEqual([null, { on: '2026-11-20', reason: '87' }]);
  });

  it('on one day stands in one order', () => {
    expect(dues(facts({ ...INITIAL, lastSessionDate: '', evalConsentDate: '', fromPartC: 'Y', birthDate: '2023-03-12' }), '2026-01-10')).toEqual(['thirdBirthday 2026-03-12', 'thirtyDays 2026-03-12']);
  });

  it('is the days of the progress reports where the parents agreed to goals and none is set', () => {
    const doc = { ...sampleDocument(), documentStatus: 'current', progressReportSchedule: [] } as unknown as IepDocument;
    const owes = (change: Partial<IepDocument>): boolean => dueFacts({ ...doc, ...change } as IepDocument).owesReportDays;
    expect([owes({}), owes({ consentStatus: 'agreedPart' }), owes({ consentStatus: 'refused' }), owes({ pages: { ...doc.pages, goals: { items: [] } } as unknown as IepDocument['pages'] }), dueFacts(sampleDocument()).owesReportDays]).toEqual([true, true, false, false, false]);
    expect(dueItems(facts({ nextAnnualDate: '2027-02-10' }, { isAffirmed: true, owesReportDays: true }), '2026-02-12')[0]).toMatchObject({ kind: 'progressReport', label: 'Progress reports on goals have no days yet', due: '2026-03-12', next: 'Open the progress reports and add the day of each, at least as often as report cards go home.' });
  });

  it('says of every kind what to do, from which day it is counted, and by which law', () => {
    const everything = [
      ...dueItems(facts({ ...INITIAL, lastSessionDate: '', birthDate: '2023-03-01', fromPartC: 'Y', interimStartDate: '2026-01-15' }, { referrals: ['2025-11-20'], consents: ['2025-12-15'], meetingRequestedOn: '2026-01-01' }), '2026-01-10'),
      ...dueItems(facts({ signature: 'absent', signatureDueDate: '2026-02-16' }, { isAffirmed: true, owesUnderstanding: true, takenHomeOn: '2026-02-10' }), '2026-02-12'),
      ...dueItems(facts({ birthDate: '2009-06-01' }, { isAffirmed: true, reportsOwed: [{ number: '1', due: '2026-05-01', isAffirmed: false }] }), '2026-02-12'),
      ...dueItems(facts({ signature: 'pending', signatureDueDate: '2026-02-16' }, { takenHomeOn: '2026-02-10' }), '2026-02-12'),
      ...dueItems(facts({ lastSessionDate: '2026-02-10' }, { owesPaperPlace: true }), '2026-02-12'),
      ...dueItems(facts({ lastSessionDate: '2026-02-10' }, { translationOwed: { language: 'Spanish', statements: 3 } }), '2026-02-12'),
      ...dueItems(facts({}, { isAffirmed: true, hasNoPlan: true, revokedSince: '2026-02-10' }), '2026-02-12'),
      ...dueItems(facts({ lastSessionDate: '2026-02-10' }, { goesOn: { on: '2026-02-20', from: '2026-02-10' }, missedOn: '2026-02-10' }), '2026-02-12'),
    ];
    expect(new Set(everything.map((item) => item.kind))).toEqual(new Set(DUE_KINDS));
    for (const item of everything) {
      expect(item.next, item.kind).toMatch(/^[A-Z].{20,}\.$/u);
      expect(item.countedFrom.date, item.kind).toMatch(/^\d{4}-\d{2}-\d{2}$/u);
      expect(item.source, item.kind).toMatch(/Ed\. Code|34 CFR|5 CCR|handbook/u);
    }
  });
});

describe('what is due for a student with a Current and a Future IEP', () => {
  const affirmed = facts({ nextAnnualDate: '2027-02-10', nextTriennialDate: '2027-02-13' }, { isAffirmed: true });
  const kinds = (open: DueFacts | null, today: string): readonly string[] => dueOfStudent(affirmed, open, today).map((item) => `${item.kind} ${item.due}`);

  it('is what the Current owes while no Future is open, and nothing when neither is known', () => {
    expect(kinds(null, '2027-01-10')).toEqual(['annual 2027-02-10', 'triennial 2027-02-13']);
    expect(dueOfStudent(null, null, '2027-01-10')).toEqual([]);
    expect(dueOfStudent(null, facts({ lastSessionDate: '' }), '2026-01-10').map((item) => item.kind)).toEqual(['annual', 'triennial']);
  });

  it('leaves to the Current what the open one does not settle: reports, and a transition plan until the open one has it and is met about', () => {
    const current = facts({ birthDate: '2010-06-01', nextAnnualDate: '2027-02-10', nextTriennialDate: '2027-02-13', majorityNoticeDate: '2026-02-10' }, { isAffirmed: true, reportsOwed: [{ number: '2', due: '2027-01-15', isAffirmed: false }] });
    const both = (change: Partial<StateRecord>, rest: Partial<DueFacts> = {}): readonly string[] => dueOfStudent(current, facts({ birthDate: '2010-06-01', majorityNoticeDate: '2026-02-10', ...change }, rest), '2027-01-10').map(({ kind, due }) => `${kind} ${due}`);
    const met = { lastSessionDate: '2027-01-09', meetingType: '40' };
    expect(both(met)).toEqual(['transitionPlan 2026-06-01', 'progressReport 2027-01-15', 'affirm 2027-01-16']);
    expect(both(met, { hasTransitionPlan: true })).toEqual(['progressReport 2027-01-15', 'affirm 2027-01-16']);
    expect(both({ lastSessionDate: '', priorAnnualDate: '', priorEvalDate: '' }, { hasTransitionPlan: true })).toEqual(['transitionPlan 2026-06-01', 'progressReport 2027-01-15', 'annual 2027-02-10', 'triennial 2027-02-13']);
    expect(both({ lastSessionDate: '', priorAnnualDate: '', priorEvalDate: '' }, { continues: true })).toEqual(['transitionPlan 2026-06-01', 'progressReport 2027-01-15', 'annual 2027-02-10', 'triennial 2027-02-13']);
  });

  it('names a day both owe as the Current counts it', () => {
    const found = dueOfStudent(affirmed, facts({ lastSessionDate: '', priorAnnualDate: '2026-02-10', priorEvalDate: '2024-02-13' }), '2027-01-10');
    expect(found.map(({ kind, due, countedFrom }) => `${kind} ${due} ${countedFrom.label}`)).toEqual(['annual 2027-02-10 IEP meeting', 'triennial 2027-02-13 last evaluation']);
  });

  it('is each thing once, on the earlier day, before the meeting', () => {
    const open = facts({ lastSessionDate: '', priorAnnualDate: '2026-02-10', priorEvalDate: '2024-01-20' });
    expect(kinds(open, '2027-01-10')).toEqual(['triennial 2027-01-20', 'annual 2027-02-10']);
    expect(kinds(facts({ lastSessionDate: '', priorAnnualDate: '2026-03-01', priorEvalDate: '2024-03-01' }), '2027-01-10')).toEqual(['annual 2027-02-10', 'triennial 2027-02-13']);
  });

  it('after the meeting is to affirm; the annual review is held, the triennial only when the meeting was one', () => {
    expect(kinds(facts({ lastSessionDate: '2027-01-20' }), '2027-01-21')).toEqual(['affirm 2027-01-27', 'triennial 2027-02-13']);
    expect(kinds(facts({ lastSessionDate: '2027-01-20', meetingType: '40' }), '2027-01-21')).toEqual(['affirm 2027-01-27']);
  });

  it('still is the annual review after a meeting that reviewed nothing, counted from the last one that did', () => {
    const between = { lastSessionDate: '2026-09-20', meetingDate: '2026-09-20', planReview: 'N', purposes: ['other'], priorAnnualDate: '2026-02-10', nextAnnualDate: '2027-02-10', nextTriennialDate: '2027-02-13' };
    expect(kinds(facts(between), '2026-09-21')).toEqual(['affirm 2026-09-27', 'annual 2027-02-10', 'triennial 2027-02-13']);
    expect(kinds(facts({ ...between, planReview: '' }), '2026-09-21')).toContain('annual 2027-02-10');
    expect(kinds(facts({ ...between, planReview: '', purposes: ['annual', 'other'] }), '2026-09-21')).not.toContain('annual 2027-02-10');
    const annual = (change: Partial<StateRecord>): unknown => dueItems(facts({ ...between, ...change }, { isAffirmed: true }), '2026-09-21').find(({ kind }) => kind === 'annual');
    expect(annual({})).toMatchObject({ due: '2027-02-10', countedFrom: { label: 'last review', date: '2026-02-10' } });
    expect(annual({ nextAnnualDate: '' })).toMatchObject({ due: '2027-02-10' });
  });

  it('after a session that was tabled, or a part that is to be continued, is the day the meeting goes on, agreed or thirty days later', () => {
    const tabled = (reconveneDate: string): IepDocument => ({ ...sampleDocument(), documentStatus: 'tabled', pages: { ...sampleDocument().pages, structuredNotes: { ...(sampleDocument().pages.structuredNotes as JsonObject), outcome: 'tabled', reconveneDate } } }) as IepDocument;
    const owed = (doc: IepDocument): readonly string[] => dues(dueFacts(doc), '2026-10-20').filter((line) => /^(affirm|reconvene)/u.test(line));
    expect(owed(tabled('2026-10-30'))).toEqual(['affirm 2026-10-21', 'reconvene 2026-10-30']);
    expect(owed(tabled(''))).toEqual(['affirm 2026-10-21', 'reconvene 2026-11-13']);
    const part = { ...tabled('2026-10-30'), documentStatus: 'current', pages: { ...tabled('').pages, structuredNotes: { ...(tabled('').pages.structuredNotes as JsonObject), outcome: 'toBeContinued', reconveneDate: '2026-10-30' } } } as IepDocument;
    expect(owed(part)).toEqual(['reconvene 2026-10-30']);
    expect(owed({ ...part, documentStatus: 'draft', continuationOf: part.documentId })).toEqual(['reconvene 2026-10-30']);
    expect(owed({ ...part, documentStatus: 'inMeeting', continuationOf: part.documentId })).toEqual(['affirm 2026-10-21']);
  });

  it('names the day a meeting goes on once, and not any more when the continuation is met about', () => {
    const goesOn = { on: '2027-02-03', from: '2027-01-20' };
    const current = facts({ lastSessionDate: '2027-01-20' }, { isAffirmed: true, goesOn });
    const reconvene = (open: DueFacts | null): readonly string[] => dueOfStudent(current, open, '2027-01-21').map(({ kind, due }) => `${kind} ${due}`).filter((line) => line.startsWith('reconvene'));
    expect(reconvene(null)).toEqual(['reconvene 2027-02-03']);
    expect(reconvene(facts({ lastSessionDate: '2027-01-20' }, { continues: true, isUnmetContinuation: true, goesOn }))).toEqual(['reconvene 2027-02-03']);
    expect(reconvene(facts({ lastSessionDate: '2027-02-03' }, { continues: true }))).toEqual([]);
    expect(reconvene(facts({ lastSessionDate: '' }))).toEqual(['reconvene 2027-02-03']);
  });
});
