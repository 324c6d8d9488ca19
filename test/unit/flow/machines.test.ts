import { describe, expect, it } from 'vitest';
import type { FlowEvent } from '../../../shared/flow/events.ts';
import { variantOf } from '../../../shared/flow/affirm.ts';
import { answersFrom } from '../../../shared/flow/machines.ts';
import { mayEdit } from '../../../shared/flow/may-edit.ts';
import { redline } from '../../../shared/flow/redline.ts';
import { replay, replayTo } from '../../../shared/flow/replay.ts';
import { valueAt } from '../../../shared/iep/address.ts';
import { textEdit } from '../../../shared/journal/text.ts';
import { CASE_MANAGER, CONCERN, context, future, goalsOf, OPEN, printedWalk, reconciledWalk, say, SPEECH, STRANGER, SYSTEM_MANAGER, TODAY, Walk } from './room.ts';

describe('a meeting from draft to Current', () => {
  it('opens with sign-in, consent and notes of its own, and marks what was prepared ahead', () => {
    const { document } = new Walk().must(OPEN);
    expect(document.documentStatus).toBe('inMeeting');
    expect(valueAt(document, 'pages/structuredNotes/header')).toMatchObject({ sessionNo: 1, date: TODAY, start: '14:30', noteTaker: 'Rosalind Achterberg' });
    for (const sheet of ['attendance', 'consent']) expect(valueAt(document, `pages/${sheet}`), sheet).toHaveLength(1);
    expect(document.work?.prepared).toContain('presentLevels');
    expect(valueAt(document, 'pages/presentLevels/pageState')).toBe('draft');
  });

  it('takes the first session for its date and every deadline counted from it', () => {
    const walk = new Walk().must({ ...OPEN, date: '2027-09-27' } as FlowEvent);
    expect(valueAt(walk.document, 'meeting/meetingDate')).toBe('2027-09-27');
    expect(valueAt(walk.document, 'pages/infoEligibility/nextAnnualDate')).toBe('2028-09-27');
  });

  it('counts the goals page as discussed when the last goal is discussed or dropped', () => {
    const walk = new Walk().must(OPEN);
    const [first = '', ...others] = goalsOf(walk);
    for (const goal of others) walk.must({ type: 'goalDiscussed', goal });
    expect(valueAt(walk.document, 'pages/goals/pageState')).toBe('draft');
    walk.must({ type: 'goalDropped', goal: first, suggestedBy: 'Parent', reason: 'Met in June.' });
    expect(valueAt(walk.document, 'pages/goals/pageState')).toBe('discussed');
    expect(walk.document.work?.goals[first]).toEqual({ state: 'dropped', by: 'Parent', reason: 'Met in June.' });
  });

  it('freezes what the parent took home: every later word is in the redline, and nothing else', () => {
    const walk = printedWalk();
    expect(walk.document).toMatchObject({ documentStatus: 'closed', consentStatus: 'awaiting' });
    expect(walk.differences()).toEqual([]);
    say(walk, 'Heard at the table. And written by hand.');
    const copy = (walk.document['parentCopy'] as unknown as { position: number }).position;
    expect(redline(walk.document, replayTo(walk.base, walk.entries, copy))).toMatchObject([{ at: CONCERN, page: 'presentLevels', before: 'Heard at the table.', after: 'Heard at the table. And written by hand.', answered: null }]);
  });

  it('goes back to entering handwriting when a declared record is written to again', () => {
    const walk = reconciledWalk();
    expect(walk.document.documentStatus).toBe('reconciled');
    say(walk, 'One more word.');
    expect(walk.document.documentStatus).toBe('closed');
  });

  it('ends as Current, and then nothing changes it', () => {
    const walk = reconciledWalk().must({ type: 'affirmed', iepId: 'draft-1', on: TODAY });
    expect(walk.document.documentStatus).toBe('current');
    const edit = textEdit(CONCERN, String(valueAt(walk.document, CONCERN)), 'changed');
    expect(mayEdit(walk.document, [edit], context())).toMatchObject({ ok: false, guard: 'readOnly' });
    expect(walk.event(OPEN)).toMatchObject({ ok: false, guard: 'state' });
  });

  it('is the replay of its journal, entry by entry', () => {
    const walk = reconciledWalk();
    expect(walk.entries.length).toBeGreaterThan(20);
    expect(replay(walk.base, walk.entries)).toEqual(walk.document);
    expect(replay(replayTo(walk.base, walk.entries, 7), walk.entries.slice(7))).toEqual(walk.document);
  });
});

