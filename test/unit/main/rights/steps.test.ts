/** Whose each step of the meeting is: every event by everybody in every state, and on the desks of those who may it works. */
import { afterAll, describe, expect, test } from 'vitest';
import type { Reply } from '../../../../shared/bridge/contract.ts';
import type { FlowCommand, FlowEvent } from '../../../../shared/flow/events.ts';
import { rowsAt, workOf } from '../../../../shared/flow/read.ts';
import type { IepDocument } from '../../../../shared/iep/document.ts';
import { valueAt } from '../../../../shared/iep/address.ts';
import type { Desk } from '../desk.ts';
import { CONCERNS, hold, PARENT, TODAY, type Held } from '../meeting.ts';
import { NAMES, type Person } from '../people.ts';
import { askedOf, copyOf, DAY_MS, expectRefusal, LATER, reachBefore, reached, sitDown, type State, STATES, type Tried, triedHere } from './room.ts';

reachBefore(STATES);

describe('steps of the meeting', () => {
  const LEADS: readonly Person[] = ['case manager', 'district system manager'];

  interface Step {
    readonly from: readonly State[];
    readonly who: readonly Person[];
    readonly event: (document: IepDocument) => FlowCommand;
    /** What has to have happened on the copy before it can. */
    readonly first?: (desk: Desk, held: Held) => Promise<void>;
  }

  const goal = (document: IepDocument, n: number): string => rowsAt(document, 'pages/goals/items')[n]?.$row ?? '';
  const copy = { copyId: 'c', code: 'AAAAAA', label: 'PARENT COPY', printedAt: `${TODAY}T10:00`, sheets: 1, contentHash: 'h', pdfSha256: 'p', position: 0, pages: ['goals'] };
  const tookHome: FlowEvent = { type: 'tookHome', on: TODAY, returnBy: LATER, signedPaper: 'original' };
  const notice = { type: 'noticePrepared', date: LATER, time: '14:30', place: 'Room 12', remote: '' } as const;
  const noticeRow = (document: IepDocument): string => rowsAt(document, 'meeting/notice').at(-1)?.$row ?? 'none';
  const preparing: FlowEvent = { type: 'preMeetingOpened', date: TODAY, start: '08:00', place: 'Staff room', participants: ['Percival Odumegwu'] };
  const opening = { start: '09:00', place: 'Room 12', noteTaker: 'st4' };

  const STEPS: Readonly<Record<FlowEvent['type'], Step>> = {
    carriedConfirmed: { from: ['draft', 'inMeeting', 'tabled'], who: LEADS, event: (document) => ({ type: 'carriedConfirmed', at: [workOf(document).carried.find((at) => at.startsWith('pages/presentLevels/') && !at.endsWith('/communication')) ?? CONCERNS] }) },
    noticePrepared: { from: ['draft', 'tabled'], who: LEADS, event: () => notice },
    noticeSent: { from: ['draft', 'tabled'], who: LEADS, event: (document) => ({ type: 'noticeSent', notice: noticeRow(document), on: TODAY, how: ['email'] }), first: (_desk, held) => held.send(notice) },
    noticeAnswered: {
      from: ['draft', 'tabled'], who: LEADS, event: (document) => ({ type: 'noticeAnswered', notice: noticeRow(document), on: TODAY, answer: 'attend', comment: '' }),
      first: async (_desk, held) => {
        await held.send(notice);
        await held.send({ type: 'noticeSent', notice: noticeRow(await held.document()), on: TODAY, how: ['email'] });
      },
    },
    noticeRescheduled: { from: ['draft', 'tabled'], who: LEADS, event: () => ({ ...notice, type: 'noticeRescheduled', reason: 'The mother works that day.' }), first: (_desk, held) => held.send(notice) },
    preMeetingOpened: { from: ['draft', 'tabled'], who: LEADS, event: () => preparing },
    preMeetingNoted: { from: ['draft', 'tabled'], who: [...LEADS, 'speech pathologist'], event: () => ({ type: 'preMeetingNoted', text: 'Bring the reading log.' }), first: (_desk, held) => held.send(preparing) },
    preMeetingEnded: { from: ['draft', 'tabled'], who: LEADS, event: () => ({ type: 'preMeetingEnded', end: '08:40' }), first: (_desk, held) => held.send(preparing) },
    openMeeting: { from: ['draft'], who: LEADS, event: () => ({ type: 'openMeeting', date: TODAY, ...opening }) },
    pageDiscussed: { from: ['inMeeting'], who: LEADS, event: () => ({ type: 'pageDiscussed', page: 'specialFactors' }) },
    pageReopened: { from: ['inMeeting'], who: LEADS, event: () => ({ type: 'pageReopened', page: 'presentLevels', reason: 'A new thought.' }) },
    goalDiscussed: { from: ['inMeeting'], who: LEADS, event: (document) => ({ type: 'goalDiscussed', goal: goal(document, 1) }) },
    goalReopened: { from: ['inMeeting'], who: LEADS, event: (document) => ({ type: 'goalReopened', goal: goal(document, 0) }) },
    goalDropped: { from: ['inMeeting'], who: LEADS, event: (document) => ({ type: 'goalDropped', goal: goal(document, 1), suggestedBy: PARENT, reason: 'It was met.' }) },
    itemDiscussed: { from: ['inMeeting'], who: LEADS, event: () => ({ type: 'itemDiscussed', at: 'pages/presentLevels/communication' }) },
    itemReopened: { from: ['inMeeting'], who: LEADS, event: () => ({ type: 'itemReopened', at: CONCERNS }) },
    sectionPreparedBy: { from: ['draft', 'inMeeting', 'tabled'], who: LEADS, event: () => ({ type: 'sectionPreparedBy', at: CONCERNS, staff: 'st2' }) },
    sectionHandedBack: {
      from: ['draft', 'inMeeting', 'tabled'], who: LEADS, event: () => ({ type: 'sectionHandedBack', at: CONCERNS }),
      first: async (_desk, held) => {
        await held.send({ type: 'sectionPreparedBy', at: CONCERNS, staff: 'st2' });
      },
    },
    tabled: { from: ['inMeeting'], who: LEADS, event: () => ({ type: 'tabled', kind: 'outOfTime', reason: 'Out of time.', reconvene: LATER, end: '10:00' }) },
    contactLogged: { from: ['draft', 'inMeeting', 'tabled', 'closed', 'reconciled'], who: [...LEADS, 'speech pathologist'], event: () => ({ type: 'contactLogged', on: `${TODAY}T08:00`, channel: 'phone', result: 'No answer.' }) },
    reconvened: { from: ['tabled'], who: LEADS, event: () => ({ type: 'reconvened', date: LATER, ...opening }) },
    parentCopyPrinted: { from: [], who: [], event: () => ({ type: 'parentCopyPrinted', copy, end: '10:00' }) },
    reopenedSameDay: { from: ['closed'], who: LEADS, event: () => ({ type: 'reopenedSameDay', reason: 'A page was missing.' }) },
    parentCopyHanded: { from: ['closed', 'reconciled'], who: LEADS, event: () => ({ type: 'parentCopyHanded', to: PARENT, at: `${TODAY}T10:10`, method: 'by hand' }) },
    sheetAnswered: { from: ['closed'], who: LEADS, event: () => ({ type: 'sheetAnswered', answer: { page: 'goals', answer: 'asPrinted', reason: '' } }) },
    differenceExplained: { from: ['closed'], who: LEADS, event: () => ({ type: 'differenceExplained', answer: { at: CONCERNS, kind: 'handwriting', writtenBy: PARENT, initials: [], reason: '' } }) },
    declaredReconciled: {
      from: ['closed'], who: LEADS, event: () => ({ type: 'declaredReconciled', original: 'Cabinet 3', fileCopy: 'Scan 118' }),
      first: async (_desk, held) => {
        const { pages } = (await held.document())['parentCopy'] as unknown as { readonly pages: readonly string[] };
        for (const page of pages) await held.send({ type: 'sheetAnswered', answer: { page, answer: page === 'presentLevels' ? 'changedByHand' : 'asPrinted', reason: '' } });
        await held.send({ type: 'differenceExplained', answer: { at: CONCERNS, kind: 'handwriting', writtenBy: PARENT, initials: [], reason: '' } });
      },
    },
    agreedAll: { from: ['closed'], who: LEADS, event: () => ({ type: 'agreedAll', signedBy: PARENT, relation: 'mother', signedOn: TODAY }) },
    agreedExcept: { from: ['closed'], who: LEADS, event: () => ({ type: 'agreedExcept', signedBy: PARENT, relation: 'mother', signedOn: TODAY, exceptions: [{ page: 'fapeServices', what: 'speech', parentWords: 'Alone, please.' }] }) },
    // The IEP of these desks found the student eligible; not-eligible.test.ts has those that did not.
    notEligibleUnderstood: { from: [], who: [], event: () => ({ type: 'notEligibleUnderstood', signedBy: PARENT, relation: 'mother', signedOn: TODAY }) },
    refused: { from: ['closed'], who: LEADS, event: () => ({ type: 'refused', on: TODAY, scope: 'all', parentWords: 'No.' }) },
    tookHome: { from: ['closed'], who: LEADS, event: () => tookHome },
    followedUp: { from: ['closed'], who: LEADS, event: () => ({ type: 'followedUp', on: TODAY, channel: 'phone', result: 'No answer.' }) },
    noResponse: {
      from: ['closed'], who: LEADS, event: () => ({ type: 'noResponse', on: '2027-10-20' }),
      first: async (desk, held) => {
        await held.send(tookHome);
        for (let n = 0; n < 2; n += 1) await held.send({ type: 'followedUp', on: TODAY, channel: 'phone', result: 'No answer.' });
        desk.clock.pass(21 * DAY_MS);
      },
    },
    answerTakenBack: { from: ['reconciled'], who: LEADS, event: () => ({ type: 'answerTakenBack', reason: 'Pressed for "except for".' }) },
    abandoned: { from: ['draft', 'tabled'], who: ['district system manager'], event: () => ({ type: 'abandoned', reason: 'The family moved away.' }) },
    // Steps of a record that changes an affirmed IEP; an IEP of its own takes none of them (change.test.ts has the others).
    amendmentPrinted: { from: [], who: [], event: () => ({ type: 'amendmentPrinted', copy }) },
    amendmentSigned: { from: [], who: [], event: () => ({ type: 'amendmentSigned', signedBy: PARENT, relation: 'mother', signedOn: TODAY, district: 'Ada Quill', districtTitle: 'Principal', districtSignedOn: TODAY }) },
    teamTold: { from: [], who: [], event: () => ({ type: 'teamTold', names: ['Percival Odumegwu'], on: TODAY, how: 'Email' }) },
    changeWithdrawn: { from: [], who: [], event: () => ({ type: 'changeWithdrawn', reason: 'The parent wants a meeting.' }) },
    correctionDeclared: { from: [], who: [], event: () => ({ type: 'correctionDeclared' }) },
    affirmed: { from: [], who: [], event: () => ({ type: 'affirmed', iepId: 'x', on: TODAY }) },
  };
  const TYPES = Object.keys(STEPS) as readonly FlowEvent['type'][];

  const send = (desk: Desk, held: Held, event: FlowCommand) => desk.call('drafts.command', { draftId: held.draftId, parent: held.rev(), event });
  const tried: Tried = { forbidden: 0, allowed: 0 };
  afterAll(() => {
    expect(TYPES.length).toBeGreaterThanOrEqual(25);
    expect(tried.forbidden).toBeGreaterThanOrEqual(1000);
    expect(tried.allowed).toBeGreaterThanOrEqual(50);
  });

  test.each(STATES)('by everybody while the IEP is "%s": what is not theirs or not yet is refused and leaves no trace', async (state) => {
    const { desk, held, document } = reached(state);
    for (const person of NAMES) {
      await sitDown(desk, person);
      const before = desk.picture();
      for (const type of TYPES.filter((one) => !STEPS[one].from.includes(state) || !STEPS[one].who.includes(person))) {
        const theirs = STEPS[type].from.length > 0 && STEPS[type].from.includes(state) ? ['notYours'] : ['refused', 'notYours'];
        expectRefusal(await send(desk, held, STEPS[type].event(document)), `${person}, ${state}, ${type}`, theirs);
        tried.forbidden += 1;
      }
      expect(desk.picture(), person).toEqual(before);
    }
  });

  test.each(TYPES.filter((type) => STEPS[type].from.length > 0))('%s works for those whose step it is', async (type) => {
    const { from, who, event, first } = STEPS[type];
    for (const state of from) {
      for (const person of who) {
        const copyHere = await copyOf(reached(state), 'case manager');
        await first?.(copyHere.desk, copyHere.held);
        if (type === 'reconvened') copyHere.desk.clock.pass(7 * DAY_MS);
        await sitDown(copyHere.desk, person);
        const reply = await send(copyHere.desk, copyHere.held, event(await copyHere.held.document()));
        copyHere.desk.clock.pass((type === 'reconvened' ? -7 : type === 'noResponse' ? -21 : 0) * DAY_MS);
        expect(reply, `${person}, ${state}, ${type}`).toMatchObject({ ok: true });
        tried.allowed += 1;
      }
    }
  });

  test('a request says whom to ask', async () => {
    const { desk, held, document } = reached('draft');
    await sitDown(desk, 'case manager');
    const reply = await send(desk, held, STEPS.abandoned.event(document));
    expect(reply).toMatchObject({ ok: false, failure: { code: 'notYours', reason: 'A Future IEP is given up by the district system manager. Ask the district system manager to do it.' } });
  });

  test('a provider writes in a part that was given to them, beside it as little as before, and no more once it is handed back', async () => {
    const { desk, held } = await copyOf(reached('draft'), 'case manager');
    const write = async (at: string): Promise<boolean> => {
      const now = await hold(desk, held.draftId);
      const document = await now.document();
      const reply = await desk.call('drafts.append', { draftId: held.draftId, parent: now.rev(), steps: [{ id: `given-${at}-${now.rev()}`, label: 'Edit', edits: [{ op: 'set', at, value: 'Words of the speech pathologist.', was: valueAt(document, at) }] }] });
      return reply.ok;
    };
    const as = async (person: Person, event: FlowEvent): Promise<Reply<unknown>> => {
      await sitDown(desk, person);
      return send(desk, await hold(desk, held.draftId), event);
    };
    await sitDown(desk, 'speech pathologist');
    expect([await write(CONCERNS), await write('pages/presentLevels/health')]).toEqual([false, false]);
    expect((await as('case manager', { type: 'sectionPreparedBy', at: CONCERNS, staff: 'st2' })).ok).toBe(true);
    await sitDown(desk, 'speech pathologist');
    expect([await write(CONCERNS), await write('pages/presentLevels/health'), await write('pages/infoEligibility/firstName')]).toEqual([true, false, false]);
    expect((await as('case manager', { type: 'sectionPreparedBy', at: 'pages/presentLevels', staff: 'st2' })).ok).toBe(true);
    // The innermost part decides: the concerns go to somebody else.
    expect((await as('case manager', { type: 'sectionPreparedBy', at: CONCERNS, staff: 'st1' })).ok).toBe(true);
    await sitDown(desk, 'speech pathologist');
    expect([await write('pages/presentLevels/health'), await write(CONCERNS)]).toEqual([true, false]);
    // Handing back one's own part is one's own to say.
    expect((await as('speech pathologist', { type: 'sectionHandedBack', at: CONCERNS })).ok).toBe(false);
    expect((await as('speech pathologist', { type: 'sectionHandedBack', at: 'pages/presentLevels' })).ok).toBe(true);
    expect(await write('pages/presentLevels/health')).toBe(false);
  });

  test('a provider keeps last year\'s words and explains handwriting in the own part only', async () => {
    const { document } = reached('draft');
    const carried = workOf(document).carried.filter((at) => at.startsWith('pages/presentLevels/communication'));
    expect(carried.length).toBeGreaterThan(0);
    const at = await copyOf(reached('draft'), 'speech pathologist');
    expect((await send(at.desk, at.held, { type: 'carriedConfirmed', at: carried })).ok).toBe(true);
    const closed = await copyOf(reached('closed'), 'speech pathologist');
    await closed.held.type('pages/presentLevels/communication', 'Written on the paper.');
    expect((await send(closed.desk, closed.held, { type: 'differenceExplained', answer: { at: 'pages/presentLevels/communication', kind: 'handwriting', writtenBy: PARENT, initials: [], reason: '' } })).ok).toBe(true);
  });
});

test('everybody tried each channel this file is named for', () => expect(triedHere()).toEqual(askedOf('steps')));
