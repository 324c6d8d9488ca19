/** Teachers and therapists change every year: whoever works with the student now is on the list, with the rights of the role. */
import { describe, expect, it } from 'vitest';
import { mayEdit, mayWriteAt } from '../../../shared/flow/may-edit.ts';
import { rowsAt } from '../../../shared/flow/read.ts';
import { isOnTeam, verdictFor } from '../../../shared/flow/roles.ts';
import { KINDS, kindWords, STAFF, staffEntry } from '../../../shared/flow/staff-list.ts';
import type { Row } from '../../../shared/iep/address.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import type { Edit } from '../../../shared/journal/edit.ts';
import { change, context, future, OPEN, SPEECH, STRANGER, SYSTEM_MANAGER, Walk } from './room.ts';

const manager = context();
const draft = future();
const NEXT: Row = { $row: 'new', id: 'st9', name: 'Wendeline Okafor', title: 'Education Specialist', role: 'caseManager', area: 'specialEducation' };

function putOn(row: Row): Edit {
  return { op: 'insertRow', at: STAFF, row, after: null };
}

function takeOff(doc: IepDocument, staffId: string): Edit {
  const people = rowsAt(doc, STAFF);
  const index = people.findIndex((person) => person['id'] === staffId);
  const row = people[index];
  if (row === undefined) throw new Error(`Nobody is ${staffId}.`);
  return { op: 'removeRow', at: STAFF, row, after: people[index - 1]?.$row ?? null };
}

describe('the staff list of a student', () => {
  it('is kept by the case manager and the district system manager, and by nobody else', () => {
    expect(mayEdit(draft, [putOn(NEXT)], manager)).toEqual({ ok: true });
    expect(mayEdit(draft, [putOn(NEXT)], context({ actor: SYSTEM_MANAGER })).ok).toBe(true);
    expect(mayWriteAt(draft, STAFF, manager).ok).toBe(true);
    expect(mayEdit(draft, [putOn({ ...NEXT, id: SPEECH.staffId })], context({ actor: SPEECH })).ok).toBe(false);
    expect(mayEdit(draft, [putOn(NEXT)], context({ actor: SPEECH }))).toMatchObject({ guard: 'role' });
    expect(mayEdit(draft, [putOn({ ...NEXT, id: STRANGER.staffId })], context({ actor: STRANGER }))).toMatchObject({ guard: 'team' });
  });

  it('gives whoever is put on it the rights of the role, and a line on the sign-in sheet', () => {
    const actor = { staffId: 'st9', name: 'Wendeline Okafor', role: 'caseManager', area: 'specialEducation' } as const;
    expect(verdictFor(draft, 'affirm', context({ actor }))).toMatchObject({ guard: 'team' });
    const { document } = new Walk().edit([putOn(NEXT)]).must(OPEN);
    expect(verdictFor(document, 'affirm', context({ actor })).ok).toBe(true);
    expect(rowsAt(document, 'pages/attendance').flatMap((sheet) => rowsAt(sheet, 'participants')).map((person) => person['name'])).toContain('Wendeline Okafor');
  });

  it('takes the rights from whoever is taken off it', () => {
    const nurse = { staffId: 'st7', name: 'Ines Marchetti, RN', role: 'relatedServiceProvider', area: 'health' } as const;
    expect(isOnTeam(draft, nurse)).toBe(true);
    expect(mayEdit(draft, [takeOff(draft, 'st7')], manager).ok).toBe(true);
    expect(isOnTeam(new Walk().edit([takeOff(draft, 'st7')]).document, nurse)).toBe(false);
  });

  it('always has a case manager: the next one is put on before the last one goes', () => {
    const onlyOne = { ...draft, pages: { ...draft.pages, goals: null } } as IepDocument;
    expect(mayEdit(onlyOne, [takeOff(onlyOne, 'st1')], manager)).toMatchObject({ guard: 'staffList', reason: expect.stringContaining('only case manager') as string });
    expect(mayEdit(onlyOne, [putOn(NEXT), takeOff(onlyOne, 'st1')], manager).ok).toBe(true);
  });

  it("lets last year's case manager go although last year's goals are theirs", () => {
    const goals = rowsAt(draft, 'pages/goals/items').filter((goal) => goal['ownerProviderId'] === 'st1');
    const handedOn = goals.map(({ $row }): Edit => ({ op: 'set', at: `pages/goals/items/@${$row}/ownerProviderId`, value: 'st9', was: 'st1' }));
    const people = new Walk().edit([putOn(NEXT), ...handedOn]).document;
    expect(handedOn.length).toBeGreaterThan(0);
    expect(mayEdit(people, [takeOff(people, 'st1')], manager)).toEqual({ ok: true });
  });

  it('keeps whoever this IEP speaks of: no goal is reported on by an id nobody knows', () => {
    expect(mayEdit(draft, [takeOff(draft, 'st2')], manager)).toMatchObject({ guard: 'staffList', reason: expect.stringContaining('Percival Odumegwu') as string });
  });

  it('has every staff ID once, with a name, in a role of the team', () => {
    for (const wrong of [{ ...NEXT, id: 'st2' }, { ...NEXT, id: ' ' }, { ...NEXT, name: '' }, { ...NEXT, role: 'districtSystemManager' }, { ...NEXT, consent: 'agreedAll' }]) {
      expect(mayEdit(draft, [putOn(wrong)], manager), JSON.stringify(wrong)).toMatchObject({ guard: 'staffList' });
    }
  });

  it('is not written over: one id is one person for good', () => {
    const first = rowsAt(draft, STAFF)[0];
    expect(mayEdit(draft, [{ op: 'set', at: STAFF, value: [], was: draft.staff as unknown as readonly Row[] }], manager).ok).toBe(false);
    expect(mayEdit(draft, [{ op: 'set', at: `${STAFF}/@${first?.$row}/name`, value: 'Somebody Else', was: first?.['name'] }], manager).ok).toBe(false);
  });

  it('stays as it is in a change of an affirmed IEP', () => {
    expect(mayEdit(change('amendment'), [putOn(NEXT)], manager)).toMatchObject({ guard: 'change' });
  });

  it('takes whoever has no ID of the district and no title by the row and the kind', () => {
    const entry = staffEntry({ name: ' Odalys Brightwater ', title: '', kind: 'generalTeacher', staffId: '' }, 'n-1');
    expect(entry).toEqual({ $row: 'n-1', id: 'n-1', name: 'Odalys Brightwater', title: 'General education teacher', role: 'teacher', area: 'generalEducation' });
    expect(KINDS.map(({ id }) => mayEdit(draft, [putOn(staffEntry({ name: 'Odalys Brightwater', title: 'Teacher', kind: id, staffId: 'd-17' }, 'n-1'))], manager).ok)).not.toContain(false);
  });

  it('says in words what everybody of it is', () => {
    expect(draft.staff.map(kindWords)).toEqual(['Case manager', 'Speech-language pathologist', 'Occupational or physical therapist, adapted physical education', 'School psychologist', 'General education teacher', 'Representative of the district (administrator)', 'School nurse']);
    expect(new Set(KINDS.map(({ id }) => id)).size).toBe(KINDS.length);
  });
});
