/** Any sequence of events through both machines at once, from every stage of the meeting: what may never happen does not, and there is always a way on. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeKind } from '../../../shared/flow/change.ts';
import { continuation, mayContinue } from '../../../shared/flow/continue.ts';
import { mayHappen } from '../../../shared/flow/decide.ts';
import { TABLE_KINDS, type Actor, type FlowEvent, type FlowEventType } from '../../../shared/flow/events.ts';
import { withLate, type LateEntry, type LateKind } from '../../../shared/flow/late.ts';
import { mayRecordLate } from '../../../shared/flow/late-signature.ts';
import { CONSENT_MACHINE, DOCUMENT_MACHINE, JOURNAL_NAME } from '../../../shared/flow/machines.ts';
import { mayEdit } from '../../../shared/flow/may-edit.ts';
import { parentCopyOf, rowsAt, sessionsOf, signers, textAt } from '../../../shared/flow/read.ts';
import { lastAsked } from '../../../shared/flow/replay.ts';
import { mayRevoke, mayStop } from '../../../shared/flow/revocation.ts';
import { stoodIn } from '../../../shared/flow/taken-back.ts';
import { valueAt } from '../../../shared/iep/address.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import type { Edit } from '../../../shared/journal/edit.ts';
import { textEdit } from '../../../shared/journal/text.ts';
import { CASE_MANAGER, change, context, copyOf as paperOf, future, OPEN, PREPARING, printing, SPEECH, STRANGER, SYSTEM_MANAGER, TODAY, Walk } from './room.ts';

/** As many sequences as the issue asks for (its "Proof"). */
const WALKS = 5000;
/** The day all of them happen on; sessions and answers lie on it or before. */
const NOW = '2027-10-20';
/** A day on which a tabled meeting can go on, whenever its last session was. */
const LATER = '2027-10-21';
const CONCERN = 'pages/presentLevels/parentConcerns';
const OUTCOME = 'pages/structuredNotes/outcome';
const PARENT = { signedBy: 'Dana Birchwater', relation: 'mother' } as const;

const goals = rowsAt(future(), 'pages/goals/items').map((goal) => goal.$row);
const carried = (future().work?.carried ?? []).slice(0, 1);
const setting = (walk: Walk, at: string, value: string): readonly Edit[] => [{ op: 'set', at, value, was: valueAt(walk.document, at) }];
const writing = (walk: Walk): readonly Edit[] => [textEdit(CONCERN, String(valueAt(walk.document, CONCERN) ?? ''), `${String(valueAt(walk.document, CONCERN) ?? '')}.`)];

function answered(walk: Walk, who: Actor = CASE_MANAGER): Walk {
  const changed = walk.differences().length > 0;
  for (const page of parentCopyOf(walk.document)?.pages ?? []) walk.event({ type: 'sheetAnswered', answer: { page, answer: changed && page === 'presentLevels' ? 'changedByHand' : 'asPrinted', reason: '' } }, { actor: who });
  return walk;
}

const opened = (): Walk => new Walk().must(OPEN);
const printed = (walk: Walk = opened()): Walk => walk.must(printing(walk.document, walk.entries.length));
const reconciled = (walk: Walk): Walk => answered(walk).must({ type: 'declaredReconciled', original: 'room 4', fileCopy: 'office' });
const affirmed = (walk: Walk): Walk => walk.must({ type: 'affirmed', iepId: 'draft-1', on: NOW }, { today: NOW });
function leftOpen(): Walk {
  const walk = opened();
  return reconciled(printed(walk.edit(setting(walk, OUTCOME, 'toBeContinued'))));
}
const tried: FlowEvent = { type: 'contactLogged', on: `${TODAY}T14:20`, channel: 'phone', result: 'No answer.' };
const noShow: FlowEvent = { type: 'tabled', kind: 'parentNoShow', reason: 'The parent did not come.', reconvene: '2027-10-06', end: '15:00' };
const home: FlowEvent = { type: 'tookHome', on: TODAY, returnBy: '2027-10-06', signedPaper: 'copy' };

