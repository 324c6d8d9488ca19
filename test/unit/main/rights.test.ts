/**
 * Who may do what, proved over the bridge: everybody sends everything in every state straight through the schema gate to the registered handlers.
 * The expectation is read off iep-forms.md section 7 here, by hand, and not from shared/flow: what is forbidden must be refused by name and in a
 * sentence with no file of the profile changed, and what is allowed must work.
 */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { CONTRACT, type Channel, type Input, type Reply } from '../../../shared/bridge/contract.ts';
import { ASKED } from '../../../shared/flow/first-future.ts';
import type { FlowCommand, FlowEvent } from '../../../shared/flow/events.ts';
import { progressRounds } from '../../../shared/flow/progress-rounds.ts';
import { rowsAt, workOf } from '../../../shared/flow/read.ts';
import { staffEntry } from '../../../shared/flow/staff-list.ts';
import type { FieldDef } from '../../../shared/iep/definition.ts';
import type { DocumentStatus, IepDocument } from '../../../shared/iep/document.ts';
import { emptyRow, emptyValue, fieldAt, fieldsOf } from '../../../shared/iep/fields.ts';
import { pageIdOf, pageKeysOf, pageRoot } from '../../../shared/iep/page-keys.ts';
import { pageDef } from '../../../shared/iep/pages.ts';
import { valueAt } from '../../../shared/iep/address.ts';
import type { Json } from '../../../shared/iep/json.ts';
import type { Edit } from '../../../shared/journal/edit.ts';
import { PASSPHRASE } from '../../crash/rig.ts';
import { documentPdf } from '../../fixtures/documents.ts';
import { CASE_MANAGER, openDesk, sampleFile, setUp, SPEECH, SYSTEM_MANAGER, type Desk } from './desk.ts';
import { CONCERNS, discussEverything, goodAttestation, hold, importSample, openMeeting, PARENT, printParentCopy, signAndReconcile, startDraft, TODAY, WORDS, type Held } from './meeting.ts';
import { NAMES, PEOPLE, STRANGERS, type Person } from './people.ts';

const LATER = '2027-10-06';
const DAY_MS = 86_400_000;

/** A desk whose one draft has reached a state. */
interface Reached {
  readonly desk: Desk;
  readonly held: Held;
  readonly document: IepDocument;
}

/** Sent by the person whose work it is, so that the way to a state does not depend on what is being tried. */
const WAYS: Readonly<Record<Exclude<DocumentStatus, 'history'>, (desk: Desk, held: Held) => Promise<unknown>>> = {
  draft: async () => undefined,
  inMeeting: async (_desk, held) => {
    await held.type(CONCERNS, WORDS);
    await openMeeting(held);
    const goal = rowsAt(await held.document(), 'pages/goals/items')[0]?.$row ?? '';
    await held.send({ type: 'goalDiscussed', goal });
    await held.send({ type: 'itemDiscussed', at: CONCERNS });
    await held.send({ type: 'pageDiscussed', page: 'presentLevels' });
  },
  tabled: async (_desk, held) => {
    await openMeeting(held);
    await held.send({ type: 'tabled', kind: 'other', reason: 'The parent did not come.', reconvene: LATER, end: '10:00' });
  },
  closed: async (desk, held) => {
    await openMeeting(held);
    await discussEverything(held);
    await printParentCopy(desk, held);
    await (await hold(desk, held.draftId)).type(CONCERNS, WORDS);
  },
  reconciled: async (desk, held) => {
    await openMeeting(held);
    await discussEverything(held);
    await printParentCopy(desk, held);
    await signAndReconcile(desk, held.draftId);
  },
  current: async (desk, held) => {
    await WAYS.reconciled(desk, held);
    const ready = await hold(desk, held.draftId);
    await desk.get('affirm.commit', { draftId: held.draftId, parent: ready.rev(), attestation: await goodAttestation(ready) });
  },
  abandoned: async (desk, held) => {
    await desk.get('session.setProfile', { profile: SYSTEM_MANAGER });
    await (await hold(desk, held.draftId)).send({ type: 'abandoned', reason: 'The family moved away.' });
    await desk.get('session.setProfile', { profile: CASE_MANAGER });
  },
};
type State = keyof typeof WAYS;
const STATES = Object.keys(WAYS) as readonly State[];
const OPEN: readonly State[] = ['draft', 'inMeeting', 'tabled', 'closed', 'reconciled'];

