import { describe, expect, it } from 'vitest';
import { ROW_ID, valueAt } from '../../../shared/iep/address.ts';
import { canonicalJson } from '../../../shared/iep/canonical.ts';
import { nextFuture } from '../../../shared/iep/carry.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import { withoutRowIds } from '../../../shared/iep/ids.ts';
import type { JsonObject } from '../../../shared/iep/json.ts';
import { pageKeysOf } from '../../../shared/iep/page-keys.ts';
import { readDocument } from '../../../shared/iep/schema.ts';
import { sampleDocument } from './sample.ts';

function carried(current: IepDocument = sampleDocument(), facts: Partial<Parameters<typeof nextFuture>[1]> = {}): IepDocument {
  return nextFuture(current, { documentId: 'iep-2', meetingDate: '2027-09-29', purposes: ['annual'], newRow: () => 'never', ...facts });
}

function withInfo(change: JsonObject): IepDocument {
  const document = sampleDocument();
  return { ...document, pages: { ...document.pages, infoEligibility: { ...(document.pages.infoEligibility as JsonObject), ...change } } } as IepDocument;
}

function withServices(rows: readonly JsonObject[]): IepDocument {
  const document = sampleDocument();
  return { ...document, pages: { ...document.pages, fapeServices: { ...(document.pages.fapeServices as JsonObject), services: rows } } } as IepDocument;
}

/** The text at a key of a row; fails the test when there is none. */
function textOf(row: JsonObject | undefined, key: string): string {
  const value = row?.[key];
  if (typeof value !== 'string') throw new Error(`There is no text at ${key}.`);
  return value;
}

function rowsOf(document: IepDocument, at: string): readonly JsonObject[] {
  return valueAt(document, at) as readonly JsonObject[];
}