const called: FlowEvent = { type: 'followedUp', on: TODAY, channel: 'phone', result: 'No answer.' };

/** Records that change an affirmed IEP, with one change written. */
const changing = (kind: 'amendment' | 'correction', at: string, value: string): Walk => {
  const walk = new Walk(change(kind));
  return walk.edit(setting(walk, at, value));
};
const amending = (): Walk => changing('amendment', CONCERN, 'More reading, please.');
const sheet = { ...paperOf(amending().document, 1), pages: ['amendment'] };
const bothSigned = { ...PARENT, signedOn: TODAY, district: 'Ada Quill', districtTitle: 'Principal', districtSignedOn: TODAY };
const notice = { date: NOW, time: '14:30', place: 'Room 12', remote: '' };
const invited = (): Walk => new Walk().must({ type: 'noticePrepared', ...notice });
const found = (): Walk => {
  const walk = opened();
  for (const [field, value] of [['eligibilityOutcome', 'noLongerEligible'], ['exitReason', '70'], ['exitDate', TODAY]] as const) walk.edit(setting(walk, `pages/infoEligibility/${field}`, value));
  return printed(walk);
};

/** Where sequences begin: short ones then reach deep into every stage. */
const BEGINNINGS: readonly Walk[] = [
  new Walk(), new Walk().must({ type: 'sectionPreparedBy', at: CONCERN, staff: 'st2' }), opened(), opened().must({ type: 'itemDiscussed', at: CONCERN }).must({ type: 'goalDiscussed', goal: goals[0] ?? '' }), opened().must(tried), opened().must(tried).must(noShow), printed(), printed(new Walk().must({ ...OPEN, date: NOW } as FlowEvent, { today: NOW })), printed().must(home), printed().must(home).must(called).must(called), reconciled(printed().must({ type: 'agreedAll', ...PARENT, signedOn: TODAY })), reconciled(printed().must(home)), leftOpen(), affirmed(leftOpen()),
  amending(), amending().must({ type: 'amendmentPrinted', copy: sheet }), changing('correction', 'pages/infoEligibility/ssid', '9900000071'), new Walk().must(PREPARING), invited(), invited().must({ type: 'noticeSent', notice: 's1-1', on: TODAY, how: ['email'] }), found(),
  affirmed(reconciled(printed().must({ type: 'refused', on: TODAY, scope: 'all', parentWords: '' }))), affirmed(reconciled(printed().must({ type: 'agreedAll', ...PARENT, signedOn: TODAY }))),
];

const page = fc.constantFrom('presentLevels', 'goals', 'fapeServices', 'attendance', 'amendment');
const reason = fc.constantFrom('', 'A reason in words.', 'Another reason.');
const day = fc.constantFrom(TODAY, '2027-10-06', '2027-10-07', NOW);
const goal = fc.constantFrom(...goals.slice(0, 2), 'nobody');
const place = fc.constantFrom(CONCERN, 'pages/presentLevels', 'pages/fapeServices/services/@nobody');
const opening = { date: day, start: fc.constant('14:30'), place: fc.constant('Room 12'), noteTaker: fc.constant('st1') };
const signing = { signedBy: fc.constantFrom('Dana Birchwater', 'An Aunt'), relation: fc.constant('mother'), signedOn: day, paper: fc.constantFrom(undefined, { signed: 'copy' as const, returnedOn: NOW }) };