const desks = new Map<State, Reached>();
function reached(state: State): Reached {
  const found = desks.get(state);
  if (found === undefined) throw new Error(`No desk has reached "${state}".`);
  return found;
}

/** Channels that were tried here, each with who sat at the desk then. */
const triedBy = new Map<Channel, Set<string>>();

/** The desk, with each call of the page's noted; what leads to a state goes by `get` and is not. */
function watched(desk: Desk): Desk {
  const call = async (channel: Channel, ...input: readonly unknown[]): Promise<Reply<unknown>> => {
    const { profile } = await desk.get('session.status');
    const people = triedBy.get(channel) ?? new Set<string>();
    triedBy.set(channel, people.add(NAMES.find((person) => PEOPLE[person].staffId === profile?.staffId && PEOPLE[person].role === profile.role) ?? 'nobody'));
    return (desk.call as (channel: Channel, ...input: readonly unknown[]) => Promise<Reply<unknown>>)(channel, ...input);
  };
  return { ...desk, call: call as Desk['call'] };
}

beforeAll(async () => {
  for (const state of STATES) {
    const desk = watched(await setUp());
    const started = await startDraft(desk, (await importSample(desk)).studentId);
    await WAYS[state](desk, started);
    const held = await hold(desk, started.draftId);
    const document = await held.document();
    expect(document.documentStatus).toBe(state);
    desks.set(state, { desk, held, document });
  }
}, 120_000);
afterAll(async () => {
  for (const { desk } of desks.values()) await desk.end();
}, 300_000);

async function sitDown(desk: Desk, person: Person): Promise<void> {
  await desk.get('session.setProfile', { profile: PEOPLE[person] });
}

/** A copy of the desk with somebody at it: what is allowed happens there, so that the state stays for the next attempt. */
async function copyOf({ desk, held }: Reached, person: Person): Promise<{ readonly desk: Desk; readonly held: Held }> {
  const copy = watched(await desk.restart());
  await copy.get('session.unlock', { passphrase: PASSPHRASE });
  await sitDown(copy, person);
  return { desk: copy, held: await hold(copy, held.draftId) };
}

interface Tried {
  forbidden: number;
  allowed: number;
}

/** A refusal has a name and says in a sentence who or what stands against it. */
function expectRefusal(reply: Reply<unknown>, what: string, names: readonly string[]): void {
  if (reply.ok) throw new Error(`${what} was allowed.`);
  const { failure } = reply;
  expect(names, `${what}: ${failure.code} ${failure.reason ?? ''}`).toContain(failure.code);
  expect(failure.reason ?? '', what).toMatch(/(^|: )[A-Z].{12,}\.$/u);
}

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

/** Everybody tries it: whoever may not is refused by name and changes no file; whoever may does it, each on a copy of the desk. Tells how many could. */
async function triedByAll(desk: Desk, who: readonly Person[], what: string, send: (desk: Desk) => Promise<Reply<unknown>>): Promise<number> {
  let did = 0;
  for (const person of NAMES.filter((one) => !who.includes(one))) {
    await sitDown(desk, person);
    const before = desk.picture();
    expectRefusal(await send(desk), `${what}, ${person}`, ['notYours']);
    expect(desk.picture(), person).toEqual(before);
  }
  for (const person of who) {
    const copy = watched(await desk.restart());
    await copy.get('session.unlock', { passphrase: PASSPHRASE });
    await sitDown(copy, person);
    expect(await send(copy), `${what}, ${person}`).toMatchObject({ ok: true });
    did += 1;
  }
  return did;
}

