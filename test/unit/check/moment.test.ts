import { describe, expect, it } from 'vitest';
import { checkDay, hasEnded, hasMet } from '../../../shared/check/moment.ts';
import { changed, type Change } from './law-fixtures.ts';

const DRAFT: Change = { documentStatus: 'draft', 'meeting/sessions': [], 'pages/infoEligibility/meetingDate': '2026-10-14' };
const WITHOUT_MEETING: Change = { 'pages/amendment': { method: 'withoutMeeting' } };

describe('how far an IEP has come', () => {
  it('is met once a session has opened, an amendment is agreed without one, or the parent copy closed it', () => {
    expect(hasMet(changed(DRAFT))).toBe(false);
    expect(hasMet(changed({ ...DRAFT, ...WITHOUT_MEETING }))).toBe(true);
    expect(hasMet(changed({ ...DRAFT, 'pages/amendment': { method: 'meeting' } }))).toBe(false);
    expect(hasMet(changed({ documentStatus: 'inMeeting' }))).toBe(true);
    for (const documentStatus of ['closed', 'reconciled', 'current', 'history']) expect([hasMet(changed({ ...DRAFT, documentStatus })), hasEnded(changed({ ...DRAFT, documentStatus }))]).toEqual([true, true]);
    for (const documentStatus of ['draft', 'inMeeting', 'tabled']) expect(hasEnded(changed({ documentStatus }))).toBe(false);
  });

  it('is checked for its planned day while that lies ahead, and for today from the first session on', () => {
    expect(checkDay(changed(DRAFT), '2026-10-01')).toBe('2026-10-14');
    expect(checkDay(changed(DRAFT), '2026-10-20')).toBe('2026-10-20');
    expect(checkDay(changed({ ...DRAFT, 'pages/infoEligibility/meetingDate': 'soon' }), '2026-10-01')).toBe('2026-10-01');
    expect(checkDay(changed({ documentStatus: 'inMeeting' }), '2026-10-01')).toBe('2026-10-01');
  });
});
