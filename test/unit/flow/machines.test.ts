import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mayHappen } from '../../../shared/flow/decide.ts';
import { TABLE_KINDS, type FlowEvent } from '../../../shared/flow/events.ts';
import { CONSENT_MACHINE, DOCUMENT_MACHINE } from '../../../shared/flow/machines.ts';
import { mayEdit } from '../../../shared/flow/may-edit.ts';
import { redline } from '../../../shared/flow/redline.ts';
import { replay, replayTo } from '../../../shared/flow/replay.ts';
import { valueAt } from '../../../shared/iep/address.ts';
import { pageKeysOf } from '../../../shared/iep/page-keys.ts';
import { textEdit } from '../../../shared/journal/text.ts';
import { CASE_MANAGER, context, future, OPEN, printing, SPEECH, STRANGER, SYSTEM_MANAGER, TODAY, Walk } from './room.ts';

const CONCERN = 'pages/presentLevels/parentConcerns';
const goalsOf = (walk: Walk): readonly string[] => (walk.document.pages.goals as unknown as { items: readonly { $row: string }[] }).items.map((goal) => goal.$row);
const say = (walk: Walk, words: string): Walk => walk.edit([textEdit(CONCERN, String(valueAt(walk.document, CONCERN) ?? ''), words)]);

/** A meeting that has been held and printed. */
function printedWalk(): Walk {
  const walk = new Walk().must(OPEN);
  say(walk, 'Heard at the table.');
  for (const goal of goalsOf(walk)) walk.must({ type: 'goalDiscussed', goal });
  for (const page of ['infoEligibility', 'presentLevels', 'specialFactors', 'stateAssessments', 'fapeServices', 'fapeSetting', 'emergencyProgram']) walk.must({ type: 'pageDiscussed', page });
  return walk.must(printing(walk.document, walk.entries.length));
}

/** The same, signed, with its handwriting entered. */
function reconciledWalk(): Walk {
  const walk = printedWalk().must({ type: 'agreedAll', signedBy: 'Dana Birchwater', relation: 'mother', signedOn: TODAY });
  say(walk, 'Heard at the table. And written by hand.');
  walk.must({ type: 'differenceExplained', answer: { at: CONCERN, kind: 'handwriting', writtenBy: 'R. Achterberg', initials: ['DB'], reason: '' } });
  for (const page of (walk.document['parentCopy'] as unknown as { pages: readonly string[] }).pages) walk.must({ type: 'sheetAnswered', answer: { page, answer: page === 'presentLevels' ? 'changedByHand' : 'asPrinted', reason: '' } });
  return walk.must({ type: 'declaredReconciled', original: 'room 4', fileCopy: 'office' });
}

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

/** Random walks: more than the fewest a model-based test should have before one believes it. */
const WALKS = 600;