describe('what comes to an affirmed IEP later', () => {
  const LEADS: readonly Person[] = ['case manager', 'district system manager'];
  const TEAM: readonly Person[] = [...LEADS, 'speech pathologist'];
  const REPORTERS: readonly Person[] = ['case manager', 'speech pathologist'];
  const AFFIRMERS: readonly Person[] = ['case manager'];

  interface Affirmed { readonly desk: Desk; readonly studentId: string; readonly iepId: string }
  type Send = (at: Affirmed) => Promise<Reply<unknown>>;

  const paper = { signed: 'copy', returnedOn: TODAY } as const;
  const revoke: Send = ({ desk, iepId }) => desk.call('records.revoke', { iepId, revoking: { revokedBy: PARENT, relation: 'mother', revokedOn: TODAY, receivedOn: TODAY, paper: 'Room 4' } });
  const refusing = (sample: Record<string, unknown>): void => void Object.assign(sample, { consentStatus: 'refused' });
  const leavingOpen = (sample: Record<string, unknown>): void => {
    const { pages } = sample as { readonly pages: Record<string, object | undefined> };
    Object.assign(pages, { structuredNotes: { ...pages['structuredNotes'], outcome: 'toBeContinued', outcomeReason: 'Out of time.', reconveneDate: LATER } });
  };

  async function reported({ desk, studentId, iepId }: Affirmed) {
    const { document, writing } = await desk.get('progress.read', { studentId });
    const [first] = progressRounds(document as IepDocument, writing, TODAY);
    if (first === undefined) throw new Error('The plan has no progress report.');
    return { round: { studentId, iepId, round: first.round.id }, goals: first.goals };
  }
  /** Of the goal the speech pathologist reports on. */
  const ofSpeech = async (at: Affirmed) => (await reported(at)).goals.find(({ ownerId }) => ownerId === SPEECH.staffId)?.goal ?? '';
  const REPORT = { progressCode: '3', summary: 'Reads 88 words a minute.', sufficient: 'Y' } as const;
  async function writeAll(at: Affirmed): Promise<void> {
    const { round, goals } = await reported(at);
    await at.desk.get('progress.write', { ...round, reports: goals.map(({ goal }) => ({ goal, report: REPORT })) });
  }
  async function finishAll(at: Affirmed): Promise<void> {
    await writeAll(at);
    const { round, goals } = await reported(at);
    for (const { goal } of goals) await at.desk.get('progress.finish', { ...round, goal, done: true });
  }
  async function affirmAll(at: Affirmed): Promise<void> {
    await finishAll(at);
    await at.desk.get('progress.affirm', (await reported(at)).round);
  }
  async function correctOne(at: Affirmed): Promise<void> {
    await affirmAll(at);
    await at.desk.get('progress.correct', { ...(await reported(at)).round, reason: 'A slip of the key.' });
  }
  /** Marking many as sent says of each what stood against it; here there is one. */
  const sendOne: Send = async (at) => {
    const reply = await at.desk.call('progress.send', { reports: [(await reported(at)).round], how: 'mail', on: TODAY });
    const refused = reply.ok ? reply.value.refused[0] : undefined;
    return refused === undefined ? reply : { ok: false, failure: refused.failure };
  };

  interface Later {
    readonly who: readonly Person[];
    readonly send: Send;
    /** What the file that was taken in says otherwise. */
    readonly file?: (sample: Record<string, unknown>) => void;
    /** What the case manager has done before. */
    readonly first?: (at: Affirmed) => Promise<unknown>;
  }

  const LATER_WORK: Readonly<Record<string, Later>> = {
    'record a signature that came late': { who: LEADS, file: refusing, send: ({ desk, iepId }) => desk.call('records.lateSignature', { iepId, signing: { type: 'agreedAll', signedBy: PARENT, relation: 'mother', signedOn: TODAY, paper } }) },
    'record a written revocation': { who: LEADS, send: revoke },
    'record the notice and the stop of services': { who: LEADS, first: revoke, send: ({ desk, iepId }) => desk.call('records.stopServices', { iepId, stopping: { noticeSentOn: TODAY, how: 'by mail', servicesEndOn: LATER } }) },
    'look at the notice a revocation owes': { who: LEADS, first: revoke, send: ({ desk, iepId }) => desk.call('records.revocationNotice', { iepId }) },
    'print the notice a revocation owes': { who: LEADS, first: revoke, send: ({ desk, iepId }) => desk.call('records.print', { iepId, paper: 'revocationNotice' }) },
    'type a translation in': { who: TEAM, send: ({ desk, iepId }) => desk.call('records.translate', { iepId, language: 'Spanish', translator: 'Marta Quiroga', words: [{ at: 'pages/presentLevels/strengths', text: 'Lee con gusto.' }] }) },
    'go on with its meeting': { who: LEADS, file: leavingOpen, send: ({ desk, studentId }) => desk.call('drafts.continue', { studentId }) },
    'write progress on the speech goal': { who: REPORTERS, send: async (at) => at.desk.call('progress.write', { ...(await reported(at)).round, reports: [{ goal: await ofSpeech(at), report: REPORT }] }) },
    'finish the report on the speech goal': { who: REPORTERS, first: writeAll, send: async (at) => at.desk.call('progress.finish', { ...(await reported(at)).round, goal: await ofSpeech(at), done: true }) },
    'affirm progress reports': { who: AFFIRMERS, first: finishAll, send: async (at) => at.desk.call('progress.affirm', (await reported(at)).round) },
    'correct an affirmed report': { who: AFFIRMERS, first: affirmAll, send: async (at) => at.desk.call('progress.correct', { ...(await reported(at)).round, reason: 'A slip of the key.' }) },
    'give a correction up': { who: AFFIRMERS, first: correctOne, send: async (at) => at.desk.call('progress.giveUpCorrection', (await reported(at)).round) },
    'add a report to the schedule': { who: AFFIRMERS, send: ({ desk, studentId, iepId }) => desk.call('progress.add', { studentId, iepId, dueDate: LATER }) },
    'mark a report as sent': { who: AFFIRMERS, first: affirmAll, send: sendOne },
  };

  test.each(Object.keys(LATER_WORK))('%s: by everybody', async (what) => {
    const { who, send, file, first } = LATER_WORK[what] as Later;
    const desk = watched(await setUp());
    try {
      const { studentId, id: iepId } = await desk.get('exchange.import', { bytes: sampleFile(file) });
      await first?.({ desk, studentId, iepId });
      expect(await triedByAll(desk, who, what, (at) => send({ desk: at, studentId, iepId }))).toBe(who.length);
    } finally {
      await desk.end();
    }
  });
});