/** One arbitrary for each event there is: a new event does not compile until it walks along. */
const EVENTS: { readonly [T in Exclude<FlowEventType, 'parentCopyPrinted' | 'answerTakenBack'>]: fc.Arbitrary<Omit<Extract<FlowEvent, { readonly type: T }>, 'type'>> } = {
  openMeeting: fc.record(opening), reconvened: fc.record(opening),
  pageDiscussed: fc.record({ page }), pageReopened: fc.record({ page, reason }),
  goalDiscussed: fc.record({ goal }), goalReopened: fc.record({ goal }), goalDropped: fc.record({ goal, suggestedBy: reason, reason }),
  itemDiscussed: fc.record({ at: place }), itemReopened: fc.record({ at: place }),
  sectionPreparedBy: fc.record({ at: place, staff: fc.constantFrom('st2', 'nobody') }), sectionHandedBack: fc.record({ at: place }),
  carriedConfirmed: fc.record({ at: fc.constantFrom(carried, ['nowhere']) }),
  parentCopyHanded: fc.record({ to: reason, at: day, method: fc.constant('by hand') }), reopenedSameDay: fc.record({ reason }),
  tabled: fc.record({ kind: fc.constantFrom(...TABLE_KINDS), reason, reconvene: day.map((on) => (on === NOW ? '2027-11-03' : on)), end: fc.constant('15:00') }),
  contactLogged: fc.record({ on: day.map((on) => `${on}T09:00`), channel: fc.constant('phone'), result: reason }),
  sheetAnswered: fc.record({ answer: fc.record({ page, answer: fc.constantFrom('asPrinted' as const, 'changedByHand' as const, 'skipped' as const), reason }) }),
  differenceExplained: fc.record({ answer: fc.record({ at: fc.constant(CONCERN), kind: fc.constantFrom('handwriting' as const, 'correction' as const), writtenBy: fc.constant('RA'), initials: fc.constant([]), reason }) }),
  declaredReconciled: fc.record({ original: reason, fileCopy: fc.constant('office') }),
  agreedAll: fc.record(signing), agreedExcept: fc.record({ ...signing, exceptions: fc.constant([{ page: 'fapeServices', what: 'speech', parentWords: 'Alone, please.' }]) }),
  refused: fc.record({ on: day, scope: fc.constantFrom('all' as const, 'initialServices' as const), parentWords: reason }),
  tookHome: fc.record({ on: day, returnBy: day, signedPaper: fc.constantFrom('original' as const, 'copy' as const) }),
  followedUp: fc.record({ on: day, channel: fc.constant('phone'), result: reason }), noResponse: fc.record({ on: day }),
  noticePrepared: fc.constant(notice), noticeRescheduled: fc.record({ date: fc.constant('2027-10-27'), time: fc.constant('15:00'), place: reason, remote: fc.constant(''), reason }),
  noticeSent: fc.record({ notice: fc.constantFrom('s1-1', 'nobody'), on: day, how: fc.constantFrom(['email'], ['pigeon']) }), noticeAnswered: fc.record({ notice: fc.constant('s1-1'), on: day, answer: fc.constantFrom('attend', 'perhaps'), comment: reason }),
  preMeetingOpened: fc.record({ date: day, start: fc.constant('08:00'), place: reason, participants: fc.constantFrom(['Percival Odumegwu'], ['Dana Birchwater']) }), preMeetingNoted: fc.record({ text: reason }), preMeetingEnded: fc.constant({ end: '08:40' }),
  notEligibleUnderstood: fc.record({ ...signing, parentWords: fc.constantFrom(undefined, 'He still needs help.') }),
  amendmentPrinted: fc.constant({ copy: sheet }), amendmentSigned: fc.constantFrom(bothSigned, { ...bothSigned, district: '' }), teamTold: fc.record({ names: fc.constant(['Percival Odumegwu']), on: day, how: reason }),
  changeWithdrawn: fc.record({ reason }), correctionDeclared: fc.constant({}),
  abandoned: fc.record({ reason }), affirmed: fc.record({ iepId: fc.constant('draft-1'), on: day }),
};
/** Events that seldom fit are tried more often, so that every run lets each of them happen many times. */
const SELDOM: Partial<Record<FlowEventType, number>> = { goalReopened: 4, reconvened: 4, abandoned: 3, declaredReconciled: 4, tabled: 3, itemReopened: 2, noResponse: 2, correctionDeclared: 8, notEligibleUnderstood: 3, amendmentSigned: 3, noticeAnswered: 3, noticeSent: 3, preMeetingNoted: 2 };
const event = fc.oneof(...Object.entries(EVENTS).map(([type, parts]) => ({ weight: SELDOM[type as FlowEventType] ?? 1, arbitrary: (parts as fc.Arbitrary<object>).map((part) => ({ type, ...part }) as FlowEvent) })));
/** What comes to an affirmed IEP later and changes what its consent says: an answer of that kind does not compile until it walks along. Progress reports have rounds of their own (progress.test.ts), and a translation answers nothing. */
const LATE: { readonly [K in Exclude<LateKind, 'progress' | 'sent' | 'translations'>]: (walk: Walk, who: Actor) => void } = { signature: signLate, revocation: revoke, servicesStop: stopServices };
/** What happens beside the events: printing, answering every sheet, typing, going on with an affirmed part, what comes late, an answer taken back. */
const beside = fc.constantFrom('print', 'answerAll', 'write', 'leaveOpen', 'finish', 'continue', 'takeBack', ...(Object.keys(LATE) as (keyof typeof LATE)[]));
const step = fc.oneof({ weight: 4, arbitrary: event }, { weight: 1, arbitrary: beside });
const actor = fc.oneof({ weight: 10, arbitrary: fc.constant(CASE_MANAGER) }, { weight: 3, arbitrary: fc.constantFrom(SPEECH, SYSTEM_MANAGER, STRANGER) });

