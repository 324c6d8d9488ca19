import { describe, expect, it } from 'vitest';
import { flowEvent } from '../../../shared/bridge/values.ts';
import type { FlowEvent } from '../../../shared/flow/events.ts';
import { pageStateOf, workOf } from '../../../shared/flow/read.ts';
import { replay } from '../../../shared/flow/replay.ts';
import type { IepDocument, PageState } from '../../../shared/iep/document.ts';
import { insertingEdits, removingEdits } from '../../../shared/journal/make.ts';
import { textEdit } from '../../../shared/journal/text.ts';
import { valueAt } from '../../../shared/iep/address.ts';
import { undoStep } from '../../../shared/journal/invert.ts';
import { OPEN, printing, SPEECH, Walk } from './room.ts';

const GOALS = 'pages/goals/items';
const STRENGTHS = 'pages/presentLevels/strengths';
const MARK = { by: 'st1', at: '2027-09-29T21:30:00.000Z' };
const RECONVENED = { ...OPEN, type: 'reconvened', date: '2027-10-06' } as FlowEvent;
const TABLED: FlowEvent = { type: 'tabled', kind: 'outOfTime', reason: 'Out of time.', reconvene: '2027-10-06', end: '15:00' };

function goalsOf(walk: Walk): readonly string[] {
  return (valueAt(walk.document, GOALS) as readonly { readonly $row: string }[]).map((goal) => goal.$row);
}

function type(walk: Walk, at: string, words: string): Walk {
  return walk.edit([textEdit(at, String(valueAt(walk.document, at) ?? ''), words)]);
}

function insertGoal(walk: Walk, id: string): Walk {
  return walk.edit(insertingEdits(walk.document, GOALS, { $row: id, goalNumber: 9, annualGoal: 'Said at the table.' }, goalsOf(walk).at(-1) ?? null));
}

describe('a place marked discussed', () => {
  it('keeps who marked it and when, by main, and loses the mark when it is taken back', () => {
    const walk = new Walk().must(OPEN).must({ type: 'itemDiscussed', at: STRENGTHS });
    expect(walk.document.work?.discussed).toEqual({ [STRENGTHS]: MARK });
    expect(walk.document['journal']).toMatchObject([{ event: 'openMeeting' }, { event: 'itemDiscussed', place: STRENGTHS, at: MARK.at }]);
    expect(replay(walk.base, walk.entries)).toEqual(walk.document);
    walk.must({ type: 'itemReopened', at: STRENGTHS });
    expect(walk.document.work?.discussed).toEqual({});
  });

  it('may be a field, a row, and a field of a row; never a page, a goal or a place that is not there', () => {
    const walk = new Walk().must(OPEN);
    const service = (valueAt(walk.document, 'pages/fapeServices/services') as readonly { readonly $row: string }[])[0]?.$row ?? '';
    for (const at of [STRENGTHS, `pages/fapeServices/services/@${service}`, `pages/fapeServices/services/@${service}/minutes`, 'pages/presentLevels/hearingScreen/result']) walk.must({ type: 'itemDiscussed', at });
    for (const at of ['pages/presentLevels', `${GOALS}/@${goalsOf(walk)[0] ?? ''}`, `${GOALS}/@gone/baseline`, 'pages/presentLevels/nothing', 'pages/amendment/changes', 'meeting/sessions', 'work']) expect(walk.event({ type: 'itemDiscussed', at }), at).toMatchObject({ ok: false });
  });

  it('is marked while the meeting is open, by who runs it', () => {
    const event: FlowEvent = { type: 'itemDiscussed', at: STRENGTHS };
    expect(new Walk().event(event)).toMatchObject({ ok: false, guard: 'state' });
    const walk = new Walk().must(OPEN);
    expect(walk.event(event, { actor: SPEECH })).toMatchObject({ ok: false, guard: 'mayRunMeeting' });
    expect(walk.must(TABLED).event(event)).toMatchObject({ ok: false, guard: 'state' });
  });

  it('crosses the bridge by name and place, and with nothing else', () => {
    expect(flowEvent.safeParse({ type: 'itemDiscussed', at: STRENGTHS }).success).toBe(true);
    expect(flowEvent.safeParse({ type: 'itemDiscussed', at: STRENGTHS, by: 'somebody else' }).success).toBe(false);
    expect(flowEvent.safeParse({ type: 'goalReopened', goal: '' }).success).toBe(false);
  });

  it('stays when it is written on at the table, and is open again when it is written on between two sessions', () => {
    const walk = new Walk().must(OPEN).must({ type: 'itemDiscussed', at: STRENGTHS }).must({ type: 'itemDiscussed', at: 'pages/presentLevels/motor' });
    type(walk, STRENGTHS, 'He draws.');
    expect(Object.keys(walk.document.work?.discussed ?? {})).toHaveLength(2);
    type(walk.must(TABLED), STRENGTHS, 'He draws and paints.');
    expect(Object.keys(walk.document.work?.discussed ?? {})).toEqual(['pages/presentLevels/motor']);
  });

  it('is never taken back by the page state: a page is opened again with its reason', () => {
    const walk = new Walk().must(OPEN).must({ type: 'pageDiscussed', page: 'presentLevels' });
    expect(walk.document.work?.discussed).toEqual({ 'pages/presentLevels': MARK });
    expect(walk.event({ type: 'itemReopened', at: 'pages/presentLevels' })).toMatchObject({ ok: false, guard: 'itemIsMarked' });
    walk.must({ type: 'pageReopened', page: 'presentLevels', reason: 'A new thought.' });
    expect(walk.document.work?.discussed).toEqual({});
  });
});

