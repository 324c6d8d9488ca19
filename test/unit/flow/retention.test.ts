/** The policy for students who left: a reason to stay is always told, and only a month with every IEP confirmed lets go. */
import { describe, expect, it } from 'vitest';
import { KEPT_AFTER_LEAVING_DAYS, retentionOf, type LeaverFacts } from '../../../shared/flow/retention.ts';

const CONFIRMED = { confirmed: true, conflict: false, addedHere: false, reportOpen: false };
const GONE: LeaverFacts = { leftOn: '2027-01-10', openDraft: false, unreadable: 0, records: [CONFIRMED, CONFIRMED] };

describe('a student who left the caseload', () => {
  it('may go on the thirtieth day and not before, when the district confirmed every IEP', () => {
    expect(KEPT_AFTER_LEAVING_DAYS).toBe(30);
    expect(retentionOf(GONE, '2027-02-08')).toEqual({ from: '2027-02-09', stays: 'tooSoon' });
    expect(retentionOf(GONE, '2027-02-09')).toEqual({ from: '2027-02-09', stays: null });
  });

  it.each([
    ['one IEP has no receipt', { records: [CONFIRMED, { ...CONFIRMED, confirmed: false }] }, 'notConfirmed'],
    ['the district asks a person to decide about one', { records: [CONFIRMED, { ...CONFIRMED, conflict: true }] }, 'conflict'],
    ['a progress report is written and not affirmed', { records: [{ ...CONFIRMED, reportOpen: true }] }, 'reportOpen'],
    ['a late signature is on this computer only', { records: [CONFIRMED, { ...CONFIRMED, addedHere: true }] }, 'addedHere'],
    ['a Future IEP is open', { openDraft: true }, 'openDraft'],
    ['a file cannot be read', { unreadable: 1 }, 'unreadable'],
  ] as const)('stays however long while %s', (_why, facts, stays) => {
    expect(retentionOf({ ...GONE, ...facts }, '2037-02-09').stays).toBe(stays);
  });

  it('is told the gravest reason first', () => {
    expect(retentionOf({ ...GONE, unreadable: 1, openDraft: true, records: [{ confirmed: false, conflict: true, addedHere: true, reportOpen: true }] }, '2027-01-11').stays).toBe('unreadable');
  });
});