const FINAL = ['current', 'history', 'abandoned'];

/** Everything these walks found, for the floors at the end. */
const accepted = new Set<string>();
const refused = new Set<string>();
const reached = new Map<string, Walk>();
let sequences = 0;
let steps = 0;
/** Sequences that did not come to an end, each asked for its way on. */
let open = 0;

function fail(sentence: string): never {
  throw new Error(sentence);
}

function copyOf(from: Walk): Walk {
  return Object.assign(new Walk(from.base), { document: from.document, entries: [...from.entries], copy: from.copy });
}

/** The parent is asked as before: where an answer stood, the document says what it said then. */
function takeBack(walk: Walk, who: Actor): void {
  const asked = lastAsked(walk.base, walk.entries);
  const before = walk.document;
  happen(walk, { type: 'answerTakenBack', reason: 'Pressed by mistake.', stood: asked === null ? [] : stoodIn(asked) }, who);
  if (walk.document === before || asked === null) return;
  if (walk.document.consentStatus !== 'awaiting') fail('An answer was taken back and still stands.');
  for (const place of ['pages/consent', 'implementedPlanRef', 'stateRecordExtras']) if (JSON.stringify(signatures(valueAt(walk.document, place))) !== JSON.stringify(signatures(valueAt(asked, place)))) fail(`An answer that was taken back left something at ${place}.`);
}

/** The copy may be handed over after the answer: that line of the sheet is none of it. */
function signatures(value: unknown): unknown {
  return Array.isArray(value) ? value.map((row: object) => ({ ...row, iepCopyGiven: null, pageState: null })) : (value ?? null);
}

function type(walk: Walk, edits: readonly Edit[], who: Actor): void {
  // Nobody types into a sheet that is not there yet.
  if (edits.some(({ at }) => valueAt(walk.document, at) === undefined)) return;
  if (mayEdit(walk.document, edits, context({ actor: who })).ok) walk.edit(edits);
}

/** The meeting of an affirmed part goes on in a document of its own; the part stays. */
function goOn(walk: Walk): void {
  if (!FINAL.includes(walk.document.documentStatus) || !mayContinue(walk.document).ok) return;
  const next = continuation(walk.document, `${walk.document.documentId}+`);
  if (next.meeting['meetingDate'] !== walk.document.meeting['meetingDate']) fail('A continuation moved the meeting date.');
  Object.assign(walk, { base: next, document: next, entries: [], copy: null });
  accepted.add('continue');
}

const stamped = (who: Actor) => ({ by: who.staffId, at: NOW });
const lateSigning = { type: 'agreedAll', ...PARENT, signedOn: NOW, paper: { signed: 'copy', returnedOn: NOW } } as const;
const revoking = { revokedBy: PARENT.signedBy, relation: PARENT.relation, revokedOn: NOW, receivedOn: NOW, paper: 'room 4' };
const stopping = { noticeSentOn: NOW, how: 'by mail', servicesEndOn: LATER };