describe('the next Future IEP', () => {
  it('is a new draft that names the one before it and leaves that one untouched', () => {
    const current = sampleDocument();
    const next = carried(current);
    expect(next).toMatchObject({ documentId: 'iep-2', documentStatus: 'draft', consentStatus: 'notAsked', previousDocumentId: 'iep-sample-0001', continuationOf: null });
    expect(next).toMatchObject({ parentCopy: null, affirmation: null, handwrittenRevisions: [], journal: [] });
    expect(canonicalJson(current)).toBe(canonicalJson(sampleDocument()));
  });

  it('is itself a document of the form', () => {
    expect(readDocument(withoutRowIds(carried()))).toMatchObject({ ok: true, unknown: ['_about'] });
    expect(readDocument(carried())).toMatchObject({ ok: true });
  });

  it('keeps who the student is, the staff and the plan consented to', () => {
    const next = carried();
    expect(next.pages.infoEligibility).toMatchObject({ lastName: 'Birchwater', seisId: '1200000417', grade: '04', disability1: '290', entryDate: '2024-11-06' });
    expect(rowsOf(next, 'pages/infoEligibility/parents')).toHaveLength(2);
    expect(next.staff).toHaveLength(7);
    expect(next['implementedPlanRef']).toEqual(sampleDocument()['implementedPlanRef']);
    expect(next['stateRecordExtras']).toMatchObject({ initialServicesConsent: 'given', signature: 'pending' });
  });

  it('restarts the clocks from the new meeting', () => {
    expect(carried().pages.infoEligibility).toMatchObject({
      meetingDate: '2027-09-29', planEffectiveDate: '2027-09-29', priorAnnualDate: '2026-10-14', nextAnnualDate: '2028-09-29',
      priorEvalDate: '2024-11-06', nextTriennialDate: '2027-11-06', purposes: ['annual'], meetingType: '20', planReview: 'Y',
    });
  });

  it('counts the evaluation from a triennial or first meeting of last year, and restarts it at a triennial', () => {
    expect(carried(withInfo({ purposes: ['annual', 'triennial'], meetingType: '40' })).pages.infoEligibility).toMatchObject({ priorEvalDate: '2026-10-14', nextTriennialDate: '2029-10-14' });
    expect(carried(withInfo({ purposes: ['initial'], meetingType: '10', priorEvalDate: '' })).pages.infoEligibility).toMatchObject({ priorEvalDate: '2026-10-14' });
    expect(carried(sampleDocument(), { purposes: ['annual', 'triennial'] }).pages.infoEligibility).toMatchObject({ meetingType: '40', nextTriennialDate: '2030-09-29' });
  });

  it('counts the last review from the meeting that reviewed the plan', () => {
    expect(carried(withInfo({ planReview: 'N' })).pages.infoEligibility).toMatchObject({ priorAnnualDate: '2025-10-22' });
  });

  it('leaves the annual review and the days of the offer where they are at a meeting that reviews nothing', () => {
    for (const purposes of [['other'], ['transition', 'preExpulsion'], ['interim']]) {
      const between = carried(sampleDocument(), { meetingDate: '2027-02-10', purposes });
      expect(between.pages.infoEligibility).toMatchObject({ meetingDate: '2027-02-10', planEffectiveDate: '2027-02-10', priorAnnualDate: '2026-10-14', nextAnnualDate: '2027-10-14', nextTriennialDate: '2027-11-06', meetingType: '', planReview: '' });
      const days = (document: IepDocument): readonly unknown[] => rowsOf(document, 'pages/fapeServices/services').map((row) => [row['startDate'], row['endDate']]);
      expect(days(between)).toEqual(days(sampleDocument()));
    }
    expect(carried(sampleDocument(), { meetingDate: '2027-02-10', purposes: ['other', 'triennial'] }).pages.infoEligibility).toMatchObject({ nextAnnualDate: '2028-02-10' });
    expect(carried(withInfo({ nextAnnualDate: '' }), { meetingDate: '2027-02-10', purposes: ['other'] }).pages.infoEligibility).toMatchObject({ nextAnnualDate: '2027-10-14' });
  });

  it('goes on with the days of the progress reports at a meeting that reviews nothing; a new plan says its own', () => {
    const days = (next: IepDocument): readonly unknown[] => rowsOf(next, 'progressReportSchedule').map((round) => [round['reportNo'], round['dueDate']]);
    const all = days(sampleDocument());
    expect(days(carried(sampleDocument(), { meetingDate: '2027-02-10', purposes: ['other'] }))).toEqual(all.slice(1));
    const sent = { ...sampleDocument(), progressReportSchedule: rowsOf(sampleDocument(), 'progressReportSchedule').map((round, n) => (n === 2 ? { ...round, sentDate: '2027-02-01' } : round)) } as unknown as IepDocument;
    expect(days(carried(sent, { meetingDate: '2027-02-10', purposes: ['other'] }))).toEqual([all[1], all[3]]);
    expect(days(carried())).toEqual([]);
  });

  it('moves the offer of a meeting between two reviews by the year of the plan, and lines that began with that meeting begin anew', () => {
    const between = { ...withServices([
      { [ROW_ID]: 'a', code: '330', startDate: '2026-10-15', endDate: '2027-10-13' },
      { [ROW_ID]: 'b', code: '415', startDate: '2027-02-10', endDate: '2027-10-13' },
      { [ROW_ID]: 'c', code: '450', startDate: '2027-06-14', endDate: '2027-07-09' },
    ]) };
    const said = { meetingDate: '2027-02-10', planReview: 'N', purposes: ['other'], priorAnnualDate: '2026-10-14', nextAnnualDate: '2027-10-14' };
    const current = { ...between, pages: { ...between.pages, infoEligibility: { ...(between.pages.infoEligibility as JsonObject), ...said } } } as IepDocument;
    expect(rowsOf(carried(current), 'pages/fapeServices/services')).toMatchObject([
      { startDate: '2027-09-30', endDate: '2028-09-28' },
      { startDate: '2027-09-29', endDate: '2028-09-28' },
      { startDate: '2028-06-14', endDate: '2028-07-09' },
    ]);
  });

  it('counts the last review past a meeting between two reviews, whether it says so or only its purposes do', () => {
    for (const said of [{ planReview: 'N', purposes: ['other'] }, { planReview: '', purposes: ['other'] }]) {
      expect(carried(withInfo({ ...said, meetingDate: '2027-02-10', priorAnnualDate: '2026-10-14' })).pages.infoEligibility).toMatchObject({ priorAnnualDate: '2026-10-14', nextAnnualDate: '2028-09-29' });
    }
    expect(carried(withInfo({ planReview: '', purposes: [] })).pages.infoEligibility).toMatchObject({ priorAnnualDate: '2026-10-14' });
  });

  it('keeps last year’s goals, row by row, without their progress and review', () => {
    const next = carried();
    const before = rowsOf(sampleDocument(), 'pages/goals/items');
    const goals = rowsOf(next, 'pages/goals/items');
    expect(goals.map((goal) => goal[ROW_ID])).toEqual(before.map((goal) => goal[ROW_ID]));
    expect(goals.map((goal) => goal['annualGoal'])).toEqual(before.map((goal) => goal['annualGoal']));
    for (const goal of goals) expect(goal).toMatchObject({ progressReports: [], annualReviewDate: '', goalMet: '', annualReviewComment: '' });
    expect(goals).toHaveLength(4);
  });

  it('moves the offer into the new IEP year', () => {
    const next = carried();
    for (const service of rowsOf(next, 'pages/fapeServices/services')) expect(service).toMatchObject({ startDate: '2027-09-30', endDate: '2028-09-28' });
    for (const line of rowsOf(next, 'pages/fapeServices/accommodations')) expect(line).toMatchObject({ startDate: '2027-09-29', endDate: '2028-09-28' });
    const [, training] = rowsOf(next, 'pages/fapeServices/otherSupports');
    expect(training).toMatchObject({ startDate: '2027-09-30', endDate: '2027-12-18' });
    expect(rowsOf(next, 'pages/fapeServices/services').map((service) => service['minutes'])).toEqual([200, 90, 60, 30]);
  });

  it('keeps a change of placement in June one after the other, so that no duplicate service arises', () => {
    const next = carried(withServices([
      { [ROW_ID]: 'a', code: '330', startDate: '2026-10-15', endDate: '2027-06-04' },
      { [ROW_ID]: 'b', code: '330', startDate: '2027-08-10', endDate: '2027-10-13' },
      { [ROW_ID]: 'c', code: '415', startDate: '', endDate: '' },
    ]));
    expect(rowsOf(next, 'pages/fapeServices/services')).toMatchObject([
      { startDate: '2027-09-30', endDate: '2028-06-04' },
      { startDate: '2028-08-10', endDate: '2028-09-28' },
      { startDate: '', endDate: '' },
    ]);
  });

  it('keeps the day of the year of what follows the school calendar, however early or late the new meeting is', () => {
    const summer = withServices([{ [ROW_ID]: 'a', code: '330', startDate: '2027-06-14', endDate: '2027-07-09' }]);
    const moved = (meetingDate: string) => rowsOf(carried(summer, { meetingDate }), 'pages/fapeServices/services')[0];
    expect(moved('2027-09-29')).toMatchObject({ startDate: '2028-06-14', endDate: '2028-07-09' });
    expect(moved('2027-01-15')).toMatchObject({ startDate: '2027-06-14', endDate: '2027-07-09' });
    const winter = withServices([{ [ROW_ID]: 'a', code: '330', startDate: '2026-11-30', endDate: '2026-12-18' }]);
    expect(rowsOf(carried(winter, { meetingDate: '2027-12-31' }), 'pages/fapeServices/services')[0]).toMatchObject({ startDate: '2028-11-30', endDate: '2028-12-18' });
    expect(moved('2028-08-15')).toMatchObject({ startDate: '2029-06-14', endDate: '2029-07-09' });
  });

  it('never moves a date outside the new IEP year, also when the last meeting was long ago or on a leap day', () => {
    const years: readonly (readonly [string, string])[] = [['2024-02-29', '2025-02-28'], ['2026-10-14', '2026-10-20'], ['2023-01-10', '2027-09-29'], ['2026-10-14', '2027-12-31']];
    for (const [held, meetingDate] of years) {
      const document = withInfo({ meetingDate: held });
      const next = carried(document, { meetingDate });
      const lines = ['services', 'accommodations', 'otherSupports'].flatMap((list) => rowsOf(next, `pages/fapeServices/${list}`));
      expect(lines).toHaveLength(14);
      const last = textOf(next.pages.infoEligibility as JsonObject, 'nextAnnualDate');
      const outside = lines.map((line) => [textOf(line, 'startDate'), textOf(line, 'endDate')] as const).filter(([start, end]) => start < meetingDate || start > end || end > last);
      expect(outside).toEqual([]);
    }
  });

  it('holds nothing that only a meeting can say', () => {
    const next = carried();
    expect(valueAt(next, 'pages/presentLevels/parentConcerns')).toBe('');
    expect(next.pages).toMatchObject({ structuredNotes: null, attendance: [], consent: [], amendment: null });
    expect(next.meeting).toEqual({ meetingDate: '2027-09-29', notesForm: 'structured', sessions: [], notice: [], contactLog: [], excusals: [] });
    expect(next.pages.infoEligibility).toMatchObject({ eligibilityOutcome: '', delayCode: '', purposeOther: '', exitDate: '' });
  });

  it('keeps the day the student was told of the rights at 18', () => {
    const document = sampleDocument();
    const older = { ...document, pages: { ...document.pages, transitionPlan: { pageState: 'final', psgTraining: 'Upon completion of school I will train.', t1: 'Y', majorityNoticeDate: '2026-10-14' } } } as IepDocument;
    expect(carried(older).pages.transitionPlan).toMatchObject({ psgTraining: 'Upon completion of school I will train.', t1: '', majorityNoticeDate: '2026-10-14', pageState: 'draft' });
  });

  it('marks its pages as prepared drafts', () => {
    const next = carried();
    expect(next.work?.prepared).toEqual(['infoEligibility', 'presentLevels', 'specialFactors', 'stateAssessments', 'goals', 'fapeServices', 'fapeSetting', 'emergencyProgram']);
    expect(next.work?.prepared.filter((id) => valueAt(next, `pages/${id}/pageState`) !== 'draft')).toEqual([]);
  });

  it('lists every text that came from last year, and the grade, and nothing that is blank or record data', () => {
    const next = carried();
    const listed = next.work?.carried ?? [];
    const [goal] = rowsOf(next, 'pages/goals/items');
    const [service] = rowsOf(next, 'pages/fapeServices/services');
    expect(listed).toEqual(expect.arrayContaining([
      'pages/infoEligibility/grade', 'pages/infoEligibility/disabilityImpact', 'pages/presentLevels/strengths', 'pages/presentLevels/areasOfNeed',
      `pages/goals/items/@${textOf(goal, ROW_ID)}/annualGoal`, `pages/fapeServices/services/@${textOf(service, ROW_ID)}/comment`, 'pages/emergencyProgram/emAids',
    ]));
    expect(listed).not.toContain('pages/presentLevels/parentConcerns');
    expect(listed).not.toContain('pages/infoEligibility/lastName');
    expect(listed.filter((at) => (valueAt(next, at) ?? '') === '')).toEqual([]);
    expect(new Set(listed).size).toBe(listed.length);
    expect(listed.length).toBeGreaterThan(80);
  });

  it('marks every row of last year’s goals, offer and tests to be looked at as a whole, and no row of record data', () => {
    const next = carried();
    const listed = new Set(next.work?.carried ?? []);
    for (const list of ['pages/goals/items', 'pages/fapeServices/services', 'pages/fapeServices/accommodations', 'pages/fapeServices/otherSupports', 'pages/stateAssessments/tests', 'pages/presentLevels/statewideScores']) {
      const rows = rowsOf(next, list);
      expect(rows.length, list).toBeGreaterThan(0);
      expect(rows.filter((row) => !listed.has(`${list}/@${textOf(row, ROW_ID)}`)), list).toEqual([]);
    }
    expect([...listed].filter((at) => at.startsWith('pages/infoEligibility/parents'))).toEqual([]);
  });

  it('keeps last year’s goals with their progress beside the new ones, row by row', () => {
    const next = carried();
    const before = rowsOf(sampleDocument(), 'pages/goals/items');
    expect(next.work?.prior).toEqual(before);
    expect(before.some((goal) => (goal['progressReports'] as readonly unknown[]).length > 0)).toBe(true);
    expect(next.work?.prior.map((goal) => goal[ROW_ID])).toEqual(rowsOf(next, 'pages/goals/items').map((goal) => goal[ROW_ID]));
  });

  it('starts with structured notes, whatever the Current IEP had', () => {
    const current = sampleDocument();
    const free = { ...current, pages: { ...current.pages, structuredNotes: null, meetingNotes: { date: '2026-10-14', noteTaker: 'R. A.', notes: 'We met.' } } } as IepDocument;
    expect(pageKeysOf(free)).toContain('meetingNotes');
    const next = carried(free);
    expect(pageKeysOf(next)).toContain('structuredNotes');
    expect(pageKeysOf(next)).not.toContain('meetingNotes');
  });

  it('gives a row id to rows that have none yet', () => {
    const current = withoutRowIds(sampleDocument()) as IepDocument;
    let n = 0;
    const next = carried(current, { newRow: () => `new${(n += 1)}` });
    expect(rowsOf(next, 'pages/goals/items').every((row) => textOf(row, ROW_ID).startsWith('new'))).toBe(true);
  });

  it('is not begun without a planned date', () => {
    expect(() => carried(sampleDocument(), { meetingDate: 'soon' })).toThrow('planned date');
  });
});
