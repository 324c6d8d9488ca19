import { describe, expect, it } from 'vitest';
import { lastNotice, noticeState, REPLIES, SENDINGS } from '../../../shared/flow/notice.ts';
import { rowsAt, textAt } from '../../../shared/flow/read.ts';
import { replay } from '../../../shared/flow/replay.ts';
import { pageKeysOf } from '../../../shared/iep/page-keys.ts';
import { paperOf } from '../../../shared/paper/plan.ts';
import { factsOf } from '../paper/sample.ts';
import { OPEN, TODAY, Walk } from './room.ts';

const DAY = { date: '2027-10-04', time: '14:30', place: 'Room 12', remote: 'By telephone' } as const;
const stateOf = (walk: Walk): string => noticeState(walk.document, lastNotice(walk.document) ?? { $row: '' });
const rowOf = (walk: Walk): string => lastNotice(walk.document)?.$row ?? '';
const prepared = (): Walk => new Walk().must({ type: 'noticePrepared', ...DAY });
const sent = (): Walk => {
  const walk = prepared();
  return walk.must({ type: 'noticeSent', notice: rowOf(walk), on: TODAY, how: ['email', 'backpack'] });
};

describe('the notice of meeting', () => {
  it('is prepared from what the record knows, prints by itself, and moves the planned day with every date counted from it', () => {
    const walk = prepared();
    expect(stateOf(walk)).toBe('prepared');
    expect(lastNotice(walk.document)).toMatchObject({ noticeNo: 1, meetingDate: '2027-10-04', meetingTime: '14:30', meetingPlace: 'Room 12', remoteInfo: 'By telephone', purposes: ['annual'], noticeDate: '' });
    expect(lastNotice(walk.document)?.['invited']).toEqual(expect.arrayContaining(['Parent: Dana Birchwater', 'Speech-Language Pathologist: Percival Odumegwu']));
    expect([textAt(walk.document, 'meeting/meetingDate'), textAt(walk.document, 'pages/infoEligibility/meetingDate'), textAt(walk.document, 'pages/infoEligibility/nextAnnualDate')]).toEqual(['2027-10-04', '2027-10-04', '2028-10-04']);
    const [key = ''] = pageKeysOf(walk.document).filter((page) => page.startsWith('meetingNotice/'));
    const paper = paperOf(factsOf(walk.document, { kind: 'draft', only: [key] })).texts.map((piece) => piece.text).join(' ');
    for (const words of ['Room 12', 'Oct 4, 2027', '2:30 p.m.', 'Percival Odumegwu']) expect(paper).toContain(words);
  });

  it('is sent on a day by somebody in some way, and then answered in the parent\'s words', () => {
    const walk = sent();
    expect(stateOf(walk)).toBe('sent');
    expect(lastNotice(walk.document)).toMatchObject({ noticeDate: TODAY, sentBy: 'st1', sentHow: ['email', 'backpack'] });
    walk.must({ type: 'noticeAnswered', notice: rowOf(walk), on: TODAY, answer: 'otherTime', comment: 'I work on Mondays.' });
    expect(stateOf(walk)).toBe('answered');
    expect(lastNotice(walk.document)?.['parentReply']).toMatchObject({ date: TODAY, answer: 'otherTime', comment: 'I work on Mondays.' });
    expect(replay(walk.base, walk.entries)).toEqual(walk.document);
  });

  it('gives way to one for another day, and stays as it was', () => {
    const walk = sent();
    const first = lastNotice(walk.document);
    walk.must({ type: 'noticeRescheduled', ...DAY, date: '2027-10-06', reason: 'The mother works on Mondays.' });
    const notices = rowsAt(walk.document, 'meeting/notice');
    expect(notices.map((notice) => [notice['noticeNo'], noticeState(walk.document, notice)])).toEqual([[1, 'replaced'], [2, 'prepared']]);
    expect(notices[0]).toEqual(first);
    expect(textAt(walk.document, 'meeting/meetingDate')).toBe('2027-10-06');
    expect(rowsAt(walk.document, 'journal').at(-1)).toMatchObject({ event: 'rescheduleNotice', reason: 'The mother works on Mondays.' });
  });

  it('of a later session leaves the date of the meeting where its first session was', () => {
    const walk = new Walk().must(OPEN).must({ type: 'tabled', kind: 'outOfTime', reason: 'Out of time.', reconvene: '2027-10-06', end: '15:00' }).must({ type: 'noticePrepared', ...DAY, date: '2027-10-06' });
    expect(textAt(walk.document, 'meeting/meetingDate')).toBe(TODAY);
    expect(lastNotice(walk.document)).toMatchObject({ meetingDate: '2027-10-06' });
  });

  it('takes its ways of sending and its replies from the form', () => {
    expect([SENDINGS, REPLIES].map((list) => list.map(({ value }) => value))).toEqual([
      ['mail', 'handed', 'email', 'backpack', 'portal'], ['attend', 'remote', 'otherTime', 'goAheadWithout'],
    ]);
  });
});