/** What was allowed is read beside the record, which is the same object with the same words, and only whoever records an answer records it. */
function comesLate(walk: Walk, kind: keyof typeof LATE, who: Actor, entries: readonly LateEntry[], consent: string): void {
  if (who === STRANGER || who === SPEECH) fail(`Somebody who may not answer for the parent recorded: ${kind}.`);
  if (!FINAL.includes(walk.document.documentStatus)) fail(`Of an IEP that is not affirmed was recorded: ${kind}.`);
  const before = JSON.stringify(walk.document);
  if (withLate(walk.document, entries).consentStatus !== consent) fail(`It does not count: ${kind}.`);
  if (JSON.stringify(walk.document) !== before) fail(`The record was changed by: ${kind}.`);
  accepted.add(kind);
}

function signLate(walk: Walk, who: Actor): void {
  if (!mayRecordLate(walk.document, lateSigning, context({ actor: who, today: NOW })).ok) return;
  comesLate(walk, 'signature', who, [{ signing: lateSigning, ...stamped(who) }], 'agreedAll');
}

/** Consent that stands can be revoked, once; no signature under the same IEP takes that back. */
function revoke(walk: Walk, who: Actor): void {
  const ctx = context({ actor: who, today: NOW });
  if (!mayRevoke(walk.document, revoking, ctx).ok) return;
  if (!['agreedAll', 'agreedPart'].includes(walk.document.consentStatus)) fail('Consent was revoked that nobody had given.');
  const revocation = { revoking, ...stamped(who) };
  comesLate(walk, 'revocation', who, [revocation], 'refused');
  const read = withLate(walk.document, [revocation]);
  if (mayRevoke(read, revoking, ctx).ok) fail('Consent was revoked twice.');
  if (mayRecordLate(read, lateSigning, ctx).ok) fail('A signature came under a revoked IEP.');
}

/** Services stop after a revocation, and once. */
function stopServices(walk: Walk, who: Actor): void {
  const ctx = context({ actor: who, today: NOW });
  if (mayStop(walk.document, stopping, ctx).ok) fail('Services stopped without a revocation.');
  if (!mayRevoke(walk.document, revoking, ctx).ok) return;
  const entries: readonly LateEntry[] = [{ revoking, ...stamped(who) }, { stopping, ...stamped(who) }];
  if (!mayStop(withLate(walk.document, entries.slice(0, 1)), stopping, ctx).ok) fail('After a revocation services cannot stop.');
  comesLate(walk, 'servicesStop', who, entries, 'refused');
  if (mayStop(withLate(walk.document, entries), stopping, ctx).ok) fail('Services stopped twice.');
}

function happen(walk: Walk, asked: FlowEvent, who: Actor): void {
  const before = walk.document;
  const verdict = walk.event(asked, { actor: who, today: NOW });
  if (verdict.ok) {
    accepted.add(asked.type);
    return;
  }
  refused.add(verdict.guard);
  if (!/\w{3,}/u.test(verdict.reason)) fail(`${verdict.guard} refuses without a reason in words.`);
  if (walk.document !== before) fail(`${asked.type} was refused and changed the document.`);
}

type Beside = typeof beside extends fc.Arbitrary<infer What> ? What : never;

function take(walk: Walk, what: FlowEvent | Beside, who: Actor): void {
  if (typeof what !== 'string') return happen(walk, what, who);
  switch (what) {
    case 'print':
      return happen(walk, printing(walk.document, walk.entries.length), who);
    case 'answerAll':
      return void answered(walk, who);
    case 'write':
      return type(walk, writing(walk), who);
    case 'leaveOpen':
      return type(walk, setting(walk, OUTCOME, 'toBeContinued'), who);
    case 'finish':
      return type(walk, setting(walk, OUTCOME, 'completed'), who);
    case 'continue':
      return goOn(walk);
    case 'takeBack':
      return takeBack(walk, who);
    default:
      return LATE[what](walk, who);
  }
}