describe('whom and what a computer takes in beside records', () => {
  const SYSTEM_MANAGERS: readonly Person[] = ['district system manager', 'SELPA system manager'];
  const LIBRARIANS: readonly Person[] = ['SELPA system manager', 'SELPA administrator'];
  const NOTHING = Object.fromEntries(ASKED.map((id) => [id, ''])) as Input<'caseload.add'>['answers'];
  const CHILD: Input<'caseload.add'> = { answers: { ...NOTHING, lastName: 'Quillfeather', firstName: 'Imogen', birthDate: '2018-03-04', grade: '04' }, caseManager: { name: CASE_MANAGER.name, staffId: CASE_MANAGER.staffId, title: CASE_MANAGER.title } };
  const SAFEGUARDS: Input<'library.takeIn'> = { words: { title: 'Safeguards', kind: 'notice', language: 'English', version: 'August 2027', source: 'Vexholm SELPA' }, bytes: documentPdf('Safeguards'), replaces: null };

  async function addedBySystemManager(desk: Desk): Promise<string> {
    await sitDown(desk, 'district system manager');
    const reply = await desk.get('caseload.add', CHILD);
    if (reply.outcome !== 'added') throw new Error('The student is here already.');
    return reply.draftId;
  }
  async function takenInBySelpa(desk: Desk): Promise<string> {
    await sitDown(desk, 'SELPA system manager');
    return (await desk.get('library.takeIn', SAFEGUARDS)).documentId;
  }
  const none = async (): Promise<string> => '';

  interface TakenIn {
    readonly who: readonly Person[];
    /** What is there before; its id. */
    readonly first: (desk: Desk) => Promise<string>;
    readonly send: (desk: Desk, id: string) => Promise<Reply<unknown>>;
  }
  const TAKING_IN: Readonly<Record<string, TakenIn>> = {
    'add a student': { who: SYSTEM_MANAGERS, first: none, send: (desk) => desk.call('caseload.add', CHILD) },
    'write a first Future IEP to a file': { who: SYSTEM_MANAGERS, first: addedBySystemManager, send: (desk, draftId) => desk.call('exchange.write', { draftId }) },
    'take a document into the library': { who: LIBRARIANS, first: none, send: (desk) => desk.call('library.takeIn', SAFEGUARDS) },
    'take a document out of the library': { who: LIBRARIANS, first: takenInBySelpa, send: (desk, documentId) => desk.call('library.takeOut', { documentId }) },
  };

  test.each(Object.keys(TAKING_IN))('%s: by everybody', async (what) => {
    const { who, first, send } = TAKING_IN[what] as TakenIn;
    const desk = watched(await setUp());
    try {
      const id = await first(desk);
      expect(await triedByAll(desk, who, what, (at) => send(at, id))).toBe(who.length);
    } finally {
      await desk.end();
    }
  });
});

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

