/** What the optional rights of a district open, and to whom alone. */
import { describe, expect, test } from 'vitest';
import { rowsAt } from '../../../../shared/flow/read.ts';
import type { IepDocument } from '../../../../shared/iep/document.ts';
import { valueAt } from '../../../../shared/iep/address.ts';
import type { Edit } from '../../../../shared/journal/edit.ts';
import { SPEECH, type Desk } from '../desk.ts';
import { TODAY, type Held } from '../meeting.ts';
import { STRANGERS } from '../people.ts';
import { askedOf, copyOf, expectRefusal, reachBefore, reached, sitDown, triedHere } from './room.ts';

reachBefore(['draft', 'current']);

describe('a right the district may give', () => {
  const identity: Edit = { op: 'set', at: 'pages/infoEligibility/firstName', value: 'Other', was: '' };
  const dnr = (document: IepDocument, code: string): Edit => {
    const at = `pages/fapeServices/services/@${rowsAt(document, 'pages/fapeServices/services').find((row) => row['code'] === code)?.$row ?? ''}/dnr`;
    return { op: 'set', at, value: true, was: valueAt(document, at) };
  };
  const edit = (edits: (document: IepDocument) => readonly Edit[]) => async (desk: Desk, held: Held) =>
    desk.call('drafts.append', { draftId: held.draftId, parent: held.rev(), steps: [{ id: 'optional', label: 'Edit', edits: [...edits(await held.document())] }] });
  const open = (desk: Desk, held: Held) => desk.call('drafts.command', { draftId: held.draftId, parent: held.rev(), event: { type: 'openMeeting', date: TODAY, start: '09:00', place: 'Room 12', noteTaker: 'st4' } });

  test.each([
    ['editIdentity', 'case manager', 'draft', edit((document) => [{ ...identity, was: valueAt(document, identity.at) }])],
    ['setDnr', 'speech pathologist', 'draft', edit((document) => [dnr(document, '415')])],
    ['runMeeting', 'speech pathologist', 'draft', open],
    ['startFuture', 'speech pathologist', 'current', (desk: Desk, held: Held) => desk.call('drafts.start', { studentId: held.studentId, meetingDate: TODAY, purposes: ['annual'] })],
  ] as const)('%s: the %s has it once the district system manager gave it, a stranger never', async (right, person, state, send) => {
    const { desk, held } = await copyOf(reached(state), person);
    const before = desk.picture();
    expectRefusal(await send(desk, held), right, ['notYours']);
    expect(desk.picture()).toEqual(before);
    await sitDown(desk, 'district system manager');
    await desk.get('settings.set', { optionalRights: [right] });
    for (const stranger of STRANGERS) {
      await sitDown(desk, stranger);
      const picture = desk.picture();
      expectRefusal(await send(desk, held), `${right}, ${stranger}`, ['notYours']);
      expect(desk.picture()).toEqual(picture);
    }
    await sitDown(desk, person);
    expect(await send(desk, held)).toMatchObject({ ok: true });
  });

  test('setDnr stays in the own lines, whatever the profile says of its area', async () => {
    const { desk, held } = await copyOf(reached('draft'), 'district system manager');
    await desk.get('settings.set', { optionalRights: ['setDnr'] });
    await desk.get('session.setProfile', { profile: { ...SPEECH, area: 'motor' } });
    const before = desk.picture();
    expectRefusal(await edit((document) => [dnr(document, '450')])(desk, held), 'DNR on the line of the occupational therapist', ['notYours']);
    expect(desk.picture()).toEqual(before);
  });
});

test('everybody tried each channel this file is named for', () => expect(triedHere()).toEqual(askedOf('district-gives')));