describe('any sequence of events', () => {
  const page = fc.constantFrom('presentLevels', 'goals', 'fapeServices', 'attendance', 'amendment');
  const reason = fc.constantFrom('', 'A reason in words.');
  const day = fc.constantFrom(TODAY, '2027-10-06', '2027-10-20');
  const event = fc.oneof(
    fc.record({ type: fc.constant('openMeeting' as const), date: day, start: fc.constant('14:30'), place: fc.constant('Room 12'), noteTaker: fc.constant('st1') }),
    fc.record({ type: fc.constant('reconvened' as const), date: day, start: fc.constant('14:30'), place: fc.constant('Room 12'), noteTaker: fc.constant('st1') }),
    fc.record({ type: fc.constant('pageDiscussed' as const), page }),
    fc.record({ type: fc.constant('pageReopened' as const), page, reason }),
    fc.record({ type: fc.constant('tabled' as const), kind: fc.constantFrom(...TABLE_KINDS), reason, reconvene: day, end: fc.constant('15:00') }),
    fc.record({ type: fc.constant('reopenedSameDay' as const), reason }),
    fc.record({ type: fc.constant('parentCopyHanded' as const), to: fc.constant('Dana Birchwater'), at: day, method: fc.constant('by hand') }),
    fc.record({ type: fc.constant('sheetAnswered' as const), answer: fc.record({ page, answer: fc.constantFrom('asPrinted' as const, 'changedByHand' as const, 'skipped' as const), reason }) }),
    fc.record({ type: fc.constant('differenceExplained' as const), answer: fc.record({ at: fc.constant(CONCERN), kind: fc.constantFrom('handwriting' as const, 'correction' as const), writtenBy: fc.constant('RA'), initials: fc.constant([]), reason }) }),
    fc.record({ type: fc.constant('declaredReconciled' as const), original: fc.constant('room 4'), fileCopy: fc.constant('office') }),
    fc.record({ type: fc.constant('agreedAll' as const), signedBy: fc.constantFrom('Dana Birchwater', 'An Aunt'), relation: fc.constant('mother'), signedOn: day }),
    fc.record({ type: fc.constant('agreedExcept' as const), signedBy: fc.constant('Dana Birchwater'), relation: fc.constant('mother'), signedOn: fc.constant(TODAY), exceptions: fc.constant([{ page: 'fapeServices', what: 'speech', parentWords: 'Alone, please.' }]) }),
    fc.record({ type: fc.constant('refused' as const), on: day, scope: fc.constant('all' as const), parentWords: reason }),
    fc.record({ type: fc.constant('tookHome' as const), on: day, returnBy: day, signedPaper: fc.constant('original' as const) }),
    fc.record({ type: fc.constant('followedUp' as const), on: day, channel: fc.constant('phone'), result: reason }),
    fc.record({ type: fc.constant('noResponse' as const), on: day }),
    fc.record({ type: fc.constant('abandoned' as const), reason }),
    fc.record({ type: fc.constant('affirmed' as const), iepId: fc.constant('draft-1'), on: day }),
    fc.constant('print' as const),
    fc.constant('answerAll' as const),
    fc.constant('write' as const),
  );
  const actor = fc.oneof({ weight: 8, arbitrary: fc.constant(CASE_MANAGER) }, { weight: 2, arbitrary: fc.constantFrom(SPEECH, SYSTEM_MANAGER, STRANGER) });

  it('reaches only states the machines know, never moves the meeting date of a session that was held, and never changes what is affirmed', () => {
    const reached = new Set<string>();
    const refusals = new Set<string>();
    const beginnings = [new Walk(), printedWalk(), reconciledWalk()];
    fc.assert(
      fc.property(fc.constantFrom(...beginnings), fc.array(fc.tuple(event, actor), { minLength: 8, maxLength: 40 }), (beginning, steps) => {
        const walk = new Walk();
        Object.assign(walk, { document: beginning.document, entries: [...beginning.entries], copy: beginning.copy });
        for (const [step, who] of steps) {
          const before = walk.document;
          if (step === 'write') {
            const edit = textEdit(CONCERN, String(valueAt(before, CONCERN) ?? ''), `${String(valueAt(before, CONCERN) ?? '')}.`);
            if (mayEdit(before, [edit], context({ actor: who })).ok) walk.edit([edit]);
          } else if (step === 'answerAll') {
            const changed = walk.differences().length > 0;
            for (const key of pageKeysOf(before)) walk.event({ type: 'sheetAnswered', answer: { page: key, answer: changed && key === 'presentLevels' ? 'changedByHand' : 'asPrinted', reason: '' } });
          } else {
            const verdict = walk.event(step === 'print' ? printing(before, walk.entries.length) : step, { actor: who, today: '2027-10-20' });
            if (!verdict.ok) {
              refusals.add(verdict.guard);
              expect(verdict.reason).toMatch(/\w{3,}/);
              expect(walk.document).toBe(before);
            }
          }
          const { document } = walk;
          reached.add(`${document.documentStatus}/${document.consentStatus}`);
          if ((valueAt(before, 'meeting/sessions') as readonly unknown[]).length > 0) expect(valueAt(document, 'meeting/meetingDate')).toBe(valueAt(before, 'meeting/meetingDate'));
          if (before.documentStatus === 'current' || before.documentStatus === 'abandoned') expect(document).toBe(before);
          if (document.documentStatus === 'reconciled' && before.documentStatus !== 'reconciled') expect(mayHappen(before, { type: 'declaredReconciled', original: 'a', fileCopy: 'b' }, context({ differences: walk.differences(), today: '2027-10-20' })).ok).toBe(true);
        }
      }),
      { numRuns: WALKS },
    );
    const known = new Set<string>(DOCUMENT_MACHINE.flatMap((row) => [...row.from, row.to]));
    const knownConsent = new Set<string>(CONSENT_MACHINE.flatMap((row) => [...row.from, row.to]));
    for (const state of reached) {
      const [document = '', consent = ''] = state.split('/');
      expect(known.has(document), state).toBe(true);
      expect(knownConsent.has(consent), state).toBe(true);
    }
    expect(reached.size).toBeGreaterThanOrEqual(10);
    expect(refusals.size).toBeGreaterThanOrEqual(12);
  }, 60_000);
});
