/** Who writes where: every field of every page, and rows that are somebody's own, by everybody in every state. */
import { afterAll, describe, expect, test } from 'vitest';
import { rowsAt } from '../../../../shared/flow/read.ts';
import { staffEntry } from '../../../../shared/flow/staff-list.ts';
import type { FieldDef } from '../../../../shared/iep/definition.ts';
import type { IepDocument } from '../../../../shared/iep/document.ts';
import { emptyRow, emptyValue, fieldAt, fieldsOf } from '../../../../shared/iep/fields.ts';
import { pageIdOf, pageKeysOf, pageRoot } from '../../../../shared/iep/page-keys.ts';
import { pageDef } from '../../../../shared/iep/pages.ts';
import { valueAt } from '../../../../shared/iep/address.ts';
import type { Json } from '../../../../shared/iep/json.ts';
import type { Edit } from '../../../../shared/journal/edit.ts';
import type { Desk } from '../desk.ts';
import { TODAY, type Held } from '../meeting.ts';
import { NAMES, STRANGERS, type Person } from '../people.ts';
import { askedOf, copyOf, expectRefusal, OPEN, reachBefore, reached, sitDown, type State, STATES, type Tried, triedHere } from './room.ts';

reachBefore(STATES);

describe('edits', () => {
  /** Fields that named steps of the meeting write. */
  const OF_STEPS = new Set(['consent/consentChoice', 'consent/parentSignatures', 'consent/consentExceptions', 'consent/refusalWords', 'consent/iepCopyGiven', 'consent/sessionNo', 'consent/sessionDate', 'attendance/sessionNo', 'attendance/sessionDate']);
  const NOTES = new Set(['structuredNotes', 'meetingNotes']);
  /** Present levels and special factors the speech pathologist writes (iep-forms.md 3.4 and 3.5, "rsp"). */
  const OF_SPEECH = new Set(['presentLevels/communication', 'specialFactors/communicationNeeds']);
  /** What the student record system fills (iep-forms.md 3.1, "rec"). */
  const IDENTITY = new Set([
    'lastName', 'firstName', 'middleName', 'birthDate', 'grade', 'gender', 'primaryLanguage', 'residence', 'seisId', 'ssid', 'localStudentId', 'hispanic', 'races', 'elStatus', 'dsea', 'reportingLea', 'selpa', 'schoolOfResidence', 'studentAddress', 'parents',
    'primaryLanguageOther', 'residenceOther', 'priorAnnualDate', 'priorEvalDate', 'entryDate', 'initialEvalDate', 'lowIncidence',
  ]);

  function allowed(person: Person, state: State, page: string, field: string): boolean {
    if (!OPEN.includes(state) || STRANGERS.includes(person) || person === 'SELPA administrator' || OF_STEPS.has(`${page}/${field}`)) return false;
    if (page === 'infoEligibility' && field === 'meetingDate' && state !== 'draft') return false;
    const identity = page === 'infoEligibility' && IDENTITY.has(field);
    if (person === 'SELPA system manager') return identity;
    if (person === 'speech pathologist') return NOTES.has(page) || OF_SPEECH.has(`${page}/${field}`);
    if (person === 'district system manager') return page !== 'progressReport';
    // The case manager types into the student record only what the parent wrote on the paper.
    return !identity || state === 'closed' || state === 'reconciled';
  }

  const worth = (document: IepDocument, at: string, def: FieldDef): Json => valueAt(document, at) ?? emptyValue(def);

  interface Place {
    readonly page: string;
    readonly field: string;
    readonly edits: readonly Edit[];
  }

  /** Every field of every page the document has, written with what stands there. */
  function places(document: IepDocument): readonly Place[] {
    return pageKeysOf(document).flatMap((key) => {
      const root = pageRoot(key);
      const sheet = valueAt(document, root);
      if (typeof sheet !== 'object' || sheet === null) return [];
      return fieldsOf(pageDef(pageIdOf(key))).filter((def) => def.type.kind !== 'derived').map((def) => {
        const at = `${root}/${def.id}`;
        return { page: pageIdOf(key), field: def.id, edits: [{ op: 'set', at, value: worth(document, at, def), was: valueAt(document, at) }] };
      });
    });
  }

  let sent = 0;
  async function append(desk: Desk, held: Held, edits: readonly Edit[]) {
    sent += 1;
    return desk.call('drafts.append', { draftId: held.draftId, parent: held.rev(), steps: [{ id: `rights-${sent}`, label: 'Edit', edits: [...edits] }] });
  }

  const tried: Tried = { forbidden: 0, allowed: 0 };
  afterAll(() => {
    expect(tried.forbidden).toBeGreaterThanOrEqual(4000);
    expect(tried.allowed).toBeGreaterThanOrEqual(1200);
  });

  test.each(STATES)('of every field of every page by everybody while the IEP is "%s"', async (state) => {
    const { desk, held, document } = reached(state);
    const all = places(document);
    expect(new Set(all.map((place) => place.page)).size).toBeGreaterThanOrEqual(8);
    for (const person of NAMES) {
      await sitDown(desk, person);
      const before = desk.picture();
      for (const place of all.filter(({ page, field }) => !allowed(person, state, page, field))) {
        expectRefusal(await append(desk, held, place.edits), `${person}, ${state}, ${place.page}/${place.field}`, [OPEN.includes(state) ? 'notYours' : 'readOnly']);
        tried.forbidden += 1;
      }
      expect(desk.picture(), person).toEqual(before);
      const good = all.filter(({ page, field }) => allowed(person, state, page, field));
      if (good.length === 0) continue;
      const copy = await copyOf(reached(state), person);
      let rev = copy.held.rev();
      for (const place of good) {
        const reply = await copy.desk.call('drafts.append', { draftId: held.draftId, parent: rev, steps: [{ id: `good-${rev}`, label: 'Edit', edits: [...place.edits] }] });
        if (!reply.ok) throw new Error(`${person}, ${state}, ${place.page}/${place.field}: ${reply.failure.code} ${reply.failure.reason ?? ''}`);
        expect(reply.value.rev).toBe(rev + 1);
        ({ rev } = reply.value);
        tried.allowed += 1;
      }
    }
  }, 120_000);

  describe('of rows', () => {
    const GOALS = 'pages/goals/items';
    const SERVICES = 'pages/fapeServices/services';
    const set = (document: IepDocument, at: string, value: Json): Edit => ({ op: 'set', at, value, was: valueAt(document, at) });
    const rowWhere = (document: IepDocument, list: string, field: string, value: string): string => `${list}/@${rowsAt(document, list).find((row) => row[field] === value)?.$row ?? ''}`;
    const fresh = (list: string, part: Record<string, Json>) => ({ ...emptyRow(fieldAt(list)?.def as FieldDef, 'fresh'), ...part });
    const TEAM: readonly Person[] = ['case manager', 'speech pathologist', 'district system manager'];
    const LEADS: readonly Person[] = ['case manager', 'district system manager'];

    /** What is tried, how, and who may. */
    const ROWS: readonly (readonly [string, (document: IepDocument) => readonly Edit[], readonly Person[]])[] = [
      ["words of the speech goal", (document) => [set(document, `${rowWhere(document, GOALS, 'ownerProviderId', 'st2')}/annualGoal`, 'New words.')], TEAM],
      ["words of another's goal", (document) => [set(document, `${rowWhere(document, GOALS, 'ownerProviderId', 'st1')}/annualGoal`, 'New words.')], LEADS],
      ['a new speech goal', (document) => [{ op: 'insertRow', at: GOALS, row: fresh(GOALS, { ownerProviderId: 'st2' }), after: rowsAt(document, GOALS).at(-1)?.$row ?? null }], TEAM],
      ["a new goal for another provider", (document) => [{ op: 'insertRow', at: GOALS, row: fresh(GOALS, { ownerProviderId: 'st1' }), after: rowsAt(document, GOALS).at(-1)?.$row ?? null }], LEADS],
      ["another's goal taken over", (document) => [set(document, `${rowWhere(document, GOALS, 'ownerProviderId', 'st1')}/ownerProviderId`, 'st2')], LEADS],
      ['the speech goal handed on', (document) => [set(document, `${rowWhere(document, GOALS, 'ownerProviderId', 'st2')}/ownerProviderId`, 'st1')], LEADS],
      ["another's goal taken over in one step and then written", (document) => ['ownerProviderId', 'annualGoal'].map((field) => set(document, `${rowWhere(document, GOALS, 'ownerProviderId', 'st1')}/${field}`, 'st2')), LEADS],
      ['a new speech goal and its words in one step', () => [{ op: 'insertRow', at: GOALS, row: fresh(GOALS, { ownerProviderId: 'st2' }), after: null }, { op: 'set', at: `${GOALS}/@fresh/annualGoal`, value: 'Words.', was: '' }], TEAM],
      ["another's goal removed", (document) => { const row = rowsAt(document, GOALS)[0]; return row === undefined ? [] : [{ op: 'removeRow', at: GOALS, row, after: null }]; }, LEADS],
      ["another's goal removed under a false owner", (document) => { const row = rowsAt(document, GOALS)[0]; return row === undefined ? [] : [{ op: 'removeRow', at: GOALS, row: { ...row, ownerProviderId: 'st2' }, after: null }]; }, []],
      ['the whole list of goals', (document) => [set(document, GOALS, [])], LEADS],
      ['progress on the speech goal', (document) => [set(document, `${rowWhere(document, GOALS, 'ownerProviderId', 'st2')}/goalMet`, 'Y')], ['case manager', 'speech pathologist']],
      ["progress on another's goal", (document) => [set(document, `${rowWhere(document, GOALS, 'ownerProviderId', 'st1')}/goalMet`, 'Y')], ['case manager']],
      ['minutes of the speech line', (document) => [set(document, `${rowWhere(document, SERVICES, 'code', '415')}/minutes`, 45)], TEAM],
      ["minutes of another's line", (document) => [set(document, `${rowWhere(document, SERVICES, 'code', '330')}/minutes`, 45)], LEADS],
      ['the speech line turned into another service', (document) => [set(document, `${rowWhere(document, SERVICES, 'code', '415')}/code`, '330')], LEADS],
      ['a new speech line', () => [{ op: 'insertRow', at: SERVICES, row: fresh(SERVICES, { code: '415' }), after: null }], TEAM],
      ['a new speech line the state does not get', () => [{ op: 'insertRow', at: SERVICES, row: fresh(SERVICES, { code: '415', dnr: true }), after: null }], LEADS],
      ['DNR on the speech line', (document) => [set(document, `${rowWhere(document, SERVICES, 'code', '415')}/dnr`, true)], LEADS],
      ['the lines in another order', (document) => { const [first, second] = rowsAt(document, SERVICES); return [{ op: 'moveRow', at: SERVICES, row: first?.$row ?? '', after: second?.$row ?? null, wasAfter: null }]; }, LEADS],
      ['a contact with the parent', (document) => [{ op: 'insertRow', at: 'meeting/contactLog', row: { $row: 'fresh', at: TODAY, channel: 'phone', by: 'st1', result: 'Reached.' }, after: rowsAt(document, 'meeting/contactLog').at(-1)?.$row ?? null }], LEADS],
      ['a name on the student record', (document) => [set(document, 'pages/infoEligibility/firstName', 'Other')], ['district system manager', 'SELPA system manager']],
      ['the status of the document', (document) => [set(document, 'documentStatus', 'current')], []],
      ["the parent's answer", (document) => [set(document, 'consentStatus', 'agreedAll')], []],
      ['the whole staff list', (document) => [set(document, 'staff', [])], []],
      ['somebody put on the staff list', (document) => [{ op: 'insertRow', at: 'staff', row: staffEntry({ name: 'Wilhelmina Oakes', title: '', kind: 'motor', staffId: '' }, 'fresh'), after: rowsAt(document, 'staff').at(-1)?.$row ?? null }], LEADS],
      ['the affirmation', (document) => [set(document, 'affirmation', { typedName: 'Rosalind Achterberg' })], []],
      ['the state of a page', (document) => [set(document, 'pages/goals/pageState', 'final')], []],
      ['what the meeting knows', (document) => [set(document, 'work/prepared', [])], []],
      ['a row id', (document) => [set(document, `${rowWhere(document, GOALS, 'ownerProviderId', 'st1')}/$row`, 'other')], []],
    ];

    test.each(ROWS)('%s: by everybody, before and in the meeting', async (what, edits, who) => {
      for (const state of ['draft', 'inMeeting'] as const) {
        const { desk, held, document } = reached(state);
        for (const person of NAMES) {
          await sitDown(desk, person);
          if (who.includes(person)) {
            // Once is enough to show that it works; the states differ in what they refuse.
            if (state !== 'draft') continue;
            const copy = await copyOf(reached(state), person);
            const reply = await append(copy.desk, copy.held, edits(document));
            if (!reply.ok) throw new Error(`${person}, ${state}: ${reply.failure.code} ${reply.failure.reason ?? ''}`);
            tried.allowed += 1;
          } else {
            const before = desk.picture();
            expectRefusal(await append(desk, held, edits(document)), `${what}, ${person}, ${state}`, ['notYours', 'badEdit', 'refused']);
            expect(desk.picture()).toEqual(before);
            tried.forbidden += 1;
          }
        }
      }
    });
  });
});

test('everybody tried each channel this file is named for', () => expect(triedHere()).toEqual(askedOf('edits')));