describe('tabling and going on', () => {
  it('keeps the original date and gives the second session its own sheets', () => {
    const walk = new Walk().must(OPEN).must({ type: 'tabled', kind: 'other', reason: 'The parent did not come.', reconvene: '2027-10-06', end: '15:00' });
    expect(walk.event({ ...OPEN, type: 'reconvened' } as FlowEvent, { today: '2027-10-06' })).toMatchObject({ ok: false, guard: 'afterLastSession' });
    walk.must({ ...OPEN, type: 'reconvened', date: '2027-10-06' } as FlowEvent, { today: '2027-10-06' });
    expect(valueAt(walk.document, 'meeting/meetingDate')).toBe(TODAY);
    expect((valueAt(walk.document, 'pages/consent') as readonly { sessionNo: number }[]).map((sheet) => sheet.sessionNo)).toEqual([1, 2]);
  });

  it('opens a discussed page again when it is written on between sessions', () => {
    const walk = new Walk().must(OPEN);
    say(walk, 'Heard.').must({ type: 'pageDiscussed', page: 'presentLevels' }).must({ type: 'tabled', kind: 'outOfTime', reason: 'Out of time.', reconvene: '2027-10-06', end: '15:00' });
    say(walk, 'Heard, and more.');
    expect(valueAt(walk.document, 'pages/presentLevels/pageState')).toBe('draft');
  });
});

describe('an answer that comes later', () => {
  it('is a signature where there was none, or not under all of it; what was signed under all stays', () => {
    for (const [consent, open] of [['refused', ['agreedAll', 'agreedExcept', 'notEligibleUnderstood']], ['noResponse', ['agreedAll', 'agreedExcept', 'notEligibleUnderstood']], ['agreedPart', ['agreedAll', 'agreedExcept']], ['agreedAll', []], ['notEligibleAck', []]] as const) expect(answersFrom(consent), consent).toEqual(open);
    expect(answersFrom('awaiting')).toEqual(expect.arrayContaining(['agreedAll', 'refused', 'tookHome', 'noResponse']));
  });

  it('is recorded before affirming beside the words of the refusal, and then the IEP is attested as signed', () => {
    const walk = printedWalk().must({ type: 'refused', on: TODAY, scope: 'all', parentWords: 'Not yet.' }).must({ type: 'agreedAll', signedBy: 'Dana Birchwater', relation: 'mother', signedOn: TODAY });
    expect(walk.document).toMatchObject({ documentStatus: 'closed', consentStatus: 'agreedAll' });
    expect((valueAt(walk.document, 'pages/consent') as unknown as readonly object[]).at(-1)).toMatchObject({ consentChoice: 'agreeAll', refusalWords: 'Not yet.', parentSignatures: [{ printedName: 'Dana Birchwater' }] });
    expect(variantOf(walk.document)).toBe('signed');
  });
});

describe('who may write where', () => {
  const document = future();
  const set = (at: string, value: string) => [{ op: 'set' as const, at, value, was: valueAt(document, at) }];
  const speechGoal = `pages/goals/items/@${(document.pages.goals as unknown as { items: readonly { $row: string; ownerProviderId: string }[] }).items.find((goal) => goal.ownerProviderId === 'st2')?.$row ?? ''}/annualGoal`;

  it.each([
    ['the case manager of the student, anywhere on the pages', CASE_MANAGER, CONCERN, true],
    ['a case manager of another student, nowhere', STRANGER, CONCERN, false],
    ['the speech pathologist, in the own goal', SPEECH, speechGoal, true],
    ['the speech pathologist, not in the purpose box', SPEECH, 'pages/infoEligibility/purposeOther', false],
    ['the district system manager, on the pages', SYSTEM_MANAGER, CONCERN, true],
    ['nobody, in a page state', CASE_MANAGER, 'pages/presentLevels/pageState', false],
    ['nobody, in the status', CASE_MANAGER, 'documentStatus', false],
    ['nobody, in what only steps of the meeting write', CASE_MANAGER, 'work/prepared', false],
    ['nobody, in the affirmation', CASE_MANAGER, 'affirmation', false],
    ['nobody, in a row id', CASE_MANAGER, 'pages/goals/items/@r1/$row', false],
  ] as const)('%s', (_title, actor, at, may) => {
    expect(mayEdit(document, set(at, 'x'), context({ actor })).ok).toBe(may);
  });

  it('keeps the meeting date once a session has opened', () => {
    const { document: opened } = new Walk().must(OPEN);
    expect(mayEdit(opened, [{ op: 'set', at: 'pages/infoEligibility/meetingDate', value: '2027-12-01', was: TODAY }], context())).toMatchObject({ ok: false, guard: 'meetingDate' });
  });
});
