/** An answer recorded by mistake is taken back before it is affirmed: the document says what it said before, the journal keeps both. */
import { describe, expect, it } from 'vitest';
import type { FlowEvent } from '../../../shared/flow/events.ts';
import { lastAsked, replay } from '../../../shared/flow/replay.ts';
import { rowsAt, textAt } from '../../../shared/flow/read.ts';
import { stoodIn } from '../../../shared/flow/taken-back.ts';
import { UNSIGNED_OFFER } from '../../../shared/flow/unsigned-offer.ts';
import { valueAt } from '../../../shared/iep/address.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import { undoState } from '../../../shared/journal/undo.ts';
import { change, copyOf, OPEN, printedWalk, SPEECH, STRANGER, SYSTEM_MANAGER, TODAY, Walk } from './room.ts';

const INFO = 'pages/infoEligibility';
const signed = { signedBy: 'Dana Birchwater', relation: 'mother', signedOn: TODAY } as const;
const ALL: FlowEvent = { type: 'agreedAll', ...signed };
const EXCEPT: FlowEvent = { type: 'agreedExcept', ...signed, exceptions: [{ page: 'fapeServices', what: 'speech', parentWords: 'Alone, please.' }] };
const REFUSED: FlowEvent = { type: 'refused', on: TODAY, scope: 'all', parentWords: 'Not yet.' };

const takingBack = (walk: Walk, reason = 'Pressed for "except for".'): FlowEvent => ({ type: 'answerTakenBack', reason, stood: stoodIn(lastAsked(walk.base, walk.entries) ?? walk.base) });
const takenBack = (walk: Walk): Walk => walk.must(takingBack(walk));
/** Without what every event adds. */
const said = ({ journal: _journal, ...document }: IepDocument & Readonly<Record<string, unknown>>): unknown => document;

function answeredHome(event: FlowEvent): Walk {
  return printedWalk().must({ type: 'tookHome', on: TODAY, returnBy: '2027-10-06', signedPaper: 'original' }).must({ ...event, paper: { signed: 'copy', returnedOn: TODAY } } as FlowEvent);
}

function found(): Walk {
  const walk = new Walk().must(OPEN);
  for (const [field, value] of [['eligibilityOutcome', 'noLongerEligible'], ['exitReason', '70'], ['exitDate', TODAY]] as const) walk.edit([{ op: 'set', at: `${INFO}/${field}`, value, was: valueAt(walk.document, `${INFO}/${field}`) }]);
  return walk.must({ type: 'parentCopyPrinted', copy: copyOf(walk.document, walk.entries.length), end: '15:20' });
}

function noAnswer(): Walk {
  const walk = printedWalk().must({ type: 'tookHome', on: TODAY, returnBy: '2027-10-06', signedPaper: 'copy' });
  for (const on of ['2027-10-06', '2027-10-07']) walk.must({ type: 'followedUp', on, channel: 'phone', result: 'No answer.' }, { today: on });
  return walk.must({ type: 'noResponse', on: '2027-10-07' }, { today: '2027-10-07' });
}