describe('the channels of the bridge', () => {
  /** Channels nobody's role is asked for, and why. Every other one was tried above by everybody. */
  const OF_NO_ROLE: Partial<Record<Channel, string>> = {
    'session.status': 'says what is open', 'session.create': 'makes a vault', 'session.unlock': 'asks the passphrase', 'session.recover': 'asks the recovery code', 'session.lock': 'locks', 'session.setProfile': 'says who sits at the desk',
    'session.flushed': 'answers main', 'session.halfWritten': "the dialogs' own words", 'session.keepHalfWritten': "the dialogs' own words",
    'vault.damage': 'reads', 'vault.backups': 'reads', 'vault.backUp': 'copies what is sealed', 'vault.secondPlace': 'names a folder', 'vault.preview': 'asks the passphrase', 'vault.restore': 'asks the passphrase', 'vault.transferTo': 'asks the passphrase', 'vault.chooseTransfer': 'reads', 'vault.transferFrom': 'asks a code', 'vault.changePassphrase': 'asks the passphrase', 'vault.newRecoveryCode': 'asks the passphrase',
    'caseload.list': 'reads', 'caseload.student': 'reads', 'caseload.leavers': 'reads', 'exchange.inspect': 'reads a file',
    'drafts.keepElsewhere': "seals the page's own words into a file of the user's", 'drafts.takeBack': 'gives such words back to the page, whose saving is judged',
    'paper.progressReports': 'lists; whom it leaves out is in progress.test.ts', 'paper.printProgress': 'prints what that list holds', 'paper.waiting': 'lists', 'paper.endWaiting': 'prints again what waits, judged as at first (waiting.test.ts)', 'paper.dropWaiting': 'takes a line off that list',
    'records.tellTranslations': 'sends what the team typed; it writes no word',
    'sync.status': 'reads', 'sync.configure': 'names the district', 'sync.deliver': 'sends what is affirmed', 'sync.pull': 'takes in what the district gives', 'settings.get': 'reads', 'readiness.check': 'looks', 'help.open': 'shows help',
    'words.dictionary': 'reads', 'words.list': 'reads', 'words.add': "this computer's own words", 'words.remove': "this computer's own words",
    'library.list': 'reads what is no record', 'library.read': 'reads what is no record', 'library.print': 'prints what is no record', 'library.save': 'writes what is no record to a file', 'library.news': 'reads what is no record', 'library.putNewsAway': 'puts away what was read, about what is no record',
    'goals.banks': 'reads', 'goals.import': "this computer's own banks", 'goals.remove': "this computer's own banks", 'goals.keep': "one's own goals", 'goals.drop': "one's own goals", 'goals.save': 'writes a file',
  };
  const CHANNELS = Object.keys(CONTRACT) as readonly Channel[];

  test('were each tried by everybody, or are named here with the reason why no role is asked', () => {
    const missing = CHANNELS.filter((channel) => OF_NO_ROLE[channel] === undefined && !NAMES.every((person) => triedBy.get(channel)?.has(person) === true));
    expect(missing).toEqual([]);
    expect(CHANNELS.filter((channel) => OF_NO_ROLE[channel] !== undefined && triedBy.has(channel))).toEqual([]);
    expect(triedBy.size).toBeGreaterThanOrEqual(25);
  });
});