/** Who may never do what, whatever the guards say one by one (iep-forms.md section 7). */
function holdsForWho(before: IepDocument, document: IepDocument, who: Actor): void {
  if (who === STRANGER) fail('A case manager of other students changed this IEP.');
  const moved = document.documentStatus !== before.documentStatus || document.consentStatus !== before.consentStatus;
  // Words written to a declared record open it again; that is no step of the meeting.
  const reopened = before.documentStatus === 'reconciled' && document.documentStatus === 'closed';
  if (who === SPEECH && moved && !reopened) fail('A provider moved the meeting or answered for the parent.');
  if (document.documentStatus === 'current' && who === SYSTEM_MANAGER && changeKind(document) !== 'correction') fail('Somebody else than the case manager affirmed an IEP.');
}

/** What any document says of itself, however it came about. */
function isSound(document: IepDocument): void {
  const dates = sessionsOf(document).map(({ date }) => date);
  if (dates.some((date, at) => at > 0 && date <= (dates[at - 1] ?? ''))) fail('A session is not later than the one before it.');
  if (dates.length > 0 && textAt(document, 'pages/infoEligibility/meetingDate') !== document.meeting['meetingDate']) fail('Page 1 has another date than the meeting.');
  const signed = rowsAt(document, 'pages/consent').flatMap((row) => rowsAt(row, 'parentSignatures')).filter((line) => line['outcome'] === 'signed');
  if (signed.some((line) => !signers(document).includes(textAt(line, 'printedName')))) fail('Somebody without education rights signed.');
  const copy = parentCopyOf(document);
  const answered = !['notAsked', 'awaiting'].includes(document.consentStatus);
  if (answered && copy === null && changeKind(document) === null) fail('The parent answered without a copy of what was asked.');
  if (document.consentStatus === 'noResponse' && (Number(copy?.['followUps'] ?? 0) < 2 || String(copy?.['returnBy'] ?? NOW) >= NOW)) fail('No answer was recorded before the agreed day, or without two follow-ups.');
  if (document.documentStatus === 'abandoned' && copy !== null && changeKind(document) === null) fail('An IEP of which the parent has a copy was given up.');
}

/** What holds between any document and the one after one step. */
function holds(before: IepDocument, walk: Walk, who: Actor): void {
  const { document } = walk;
  if (document === before) return;
  const goesNewWay = document.documentId !== before.documentId;
  if (!goesNewWay) holdsForWho(before, document, who);
  isSound(document);
  const goesOn = document.documentId !== before.documentId;
  if (sessionsOf(before).length > 0 && document.meeting['meetingDate'] !== before.meeting['meetingDate']) fail('The date of a meeting that was held moved.');
  if (FINAL.includes(before.documentStatus) && !goesOn) fail(`An IEP that is ${before.documentStatus} was changed.`);
  if (document.documentStatus === 'tabled' && before.documentStatus !== 'tabled') {
    const last = rowsAt(document, 'meeting/sessions').at(-1) ?? {};
    if (textAt(last, 'tabledFor') === 'parentNoShow' && sessionsOf(document).length === 1 && textAt(document, 'pages/presentLevels/pageState') === 'discussed') fail('A page was discussed at a session the parent did not come to.');
  }
  if (document.documentStatus === 'reconciled' && before.documentStatus === 'closed' && !mayHappen(before, { type: 'declaredReconciled', original: 'a', fileCopy: 'b' }, context({ differences: walk.differences(), today: NOW })).ok) fail('A record was declared complete against its guards.');
  if (document.documentStatus === 'current' && !goesOn && ['awaiting', 'notAsked'].includes(document.consentStatus) && textAt(document, OUTCOME) !== 'toBeContinued') fail('An IEP was affirmed without an answer and without going on.');
}

