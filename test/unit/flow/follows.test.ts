/** What follows from the day of a meeting and from a notice is written after the step, as edits that fit any journal. */
import { describe, expect, it } from 'vitest';
import { lawCheck } from '../../../shared/check/law/run.ts';
import { stateCheck } from '../../../shared/check/state-check.ts';
import { followingEdits } from '../../../shared/flow/follows.ts';
import { mayEdit } from '../../../shared/flow/may-edit.ts';
import { lastNotice } from '../../../shared/flow/notice.ts';
import { textAt } from '../../../shared/flow/read.ts';
import { replay } from '../../../shared/flow/replay.ts';
import { nextFuture } from '../../../shared/iep/carry.ts';
import type { IepDocument } from '../../../shared/iep/document.ts';
import type { JsonObject } from '../../../shared/iep/json.ts';
import { affirmed, context, future, OPEN, TODAY, Walk } from './room.ts';

const NEXT = 'pages/infoEligibility/nextTriennialDate';
const NOTICE = { type: 'noticePrepared', date: '2027-10-12', time: '14:30', place: 'Room 12', remote: '' } as const;

function triennial(meetingDate: string): IepDocument {
  return nextFuture(affirmed(), { documentId: 'draft-3', meetingDate, purposes: ['annual', 'triennial'], newRow: () => 'n' });
}

function after(base: IepDocument, event: Parameters<Walk['must']>[0]): Walk {
  const walk = new Walk(base).must(event);
  const edits = followingEdits(base, walk.document);
  expect(mayEdit(walk.document, edits, context())).toEqual({ ok: true });
  return edits.length === 0 ? walk : walk.edit(edits);
}

const rowsOf = (notice: ReturnType<typeof lastNotice>): readonly unknown[] => (Array.isArray(notice?.['invited']) ? notice['invited'] : []);

describe('the next evaluation', () => {
  it('moves with a triennial that is held earlier than planned: it would be too late otherwise, and stop affirming', () => {
    const base = triennial('2027-10-08');
    const ids = (doc: IepDocument): readonly string[] => stateCheck(doc, TODAY).filter(({ message }) => message.includes('triennial date')).map(({ id }) => id);
    expect(ids(new Walk(base).must(OPEN).document)).toEqual(['CAS-078']);
    const walk = after(base, OPEN);
    expect(textAt(walk.document, NEXT)).toBe('2030-09-29');
    expect(ids(walk.document)).toEqual([]);
    expect(replay(walk.base, walk.entries)).toEqual(walk.document);
  });

  it('moves with the day of a notice, and stays where somebody chose an earlier day or the meeting evaluates nothing', () => {
    expect(textAt(after(triennial('2027-10-01'), NOTICE).document, NEXT)).toBe('2030-10-12');
    const chosen = new Walk(triennial('2027-10-01')).edit([{ op: 'set', at: NEXT, value: '2029-06-01', was: '2030-10-01' }]).document;
    expect(textAt(after(chosen, NOTICE).document, NEXT)).toBe('2029-06-01');
    expect(followingEdits(future(), new Walk().must(NOTICE).document)).toEqual([]);
  });
});

describe('the notice of a student of transition age', () => {
  const sixteen = (): IepDocument => ({ ...future(), pages: { ...future().pages, infoEligibility: { ...(future().pages.infoEligibility as JsonObject), birthDate: '2012-03-01' } } }) as unknown as IepDocument;

  it('says that transition is discussed and that the student is invited, once, and nothing of it for a younger one', () => {
    const walk = after(sixteen(), NOTICE);
    const notice = lastNotice(walk.document);
    expect(notice).toMatchObject({ purposes: ['annual', 'transition'] });
    expect(rowsOf(notice).filter((line) => line === 'Student: Nolan Birchwater')).toHaveLength(1);
    const said = lawCheck(new Walk(walk.document).must({ type: 'noticeSent', notice: notice?.$row ?? '', on: TODAY, how: ['email'] }).document, TODAY, [], null).filter(({ id }) => id === 'L-322-1').map(({ message }) => message);
    expect(said.filter((message) => message.includes('does not say'))).toEqual([]);
    expect(followingEdits(walk.document, walk.document)).toEqual([]);
    expect(followingEdits(future(), new Walk().must(NOTICE).document)).toEqual([]);
  });

  it('is not written again when the meeting opens', () => {
    const walk = after(sixteen(), { ...NOTICE, date: TODAY });
    const before = walk.document;
    expect(followingEdits(before, walk.must(OPEN).document)).toEqual([]);
  });
});
