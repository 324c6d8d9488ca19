import { describe, expect, it } from 'vitest';
import type { FlowEvent } from '../../../shared/flow/events.ts';
import { mayEdit, mayWriteAt } from '../../../shared/flow/may-edit.ts';
import { openPreMeeting, preMeetingsOf, withoutPreparation } from '../../../shared/flow/pre-meeting.ts';
import { replay } from '../../../shared/flow/replay.ts';
import { paperOf } from '../../../shared/paper/plan.ts';
import { valueAt } from '../../../shared/iep/address.ts';
import { withoutRowIds } from '../../../shared/iep/ids.ts';
import { factsOf } from '../paper/sample.ts';
import { context, future, OPEN, PREPARING, printing, TODAY, Walk } from './room.ts';

const NOTE = 'Ask the mother how the reading log goes at home.';
const goal = (future().pages.goals as unknown as { items: readonly { $row: string }[] }).items[0]?.$row ?? '';
const signed = { signedBy: 'Dana Birchwater', relation: 'mother', signedOn: TODAY };

describe('while the school prepares without the parent', () => {
  const held = new Walk().must(PREPARING).must({ type: 'preMeetingNoted', text: NOTE });

  it.each<readonly [string, FlowEvent, RegExp]>([
    ['a page is not marked discussed', { type: 'pageDiscussed', page: 'presentLevels' }, /discussed at the meeting, with the parent/],
    ['a goal is not marked discussed', { type: 'goalDiscussed', goal }, /discussed at the meeting, with the parent/],
    ['a goal is not dropped', { type: 'goalDropped', goal, suggestedBy: 'The team', reason: 'Met.' }, /discussed at the meeting, with the parent/],
    ['a field is not marked discussed', { type: 'itemDiscussed', at: 'pages/presentLevels/strengths' }, /discussed at the meeting, with the parent/],
    ['consent is not recorded', { type: 'agreedAll', ...signed }, /asked at the meeting/],
    ['consent with exceptions is not recorded', { type: 'agreedExcept', ...signed, exceptions: [{ page: 'goals', what: 'x', parentWords: '' }] }, /asked at the meeting/],
    ['a refusal is not recorded', { type: 'refused', on: TODAY, scope: 'all', parentWords: 'No.' }, /asked at the meeting/],
    ['an understanding is not recorded', { type: 'notEligibleUnderstood', ...signed }, /asked at the meeting/],
    ['nobody takes the IEP home', { type: 'tookHome', on: TODAY, returnBy: '2027-10-06', signedPaper: 'original' }, /asked at the meeting/],
    ['a missing answer is not recorded', { type: 'noResponse', on: TODAY }, /asked at the meeting/],
    ['no parent copy is printed', printing(held.document), /nothing was decided, so there is no parent copy/],
    ['no session of the meeting begins', OPEN, /End the pre-meeting first/],
  ])('%s', (_title, event, reason) => {
    const before = held.document;
    expect(held.event(event)).toMatchObject({ ok: false, guard: 'preMeeting', reason: expect.stringMatching(reason) as string });
    expect(held.document).toBe(before);
  });

  it.each([
    ['an option is not chosen', 'pages/structuredNotes/options', [], /options are considered and chosen at the meeting/],
    ['the offer is not written', 'pages/structuredNotes/offerSummary', 'One hour a week.', /the offer is made at the meeting/],
    ['nothing goes into the notes of the meeting', 'pages/structuredNotes/parentInput', 'x', /goes into the preparation notes/],
    ['nor into free ones', 'pages/meetingNotes/notes', 'x', /goes into the preparation notes/],
    ['nor onto a consent sheet', 'pages/consent/@r1/parentComment', 'x', /asked at the meeting/],
  ] as const)('%s', (_title, at, value, reason) => {
    const refused = { ok: false, guard: 'preMeeting', reason: expect.stringMatching(reason) as string };
    expect(mayEdit(held.document, [{ op: 'set', at, value, was: undefined }], context())).toMatchObject(refused);
    expect(mayWriteAt(held.document, at, context())).toMatchObject(refused);
    expect(mayWriteAt(new Walk().document, at, context())).not.toMatchObject({ guard: 'preMeeting' });
  });

  it('pages may be prepared, as drafts', () => {
    expect(mayEdit(held.document, [{ op: 'set', at: 'pages/presentLevels/parentConcerns', value: 'To ask about.', was: '' }], context()).ok).toBe(true);
    expect(valueAt(held.document, 'pages/presentLevels/pageState')).toBe('draft');
  });
});

describe('its notes', () => {
  it('say who, when, where and what was noted, by main\'s clock', () => {
    const walk = new Walk().must(PREPARING).must({ type: 'preMeetingNoted', text: NOTE }).must({ type: 'preMeetingEnded', end: '08:40' });
    expect(preMeetingsOf(walk.document)).toEqual([{ date: TODAY, start: '08:00', end: '08:40', place: 'Staff room', participants: ['Rosalind Achterberg', 'Percival Odumegwu'], notes: [{ by: 'st1', at: '2027-09-29T21:30:00.000Z', text: NOTE }] }]);
    expect(openPreMeeting(walk.document)).toBeNull();
    expect(replay(walk.base, walk.entries)).toEqual(walk.document);
    expect(walk.event({ type: 'preMeetingNoted', text: 'Later.' })).toMatchObject({ ok: false, guard: 'preMeetingHeld' });
  });

  it('are on no sheet of a draft or a parent copy, in no exchange form and in no part that waits to be continued', () => {
    const walk = new Walk().must(PREPARING).must({ type: 'preMeetingNoted', text: NOTE }).must({ type: 'preMeetingEnded', end: '08:40' }).must(OPEN);
    for (const kind of ['draft', 'parentCopy'] as const) {
      const text = paperOf(factsOf(walk.document, { kind })).texts.map((piece) => piece.text).join(' ');
      expect(text.length).toBeGreaterThan(5000);
      expect(text).not.toContain(NOTE);
    }
    expect(JSON.stringify(walk.document)).toContain(NOTE);
    expect(JSON.stringify(withoutRowIds(walk.document))).not.toContain(NOTE);
    expect(JSON.stringify(withoutPreparation(walk.document))).not.toContain(NOTE);
    expect(withoutPreparation(walk.document)).toMatchObject({ pages: walk.document.pages, work: { prepared: walk.document.work?.prepared } });
  });

  it('end with the pre-meeting, and then the meeting opens as ever', () => {
    const walk = new Walk().must(PREPARING).must({ type: 'preMeetingEnded', end: '08:40' }).must(OPEN);
    expect(walk.document.documentStatus).toBe('inMeeting');
    expect(walk.event(PREPARING)).toMatchObject({ ok: false, guard: 'state' });
  });
});
