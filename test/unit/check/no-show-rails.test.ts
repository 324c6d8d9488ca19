import { describe, expect, it } from 'vitest';
import { noShowRails } from '../../../shared/check/no-show-rails.ts';
import { changed, type Change } from './law-fixtures.ts';

const TODAY = '2026-10-14';
/** The annual review of the example was due on October 22. */
const OPEN: Change = { documentStatus: 'inMeeting' };
const FIRST = 'meeting/notice/0/noticeDate';
const second = (noticeDate: string, answer = ''): Change => ({ 'meeting/notice/+': { noticeNo: 2, noticeDate, parentReply: { answer } } });
const warns = (change: Change): readonly string[] => noShowRails(changed({ ...OPEN, ...change }), TODAY);

describe('tabling for a missing parent warns', () => {
  it('when the meeting was first scheduled less than ten days before its due date, and names both days', () => {
    expect(warns({ [FIRST]: '2026-10-13' })).toEqual([expect.stringContaining('first scheduled on Oct 13, 2026, less than 10 days before Oct 22, 2026.')]);
    expect(warns({ [FIRST]: '2026-10-12' })).toEqual([]);
  });

  it('by the first of the notices, whatever their order, and never by one without a day', () => {
    expect(warns({ [FIRST]: '2026-10-13', ...second('2026-10-01') })).toEqual([]);
    expect(warns({ [FIRST]: '2026-10-15', ...second('2026-10-13') })).toEqual([expect.stringContaining('Oct 13, 2026')]);
    expect(warns({ [FIRST]: '', ...second('2026-10-13') })).toEqual([expect.stringContaining('Oct 13, 2026')]);
    expect(warns({ [FIRST]: '' })).toEqual([]);
    expect(warns({ 'meeting/notice': [] })).toEqual([]);
  });

  it('only of a day a meeting is held in time for: a referral or an affirmation is none', () => {
    const without: Change = { 'pages/infoEligibility/priorAnnualDate': '', 'pages/infoEligibility/priorEvalDate': '' };
    expect(warns({ [FIRST]: '2026-10-13', ...without })).toEqual([]);
    expect(warns({ [FIRST]: '2026-10-13', ...without, 'pages/assessmentPlan': [{ referralDate: '2026-10-01', parentDecision: '' }] })).toEqual([]);
  });

  it('when the parent asked for another day in any reply, also beside the other warning', () => {
    const asks = 'The parent asked for another day in the reply to the notice. Agree on that day with them.';
    expect(warns(second('2026-10-01', 'otherTime'))).toEqual([asks]);
    expect(warns(second('2026-10-01', 'attend'))).toEqual([]);
    expect(warns({ [FIRST]: '2026-10-13', 'meeting/notice/0/parentReply/answer': 'otherTime' })).toEqual([expect.stringContaining('first scheduled'), asks]);
  });
});
