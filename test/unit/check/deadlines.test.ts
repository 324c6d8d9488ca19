import { describe, expect, it } from 'vitest';
import { dueFacts, dueItems, type DueFacts } from '../../../shared/check/deadlines.ts';
import type { StateRecord } from '../../../shared/check/record.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import { sampleDocument } from '../iep/sample.ts';
import { BASE, INITIAL } from './students.ts';

function facts(change: Partial<StateRecord>, rest: Partial<DueFacts> = {}): DueFacts {
  return { isAffirmed: false, takenHomeOn: '', ...rest, record: { ...BASE, ...change } };
}

function dues(of: DueFacts, today: string): readonly string[] {
  return dueItems(of, today).map((item) => `${item.kind} ${item.due}`);
}

describe('what is due', () => {
  it('after an affirmed IEP is the next annual review and the next evaluation, each with the day it is counted from', () => {
    expect(dueItems(dueFacts(sampleDocument()), '2027-10-04')).toMatchObject([
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
    const [onTheDay] = dueItems(dueFacts(sampleDocument()), '2027-10-14');
    const [after] = dueItems(dueFacts(sampleDocument()), '2027-10-15');
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

  it('before a first IEP is counted from consent to assess, breaks added, and from the third birthday', () => {
    const first = { ...INITIAL, lastSessionDate: '', fromPartC: 'Y', birthDate: '2023-03-01', tolledDays: 14 };
    expect(dues(facts(first), '2026-01-10')).toEqual(['sixtyDays 2026-02-27', 'thirdBirthday 2026-03-01']);
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
});