describe('goals at the table', () => {
  it('are known as added when they are first written while the meeting is open', () => {
    const walk = new Walk();
    insertGoal(walk, 'ahead').must(OPEN);
    insertGoal(walk, 'atTable');
    expect(walk.document.work?.goalsAdded).toEqual(['atTable']);
    insertGoal(walk.must(TABLED), 'between').must(RECONVENED, { today: '2027-10-06' });
    insertGoal(walk, 'later');
    expect(walk.document.work?.goalsAdded).toEqual(['atTable', 'later']);
  });

  it('are not taken for new ones when undo brings them back', () => {
    const walk = new Walk().must(OPEN);
    const [first = ''] = goalsOf(walk);
    const edits = removingEdits(walk.document, GOALS, first);
    walk.edit(edits).edit(undoStep({ id: 'x', label: 'Remove', edits }, 'y').edits);
    expect(goalsOf(walk)[0]).toBe(first);
    expect(walk.document.work?.goalsAdded).toEqual([]);
  });

  it('open their page again when one is added, and close it when the last open one is gone', () => {
    const walk = new Walk().must(OPEN);
    for (const goal of goalsOf(walk)) walk.must({ type: 'goalDiscussed', goal });
    expect(pageStateOf(walk.document, 'goals')).toBe('discussed');
    insertGoal(walk, 'new');
    expect(pageStateOf(walk.document, 'goals')).toBe('draft');
    expect(walk.document.work?.discussed['pages/goals']).toBeUndefined();
    walk.edit(removingEdits(walk.document, GOALS, 'new'));
    expect(pageStateOf(walk.document, 'goals')).toBe('discussed');
    expect(replay(walk.base, walk.entries)).toEqual(walk.document);
  });

  it('take their page with them when a mark or a drop is taken back', () => {
    const walk = new Walk().must(OPEN);
    const [first = '', ...others] = goalsOf(walk);
    for (const goal of others) walk.must({ type: 'goalDiscussed', goal });
    walk.must({ type: 'goalDropped', goal: first, suggestedBy: 'Parent', reason: 'Met in June.' });
    expect(pageStateOf(walk.document, 'goals')).toBe('discussed');
    walk.must({ type: 'goalReopened', goal: first });
    expect(pageStateOf(walk.document, 'goals')).toBe('draft');
    expect(walk.document.work?.goals[first]).toBeUndefined();
  });

  it('are open again, each by itself, when they are written on between two sessions', () => {
    const walk = new Walk().must(OPEN);
    const [first = '', second = ''] = goalsOf(walk);
    for (const goal of goalsOf(walk)) walk.must({ type: 'goalDiscussed', goal });
    type(walk.must(TABLED), `${GOALS}/@${first}/annualGoal`, 'By next year he will read.');
    expect(walk.document.work?.goals[first]).toBeUndefined();
    expect(walk.document.work?.goals[second]).toMatchObject({ state: 'discussed' });
    expect(pageStateOf(walk.document, 'goals')).toBe('draft');
    walk.must(RECONVENED, { today: '2027-10-06' });
    expect(walk.event({ type: 'pageDiscussed', page: 'goals' }, { today: '2027-10-06' })).toMatchObject({ ok: false, guard: 'goalsDiscussed' });
    expect(pageStateOf(walk.must({ type: 'goalDiscussed', goal: first }).document, 'goals')).toBe('discussed');
  });
});

