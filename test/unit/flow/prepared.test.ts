import { describe, expect, it } from 'vitest';
import { mayAddRow, mayEdit, ownRowStart } from '../../../shared/flow/may-edit.ts';
import { preparerOf } from '../../../shared/flow/read.ts';
import { valueAt } from '../../../shared/iep/address.ts';
import { context, future, SPEECH, STRANGER, Walk } from './room.ts';

const CONCERNS = 'pages/presentLevels/parentConcerns';
const GOALS = 'pages/goals/items';
const SERVICES = 'pages/fapeServices/services';
const draft = future();
const manager = context();
const speech = context({ actor: SPEECH });

describe('a part that was given to somebody', () => {
  const given = new Walk().must({ type: 'sectionPreparedBy', at: 'pages/presentLevels', staff: 'st2' }).must({ type: 'sectionPreparedBy', at: CONCERNS, staff: 'st4' }).document;

  it('knows its preparer by the innermost part around a place', () => {
    expect(preparerOf(given, 'pages/presentLevels/health')?.staff).toBe('st2');
    expect(preparerOf(given, CONCERNS)?.staff).toBe('st4');
    expect(preparerOf(given, 'pages/specialFactors')).toBeUndefined();
  });

  it('is named in the journal of the IEP with its place, and the page keeps its state', () => {
    const line = (given['journal'] as readonly Record<string, unknown>[]).at(-1);
    expect(line).toMatchObject({ event: 'preparedBy', place: CONCERNS });
    expect(valueAt(given, 'pages/presentLevels/pageState')).toBe(valueAt(draft, 'pages/presentLevels/pageState'));
  });

  it('belongs to nobody once it is handed back', () => {
    const back = new Walk().must({ type: 'sectionPreparedBy', at: CONCERNS, staff: 'st4' }).must({ type: 'sectionHandedBack', at: CONCERNS }).document;
    expect(preparerOf(back, CONCERNS)).toBeUndefined();
  });

  it('opens a whole list to whoever prepares its page', () => {
    const goals = new Walk().must({ type: 'sectionPreparedBy', at: 'pages/goals', staff: 'st2' }).document;
    const row = { $row: 'new', ownerProviderId: 'st1' };
    expect(mayEdit(goals, [{ op: 'insertRow', at: GOALS, row, after: null }], speech).ok).toBe(true);
    expect(mayEdit(draft, [{ op: 'insertRow', at: GOALS, row, after: null }], speech).ok).toBe(false);
    expect(ownRowStart(goals, GOALS, speech)).toEqual({});
  });
});

describe('a new row of a list whose rows are somebody’s', () => {
  it('begins as the own row of who adds it', () => {
    expect(ownRowStart(draft, GOALS, speech)).toEqual({ ownerProviderId: 'st2' });
    expect(ownRowStart(draft, SERVICES, speech)).toEqual({ code: '415' });
    expect(ownRowStart(draft, GOALS, manager)).toEqual({});
    for (const list of [GOALS, SERVICES]) for (const who of [manager, speech]) expect(mayAddRow(draft, list, who).ok).toBe(true);
  });

  it('is refused with the reason before it is added where nothing would be one’s own', () => {
    const elsewhere = { ...draft, staff: draft.staff.map((person) => (person.id === 'st2' ? { ...person, area: 'vision' } : person)) };
    expect(mayAddRow(elsewhere, SERVICES, speech)).toMatchObject({ ok: false, guard: 'area' });
    expect(mayAddRow(elsewhere, GOALS, speech).ok).toBe(true);
    expect(mayAddRow(draft, GOALS, context({ actor: STRANGER }))).toMatchObject({ ok: false, guard: 'team' });
  });

  it('may be the first of a list nobody has begun', () => {
    const empty = { ...draft, pages: { ...draft.pages, goals: { ...(draft.pages.goals as object), items: null } } } as unknown as typeof draft;
    const first = [{ op: 'set', at: GOALS, value: [], was: null }, { op: 'insertRow', at: GOALS, row: { $row: 'new', ownerProviderId: 'st2' }, after: null }] as const;
    expect(mayEdit(empty, first, speech).ok).toBe(true);
    expect(mayEdit(draft, [{ op: 'set', at: GOALS, value: [], was: valueAt(draft, GOALS) }], speech).ok).toBe(false);
  });
});

describe('what belongs to the meeting', () => {
  it('is written by a provider only where the district lets providers run meetings', () => {
    const call = [{ op: 'insertRow', at: 'meeting/contactLog', row: { $row: 'new', at: '2027-09-29', channel: 'phone', by: 'st2', result: 'Reached.' }, after: null }] as const;
    expect(mayEdit(draft, call, speech)).toMatchObject({ ok: false, guard: 'role' });
    expect(mayEdit(draft, call, { ...speech, district: ['runMeeting'] }).ok).toBe(true);
  });
});