/** At least one thing that is not a mere note can happen next; after a session the parent missed, once the day was agreed with them. */
function hasWayOn(walk: Walk): boolean {
  const { document } = walk;
  const agreed: FlowEvent = { type: 'contactLogged', on: `${NOW}T09:00`, channel: 'phone', result: 'The mother comes today.' };
  const onward: FlowEvent = { ...OPEN, type: 'reconvened', date: LATER } as FlowEvent;
  if (document.documentStatus === 'tabled') {
    const told = copyOf(walk);
    // A pre-meeting that is being held ends first.
    told.event({ type: 'preMeetingEnded', end: '09:00' }, { today: LATER });
    return told.event(agreed, { today: LATER, time: '23:00' }).ok && told.event(onward, { today: LATER, time: '23:00' }).ok;
  }
  const next: readonly FlowEvent[] = [
    { ...OPEN, date: NOW } as FlowEvent, { type: 'preMeetingEnded', end: '09:00' }, { type: 'changeWithdrawn', reason: 'Not needed.' }, { type: 'sheetAnswered', answer: { page: 'amendment', answer: 'skipped', reason: 'The sheet is lost.' } },
    printing(document, walk.entries.length), { type: 'sheetAnswered', answer: { page: 'infoEligibility', answer: 'skipped', reason: 'The sheet is lost.' } }, { type: 'agreedAll', ...PARENT, signedOn: NOW, paper: { signed: 'copy', returnedOn: NOW } }, { type: 'notEligibleUnderstood', ...PARENT, signedOn: NOW },
    // Of paper that was taken home it is said which one was signed.
    { type: 'notEligibleUnderstood', ...PARENT, signedOn: NOW, paper: { signed: 'original', returnedOn: NOW } }, { type: 'affirmed', iepId: 'x', on: NOW },
  ];
  return next.some((asked) => [CASE_MANAGER, SYSTEM_MANAGER].some((who) => mayHappen(document, asked, context({ actor: who, today: NOW, time: '23:00', differences: walk.differences() })).ok));
}

describe('any sequence of events', () => {
  it(`over ${WALKS} sequences from every stage forbids what is forbidden, keeps the meeting date, and never changes what is affirmed`, () => {
    fc.assert(
      fc.property(fc.constantFrom(...BEGINNINGS.keys()), fc.array(fc.tuple(step, actor), { minLength: 6, maxLength: 14 }), (beginning, sequence) => {
        const walk = copyOf(BEGINNINGS[beginning] ?? fail('A sequence began nowhere.'));
        sequences += 1;
        for (const [what, who] of sequence) {
          const before = walk.document;
          take(walk, what, who);
          holds(before, walk, who);
          steps += 1;
          const state = `${walk.document.documentStatus}/${walk.document.consentStatus}`;
          if (!reached.has(state)) reached.set(state, copyOf(walk));
        }
        if (FINAL.includes(walk.document.documentStatus)) return;
        open += 1;
        if (!hasWayOn(walk)) fail(`${walk.document.documentStatus}/${walk.document.consentStatus} has no way on.`);
      }),
      { numRuns: WALKS },
    );
    expect(sequences).toBeGreaterThanOrEqual(WALKS);
    expect(steps).toBeGreaterThanOrEqual(WALKS * 6);
    expect(open).toBeGreaterThanOrEqual(WALKS / 2);
  }, 60_000);

  it('lets every event happen somewhere, and refuses by most guards', () => {
    expect([...accepted].toSorted()).toEqual([...Object.keys(JOURNAL_NAME), 'continue', ...Object.keys(LATE)].toSorted());
    expect(refused.size).toBeGreaterThanOrEqual(42);
  });

  it('reaches only states the machines know, and each that is not the end has a way on', () => {
    const known = new Set<string>(DOCUMENT_MACHINE.flatMap((row) => [...row.from, row.to]));
    const knownConsent = new Set<string>(CONSENT_MACHINE.flatMap((row) => [...row.from, row.to]));
    for (const [state, walk] of reached) {
      const [document = '', consent = ''] = state.split('/');
      expect(known.has(document), state).toBe(true);
      expect(knownConsent.has(consent), state).toBe(true);
      if (!FINAL.includes(document)) expect(hasWayOn(walk), `${state} has a way on`).toBe(true);
    }
    expect(reached.size).toBeGreaterThanOrEqual(15);
  });
});
