import { afterEach, describe, expect, it } from 'vitest';
import type { FlowEvent } from '../../../shared/flow/events.ts';
import { rowsAt } from '../../../shared/flow/read.ts';
import { pageKeysOf } from '../../../shared/iep/page-keys.ts';
import { valueAt } from '../../../shared/iep/address.ts';
import type { JsonObject } from '../../../shared/iep/json.ts';
import { CASE_MANAGER, failureOf, setUp, SPEECH, type Desk } from './desk.ts';
import { PASSPHRASE } from '../../crash/rig.ts';
import { discussEverything, goodAttestation, hold, importSample, openMeeting, printParentCopy, signAndReconcile, startDraft, type Held } from './meeting.ts';

const STRENGTHS = 'pages/presentLevels/strengths';
const TOPICS = 'pages/structuredNotes/topics';

let desk: Desk | null = null;
afterEach(async () => {
  await desk?.end();
  desk = null;
});

async function atTheTable(): Promise<{ readonly at: Desk; readonly held: Held }> {
  const at = await setUp();
  desk = at;
  const held = await startDraft(at, (await importSample(at)).studentId);
  await openMeeting(held);
  return { at, held };
}

describe('marks over the bridge', () => {
  it('are stamped by main with the unlocked user and main’s clock, and are there again after a restart', async () => {
    const { at, held } = await atTheTable();
    await held.send({ type: 'itemDiscussed', at: STRENGTHS });
    const mark = { by: CASE_MANAGER.staffId, at: at.clock.now() };
    expect((await held.document()).work?.discussed).toEqual({ [STRENGTHS]: mark });
    const again = await at.restart();
    await again.get('session.unlock', { passphrase: PASSPHRASE });
    expect((await (await hold(again, held.draftId)).document()).work?.discussed).toEqual({ [STRENGTHS]: mark });
  });

  it('are refused, with the disk untouched, when the place is not there, the mark is not there, or a provider asks', async () => {
    const { at, held } = await atTheTable();
    const refuse = async (event: FlowEvent): Promise<string> => {
      const before = at.picture();
      const { code } = failureOf(await at.call('drafts.command', { draftId: held.draftId, parent: held.rev(), event }));
      expect(at.picture()).toEqual(before);
      return code;
    };
    const goal = rowsAt(await held.document(), 'pages/goals/items')[0]?.$row ?? '';
    expect(await refuse({ type: 'itemDiscussed', at: 'pages/presentLevels/nothing' })).toBe('refused');
    expect(await refuse({ type: 'itemDiscussed', at: `pages/goals/items/@${goal}` })).toBe('refused');
    expect(await refuse({ type: 'itemReopened', at: STRENGTHS })).toBe('refused');
    expect(await refuse({ type: 'goalReopened', goal })).toBe('refused');
    expect(await refuse({ type: 'itemDiscussed', at: STRENGTHS, by: 'somebody' } as unknown as FlowEvent)).toBe('badRequest');
    await at.get('session.setProfile', { profile: SPEECH });
    expect(await refuse({ type: 'itemDiscussed', at: STRENGTHS })).toBe('notYours');
  });

  it('cannot be typed in', async () => {
    const { at, held } = await atTheTable();
    const before = at.picture();
    const step = { id: 'forged', label: 'Edit', edits: [{ op: 'set' as const, at: 'work/discussed', value: { [STRENGTHS]: { by: 'st2', at: '2027-09-29' } }, was: {} }] };
    expect(failureOf(await at.call('drafts.append', { draftId: held.draftId, parent: held.rev(), steps: [step] })).code).toBe('notYours');
    expect(at.picture()).toEqual(before);
  });
});

describe('the choice of the notes', () => {
  it('is in the journal: a restart finds the notes the team chose and the words of both', async () => {
    const { at, held } = await atTheTable();
    await held.type(TOPICS, [{ $row: 't1', time: '09:10', kind: 'information', speakerRole: 'Parent', pageId: 'goals', about: '', text: 'He reads to the dog.' }]);
    await held.type('meeting/notesForm', 'free');
    await held.type('pages/meetingNotes/notes', 'We went on freely.');
    const again = await at.restart();
    await again.get('session.unlock', { passphrase: PASSPHRASE });
    const document = await (await hold(again, held.draftId)).document();
    expect(valueAt(document, 'pages/meetingNotes')).toMatchObject({ date: '2027-09-29', noteTaker: 'Gideon Yarrow', notes: 'We went on freely.' });
    expect(rowsAt(document, TOPICS)).toMatchObject([{ text: 'He reads to the dog.' }]);
    expect(pageKeysOf(document).filter((key) => key.endsWith('Notes'))).toEqual(['meetingNotes', 'structuredNotes']);
  });
});

describe('an affirmed IEP', () => {
  it('says what a line of the notes was about in words, and who suggested dropping and adding goals', async () => {
    const { at, held } = await atTheTable();
    const [first, second] = rowsAt(await held.document(), 'pages/goals/items');
    await held.type(TOPICS, [{ $row: 't1', time: '09:10', kind: 'request', speakerRole: 'Parent', pageId: 'goals', about: `pages/goals/items/@${second?.$row ?? ''}/baseline`, text: 'More reading, please.', answer: 'agreed', why: 'The team sees the same need.', actionRef: null }]);
    const goals = rowsAt(await held.document(), 'pages/goals/items');
    await held.type('pages/goals/items', [...goals, { ...(second as JsonObject), $row: 'new', goalNumber: 5, addedBy: 'Parent' } as never]);
    await discussEverything(held);
    await held.send({ type: 'goalDropped', goal: first?.$row ?? '', suggestedBy: 'Teacher', reason: 'Met in June.' });
    await printParentCopy(at, held);
    const signed = await signAndReconcile(at, held.draftId);
    const { iepId } = await at.get('affirm.commit', { draftId: signed.draftId, parent: signed.rev(), attestation: await goodAttestation(signed) });
    const { document } = await at.get('records.read', { iepId });
    expect(valueAt(document, 'pages/structuredNotes/topics')).toMatchObject([{ about: 'Goals · Goal 2 · Baseline', answer: 'agreed' }]);
    expect(document['droppedGoals']).toMatchObject([{ suggestedBy: 'Teacher', reason: 'Met in June.' }]);
    expect(rowsAt(document, 'pages/goals/items').at(-1)).toMatchObject({ addedBy: 'Parent' });
  });
});

describe('the line of a draft on the student’s page', () => {
  it('counts pages discussed and places of last year nobody has looked at, and nothing else', async () => {
    const { at, held } = await atTheTable();
    const line = async () => (await at.get('caseload.student', { studentId: held.studentId })).summary.draft;
    expect(await line()).toMatchObject({ pagesDone: 0, pagesAll: 9 });
    expect((await line())?.carried).toBeGreaterThan(40);
    await held.send({ type: 'pageDiscussed', page: 'presentLevels' });
    expect(await line()).toMatchObject({ pagesDone: 1, pagesAll: 9 });
    await held.send({ type: 'carriedConfirmed', at: (await held.document()).work?.carried ?? [] });
    expect(await line()).toMatchObject({ carried: 0 });
  });
});
