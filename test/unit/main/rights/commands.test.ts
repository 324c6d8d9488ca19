/** Who prints, affirms, starts, reads and sets: the commands beside edits and steps, and taking in a file. */
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Channel, Input, Reply } from '../../../../shared/bridge/contract.ts';
import type { IepDocument } from '../../../../shared/iep/document.ts';
import { PASSPHRASE } from '../../../crash/rig.ts';
import { openDesk, sampleFile, setUp, type Desk } from '../desk.ts';
import { goodAttestation, TODAY, type Held } from '../meeting.ts';
import { NAMES, PEOPLE, type Person } from '../people.ts';
import { askedOf, copyOf, expectRefusal, reachBefore, reached, sitDown, type State, type Tried, watched, triedHere } from './room.ts';

reachBefore(['draft', 'inMeeting', 'closed', 'reconciled', 'current']);

describe('other commands', () => {
  const LEADS: readonly Person[] = ['case manager', 'district system manager'];
  const TEAM: readonly Person[] = [...LEADS, 'speech pathologist'];
  const PRINTS: readonly Person[] = [...TEAM, 'SELPA system manager'];

  type Send = (desk: Desk, held: Held) => Promise<Reply<unknown>>;
  const call = <C extends Channel>(channel: C, input: (held: Held) => Input<C>): Send => (desk, held) => desk.call(channel, ...([input(held)] as never));
  const print = (kind: 'draft' | 'parentCopy'): Send => call('paper.print', (held) => ({ draftId: held.draftId, parent: held.rev(), kind, language: 'en', toPrinter: true }));
  const parentCopyOf = (document: IepDocument): string => (document['parentCopy'] as unknown as { readonly copyId: string }).copyId;

  const COMMANDS: readonly (readonly [string, State, Send, readonly Person[]])[] = [
    ['print a draft', 'draft', print('draft'), TEAM],
    ['print a draft in the meeting', 'inMeeting', print('draft'), TEAM],
    ['print the parent copy', 'inMeeting', print('parentCopy'), LEADS],
    ['print the parent copy again', 'closed', (desk) => desk.call('paper.reprint', { copyId: parentCopyOf(reached('closed').document) }), LEADS],
    ['save the parent copy as a file', 'closed', (desk) => desk.call('paper.save', { copyId: parentCopyOf(reached('closed').document) }), LEADS],
    ['affirm', 'reconciled', async (desk, held) => desk.call('affirm.commit', { draftId: held.draftId, parent: held.rev(), attestation: await goodAttestation(held) }), ['case manager']],
    ['start an amendment', 'current', call('drafts.startChange', (held) => ({ studentId: held.studentId, kind: 'amendment', reason: 'The speech group moved.' })), LEADS],
    ['start the correction of a data error', 'current', call('drafts.startChange', (held) => ({ studentId: held.studentId, kind: 'correction', reason: 'The exit was not recorded.' })), ['district system manager', 'SELPA system manager']],
    ['start the next Future IEP', 'current', call('drafts.start', (held) => ({ studentId: held.studentId, meetingDate: TODAY, purposes: ['annual'] })), LEADS],
    ['open the record', 'draft', call('drafts.load', (held) => ({ draftId: held.draftId })), NAMES],
    ['look at the parent copy', 'closed', (desk) => desk.call('paper.read', { copyId: parentCopyOf(reached('closed').document) }), NAMES],
    ['see the red lines', 'closed', call('drafts.parentCopy', (held) => ({ draftId: held.draftId })), NAMES],
    ['read the Current', 'current', call('records.read', (held) => ({ iepId: held.draftId })), NAMES],
    ['find words in the Current', 'current', call('records.find', (held) => ({ iepId: held.draftId, words: 'reading' })), NAMES],
    ['read its progress reports', 'current', call('progress.read', (held) => ({ studentId: held.studentId })), NAMES],
    ['read its PDF', 'current', call('records.pdf', (held) => ({ iepId: held.draftId })), NAMES],
    ['print its PDF', 'current', call('records.print', (held) => ({ iepId: held.draftId, paper: 'affirmed' })), PRINTS],
    ['print a clean copy', 'current', call('records.print', (held) => ({ iepId: held.draftId, paper: 'cleanCopy' })), PRINTS],
    ['look at a clean copy', 'current', call('records.cleanCopy', (held) => ({ iepId: held.draftId })), PRINTS],
    ['save its PDF as a file', 'current', call('records.save', (held) => ({ iepId: held.draftId, paper: 'affirmed' })), PRINTS],
    ['change how the window looks', 'draft', call('settings.set', () => ({ theme: 'dark' })), NAMES],
    ['change the red window', 'draft', call('settings.set', () => ({ redWindowDays: 30 })), ['district system manager', 'SELPA system manager', 'SELPA administrator']],
    ['move the district to another zone', 'draft', call('settings.set', () => ({ zone: 'America/New_York' })), ['district system manager', 'SELPA system manager', 'SELPA administrator']],
    ['give themselves an optional right', 'draft', call('settings.set', () => ({ optionalRights: ['runMeeting', 'editIdentity'] })), ['district system manager', 'SELPA system manager', 'SELPA administrator']],
  ];

  const tried: Tried = { forbidden: 0, allowed: 0 };
  afterAll(() => {
    expect(tried.forbidden).toBeGreaterThanOrEqual(40);
    expect(tried.allowed).toBeGreaterThanOrEqual(60);
  });

  test.each(COMMANDS)('%s', async (what, state, send, who) => {
    const { desk, held } = reached(state);
    for (const person of NAMES) {
      await sitDown(desk, person);
      if (who.includes(person)) {
        // What everybody may leaves nothing behind that another attempt could meet.
        const copy = who === NAMES ? { desk, held } : await copyOf(reached(state), person);
        expect(await send(copy.desk, copy.held), `${what}, ${person}`).toMatchObject({ ok: true });
        tried.allowed += 1;
      } else {
        const [before, printed, saved] = [desk.picture(), desk.printed.length, desk.saved.length];
        expectRefusal(await send(desk, held), `${what}, ${person}`, ['notYours']);
        expect(desk.picture()).toEqual(before);
        expect([desk.printed.length, desk.saved.length]).toEqual([printed, saved]);
        tried.forbidden += 1;
      }
    }
  });

  describe('taking in a file', () => {
    let desk: Desk;
    beforeEach(async () => {
      desk = watched(await setUp());
    });
    afterEach(() => desk.end());
    const draftFile = (): Uint8Array<ArrayBuffer> => sampleFile((sample) => Object.assign(sample, { documentStatus: 'draft' }));

    test.each([
      ['a Current', sampleFile, ['case manager', 'speech pathologist', 'district system manager', 'SELPA system manager']],
      ['a draft', draftFile, LEADS],
    ] as const)('%s: by those who may open or start it', async (what, file, who) => {
      const refused = NAMES.filter((person) => !(who as readonly Person[]).includes(person));
      expect(refused.length).toBeGreaterThanOrEqual(3);
      for (const person of refused) {
        await sitDown(desk, person);
        const before = desk.picture();
        expectRefusal(await desk.call('exchange.import', { bytes: file() }), `${what}, ${person}`, ['notYours']);
        expect(desk.picture()).toEqual(before);
      }
      for (const person of who) {
        const other = watched(await setUp({}, PEOPLE[person]));
        expect((await other.call('exchange.import', { bytes: file() })).ok, `${what}, ${person}`).toBe(true);
        await other.end();
      }
    });
  });

  test('before a name was chosen nothing of the records is opened, read or changed', async () => {
    const desk = await openDesk();
    try {
      await desk.get('session.create', { passphrase: PASSPHRASE });
      const { id, studentId } = await desk.get('exchange.import', { bytes: sampleFile() });
      const before = desk.picture();
      expectRefusal(await desk.call('progress.read', { studentId }), 'progress', ['notYours']);
      expectRefusal(await desk.call('records.read', { iepId: id }), 'read', ['notYours']);
      expectRefusal(await desk.call('records.find', { iepId: id, words: 'reading' }), 'find', ['notYours']);
      expectRefusal(await desk.call('records.pdf', { iepId: id }), 'pdf', ['notYours']);
      expectRefusal(await desk.call('drafts.load', { draftId: id }), 'load', ['notYours']);
      expectRefusal(await desk.call('paper.read', { copyId: id }), 'copy', ['notYours']);
      expectRefusal(await desk.call('drafts.parentCopy', { draftId: id }), 'red lines', ['notYours', 'notFound']);
      expectRefusal(await desk.call('settings.set', { zone: 'America/New_York' }), 'zone', ['notYours']);
      expect(desk.picture()).toEqual(before);
    } finally {
      await desk.end();
    }
  });
});

test('everybody tried each channel this file is named for', () => expect(triedHere()).toEqual(askedOf('commands')));