describe('an answer that is taken back', () => {
  it.each([
    ['agreement to all parts', () => printedWalk().must(ALL)],
    ['agreement with exceptions', () => printedWalk().must(EXCEPT)],
    ['a refusal', () => printedWalk().must(REFUSED)],
    ['an understood finding that is not agreed with', () => found().must({ type: 'notEligibleUnderstood', ...signed, parentWords: 'He still needs help.' })],
    ['no response', noAnswer],
    ['agreement on the copy taken home', () => answeredHome(ALL)],
    ['agreement after a refusal, and the refusal with it', () => printedWalk().must(REFUSED).must(ALL)],
    ['agreement to all after agreement with exceptions', () => printedWalk().must(EXCEPT).must(ALL)],
  ] as const)('leaves nothing of %s: the document says what it said when the parent was asked', (_title, answered) => {
    const walk = answered();
    const asked = lastAsked(walk.base, walk.entries);
    expect(said(walk.document)).not.toEqual(said(asked as IepDocument));
    takenBack(walk);
    expect(walk.document.consentStatus).toBe('awaiting');
    expect(said(walk.document)).toEqual(said(asked as IepDocument));
  });

  it('stays in the journal with the step that took it back, who did it and why, and the next answer counts', () => {
    const walk = takenBack(printedWalk().must(ALL)).must(EXCEPT);
    expect(rowsAt(walk.document, 'journal').slice(-3)).toMatchObject([
      { event: 'recordAgreeAll', from: 'awaiting', to: 'agreedAll' }, { event: 'takeAnswerBack', from: 'agreedAll', to: 'awaiting', by: 'st1', reason: 'Pressed for "except for".' }, { event: 'recordAgreeExcept', to: 'agreedPart' },
    ]);
    expect(rowsAt(walk.document, 'pages/consent').at(-1)).toMatchObject({ consentChoice: 'agreeExcept', consentExceptions: [{ fieldOrService: 'speech' }], parentSignatures: [{ printedName: 'Dana Birchwater' }] });
    expect(replay(walk.base, walk.entries)).toEqual(walk.document);
  });

  it('takes the words for an unsigned offer out of the purpose box, and leaves the other purposes and what was written since', () => {
    const walk = printedWalk().must(REFUSED);
    const purposes = valueAt(walk.document, `${INFO}/purposes`);
    walk.edit([{ op: 'set', at: `${INFO}/purposes`, value: ['annual', 'triennial', 'other'], was: purposes }]).edit([{ op: 'set', at: `${INFO}/purposeOther`, value: UNSIGNED_OFFER, was: textAt(walk.document, `${INFO}/purposeOther`) }]);
    walk.edit([{ op: 'set', at: 'pages/presentLevels/parentConcerns', value: 'By hand.', was: textAt(walk.document, 'pages/presentLevels/parentConcerns') }]);
    takenBack(walk);
    expect(valueAt(walk.document, INFO)).toMatchObject({ purposes: ['annual', 'triennial'], purposeOther: '' });
    expect(textAt(walk.document, 'pages/presentLevels/parentConcerns')).toBe('By hand.');
  });

  it('leaves other words under Other as somebody wrote them', () => {
    const walk = printedWalk().must(REFUSED);
    walk.edit([{ op: 'set', at: `${INFO}/purposes`, value: ['annual', 'other'], was: valueAt(walk.document, `${INFO}/purposes`) }]).edit([{ op: 'set', at: `${INFO}/purposeOther`, value: 'A move.', was: textAt(walk.document, `${INFO}/purposeOther`) }]);
    takenBack(walk);
    expect(valueAt(walk.document, INFO)).toMatchObject({ purposes: ['annual', 'other'], purposeOther: 'A move.' });
  });

  it('takes both signatures off the sheet of an amendment, which is asked for again', () => {
    const walk = new Walk(change('amendment'));
    walk.edit([{ op: 'set', at: 'pages/presentLevels/parentConcerns', value: 'More reading.', was: textAt(walk.document, 'pages/presentLevels/parentConcerns') }]);
    walk.must({ type: 'amendmentPrinted', copy: copyOf(walk.document, 1) });
    const asked = walk.document;
    walk.must({ type: 'amendmentSigned', ...signed, district: 'Ada Quill', districtTitle: 'Principal', districtSignedOn: TODAY });
    expect(rowsAt(walk.document, 'pages/amendment/signatures')).toHaveLength(2);
    takenBack(walk);
    expect(said(walk.document)).toEqual(said(asked));
  });

  it('is taken back by who may record it, with a reason, and never once it is affirmed', () => {
    const walk = printedWalk().must(ALL);
    for (const actor of [SPEECH, STRANGER]) expect(walk.event(takingBack(walk), { actor }), actor.name).toMatchObject({ ok: false, guard: 'mayRecordAnswer' });
    expect(walk.event(takingBack(walk, ' '))).toMatchObject({ ok: false, guard: 'takeBackReason' });
    expect(printedWalk().event({ type: 'answerTakenBack', reason: 'x', stood: [] })).toMatchObject({ ok: false, guard: 'consentState', reason: 'The parent has not answered yet.' });
    const affirmed = new Walk({ ...walk.document, documentStatus: 'current' });
    expect(affirmed.event(takingBack(walk))).toMatchObject({ ok: false, guard: 'state' });
    expect(walk.event(takingBack(walk), { actor: SYSTEM_MANAGER })).toEqual({ ok: true });
  });

  it('is a barrier for undo: what was typed for the answer would not fit the document without it', () => {
    const walk = printedWalk().must(REFUSED);
    walk.edit([{ op: 'set', at: `${INFO}/purposeOther`, value: UNSIGNED_OFFER, was: textAt(walk.document, `${INFO}/purposeOther`) }]);
    expect(undoState(walk.entries, [], 'st1').undo).not.toBeNull();
    expect(undoState(takenBack(walk).entries, [], 'st1').undo).toBeNull();
  });
});

describe('a journal from before an answer could be taken back', () => {
  it('replays as ever: an answer writes what it always wrote', () => {
    const sheetAfter = (event: FlowEvent) => rowsAt(printedWalk().must(event).document, 'pages/consent').at(-1);
    const line = { printedName: 'Dana Birchwater', relation: 'mother', outcome: 'signed', signedOn: TODAY, source: 'paper' };
    const walk = printedWalk();
    const row = `s${walk.entries.length + 1}`;
    expect(sheetAfter(ALL)).toEqual({ ...rowsAt(walk.document, 'pages/consent').at(-1), consentChoice: 'agreeAll', parentSignatures: [{ $row: `${row}-1`, ...line }] });
    expect(sheetAfter(EXCEPT)).toEqual({ ...rowsAt(walk.document, 'pages/consent').at(-1), consentChoice: 'agreeExcept', consentExceptions: [{ $row: `${row}-10`, pageId: 'fapeServices', fieldOrService: 'speech', parentWords: 'Alone, please.' }], parentSignatures: [{ $row: `${row}-1`, ...line }] });
    expect(sheetAfter(REFUSED)).toEqual({ ...rowsAt(walk.document, 'pages/consent').at(-1), consentChoice: 'none', refusalWords: 'Not yet.' });
    expect(walk.must(ALL).document['implementedPlanRef']).toEqual({ base: 'draft-1', except: [], fallback: null });
  });
});