const FACTORS = 'pages/specialFactors/communicationNeeds';
const write = (words: string) => (walk: Walk) => void type(walk, FACTORS, words);
const does = (event: FlowEvent, today = '2027-09-29') => (walk: Walk) => void walk.must(event, { today });
const printed = (walk: Walk): void => void walk.must(printing(walk.document, walk.entries.length));
const discussed = does({ type: 'pageDiscussed', page: 'specialFactors' });
const reopened = does({ type: 'pageReopened', page: 'specialFactors', reason: 'More to say.' });
const sameDay = does({ type: 'reopenedSameDay', reason: 'One more thing.' });

/** A draft whose special factors nobody has begun, or with last year's. */
function begin(prepared: boolean): Walk {
  const base = new Walk().base;
  return prepared ? new Walk(base) : new Walk({ ...base, pages: { ...base.pages, specialFactors: { communicationNeeds: '' } }, work: { ...workOf(base), prepared: workOf(base).prepared.filter((page) => page !== 'specialFactors') } } as unknown as IepDocument);
}

/** iep-forms.md section 2 and decisions.md 14: where a page stands after each step; DRAFT = its sheets carry the mark. */
const STATES: readonly (readonly [string, boolean, readonly ((walk: Walk) => void)[], PageState, boolean])[] = [
  ['nobody has written on it', false, [], 'empty', false],
  ['carried over from last year', true, [], 'draft', true],
  ['written on before the meeting', false, [write('Ahead.')], 'draft', true],
  ['prepared, and the meeting open', true, [does(OPEN)], 'draft', true],
  ['blank, and the meeting open', false, [does(OPEN)], 'empty', false],
  ['first written on at the table', false, [does(OPEN), write('Now.')], 'draft', false],
  ['prepared and written on at the table', true, [does(OPEN), write('Now.')], 'draft', true],
  ['discussed', true, [does(OPEN), discussed], 'discussed', false],
  ['written on at the table after it was discussed', true, [does(OPEN), discussed, write('Now.')], 'discussed', false],
  ['opened again at the table', true, [does(OPEN), discussed, reopened], 'draft', true],
  ['opened again and discussed again', true, [does(OPEN), discussed, reopened, discussed], 'discussed', false],
  ['discussed, and the meeting tabled', true, [does(OPEN), discussed, does(TABLED)], 'discussed', false],
  ['written on between two sessions', true, [does(OPEN), discussed, does(TABLED), write('Between.')], 'draft', true],
  ['first written on between two sessions', false, [does(OPEN), does(TABLED), write('Between.')], 'draft', true],
  ['discussed in the first session and carried unchanged', true, [does(OPEN), discussed, does(TABLED), does(RECONVENED, '2027-10-06')], 'discussed', false],
  ['written on between two sessions, before the second discusses it', true, [does(OPEN), discussed, does(TABLED), write('Between.'), does(RECONVENED, '2027-10-06')], 'draft', true],
  ['discussed and printed', true, [does(OPEN), discussed, printed], 'final', false],
  ['printed without having been discussed', true, [does(OPEN), printed], 'draft', true],
  ['written on by hand after the print', true, [does(OPEN), discussed, printed, write('By hand.')], 'final', false],
  ['printed, and the meeting opened again that day', true, [does(OPEN), discussed, printed, sameDay], 'discussed', false],
];

describe('the state of a page', () => {
  it.each(STATES)('%s', (_title, prepared, steps, state, mark) => {
    const walk = begin(prepared);
    for (const step of steps) step(walk);
    expect(pageStateOf(walk.document, 'specialFactors')).toBe(state);
    expect(state === 'draft' && walk.document.work?.prepared.includes('specialFactors') === true).toBe(mark);
  });

  it('never goes from empty to discussed without words', () => {
    const walk = begin(false).must(OPEN);
    expect(walk.event({ type: 'pageDiscussed', page: 'specialFactors' })).toMatchObject({ ok: false, guard: 'pageHasContent' });
  });

  it('keeps the day of the first session on a page that is carried unchanged', () => {
    const walk = new Walk().must(OPEN).must({ type: 'pageDiscussed', page: 'specialFactors' }).must(TABLED).must(RECONVENED, { today: '2027-10-06' });
    expect(walk.document.work?.discussed['pages/specialFactors']).toEqual(MARK);
  });
});
